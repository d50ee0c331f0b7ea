//! Paths from the journal's root, as notes name each other by.

use std::path::{Component, Path};

/// Whether the file of this path is Markdown.
pub(super) fn is_note(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|it| it.eq_ignore_ascii_case("md"))
}

/// `path` from `root`, with `/`; an error with the path as it can be shown where it is not UTF-8.
pub(super) fn relative(root: &Path, path: &Path) -> Result<String, String> {
    if let Some(plain) = plainly_relative(root, path) {
        return Ok(plain.to_owned());
    }
    let inside = path.strip_prefix(root).unwrap_or(path);
    let parts = inside.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name),
        Component::Prefix(_) | Component::RootDir | Component::CurDir | Component::ParentDir => None,
    });
    let mut shown = String::new();
    let mut is_text = true;
    for part in parts {
        if !shown.is_empty() {
            shown.push('/');
        }
        for chunk in part.as_encoded_bytes().utf8_chunks() {
            shown.push_str(chunk.valid());
            is_text &= chunk.invalid().is_empty();
            chunk.invalid().iter().for_each(|byte| shown.push_str(&format!("\\x{byte:02X}")));
        }
    }
    if is_text { Ok(shown) } else { Err(shown) }
}

/// `path` from `root` where it can be cut off as it stands, as nearly every path can.
#[cfg(unix)]
fn plainly_relative<'a>(root: &Path, path: &'a Path) -> Option<&'a str> {
    let root = root.to_str().filter(|root| !root.is_empty() && !root.ends_with('/'))?;
    let inside = path.to_str()?.strip_prefix(root)?.strip_prefix('/')?;
    let is_plain = !inside.is_empty() && inside.split('/').all(|part| !matches!(part, "" | "." | ".."));
    is_plain.then_some(inside)
}

#[cfg(not(unix))]
fn plainly_relative<'a>(_: &Path, _: &'a Path) -> Option<&'a str> {
    None
}
