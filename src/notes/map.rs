//! A mind map: a centre, branches as headings and nested lists, marks of energy and of what resonates.

use std::borrow::Cow;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::markdown::tree::{Heading, Link, LinkKind, ListItem, Markdown};
use crate::text::range::TextRange;

/// How deep branches nest at most; what is written deeper hangs on the deepest branch allowed.
///
/// Nobody thinks in a hundred levels, but a file may hold them, and a tree of any depth would let it exhaust the stack.
pub const MAX_DEPTH: usize = 100;

/// A mind map as its author means it: what is drawn, and where the part that is not drawn stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MindMap {
    /// The words in the middle, markup removed: the first first-level heading. Empty where there is none.
    pub title: String,
    /// That heading, as a byte range of the text.
    pub title_range: Option<TextRange>,
    /// What hangs on the centre, in reading order.
    pub branches: Vec<Branch>,
    /// The first `## Prototype` with all under it, as a byte range: what the map tells its author, and is not drawn.
    pub prototype: Option<TextRange>,
}

impl MindMap {
    /// How many branches there are on all levels; the centre is not one.
    #[must_use]
    pub fn branch_count(&self) -> usize {
        let mut open: Vec<&Branch> = self.branches.iter().collect();
        let mut count = 0;
        while let Some(branch) = open.pop() {
            count += 1;
            open.extend(&branch.children);
        }
        count
    }
}

/// A thought on a mind map.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Branch {
    /// Its words on one line: markup and energy mark removed, links shown by their label.
    pub words: String,
    /// Where it stands, as a byte range: a heading, or a list item with what is nested in it.
    pub range: TextRange,
    /// Some of it is bold: it resonates most.
    pub strong: bool,
    /// What the mark at its end says.
    pub energy: Option<Energy>,
    /// What hangs on it, in reading order.
    pub children: Vec<Branch>,
}

/// What a thought does to its author's energy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Energy {
    /// `(+)`
    Gained,
    /// `(-)`
    Drained,
    /// `(?)`
    Unsure,
}

impl Energy {
    /// The sign as it is written in a note, brackets not included: `+`, `-` or `?`.
    #[must_use]
    pub fn sign(self) -> char {
        match self {
            Self::Gained => '+',
            Self::Drained => '-',
            Self::Unsure => '?',
        }
    }

    /// What the sign says, for those who do not see it.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Gained => "energy gained",
            Self::Drained => "energy drained",
            Self::Unsure => "not sure",
        }
    }
}

/// Reads the mind map in a note. Never fails: a note without headings and lists is an empty map.
#[must_use]
pub fn mind_map(text: &str, markdown: &Markdown) -> MindMap {
    let title = markdown.headings.iter().find(|heading| heading.level == 1);
    let hidden = prototypes(text, markdown);
    MindMap {
        title: title.map(|heading| label(text, heading.text, &markdown.links).words).unwrap_or_default(),
        title_range: title.map(|heading| heading.range),
        branches: branches(text, markdown, title, &hidden),
        prototype: hidden.first().copied(),
    }
}

/// The sections that are not drawn: each runs from its heading to the next one of its level or above.
fn prototypes(text: &str, markdown: &Markdown) -> Vec<TextRange> {
    let is_prototype =
        |heading: &Heading| heading.level == 2 && label(text, heading.text, &markdown.links).words.to_lowercase() == "prototype";
    let ends = |from: usize| markdown.headings[from + 1..].iter().find(|later| later.level <= 2).map(|later| later.range.start());
    let found = markdown.headings.iter().enumerate().filter(|(_, heading)| is_prototype(heading));
    found
        .map(|(index, heading)| {
            let start = heading.range.start();
            TextRange::new(start, ends(index).unwrap_or(text.len()).max(heading.range.end()))
        })
        .collect()
}

/// A heading or an item on its way into the tree.
struct Draft {
    branch: Branch,
    /// `None`: the centre.
    parent: Option<usize>,
    depth: usize,
}

/// What stands at a place of the text: the index of a heading or of an item.
#[derive(Clone, Copy)]
enum Place {
    Heading(usize),
    Item(usize),
}

fn branches(text: &str, markdown: &Markdown, title: Option<&Heading>, hidden: &[TextRange]) -> Vec<Branch> {
    let mut drafts: Vec<Draft> = Vec::new();
    // Where what hangs on a heading or an item is put: a draft, or the centre.
    let mut on_heading: Vec<Option<usize>> = vec![None; markdown.headings.len()];
    let mut on_item: Vec<Option<usize>> = vec![None; markdown.items.len()];
    // The headings that are open above the current place, outermost first, with their level.
    let mut open: Vec<(u8, usize)> = Vec::new();
    for place in in_reading_order(markdown) {
        let start = match place {
            Place::Heading(index) => markdown.headings[index].range.start(),
            Place::Item(index) => markdown.items[index].range.start(),
        };
        let later = hidden.partition_point(|section| section.start() <= start);
        if hidden[..later].last().is_some_and(|section| section.contains(start)) {
            continue;
        }
        match place {
            Place::Heading(index) => {
                let heading = &markdown.headings[index];
                open.retain(|(level, _)| *level < heading.level);
                if title.is_some_and(|title| title.range == heading.range) {
                    continue;
                }
                let parent = open.last().and_then(|(_, above)| on_heading[*above]);
                let words = label(text, heading.text, &markdown.links);
                on_heading[index] = add(&mut drafts, parent, words, heading.range);
                open.push((heading.level, index));
            }
            Place::Item(index) => {
                let item = &markdown.items[index];
                let parent = parent_of(item, &on_item, &on_heading);
                on_item[index] = add(&mut drafts, parent, label(text, item.text, &markdown.links), item.range);
            }
        }
    }
    grown(drafts)
}

fn in_reading_order(markdown: &Markdown) -> Vec<Place> {
    let headings = markdown.headings.iter().enumerate().map(|(index, heading)| (heading.range.start(), Place::Heading(index)));
    let items = markdown.items.iter().enumerate().map(|(index, item)| (item.range.start(), Place::Item(index)));
    let mut places: Vec<(usize, Place)> = headings.chain(items).collect();
    // Stable: `- - two` nests two items that may be given one start, the outer one first.
    places.sort_by_key(|(start, _)| *start);
    places.into_iter().map(|(_, place)| place).collect()
}

fn parent_of(item: &ListItem, on_item: &[Option<usize>], on_heading: &[Option<usize>]) -> Option<usize> {
    let found = |index: Option<u32>, among: &[Option<usize>]| among.get(index? as usize).copied().flatten();
    match item.parent {
        Some(_) => found(item.parent, on_item).or_else(|| found(item.heading, on_heading)),
        None => found(item.heading, on_heading),
    }
}

/// Adds a branch and answers where what hangs on it belongs. One without words is no thought: its children move up to its parent.
fn add(drafts: &mut Vec<Draft>, parent: Option<usize>, label: Label, range: TextRange) -> Option<usize> {
    if label.words.is_empty() {
        return parent;
    }
    let depth = parent.map_or(0, |parent| drafts[parent].depth + 1);
    let (parent, depth) = if depth < MAX_DEPTH { (parent, depth) } else { (parent.and_then(|parent| drafts[parent].parent), depth - 1) };
    let branch = Branch { words: label.words, range, strong: label.strong, energy: label.energy, children: Vec::new() };
    drafts.push(Draft { branch, parent, depth });
    Some(drafts.len() - 1)
}

/// Puts every branch into its parent, the last one first: a parent always stands before its children.
fn grown(mut drafts: Vec<Draft>) -> Vec<Branch> {
    let mut roots = Vec::new();
    while let Some(mut draft) = drafts.pop() {
        draft.branch.children.reverse();
        match draft.parent.and_then(|parent| drafts.get_mut(parent)) {
            Some(parent) => parent.branch.children.push(draft.branch),
            None => roots.push(draft.branch),
        }
    }
    roots.reverse();
    roots
}

/// What a line says once its markup is understood.
struct Label {
    words: String,
    strong: bool,
    energy: Option<Energy>,
}

fn label(text: &str, range: TextRange, links: &[Link]) -> Label {
    let (all, strong) = without_markup(&links_resolved(text, range, links));
    let mut words = all.split_whitespace().collect::<Vec<_>>().join(" ");
    let energy = trailing_energy(&words);
    if let Some((_, length)) = energy {
        words.truncate(words.len() - length);
        words.truncate(words.trim_end().len());
    }
    Label { words, strong, energy: energy.map(|(energy, _)| energy) }
}

/// The mark at the end of `words` and its length in bytes. Dashes that an editor or a keyboard puts in place of a hyphen count too.
fn trailing_energy(words: &str) -> Option<(Energy, usize)> {
    let marks = [("+", Energy::Gained), ("-", Energy::Drained), ("−", Energy::Drained), ("–", Energy::Drained), ("?", Energy::Unsure)];
    let inner = words.strip_suffix(')')?;
    let (_, inside) = inner.rsplit_once('(')?;
    let (_, energy) = marks.into_iter().find(|(sign, _)| *sign == inside.trim())?;
    Some((energy, inside.len() + 2))
}

/// The text in `range` on one line, with links that Markdown alone would not resolve there replaced by what they show.
fn links_resolved<'a>(text: &'a str, range: TextRange, links: &[Link]) -> Cow<'a, str> {
    let first = links.partition_point(|link| link.range.start() < range.start());
    let inside = links[first..].iter().take_while(|link| link.range.start() < range.end());
    let mut shown = String::new();
    let mut done = range.start();
    for link in inside.filter(|link| range.covers(link.range)) {
        let replacement = match link.kind {
            LinkKind::Wiki => escaped(wiki_label(text, link)),
            LinkKind::Reference => format!("[{}]()", link.label.map_or("", |label| label.of(text))),
            LinkKind::Inline | LinkKind::Image | LinkKind::Auto => continue,
        };
        if link.range.start() < done {
            continue;
        }
        shown.push_str(TextRange::new(done, link.range.start()).of(text));
        shown.push_str(&replacement);
        done = link.range.end();
    }
    if done == range.start() && !range.of(text).contains(['\n', '\r']) {
        return Cow::Borrowed(range.of(text));
    }
    shown.push_str(TextRange::new(done.min(range.end()), range.end()).of(text));
    Cow::Owned(shown.lines().map(str::trim).collect::<Vec<_>>().join(" "))
}

/// What a wikilink shows: its label, else the last part of its path as it is written, else the heading it points to.
fn wiki_label<'a>(text: &'a str, link: &Link) -> &'a str {
    if let Some(label) = link.label {
        return label.of(text).trim();
    }
    let path = link.target.of(text).trim();
    let stem = path.rsplit('/').next().unwrap_or(path);
    let stem = stem.strip_suffix(".md").unwrap_or(stem);
    if stem.is_empty() { link.anchor.map_or("", |anchor| anchor.of(text).trim()) } else { stem }
}

fn escaped(words: &str) -> String {
    words.chars().flat_map(|c| c.is_ascii_punctuation().then_some('\\').into_iter().chain([c])).collect()
}

/// The words that a line of Markdown shows, and whether some of them are bold.
fn without_markup(line: &str) -> (String, bool) {
    // A slash in front keeps `1. First` of a heading from being read as a list, and lets `__bold__` begin as it would at a line's start.
    let guarded = format!("/{line}");
    let mut words = String::new();
    let mut strong = false;
    for event in Parser::new_ext(&guarded, Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Text(part) | Event::Code(part) => words.push_str(&part),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph) => words.push(' '),
            Event::InlineHtml(tag) if tag.to_ascii_lowercase().starts_with("<br") => words.push(' '),
            Event::Start(Tag::Strong) => strong = true,
            _ => {}
        }
    }
    (words.strip_prefix('/').unwrap_or(&words).to_owned(), strong)
}

#[cfg(test)]
mod tests {
    use super::{Branch, MAX_DEPTH, mind_map};
    use crate::markdown::parse::parse;

    /// The map as an outline: two spaces a level, `*` for strong, the energy's sign.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let map = mind_map(text, &parse(text));
        let mut shown = format!("{}\n", map.title);
        map.branches.iter().for_each(|branch| outline(branch, 1, &mut shown));
        assert_eq!(shown.trim_end(), expected);
    }

    fn outline(branch: &Branch, depth: usize, shown: &mut String) {
        let strong = if branch.strong { "*" } else { "" };
        let energy = branch.energy.map_or(String::new(), |energy| format!(" {}", energy.sign()));
        shown.push_str(&format!("{}{strong}{}{energy}\n", "  ".repeat(depth), branch.words));
        branch.children.iter().for_each(|child| outline(child, depth + 1, shown));
    }

    #[test]
    fn headings_and_nested_lists_are_branches_and_the_first_heading_is_the_centre() {
        check(
            "# Flow\n- alone\n  - early\n\n## People\n- Ada\n### Far away\n- Joel\n## Tools\n",
            "Flow\n  alone\n    early\n  People\n    Ada\n    Far away\n      Joel\n  Tools",
        );
    }

    #[test]
    fn markup_is_removed_and_links_are_shown_by_their_label() {
        check(
            "# *Flow* and `joy`\n- [[ada-lovelace|Ada]] & [[people/joel.md]]\n- [a talk](x.md), [another][t] &amp; 2 \\* 3\n- one\n  line <b>more</b>\n\n[t]: x.md\n",
            "Flow and joy\n  Ada & joel\n  a talk, another & 2 * 3\n  one line more",
        );
    }

    #[test]
    fn bold_is_strong_and_a_sign_at_the_end_is_energy() {
        check(
            "# Flow\n- **Pairing** at noon (+)\n- __Tea (-)__\n- why (?) not\n- really(?)\n- (+)\n  - kept\n## 1. Talks (−)\n",
            "Flow\n  *Pairing at noon +\n  *Tea -\n  why (?) not\n  really ?\n  kept\n  1. Talks -",
        );
    }

    #[test]
    fn the_prototype_is_left_out_up_to_the_next_section() {
        let text = "# Flow\n- a\n## PROTOTYPE\n- hidden\n### deeper\n- hidden\n## Later\n- b\n### Prototype\n- c\n";
        check(text, "Flow\n  a\n  Later\n    b\n    Prototype\n      c");
        let prototype = mind_map(text, &parse(text)).prototype.unwrap();
        assert_eq!(prototype.of(text), "## PROTOTYPE\n- hidden\n### deeper\n- hidden\n");
    }

    #[test]
    fn a_note_without_a_first_level_heading_has_branches_all_the_same() {
        check("- a\n- b\n\n### c\n- d\n", "\n  a\n  b\n  c\n    d");
        check("", "");
    }

    #[test]
    fn a_second_first_level_heading_is_a_branch() {
        check("# Flow\n## a\n# Joy\n## b\n", "Flow\n  a\n  Joy\n    b");
    }

    #[test]
    fn a_branch_knows_where_it_stands() {
        let text = "\u{feff}# Flow\r\n\r\n- a\r\n  - **b** (+)\r\n";
        let map = mind_map(text, &parse(text));
        assert_eq!(map.title_range.unwrap().of(text), "# Flow");
        assert_eq!(map.branches[0].range.of(text), "- a\r\n  - **b** (+)");
        assert_eq!(map.branches[0].children[0].range.of(text), "- **b** (+)");
    }

    #[test]
    fn nesting_beyond_all_sense_is_cut_short_and_loses_nothing() {
        let text: String = (0..300).map(|level| format!("{}- level {level}\n", "  ".repeat(level))).collect();
        let map = mind_map(&text, &parse(&text));
        let depth = std::iter::successors(map.branches.first(), |branch| branch.children.first()).count();
        assert_eq!((map.branch_count(), depth), (300, MAX_DEPTH));
    }
}
