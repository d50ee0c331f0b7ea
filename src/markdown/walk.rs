//! The walk over the parser's events that fills a [`Markdown`], with every range taken from the source.

use pulldown_cmark::{Event, HeadingLevel, LinkType, RefDefs, Tag, TagEnd};

use crate::markdown::lines::{line_start, trimmed, without_line_end};
use crate::markdown::links::{defined_destination, inline_destination, label_end, split_anchor, wikilink};
use crate::markdown::tables::{broken_table, delimiter, row};
use crate::markdown::tree::{Alignment, Block, BlockKind, Heading, Link, LinkKind, ListItem, Markdown, SyntaxProblem, Table, Task};
use crate::text::range::TextRange;

/// A block that holds other blocks.
#[derive(Clone, Copy)]
enum Container {
    /// The index of an item.
    Item(usize),
    /// The index of a quote's block.
    Quote(usize),
    /// A footnote's text.
    Footnote,
}

/// The block whose words are being read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Leaf {
    /// None: words that come now are the text of a tight list's item.
    None,
    /// Such words, as the block of this index.
    Run(usize),
    /// A paragraph, as the block of this index.
    Paragraph(usize),
    /// A heading, table, code or HTML: nothing there is running text.
    Other,
}

/// What has been seen so far.
pub(super) struct Walk<'a> {
    text: &'a str,
    out: Markdown,
    containers: Vec<Container>,
    /// Whether the lists around are numbered.
    ordered: Vec<bool>,
    leaf: Leaf,
    /// The indices of the links that are not closed yet.
    links: Vec<usize>,
    /// Where the last word, fence or marker ended: trailing blank lines belong to no item.
    content_end: usize,
}

impl<'a> Walk<'a> {
    /// A walk over the events of `text`, whose front matter `out` already holds.
    pub(super) fn new(text: &'a str, out: Markdown) -> Self {
        Self { text, out, containers: Vec::new(), ordered: Vec::new(), leaf: Leaf::None, links: Vec::new(), content_end: 0 }
    }

    /// All that was seen.
    pub(super) fn finish(self) -> Markdown {
        self.out
    }

    /// Takes the next event, which speaks of `range` of the text.
    pub(super) fn event(&mut self, event: &Event<'_>, range: TextRange, definitions: &RefDefs<'_>) {
        match event {
            Event::Start(tag) => self.start(tag, range, definitions),
            Event::End(tag) => self.end(*tag, range),
            Event::Code(_) => self.piece(BlockKind::InlineCode, range),
            Event::InlineHtml(html) => {
                let kind = if html.starts_with("<!--") { BlockKind::Comment } else { BlockKind::Html };
                self.piece(kind, range);
            }
            Event::Text(_)
            | Event::SoftBreak
            | Event::HardBreak
            | Event::FootnoteReference(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => self.words(range),
            Event::Rule => {
                self.end_run();
                let line = trimmed(self.text, range);
                self.seen(line.end());
                self.block(BlockKind::Rule, line);
            }
            Event::TaskListMarker(done) => self.task(*done, range),
            // The whole HTML block was taken apart at its start.
            Event::Html(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: TextRange, definitions: &RefDefs<'_>) {
        match tag {
            Tag::Paragraph => self.start_paragraph(range),
            Tag::Heading { level, .. } => self.start_heading(*level, range),
            Tag::BlockQuote(_) => self.start_quote(range),
            Tag::CodeBlock(_) => {
                self.start_other();
                self.block(BlockKind::CodeBlock, without_line_end(self.text, range));
            }
            Tag::HtmlBlock => {
                self.start_other();
                self.html(without_line_end(self.text, range));
            }
            Tag::List(first) => {
                self.end_run();
                self.ordered.push(first.is_some());
            }
            Tag::Item => self.start_item(range),
            Tag::FootnoteDefinition(_) => {
                self.end_run();
                self.containers.push(Container::Footnote);
            }
            Tag::Table(alignments) => self.start_table(alignments, range),
            Tag::TableHead => self.start_row(range, true),
            Tag::TableRow => self.start_row(range, false),
            Tag::Link { link_type, id, .. } => self.start_link(*link_type, id, range, false, definitions),
            Tag::Image { link_type, id, .. } => self.start_link(*link_type, id, range, true, definitions),
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript => self.open_run(range),
            Tag::TableCell | Tag::DefinitionList | Tag::DefinitionListTitle | Tag::DefinitionListDefinition | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: TextRange) {
        match tag {
            TagEnd::Paragraph => self.end_paragraph(),
            TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::Table => {
                self.seen(trimmed(self.text, range).end());
                self.leaf = Leaf::None;
            }
            TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::FootnoteDefinition => self.end_container(),
            TagEnd::List(_) => {
                self.end_run();
                self.ordered.pop();
            }
            TagEnd::Link | TagEnd::Image => self.end_link(),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript => {
                self.seen(range.end());
            }
            TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::TableCell
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    /// Notes that something stands up to `end`.
    fn seen(&mut self, end: usize) {
        self.content_end = self.content_end.max(end);
    }

    fn block(&mut self, kind: BlockKind, range: TextRange) {
        self.out.blocks.push(Block { kind, range });
    }

    /// A block that holds no running text begins.
    fn start_other(&mut self) {
        self.end_run();
        self.leaf = Leaf::Other;
    }

    /// Running words at `range`.
    fn words(&mut self, range: TextRange) {
        self.open_run(range);
        self.seen(range.end());
    }

    /// A piece of code, comment or HTML inside running text.
    fn piece(&mut self, kind: BlockKind, range: TextRange) {
        self.words(range);
        self.block(kind, range);
    }

    /// Begins the paragraph that a tight list does not announce, if words come outside any block.
    fn open_run(&mut self, range: TextRange) {
        if self.leaf != Leaf::None {
            return;
        }
        let mut start = range.start();
        // The parser leaves out the backslash of an escape; it is part of what was written.
        if self.text.as_bytes()[..start].last() == Some(&b'\\') && self.content_end < start {
            start -= 1;
        }
        self.leaf = Leaf::Run(self.out.blocks.len());
        self.block(BlockKind::Paragraph, TextRange::new(start, range.end()));
    }

    /// Ends such a paragraph, if one is open.
    fn end_run(&mut self) {
        if let Leaf::Run(index) = self.leaf {
            let start = self.out.blocks[index].range.start();
            let range = TextRange::new(start, self.content_end.max(start));
            self.out.blocks[index].range = range;
            self.item_text(range);
        }
        self.leaf = Leaf::None;
    }

    fn start_paragraph(&mut self, range: TextRange) {
        self.end_run();
        self.leaf = Leaf::Paragraph(self.out.blocks.len());
        let range = without_line_end(self.text, range);
        self.block(BlockKind::Paragraph, range);
        self.out.problems.extend(broken_table(self.text, range));
    }

    fn end_paragraph(&mut self) {
        if let Leaf::Paragraph(index) = self.leaf {
            let range = trimmed(self.text, self.out.blocks[index].range);
            self.seen(range.end());
            self.item_text(range);
        }
        self.leaf = Leaf::None;
    }

    /// The words of the innermost item, if these are its first.
    fn item_text(&mut self, range: TextRange) {
        if let Some(Container::Item(index)) = self.containers.last() {
            let item = &mut self.out.items[*index];
            if item.text.is_empty() {
                item.text = range;
            }
        }
    }

    fn start_heading(&mut self, level: HeadingLevel, range: TextRange) {
        self.start_other();
        let range = without_line_end(self.text, range);
        let level = level as u8;
        let hashes = has_hashes(range.of(self.text), level);
        let text = if hashes { hashed_words(self.text, range, level) } else { underlined_words(self.text, range) };
        self.out.headings.push(Heading { range, text, level, hashes });
    }

    fn start_quote(&mut self, range: TextRange) {
        self.end_run();
        self.containers.push(Container::Quote(self.out.blocks.len()));
        self.block(BlockKind::Quote, without_line_end(self.text, range));
    }

    fn start_item(&mut self, range: TextRange) {
        self.end_run();
        let source = range.of(self.text).as_bytes();
        let marker = 1 + source.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let words = marker + usize::from(matches!(source.get(marker), Some(b' ' | b'\t')));
        let around = self.containers.iter().rev().filter_map(|container| match container {
            Container::Item(index) => Some(*index),
            Container::Quote(_) | Container::Footnote => None,
        });
        let parent = around.clone().next();
        let depth = parent.map_or(0, |parent| self.out.items[parent].depth.saturating_add(1));
        self.containers.push(Container::Item(self.out.items.len()));
        self.seen(range.start() + marker.min(range.len()));
        self.out.items.push(ListItem {
            range,
            text: TextRange::empty(range.start() + words.min(range.len())),
            depth,
            parent: parent.and_then(|parent| u32::try_from(parent).ok()),
            ordered: self.ordered.last().copied().unwrap_or(false),
            task: None,
            heading: self.out.headings.len().checked_sub(1).and_then(|heading| u32::try_from(heading).ok()),
        });
    }

    fn task(&mut self, done: bool, range: TextRange) {
        self.seen(range.end());
        if let Some(Container::Item(index)) = self.containers.last() {
            let item = &mut self.out.items[*index];
            item.task = Some(Task { mark: TextRange::new(range.start() + 1, range.end() - 1), done });
            if item.text.is_empty() {
                let space = matches!(self.text.as_bytes().get(range.end()), Some(b' ' | b'\t'));
                item.text = TextRange::empty(range.end() + usize::from(space));
            }
        }
    }

    fn end_container(&mut self) {
        self.end_run();
        match self.containers.pop() {
            Some(Container::Item(index)) => {
                let item = &mut self.out.items[index];
                // An empty item's place for words may lie a space after its marker.
                item.range = TextRange::new(item.range.start(), self.content_end.max(item.text.end()));
            }
            Some(Container::Quote(index)) => {
                let quote = &mut self.out.blocks[index].range;
                // The inner one of two quotes would end with the outer one's sign.
                if !self.containers.is_empty() {
                    *quote = TextRange::new(quote.start(), self.content_end.min(quote.end()).max(quote.start()));
                }
            }
            Some(Container::Footnote) | None => {}
        }
    }

    fn start_table(&mut self, alignments: &[pulldown_cmark::Alignment], range: TextRange) {
        self.start_other();
        let range = without_line_end(self.text, range);
        self.out.tables.push(Table {
            range,
            header: row(self.text, range.start()),
            delimiter: delimiter(self.text, range.start()),
            alignments: alignments.iter().map(|alignment| aligned(*alignment)).collect(),
            rows: Vec::new(),
        });
    }

    fn start_row(&mut self, range: TextRange, header: bool) {
        let row = row(self.text, range.start());
        self.seen(row.range.end());
        if let Some(table) = self.out.tables.last_mut() {
            table.range = table.range.join(row.range);
            if header {
                table.header = row;
            } else {
                table.rows.push(row);
            }
        }
    }

    fn start_link(&mut self, kind: LinkType, id: &str, range: TextRange, image: bool, definitions: &RefDefs<'_>) {
        self.open_run(range);
        let nowhere = TextRange::empty(range.start());
        let ordinary = |kind, target| Link { range, kind, target, anchor: None, label: None };
        let link = match kind {
            LinkType::WikiLink { .. } => wikilink(self.text, range),
            LinkType::Autolink | LinkType::Email => Some(ordinary(LinkKind::Auto, TextRange::new(range.start() + 1, range.end() - 1))),
            LinkType::Inline => Some(ordinary(if image { LinkKind::Image } else { LinkKind::Inline }, nowhere)),
            LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut => {
                let place = definitions.get(id).map(|it| TextRange::from(it.span.clone()).shifted(self.out.body.start()));
                let target = place.and_then(|place| defined_destination(self.text, place)).unwrap_or(nowhere);
                Some(ordinary(if image { LinkKind::Image } else { LinkKind::Reference }, target))
            }
            // Only asked for by a callback that we do not give.
            LinkType::ReferenceUnknown | LinkType::CollapsedUnknown | LinkType::ShortcutUnknown => None,
        };
        // A wikilink to nowhere keeps its place on the stack, so that its end finds it.
        self.links.push(if link.is_some() { self.out.links.len() } else { usize::MAX });
        self.out.links.extend(link);
        self.seen(range.start() + if image { 2 } else { 1 });
    }

    fn end_link(&mut self) {
        let Some(link) = self.links.pop().and_then(|index| self.out.links.get_mut(index)) else { return };
        let (start, mut end) = (link.range.start(), link.range.end());
        let opening = start + if self.text.as_bytes()[start] == b'!' { 2 } else { 1 };
        if matches!(link.kind, LinkKind::Inline | LinkKind::Image | LinkKind::Reference)
            && let Some(close) = label_end(self.text, self.content_end.max(opening), end)
        {
            link.label = Some(TextRange::new(opening, close)).filter(|label| !label.is_empty());
            if let Some(target) = inline_destination(self.text, close + 1, end) {
                link.target = target;
            } else if self.text.get(close + 1..close + 3) == Some("[]") {
                // The parser leaves the empty brackets of `[label][]` out.
                end = end.max(close + 3);
                link.range = TextRange::new(start, end);
            }
        }
        if link.kind != LinkKind::Wiki {
            (link.target, link.anchor) = split_anchor(self.text, link.target);
        }
        self.seen(end);
    }

    /// Takes an HTML block apart: comments, and what stands around them.
    fn html(&mut self, range: TextRange) {
        let source = range.of(self.text);
        let mut from = 0;
        while let Some(open) = source[from..].find("<!--").map(|at| from + at) {
            self.html_piece(TextRange::new(range.start() + from, range.start() + open));
            let close = source[open + 2..].find("-->").map(|at| open + 2 + at + 3);
            if close.is_none() {
                let opening = TextRange::new(range.start() + open, range.start() + open + 4);
                let message = "This comment is never closed, so all below it is hidden. Put `-->` where it ends.".to_owned();
                self.out.problems.push(SyntaxProblem { range: opening, message });
            }
            from = close.unwrap_or(source.len());
            let comment = TextRange::new(range.start() + open, range.start() + from);
            self.block(BlockKind::Comment, trimmed(self.text, comment));
        }
        self.html_piece(TextRange::new(range.start() + from, range.end()));
    }

    /// HTML that is no comment, if there is any.
    fn html_piece(&mut self, range: TextRange) {
        let range = trimmed(self.text, range);
        if !range.is_empty() {
            self.block(BlockKind::Html, range);
        }
    }
}

/// Whether a heading of this level is written with hashes.
fn has_hashes(source: &str, level: u8) -> bool {
    let hashes = source.bytes().take_while(|byte| *byte == b'#').count();
    hashes == usize::from(level) && source.as_bytes().get(hashes).is_none_or(|byte| matches!(byte, b' ' | b'\t'))
}

/// The words between the hashes at the start and those at the end.
fn hashed_words(text: &str, range: TextRange, level: u8) -> TextRange {
    let hashes = range.start() + usize::from(level);
    let words = trimmed(text, TextRange::new(hashes, range.end()));
    if words.is_empty() {
        return TextRange::empty((hashes + 1).min(range.end()));
    }
    let opened = words.of(text).trim_end_matches('#');
    let closing = opened.is_empty() || opened.ends_with([' ', '\t']);
    if opened.len() == words.len() || !closing {
        return words;
    }
    trimmed(text, TextRange::new(words.start(), words.start() + opened.len()))
}

/// The words above the line of `=` or `-`.
fn underlined_words(text: &str, range: TextRange) -> TextRange {
    let underline = line_start(text, range.start(), range.end());
    trimmed(text, TextRange::new(range.start(), underline))
}

/// The parser's word for a column's alignment in ours.
fn aligned(alignment: pulldown_cmark::Alignment) -> Alignment {
    match alignment {
        pulldown_cmark::Alignment::None => Alignment::None,
        pulldown_cmark::Alignment::Left => Alignment::Left,
        pulldown_cmark::Alignment::Center => Alignment::Center,
        pulldown_cmark::Alignment::Right => Alignment::Right,
    }
}
