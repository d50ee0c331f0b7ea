//! Edits of the front matter: a key set, added or taken out, with every other byte kept.

use crate::markdown::front_matter::entry_lines::{create, insert, lines_of, with_gap};
use crate::markdown::front_matter::new_value::{FrontMatterEditError, NewValue};
use crate::markdown::front_matter::splice::{extend, has_comments, has_properties, put_list, put_scalar};
use crate::markdown::front_matter::verify::{stands, verify};
use crate::markdown::tree::{Content, Entry, FrontMatter, Markdown};
use crate::text::edit::TextEdit;

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

#[cfg(test)]
mod tests {
    use proptest::prelude::{Just, Strategy, any, prop_oneof, proptest};

    use super::{append_to_list, remove, set, set_many};
    use crate::markdown::front_matter::new_value::{FrontMatterEditError, NewValue};
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
