//! Logs and lists, joined as sets: every item of either side once, nested ones under their own, a log in the order of its dates.

use crate::actions::merge::alike::numbered_alike;
use crate::actions::merge::blocks::join_text;
use crate::actions::merge::keyed::{Piece, join_pieces};
use crate::actions::merge::merged::{Choice, Markers, Merged, choose};
use crate::calendar::date::iso_date;

/// Joins three texts that each are one list and nothing else, or nothing at all. `place` says where, in words.
#[must_use]
pub fn join_lists(base: &str, ours: &str, theirs: &str, place: &str, markers: Markers) -> Merged {
    let mut lists = [base, ours, theirs].map(List::read);
    if let Some(sign) = one_sign(&lists) {
        lists.iter_mut().for_each(|list| list.begin_items_with(sign));
    }
    let by_words = lists.iter().all(List::is_told_apart_by_words);
    let [before, here, there] = numbered_alike(lists.each_ref().map(|list| list.named(by_words)));
    let mut items = join_pieces(&before, &here, &there, |base, ours, theirs| join_item(base, ours, theirs, place, markers));
    let dates = |pieces: &[Piece]| pieces.iter().map(|piece| date_of(&piece.key)).collect::<Vec<_>>();
    let (ours, theirs) = (dates(&here), dates(&there));
    // Those of one day stay as they stand.
    if ours.is_sorted() && theirs.is_sorted() {
        items.sort_by_key(|(key, _)| date_of(key));
    } else if [ours, theirs].iter().all(|dates| dates.is_sorted_by(|one, other| one >= other)) {
        items.sort_by_key(|(key, _)| std::cmp::Reverse(date_of(key)));
    }
    let is_loose = match choose(lists[0].is_loose, lists[1].is_loose, lists[2].is_loose) {
        Choice::Take(is_loose) => is_loose,
        Choice::Both(..) => true,
    };
    let mut merged = Merged::default();
    for (at, (_, item)) in items.into_iter().enumerate() {
        if is_loose && 0 < at {
            merged.text.push('\n');
        }
        merged.push(item);
    }
    merged
}

/// The sign that items of the joined list begin with, where the sides differ in it: to Markdown, items of two signs are two lists. A list
/// of several signs on one side is left as it is.
fn one_sign(lists: &[List; 3]) -> Option<char> {
    let [base, ours, theirs] = lists.each_ref().map(List::sign);
    let (ours, theirs) = (ours?, theirs?);
    match base.map(|base| choose(base, ours, theirs)) {
        Some(Choice::Take(sign)) => Some(sign),
        // Each side has chosen for itself: the usual one, whichever side is ours.
        Some(Choice::Both(..)) | None => Some(ours.max(theirs)),
    }
}

/// Whether a line begins an item that is not moved in.
#[must_use]
pub fn is_bullet(line: &str) -> bool {
    let is_rule = || {
        let signs = || line.chars().filter(|sign| !sign.is_whitespace());
        2 < signs().count() && signs().all(|sign| line.starts_with(sign))
    };
    ["- ", "* ", "+ "].iter().any(|mark| line.starts_with(mark)) && !is_rule()
}

/// A list: its items with their nested lines, without the blank lines between them.
struct List {
    items: Vec<String>,
    is_loose: bool,
}

impl List {
    fn read(text: &str) -> Self {
        let mut list = Self { items: Vec::new(), is_loose: false };
        let mut blank = String::new();
        for line in text.split_inclusive('\n') {
            match list.items.last_mut() {
                _ if line.trim().is_empty() => {
                    blank.push_str(line);
                    continue;
                }
                Some(item) if !is_bullet(line) => {
                    item.push_str(&blank);
                    item.push_str(line);
                }
                last => {
                    list.is_loose |= last.is_some() && !blank.is_empty();
                    list.items.push(line.to_owned());
                }
            }
            blank.clear();
        }
        list
    }

    /// The sign that every item begins with; none for a list of several, or of no items.
    fn sign(&self) -> Option<char> {
        let mut signs = self.items.iter().filter_map(|item| item.chars().next());
        let first = signs.next()?;
        signs.all(|sign| sign == first).then_some(first)
    }

    fn begin_items_with(&mut self, sign: char) {
        for item in self.items.iter_mut().filter(|item| is_bullet(item)) {
            item.replace_range(..1, sign.encode_utf8(&mut [0; 4]));
        }
    }

    /// Whether no two items say the same but for their marks.
    fn is_told_apart_by_words(&self) -> bool {
        let mut words: Vec<String> = self.items.iter().map(|item| words(Item::read(item).head)).collect();
        words.sort();
        words.windows(2).all(|two| two[0] != two[1])
    }

    /// The items by name: their own words, without those of nested items; with their marks, where words alone do not tell them apart.
    fn named(&self, by_words: bool) -> Vec<(String, String)> {
        let key = |item: &String| {
            let head = Item::read(item).head;
            (if by_words { words(head) } else { head.get(2..).unwrap_or(head).trim_end().to_owned() }, item.clone())
        };
        self.items.iter().map(key).collect()
    }
}

/// What an item says, without its box, what stresses it, and a mind map's mark behind it.
fn words(head: &str) -> String {
    let head = head.get(2..).unwrap_or(head);
    let head = boxed(head).map_or(head, |(_, rest)| rest).replace("**", "");
    let mut said = head.trim();
    for mark in ["(+)", "(-)", "(?)"] {
        said = said.strip_suffix(mark).unwrap_or(said).trim_end();
    }
    said.to_owned()
}

/// A task's mark and its words; none for an item without a box. The text begins behind the bullet.
fn boxed(text: &str) -> Option<(char, &str)> {
    let inner = text.trim_start().strip_prefix('[')?;
    let mark = inner.chars().next()?;
    inner[mark.len_utf8()..].strip_prefix("] ").map(|rest| (mark, rest))
}

/// The date that an item's words begin with.
fn date_of(words: &str) -> Option<chrono::NaiveDate> {
    words.trim_start().get(..10).and_then(iso_date)
}

/// How far a line may be moved in for its nested items to be told apart; what lies deeper is part of the item above.
const DEEPEST: usize = 200;

/// An item cut before its first nested one.
#[derive(Default)]
struct Item<'a> {
    head: &'a str,
    /// How far the nested items are moved in.
    indent: &'a str,
    nested: String,
}

impl<'a> Item<'a> {
    fn read(text: &'a str) -> Self {
        let whole = Item { head: text, ..Item::default() };
        let Some(start) = text.match_indices('\n').map(|(at, _)| at + 1).find(|&at| is_bullet(text[at..].trim_start_matches([' ', '\t'])))
        else {
            return whole;
        };
        let (head, nested) = text.split_at(start);
        let indent = &nested[..nested.len() - nested.trim_start_matches([' ', '\t']).len()];
        let is_near = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len() <= DEEPEST;
        let own = |line: &str| match line.trim().is_empty() {
            true => Some(line.to_owned()),
            false => line.strip_prefix(indent).filter(|_| is_near(line)).map(str::to_owned),
        };
        let lines: Option<Vec<String>> = nested.split_inclusive('\n').map(own).collect();
        match lines {
            // Code may hold lines that look like items.
            Some(lines) if !head.contains("```") && !head.contains("~~~") => Item { head, indent, nested: lines.concat() },
            _ => whole,
        }
    }
}

fn join_item(base: Option<&Piece>, ours: &Piece, theirs: &Piece, place: &str, markers: Markers) -> Merged {
    let [before, here, there] =
        [base, Some(ours), Some(theirs)].map(|piece| piece.map(|piece| Item::read(&piece.text)).unwrap_or_default());
    let mut merged = join_heads(before.head, here.head, there.head, markers);
    let indent = [&before, &here.min_indent(&there)].into_iter().find(|item| !item.indent.is_empty()).map_or("", |item| item.indent);
    let nested = join_text(&before.nested, &here.nested, &there.nested, place, markers);
    let marker_lines = markers.lines();
    let moved_in = |line: &str| {
        let is_marker = marker_lines.iter().any(|marker| marker == line);
        if is_marker || line.trim().is_empty() { line.to_owned() } else { format!("{indent}{line}") }
    };
    let text: String = nested.text.split_inclusive('\n').map(moved_in).collect();
    merged.push(Merged { text, conflicts: nested.conflicts });
    merged
}

impl<'a> Item<'a> {
    /// The smaller of two indents that are there.
    fn min_indent(&self, other: &Item<'a>) -> Item<'a> {
        let indent = match (self.indent, other.indent) {
            ("", indent) | (indent, "") => indent,
            (one, other) => one.min(other),
        };
        Item { indent, ..Item::default() }
    }
}

/// One item as both sides have it: their words are alike, their marks may not be.
fn join_heads(base: &str, ours: &str, theirs: &str, markers: Markers) -> Merged {
    let (one, other) = match choose(base, ours, theirs) {
        Choice::Take(head) => return Merged::clean(head),
        Choice::Both(one, other) => (one, other),
    };
    let tick = |head: &str| boxed(head.get(2..).unwrap_or("")).map(|(mark, _)| mark);
    match (tick(one), tick(other)) {
        // An answer wins over none.
        (Some(' '), Some(_)) => Merged::clean(other),
        (Some(_), Some(' ')) => Merged::clean(one),
        _ => Merged {
            text: markers.around(one, other),
            conflicts: vec![format!("“{}” here, “{}” there", one.get(2..).unwrap_or(one).trim(), other.get(2..).unwrap_or(other).trim())],
        },
    }
}

#[cfg(test)]
mod tests {
    use super::join_lists;
    use crate::actions::merge::merged::Markers;

    #[track_caller]
    fn check(base: &str, ours: &str, theirs: &str, expected: &str) {
        for (one, other) in [(ours, theirs), (theirs, ours)] {
            let merged = join_lists(base, one, other, "here", Markers::default());
            assert_eq!((merged.text.as_str(), merged.conflicts.as_slice()), (expected, [].as_slice()));
        }
    }

    #[test]
    fn a_log_keeps_every_line_in_the_order_of_dates() {
        let base = "- 2026-11-01 One\n";
        let ours = "- 2026-11-01 One\n- 2026-11-09 Three\n";
        let theirs = "- 2026-11-01 One\n- 2026-11-05 Two\n  with more\n";
        check(base, ours, theirs, "- 2026-11-01 One\n- 2026-11-05 Two\n  with more\n- 2026-11-09 Three\n");
    }

    #[test]
    fn a_log_whose_newest_line_stands_first_stays_so() {
        let base = "- 2026-11-05 Two\n- 2026-11-01 One\n";
        let expected = format!("- 2026-11-20 Four\n- 2026-11-10 Three\n{base}");
        check(base, &format!("- 2026-11-20 Four\n{base}"), &format!("- 2026-11-10 Three\n{base}"), &expected);
    }

    #[test]
    fn a_list_has_one_sign_whichever_the_sides_write() {
        check("- a\n", "- a\n- b\n", "* a\n* c\n", "* a\n* b\n* c\n");
        check("* a\n", "* a\n- b\n", "* a\n* c\n", "* a\n- b\n* c\n");
        check("", "- a\n- b\n", "* b\n* c\n", "- a\n- b\n- c\n");
        check("- a\n  - x\n", "- a\n  - x\n  - y\n", "- a\n  * x\n  * z\n", "- a\n  * x\n  * y\n  * z\n");
    }

    #[test]
    fn the_same_line_of_both_sides_stands_once() {
        check("", "- a\n- b\n", "- b\n", "- a\n- b\n");
    }

    #[test]
    fn a_list_with_blank_lines_between_keeps_them() {
        check("- a\n\n- b\n", "- a\n\n- b\n\n- c\n", "- a\n\n- b\n\n- d\n", "- a\n\n- b\n\n- c\n\n- d\n");
    }

    #[test]
    fn branches_of_one_item_grow_on_both_sides() {
        let base = "- Work\n  - Parsing (+)\n  - Meetings\n- Home\n";
        check(
            base,
            "- Work\n  - Parsing (+)\n    - by hand\n  - Meetings\n- Home\n",
            "- Work\n  - Parsing (+)\n  - Meetings (-)\n    - stand-up\n  - Review\n- Home\n",
            "- Work\n  - Parsing (+)\n    - by hand\n  - Meetings (-)\n    - stand-up\n  - Review\n- Home\n",
        );
    }

    #[test]
    fn a_branch_taken_out_stays_where_the_other_side_worked_on_it() {
        check("- Work\n  - a\n- Home\n", "- Home\n", "- Work\n  - a\n  - b\n- Home\n", "- Work\n  - a\n  - b\n- Home\n");
        check("- Work\n  - a\n- Home\n", "- Home\n", "- Work\n  - a\n- Home\n- c\n", "- Home\n- c\n");
    }

    #[test]
    fn two_marks_of_one_branch_contradict_visibly() {
        let merged = join_lists(
            "- Work\n  - Parsing\n",
            "- Work\n  - Parsing (+)\n",
            "- Work\n  - Parsing (-)\n  - b\n",
            "here",
            Markers::default(),
        );
        assert_eq!(merged.text, "- Work\n<<<<<<< ours\n  - Parsing (+)\n=======\n  - Parsing (-)\n>>>>>>> theirs\n  - b\n");
        assert_eq!(merged.conflicts, ["“Parsing (+)” here, “Parsing (-)” there"]);
    }

    #[test]
    fn a_task_is_one_item_ticked_or_not() {
        check("- [ ] a\n- [ ] b\n", "- [x] a\n- [ ] b\n", "- [ ] a\n  - how\n- [x] b\n", "- [x] a\n  - how\n- [x] b\n");
        check("", "- [ ] a\n", "- [x] a\n", "- [x] a\n");
    }

    #[test]
    fn items_that_differ_in_their_marks_alone_stay_apart() {
        check("- a (+)\n- a (-)\n", "- a (-)\n", "- a (+)\n- a (-)\n- b\n", "- a (-)\n- b\n");
    }
}
