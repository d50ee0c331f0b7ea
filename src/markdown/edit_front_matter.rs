//! Edits of the front matter: a key set, added or taken out, with every other byte kept.

use crate::markdown::front_matter::{Fences, byte_order_mark, fences, front_matter};
use crate::markdown::lines::{after_line_end, line_end, line_ending, line_start, lines};
use crate::markdown::splice::{extend, has_comments, has_properties, put_list, put_scalar};
use crate::markdown::tree::{Content, Entry, FrontMatter, Markdown, Value};
use crate::markdown::yaml_scalar::{Place, Quotes, list, scalar};
use crate::text::edit::{TextEdit, apply};
use crate::text::range::TextRange;

/// A value to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewValue {
    /// One text, in quotes only where YAML needs them.
    Scalar(String),
    /// Several; in brackets, or on lines where the list stood on lines before.
    List(Vec<String>),
}

/// Why front matter cannot be edited without harm. The keeper has to change it by hand.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FrontMatterEditError {
    /// The closing fence is missing.
    #[error("the front matter is never closed; put a line `---` after its last key")]
    Unclosed,
    /// The value uses YAML beyond plain values.
    #[error("`{key}` uses an anchor, an alias or a tag of YAML; change it by hand")]
    AnchorAliasOrTag {
        /// The key that was to be changed.
        key: String,
    },
    /// Comments stand inside the value.
    #[error("`{key}` holds comments that would be lost; change it by hand")]
    Comments {
        /// The key that was to be changed.
        key: String,
    },
    /// The changed front matter would not read as it should.
    #[error("the front matter is written so that `{key}` cannot be changed safely; change it by hand")]
    Unsafe {
        /// The key that was to be changed.
        key: String,
    },
}

/// Sets `key`: in place where it stands, else as the last key, in new front matter where there is none.
///
/// # Errors
/// When the front matter cannot be edited without harm.
pub fn set(text: &str, markdown: &Markdown, key: &str, value: &NewValue) -> Result<TextEdit, FrontMatterEditError> {
    let edit = match (&markdown.front_matter, markdown.front(key)) {
        (Some(front_matter), Some(entry)) if stands(front_matter, entry, value) => {
            TextEdit::replace(entry.value.range, entry.value.range.of(text))
        }
        (_, Some(entry)) => replace(text, entry, value)?,
        (Some(front_matter), None) => insert(text, front_matter, key, value, &[]),
        (None, None) => create(text, &[(key, value)])?,
    };
    verify(text, markdown, std::slice::from_ref(&edit), &[(key, Some(value))])?;
    Ok(edit)
}

/// Takes `key` out with its lines and the comments on them; no edit where it does not stand.
///
/// # Errors
/// When the front matter cannot be edited without harm.
pub fn remove(text: &str, markdown: &Markdown, key: &str) -> Result<Vec<TextEdit>, FrontMatterEditError> {
    set_many(text, markdown, &[(key, None)], &[])
}

/// Sets several keys, or takes them out where the value is `None`, in edits that do not overlap.
///
/// `order` is the usual order of keys: a key that is added stands after the nearest of those before it in this order, else before the
/// nearest of those after it, else at the end. A value that stands already makes no edit.
///
/// # Errors
/// When the front matter cannot be edited without harm.
pub fn set_many(
    text: &str,
    markdown: &Markdown,
    changes: &[(&str, Option<NewValue>)],
    order: &[&str],
) -> Result<Vec<TextEdit>, FrontMatterEditError> {
    let mut wanted: Vec<(&str, Option<&NewValue>)> = changes.iter().map(|(key, value)| (*key, value.as_ref())).collect();
    wanted.sort_by_key(|(key, _)| order.iter().position(|it| it == key).unwrap_or(order.len()));
    let mut edits = Vec::new();
    match &markdown.front_matter {
        None => {
            let new: Vec<(&str, &NewValue)> = wanted.iter().filter_map(|(key, value)| Some((*key, (*value)?))).collect();
            if !new.is_empty() {
                edits.push(create(text, &new)?);
            }
        }
        Some(front_matter) => {
            for (key, value) in &wanted {
                change(text, front_matter, key, *value, order, &mut edits)?;
            }
        }
    }
    verify(text, markdown, &edits, &wanted)?;
    edits.sort_by_key(|edit| edit.range);
    Ok(edits)
}

/// Puts `value` at the end of a list; a key that stands with one value becomes a list, one that is not there is added as `order` says
/// (see [`set_many`]). No edit where the value is in the list already.
///
/// # Errors
/// When the front matter cannot be edited without harm.
pub fn append_to_list(
    text: &str,
    markdown: &Markdown,
    key: &str,
    value: &str,
    order: &[&str],
) -> Result<Vec<TextEdit>, FrontMatterEditError> {
    let listed = |entry: &Entry| entry.value.scalars().iter().map(|(text, _)| (*text).to_owned()).collect::<Vec<String>>();
    let entry = markdown.front(key);
    let mut values = entry.map(listed).unwrap_or_default();
    if values.iter().any(|it| it == value) {
        return Ok(Vec::new());
    }
    values.push(value.to_owned());
    let Some(entry) = entry.filter(|entry| matches!(entry.value.content, Content::List(_))) else {
        return set_many(text, markdown, &[(key, Some(NewValue::List(values)))], order);
    };
    refuse_properties(text, entry)?;
    let edit = extend(text, entry, value).ok_or_else(|| FrontMatterEditError::Unsafe { key: key.to_owned() })?;
    let edits = vec![edit];
    verify(text, markdown, &edits, &[(key, Some(&NewValue::List(values)))])?;
    Ok(edits)
}

/// The edits for one key.
fn change(
    text: &str,
    front_matter: &FrontMatter,
    key: &str,
    value: Option<&NewValue>,
    order: &[&str],
    edits: &mut Vec<TextEdit>,
) -> Result<(), FrontMatterEditError> {
    let mut standing = front_matter.entries.iter().filter(|entry| entry.key == key);
    match value {
        None => {
            for entry in standing {
                refuse_properties(text, entry)?;
                edits.push(TextEdit::delete(with_gap(text, front_matter, lines_of(text, front_matter, entry))));
            }
        }
        Some(value) => match standing.next() {
            Some(entry) if stands(front_matter, entry, value) => {}
            Some(entry) => edits.push(replace(text, entry, value)?),
            None => edits.push(insert(text, front_matter, key, value, order)),
        },
    }
    Ok(())
}

fn refuse_properties(text: &str, entry: &Entry) -> Result<(), FrontMatterEditError> {
    if has_properties(text, &entry.value) {
        return Err(FrontMatterEditError::AnchorAliasOrTag { key: entry.key.to_string() });
    }
    Ok(())
}

/// A new value in the place of the old one.
fn replace(text: &str, entry: &Entry, value: &NewValue) -> Result<TextEdit, FrontMatterEditError> {
    refuse_properties(text, entry)?;
    let edit = match value {
        NewValue::Scalar(new) => put_scalar(text, entry, new),
        NewValue::List(new) => put_list(text, entry, new),
    };
    edit.ok_or_else(|| {
        let key = entry.key.to_string();
        if has_comments(text, &entry.value) { FrontMatterEditError::Comments { key } } else { FrontMatterEditError::Unsafe { key } }
    })
}

/// A new key with its line.
fn insert(text: &str, front_matter: &FrontMatter, key: &str, value: &NewValue, order: &[&str]) -> TextEdit {
    let entries = &front_matter.entries;
    let place = order.iter().position(|it| *it == key);
    let standing = |name: &&str| entries.iter().position(|entry| entry.key == **name);
    let after = place.and_then(|place| order[..place].iter().rev().find_map(standing));
    let before = place.and_then(|place| order[place + 1..].iter().find_map(standing));
    let index = after.map(|index| index + 1).or(before).unwrap_or(entries.len());
    let offset = match index.checked_sub(1).and_then(|index| entries.get(index)) {
        Some(entry) => lines_of(text, front_matter, entry).end(),
        None => front_matter.inner.start(),
    };
    let indentation = entries.first().map_or("", |entry| {
        let line = line_start(text, front_matter.inner.start(), entry.key_range.start());
        &text[line..entry.key_range.start()]
    });
    TextEdit::insert(offset, format!("{indentation}{}", line(key, value, line_ending(text))))
}

/// Front matter where none was, after the byte order mark.
fn create(text: &str, new: &[(&str, &NewValue)]) -> Result<TextEdit, FrontMatterEditError> {
    let start = byte_order_mark(text);
    if matches!(fences(text, start), Fences::Unclosed { .. }) {
        return Err(FrontMatterEditError::Unclosed);
    }
    let end = line_ending(text);
    let entries: String = new.iter().map(|(key, value)| line(key, value, end)).collect();
    Ok(TextEdit::insert(start, format!("---{end}{entries}---{end}")))
}

/// The line of a new key.
fn line(key: &str, value: &NewValue, line_end: &str) -> String {
    let value = match value {
        NewValue::Scalar(text) => scalar(text, Place::Line, Quotes::AsNeeded),
        NewValue::List(texts) => list(texts.iter().map(String::as_str)),
    };
    format!("{}: {value}{line_end}", scalar(key, Place::Brackets, Quotes::AsNeeded))
}

/// All lines of an entry, comments behind its value and the last line end included.
fn lines_of(text: &str, front_matter: &FrontMatter, entry: &Entry) -> TextRange {
    let start = line_start(text, front_matter.inner.start(), entry.key_range.start());
    let last = line_end(text, entry.value.range.end().max(entry.key_range.end()));
    TextRange::new(start, after_line_end(text, last).min(front_matter.inner.end()).max(start))
}

/// The lines of the first entry with the blank ones below: a blank line after the fence would make it a rule.
fn with_gap(text: &str, front_matter: &FrontMatter, entry: TextRange) -> TextRange {
    if entry.start() != front_matter.inner.start() {
        return entry;
    }
    let below = lines(text, TextRange::new(entry.end(), front_matter.inner.end()));
    let end = below.take_while(|line| line.of(text).trim().is_empty()).last().map_or(entry.end(), |line| after_line_end(text, line.end()));
    TextRange::new(entry.start(), end)
}

/// Reads the edited front matter again: what was to change reads as wanted, and nothing else has changed.
fn verify(text: &str, markdown: &Markdown, edits: &[TextEdit], wanted: &[(&str, Option<&NewValue>)]) -> Result<(), FrontMatterEditError> {
    let unsafe_for = |key: &str| FrontMatterEditError::Unsafe { key: key.to_owned() };
    let any_key = wanted.first().map_or("", |(key, _)| key);
    let edited = apply(text, edits).map_err(|_| unsafe_for(any_key))?;
    let after = front_matter(&edited);
    if after.is_none() && markdown.front_matter.is_some() {
        return Err(unsafe_for(any_key));
    }
    let after = after.unwrap_or_default();
    for (key, value) in wanted {
        let found = after.entries.iter().find(|entry| entry.key == *key);
        let as_wanted = match (found, value) {
            (None, None) => true,
            (Some(entry), Some(value)) => reads(&entry.value.content, value),
            (Some(_), None) | (None, Some(_)) => false,
        };
        if !as_wanted {
            return Err(unsafe_for(key));
        }
    }
    let others = |entries: &[Entry]| {
        let kept = entries.iter().filter(|entry| wanted.iter().all(|(key, _)| *key != entry.key));
        kept.map(|entry| (entry.key.clone(), meaning(&entry.value))).collect::<Vec<_>>()
    };
    let before = markdown.front_matter.as_ref();
    let kept = before.map_or_else(Vec::new, |it| others(&it.entries)) == others(&after.entries);
    let whole = before.is_none_or(|before| after.complete || !before.complete);
    if kept && whole { Ok(()) } else { Err(unsafe_for(any_key)) }
}

/// Whether an entry needs no edit. In broken front matter it is written again, in quotes where it needs them.
fn stands(front_matter: &FrontMatter, entry: &Entry, value: &NewValue) -> bool {
    front_matter.complete && reads(&entry.value.content, value)
}

/// Whether a value says what it should: one value instead of a list of one will do, and items that are no scalars are not looked at.
fn reads(content: &Content, value: &NewValue) -> bool {
    match (content, value) {
        (Content::Scalar(old), NewValue::Scalar(new)) => old == new,
        (Content::List(values), NewValue::List(texts)) => values.iter().filter_map(Value::scalar).eq(texts.iter().map(String::as_str)),
        (Content::Scalar(old), NewValue::List(texts)) => texts.len() == 1 && texts[0] == *old,
        (Content::Empty | Content::Map(_), _) | (Content::List(_), NewValue::Scalar(_)) => false,
    }
}

/// A value without its places.
fn meaning(value: &Value) -> Content {
    let place = TextRange::empty(0);
    match &value.content {
        Content::Empty => Content::Empty,
        Content::Scalar(text) => Content::Scalar(text.clone()),
        Content::List(values) => Content::List(values.iter().map(|it| Value { range: place, content: meaning(it) }).collect()),
        Content::Map(entries) => {
            let placeless =
                |it: &Entry| Entry { key: it.key.clone(), key_range: place, value: Value { range: place, content: meaning(&it.value) } };
            Content::Map(entries.iter().map(placeless).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Just, Strategy, any, prop_oneof, proptest};

    use super::{FrontMatterEditError, NewValue, append_to_list, remove, set, set_many};
    use crate::markdown::parse::parse;
    use crate::text::edit::apply;

    fn scalar(text: &str) -> NewValue {
        NewValue::Scalar(text.to_owned())
    }

    fn list(texts: &[&str]) -> NewValue {
        NewValue::List(texts.iter().map(|it| (*it).to_owned()).collect())
    }

    #[track_caller]
    fn check_set(text: &str, key: &str, value: &NewValue, expected: &str) {
        let edit = set(text, &parse(text), key, value).expect("an edit");
        assert_eq!(apply(text, &[edit]).as_deref(), Ok(expected));
    }

    #[track_caller]
    fn check_many(text: &str, changes: &[(&str, Option<NewValue>)], order: &[&str], expected: &str) {
        let edits = set_many(text, &parse(text), changes, order).expect("edits");
        assert_eq!(apply(text, &edits).as_deref(), Ok(expected));
    }

    #[track_caller]
    fn check_append(text: &str, value: &str, expected: &str) {
        let edits = append_to_list(text, &parse(text), "met", value, &["date", "met"]).expect("edits");
        assert_eq!(apply(text, &edits).as_deref(), Ok(expected));
    }

    #[test]
    fn a_value_changes_and_nothing_else_does() {
        check_set(
            "---\r\nstatus: draft   # now\r\nto: Ada\r\n---\r\nHi\r\n",
            "status",
            &scalar("sent"),
            "---\r\nstatus: sent   # now\r\nto: Ada\r\n---\r\nHi\r\n",
        );
        check_set("---\nto: 'Ada'\n---\n", "to", &scalar("it's"), "---\nto: 'it''s'\n---\n");
        check_set("---\nto: \"Ada\" # x\n---\n", "to", &scalar("Bob"), "---\nto: \"Bob\" # x\n---\n");
        check_set("---\nto: Ada\n---\n", "to", &scalar("@bob: x"), "---\nto: \"@bob: x\"\n---\n");
        check_set("---\nto: [[ada]]\n---\n", "to", &scalar("[[bob]]"), "---\nto: \"[[bob]]\"\n---\n");
    }

    #[test]
    fn an_empty_value_is_filled() {
        check_set("---\na:\nb: 1\n---\n", "a", &scalar("x"), "---\na: x\nb: 1\n---\n");
        check_set("---\na: # c\n---\n", "a", &scalar("x"), "---\na: x # c\n---\n");
        check_set("---\na:   # c\n---\n", "a", &scalar("x"), "---\na: x  # c\n---\n");
        check_set("---\na: ~\n---\n", "a", &list(&["x"]), "---\na: [x]\n---\n");
    }

    #[test]
    fn a_value_over_several_lines_gives_way() {
        check_set("---\na: |\n  x\n  y\nb: 1\n---\n", "a", &scalar("z"), "---\na: z\nb: 1\n---\n");
        check_set("---\na: # c\n  - x\n  - y\nb: 1\n---\n", "a", &scalar("z"), "---\na: z # c\nb: 1\n---\n");
        check_set("---\na: [x,\n  y]\n---\n", "a", &list(&["y"]), "---\na: [y]\n---\n");
    }

    #[test]
    fn items_that_stay_keep_their_bytes() {
        check_set("---\na: [x, 'y']\n---\n", "a", &list(&["y", "c, d"]), "---\na: ['y', \"c, d\"]\n---\n");
        check_set("---\na: [x,'y']\n---\n", "a", &list(&["x", "y", "z"]), "---\na: [x,'y', z]\n---\n");
        check_set(
            "---\na:\n- x # 1\n# why\n- 'y' # 2\nb: 1\n---\n",
            "a",
            &list(&["y", "z"]),
            "---\na:\n# why\n- 'y' # 2\n- z\nb: 1\n---\n",
        );
        check_set("---\na:\n  - x\n---\n", "a", &list(&[]), "---\na: []\n---\n");
    }

    #[test]
    fn a_new_key_stands_where_it_usually_does() {
        let text = "---\nto: Ada\nstatus: draft # c\n# end\n---\n";
        let order = ["to", "channel", "status", "sent", "replied"];
        let changes =
            [("replied", Some(scalar("b"))), ("sent", Some(scalar("a"))), ("x", Some(scalar("c"))), ("channel", Some(scalar("email")))];
        check_many(text, &changes, &order, "---\nto: Ada\nchannel: email\nstatus: draft # c\nsent: a\nreplied: b\nx: c\n# end\n---\n");
        check_many("---\nstatus: draft\n---\n", &[("to", Some(scalar("Ada")))], &order, "---\nto: Ada\nstatus: draft\n---\n");
        check_many("---\n---\n", &[("to", Some(scalar("Ada")))], &order, "---\nto: Ada\n---\n");
        check_many("---\n a: 1\n---", &[("b", Some(scalar("2")))], &[], "---\n a: 1\n b: 2\n---");
    }

    #[test]
    fn front_matter_is_made_where_there_is_none() {
        check_set("# T\r\n", "a", &scalar("1"), "---\r\na: 1\r\n---\r\n# T\r\n");
        check_set("\u{feff}x", "a", &list(&["p", "q"]), "\u{feff}---\na: [p, q]\n---\nx");
        check_set("", "a", &scalar("1"), "---\na: 1\n---\n");
        check_many("x", &[("b", Some(scalar("2"))), ("a", Some(scalar("1"))), ("c", None)], &["a", "b"], "---\na: 1\nb: 2\n---\nx");
        check_many("x", &[("c", None)], &[], "x");
        assert_eq!(set("---\na: 1\n", &parse("---\na: 1\n"), "b", &scalar("2")), Err(FrontMatterEditError::Unclosed));
    }

    #[test]
    fn a_key_is_taken_out_with_all_its_lines() {
        let text = "---\na: 1 # x\nb:\n  - p # y\n  - q # z\nc: |\n  r\n---\n";
        let without = |key: &str| apply(text, &remove(text, &parse(text), key).expect("edits")).expect("fits");
        assert_eq!(without("a"), "---\nb:\n  - p # y\n  - q # z\nc: |\n  r\n---\n");
        assert_eq!(without("b"), "---\na: 1 # x\nc: |\n  r\n---\n");
        assert_eq!(without("c"), "---\na: 1 # x\nb:\n  - p # y\n  - q # z\n---\n");
        assert_eq!(without("d"), text);
        check_many("---\na:\n  - x\n\n# c\n---\n# T\n", &[("a", None)], &[], "---\n# c\n---\n# T\n");
        check_many("---\na: 1\n\n---\n# T\n", &[("a", None)], &[], "---\n---\n# T\n");
    }

    #[test]
    fn lists_grow_where_they_stand() {
        check_append("---\nmet: [ada]\n---\n", "bob", "---\nmet: [ada, bob]\n---\n");
        check_append("---\nmet: [ada, ]\n---\n", "bob", "---\nmet: [ada, bob ]\n---\n");
        check_append("---\nmet: [\n  ada # x\n]\n---\n", "bob", "---\nmet: [\n  ada, bob # x\n]\n---\n");
        check_append("---\nmet: []\n---\n", "[[bob]]", "---\nmet: [\"[[bob]]\"]\n---\n");
        check_append("---\nmet:\n  - ada # x\nb: 1\n---\n", "bob", "---\nmet:\n  - ada # x\n  - bob\nb: 1\n---\n");
        check_append("---\nmet: ada\n---\n", "bob", "---\nmet: [ada, bob]\n---\n");
        check_append("---\nmet: [[ada]]\n---\n", "bob", "---\nmet: [\"[[ada]]\", bob]\n---\n");
        check_append("---\nmet:\n---\n", "bob", "---\nmet: [bob]\n---\n");
        check_append("---\nurl: x\ndate: y\nz: 1\n---\n", "bob", "---\nurl: x\ndate: y\nmet: [bob]\nz: 1\n---\n");
        check_append("---\nmet: [{a: b}, ada]\n---\n", "bob", "---\nmet: [{a: b}, ada, bob]\n---\n");
        check_append("---\nmet: [ada, bob]\n---\n", "bob", "---\nmet: [ada, bob]\n---\n");
    }

    #[test]
    fn what_would_do_harm_is_refused() {
        let refused = |text: &str, value: NewValue| set(text, &parse(text), "a", &value).expect_err("a refusal");
        let key = || "a".to_owned();
        for text in ["---\na: &x 1\nb: *x\n---\n", "---\nb: &x 1\na: *x\n---\n", "---\na: !t 1\n---\n", "---\na: [&x y]\n---\n"] {
            assert_eq!(refused(text, scalar("z")), FrontMatterEditError::AnchorAliasOrTag { key: key() });
        }
        assert_eq!(refused("---\na: [x, # c\n  y]\n---\n", scalar("z")), FrontMatterEditError::Comments { key: key() });
        assert_eq!(refused("---\na:\n  - x # c\n  - y\n---\n", scalar("z")), FrontMatterEditError::Comments { key: key() });
        assert_eq!(refused("---\n{b: 1}\n---\n", scalar("z")), FrontMatterEditError::Unsafe { key: key() });
    }

    #[test]
    fn broken_front_matter_can_be_mended() {
        check_set("---\nto: @ada # x\nstatus: draft\n---\n", "to", &scalar("@ada"), "---\nto: \"@ada\" # x\nstatus: draft\n---\n");
        check_set("---\nto: @ada\nstatus: draft\n---\n", "status", &scalar("sent"), "---\nto: @ada\nstatus: sent\n---\n");
    }

    /// Texts that mean something to YAML, and others.
    fn texts() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            Just("a"),
            Just(" "),
            Just(": "),
            Just(" #"),
            Just("- "),
            Just("["),
            Just("]"),
            Just("{"),
            Just(","),
            Just("'"),
            Just("\""),
            Just("\\"),
            Just("\n"),
            Just("\r"),
            Just("\t"),
            Just("@"),
            Just("&"),
            Just("*"),
            Just("!"),
            Just("|"),
            Just("---"),
            Just("..."),
            Just("~"),
            Just("null"),
            Just("é日"),
            Just("\u{feff}"),
            Just("\u{85}"),
            Just("?"),
            Just("%"),
            Just("[[x]]"),
            Just("\0"),
            Just("\u{2028}"),
        ];
        prop_oneof![proptest::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat()), any::<String>()]
    }

    /// Front matter as people write it.
    fn notes() -> impl Strategy<Value = String> {
        let entry = prop_oneof![
            Just("k: v # c\n"),
            Just("k: 'v'\n"),
            Just("k: \"v\"   # c\n"),
            Just("k:\n"),
            Just("k: # c\n"),
            Just("k: [a, 'b']\n"),
            Just("k: [a,\n  b, ]\n"),
            Just("k:\n- a\n# d\n- b # c\n"),
            Just("k:\n  - a\n\n"),
            Just("k: |\n  t\n\n"),
            Just("k: >-\n  t\n  u\n"),
            Just("k: p\n  q\n"),
            Just("k: [[w]]\n"),
            Just("k:\n  m: 1 # x\n"),
            Just("k: {a: b}\n"),
            Just("k: @x\n"),
            Just("k: x: y\n"),
            Just(""),
            Just("k: [] # c\n"),
            Just("\"k\" : v\n"),
        ];
        let other = prop_oneof![Just(""), Just("first: 1 # c\n"), Just("# c\n\n"), Just("first:\n  - x\n"), Just("first: a: b\n")];
        let line_end = prop_oneof![Just("\n"), Just("\r\n"), Just("\r")];
        (other, entry, prop_oneof![Just(""), Just("last: 2\n"), Just("last: |\n  x\n")], line_end, any::<bool>()).prop_map(
            |(first, entry, last, line_end, mark)| {
                let text = format!("{}---\n{first}{entry}{last}---\n# T\n", if mark { "\u{feff}" } else { "" });
                text.replace('\n', line_end)
            },
        )
    }

    proptest! {
        #[test]
        fn what_is_set_is_read_again(note in notes(), value in texts(), values in proptest::collection::vec(texts(), 0..4), as_list in any::<bool>()) {
            let value = if as_list { NewValue::List(values) } else { NewValue::Scalar(value) };
            let markdown = parse(&note);
            // Refusing is right where comments stand inside the value; whatever is not refused was read again.
            match set(&note, &markdown, "k", &value) {
                Ok(edit) => {
                    let edited = apply(&note, &[edit]).expect("an edit that fits");
                    let after = parse(&edited);
                    let found = after.front("k").expect("the key");
                    match &value {
                        NewValue::Scalar(text) => assert_eq!(found.value.scalar(), Some(text.as_str()), "{edited:?}"),
                        NewValue::List(texts) => {
                            let found: Vec<&str> = found.value.scalars().into_iter().map(|(text, _)| text).collect();
                            assert_eq!(&found, texts, "{edited:?}");
                        }
                    }
                    assert_eq!(after.body.of(&edited), markdown.body.of(&note));
                }
                Err(error) => assert!(matches!(error, FrontMatterEditError::Comments { .. }), "{error} in {note:?} for {value:?}"),
            }
        }

        #[test]
        fn what_is_taken_out_is_gone(note in notes()) {
            let edits = remove(&note, &parse(&note), "k").expect("edits");
            let edited = apply(&note, &edits).expect("edits that fit");
            assert_eq!(parse(&edited).front("k"), None, "{edited:?}");
        }

        #[test]
        fn what_is_appended_is_the_last_of_the_list(note in notes(), value in texts()) {
            if let Ok(edits) = append_to_list(&note, &parse(&note), "k", &value, &[]) {
                let edited = apply(&note, &edits).expect("edits that fit");
                let after = parse(&edited);
                let found = after.front("k").expect("the key").value.scalars().into_iter().any(|(text, _)| text == value);
                assert!(found, "{edited:?}");
            }
        }
    }
}
