//! What must never be reported: the list of checks.md as it stands, run as tests over all checks on messages.

use crate::checks::check::{Reads, Severity};
use crate::checks::run::check_note;
use crate::testing::{journal, message_journal};

/// The codes found in a draft, hints and infos left out, but for those named.
fn found(message: &str) -> Vec<&'static str> {
    let snapshot = journal(&message_journal(message));
    let id = snapshot.id("outreach/2026-11-23-ada-lovelace.md").expect("the message");
    let on_messages =
        |code: &str| crate::checks::catalogue::check_named(code).is_some_and(|check| matches!(check.reads, Reads::Message(_)));
    let found = check_note(&snapshot, id).into_iter().filter(|one| on_messages(one.code));
    found.filter(|one| Severity::Warning <= one.severity).map(|one| one.code).collect()
}

/// A first message that is fine, with one more sentence in it.
fn with(sentence: &str) -> String {
    format!(
        "Hi Ada,\n\nI'm Sam, a former line cook now studying back-end development. Your talk on incremental parsing at Denver Rust named my problem exactly. {sentence} I'd like to learn how you test a parser.\n\nWould 20 minutes on Tuesday 1 December or Thursday 3 December suit you?\n\nThank you,\nSam Rivera"
    )
}

#[track_caller]
fn quiet(sentence: &str) {
    assert_eq!(found(&with(sentence)), Vec::<&str>::new(), "{sentence}");
}

#[test]
fn hiring_words_in_a_question_on_how_it_works() {
    quiet("What do you look for in juniors?");
    quiet("How did your interview loop change?");
    quiet("How do you decide whom to hire when nobody has a degree?");
}

#[test]
fn innocent_words() {
    for sentence in [
        "I spent a job shadow day in a bakery once.",
        "In my old job I ran the pass on Fridays.",
        "Is that really your job title?",
        "I have been reading your reference implementation.",
        "I refer to the docs every day.",
        "Could you recommend a book on grammars?",
        "Your opening talk had our table arguing until midnight.",
    ] {
        quiet(sentence);
    }
}

#[test]
fn whom_else_to_talk_to_among_the_questions() {
    quiet("Three things I'd ask on the call: what surprised you at first, how you test a rule, and who else should I talk to?");
}

#[test]
fn shouted_acronyms_and_unusual_names() {
    let subject = "---\nto: Ada Lovelace\nchannel: email\nsubject: From the ICU to your API\n---\n";
    assert_eq!(found(&format!("{subject}{}", with("We ran the ICU ward on a REST API."))), Vec::<&str>::new());
    for (name, greeting) in [
        ("João da Conceição-Reis", "Dear Mr. da Conceicao-Reis,"),
        ("Sinéad O’Connor-Ng", "Hi Sinead,"),
        ("Noor van Aalst", "Dear Ms van Aalst,"),
        ("Philomena Urquhart", "Hi Pip,"),
        ("Samira Khan", "Hi Sam,"),
    ] {
        let journal_text = format!(
            "//- contacts/them.md\n---\nname: {name}\naliases: [Pip]\ntie: weak\n---\n## Facts\n- Talk on incremental parsing\n//- outreach/2026-11-23-ada-lovelace.md\n---\nto: {name}\nchannel: linkedin\n---\n{}",
            with("").replace("Hi Ada,", greeting)
        );
        assert_eq!(found(&journal_text), Vec::<&str>::new(), "{name}");
    }
}

#[test]
fn notes_code_quotes_and_comments() {
    let text = with(
        "Your changelog says:\n\n> We never guess. Are you hiring? Please refer me, [Name].\n\n`Hi {name}, give me a job` was my first program.",
    );
    let commented = text.replace("Would 20", "<!-- TODO ask for a job, dude!!! -->\n\nWould 20");
    assert_eq!(found(&format!("{commented}\n\n## Notes\nAsk for a job. Hi Grace, are you hiring? [Company]")), Vec::<&str>::new());
}

#[test]
fn spans_of_days_and_booking_links_are_slots() {
    let base = with("");
    for slot in [
        "Could we talk for 20 minutes any weekday after 4 pm MT?",
        "Could we talk for 20 minutes in the week of the 16th?",
        "Could we talk for 20 minutes? Please take any slot from https://cal.example/sam/20min.",
    ] {
        let text = base.replace("Would 20 minutes on Tuesday 1 December or Thursday 3 December suit you?", slot);
        assert_eq!(found(&text), Vec::<&str>::new(), "{slot}");
    }
}

#[test]
fn somebody_who_is_mentioned_is_no_wrong_name() {
    quiet("Priya told me you once taught maths.");
    quiet("Grace, who works at Flowmatic, says hello.");
    quiet("I met Grace Hopper at Flowmatic last year.");
}

#[test]
fn words_of_work_that_ask_for_none() {
    for sentence in [
        "Is there an opening in your calendar next week?",
        "Do you have an opening on Tuesday?",
        "Your reference to Knuth made me laugh.",
        "Are there any open questions in error recovery that you find fun?",
        "Have you seen others on your team write grammars by hand?",
        "Several engineers on your team write about parsers.",
        "I want to work on error messages one day.",
        "What would you ask in an interview for a compiler role?",
        "I do not need a job.",
        "There is no need for a referral.",
        "I have a job that I like.",
    ] {
        quiet(sentence);
    }
}

#[test]
fn what_is_denied_is_not_even_asked_about() {
    for sentence in [
        "I do not need a job.",
        "I don't need a job right now, I want to learn.",
        "What would you ask in an interview for a compiler role?",
    ] {
        let snapshot = journal(&message_journal(&with(sentence)));
        let id = snapshot.id("outreach/2026-11-23-ada-lovelace.md").expect("the message");
        let codes: Vec<&str> = check_note(&snapshot, id).into_iter().map(|one| one.code).collect();
        assert!(!codes.contains(&"job-ask"), "{sentence}: {codes:?}");
    }
}
