//! Completion at a place: finds out where the cursor stands, and asks the room that knows.

use std::cmp::Reverse;

use crate::ide::completion::filter::filter_words;
use crate::ide::completion::item::{Completion, Item};
use crate::ide::completion::links::LinkEnd;
use crate::ide::completion::place::{Place, at_place, place_at};
use crate::ide::completion::{codes, fields, links, prompts, slots, table};
use crate::notes::note::Note;
use crate::notes::sections::line_start;
use crate::text::fuzzy::{Fuzzy, fold};
use crate::text::range::TextRange;
use crate::workspace::index::NoteId;
use crate::workspace::snapshot::Snapshot;

/// What is offered at a byte of a note. `is_wished` where the keeper asked for it, not a letter typed.
#[must_use]
pub fn complete(snapshot: &Snapshot, id: NoteId, offset: usize, is_wished: bool) -> Completion {
    let Some(note) = snapshot.get(id) else { return Completion::default() };
    let Some(place) = place_at(note, offset) else { return Completion::default() };
    let in_table = note.markdown.tables.iter().any(|table| table.range.touches(offset));
    let mut offered = match place {
        Place::Link { replace, typed, closes } => links::notes(snapshot, id, &typed, LinkEnd { replace, closes, in_table }),
        Place::Anchor { replace, target, closes } => links::headings(snapshot, id, &target, replace, closes),
        Place::At { replace, typed } => links::contacts(snapshot, &typed, replace, is_sent(note, offset), in_table),
        Place::Key { replace, has_colon } => fields::keys(note, replace, has_colon),
        Place::Value { key, replace, typed, in_brackets } => {
            let offered = fields::values(snapshot, id, note, &key, replace, &typed, in_brackets);
            if offered.items.is_empty() { named_in_value(snapshot, note, &key, replace, offset) } else { offered }
        }
        Place::Prompt { replace } => prompts::prompts(snapshot, note, replace),
        Place::Cell { replace, column, row } => table::cell(snapshot, note, column, row, replace, offset),
        Place::Allow { replace } => Completion::whole(codes::items(note, replace, "")),
        Place::Message { replace, before } => slots::slots(snapshot, note, &before, replace, is_wished),
    };
    suit_to_typed(&mut offered, &note.text, offset);
    offered
}

/// Those that match what was typed come first, and each is found by it. The others stay, since letters may be taken back.
fn suit_to_typed(offered: &mut Completion, text: &str, offset: usize) {
    let covered = |item: &Item| text.get(item.replace.start()..offset).unwrap_or("").trim_start();
    let Some(typed) = offered.items.first().map(covered) else { return };
    if !offered.is_ranked {
        let mut fuzzy = Fuzzy::new(typed.trim_start_matches(['"', '\'']));
        offered.items.sort_by_cached_key(|item| Reverse(fuzzy.score(&item.filter)));
    }
    for item in &mut offered.items {
        item.filter = filter_words(covered(item), &with_plain_letters(&item.filter));
    }
}

/// The words, and the same in plain letters where they have marks: who typed `@` and was offered Zoë goes on with `zoe`, and not every
/// client knows that the two are one.
fn with_plain_letters(words: &str) -> String {
    let plain = fold(words);
    if words.is_ascii() || plain == words.to_lowercase() { words.to_owned() } else { format!("{words} {plain}") }
}

/// A contact behind `@` in a value of the front matter that holds free words. The subject is sent, and what begins with brackets would be a
/// list to YAML: there the plain name is written.
fn named_in_value(snapshot: &Snapshot, note: &Note, key: &str, value: TextRange, offset: usize) -> Completion {
    let line = TextRange::new(line_start(&note.text, offset), offset);
    let Some(Place::At { replace, typed }) = at_place(&note.text, line, offset) else { return Completion::default() };
    let is_plain =
        key == "subject" || note.text.get(value.start()..replace.start()).is_none_or(|before| before.trim_matches(['"', '\'']).is_empty());
    links::contacts(snapshot, &typed, replace, is_plain, false)
}

/// Whether the place is in the text of a message, which is sent as it stands.
fn is_sent(note: &Note, offset: usize) -> bool {
    note.outreach().is_some_and(|message| message.message.touches(offset) && message.notes.is_none_or(|notes| offset < notes.start()))
}

#[cfg(test)]
mod tests {
    use super::complete;
    use crate::ide::completion::item::Completion;
    use crate::testing::at_cursor;
    use crate::text::edit::{TextEdit, apply};

    const PEOPLE: &str = "//- contacts/ada-lovelace.md\n---\nname: Ada Lovelace\ntie: weak\n---\n## Facts\n## Log\n- 2026-11-20 Met\n//- contacts/bo.md\n# Bo\n";

    fn offered(fixture: &str) -> (Completion, String, usize) {
        let (snapshot, id, offset) = at_cursor(fixture);
        (complete(&snapshot, id, offset, true), snapshot.note(id).text.to_string(), offset)
    }

    /// The line of the cursor once the first offer is taken.
    #[track_caller]
    fn taken(fixture: &str, expected: &str) {
        let (completion, text, offset) = offered(fixture);
        let item = completion.items.first().expect("an offer");
        assert!(item.replace.touches(offset));
        let after = apply(&text, &[TextEdit::replace(item.replace, item.insert.as_str())]).unwrap();
        let line = text[..offset].matches('\n').count();
        assert_eq!(after.lines().nth(line).unwrap(), expected);
    }

    #[track_caller]
    fn labels(fixture: &str, expected: &[&str]) {
        let (completion, ..) = offered(fixture);
        let labels: Vec<&str> = completion.items.iter().map(|item| item.label.as_str()).take(expected.len().max(1)).collect();
        assert_eq!(labels, expected);
    }

    #[test]
    fn a_link_never_ends_with_four_brackets() {
        taken(&format!("{PEOPLE}//- n.md\nSee [[$0]] now"), "See [[ada-lovelace|Ada Lovelace]] now");
        taken(&format!("{PEOPLE}//- n.md\nSee [[lov$0]] now"), "See [[ada-lovelace|Ada Lovelace]] now");
        taken(&format!("{PEOPLE}//- n.md\nSee [[lov$0"), "See [[ada-lovelace|Ada Lovelace]]");
        taken(&format!("{PEOPLE}//- n.md\nSee [[lo$0|her]]"), "See [[ada-lovelace|her]]");
        taken(&format!("{PEOPLE}//- n.md\nSee [[ada-lovelace#Fa$0]]"), "See [[ada-lovelace#Facts]]");
    }

    #[test]
    fn in_a_table_the_pipe_is_escaped() {
        taken(&format!("{PEOPLE}//- n.md\n| who |\n|---|\n| [[ada$0 |\n"), "| [[ada-lovelace\\|Ada Lovelace]] |");
    }

    #[test]
    fn an_at_sign_links_a_contact_and_in_a_message_writes_the_name() {
        taken(&format!("{PEOPLE}//- n.md\nMet @lov$0"), "Met [[ada-lovelace|Ada Lovelace]]");
        taken(&format!("{PEOPLE}//- outreach/x.md\n---\nto: Bo\n---\nAs @lov$0"), "As Ada Lovelace");
        taken(&format!("{PEOPLE}//- outreach/x.md\n---\nto: Bo\n---\nHi\n\n## Notes\nAs @lov$0"), "As [[ada-lovelace|Ada Lovelace]]");
    }

    #[test]
    fn two_notes_of_one_stem_are_linked_by_path() {
        taken("//- contacts/ada.md\n# Ada L\n//- events/ada.md\n# Talk\n//- n.md\n[[ada l$0", "[[contacts/ada|Ada L]]");
    }

    #[test]
    fn fields_are_completed_by_what_they_hold() {
        taken(&format!("{PEOPLE}//- outreach/x.md\n---\nto: lov$0\n---\n"), "to: Ada Lovelace");
        taken(&format!("{PEOPLE}//- outreach/x.md\n---\nto:$0\n---\n"), "to: Ada Lovelace");
        taken(&format!("{PEOPLE}//- events/x.md\n---\nmet: [Bo, lov$0]\n---\n"), "met: [Bo, Ada Lovelace]");
        taken("//- outreach/x.md\n---\nchannel: lin$0\n---\n", "channel: linkedin");
        taken("//- outreach/x.md\n---\nsta$0\n---\n", "status: ");
        taken("//- contacts/x.md\n---\nfollow-up: next tue$0\n---\n", "follow-up: 2026-12-01");
        labels("//- outreach/x.md\n---\nsent: $0\n---\n", &["2026-11-23", "2026-11-22"]);
        labels("//- weeks/2026-W48.md\n---\nprompts: mod-2/week-5$0\n---\n", &["turing/mod-2/week-5"]);
        labels("//- contacts/x.md\n---\ntimezone: den$0\n---\n", &["America/Denver"]);
    }

    #[test]
    fn a_contact_is_named_behind_an_at_sign_in_front_matter_too() {
        taken(&format!("{PEOPLE}//- outreach/x.md\n---\nto: @lov$0\n---\n"), "to: Ada Lovelace");
        taken(&format!("{PEOPLE}//- events/x.md\n---\nmet: [Bo, @$0]\n---\n"), "met: [Bo, Ada Lovelace]");
        taken(
            &format!("{PEOPLE}//- outreach/x.md\n---\npurpose: ask about @lov$0\n---\n"),
            "purpose: ask about [[ada-lovelace|Ada Lovelace]]",
        );
        taken(&format!("{PEOPLE}//- outreach/x.md\n---\nreviewer: @lov$0\n---\n"), "reviewer: Ada Lovelace");
        taken(&format!("{PEOPLE}//- outreach/x.md\n---\nsubject: From @lov$0\n---\n"), "subject: From Ada Lovelace");
    }

    #[test]
    fn what_a_list_holds_already_and_what_is_being_typed_are_not_offered() {
        let tagged = "//- contacts/a.md\n---\ntags: [tools, rust]\n---\n";
        labels(&format!("{tagged}//- contacts/x.md\n---\ntags: [tools, $0]\n---\n"), &["rust"]);
        labels(&format!("{tagged}//- contacts/x.md\n---\ntags: [to$0]\n---\n"), &["tools", "rust"]);
        labels(&format!("{tagged}//- contacts/x.md\n---\ntags:\n  - tools\n  - ru$0\n---\n"), &["rust"]);
        labels(&format!("{PEOPLE}//- events/x.md\n---\nmet: [ada-lovelace, $0]\n---\n"), &["Bo"]);
        labels(
            "//- contacts/a.md\n---\ncompany: Analytical Engines\n---\n//- contacts/x.md\n---\ncompany: an$0\n---\n",
            &["Analytical Engines"],
        );
        labels("//- companies/e.md\n# Engines\n//- contacts/x.md\n---\ncompany: \"[[$0]]\"\n---\n", &["Engines"]);
    }

    #[test]
    fn a_dash_gets_its_space_and_a_number_its_unit() {
        taken("//- contacts/a.md\n---\ntags: [rust]\n---\n//- contacts/x.md\n---\ntags:\n  -$0\n---\n", "  - rust");
        taken("//- contacts/x.md\n---\nevery: 3 w$0\n---\n", "every: 3 weeks");
        labels("//- events/x.md\n---\ndate: 2026-12-02 $0\n---\n", &[]);
    }

    #[test]
    fn a_name_with_marks_is_found_by_plain_letters() {
        let (completion, ..) = offered("//- contacts/zoe.md\n# Zoë Łuk\n//- n.md\nMet @$0");
        assert!(completion.items[0].filter.contains("zoe luk"), "{:?}", completion.items[0].filter);
    }

    #[test]
    fn two_of_one_name_are_told_apart() {
        let (completion, ..) = offered("//- contacts/alex-1.md\n# Alex Kim\n//- contacts/alex-2.md\n# Alex Kim\n//- n.md\nMet @alex$0");
        let details: Vec<_> = completion.items.iter().map(|item| item.detail.as_deref()).collect();
        assert_eq!(details, [Some("contacts/alex-1.md"), Some("contacts/alex-2.md")]);
    }

    #[test]
    fn only_prompts_that_are_left_are_offered() {
        labels(
            "//- prompts/mine.md\n# Mine\n## First week\n### Why?\n### How?\n//- weeks/2026-W48.md\n---\nprompts: mine/first-week\n---\n## Prompts\n\n### Why?\n\n### $0\n",
            &["How?"],
        );
        taken(
            "//- prompts/mine.md\n# Mine\n## First week\n### How?\n//- weeks/2026-W48.md\n---\nprompts: mine/first-week\n---\n### H$0\n",
            "### How?",
        );
    }

    #[test]
    fn a_habit_table_knows_habits_targets_and_marks() {
        let table = "| Habit | Target | Mon | Tue | Wed |\n|---|---|---|---|---|\n";
        let settings = "//- journal.toml\n[habits]\nCode = \"daily\"\nRun = \"2h/week\"\n";
        labels(&format!("{settings}//- weeks/2026-W48.md\n{table}| Code | daily | | | |\n| R$0 | | | | |\n"), &["Run"]);
        labels(&format!("//- weeks/2026-W48.md\n{table}| Code | daily | | | |\n| R$0 | | | | |\n"), &[]);
        labels(&format!("{settings}//- weeks/2026-W48.md\n{table}| Run | 2$0 | | | |\n"), &["2h/week", "2/day"]);
        taken(&format!("{settings}//- weeks/2026-W48.md\n{table}| Run | Mon $0 | | | |\n"), "| Run | Mon Wed Fri | | | |");
        labels(&format!("{settings}//- weeks/2026-W48.md\n{table}| Code | daily | x $0 | | |\n"), &[]);
        labels(&format!("{settings}//- weeks/2026-W48.md\n{table}| Code | daily | x well do$0ne | | |\n"), &[]);
        labels(&format!("{settings}//- weeks/2026-W48.md\n{table}| Code | daily | x | | |\n| $0"), &["Run"]);
        labels(&format!("{settings}//- weeks/2026-W48.md\n{table}| Run | $0 | | | |\n"), &["daily", "2h/week"]);
        labels(&format!("{settings}//- weeks/2026-W48.md\n{table}| Run | 2h/week | $0 | | |\n"), &["15m", "30m"]);
        labels(&format!("{settings}//- weeks/2026-W48.md\n{table}| Code | daily | $0 | | |\n"), &["x", "~", "-", "no"]);
    }

    #[test]
    fn an_ask_is_offered_days_and_no_other_sentence_is() {
        let message = |words: &str| format!("//- outreach/x.md\n---\nto: Ada\n---\nHi Ada,\n\n{words}\n");
        labels(&message("Would you have 30 minutes on $0"), &["Wednesday 25 November at 4pm", "Wednesday 25 November before noon"]);
        labels(&message("Would Wednesday 25 November at 4pm or $0"), &["Thursday 26 November at 4pm"]);
        taken(&message("Could we talk Th$0"), "Could we talk Thursday 26 November at 4pm");
        for quiet in ["I liked your talk on $0", "Would you? I know $0", "Would you xyz$0"] {
            assert_eq!(offered(&message(quiet)).0, Completion::default(), "{quiet}");
        }
    }

    #[test]
    fn offers_of_every_kind_are_found_by_what_stands_before_the_cursor_in_their_range() {
        let settings = "//- journal.toml\n[habits]\nCode = \"daily\"\n//- prompts/mine.md\n# Mine\n## First week\n### How?\n";
        let table = "| Habit | Target | Mon | Tue | Wed |\n|---|---|---|---|---|\n";
        for place in [
            "//- n.md\nSee [[lov$0]]",
            "//- n.md\nSee [[contacts/lov$0]]",
            "//- n.md\nMet @LOV$0",
            "//- n.md\n| who |\n|---|\n| @lov$0 |",
            "//- n.md\n[[ada-lovelace#lo$0]]",
            "//- outreach/x.md\n---\nsta$0\n---\n",
            "//- outreach/x.md\n---\nto: \"lov$0\n---\n",
            "//- events/x.md\n---\nmet: [Bo, ad$0]\n---\n",
            "//- events/x.md\n---\nmet:\n  - [[ad$0\n---\n",
            "//- outreach/x.md\n---\nchannel: lin$0\n---\n",
            "//- contacts/x.md\n---\nfollow-up: next tue$0\n---\n",
            "//- outreach/x.md\n---\nallow: [jar$0]\n---\n",
            "//- n.md\n<!-- journal: allow jar$0 -->",
            "//- weeks/2026-W48.md\n---\nprompts: mine/first-week\n---\n### ho$0\n",
            &format!("//- weeks/2026-W48.md\n{table}| co$0 | | | | |\n"),
            &format!("//- weeks/2026-W48.md\n{table}| Code | da$0 | | | |\n"),
            "//- outreach/x.md\n---\nto: Bo\n---\nHi Bo,\n\nWould you have time on th$0\n",
        ] {
            let (completion, text, offset) = offered(&format!("{PEOPLE}{settings}{place}"));
            let first = completion.items.first().unwrap_or_else(|| panic!("nothing at {place}"));
            let covered = &text[first.replace.start()..offset];
            assert!(first.filter.starts_with(covered), "{place}: {:?} for {covered:?}", first.filter);
        }
    }

    #[test]
    fn nothing_is_offered_where_it_makes_no_sense() {
        for quiet in ["plain $0", "`[[ad$0`", "mail a@$0", "```\n[[ad$0\n```\n", "[x](http$0"] {
            assert_eq!(offered(&format!("{PEOPLE}//- n.md\n{quiet}")).0, Completion::default(), "{quiet}");
        }
    }

    #[test]
    fn a_list_that_was_cut_says_so() {
        let many: String = (0..150).map(|number| format!("//- contacts/p{number}.md\n# Person {number}\n")).collect();
        let (completion, ..) = offered(&format!("{many}//- n.md\n[[$0"));
        assert!(completion.is_incomplete && completion.items.len() == 100);
        assert!(!offered(&format!("{PEOPLE}//- n.md\n[[$0")).0.is_incomplete);
    }
}
