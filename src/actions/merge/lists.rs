//! Logs and lists, joined as sets: every item of either side once, a log in the order of its dates.

use crate::actions::merge::keyed::{Piece, join_keyed, numbered};
use crate::actions::merge::merged::Merged;
use crate::calendar::date::iso_date;

/// Joins three texts that each are a list and nothing else; none where one of them is more than a list.
#[must_use]
pub fn join_lists(base: &str, ours: &str, theirs: &str) -> Option<Merged> {
    let (before, here, there) = (List::read(base)?, List::read(ours)?, List::read(theirs)?);
    let mut merged = join_keyed(&before.items, &here.items, &there.items, |_, ours, _| Merged::clean(ours.text.clone()));
    if here.is_in_order() && there.is_in_order() {
        merged.text = by_date(&merged.text);
    }
    // Blank lines around the list: those of the side that changed them.
    let around = |base: &str, ours: &str, theirs: &str| {
        if ours == base {
            theirs.to_owned()
        } else if theirs == base {
            ours.to_owned()
        } else {
            ours.max(theirs).to_owned()
        }
    };
    let lead = around(before.lead, here.lead, there.lead);
    let tail = around(before.tail, here.tail, there.tail);
    merged.text = format!("{lead}{}{tail}", merged.text);
    Some(merged)
}

/// A text that is a list: blank lines, items with their nested lines, blank lines.
struct List<'a> {
    lead: &'a str,
    items: Vec<Piece>,
    tail: &'a str,
}

impl<'a> List<'a> {
    fn read(text: &'a str) -> Option<Self> {
        let start = text.len() - text.trim_start_matches(['\n', ' ']).len();
        let start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let end = text.trim_end_matches(['\n', ' ']).len().max(start);
        let end = text[end..].find('\n').map_or(text.len(), |at| end + at + 1);
        let (lead, middle, tail) = (&text[..start], &text[start..end], &text[end..]);
        let mut items: Vec<(String, String)> = Vec::new();
        for line in middle.split_inclusive('\n') {
            let is_item = ["- ", "* ", "+ "].iter().any(|mark| line.starts_with(mark));
            match items.last_mut() {
                _ if is_item => items.push((line.trim_end().to_owned(), line.to_owned())),
                Some((key, text)) if line.starts_with([' ', '\t']) && !line.trim().is_empty() => {
                    key.push('\n');
                    key.push_str(line.trim_end());
                    text.push_str(line);
                }
                _ if line.trim().is_empty() && middle.trim().is_empty() => {}
                _ => return None,
            }
        }
        Some(Self { lead, items: numbered(items), tail })
    }

    fn is_in_order(&self) -> bool {
        self.items.iter().map(|item| date_of(&item.text)).collect::<Vec<_>>().is_sorted()
    }
}

fn date_of(item: &str) -> Option<chrono::NaiveDate> {
    item.get(2..12).and_then(iso_date)
}

/// Items in the order of their dates; those of one day stay as they stand.
fn by_date(text: &str) -> String {
    let mut items: Vec<String> = Vec::new();
    for line in text.split_inclusive('\n') {
        match items.last_mut() {
            Some(item) if line.starts_with([' ', '\t']) => item.push_str(line),
            _ => items.push(line.to_owned()),
        }
    }
    items.sort_by_key(|item| date_of(item));
    items.concat()
}

#[cfg(test)]
mod tests {
    use super::join_lists;

    fn joined(base: &str, ours: &str, theirs: &str) -> Option<String> {
        join_lists(base, ours, theirs).map(|merged| merged.text)
    }

    #[test]
    fn a_log_keeps_every_line_in_the_order_of_dates() {
        let base = "\n- 2026-11-01 One\n";
        let ours = "\n- 2026-11-01 One\n- 2026-11-09 Three\n";
        let theirs = "\n- 2026-11-01 One\n- 2026-11-05 Two\n  with more\n\n";
        let expected = "\n- 2026-11-01 One\n- 2026-11-05 Two\n  with more\n- 2026-11-09 Three\n\n";
        assert_eq!(joined(base, ours, theirs).as_deref(), Some(expected));
        assert_eq!(joined(base, theirs, ours).as_deref(), Some(expected));
    }

    #[test]
    fn the_same_line_of_both_sides_stands_once() {
        assert_eq!(joined("", "- a\n- b\n", "- b\n").as_deref(), Some("- a\n- b\n"));
    }

    #[test]
    fn prose_is_no_list() {
        assert_eq!(joined("", "- a\n", "words\n"), None);
        assert_eq!(joined("", "- a\nwords\n", "- b\n"), None);
    }
}
