//! Text that is lists and prose by turns: each list joined as a set, each stretch of prose by its lines.

use crate::actions::merge::lines::join_lines;
use crate::actions::merge::lists::{is_bullet, join_lists};
use crate::actions::merge::merged::{Choice, Markers, Merged, choose};

/// Joins running text with its lists. `place` says where, in words.
#[must_use]
pub fn join_text(base: &str, ours: &str, theirs: &str, place: &str, markers: Markers) -> Merged {
    join_blocks(base, ours, theirs, place, markers).unwrap_or_else(|| join_lines(base, ours, theirs, place, markers))
}

/// Block by block, where lists and prose follow each other alike on all sides; a side may have fewer of them.
fn join_blocks(base: &str, ours: &str, theirs: &str, place: &str, markers: Markers) -> Option<Merged> {
    let (before, here, there) = (Blocks::read(base)?, Blocks::read(ours)?, Blocks::read(theirs)?);
    let sides = [&before, &here, &there];
    let longest = sides.into_iter().max_by_key(|side| side.blocks.len())?;
    let is_alike = |side: &Blocks| side.blocks.iter().zip(&longest.blocks).all(|(one, other)| one.is_list == other.is_list);
    if !sides.into_iter().all(is_alike) || !longest.blocks.iter().any(|block| block.is_list) {
        return None;
    }
    // What is in front of the first block says nothing where there is none.
    let [base, ours, theirs] = sides.map(|side| (!side.blocks.is_empty()).then_some(side.lead));
    let mut merged = Merged::clean(space(base, ours, theirs));
    for (at, block) in longest.blocks.iter().enumerate() {
        let [base, ours, theirs] = sides.map(|side| side.blocks.get(at));
        let join = if block.is_list { join_lists } else { join_lines };
        merged.push(join(text_of(base), text_of(ours), text_of(theirs), place, markers));
        merged.push(Merged::clean(space(gap_of(base), gap_of(ours), gap_of(theirs))));
    }
    Some(merged)
}

fn text_of<'a>(block: Option<&'a Block<'a>>) -> &'a str {
    block.map_or("", |block| &block.text)
}

fn gap_of<'a>(block: Option<&Block<'a>>) -> Option<&'a str> {
    block.map(|block| block.gap)
}

/// Blank lines: those of the side that changed them, of the sides that have a block there.
fn space<'a>(base: Option<&'a str>, ours: Option<&'a str>, theirs: Option<&'a str>) -> &'a str {
    let (Some(ours), Some(theirs)) = (ours, theirs) else { return ours.or(theirs).or(base).unwrap_or_default() };
    match choose(base.unwrap_or_default(), ours, theirs) {
        Choice::Take(blank) => blank,
        Choice::Both(one, other) => one.max(other),
    }
}

struct Blocks<'a> {
    lead: &'a str,
    blocks: Vec<Block<'a>>,
}

struct Block<'a> {
    is_list: bool,
    text: String,
    /// The blank lines behind it.
    gap: &'a str,
}

impl<'a> Blocks<'a> {
    /// Cuts a text; none where a list's end cannot be told by its lines, such as with words under an item that are not moved in.
    fn read(text: &'a str) -> Option<Self> {
        let mut blocks: Vec<Block<'a>> = Vec::new();
        let (mut lead, mut offset) = (0, 0);
        let mut fence: Option<char> = None;
        for line in text.split_inclusive('\n') {
            let start = offset;
            offset += line.len();
            let is_blank = line.trim().is_empty() && fence.is_none();
            let moved_in = line.starts_with([' ', '\t']);
            let is_item = fence.is_none() && is_bullet(line);
            let own_fence = ["```", "~~~"].iter().find(|mark| line.trim_start().starts_with(**mark)).and_then(|mark| mark.chars().next());
            match blocks.last_mut() {
                None if is_blank => lead = offset,
                Some(block) if is_blank => block.gap = &text[offset - line.len() - block.gap.len()..offset],
                Some(block) if block.is_list && (is_item || moved_in) || !block.is_list && (!is_item || fence.is_some()) => {
                    block.text.push_str(block.gap);
                    block.text.push_str(line);
                    block.gap = &text[offset..offset];
                }
                // A lazy line: it belongs to the item above without looking so.
                Some(block) if block.is_list && block.gap.is_empty() => return None,
                _ => blocks.push(Block { is_list: is_item, text: text[start..offset].to_owned(), gap: &text[offset..offset] }),
            }
            fence = match (fence, own_fence) {
                (None, own) => own,
                (Some(open), Some(own)) if open == own => None,
                (open, _) => open,
            };
        }
        Some(Self { lead: &text[..lead], blocks })
    }
}

#[cfg(test)]
mod tests {
    use super::join_text;
    use crate::actions::merge::merged::Markers;

    #[track_caller]
    fn check(base: &str, ours: &str, theirs: &str, expected: &str) {
        for (one, other) in [(ours, theirs), (theirs, ours)] {
            let merged = join_text(base, one, other, "here", Markers::default());
            assert_eq!((merged.text.as_str(), merged.conflicts.as_slice()), (expected, [].as_slice()));
        }
    }

    #[test]
    fn a_list_under_a_word_of_introduction_is_a_set_all_the_same() {
        let base = "\nNewest last.\n\n- 2026-11-01 Met\n";
        let expected = format!("{base}- 2026-11-05 Wrote\n- 2026-11-09 Called\n");
        check(base, &format!("{base}- 2026-11-09 Called\n"), &format!("{base}- 2026-11-05 Wrote\n"), &expected);
    }

    #[test]
    fn the_prose_between_lists_is_joined_by_lines() {
        let base = "- a\n\nWords.\n\n- b\n";
        check(base, "- a\n- a2\n\nOther words.\n\n- b\n", "- a\n\nWords.\n\n- b\n- b2\n", "- a\n- a2\n\nOther words.\n\n- b\n- b2\n");
    }

    #[test]
    fn code_is_prose_whatever_its_lines_begin_with() {
        let base = "```\n- a\n- b\n```\n";
        let merged = join_text(base, &base.replace("- b", "- c\n- b"), &base.replace("- b", "- d\n- b"), "here", Markers::default());
        assert_eq!(merged.conflicts.len(), 1);
    }

    #[test]
    fn an_empty_section_that_both_fill_keeps_its_blank_lines() {
        check("\n", "\n- a\n\n", "\n", "\n- a\n\n");
        check("\n\n", "\n- a\n\n", "\n- b\n\n", "\n- a\n- b\n\n");
        check("\n- a\n\n", "\n\n", "\n- a\n- b\n\n", "\n- b\n\n");
    }

    #[test]
    fn what_one_side_wrote_below_a_list_stays_below() {
        check("- a\n", "- a\n\nMore.\n", "- a\n- b\n", "- a\n- b\n\nMore.\n");
    }
}
