//! Front matter, joined key by key.

use crate::actions::merge::keyed::{Piece, join_keyed, numbered};
use crate::actions::merge::merged::{Markers, Merged};
use crate::markdown::parse::parse;
use crate::markdown::tree::Content;
use crate::notes::outreach::Status;

/// Joins the lines between the fences.
#[must_use]
pub fn join_front(base: &str, ours: &str, theirs: &str, markers: Markers) -> Merged {
    join_keyed(&entries(base), &entries(ours), &entries(theirs), |base, ours, theirs| join_entry(base, ours, theirs, markers))
}

/// The lines cut at the keys; comments above a key belong to it.
fn entries(inner: &str) -> Vec<Piece> {
    let mut pieces: Vec<(String, String)> = Vec::new();
    let mut waiting = String::new();
    for line in inner.split_inclusive('\n') {
        let starts = line.starts_with(|first: char| !first.is_whitespace() && !matches!(first, '#' | '-'));
        let key = line.split_once(':').map(|(key, _)| key.trim().to_owned()).filter(|_| starts);
        match (key, pieces.last_mut()) {
            (Some(key), _) => pieces.push((key, std::mem::take(&mut waiting) + line)),
            (None, Some((_, text))) if waiting.is_empty() && !line.starts_with('#') && !line.trim().is_empty() => text.push_str(line),
            (None, _) => waiting.push_str(line),
        }
    }
    if !waiting.is_empty() {
        pieces.push(("\u{0}end".to_owned(), waiting));
    }
    numbered(pieces)
}

fn join_entry(base: Option<&Piece>, ours: &Piece, theirs: &Piece, markers: Markers) -> Merged {
    if let Some(text) = joined_list(base, ours, theirs).or_else(|| further_status(ours, theirs)) {
        return Merged::clean(text);
    }
    let conflicts = vec![format!("`{}:` says two things", ours.key)];
    Merged { text: markers.around(&ours.text, &theirs.text), conflicts }
}

/// Lists as sets: what either side added, without what one side took out.
fn joined_list(base: Option<&Piece>, ours: &Piece, theirs: &Piece) -> Option<String> {
    let (here, there) = (items(&ours.text)?, items(&theirs.text)?);
    let before = base.and_then(|piece| items(&piece.text)).unwrap_or_default();
    let pieces = |items: &[String]| numbered(items.iter().map(|item| (item.clone(), format!("{item}\n"))).collect());
    let joined = join_keyed(&pieces(&before), &pieces(&here), &pieces(&there), |_, ours, _| Merged::clean(ours.text.clone()));
    let joined: Vec<&str> = joined.text.lines().collect();
    if joined == here {
        return Some(ours.text.clone());
    }
    if joined == there {
        return Some(theirs.text.clone());
    }
    // Comments above the key stay; of two different ones, those that do not hang on the side.
    let above = |piece: &Piece| {
        piece.text.split_inclusive('\n').take_while(|line| line.starts_with('#') || line.trim().is_empty()).collect::<String>()
    };
    let above = above(ours).max(above(theirs));
    Some(format!("{above}{}: [{}]\n", ours.key, joined.join(", ")))
}

/// The items of a list as they are written; a single value is a list of one; none for a mapping.
fn items(entry: &str) -> Option<Vec<String>> {
    let text = format!("---\n{entry}---\n");
    let markdown = parse(&text);
    let front = markdown.front_matter.as_ref()?;
    let [entry] = front.entries.as_slice() else { return None };
    match &entry.value.content {
        Content::List(values) => Some(values.iter().map(|value| value.range.of(&text).to_owned()).collect()),
        Content::Scalar(_) | Content::Empty | Content::Map(_) => None,
    }
}

/// Of two statuses on the same way (draft, sent, replied, met) the further one holds: it has the other behind it.
fn further_status(ours: &Piece, theirs: &Piece) -> Option<String> {
    let status = |piece: &Piece| {
        let word = piece.text.lines().rev().find_map(|line| line.strip_prefix("status:"))?;
        let status = Status::named(word.split('#').next().unwrap_or(word).trim())?;
        matches!(status, Status::Draft | Status::Sent | Status::Replied | Status::Met).then_some(status)
    };
    let (here, there) = (status(ours)?, status(theirs)?);
    Some(if here >= there { ours.text.clone() } else { theirs.text.clone() })
}

#[cfg(test)]
mod tests {
    use crate::actions::merge::merged::{Markers, Merged};

    fn join_front(base: &str, ours: &str, theirs: &str) -> Merged {
        super::join_front(base, ours, theirs, Markers::default())
    }

    #[test]
    fn keys_of_both_sides_are_kept() {
        let merged = join_front("name: Ada\n", "name: Ada\nrole: Engineer\n", "name: Ada\ntie: weak\n");
        assert_eq!((merged.text.as_str(), merged.conflicts.len()), ("name: Ada\nrole: Engineer\ntie: weak\n", 0));
    }

    #[test]
    fn lists_are_joined_as_sets() {
        let merged = join_front("tags: [a, b]\n", "tags: [a, b, c]\n", "tags: [b, d]\n");
        assert_eq!((merged.text.as_str(), merged.conflicts.len()), ("tags: [b, c, d]\n", 0));
    }

    #[test]
    fn two_values_contradict_visibly() {
        let merged = join_front("role: x\n", "role: y\n", "role: z\n");
        assert_eq!(merged.text, "<<<<<<< ours\nrole: y\n=======\nrole: z\n>>>>>>> theirs\n");
        assert_eq!(merged.conflicts, ["`role:` says two things"]);
    }

    #[test]
    fn the_further_status_holds() {
        let merged = join_front("status: draft\n", "status: sent\n", "status: replied\n");
        assert_eq!((merged.text.as_str(), merged.conflicts.len()), ("status: replied\n", 0));
    }

    #[test]
    fn a_key_taken_out_on_one_side_goes_and_its_comment_with_it() {
        assert_eq!(join_front("a: 1\n# why\nb: 2\nc: 3\n", "a: 1\nc: 3\n", "a: 1\n# why\nb: 2\nc: 4\n").text, "a: 1\nc: 4\n");
    }
}
