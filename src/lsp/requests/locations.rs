//! Many locations, written straight away: a hub is spoken of in thousands of places.

use std::io::Write;
use std::path::Path;

use rustc_hash::FxHashMap;
use tower_lsp::ls_types::{Location, NumberOrString, Range};

use crate::ide::definition::Target;
use crate::lsp::outbox::Outbox;
use crate::lsp::to_proto::places::{location, range_at, range_between, range_in, uri_of_path};
use crate::lsp::view::View;

/// More than this are written straight away.
const MANY: usize = 64;

/// So many are told at once where a client takes an answer in parts.
const PART: usize = 500;

/// The locations of targets as the answer to a request: in parts where a token is given, else whole.
pub(crate) fn answer(view: &View, targets: &[Target], token: Option<&NumberOrString>, outbox: &Outbox) -> Vec<Location> {
    if let Some(token) = token {
        for part in targets.chunks(PART) {
            if view.is_cancelled() {
                break;
            }
            outbox.part(token, &written(view, part));
        }
        return Vec::new();
    }
    if targets.len() <= MANY {
        return targets.iter().filter_map(|target| location(view, &target.path, target.range)).collect();
    }
    let ready = outbox.keep(written(view, targets)).parse();
    ready.map(|uri| vec![Location::new(uri, Range::default())]).unwrap_or_default()
}

/// The locations as JSON.
fn written(view: &View, targets: &[Target]) -> Vec<u8> {
    // An address holds nothing that JSON would escape: what is no plain letter stands in it by percent signs.
    let root = uri_of_path(&view.root).map(|uri| uri.as_str().trim_end_matches('/').to_owned());
    let open = open_files(view);
    let mut json = Vec::with_capacity(targets.len() * 160);
    json.push(b'[');
    for target in targets {
        let known = open.get(&*target.path).map(|uri| (*uri).to_owned());
        let plain = root.as_deref().filter(|_| known.is_none() && is_plain(&target.path));
        let full = || uri_of_path(&view.root.join(&*target.path)).map(|uri| uri.as_str().to_owned());
        let other = if plain.is_some() { None } else { known.or_else(full).and_then(|uri| serde_json::to_string(&uri).ok()) };
        if plain.is_none() && other.is_none() {
            continue;
        }
        if json.len() > 1 {
            json.push(b',');
        }
        let range = range_of(view, target).unwrap_or_default();
        let (start, end) = (range.start, range.end);
        // Writing to memory does not fail.
        let _ = write!(
            json,
            r#"{{"range":{{"end":{{"character":{},"line":{}}},"start":{{"character":{},"line":{}}}}},"uri":"#,
            end.character, end.line, start.character, start.line
        );
        let _ = match (plain, &other) {
            (Some(root), _) => write!(json, r#""{root}/{}"}}"#, target.path),
            (None, Some(uri)) => write!(json, "{uri}}}"),
            (None, None) => Ok(()),
        };
    }
    json.push(b']');
    json
}

fn range_of(view: &View, target: &Target) -> Option<Range> {
    let encoding = view.shared.offers.encoding;
    if let Some(ends) = target.ends {
        return Some(range_between(ends.counted_in(encoding)));
    }
    match target.note.and_then(|id| view.snapshot.get(id)) {
        Some(note) => Some(range_in(&note.text, note.lines(), target.range, encoding)),
        None => range_at(view, &target.path, target.range),
    }
}

/// The open files of the journal by their paths from its root, as the client spells them.
fn open_files(view: &View) -> FxHashMap<String, &str> {
    let inner = |path: &Path| Some(path.strip_prefix(&view.root).ok()?.to_str()?.replace('\\', "/"));
    view.shared.open.iter().filter_map(|(path, (uri, _))| Some((inner(path)?, uri.as_str()))).collect()
}

/// Whether a path stands in an address as it is.
fn is_plain(path: &str) -> bool {
    path.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'/'))
}
