//! YAML read with its places: a mapping's source in, entries with byte ranges out.

use granit_parser::{Event, Parser, ScalarStyle, Span, StructureStyle};

use crate::markdown::front_matter::key::Key;
use crate::markdown::lines::{line_end, line_start};
use crate::markdown::tree::{Content, Entry, SyntaxProblem, Value};
use crate::text::range::TextRange;

/// Why a piece of YAML could not be read.
pub(super) struct Failure {
    /// The line where reading stopped, 0 for the first.
    pub(super) line: usize,
    /// What the parser says about it.
    pub(super) reason: String,
}

/// The entries of the mapping that fills `range` of `text`; what is beyond a note's needs is added to `problems`.
pub(super) fn mapping(text: &str, range: TextRange, problems: &mut Vec<SyntaxProblem>) -> Result<Vec<Entry>, Failure> {
    let source = range.of(text);
    let options = granit_parser::options! { emit_comments: false, emit_unresolved_aliases: true };
    let events = Parser::new_from_str_with_options(source, options);
    let mut reader = Reader { source, base: range.start(), events, seen: 0, problems: Vec::new() };
    let entries = reader.document()?;
    problems.append(&mut reader.problems);
    Ok(entries)
}

/// The parser's events and what was made of them.
struct Reader<'a> {
    source: &'a str,
    base: usize,
    events: Parser<'a, granit_parser::StrInput<'a>>,
    /// Where the last thing read ended.
    seen: usize,
    problems: Vec<SyntaxProblem>,
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Result<(Event<'a>, Span), Failure> {
        match self.events.next() {
            Some(Ok(next)) => Ok(next),
            Some(Err(error)) => Err(Failure { line: error.marker().line().saturating_sub(1), reason: error.info() }),
            None => Err(Failure { line: 0, reason: "it ends too early".to_owned() }),
        }
    }

    /// The whole: nothing but comments, or one mapping.
    fn document(&mut self) -> Result<Vec<Entry>, Failure> {
        let mut entries = Vec::new();
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::MappingStart(..) if entries.is_empty() => entries = self.entries()?.0,
                Event::StreamEnd => return Ok(entries),
                Event::StreamStart | Event::DocumentStart(false, _) | Event::DocumentEnd | Event::Comment(..) => {}
                _ => return Err(failure(&span, "it is not made of `key: value` lines")),
            }
        }
    }

    /// The entries up to the end of a mapping, and the place of that end.
    fn entries(&mut self) -> Result<(Vec<Entry>, TextRange), Failure> {
        let mut entries = Vec::new();
        let closing = loop {
            let (event, span) = self.next()?;
            match event {
                Event::MappingEnd => break self.span(&span),
                Event::Scalar(key, ..) => {
                    let range = self.span(&span);
                    self.seen = range.end();
                    let value = self.value_after_colon()?;
                    entries.push(Entry { key: Key::new(&key), key_range: self.placed(range), value });
                }
                other => {
                    let key = self.value(other, &span)?;
                    self.problem(key.range, "Only words can be a key here; this entry is not read.");
                    self.value_after_colon()?;
                }
            }
        };
        entries.shrink_to_fit();
        Ok((entries, closing))
    }

    /// The value of the key that was just read.
    fn value_after_colon(&mut self) -> Result<Value, Failure> {
        let colon = self.after_blank(self.seen);
        if self.source.as_bytes().get(colon) == Some(&b':') {
            self.seen = colon + 1;
        }
        let (event, span) = self.next()?;
        self.value(event, &span)
    }

    /// The value that begins with `event`; `seen` is where its indicator (`:` or `-`) ended, if it has one.
    fn value(&mut self, event: Event<'a>, span: &Span) -> Result<Value, Failure> {
        let start = self.properties(&event, span);
        let range = self.span(span);
        let value = match event {
            Event::Scalar(text, style, ..) => self.scalar(&text, style, range),
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.problem(
                    self.placed(range),
                    "YAML reads `*` as an alias here. Put the value in quotes, or write out what it stands for.",
                );
                self.seen = range.end();
                Value { range, content: Content::Scalar(range.of(self.source).to_owned()) }
            }
            Event::SequenceStart(style, ..) => self.sequence(style, range)?,
            Event::MappingStart(style, ..) => {
                self.seen = range.end();
                let (entries, closing) = self.entries()?;
                if style == StructureStyle::Flow {
                    self.seen = closing.end();
                }
                Value { range: TextRange::new(range.start(), self.seen.max(range.start())), content: Content::Map(entries) }
            }
            _ => return Err(failure(span, "a value is missing")),
        };
        let range = start.map_or(value.range, |start| TextRange::new(start.min(value.range.start()), value.range.end()));
        Ok(Value { range: self.placed(range), content: value.content })
    }

    /// Where an anchor or a tag before the value begins, and the problem that it is.
    fn properties(&mut self, event: &Event<'a>, span: &Span) -> Option<usize> {
        let (anchor, tag) = match event {
            Event::Scalar(_, _, anchor, tag) | Event::SequenceStart(_, anchor, tag) | Event::MappingStart(_, anchor, tag) => {
                (*anchor != 0, tag.is_some())
            }
            _ => (false, false),
        };
        if !anchor && !tag {
            return None;
        }
        let content = self.span(span).start();
        let sign = self.source.get(self.seen..content).and_then(|gap| gap.find(['&', '!']));
        let start = sign.map_or(content, |at| self.seen + at);
        let line = TextRange::new(start, line_end(self.source, start).max(start));
        let name = if anchor { "an anchor" } else { "a tag" };
        let sign = if anchor { '&' } else { '!' };
        self.problem(self.placed(line), &format!("YAML reads `{sign}` as {name} here. Put the value in quotes, or leave the sign out."));
        Some(start)
    }

    fn scalar(&mut self, text: &str, style: ScalarStyle, range: TextRange) -> Value {
        let plain = style == ScalarStyle::Plain;
        if plain && range.is_empty() {
            let place = self.place_for_nothing();
            self.seen = place;
            return Value { range: TextRange::empty(place), content: Content::Empty };
        }
        let range = match style {
            ScalarStyle::Literal | ScalarStyle::Folded => self.block_scalar(range),
            ScalarStyle::Plain | ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => range,
        };
        self.seen = range.end();
        let nothing = plain && matches!(text, "~" | "null" | "Null" | "NULL");
        Value { range, content: if nothing { Content::Empty } else { Content::Scalar(text.to_owned()) } }
    }

    /// Just after the `:` or `-` of a value that is not there, and after the space behind it.
    fn place_for_nothing(&self) -> usize {
        self.seen + usize::from(self.source.as_bytes().get(self.seen) == Some(&b' '))
    }

    /// From the `|` or `>` above the lines that the parser reports, without blank lines at the end.
    fn block_scalar(&self, lines: TextRange) -> TextRange {
        let written = lines.of(self.source).trim_end_matches(['\n', '\r', ' ']);
        let above = self.source.get(self.seen..lines.start()).unwrap_or("").trim_start();
        let start = lines.start() - above.len();
        let end = if written.is_empty() { start + above.trim_end().len() } else { lines.start() + written.len() };
        TextRange::new(start, end)
    }

    fn sequence(&mut self, style: StructureStyle, opening: TextRange) -> Result<Value, Failure> {
        let start = self.sequence_start(style, opening);
        self.seen = self.seen.max(if style == StructureStyle::Flow { opening.end() } else { start });
        let mut values: Vec<Value> = Vec::new();
        let closing = loop {
            let (event, span) = self.next()?;
            if matches!(event, Event::SequenceEnd) {
                break self.span(&span);
            }
            self.skip_dash(style);
            values.push(self.value(event, &span)?);
        };
        values.shrink_to_fit();
        if style == StructureStyle::Block {
            let end = self.seen.max(start);
            return Ok(Value { range: TextRange::new(start, end), content: Content::List(values) });
        }
        self.seen = closing.end();
        let range = opening.join(closing);
        let written = range.of(self.source);
        if is_plain_wikilink(written) {
            return Ok(Value { range, content: Content::Scalar(written.to_owned()) });
        }
        Ok(Value { range, content: Content::List(values) })
    }

    /// Where a sequence begins. For lines that are not indented the parser tells the place of the first value; the dash is before it.
    fn sequence_start(&self, style: StructureStyle, opening: TextRange) -> usize {
        let dash = self.after_blank(self.seen);
        if style == StructureStyle::Block && dash <= opening.start() && self.source.as_bytes().get(dash) == Some(&b'-') {
            return dash;
        }
        opening.start()
    }

    /// Goes past the dash of the item that comes next in a block list.
    fn skip_dash(&mut self, style: StructureStyle) {
        let dash = self.after_blank(self.seen);
        if style == StructureStyle::Block && self.source.as_bytes().get(dash) == Some(&b'-') {
            self.seen = dash + 1;
        }
    }

    /// The first offset at or after `from` where neither white space nor a comment stands.
    fn after_blank(&self, from: usize) -> usize {
        let mut at = from;
        loop {
            at += self.source.as_bytes()[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            if self.source.as_bytes().get(at) != Some(&b'#') {
                return at;
            }
            at = line_end(self.source, at);
        }
    }

    fn problem(&mut self, range: TextRange, message: &str) {
        self.problems.push(SyntaxProblem { range, message: message.to_owned() });
    }

    /// The parser's range, within this source.
    fn span(&self, span: &Span) -> TextRange {
        let range = span.byte_range().unwrap_or(0..0);
        let end = range.end.min(self.source.len());
        TextRange::new(range.start.min(end), end)
    }

    /// A range of this source as one of the whole text.
    fn placed(&self, range: TextRange) -> TextRange {
        range.shifted(self.base)
    }
}

fn failure(span: &Span, reason: &str) -> Failure {
    Failure { line: span.start.line().saturating_sub(1), reason: reason.to_owned() }
}

/// Whether a value is a wikilink without quotes, which YAML takes for a list in a list.
pub(super) fn is_plain_wikilink(written: &str) -> bool {
    let inside = written.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]"));
    inside.is_some_and(|inside| !inside.trim().is_empty() && !inside.contains(['[', ']', '"', '\n', '\r']))
}

/// The line number `line` (0 for the first) of `range`, without indentation and line end.
pub(super) fn nth_line(text: &str, range: TextRange, line: usize) -> TextRange {
    let mut lines = crate::markdown::lines::lines(text, range);
    let found = lines.nth(line).unwrap_or_else(|| TextRange::new(line_start(text, range.start(), range.end()), range.end()));
    crate::markdown::lines::trimmed(text, found)
}
