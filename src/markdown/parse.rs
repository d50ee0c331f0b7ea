//! Reading: a note's text in, its headings, links, tables and list items out.

use std::borrow::Cow;

use pulldown_cmark::{Options, Parser};

use crate::markdown::front_matter::fences::{Fences, byte_order_mark, fences};
use crate::markdown::front_matter::read::read;
use crate::markdown::simple::simple_body;
use crate::markdown::tree::{Markdown, SyntaxProblem};
use crate::markdown::walk::Walk;
use crate::text::range::TextRange;

/// What `text` says. Never fails: what cannot be read as it was meant is listed in [`Markdown::problems`].
#[must_use]
pub fn parse(text: &str) -> Markdown {
    let mut out = Markdown::default();
    if u32::try_from(text.len()).is_err() {
        let message = "This text is too long to be read.".to_owned();
        out.problems.push(SyntaxProblem { range: TextRange::empty(0), message });
        return out;
    }
    let mut start = byte_order_mark(text);
    match fences(text, start) {
        Fences::None => {}
        Fences::Unclosed { opening } => out.problems.push(SyntaxProblem {
            range: opening,
            message: "The front matter is never closed. Put a line `---` after its last key.".to_owned(),
        }),
        Fences::Closed { range, inner } => {
            out.front_matter = Some(read(text, range, inner, &mut out.problems));
            start = range.end();
        }
    }
    out.body = TextRange::new(start, text.len());
    let mut out = if simple_body(text, &mut out) { out } else { read_body(text, out) };
    shrink(&mut out);
    out
}

/// Reads the blocks of the body into `out`.
pub(super) fn read_body(text: &str, out: Markdown) -> Markdown {
    let body = out.body;
    let source = with_known_line_ends(body.of(text));
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_WIKILINKS;
    let mut events = Parser::new_ext(&source, options).into_offset_iter();
    let mut walk = Walk::new(text, out);
    while let Some((event, range)) = events.next() {
        walk.event(&event, TextRange::from(range).shifted(body.start()), events.reference_definitions());
    }
    walk.finish()
}

/// The text with a lone `\r` turned into `\n`, which all parts of the parser know as a line end. No offset changes.
fn with_known_line_ends(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let lone = |at: usize| bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n');
    if !text.contains('\r') || !(0..bytes.len()).any(lone) {
        return Cow::Borrowed(text);
    }
    let mut chars = text.chars().peekable();
    let mut changed = String::with_capacity(text.len());
    while let Some(char) = chars.next() {
        changed.push(if char == '\r' && chars.peek() != Some(&'\n') { '\n' } else { char });
    }
    Cow::Owned(changed)
}

/// Gives back what the lists do not need: tens of thousands of notes are held at once.
fn shrink(out: &mut Markdown) {
    out.headings.shrink_to_fit();
    out.links.shrink_to_fit();
    out.tables.shrink_to_fit();
    out.items.shrink_to_fit();
    out.blocks.shrink_to_fit();
    out.problems.shrink_to_fit();
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Just, Strategy, prop_oneof, proptest};

    use super::parse;
    use crate::markdown::tree::{Block, BlockKind, Cell, Content, Link, Markdown, Row, Table, Value};
    use crate::text::range::TextRange;

    /// What was read, a line for each thing, as words of the text.
    fn outline(text: &str) -> Vec<String> {
        let markdown = parse(text);
        check_ranges(text, &markdown);
        let mut lines: Vec<(usize, String)> = Vec::new();
        let entries = markdown.front_matter.iter().flat_map(|it| &it.entries);
        lines.extend(entries.map(|it| (it.key_range.start(), format!("{} = {}", it.key, value(&it.value)))));
        lines.extend(markdown.headings.iter().map(|it| (it.range.start(), format!("h{} {:?}", it.level, it.text.of(text)))));
        lines.extend(markdown.links.iter().map(|it| (it.range.start(), link(text, *it))));
        lines.extend(markdown.tables.iter().map(|it| (it.range.start(), table(text, it))));
        lines.extend(markdown.items.iter().map(|it| {
            let task = it.task.map_or(String::new(), |task| format!("[{}] ", task.mark.of(text)));
            (it.range.start(), format!("item {} {task}{:?}", it.depth, it.text.of(text)))
        }));
        let told = |it: &&Block| it.kind != BlockKind::Paragraph;
        lines.extend(markdown.blocks.iter().filter(told).map(|it| (it.range.start(), format!("{:?} {:?}", it.kind, it.range.of(text)))));
        lines.extend(markdown.problems.iter().map(|it| (it.range.start(), format!("problem {:?}", it.range.of(text)))));
        lines.sort_by_key(|(start, _)| *start);
        lines.into_iter().map(|(_, line)| line).collect()
    }

    fn value(value: &Value) -> String {
        match &value.content {
            Content::Empty => "nothing".to_owned(),
            Content::Scalar(text) => format!("{text:?}"),
            Content::List(values) => format!("[{}]", values.iter().map(self::value).collect::<Vec<_>>().join(", ")),
            Content::Map(entries) => {
                let entries = entries.iter().map(|it| format!("{}: {}", it.key, self::value(&it.value)));
                format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
            }
        }
    }

    fn link(text: &str, link: Link) -> String {
        let anchor = link.anchor.map_or(String::new(), |it| format!(" # {:?}", it.of(text)));
        let label = link.label.map_or(String::new(), |it| format!(" | {:?}", it.of(text)));
        format!("{:?} {:?}{anchor}{label}", link.kind, link.target.of(text))
    }

    fn table(text: &str, table: &Table) -> String {
        let row = |row: &Row| row.cells.iter().map(|cell| cell.text.of(text)).collect::<Vec<_>>().join("¦");
        let rows: Vec<String> = std::iter::once(&table.header).chain(&table.rows).map(row).collect();
        format!("table {:?} {}", table.delimiter.of(text), rows.join(" // "))
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(outline(text), expected, "{text}");
    }

    /// That every range lies in the text, on character boundaries, and every list is in the order of the text.
    pub(crate) fn check_ranges(text: &str, markdown: &Markdown) {
        let fits = |range: TextRange| assert!(text.get(range.start()..range.end()).is_some(), "{range:?} in {text:?}");
        let in_order = |ranges: Vec<TextRange>| {
            ranges.iter().for_each(|range| fits(*range));
            assert!(ranges.is_sorted_by_key(|range| range.start()), "{ranges:?} in {text:?}");
        };
        fits(markdown.body);
        in_order(markdown.headings.iter().map(|it| it.range).collect());
        in_order(markdown.links.iter().map(|it| it.range).collect());
        in_order(markdown.tables.iter().map(|it| it.range).collect());
        in_order(markdown.items.iter().map(|it| it.range).collect());
        in_order(markdown.blocks.iter().map(|it| it.range).collect());
        for heading in &markdown.headings {
            assert!(heading.range.covers(heading.text), "{heading:?} in {text:?}");
        }
        for link in &markdown.links {
            [Some(link.target), link.anchor, link.label].into_iter().flatten().for_each(fits);
        }
        for item in &markdown.items {
            assert!(item.range.covers(item.text), "{item:?} in {text:?}");
            item.task.iter().for_each(|task| fits(task.mark));
        }
        for table in &markdown.tables {
            assert!(table.range.covers(table.delimiter), "{table:?} in {text:?}");
            for row in std::iter::once(&table.header).chain(&table.rows) {
                assert!(table.range.covers(row.range), "{table:?} in {text:?}");
                in_order(row.cells.iter().map(|cell| cell.range).collect());
                let covered = |cell: &Cell| row.range.covers(cell.range) && cell.range.covers(cell.text);
                assert!(row.cells.iter().all(covered), "{row:?} in {text:?}");
            }
        }
        markdown.problems.iter().for_each(|it| fits(it.range));
        for entry in markdown.front_matter.iter().flat_map(|it| &it.entries) {
            fits(entry.key_range);
            fits(entry.value.range);
        }
    }

    #[test]
    fn a_note_is_read() {
        check(
            "---\nname: Ada\n---\n# Ada\n\nMet at [[denver|Denver]].\n\n## Log\n- 2026-10-14 Met\n",
            &["name = \"Ada\"", "h1 \"Ada\"", "Wiki \"denver\" | \"Denver\"", "h2 \"Log\"", "item 0 \"2026-10-14 Met\""],
        );
    }

    #[test]
    fn every_kind_of_line_end_will_do() {
        let expected = ["a = \"1\"", "h1 \"T\"", "item 0 \"x\"", "item 1 [x] \"y\"", "CodeBlock \"```\\n# no\\n```\"", "h2 \"S\""];
        let text = "---\na: 1\n---\n# T\n\n- x\n  - [x] y\n\n```\n# no\n```\n\nS\n---\n";
        check(text, &expected);
        for line_end in ["\r\n", "\r"] {
            let found: Vec<String> = outline(&text.replace('\n', line_end));
            let escaped = line_end.escape_default().to_string();
            assert_eq!(found, expected.map(|line| line.replace("\\n", &escaped)));
        }
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_first_line() {
        check("\u{feff}# T\n", &["h1 \"T\""]);
        check("\u{feff}---\na: 1\n---\n# T\n", &["a = \"1\"", "h1 \"T\""]);
        assert_eq!(parse("\u{feff}x").body, TextRange::new(3, 4));
    }

    #[test]
    fn headings_may_be_underlined() {
        check("Two\nlines\n=====\nx\n\n*Em*\n---\n", &["h1 \"Two\\nlines\"", "h2 \"*Em*\""]);
        check("# a #\n## b \\#\n#\n###   \n", &["h1 \"a\"", "h2 \"b \\\\#\"", "h1 \"\"", "h3 \"\""]);
        let markdown = parse("# a\n\nb\n===");
        assert_eq!(markdown.headings.iter().map(|it| it.hashes).collect::<Vec<_>>(), [true, false]);
    }

    #[test]
    fn items_know_their_depth_and_whose_they_are() {
        let text = "# H\n- a\n  1. b\n     continued\n     - c\n- d\n\n  second\n";
        check(text, &["h1 \"H\"", "item 0 \"a\"", "item 1 \"b\\n     continued\"", "item 2 \"c\"", "item 0 \"d\""]);
        let items = parse(text).items;
        assert_eq!(items.iter().map(|it| it.parent).collect::<Vec<_>>(), [None, Some(0), Some(1), None]);
        assert_eq!(items.iter().map(|it| it.ordered).collect::<Vec<_>>(), [false, true, false, false]);
        assert!(items.iter().all(|it| it.heading == Some(0)));
        assert_eq!(items[3].range.of(text), "- d\n\n  second");
        assert_eq!(items[0].range.of(text), "- a\n  1. b\n     continued\n     - c");
    }

    #[test]
    fn an_items_words_are_as_they_were_written() {
        check(
            "- \\*a* `b`\n- [ ] **c**\n- [x]\n-\n",
            &["item 0 \"\\\\*a* `b`\"", "InlineCode \"`b`\"", "item 0 [ ] \"**c**\"", "item 0 [x] \"\"", "item 0 \"\""],
        );
        check("> - a\n>   - b\n>\n> c\n", &["Quote \"> - a\\n>   - b\\n>\\n> c\"", "item 0 \"a\"", "item 1 \"b\""]);
        check("- a\n  > q\n\n  b\n", &["item 0 \"a\"", "Quote \"> q\""]);
    }

    #[test]
    fn tables_need_no_outer_pipes_and_keep_ragged_rows() {
        check("a | b\n--|:-:\n1 | 2 | 3\n4\n", &["table \"--|:-:\" a¦b // 1¦2¦3 // 4"]);
        check(
            "| [[x\\|y]] | b |\n|---|---|\n| `c\\|d` |\n",
            &["table \"|---|---|\" [[x\\|y]]¦b // `c\\|d`", "Wiki \"x\" | \"y\"", "InlineCode \"`c\\\\|d`\""],
        );
        check("| [[x|y]] | b |\n|---|---|---|\n", &["table \"|---|---|---|\" [[x¦y]]¦b"]);
        check("> | a |\n> |---|\n> | 日本 |\n", &["Quote \"> | a |\\n> |---|\\n> | 日本 |\"", "table \"|---|\" a // 日本"]);
        check("- | a |\n  |---|\n  | e\u{301} |\n", &["item 0 \"\"", "table \"|---|\" a // e\u{301}"]);
    }

    #[test]
    fn a_table_whose_dashes_do_not_fit_is_told() {
        check("| a | b |\n|---|\n| 1 | 2 |\n", &["problem \"|---|\""]);
        check("a | b\n\n|---|\n", &[]);
    }

    #[test]
    fn links_of_every_kind_have_their_places() {
        check(
            "[a](b.md#c \"t\") ![i](<p q.png>) <https://x.example> <a@b.example> [l][R] [r] [r][]\n\n[r]: /url 't'\n",
            &[
                "Inline \"b.md\" # \"c\" | \"a\"",
                "Image \"p q.png\" | \"i\"",
                "Auto \"https://x.example\"",
                "Auto \"a@b.example\"",
                "Reference \"/url\" | \"l\"",
                "Reference \"/url\" | \"r\"",
                "Reference \"/url\" | \"r\"",
            ],
        );
        check(
            "[![i](j)](k) [](e) [x\\]](y) https://bare.example [[a#b]]",
            &["Inline \"k\" | \"![i](j)\"", "Image \"j\" | \"i\"", "Inline \"e\"", "Inline \"y\" | \"x\\\\]\"", "Wiki \"a\" # \"b\""],
        );
        let text = "[r][] x\n\n[r]: /u";
        assert_eq!(parse(text).links[0].range.of(text), "[r][]");
    }

    #[test]
    fn code_and_comments_hide_what_is_in_them() {
        check(
            "`[[a]]` <!-- [[b]] -->\n\n    [[c]]\n\n```\n# h\n[[d]]\n```\n\n<!--\n[[e]]\n-->\n[[f]]\n",
            &[
                "InlineCode \"`[[a]]`\"",
                "Comment \"<!-- [[b]] -->\"",
                "CodeBlock \"[[c]]\"",
                "CodeBlock \"```\\n# h\\n[[d]]\\n```\"",
                "Comment \"<!--\\n[[e]]\\n-->\"",
                "Wiki \"f\"",
            ],
        );
    }

    #[test]
    fn a_comment_is_told_from_other_html() {
        check(
            "<!-- a --> b <!-- c -->\n<div>x</div>\n",
            &["Comment \"<!-- a -->\"", "Html \"b\"", "Comment \"<!-- c -->\"", "Html \"<div>x</div>\""],
        );
        check("a <b>c</b>\n", &["Html \"<b>\"", "Html \"</b>\""]);
        check("<!-- a\n\n# b\n", &["Comment \"<!-- a\\n\\n# b\"", "problem \"<!--\""]);
    }

    #[test]
    fn nothing_is_nothing() {
        check("", &[]);
        check("\u{feff}", &[]);
        check("\n\n", &[]);
        check("---\nname: Ada\n---", &["name = \"Ada\""]);
        assert_eq!(parse("---\nname: Ada\n---").body, TextRange::empty(17));
    }

    #[test]
    fn front_matter_must_be_closed() {
        check("---\nname: Ada\n# Ada\n", &["Rule \"---\"", "problem \"---\"", "h1 \"Ada\""]);
        check("---\n\nJust a rule\n\n---\n\nand one more\n", &["Rule \"---\"", "Rule \"---\""]);
        check("---\n\na: b\n---\n", &["a = \"b\""]);
        check("---\na: b\n...\n# T\n", &["a = \"b\"", "h1 \"T\""]);
        check("----\na: b\n---\n", &["Rule \"----\"", "h2 \"a: b\""]);
    }

    #[test]
    fn wide_and_combined_characters_and_tabs_shift_nothing() {
        check(
            "# 日本\u{301} [[é\tü]]\n\n-\t[[ø]]\n",
            &["h1 \"日本\\u{301} [[é\\tü]]\"", "Wiki \"é\\tü\"", "item 0 \"[[ø]]\"", "Wiki \"ø\""],
        );
    }

    #[test]
    fn a_large_hostile_text_is_read_in_reasonable_time() {
        for piece in ["[", "|", "a\n", "- ", "> ", "[[a", "`", "<!--", "| a |\n", "*a", "![](", "\r", "- a\n\n", "[a]: b\n", "&a"] {
            for front in ["", "---\na: "] {
                let text = front.to_owned() + &piece.repeat((1 << 17) / piece.len());
                check_ranges(&text, &parse(&text));
            }
        }
    }

    #[test]
    fn the_longest_note_there_may_be_is_read() {
        let size = 4 * 1024 * 1024;
        for piece in ["[", "|", "a\n", "# H\n\n- a [[b]]\n\n| c |\n|---|\n| d |\n\n"] {
            let text = piece.repeat(size / piece.len());
            let begun = std::time::Instant::now();
            let markdown = parse(&text);
            // Linear reading takes about two seconds without optimisation; a square of this size takes hours.
            assert!(begun.elapsed().as_secs() < 60, "{piece:?} took {:?}", begun.elapsed());
            assert_eq!(markdown.body.len(), text.len());
        }
    }

    fn pieces() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            Just("\n"),
            Just("\n\n"),
            Just("\r\n"),
            Just("\r"),
            Just("---\n"),
            Just("a: b\n"),
            Just("- "),
            Just("1. "),
            Just("  "),
            Just("> "),
            Just("[[ada|Ada]]"),
            Just("[["),
            Just("]]"),
            Just("["),
            Just("]"),
            Just("](x)"),
            Just("(b"),
            Just("[a]: /b 'c'\n"),
            Just("[a]"),
            Just("| a | b |\n|---|---|\n"),
            Just("|"),
            Just("|-|\n"),
            Just("\\"),
            Just("`"),
            Just("```\n"),
            Just("# "),
            Just("===\n"),
            Just("<!--"),
            Just("-->"),
            Just("<b>"),
            Just("[x] "),
            Just("é日\u{301}"),
            Just("\u{feff}"),
            Just("\t"),
            Just("a"),
            Just("*"),
            Just("    "),
            Just("<a@b.example>"),
            Just("#"),
            Just("!"),
            Just("[^1]"),
            Just("[^1]: "),
            Just("@x"),
            Just(": "),
            Just("&a "),
            Just("\""),
            Just("'"),
            Just("key: |\n  x\n"),
            Just("[]"),
            Just("{"),
            Just("}"),
            Just("~~"),
            Just("\0"),
            Just("&amp;"),
        ];
        proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn any_text_is_read_and_every_range_fits(text in pieces()) {
            check_ranges(&text, &parse(&text));
        }

        #[test]
        fn any_front_matter_is_read_and_every_range_fits(text in pieces()) {
            let text = format!("---\nkey: {text}\n---\n");
            check_ranges(&text, &parse(&text));
        }
    }
}
