//! What an author left to fill in: `[Company]`, `{name}`, `____`, “(say something about the talk)”.

use std::sync::LazyLock;

use regex::Regex;

use crate::markdown::tree::Markdown;
use crate::text::range::TextRange;

static HOLES: LazyLock<Regex> = LazyLock::new(|| {
    let parts = [
        r"\{\{[^{}\n]{0,60}\}\}",
        r"\$\{[^{}\n]{1,40}\}",
        r"\{[^{}\n]{1,60}\}",
        r"%[A-Za-z_]{3,30}%|%%[^%\n]{1,30}%%|\$[A-Z][A-Z_]{2,30}\$",
        r"\[[^\]\[\n]{1,80}\]",
        r"\[\s*\]",
        r"<[A-Za-z][A-Za-z _’'-]{1,40}>",
        r"«[^»\n]{1,40}»",
        r"_{3,}",
        r"\b[Xx]{3,}\b",
        r"\?{3,}",
        r"\b(?:TODO|TBD|TBC|FIXME|TKTK|TK)\b[^\n.]{0,60}",
        r"\b(?:INSERT|ADD|FILL IN|REPLACE|MENTION|CHECK)\b [A-Z a-z’']{2,50}",
        r"\([^()\n]{3,90}\)",
        r"(?i:\blorem ipsum\b)",
    ];
    Regex::new(&parts.join("|")).expect("a pattern that is tested below")
});

static INSTRUCTION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)^\(\s*(?:
            (?:say|insert|add|mention|put|write|fill|include|describe|personali[sz]e|something|reference|look\s+up|change|replace|adapt|expand|remember\s+to)\b
                [^)]*\b(?:here|about|name|later|something|their|his|her|company|talk|post|details?|specific\w*|project)\b[^)]*
          | (?:the\s+)?(?:their\s+|your\s+)?(?:company|first|last|contact|person|project|role|job|team|product|event|talk|city|date|time|day|recipient)(?:['’]s)?\s*
                (?:name|title|here|goes\s+here|name\s+here|title\s+here|tbd|tbc)
          | (?:company|name|date|time|day|link|role|topic|project|detail|personal\s+touch|compliment)(?:\s+\w+){0,3}\s+here
          | [^)]*\b(?:goes|go)\s+here\b[^)]*
          | (?:todo|tbd|tbc|xxx+|\?+|\.\.\.|…)[^)]*
        )\s*\)$",
    )
    .expect("a pattern that is tested below")
});

/// The holes in the own words of a message that stands at `offset` of a note.
#[must_use]
pub fn placeholders(own: &str, offset: usize, markdown: &Markdown) -> Vec<TextRange> {
    let mut found = Vec::new();
    if !own.contains(['{', '[', '<', '_', '(', '%', '«', '?', 'X', 'x', 'T', 'F', 'I', 'A', 'R', 'M', 'C', 'L', 'l', '$']) {
        return found;
    }
    for hole in HOLES.find_iter(own) {
        let range = TextRange::new(hole.start() + offset, hole.end() + offset);
        let linked = markdown.links.iter().any(|link| link.range.overlaps(range));
        if !linked && is_hole(hole.as_str(), own, hole.start(), hole.end()) {
            found.push(range);
        }
    }
    found
}

/// What an author shouts that is still to come: “ADD DETAIL”. “ADD VALUE” only shouts.
const TO_BE_FILLED: &[&str] = &[
    "NAME",
    "COMPANY",
    "DATE",
    "DATES",
    "DAY",
    "TIME",
    "DETAIL",
    "DETAILS",
    "SPECIFIC",
    "SPECIFICS",
    "SOMETHING",
    "TALK",
    "POST",
    "ARTICLE",
    "PROJECT",
    "ROLE",
    "TITLE",
    "TOPIC",
    "LINK",
    "REASON",
    "COMPLIMENT",
    "HERE",
    "EXAMPLE",
    "QUESTION",
    "THEIR",
    "THIS",
    "TEAM",
    "EVENT",
    "CITY",
    "PLACE",
    "NUMBER",
    "BIT",
    "LINE",
    "INTRO",
    "PRAISE",
    "WITH",
    "SLOT",
    "SLOTS",
];

fn is_hole(hole: &str, own: &str, start: usize, end: usize) -> bool {
    let inner = hole.trim_matches(|c| "[]{}<>()«» ".contains(c)).trim();
    match hole.as_bytes()[0] {
        b'[' => {
            let lower = inner.to_lowercase();
            let mark = inner.starts_with('^')
                || matches!(lower.as_str(), "sic" | "x" | "…" | "..." | "laughs" | "redacted")
                || inner.parse::<u32>().is_ok();
            let linked = own[end..].starts_with(['(', '[', ':']) || own[..start].ends_with([']', '!', '[']) || own[end..].starts_with(']');
            let task = inner.is_empty() && own[..start].trim_end().ends_with(['-', '*', '+']);
            // A letter put into a quotation, `[t]he`, is no hole.
            let letter = inner.chars().count() == 1 && own[end..].starts_with(char::is_alphabetic);
            !(mark || linked || task || letter)
        }
        // `Vec<String>` is a type.
        b'<' if own[..start].ends_with(char::is_alphanumeric) => false,
        b'<' => !matches!(
            inner.split(' ').next().unwrap_or("").to_lowercase().as_str(),
            "br" | "b"
                | "i"
                | "u"
                | "em"
                | "strong"
                | "p"
                | "div"
                | "span"
                | "a"
                | "li"
                | "ul"
                | "img"
                | "grin"
                | "table"
                | "section"
                | "button"
                | "main"
                | "nav"
                | "h1"
                | "h2"
                | "code"
                | "input"
                | "form"
        ),
        b'(' => INSTRUCTION.is_match(hole),
        b'x' | b'X' => hole.chars().all(|c| c == 'X') || hole.chars().count() > 3 && !own[start..].to_lowercase().starts_with("xxx\n"),
        b'I' | b'A' | b'F' | b'R' | b'M' | b'C' => {
            let first = hole.split(' ').next().unwrap_or("");
            let second = hole.split(' ').nth(1).unwrap_or("");
            let shouted = second.len() > 1 && second.chars().all(|c| c.is_uppercase() || c == '\'');
            let tells_what = hole.split(' ').skip(1).any(|word| TO_BE_FILLED.contains(&word));
            hole.starts_with("FIXME") || first == "INSERT" || first == "FILL" || shouted && tells_what && first != "CHECK"
        }
        b'T' => !hole.starts_with("TK ") || hole.len() < 4,
        b'?' => own[end..].starts_with([' ', ',', '\n']) && !own[..start].ends_with(char::is_alphanumeric),
        b'_' => !own[end..].starts_with(char::is_alphanumeric) || !own[..start].ends_with(char::is_alphanumeric),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::placeholders;
    use crate::markdown::parse::parse;

    fn holes(text: &str) -> Vec<String> {
        placeholders(text, 0, &parse(text)).into_iter().map(|range| range.of(text).to_owned()).collect()
    }

    #[test]
    fn every_kind_of_hole_is_found() {
        for (text, hole) in [
            ("I admire [Company] a lot", "[Company]"),
            ("Hi {{first_name}},", "{{first_name}}"),
            ("Hi {name},", "{name}"),
            ("Dear <first name>,", "<first name>"),
            ("free on ____ at noon", "____"),
            ("your work at XXX is fine", "XXX"),
            ("TODO mention her talk", "TODO mention her talk"),
            ("I liked INSERT TALK HERE so much", "INSERT TALK HERE so much"),
            ("work at (company name here) is", "(company name here)"),
            ("I loved ADD TALK and more", "ADD TALK and more"),
            ("FIXME say why", "FIXME say why"),
            ("I like $COMPANY$.", "$COMPANY$"),
            ("the clock waits (say something here about the barn), and", "(say something here about the barn)"),
        ] {
            assert_eq!(holes(text), [hole], "{text}");
        }
    }

    #[test]
    fn links_footnotes_and_asides_are_none() {
        for text in [
            "Your [guide](https://a.example) helped.[^1]\n\n[^1]: It did.",
            "\"your fax is been refused\" [sic]",
            "a Vec<String> of $5 and $TERM",
            "see <https://a.example/x> and <a@b.example>",
            "Sales pro ready to ADD VALUE to your team",
            "my brother (the tall one) says hi, size XXL",
            "a to-do list (I wrote it in Go) and snake_case_names",
            "It works (mostly), see chapter 11 (of 12)",
        ] {
            assert_eq!(holes(text), Vec::<String>::new(), "{text}");
        }
    }
}
