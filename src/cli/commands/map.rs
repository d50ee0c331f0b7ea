//! `journal map`.

use std::ffi::OsStr;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use clap::Args;

use crate::cli::failure::{Exit, Failure};
use crate::cli::find_note::{find_note, notes_named};
use crate::cli::global::Global;
use crate::cli::journal::Journal;
use crate::cli::screen::Screen;
use crate::cli::views::file::not_over_a_note;
use crate::git::files::own_folders::CacheFolder;
use crate::git::files::private_file::write_privately;
use crate::maps::{html, mermaid, svg};
use crate::markdown::parse::parse;
use crate::notes::map::{MindMap, mind_map};
use crate::workspace::snapshot::Snapshot;

/// Draw a mind map
///
/// As SVG, PNG, a page of HTML, or Mermaid. Without --output it goes to standard output; a PNG not to a terminal. What stands under
/// `## Prototype` is not drawn.
#[derive(Args, Debug)]
pub struct MapArgs {
    /// The map: its file, or any of its names
    #[arg(value_name = "MAP", required = true)]
    map: Vec<String>,
    /// How it is drawn (default: as the name of --output ends, else svg)
    #[arg(long, value_enum)]
    format: Option<MapFormat>,
    /// The file to write
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Pixels of a PNG to each of the drawing
    #[arg(long, default_value_t = 2.0, value_name = "NUMBER", value_parser = scale)]
    scale: f32,
    /// Open it in the program that shows such files
    #[arg(long)]
    open: bool,
}

/// Below a tenth nothing can be read, and above twenty no picture is left small enough to draw.
fn scale(words: &str) -> Result<f32, String> {
    let number: Option<f32> = words.parse().ok().filter(|number| (0.1..=20.0).contains(number));
    number.ok_or_else(|| "a scale is a number from 0.1 to 20".to_owned())
}

/// How a map is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum MapFormat {
    /// A drawing that scales.
    Svg,
    /// A picture.
    Png,
    /// A page that needs nothing else.
    Html,
    /// Text that GitHub and others draw.
    Mermaid,
}

impl MapFormat {
    fn of_file(file: &Path) -> Option<Self> {
        Some(match file.extension().and_then(OsStr::to_str)?.to_ascii_lowercase().as_str() {
            "svg" => Self::Svg,
            "png" => Self::Png,
            "html" | "htm" => Self::Html,
            "mmd" | "mermaid" => Self::Mermaid,
            _ => return None,
        })
    }

    fn extension(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Html => "html",
            Self::Mermaid => "mmd",
        }
    }
}

/// Draws the map.
///
/// # Errors
/// When the name means no map or several, the format is unknown, or the file cannot be written.
pub fn run(args: &MapArgs, global: &Global, screen: &mut Screen) -> Result<Exit, Failure> {
    let words = args.map.join(" ");
    let format = format(args)?;
    let (journal, stem, map) = map_named(&words, global)?;
    let drawn = draw(&map, format, args.scale)?;
    if let Some(file) = &args.output {
        not_over_a_note(&journal, file, &String::from_utf8_lossy(&drawn))?;
        std::fs::write(file, &drawn).map_err(|error| Failure::new("the map cannot be written").at(file).because(error))?;
        screen.mention(format!("Wrote {}", file.display()));
    }
    if args.open {
        let file = match &args.output {
            Some(file) => file.clone(),
            None => in_cache(&journal, &stem, format, &drawn)?,
        };
        return show(&file).map(|()| Exit::Fine);
    }
    if args.output.is_none() {
        print(&drawn, format, screen)?;
    }
    Ok(Exit::Fine)
}

fn format(args: &MapArgs) -> Result<MapFormat, Failure> {
    match (args.format, &args.output) {
        (Some(format), _) => Ok(format),
        (None, Some(file)) => MapFormat::of_file(file).ok_or_else(|| {
            let advice = "Let it end in .svg, .png, .html or .mmd, or say --format.";
            Failure::new("this file's name does not tell how to draw the map").at(file).advise(advice)
        }),
        // A page is what every machine can show.
        (None, None) if args.open => Ok(MapFormat::Html),
        (None, None) => Ok(MapFormat::Svg),
    }
}

/// The map of that name, with its stem. A file that lies in no journal is read as it stands.
fn map_named(words: &str, global: &Global) -> Result<(Journal, String, MindMap), Failure> {
    let file = Some(Path::new(words)).filter(|path| path.is_file());
    let journal = match (Journal::find(global, file), file) {
        (Err(_), Some(file)) if global.journal.is_none() => {
            let text = std::fs::read_to_string(file).map_err(|error| Failure::new("the map cannot be read").at(file).because(error))?;
            let folder = file.parent().unwrap_or(Path::new("")).to_path_buf();
            let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            return Ok((Journal::at(folder, global), stem, mind_map(&text, &parse(&text))));
        }
        (found, _) => found?,
    };
    let snapshot = journal.snapshot()?;
    let id = find_note(&journal, &snapshot, words, |note| note.map().is_some())
        .map_err(|failure| no_map(&journal, &snapshot, words, failure))?;
    let note = snapshot.note(id);
    let map = note.map().cloned().unwrap_or_default();
    Ok((journal, note.stem().to_owned(), map))
}

/// A note of that name that is no map is told apart from none.
fn no_map(journal: &Journal, snapshot: &Snapshot, words: &str, failure: Failure) -> Failure {
    match notes_named(journal, snapshot, words, |_| true).as_slice() {
        [id] if !notes_named(journal, snapshot, words, |note| note.map().is_some()).iter().any(|map| map == id) => {
            let path = &snapshot.note(*id).path;
            let advice = "A map lies in maps/, or says kind: map in its front matter. A new one: journal new map NAME";
            Failure::no_such(format!("{path} is no mind map")).advise(advice)
        }
        _ => failure,
    }
}

fn draw(map: &MindMap, format: MapFormat, scale: f32) -> Result<Vec<u8>, Failure> {
    Ok(match format {
        MapFormat::Svg => svg::svg(map).into_bytes(),
        MapFormat::Html => html::html(map).into_bytes(),
        MapFormat::Mermaid => mermaid::mermaid(map).into_bytes(),
        MapFormat::Png => png(map, scale)?,
    })
}

#[cfg(feature = "png")]
fn png(map: &MindMap, scale: f32) -> Result<Vec<u8>, Failure> {
    crate::maps::png::png(map, scale).map_err(|error| Failure::new(error.to_string()))
}

#[cfg(not(feature = "png"))]
fn png(_: &MindMap, _: f32) -> Result<Vec<u8>, Failure> {
    Err(Failure::new("this build draws no PNG").advise("Use --format svg, or build with the feature png."))
}

fn print(drawn: &[u8], format: MapFormat, screen: &mut Screen) -> Result<(), Failure> {
    if format == MapFormat::Png {
        let mut out = std::io::stdout().lock();
        if out.is_terminal() {
            return Err(Failure::new("a picture is nothing for a terminal").advise("Give --output FILE, or --open."));
        }
        return match out.write_all(drawn).and_then(|()| out.flush()) {
            Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
                Err(Failure::new("standard output cannot be written").because(error))
            }
            Ok(()) | Err(_) => Ok(()),
        };
    }
    screen.print(&String::from_utf8_lossy(drawn));
    Ok(())
}

/// A file to be shown and made again at any time.
fn in_cache(journal: &Journal, stem: &str, format: MapFormat, drawn: &[u8]) -> Result<PathBuf, Failure> {
    let failed = || Failure::new("there is no folder to draw the map in").advise("Name a file with --output.");
    let cache = CacheFolder::from_environment(&|name| std::env::var_os(name)).map_err(|error| failed().because(error))?;
    let file = cache.place_for(journal.root()).join("maps").join(format!("{stem}.{}", format.extension()));
    write_privately(&file, drawn).map_err(|error| failed().at(&file).because(error))?;
    Ok(file)
}

/// Hands a file to the program that the system shows it with.
fn show(file: &Path) -> Result<(), Failure> {
    let file = std::path::absolute(file).unwrap_or_else(|_| file.to_path_buf());
    let programs: &[&[&str]] = if cfg!(target_os = "macos") {
        &[&["open"]]
    } else if cfg!(windows) {
        &[&["explorer"]]
    } else {
        &[&["xdg-open"], &["wslview"], &["gio", "open"]]
    };
    for program in programs {
        let mut command = Command::new(program[0]);
        command.args(&program[1..]).arg(&file).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        if command.spawn().is_ok() {
            return Ok(());
        }
    }
    Err(Failure::new("no program was found to show the map").at(&file).advise("It is drawn: open that file by hand."))
}
