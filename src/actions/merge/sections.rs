//! The body of a note, joined section by section: each as what it is, a habit table, a prompt, a list, or prose.

use crate::actions::merge::alike::{Named, told_apart};
use crate::actions::merge::blocks::join_text;
use crate::actions::merge::keyed::{Piece, join_keyed};
use crate::actions::merge::lines::join_lines;
use crate::actions::merge::merged::{Choice, Markers, Merged, choose};
use crate::actions::merge::tracker::join_tables;
use crate::markdown::parse::parse;
use crate::notes::prompts::PromptStatus;
use crate::notes::sections::line_end;
use crate::text::fuzzy::fold;

/// Joins three bodies.
#[must_use]
pub fn join_bodies(base: &str, ours: &str, theirs: &str, markers: Markers) -> Merged {
    let mut sides = sections([base, ours, theirs]);
    let ends = spaced_alike(&mut sides);
    let [before, here, there] = &sides;
    let mut merged = join_keyed(before, here, there, |base, ours, theirs| {
        join_section(base.map_or("", |piece| &piece.text), &ours.text, &theirs.text, markers)
    });
    let end = match choose(ends[0].as_str(), &ends[1], &ends[2]) {
        Choice::Take(end) => end,
        Choice::Both(one, other) => one.min(other),
    };
    merged.text.truncate(content_end(&merged.text));
    merged.text.push_str(end);
    merged
}

/// Where the blank lines at the end of a text begin.
fn content_end(text: &str) -> usize {
    line_end(text, text.trim_end().len())
}

/// Gives the last section of each side the blank lines it would have if another followed: they stand between sections and are
/// nobody's words, so that one which is last on a single side is not taken for changed, and what follows keeps its distance.
/// Returns the blank lines each side really ended with.
fn spaced_alike(sides: &mut [Vec<Piece>; 3]) -> [String; 3] {
    let gap = |text: &str| text[content_end(text)..].to_owned();
    let followed = |side: &[Piece], key: &str| {
        let at = side.iter().position(|piece| piece.key == key)?;
        (at + 1 < side.len()).then(|| gap(&side[at].text))
    };
    let found = [0, 1, 2].map(|side: usize| {
        let last = sides[side].last()?;
        let elsewhere = sides.iter().find_map(|other| followed(other, &last.key));
        let before_it = || sides[side].iter().rev().nth(1).map(|piece| gap(&piece.text));
        Some((gap(&last.text), elsewhere.or_else(before_it).unwrap_or_else(|| "\n".to_owned())))
    });
    let mut ends = <[String; 3]>::default();
    for ((side, found), end) in sides.iter_mut().zip(found).zip(&mut ends) {
        if let (Some(last), Some((own, usual))) = (side.last_mut(), found) {
            last.text.truncate(content_end(&last.text));
            last.text.push_str(&usual);
            *end = own;
        }
    }
    ends
}

/// A section, cut out of a body.
struct Part<'a> {
    /// The level and words of its heading; empty above the first.
    key: String,
    /// The index of the section that it stands in.
    above: Option<usize>,
    /// How many sections it stands in.
    depth: usize,
    text: &'a str,
    /// With the sections below it.
    whole: &'a str,
}

/// The three bodies cut at their headings, each section named by the headings above it and its own words. Those of one name are paired
/// by their order and what they hold.
fn sections(bodies: [&str; 3]) -> [Vec<Piece>; 3] {
    let parts = bodies.map(parts);
    let mut names = parts.each_ref().map(|parts| vec![String::new(); parts.len()]);
    let deepest = parts.iter().flatten().map(|part| part.depth).max().unwrap_or(0);
    // From above: a section is told apart by the one that it stands in, too.
    for depth in 0..=deepest {
        let at_depth = parts.each_ref().map(|parts| (0..parts.len()).filter(|&at| parts[at].depth == depth).collect::<Vec<_>>());
        let named = [0, 1, 2].map(|side: usize| {
            let name = |&at: &usize| {
                let part = &parts[side][at];
                let above = part.above.map(|above| format!("{}\u{3}", names[side][above])).unwrap_or_default();
                Named { key: above + &part.key, text: part.whole }
            };
            at_depth[side].iter().map(name).collect::<Vec<_>>()
        });
        for (side, told) in told_apart(&named).into_iter().enumerate() {
            at_depth[side].iter().zip(told).for_each(|(&at, name)| names[side][at] = name);
        }
    }
    let mut side = 0;
    parts.map(|parts| {
        let own = std::mem::take(&mut names[side]);
        side += 1;
        own.into_iter().zip(parts).map(|(key, part)| Piece { key, text: part.text.to_owned() }).collect()
    })
}

fn parts(body: &str) -> Vec<Part<'_>> {
    let markdown = parse(body);
    let starts: Vec<usize> =
        markdown.headings.iter().map(|heading| body[..heading.range.start()].rfind('\n').map_or(0, |at| at + 1)).collect();
    let first = starts.first().copied().unwrap_or(body.len());
    let mut parts: Vec<Part<'_>> = Vec::new();
    if first > 0 {
        parts.push(Part { key: String::new(), above: None, depth: 0, text: &body[..first], whole: &body[..first] });
    }
    let mut above: Vec<(u8, usize)> = Vec::new();
    for (at, heading) in markdown.headings.iter().enumerate() {
        above.retain(|(level, _)| *level < heading.level);
        // The title of a note is one, whatever it reads: retitled on one side it is still the same section.
        let words = if heading.level == 1 && at == 0 { "title".to_owned() } else { fold(heading.text.of(body).trim()) };
        let end_from = |is_end: &dyn Fn(u8) -> bool| {
            let next = markdown.headings.iter().zip(&starts).skip(at + 1).find(|(later, _)| is_end(later.level));
            next.map_or(body.len(), |(_, start)| *start)
        };
        parts.push(Part {
            key: format!("{}\u{2}{words}", heading.level),
            above: above.last().map(|(_, index)| *index),
            depth: above.len(),
            text: &body[starts[at]..end_from(&|_| true)],
            whole: &body[starts[at]..end_from(&|level| level <= heading.level)],
        });
        above.push((heading.level, parts.len() - 1));
    }
    parts
}

fn join_section(base: &str, ours: &str, theirs: &str, markers: Markers) -> Merged {
    let ((base_head, base), (our_head, ours), (their_head, theirs)) = (headed(base), headed(ours), headed(theirs));
    let place = if our_head.is_empty() { "above the first heading".to_owned() } else { format!("under “{}”", words(our_head)) };
    let mut merged = join_lines(base_head, our_head, their_head, &place, markers);
    merged.push(join_content(base, ours, theirs, &place, markers));
    merged
}

/// The heading's line or lines, and what stands below.
fn headed(section: &str) -> (&str, &str) {
    let markdown = parse(section);
    match markdown.headings.first() {
        Some(heading) if section[..heading.range.start()].trim().is_empty() => section.split_at(line_end(section, heading.range.end())),
        _ => ("", section),
    }
}

fn words(heading: &str) -> &str {
    heading.lines().next().unwrap_or("").trim_start_matches('#').trim()
}

fn join_content(base: &str, ours: &str, theirs: &str, place: &str, markers: Markers) -> Merged {
    if let Some(merged) = join_around_table(base, ours, theirs, place, markers) {
        return merged;
    }
    let ticked = joined_tick(base, ours, theirs);
    let with_tick = |text: &str| ticked.map_or_else(|| text.to_owned(), |status| ticked_text(text, status));
    join_text(&with_tick(base), &with_tick(ours), &with_tick(theirs), place, markers)
}

/// Sections with one table each: the table by cells, what stands around it by lines.
fn join_around_table(base: &str, ours: &str, theirs: &str, place: &str, markers: Markers) -> Option<Merged> {
    let (here, there) = (around_table(ours)?, around_table(theirs)?);
    let before = around_table(base);
    let part = |index: usize| before.map_or("", |parts| parts[index]);
    let table = match before.map(|parts| parts[1]) {
        Some(table) if here[1] == there[1] || table == there[1] => Merged::clean(here[1]),
        Some(table) if table == here[1] => Merged::clean(there[1]),
        _ if here[1] == there[1] => Merged::clean(here[1]),
        table => join_tables(table, here[1], there[1], markers)?,
    };
    let mut merged = join_text(part(0), here[0], there[0], place, markers);
    merged.push(table);
    merged.push(join_text(part(2), here[2], there[2], place, markers));
    Some(merged)
}

fn around_table(text: &str) -> Option<[&str; 3]> {
    let markdown = parse(text);
    let [table] = markdown.tables.as_slice() else { return None };
    let start = text[..table.range.start()].rfind('\n').map_or(0, |at| at + 1);
    let end = line_end(text, table.range.end());
    Some([&text[..start], &text[start..end], &text[end..]])
}

const STATUSES: [PromptStatus; 3] = [PromptStatus::NotStarted, PromptStatus::Partly, PromptStatus::Completed];

/// The status that the boxes of a prompt tick, where all three stand there; none where nothing is ticked.
fn tick(text: &str) -> Option<Option<PromptStatus>> {
    let line_of = |status: &PromptStatus| {
        text.lines().find_map(|line| {
            let rest = line.trim_start().strip_prefix("- [")?;
            let (mark, words) = (rest.chars().next()?, rest.get(rest.chars().next()?.len_utf8()..)?);
            (words.strip_prefix("] ")?.trim() == status.words()).then_some(mark)
        })
    };
    let marks: Option<Vec<char>> = STATUSES.iter().map(line_of).collect();
    let ticked = marks?.into_iter().position(|mark| matches!(mark, 'x' | 'X'));
    Some(ticked.map(|at| STATUSES[at]))
}

/// The status after the merge, where both sides have boxes: what one side changed holds; of two changes the further one, for an
/// answer wins over none. Nothing is ticked that neither side ticked.
fn joined_tick(base: &str, ours: &str, theirs: &str) -> Option<Option<PromptStatus>> {
    let (here, there) = (tick(ours)?, tick(theirs)?);
    let before = tick(base);
    Some(if before == Some(here) {
        there
    } else if before == Some(there) {
        here
    } else {
        here.max(there)
    })
}

/// A prompt's text with the boxes of this status.
fn ticked_text(text: &str, status: Option<PromptStatus>) -> String {
    if tick(text).is_none() {
        return text.to_owned();
    }
    let line = |line: &str| {
        let own =
            STATUSES.iter().find(|one| line.trim_start().starts_with("- [") && line.trim_end().ends_with(&format!("] {}", one.words())));
        match (own, line.find('[')) {
            (Some(own), Some(at)) if line[at + 1..].chars().nth(1) == Some(']') => {
                let mark = if Some(*own) == status { 'x' } else { ' ' };
                let rest = at + 1 + line[at + 1..].chars().next().map_or(0, char::len_utf8);
                format!("{}{mark}{}", &line[..=at], &line[rest..])
            }
            _ => line.to_owned(),
        }
    };
    text.split_inclusive('\n').map(line).collect()
}
