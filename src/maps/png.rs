//! A map as a PNG picture, drawn with the machine's own fonts.

use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::{Database, Family, Query};
use resvg::usvg::{Options, Tree};

use crate::maps::svg::svg;
use crate::notes::map::MindMap;

/// The most pixels that a picture may have: as much as most viewers open, and about 400 MB while it is drawn.
const PIXELS_AT_MOST: f64 = 100_000_000.0;

/// Why there is no picture.
#[derive(Debug, thiserror::Error)]
pub enum PngError {
    /// Without a font all words would be missing.
    #[error("no font was found on this machine, so no words can be drawn; install one (such as DejaVu Sans), or choose --format svg")]
    NoFont,
    /// It has no size that can be drawn.
    #[error("the picture would be {width} by {height} pixels, which is more than can be drawn; choose a smaller scale, or --format svg")]
    Size {
        /// In pixels, as asked for.
        width: f64,
        /// In pixels, as asked for.
        height: f64,
    },
    /// The drawing was refused. A mistake of the program.
    #[error("the map was drawn wrongly; please report this")]
    Drawing(#[source] resvg::usvg::Error),
    /// The picture could not be packed.
    #[error("the picture could not be written: {0}")]
    Packing(String),
}

/// Draws a map as a PNG, `scale` pixels to each pixel of the SVG (2 is sharp on most screens).
///
/// # Errors
/// When the machine has no font, and when the picture would be too large (or `scale` is no positive number).
pub fn png(map: &MindMap, scale: f32) -> Result<Vec<u8>, PngError> {
    picture(&svg(map), scale)
}

/// Turns any SVG document of ours into a PNG; see [`png`].
///
/// # Errors
/// As for [`png`].
pub fn picture(svg: &str, scale: f32) -> Result<Vec<u8>, PngError> {
    drawn(svg, scale, fonts()?)
}

fn drawn(svg: &str, scale: f32, fonts: Database) -> Result<Vec<u8>, PngError> {
    let options = Options { fontdb: Arc::new(fonts), ..Options::default() };
    let tree = Tree::from_str(svg, &options).map_err(PngError::Drawing)?;
    let (width, height) = (f64::from(tree.size().width() * scale).ceil(), f64::from(tree.size().height() * scale).ceil());
    let mut pixels = pixels(width, height).ok_or(PngError::Size { width, height })?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| PngError::Packing(error.to_string()))
}

fn pixels(width: f64, height: f64) -> Option<Pixmap> {
    let drawable = 1.0 <= width && 1.0 <= height && width * height <= PIXELS_AT_MOST;
    // Both are whole, positive and below the limit, so nothing is cut off.
    drawable.then(|| Pixmap::new(width as u32, height as u32)).flatten()
}

/// The machine's fonts, with a sans face that really is there behind the name `sans-serif`.
fn fonts() -> Result<Database, PngError> {
    let mut fonts = Database::new();
    fonts.load_system_fonts();
    let usual = ["DejaVu Sans", "Noto Sans", "Liberation Sans", "Arial", "Helvetica", "Segoe UI", "Roboto", "Ubuntu", "Cantarell"];
    let present = usual.into_iter().find(|name| fonts.query(&Query { families: &[Family::Name(name)], ..Query::default() }).is_some());
    let face = present.map(str::to_owned).or_else(|| any_face(&fonts)).ok_or(PngError::NoFont)?;
    fonts.set_sans_serif_family(face.clone());
    fonts.set_serif_family(face);
    Ok(fonts)
}

/// Rather a strange face than no words.
fn any_face(fonts: &Database) -> Option<String> {
    let sans = fonts.faces().find(|face| face.families.iter().any(|(name, _)| name.contains("Sans")));
    sans.or_else(|| fonts.faces().next()).and_then(|face| face.families.first()).map(|(name, _)| name.clone())
}

#[cfg(test)]
mod tests {
    use resvg::usvg::fontdb::Database;

    use super::{PngError, drawn};

    const SQUARE: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"20\"><rect width=\"10\" height=\"20\"/></svg>";

    #[test]
    fn the_scale_sets_the_size() {
        let picture = drawn(SQUARE, 1.5, Database::new()).unwrap();
        assert_eq!(&picture[..8], b"\x89PNG\r\n\x1a\n");
        assert_eq!((picture[19], picture[23]), (15, 30));
    }

    #[test]
    fn a_picture_without_a_size_or_beyond_all_sizes_is_an_error() {
        for scale in [0.0, -1.0, f32::NAN, f32::INFINITY, 1e6] {
            assert!(matches!(drawn(SQUARE, scale, Database::new()), Err(PngError::Size { .. })), "{scale}");
        }
    }
}
