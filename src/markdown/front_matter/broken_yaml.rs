//! Front matter that is no YAML: each entry read on its own, what is wrong explained, and the words taken as a person would.

use crate::markdown::front_matter::key::Key;
use crate::markdown::front_matter::simple_yaml::simple_mapping;
use crate::markdown::front_matter::yaml::{is_plain_wikilink, mapping, nth_line};
use crate::markdown::lines::{lines, trimmed};
use crate::markdown::tree::{Content, Entry, SyntaxProblem, Value};
use crate::text::range::TextRange;

/// How many problems of one front matter are told: enough to mend it by, and bounded on a file that is no note at all.
pub(super) const PROBLEMS_AT_MOST: usize = 100;

/// Reads each key with the lines below that belong to it as YAML of its own, and as plain words where that fails too.
pub(super) fn entry_by_entry(text: &str, inner: TextRange, problems: &mut Vec<SyntaxProblem>) -> Vec<Entry> {
    let mut entries = Vec::new();
    for chunk in chunks(text, inner) {
        if let Some(simple) = simple_mapping(text, chunk) {
            entries.extend(simple);
        } else if problems.len() >= PROBLEMS_AT_MOST {
            entries.extend(plain_entry(text, chunk));
        } else {
            entries.extend(read_or_explain(text, chunk, problems));
        }
    }
    entries
}

/// Reads a chunk as YAML of its own, or tells what is wrong with it and reads it as plain words.
fn read_or_explain(text: &str, chunk: TextRange, problems: &mut Vec<SyntaxProblem>) -> Vec<Entry> {
    mapping(text, chunk, problems).unwrap_or_else(|failure| {
        problems.push(explain(text, chunk, failure.line, &failure.reason));
        plain_entry(text, chunk).into_iter().collect()
    })
}

/// The lines divided before each that begins an entry: not indented, no comment, no list item.
fn chunks(text: &str, inner: TextRange) -> Vec<TextRange> {
    let mut chunks: Vec<TextRange> = Vec::new();
    let mut from = inner.start();
    let mut begun = false;
    for line in lines(text, inner) {
        let source = line.of(text);
        let begins = !source.starts_with([' ', '\t', '#', ']', '}']) && source != "-" && !source.starts_with("- ") && !source.is_empty();
        if begins && begun {
            chunks.push(TextRange::new(from, line.start()));
            from = line.start();
        }
        begun |= begins || !source.trim().is_empty() && !source.trim_start().starts_with('#');
    }
    if begun {
        chunks.push(TextRange::new(from, inner.end()));
    }
    chunks
}

/// The key and the rest of the line after its colon.
fn key_and_rest(text: &str, line: TextRange) -> Option<(TextRange, TextRange)> {
    let source = line.of(text);
    let spaced = source.match_indices(':').find(|(at, _)| source[at + 1..].is_empty() || source[at + 1..].starts_with([' ', '\t']));
    let glued = || source.match_indices(':').next().filter(|(at, _)| !source[at + 1..].starts_with("//"));
    let colon = line.start() + spaced.or_else(glued)?.0;
    let key = trimmed(text, TextRange::new(line.start(), colon));
    let words = key.of(text);
    let reads_as_key = !words.is_empty() && !words.starts_with(['-', '#', '[', '{', '@', '`', '?']);
    reads_as_key.then(|| (key, TextRange::new(colon + 1, line.end())))
}

/// The first line of a chunk that says anything.
fn first_line(text: &str, chunk: TextRange) -> TextRange {
    let says_something = |line: &TextRange| !line.of(text).trim().is_empty() && !line.of(text).trim_start().starts_with('#');
    lines(text, chunk).find(says_something).unwrap_or(TextRange::empty(chunk.start()))
}

/// An entry read without YAML: what stands after the colon, or below as `- ` lines.
fn plain_entry(text: &str, chunk: TextRange) -> Option<Entry> {
    let line = first_line(text, chunk);
    let (key, rest) = key_and_rest(text, line)?;
    let written = without_comment(text, rest);
    let value =
        if written.is_empty() { plain_lines(text, TextRange::new(line.end(), chunk.end()), rest) } else { plain_value(text, written) };
    Some(Entry { key: Key::new(unquoted(key.of(text))), key_range: key, value })
}

/// The value whose lines stand below its key, or nothing.
fn plain_lines(text: &str, below: TextRange, rest: TextRange) -> Value {
    let written: Vec<TextRange> = lines(text, below).map(|line| without_comment(text, line)).filter(|line| !line.is_empty()).collect();
    let (Some(first), Some(last)) = (written.first(), written.last()) else {
        let place = rest.start() + usize::from(rest.of(text).starts_with(' '));
        return Value { range: TextRange::empty(place), content: Content::Empty };
    };
    let range = first.join(*last);
    let items: Option<Vec<Value>> = written.iter().map(|line| Some(plain_value(text, list_item(text, *line)?))).collect();
    let words = || written.iter().map(|line| line.of(text)).collect::<Vec<_>>().join(" ");
    Value { range, content: items.map_or_else(|| Content::Scalar(words()), Content::List) }
}

/// What stands after the dash of a list item's line.
fn list_item(text: &str, line: TextRange) -> Option<TextRange> {
    line.of(text).starts_with("- ").then(|| trimmed(text, TextRange::new(line.start() + 1, line.end())))
}

/// The words of a value as a person would read them: links and what stands in brackets apart, quotes off.
fn plain_value(text: &str, written: TextRange) -> Value {
    let source = written.of(text);
    let list = |parts: Vec<TextRange>| {
        let scalar = |part: TextRange| Value { range: part, content: Content::Scalar(unquoted(part.of(text)).to_owned()) };
        Content::List(parts.into_iter().map(scalar).collect())
    };
    let links =
        source.starts_with("[[") && source.split("]]").all(|part| part.trim_start_matches([',', ' ']).is_empty() || part.contains("[["));
    let content = if is_plain_wikilink(source) {
        Content::Scalar(source.to_owned())
    } else if links && source.ends_with("]]") {
        list(divided(text, written))
    } else if let Some(inside) = source.strip_prefix('[') {
        let length = inside.strip_suffix(']').unwrap_or(inside).len();
        list(divided(text, TextRange::new(written.start() + 1, written.start() + 1 + length)))
    } else {
        Content::Scalar(unquoted(source).to_owned())
    };
    Value { range: written, content }
}

/// The parts between commas, empty ones left out.
fn divided(text: &str, range: TextRange) -> Vec<TextRange> {
    let mut from = range.start();
    let mut parts = Vec::new();
    for part in range.of(text).split(',') {
        parts.push(trimmed(text, TextRange::new(from, from + part.len())));
        from += part.len() + 1;
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// `range` without the comment at its end and white space around; the `#` of a comment stands after a space.
fn without_comment(text: &str, range: TextRange) -> TextRange {
    let source = range.of(text);
    let after_link = if source.trim_start().starts_with("[[") { source.find("]]").unwrap_or(0) } else { 0 };
    let comment =
        source.match_indices('#').map(|(at, _)| at).find(|&at| at >= after_link && (at == 0 || source[..at].ends_with([' ', '\t'])));
    trimmed(text, TextRange::new(range.start(), range.start() + comment.unwrap_or(source.len())))
}

/// Without the quotes around, where both are there.
fn unquoted(written: &str) -> &str {
    let inside = |quote: char| written.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
    inside('"').or_else(|| inside('\'')).unwrap_or(written)
}

/// What is wrong with a chunk that YAML cannot read, and how to mend it.
fn explain(text: &str, chunk: TextRange, line: usize, reason: &str) -> SyntaxProblem {
    let first = first_line(text, chunk);
    let Some((key, rest)) = key_and_rest(text, first) else {
        let message = "This line of the front matter is no `key: value`.".to_owned();
        return SyntaxProblem { range: trimmed(text, first), message };
    };
    let known = std::iter::once((first, without_comment(text, rest)))
        .chain(lines(text, TextRange::new(first.end(), chunk.end())).filter_map(|line| {
            let item = list_item(text, without_comment(text, line))?;
            Some((line, item))
        }))
        .find_map(|(line, value)| Some((line, advice(value.of(text))?)));
    if let Some((line, message)) = known {
        return SyntaxProblem { range: trimmed(text, line), message };
    }
    if rest.start() == key.end() + 1 && !rest.of(text).starts_with([' ', '\t']) && !rest.is_empty() {
        let message = format!("A space is missing after the colon: `{}: …`.", key.of(text));
        return SyntaxProblem { range: trimmed(text, first), message };
    }
    let range = nth_line(text, chunk, line);
    let tabs = lines(text, chunk).find(|line| line.of(text).starts_with('\t'));
    if let Some(line) = tabs {
        let message = "YAML cannot be indented with tabs. Use spaces.".to_owned();
        return SyntaxProblem { range: trimmed(text, line), message };
    }
    SyntaxProblem { range, message: format!("This line of the front matter cannot be read: {reason}.") }
}

/// What a person is told whose value means something else to YAML.
fn advice(value: &str) -> Option<String> {
    let first = value.chars().next()?;
    let quoted = |quote: char| first == quote && (value.len() < 2 || !value.ends_with(quote));
    if matches!(first, '@' | '`' | '%' | '*' | '&' | '!' | '|' | '>') {
        return Some(format!("YAML does not let a value begin with `{first}`. Put it in quotes: `\"{}\"`.", value.replace('"', "'")));
    }
    if matches!(first, '"' | '\'') {
        return quoted(first).then(|| "The quotes around this value are not closed, or words follow them.".to_owned());
    }
    if first == '[' || first == '{' {
        let message = "These brackets are not closed, or words follow them. A value that holds brackets goes in quotes: `\"…\"`.";
        return Some(message.to_owned());
    }
    let colon = value.contains(": ") || value.ends_with(':');
    colon.then(|| format!("YAML takes `: ` inside a value for another key. Put the value in quotes: `\"{}\"`.", value.replace('"', "'")))
}
