//! The vocabulary of a parsed note: where its front matter, headings, links, tables and list items stand.

use crate::markdown::front_matter::key::Key;
use crate::text::range::TextRange;

/// What the text of one note says. All ranges are byte ranges of the whole text, a leading byte order mark included.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Markdown {
    /// The block between `---` fences at the very start, where there is one.
    pub front_matter: Option<FrontMatter>,
    /// All after the front matter; all but the byte order mark without one.
    pub body: TextRange,
    /// In the order of the text.
    pub headings: Vec<Heading>,
    /// Those of the body in the order of the text, those inside code and comments left out. What a value of the front matter links
    /// to is asked of [`crate::markdown::links::wikilink`].
    pub links: Vec<Link>,
    /// In the order of the text.
    pub tables: Vec<Table>,
    /// Every list item, nested ones too, in the order of the text.
    pub items: Vec<ListItem>,
    /// Paragraphs, code, quotes and comments, in the order of the text. Inside a quote or an item they are listed as well.
    pub blocks: Vec<Block>,
    /// What could not be read as it was meant.
    pub problems: Vec<SyntaxProblem>,
}

/// YAML front matter: a mapping of keys to values.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FrontMatter {
    /// From the opening fence through the closing one with its line end.
    pub range: TextRange,
    /// The lines between the fences.
    pub inner: TextRange,
    /// In the order of the text; a key that stands twice is here twice, and a problem.
    pub entries: Vec<Entry>,
    /// Whether the YAML was read to its end. If not, `entries` holds what could be read line by line.
    pub complete: bool,
}

/// A key and its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key as meant, quotes resolved.
    pub key: Key,
    /// The key as written, quotes included.
    pub key_range: TextRange,
    /// What stands after the colon.
    pub value: Value,
}

/// A YAML value with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// The value as written, quotes or brackets included, a trailing comment not. Empty, just after the colon (and the space
    /// after it, where there is one), where nothing is written.
    pub range: TextRange,
    /// What it is.
    pub content: Content,
}

/// What a YAML value is.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// Nothing is written, or `~` or `null`.
    Empty,
    /// A plain or quoted scalar, as meant: `yes` stays the text `yes`.
    Scalar(String),
    /// A sequence, in brackets or as lines that begin with `-`. A wikilink written plainly (`[[ada]]`) arrives as the scalar `[[ada]]`.
    List(Vec<Value>),
    /// A nested mapping.
    Map(Vec<Entry>),
}

/// A heading, with hashes or underlined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The whole heading: its line, or with an underline both lines, without the last line end.
    pub range: TextRange,
    /// The words alone.
    pub text: TextRange,
    /// 1 to 6.
    pub level: u8,
    /// Written with hashes (`## …`), not with a line of `=` or `-` below.
    pub hashes: bool,
}

/// How a link is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// `[[target#Heading|label]]`, with a `!` in front where it is embedded.
    Wiki,
    /// `[label](target)`.
    Inline,
    /// `[label][reference]`, resolved; `target` is the place of the definition's destination.
    Reference,
    /// `![label](target)`.
    Image,
    /// `<https://…>`, `<a@b.example>`.
    Auto,
}

/// A link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// All of it, brackets included.
    pub range: TextRange,
    /// How it is written.
    pub kind: LinkKind,
    /// Where it points, without `#heading`; empty for a link within the note.
    pub target: TextRange,
    /// The heading after `#`, the sign not included.
    pub anchor: Option<TextRange>,
    /// The words shown, where there are any of their own.
    pub label: Option<TextRange>,
}

/// A table with a header and a delimiter row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// From the first character of the header to the end of the last row, without its line end.
    pub range: TextRange,
    /// The header.
    pub header: Row,
    /// The line of dashes, without its line end.
    pub delimiter: TextRange,
    /// How each column is aligned.
    pub alignments: Vec<Alignment>,
    /// The rows below.
    pub rows: Vec<Row>,
}

/// How a column is aligned by the delimiter row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Alignment {
    /// `---`
    #[default]
    None,
    /// `:--`
    Left,
    /// `:-:`
    Center,
    /// `--:`
    Right,
}

/// A line of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line, indentation and line end not included.
    pub range: TextRange,
    /// In order; a row may hold fewer or more than the header.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// What stands between the pipes, spaces included.
    pub range: TextRange,
    /// The same without the spaces around; for an empty cell an empty range one space in, where there is a space.
    pub text: TextRange,
}

/// A list item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListItem {
    /// From its marker to the end of its last line, nested items included, without the last line end.
    pub range: TextRange,
    /// Its own words: the first paragraph after marker and task box, nested items and the line end not included.
    pub text: TextRange,
    /// 0 for the outermost list.
    pub depth: u8,
    /// The index in [`Markdown::items`] of the item that this one is nested in.
    pub parent: Option<u32>,
    /// Numbered.
    pub ordered: bool,
    /// Its box, where it has one.
    pub task: Option<Task>,
    /// The index in [`Markdown::headings`] of the nearest heading above.
    pub heading: Option<u32>,
}

/// The box of a task item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Task {
    /// The one character between the brackets.
    pub mark: TextRange,
    /// Ticked with `x` or `X`.
    pub done: bool,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Running text; also the text of a list item.
    Paragraph,
    /// A fenced or indented code block.
    CodeBlock,
    /// `` `code` `` inside running text.
    InlineCode,
    /// Lines that begin with `>`.
    Quote,
    /// `<!-- … -->`, as a block or inside running text.
    Comment,
    /// Other HTML.
    Html,
    /// A line such as `---` between paragraphs.
    Rule,
}

/// A block, or a piece inside one that other text must not be mistaken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// All of it, without the last line end.
    pub range: TextRange,
}

/// Something in the text that could not be read as it was meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxProblem {
    /// The offending line or words.
    pub range: TextRange,
    /// What is wrong and how to mend it, in a sentence or two.
    pub message: String,
}
