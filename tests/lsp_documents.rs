//! Documents stay exact under random edits, through the server's own path, in every unit of columns. `JOURNAL_LSP_BATCHES` sets how many
//! batches are sent (a few in the gate).

mod support;

use serde_json::{Value, json};
use support::{Client, Folder};

/// A small generator of numbers, the same at every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % below as u64).unwrap()
    }
}

const PIECES: [&str; 20] = [
    "",
    "a",
    "word ",
    "\n",
    "\r\n",
    "\r",
    "é",
    "日本",
    "🦀",
    "👩‍🚀",
    "[[",
    "]]",
    "| x |",
    "---\n",
    "# T\n",
    "- [ ] a\n",
    "@",
    "\u{feff}",
    "e\u{301}",
    "```\n",
];

/// How many units a character counts.
fn units(letter: char, encoding: &str) -> usize {
    match encoding {
        "utf-8" => letter.len_utf8(),
        "utf-16" => letter.len_utf16(),
        _ => 1,
    }
}

/// The reference: lines as lists of characters, each with its break. Slow, and plain enough to be believed.
fn lines(text: &str) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut lines = Vec::new();
    let (mut start, mut at) = (0, 0);
    while at < bytes.len() {
        let length = match (bytes[at], bytes.get(at + 1)) {
            (b'\r', Some(b'\n')) => 2,
            (b'\r' | b'\n', _) => 1,
            _ => 0,
        };
        if length > 0 {
            lines.push((start, at));
            start = at + length;
        }
        at += length.max(1);
    }
    lines.push((start, bytes.len()));
    lines
}

fn offset(text: &str, line: usize, column: usize, encoding: &str) -> usize {
    let Some(&(start, end)) = lines(text).get(line) else { return text.len() };
    let mut passed = 0;
    for (at, letter) in text[start..end].char_indices() {
        passed += units(letter, encoding);
        if passed > column {
            return start + at;
        }
    }
    end
}

fn edit(text: &mut String, dice: &mut Dice, encoding: &str) -> Value {
    let piece = PIECES[dice.roll(PIECES.len())];
    if dice.roll(40) == 0 {
        *text = format!("{piece}{}", PIECES[dice.roll(PIECES.len())]);
        return json!({"text": text.as_str()});
    }
    let count = lines(text).len();
    let mut place = || (dice.roll(count + 2), dice.roll(24));
    let (from, to) = (place(), place());
    let (from, to) = (from.min(to), from.max(to));
    // Mostly short edits, or little text would survive.
    let to = if dice.roll(3) > 0 { (from.0, from.1 + dice.roll(3)) } else { to };
    let (start, end) = (offset(text, from.0, from.1, encoding), offset(text, to.0, to.1, encoding));
    text.replace_range(start..end.max(start), piece);
    let at = |(line, column): (usize, usize)| json!({"line": line, "character": column});
    json!({"range": {"start": at(from), "end": at(to)}, "text": piece})
}

#[test]
fn random_batches_of_edits_leave_both_ends_with_the_same_text() {
    let batches: i64 = std::env::var("JOURNAL_LSP_BATCHES").ok().and_then(|words| words.parse().ok()).unwrap_or(150);
    let folder = Folder::new("//- journal.toml\n");
    for (seed, encoding) in ["utf-8", "utf-16", "utf-32"].into_iter().enumerate() {
        let mut capabilities = support::able();
        capabilities["general"]["positionEncodings"] = json!([encoding]);
        let mut client = Client::start_with(&folder, capabilities);
        let uri = folder.uri("days/2026-11-23.md");
        let mut text = "# Start\n\n🦀 and 日本\r\nend".to_owned();
        client.open(&uri, &text);
        let mut dice = Dice(seed as u64 * 7919 + 88_172_645_463_325_252);
        for version in 2..batches + 2 {
            let changes: Vec<Value> = (0..=dice.roll(4)).map(|_| edit(&mut text, &mut dice, encoding)).collect();
            client.edit(&uri, version, Value::Array(changes));
            if version % 10 == 0 || version == batches + 1 {
                let theirs = client.request("journal/viewText", json!({"uri": uri}));
                assert_eq!(theirs, json!(text), "{encoding}, after batch {version}");
            }
        }
    }
}

#[test]
fn a_burst_of_edits_with_requests_between_keeps_exact_state() {
    let edits: i64 = std::env::var("JOURNAL_LSP_BURST").ok().and_then(|words| words.parse().ok()).unwrap_or(1000);
    let folder = Folder::new("//- journal.toml\n");
    let mut client = Client::start(&folder);
    let uri = folder.uri("days/2026-11-23.md");
    client.open(&uri, "");
    let mut text = String::new();
    let mut asked = Vec::new();
    for number in 0..edits {
        let at = text.len();
        let piece = format!("{} ", number % 10);
        text.push_str(&piece);
        let place = json!({"line": 0, "character": at});
        client.edit(&uri, number + 2, json!([{"range": {"start": place, "end": place}, "text": piece}]));
        if number % 100 == 99 {
            asked.push((text.clone(), client.ask("journal/viewText", json!({"uri": uri}))));
        }
    }
    for (then, id) in asked {
        assert_eq!(client.answer(id)["result"], json!(then));
    }
}
