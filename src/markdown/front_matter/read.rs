//! Front matter read: its keys and values with their places, also where the YAML is broken.

use rustc_hash::FxHashSet;

use crate::markdown::front_matter::broken_yaml::{PROBLEMS_AT_MOST, entry_by_entry};
use crate::markdown::front_matter::fences::{Fences, byte_order_mark, fences};
use crate::markdown::front_matter::simple_yaml::simple_mapping;
use crate::markdown::front_matter::yaml::mapping;
use crate::markdown::lines::line_end;
use crate::markdown::tree::{Content, Entry, FrontMatter, Markdown, SyntaxProblem, Value};
use crate::text::range::TextRange;

impl Markdown {
    /// The entry of this key in the front matter; the first where it stands twice.
    #[must_use]
    pub fn front(&self, key: &str) -> Option<&Entry> {
        self.front_matter.as_ref()?.entries.iter().find(|entry| entry.key == key)
    }
}

impl Value {
    /// The text of a scalar.
    #[must_use]
    pub fn scalar(&self) -> Option<&str> {
        match &self.content {
            Content::Scalar(text) => Some(text),
            Content::Empty | Content::List(_) | Content::Map(_) => None,
        }
    }

    /// The scalars of a list, or the one scalar that stands instead of a list, each with its place.
    #[must_use]
    pub fn scalars(&self) -> Vec<(&str, TextRange)> {
        match &self.content {
            Content::Scalar(text) => vec![(text, self.range)],
            Content::List(values) => values.iter().filter_map(|value| Some((value.scalar()?, value.range))).collect(),
            Content::Empty | Content::Map(_) => Vec::new(),
        }
    }
}

/// Up to which size, in bytes, front matter is read as one piece of YAML. Beyond it is no front matter that a person wrote.
const WHOLE_AT_MOST: usize = 256 * 1024;

/// The front matter of `text` alone, its body not read.
pub(super) fn front_matter(text: &str) -> Option<FrontMatter> {
    match fences(text, byte_order_mark(text)) {
        Fences::Closed { range, inner } => Some(read(text, range, inner, &mut Vec::new())),
        Fences::None | Fences::Unclosed { .. } => None,
    }
}

/// Reads what stands between the fences. Where the YAML is broken, each entry is read on its own.
pub(in crate::markdown) fn read(text: &str, range: TextRange, inner: TextRange, problems: &mut Vec<SyntaxProblem>) -> FrontMatter {
    let mut found = Vec::new();
    let whole = simple_mapping(text, inner).or_else(|| {
        let readable = inner.len() <= WHOLE_AT_MOST;
        readable.then(|| mapping(text, inner, &mut found).ok()).flatten()
    });
    let complete = whole.is_some();
    if inner.len() > WHOLE_AT_MOST && !complete {
        let opening = TextRange::new(range.start(), line_end(text, range.start()));
        let message = "This front matter is too long to be read as one. Move what is not a key below it.".to_owned();
        found.push(SyntaxProblem { range: opening, message });
    }
    let mut entries = whole.unwrap_or_else(|| entry_by_entry(text, inner, &mut found));
    duplicates(&entries, &mut found);
    found.truncate(PROBLEMS_AT_MOST);
    problems.append(&mut found);
    entries.shrink_to_fit();
    FrontMatter { range, inner, entries, complete }
}

/// A problem for each key that stands twice in one mapping.
fn duplicates(entries: &[Entry], problems: &mut Vec<SyntaxProblem>) {
    let mut seen = FxHashSet::default();
    for entry in entries {
        if !seen.insert(&*entry.key) {
            let message = format!("`{}` stands here twice. The first one counts; take one out.", entry.key);
            problems.push(SyntaxProblem { range: entry.key_range, message });
        }
        nested_duplicates(&entry.value, problems);
    }
}

fn nested_duplicates(value: &Value, problems: &mut Vec<SyntaxProblem>) {
    match &value.content {
        Content::Map(entries) => duplicates(entries, problems),
        Content::List(values) => values.iter().for_each(|value| nested_duplicates(value, problems)),
        Content::Empty | Content::Scalar(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::markdown::parse::parse;
    use crate::markdown::tree::{Content, Value};

    /// What was read: a line for each entry, then one for each problem.
    fn outline(yaml: &str) -> Vec<String> {
        let text = format!("---\n{yaml}---\n");
        let markdown = parse(&text);
        let front_matter = markdown.front_matter.expect("front matter between fences");
        let entries = front_matter.entries.iter().map(|it| format!("{} = {} at {:?}", it.key, show(&it.value), it.value.range.of(&text)));
        let problems = markdown.problems.iter().map(|it| format!("{:?}: {}", it.range.of(&text), it.message));
        entries.chain(problems).collect()
    }

    fn show(value: &Value) -> String {
        match &value.content {
            Content::Empty => "nothing".to_owned(),
            Content::Scalar(text) => format!("{text:?}"),
            Content::List(values) => format!("[{}]", values.iter().map(show).collect::<Vec<_>>().join(", ")),
            Content::Map(entries) => {
                let entries: Vec<String> = entries.iter().map(|it| format!("{}: {}", it.key, show(&it.value))).collect();
                format!("{{{}}}", entries.join(", "))
            }
        }
    }

    #[track_caller]
    fn check(yaml: &str, expected: &[&str]) {
        assert_eq!(outline(yaml), expected, "{yaml}");
    }

    #[test]
    fn values_are_read_as_they_are_meant_and_kept_as_they_are_written() {
        check(
            "a: yes\nb: 'it''s' # c\nc: \"\\u00e9\"\nd: 2026-11-24\né: ü # x\n",
            &[
                "a = \"yes\" at \"yes\"",
                "b = \"it's\" at \"'it''s'\"",
                "c = \"é\" at \"\\\"\\\\u00e9\\\"\"",
                "d = \"2026-11-24\" at \"2026-11-24\"",
                "é = \"ü\" at \"ü\"",
            ],
        );
        check("\"a b\": x\n", &["a b = \"x\" at \"x\""]);
    }

    #[test]
    fn lists_may_stand_in_brackets_or_on_lines() {
        check(
            "a: [x, 'y z'] # c\nb:\n- p # q\n- r\nc:\n  - s\n\nd: []\n",
            &[
                "a = [\"x\", \"y z\"] at \"[x, 'y z']\"",
                "b = [\"p\", \"r\"] at \"- p # q\\n- r\"",
                "c = [\"s\"] at \"- s\"",
                "d = [] at \"[]\"",
            ],
        );
        check(
            "a: {b: 1, c: [2]}\nd:\n  e: 3 # x\n  f:\n    g: 4\n",
            &["a = {b: \"1\", c: [\"2\"]} at \"{b: 1, c: [2]}\"", "d = {e: \"3\", f: {g: \"4\"}} at \"e: 3 # x\\n  f:\\n    g: 4\""],
        );
    }

    #[test]
    fn text_may_run_over_lines() {
        check(
            "a: |\n  x\n  y # z\n\nb: >-\n  p\n  q\nc: r\n  s\nd: \"t\n  u\"\n",
            &[
                "a = \"x\\ny # z\\n\" at \"|\\n  x\\n  y # z\"",
                "b = \"p q\" at \">-\\n  p\\n  q\"",
                "c = \"r s\" at \"r\\n  s\"",
                "d = \"t u\" at \"\\\"t\\n  u\\\"\"",
            ],
        );
        check("a: |\nb: 1\n", &["a = \"\" at \"|\"", "b = \"1\" at \"1\""]);
    }

    #[test]
    fn nothing_stands_just_after_the_colon() {
        let text = "---\na:\nb: \nc:   # x\nd: ~\ne: null\nf:\n- \n---\n";
        let markdown = parse(text);
        let places: Vec<(usize, usize)> =
            markdown.front_matter.iter().flat_map(|it| &it.entries).map(|it| (it.key_range.end(), it.value.range.start())).collect();
        let after: Vec<usize> = places.iter().map(|(key, value)| value - key).collect();
        assert_eq!(after, [1, 2, 2, 2, 2, 2]);
        check(
            "a:\nd: ~\ne: null\nf:\n- \n",
            &["a = nothing at \"\"", "d = nothing at \"~\"", "e = nothing at \"null\"", "f = [nothing] at \"- \""],
        );
    }

    #[test]
    fn a_wikilink_needs_no_quotes() {
        check(
            "a: [[ada]]\nb: [[[ada|Ada]], \"[[bob]]\"]\nc:\n  - [[eve, the third]] # x\nd: [[a: b]]\n",
            &[
                "a = \"[[ada]]\" at \"[[ada]]\"",
                "b = [\"[[ada|Ada]]\", \"[[bob]]\"] at \"[[[ada|Ada]], \\\"[[bob]]\\\"]\"",
                "c = [\"[[eve, the third]]\"] at \"- [[eve, the third]]\"",
                "d = \"[[a: b]]\" at \"[[a: b]]\"",
            ],
        );
        check("a: [[x], [y]]\n", &["a = [[\"x\"], [\"y\"]] at \"[[x], [y]]\""]);
    }

    #[test]
    fn a_broken_line_is_told_and_all_are_read() {
        check(
            "to: @ada\nsubject: Talk: parsing\nstatus: draft\n",
            &[
                "to = \"@ada\" at \"@ada\"",
                "subject = \"Talk: parsing\" at \"Talk: parsing\"",
                "status = \"draft\" at \"draft\"",
                "\"to: @ada\": YAML does not let a value begin with `@`. Put it in quotes: `\"@ada\"`.",
                "\"subject: Talk: parsing\": YAML takes `: ` inside a value for another key. Put the value in quotes: `\"Talk: parsing\"`.",
            ],
        );
        check(
            "met:\n  - @ada # x\n  - Bob\nto: [[a]], [[b]]\nx: [p, q\n",
            &[
                "met = [\"@ada\", \"Bob\"] at \"- @ada # x\\n  - Bob\"",
                "to = [\"[[a]]\", \"[[b]]\"] at \"[[a]], [[b]]\"",
                "x = [\"p\", \"q\"] at \"[p, q\"",
                "\"- @ada # x\": YAML does not let a value begin with `@`. Put it in quotes: `\"@ada\"`.",
                "\"to: [[a]], [[b]]\": These brackets are not closed, or words follow them. A value that holds brackets goes in quotes: `\"…\"`.",
                "\"x: [p, q\": These brackets are not closed, or words follow them. A value that holds brackets goes in quotes: `\"…\"`.",
            ],
        );
    }

    #[test]
    fn what_is_no_entry_is_told() {
        check(
            "name: Ada\nrole\ntie:weak\n",
            &[
                "name = \"Ada\" at \"Ada\"",
                "tie = \"weak\" at \"weak\"",
                "\"role\": This line of the front matter is no `key: value`.",
                "\"tie:weak\": A space is missing after the colon: `tie: …`.",
            ],
        );
        check(
            "a: \"x\nb: 1\n",
            &[
                "a = \"\\\"x\" at \"\\\"x\"",
                "b = \"1\" at \"1\"",
                "\"a: \\\"x\": The quotes around this value are not closed, or words follow them.",
            ],
        );
        check("a:\n\tb: c\n", &["a = \"b: c\" at \"b: c\"", "\"b: c\": YAML cannot be indented with tabs. Use spaces."]);
    }

    #[test]
    fn keys_that_stand_twice_are_told() {
        check(
            "a: 1\na: 2\nb: {c: 1, c: 2}\n",
            &[
                "a = \"1\" at \"1\"",
                "a = \"2\" at \"2\"",
                "b = {c: \"1\", c: \"2\"} at \"{c: 1, c: 2}\"",
                "\"a\": `a` stands here twice. The first one counts; take one out.",
                "\"c\": `c` stands here twice. The first one counts; take one out.",
            ],
        );
        assert_eq!(parse("---\na: 1\na: 2\n---\n").front("a").and_then(|it| it.value.scalar()), Some("1"));
    }

    #[test]
    fn anchors_aliases_and_tags_are_read_and_told() {
        let found = outline("a: &k v\nb: *k\nc: !t w\nd: *no\n");
        assert_eq!(&found[..4], ["a = \"v\" at \"&k v\"", "b = \"*k\" at \"*k\"", "c = \"w\" at \"!t w\"", "d = \"*no\" at \"*no\""]);
        assert_eq!(found.len(), 8);
    }

    #[test]
    fn front_matter_without_entries_is_fine() {
        check("", &[]);
        check("# just a comment\n", &[]);
        check("- a\n- b\n", &["\"- a\": This line of the front matter is no `key: value`."]);
    }

    #[test]
    fn scalars_are_those_of_a_list_or_the_one_instead() {
        let text = "---\na: [x, y]\nb: z\nc:\n---\n";
        let markdown = parse(text);
        let scalars = |key: &str| markdown.front(key).map(|it| it.value.scalars().iter().map(|(text, _)| *text).collect::<Vec<_>>());
        assert_eq!(scalars("a"), Some(vec!["x", "y"]));
        assert_eq!(scalars("b"), Some(vec!["z"]));
        assert_eq!(scalars("c"), Some(vec![]));
        assert_eq!(scalars("d"), None);
    }
}
