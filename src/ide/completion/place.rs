//! Where the cursor stands, told from the letters around it: half-written text has no tree to ask.

use crate::markdown::tree::BlockKind;
use crate::notes::note::Note;
use crate::notes::sections::{line_end, line_start};
use crate::text::range::TextRange;

/// Where the cursor stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the target of `[[…`.
    Link {
        /// The letters that go: the target, and the brackets behind it that are there already.
        replace: TextRange,
        /// What was typed of the target.
        typed: String,
        /// Whether the closing brackets have to be written.
        closes: bool,
    },
    /// Behind `#` in `[[target#…`.
    Anchor {
        /// The letters that go.
        replace: TextRange,
        /// The target, empty for the note itself.
        target: String,
        /// Whether the closing brackets have to be written.
        closes: bool,
    },
    /// Behind `@`.
    At {
        /// From the sign to the cursor.
        replace: TextRange,
        /// What was typed behind the sign.
        typed: String,
    },
    /// At a key of the front matter.
    Key {
        /// The letters that go.
        replace: TextRange,
        /// Whether a colon stands behind it already.
        has_colon: bool,
    },
    /// At a value of the front matter.
    Value {
        /// The key.
        key: String,
        /// The letters that go: one value, in a list one of its values.
        replace: TextRange,
        /// What was typed of it.
        typed: String,
        /// Whether it stands in brackets.
        in_brackets: bool,
    },
    /// At a heading of level three.
    Prompt {
        /// The heading's words.
        replace: TextRange,
    },
    /// In a cell of a habit table.
    Cell {
        /// The cell's words.
        replace: TextRange,
        /// Which column.
        column: usize,
        /// The row among the tracker's rows, where it is one.
        row: Option<usize>,
    },
    /// In a comment that allows checks.
    Allow {
        /// The code being typed.
        replace: TextRange,
    },
    /// In the running text of a message.
    Message {
        /// The word being typed; empty behind a space.
        replace: TextRange,
        /// The text of the message before it.
        before: String,
    },
}

/// Where the cursor at a byte of a note stands; nowhere in code, in addresses and in plain words.
#[must_use]
pub fn place_at(note: &Note, offset: usize) -> Option<Place> {
    let text: &str = &note.text;
    if !text.is_char_boundary(offset) {
        return None;
    }
    let line = TextRange::new(line_start(text, offset), content_end(text, offset));
    if let Some(front) = front_matter_lines(text, offset) {
        return front_matter_place(text, front, line, offset);
    }
    if let Some(place) = allow_place(note, offset) {
        return Some(place);
    }
    let is_code = |kind| matches!(kind, BlockKind::CodeBlock | BlockKind::InlineCode | BlockKind::Comment);
    if note.markdown.blocks.iter().any(|block| is_code(block.kind) && inside(block.range, offset)) {
        return None;
    }
    link_place(text, line, offset)
        .or_else(|| at_place(text, line, offset))
        .or_else(|| prompt_place(note, line, offset))
        .or_else(|| cell_place(note, offset))
        .or_else(|| message_place(note, offset))
}

fn inside(range: TextRange, offset: usize) -> bool {
    range.start() < offset && offset < range.end()
}

/// The end of the cursor's line, its line break left out.
fn content_end(text: &str, offset: usize) -> usize {
    let end = line_end(text, offset);
    let line = text.get(offset..end).unwrap_or("");
    offset + line.trim_end_matches(['\n', '\r']).len()
}

/// A line may end with one of them, or with both.
const LINE_ENDS: [char; 2] = ['\n', '\r'];

/// The byte after the opening fence, where the cursor stands between the fences, be the closing one there or not yet.
fn front_matter_lines(text: &str, offset: usize) -> Option<usize> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let bom = text.len() - body.len();
    let rest = body.strip_prefix("---")?;
    let fence = rest.find(LINE_ENDS).filter(|at| rest[..*at].trim().is_empty())?;
    let start = bom + 3 + fence + if rest[fence..].starts_with("\r\n") { 2 } else { 1 };
    let before = text.get(start..offset)?;
    let is_fence = |line: &str| matches!(line.trim_end(), "---" | "...");
    let closed = before.rsplit(LINE_ENDS).skip(1).any(is_fence);
    // A cursor behind the closing fence itself is behind the front matter.
    let on_fence = text[line_start(text, offset)..].split(LINE_ENDS).next().is_some_and(is_fence);
    (!closed && !on_fence).then_some(start)
}

fn front_matter_place(text: &str, start: usize, line: TextRange, offset: usize) -> Option<Place> {
    let words = line.of(text);
    let typed_to = offset - line.start();
    if words[..typed_to].contains(" #") || words.trim_start().starts_with('#') {
        return None;
    }
    let indent = words.len() - words.trim_start().len();
    if let Some(rest) = words.trim_start().strip_prefix('-') {
        let key = key_above(text, start, line.start())?;
        let value = line.start() + indent + 1 + (rest.len() - rest.trim_start().len());
        return (value <= offset).then(|| value_place(text, key, value, line.end(), offset, false));
    }
    match words.find(':') {
        Some(colon) if colon < typed_to => {
            let key = words[..colon].trim().to_owned();
            let value = &words[colon + 1..];
            let from = line.start() + colon + 1 + (value.len() - value.trim_start_matches(' ').len()).min(typed_to - colon - 1);
            let bracket = text[from..offset].rfind(['[', ',']).filter(|_| text[from..].starts_with('[') && !text[from..].starts_with("[["));
            match bracket {
                // Behind the brackets that close the list, nothing of it is typed.
                Some(at) if text[from + at..offset].contains(']') => None,
                Some(at) => {
                    let after = from + at + 1;
                    let lead = text[after..offset].len() - text[after..offset].trim_start().len();
                    let end = text[offset..line.end()].find([',', ']']).map_or(line.end(), |at| offset + at);
                    Some(value_place(text, key, after + lead, end, offset, true))
                }
                None => Some(value_place(text, key, from, line.end(), offset, false)),
            }
        }
        colon => {
            let end = colon.map_or(line.end(), |colon| line.start() + colon);
            (indent == 0).then_some(Place::Key { replace: TextRange::new(line.start(), end.max(offset)), has_colon: colon.is_some() })
        }
    }
}

fn value_place(text: &str, key: String, from: usize, to: usize, offset: usize, in_brackets: bool) -> Place {
    let words = text.get(from..to.max(offset)).unwrap_or("");
    // A comment behind the value stays.
    let words = words.find(" #").map_or(words, |at| &words[..at]);
    let end = (from + words.trim_end().len()).max(offset);
    Place::Value { key, replace: TextRange::new(from, end), typed: text.get(from..offset).unwrap_or("").to_owned(), in_brackets }
}

/// The key of the list that a line with a dash belongs to.
fn key_above(text: &str, start: usize, line: usize) -> Option<String> {
    let above = text.get(start..line)?.rsplit(LINE_ENDS);
    let key = above.map(str::trim_end).find(|line| !line.trim_start().starts_with('-') && !line.trim().is_empty())?;
    key.strip_suffix(':').map(|key| key.trim().to_owned())
}

fn link_place(text: &str, line: TextRange, offset: usize) -> Option<Place> {
    let before = &text[line.start()..offset];
    let open = before.rfind("[[")?;
    let inner = &before[open + 2..];
    if inner.contains("]]") || inner.contains('|') {
        return None;
    }
    let start = line.start() + open + 2;
    let after = &text[offset..line.end()];
    // Where the target ends: at its brackets, label or heading, unless another link or plain words come first.
    let end = after.find(['[', ']', '|', '#', '\\']).unwrap_or(0);
    // A pipe may be a table's: it is the link's where brackets close it.
    let is_closed = after.find("]]").is_some_and(|close| after.find("[[").is_none_or(|open| close < open));
    let is_target = after[end..].starts_with(']') || is_closed && after[end..].starts_with(['|', '#', '\\']);
    let (end, closes) = if !is_target {
        (offset, true)
    } else if after[end..].starts_with("]]") {
        (offset + end + 2, true)
    } else if after[end..].starts_with(']') {
        (offset + end + 1, true)
    } else {
        (offset + end, false)
    };
    Some(match inner.split_once('#') {
        Some((target, _)) => {
            Place::Anchor { replace: TextRange::new(start + target.len() + 1, end), target: target.trim().to_owned(), closes }
        }
        None => Place::Link { replace: TextRange::new(start, end), typed: inner.to_owned(), closes },
    })
}

/// A name is typed behind `@` in at most three words; an address has letters before the sign.
pub(crate) fn at_place(text: &str, line: TextRange, offset: usize) -> Option<Place> {
    let before = &text[line.start()..offset];
    let sign = before.rfind('@')?;
    let typed = &before[sign + 1..];
    let is_apart = before[..sign]
        .chars()
        .next_back()
        .is_none_or(|letter| letter.is_whitespace() || matches!(letter, '(' | '"' | '“' | '>' | '|' | '-'));
    let is_name = typed.split(' ').count() <= 3
        && typed.len() <= 60
        && !typed.contains(['[', ']', '@', '.', ',', ';', ':', '/'])
        && !typed.starts_with(' ');
    (is_apart && is_name).then(|| Place::At { replace: TextRange::new(line.start() + sign, offset), typed: typed.to_owned() })
}

fn prompt_place(note: &Note, line: TextRange, offset: usize) -> Option<Place> {
    note.week()?;
    let words = line.of(&note.text);
    let rest = words.strip_prefix("###")?;
    if rest.starts_with('#') || !rest.starts_with(' ') {
        return None;
    }
    let start = line.start() + 3 + (rest.len() - rest.trim_start().len()).min(1);
    (start <= offset).then(|| Place::Prompt { replace: TextRange::new(start, line.end()) })
}

fn cell_place(note: &Note, offset: usize) -> Option<Place> {
    let tracker = note.week()?.tracker.as_ref()?;
    let table = note.markdown.tables.get(tracker.table)?;
    let line = line_start(&note.text, offset);
    let row_of = |at: usize| tracker.rows.iter().position(|row| row.row == at);
    let here =
        table.rows.iter().enumerate().find(|(_, row)| row.range.touches(offset) || line <= row.range.start() && row.range.end() <= offset);
    let cell = here.and_then(|(at, row)| {
        let (column, cell) = row.cells.iter().enumerate().find(|(_, cell)| cell.range.touches(offset))?;
        // Of words that the cursor stands behind, the blank before it is a part: more words may follow.
        let replace = match (cell.text.is_empty(), offset) {
            (true, _) => TextRange::empty(offset),
            (false, at) if at < cell.text.start() => TextRange::new(at, cell.text.end()),
            (false, at) => TextRange::new(cell.text.start(), cell.text.end().max(at)),
        };
        Some(Place::Cell { replace, column, row: row_of(at) })
    });
    cell.or_else(|| open_cell(&note.text, table.range, line, offset, here.and_then(|(at, _)| row_of(at))))
}

/// The last cell of a row that is being typed, which no pipe closes yet: at the end of a line of the table or just below it.
fn open_cell(text: &str, table: TextRange, line: usize, offset: usize, row: Option<usize>) -> Option<Place> {
    let is_below = || text.get(table.end()..line).is_some_and(|between| matches!(between, "" | "\n" | "\r\n" | "\r"));
    let is_near = table.start() < line && (line <= table.end() || is_below());
    let before = text.get(line..offset)?;
    if !is_near || !before.trim_start().starts_with('|') || !text[offset..content_end(text, offset)].trim().is_empty() {
        return None;
    }
    let pipes: Vec<usize> = before.match_indices('|').map(|(at, _)| at).filter(|at| !before[..*at].ends_with('\\')).collect();
    let words = &before[pipes.last()? + 1..];
    let from = offset - words.trim_start().len();
    Some(Place::Cell { replace: TextRange::new(from, offset), column: pipes.len() - 1, row })
}

fn allow_place(note: &Note, offset: usize) -> Option<Place> {
    let text: &str = &note.text;
    let open = text[..offset].rfind("<!--")?;
    let words = &text[open + 4..offset];
    if words.contains("-->") {
        return None;
    }
    let list = words.trim_start().strip_prefix("journal:")?.trim_start().strip_prefix("allow")?;
    if !list.starts_with([' ', '\n', '\r', '\t']) {
        return None;
    }
    let typed = list.rsplit([' ', ',', '\n', '\r', '\t']).next().unwrap_or("");
    let rest = &text[offset..];
    let end = rest.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-').unwrap_or(rest.len());
    // The dashes that end the comment are none of the code's.
    let code = rest[..end].trim_end_matches('-').len();
    Some(Place::Allow { replace: TextRange::new(offset - typed.len(), offset + code) })
}

fn message_place(note: &Note, offset: usize) -> Option<Place> {
    let message = note.outreach()?;
    let range = message.message;
    // The blank behind the last word is where one goes on.
    let end = message.notes.map_or(note.text.len(), |notes| notes.start());
    if offset < range.start() || end < offset {
        return None;
    }
    let before = &note.text[range.start()..offset];
    let word =
        before.rfind(|letter: char| !letter.is_alphanumeric()).map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let rest = &note.text[offset..];
    // In the middle of a word nothing is offered.
    if rest.starts_with(char::is_alphanumeric) {
        return None;
    }
    Some(Place::Message { replace: TextRange::new(range.start() + word, offset), before: before[..word].to_owned() })
}

#[cfg(test)]
mod tests {
    use super::{Place, place_at};
    use crate::notes::note::Note;

    #[track_caller]
    fn check(path: &str, text: &str, expected: &str) {
        let offset = text.find("$0").expect("a cursor");
        let text = text.replace("$0", "");
        let note = Note::read(path, text.as_str());
        let shown = match place_at(&note, offset) {
            None => "nowhere".to_owned(),
            Some(Place::Link { replace, typed, closes }) => format!("link {:?} typed {typed:?} closes {closes}", replace.of(&text)),
            Some(Place::Anchor { replace, target, closes }) => format!("anchor {:?} of {target:?} closes {closes}", replace.of(&text)),
            Some(Place::At { replace, .. }) => format!("at {:?}", replace.of(&text)),
            Some(Place::Key { replace, has_colon }) => format!("key {:?} colon {has_colon}", replace.of(&text)),
            Some(Place::Value { key, replace, in_brackets, .. }) => {
                format!("value of {key}: {:?} brackets {in_brackets}", replace.of(&text))
            }
            Some(Place::Prompt { replace }) => format!("prompt {:?}", replace.of(&text)),
            Some(Place::Cell { replace, column, row }) => format!("cell {:?} column {column} row {row:?}", replace.of(&text)),
            Some(Place::Allow { replace }) => format!("allow {:?}", replace.of(&text)),
            Some(Place::Message { replace, .. }) => format!("message {:?}", replace.of(&text)),
        };
        assert_eq!(shown, expected);
    }

    #[test]
    fn brackets_that_are_there_already_are_taken_in() {
        check("n.md", "See [[$0]] now", "link \"]]\" typed \"\" closes true");
        check("n.md", "See [[ad$0]] now", "link \"ad]]\" typed \"ad\" closes true");
        check("n.md", "See [[ad$0] now", "link \"ad]\" typed \"ad\" closes true");
        check("n.md", "See [[ad$0 now", "link \"ad\" typed \"ad\" closes true");
        check("n.md", "See [[ad$0a-l]] now", "link \"ada-l]]\" typed \"ad\" closes true");
        check("n.md", "See [[ad$0a|Ada]] now", "link \"ada\" typed \"ad\" closes false");
    }

    #[test]
    fn a_link_further_on_is_left_alone() {
        check("n.md", "See [[ad$0 and [[bo]]", "link \"ad\" typed \"ad\" closes true");
        check("n.md", "See [[ada]] $0", "nowhere");
        check("n.md", "See [[ada|A$0]]", "nowhere");
    }

    #[test]
    fn a_heading_is_completed_behind_its_sign() {
        check("n.md", "See [[ada#Fa$0]]", "anchor \"Fa]]\" of \"ada\" closes true");
        check("n.md", "See [[#$0", "anchor \"\" of \"\" closes true");
    }

    #[test]
    fn an_at_sign_begins_a_name_but_not_in_an_address() {
        check("n.md", "Met @ad$0", "at \"@ad\"");
        check("n.md", "Met @Ada Lo$0", "at \"@Ada Lo\"");
        check("n.md", "Mail ada@$0", "nowhere");
        check("n.md", "Code `@ad$0`", "nowhere");
    }

    #[test]
    fn front_matter_has_keys_and_values() {
        check("outreach/x.md", "---\nto: Ada\nsta$0\n---\n", "key \"sta\" colon false");
        check("outreach/x.md", "---\nsta$0tus: draft\n---\n", "key \"status\" colon true");
        check("outreach/x.md", "---\nto:$0\n---\n", "value of to: \"\" brackets false");
        check("outreach/x.md", "---\nto: Ad$0a # her\n---\n", "value of to: \"Ada\" brackets false");
        check("outreach/x.md", "---\nallow: [too-long, jar$0]\n---\n", "value of allow: \"jar\" brackets true");
        check("outreach/x.md", "---\nto: [$0]\n---\n", "value of to: \"\" brackets true");
        check("events/x.md", "---\nmet:\n  - Bo\n  - Ad$0\n---\n", "value of met: \"Ad\" brackets false");
        check("outreach/x.md", "---\nto: A$0", "value of to: \"A\" brackets false");
        check("outreach/x.md", "---\nto: Ada\n---$0\n", "nowhere");
        check("outreach/x.md", "---\nto: Ada # no$0te\n---\n", "nowhere");
    }

    #[test]
    fn a_week_has_prompts_and_cells() {
        check("weeks/2026-W48.md", "## Prompts\n\n### Re$0view\n", "prompt \"Review\"");
        check("weeks/2026-W48.md", "#### Re$0\n", "nowhere");
        let table = "| Habit | Target | Mon | Tue | Wed |\n|---|---|---|---|---|\n";
        check("weeks/2026-W48.md", &format!("{table}| Code | daily | x$0 |  |  |\n"), "cell \"x\" column 2 row Some(0)");
        check("weeks/2026-W48.md", &format!("{table}| Co$0 | daily | x |  |  |\n"), "cell \"Co\" column 0 row Some(0)");
        check("weeks/2026-W48.md", &format!("{table}| Code | daily | x | $0 |  |\n"), "cell \"\" column 3 row Some(0)");
    }

    #[test]
    fn a_cell_that_is_being_typed_is_one_before_its_pipe_is_there() {
        let table = "| Habit | Target | Mon | Tue | Wed |\n|---|---|---|---|---|\n| Code | daily | x | | |\n";
        check("weeks/2026-W48.md", &format!("{table}| $0\n"), "cell \"\" column 0 row None");
        check("weeks/2026-W48.md", &format!("{table}| Run | $0\n\nMore"), "cell \"\" column 1 row Some(1)");
        check("weeks/2026-W48.md", &format!("{table}| Run | 2h/week | $0"), "cell \"\" column 2 row Some(1)");
        check("weeks/2026-W48.md", &format!("{table}\n| $0\n"), "nowhere");
        check("weeks/2026-W48.md", &format!("{table}| Run | Mon $0 | |\n"), "cell \"Mon \" column 1 row Some(1)");
    }

    #[test]
    fn behind_a_list_and_in_files_of_another_line_end() {
        check("outreach/x.md", "---\nallow: [too-long]$0\n---\n", "nowhere");
        check("outreach/x.md", "---\nallow: [too-long] $0\n---\n", "nowhere");
        check("outreach/x.md", "---\rto: A$0\r---\r", "value of to: \"A\" brackets false");
        check("events/x.md", "---\rmet:\r  - A$0\r---\r", "value of met: \"A\" brackets false");
        check("outreach/x.md", "---\rto: A\r---\rHi t$0", "message \"t\"");
    }

    #[test]
    fn checks_are_allowed_in_a_comment() {
        check("n.md", "<!-- journal: allow too-long, jar$0 -->", "allow \"jar\"");
        check("n.md", "<!-- journal: allow $0-->", "allow \"\"");
        check("n.md", "<!-- anything $0 -->", "nowhere");
    }

    #[test]
    fn a_message_is_completed_at_the_end_of_a_word() {
        check("outreach/x.md", "---\nto: Ada\n---\nWould Tu$0\n", "message \"Tu\"");
        check("outreach/x.md", "---\nto: Ada\n---\nWould T$0u\n", "nowhere");
        check("outreach/x.md", "---\nto: Ada\n---\nHi\n\n## Notes\nTu$0\n", "nowhere");
    }
}
