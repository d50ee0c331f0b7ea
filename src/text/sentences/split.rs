//! A text split into sentences: first into runs of lines, then at the stops in them.
//!
//! Nothing is looked at twice, so that a whole message takes some microseconds.

use crate::text::range::TextRange;
use crate::text::sentences::lines::units;
use crate::text::sentences::stops::{Ending, is_stop_like};

/// The sentences of `text` in order, as trimmed ranges of bytes. Greetings, sign-offs, list items and the lines of a signature are
/// sentences too; the marks of lists, quotes and headings are not part of them.
#[must_use]
pub fn sentences(text: &str) -> Vec<TextRange> {
    let mut found = Vec::new();
    for unit in units(text) {
        split_unit(text, unit, &mut found);
    }
    found
}

/// Splits one unit at the stops inside it.
fn split_unit(text: &str, unit: TextRange, found: &mut Vec<TextRange>) {
    let content = unit.of(text);
    let mut start = 0;
    let mut at = 0;
    while let Some(stop) = content[at..].find(is_stop_like) {
        let stop = at + stop;
        let ending = Ending::at(content, stop);
        at = ending.end;
        if ending.ends_sentence(content, start) {
            push_trimmed(content, start, at, unit.start(), found);
            start = at;
        }
    }
    push_trimmed(content, start, content.len(), unit.start(), found);
}

fn push_trimmed(content: &str, start: usize, end: usize, base: usize, found: &mut Vec<TextRange>) {
    let piece = &content[start..end];
    let from = start + piece.len() - piece.trim_start().len();
    let piece = piece.trim();
    if !piece.is_empty() {
        found.push(TextRange::new(from, from + piece.len()).shifted(base));
    }
}

#[cfg(test)]
mod tests {
    use super::sentences;
    use proptest::prelude::{ProptestConfig, prop_assert, proptest};

    /// The sentences of `text`, each between bars; line breaks inside one shown as `⏎`.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = sentences(text).into_iter().map(|range| range.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn stops_questions_and_cries_end_a_sentence() {
        check("I saw your talk. Was it hard? It looked easy! Truly", &["I saw your talk.", "Was it hard?", "It looked easy!", "Truly"]);
        check("Really?! Yes.", &["Really?!", "Yes."]);
        check("", &[]);
        check("  \n \n", &[]);
    }

    #[test]
    fn titles_and_small_abbreviations_end_nothing() {
        check(
            "Mr. Hale and Dr. Ng met St. John, e.g. Prof. Oak vs. Ms. Reed.",
            &["Mr. Hale and Dr. Ng met St. John, e.g. Prof. Oak vs. Ms. Reed."],
        );
        check("It took approx. 30 people, i.e. Ada's team.", &["It took approx. 30 people, i.e. Ada's team."]);
        check("I cook, paint, etc. Would you mind?", &["I cook, paint, etc.", "Would you mind?"]);
        check("Tests, docs etc. are mine.", &["Tests, docs etc. are mine."]);
    }

    #[test]
    fn a_firm_may_end_a_sentence_or_not() {
        check("I joined Acme Inc. Your talk moved me.", &["I joined Acme Inc.", "Your talk moved me."]);
        check("I joined Acme Inc. Denver in May.", &["I joined Acme Inc. Denver in May."]);
    }

    #[test]
    fn initials_stay_with_their_name() {
        check("I read J. K. Oduya and U. S. Rao. Both help.", &["I read J. K. Oduya and U. S. Rao.", "Both help."]);
        check("It was you and I. Would you do it again?", &["It was you and I.", "Would you do it again?"]);
        check(
            "She moved to the U.S. in May. He holds a Ph.D. from Leeds.",
            &["She moved to the U.S. in May.", "He holds a Ph.D. from Leeds."],
        );
    }

    #[test]
    fn links_and_addresses_keep_their_dots() {
        check(
            "See https://cal.example/ada?x=1.2 or mail ada@mill.example. It works in Node.js too.",
            &["See https://cal.example/ada?x=1.2 or mail ada@mill.example.", "It works in Node.js too."],
        );
        check("Does www.mill.example run it? I hope so.", &["Does www.mill.example run it?", "I hope so."]);
    }

    #[test]
    fn decimals_and_versions_keep_their_dots() {
        check("It costs 3.50 in v1.12.3. Is that much?", &["It costs 3.50 in v1.12.3.", "Is that much?"]);
        check("Let's say next Wednesday, 8.45.", &["Let's say next Wednesday, 8.45."]);
    }

    #[test]
    fn times_of_day_end_only_where_a_sentence_begins() {
        check("Is 4 p.m. on Tuesday or 10 a.m. Eastern fine?", &["Is 4 p.m. on Tuesday or 10 a.m. Eastern fine?"]);
        check("I finish at 4 p.m. Would that do?", &["I finish at 4 p.m.", "Would that do?"]);
        check("At 3 a.m. I push a mop.", &["At 3 a.m. I push a mop."]);
        check("Tel. +49 30 901820", &["Tel. +49 30 901820"]);
        check("Fri 4th, 8 a.m. Nairobi time?", &["Fri 4th, 8 a.m. Nairobi time?"]);
    }

    #[test]
    fn short_weekdays_and_months_go_on() {
        check("Would Tue. or Thu. of next week do?", &["Would Tue. or Thu. of next week do?"]);
        check("15 minutes on Fri. Dec. 4 would be amazing.", &["15 minutes on Fri. Dec. 4 would be amazing."]);
        check("I am free on Tue. Would you be?", &["I am free on Tue.", "Would you be?"]);
        check("I could do 1.12. at 14h, or on 3. December.", &["I could do 1.12. at 14h, or on 3. December."]);
        check("We sat in the sun. Grass grew.", &["We sat in the sun.", "Grass grew."]);
    }

    #[test]
    fn a_number_after_no_goes_on() {
        check("Your issue No. 4 helped. No. I mean it.", &["Your issue No. 4 helped.", "No.", "I mean it."]);
        check("It ends at 5. 30 minutes would do.", &["It ends at 5.", "30 minutes would do."]);
    }

    #[test]
    fn an_ellipsis_ends_before_a_capital_only() {
        check("I tried… and failed... Then it ran.", &["I tried… and failed...", "Then it ran."]);
    }

    #[test]
    fn quotes_and_brackets_close_with_their_sentence() {
        check("You said “Ship it.” That stuck. (It did.) Thanks!", &["You said “Ship it.”", "That stuck.", "(It did.)", "Thanks!"]);
        check("“Why now?” she asked. **Good.** Then we went.", &["“Why now?” she asked.", "**Good.**", "Then we went."]);
    }

    #[test]
    fn emoji_and_smileys_stay_with_what_they_smile_at() {
        check("Great talk! 🎉 Would you have time?", &["Great talk! 🎉", "Would you have time?"]);
        check("Loved the talk 👩🏽‍💻 Would you have time?", &["Loved the talk 👩🏽‍💻", "Would you have time?"]);
        check("Loved it :) Would you? See you ;-)", &["Loved it :)", "Would you?", "See you ;-)"]);
        check("I ❤️ your parser and 🦀 alike.", &["I ❤️ your parser and 🦀 alike."]);
        check("ur shader thread is insane 🔥🔥 im baz, i do nails", &["ur shader thread is insane 🔥🔥", "im baz, i do nails"]);
        check("i really love how 🦀 crates work", &["i really love how 🦀 crates work"]);
    }

    #[test]
    fn a_colon_is_no_smiley() {
        check("Two ideas: Tuesday; Thursday at 4:30.", &["Two ideas: Tuesday; Thursday at 4:30."]);
    }

    #[test]
    fn a_stop_before_a_small_letter_ends_nothing() {
        check("We use asm. in places. hm", &["We use asm. in places. hm"]);
        check("got a minute? would love to talk", &["got a minute?", "would love to talk"]);
    }

    #[test]
    fn a_wrapped_line_goes_on() {
        check(
            "I am a former line cook who saw your talk about\nIncremental parsing and liked it. Would you\nhave time?",
            &["I am a former line cook who saw your talk about\nIncremental parsing and liked it.", "Would you\nhave time?"],
        );
        check("one two\r\nthree\rfour", &["one two\r\nthree\rfour"]);
        check("I work with the\nDenver team.", &["I work with the\nDenver team."]);
    }

    #[test]
    fn a_blank_line_always_ends() {
        check("no stop here\n\nnor here\r\n\r\nend", &["no stop here", "nor here", "end"]);
    }

    #[test]
    fn a_whole_message_falls_into_its_parts() {
        check(
            "Hi Ada,\nyour talk at Denver Rust stayed with me. Would you have 30 minutes on Tuesday 1 December at 4 p.m. or\nThursday before noon?\n\nThanks for your time,\nSam Rivera\nBack-end developer\nsam@rivera.example\n+1 555 010 0123\n",
            &[
                "Hi Ada,",
                "your talk at Denver Rust stayed with me.",
                "Would you have 30 minutes on Tuesday 1 December at 4 p.m. or\nThursday before noon?",
                "Thanks for your time,",
                "Sam Rivera",
                "Back-end developer",
                "sam@rivera.example",
                "+1 555 010 0123",
            ],
        );
    }

    #[test]
    fn greetings_of_every_kind_end_with_their_line() {
        check("Dear Dr. Ng\nI write about parsers.", &["Dear Dr. Ng", "I write about parsers."]);
        check("Ada,\nit was good to meet.", &["Ada,", "it was good to meet."]);
        check("Hi Ada! I saw it.", &["Hi Ada!", "I saw it."]);
        check("Good morning Mr. Hale,\nI saw it.", &["Good morning Mr. Hale,", "I saw it."]);
    }

    #[test]
    fn sign_offs_end_with_their_line_and_so_does_each_line_after() {
        check("See you there.\nBest\nSam", &["See you there.", "Best", "Sam"]);
        check("Cheers,\nsam\nthe cook", &["Cheers,", "sam", "the cook"]);
        check("Vielen Dank und freundliche Grüße\nJannik Peters", &["Vielen Dank und freundliche Grüße", "Jannik Peters"]);
        check("Thanks for the long letter that you wrote,\nit helped me.", &["Thanks for the long letter that you wrote,\nit helped me."]);
    }

    #[test]
    fn a_name_alone_on_a_line_signs_whatever_stands_before() {
        check(
            "I remain, Sir, your most devoted servant,\nCélestin Ndongo",
            &["I remain, Sir, your most devoted servant,", "Célestin Ndongo"],
        );
        check("Thanking you in anticipation,\nYours obediently,\nSam", &["Thanking you in anticipation,", "Yours obediently,", "Sam"]);
        check("We met in Leeds, the home of trams,\nAda told me so.", &["We met in Leeds, the home of trams,\nAda told me so."]);
    }

    #[test]
    fn list_items_are_sentences_without_their_marks() {
        check(
            "I could do\n- Tue 4 pm\n- Thu noon\n  or later\n1. one\n2) two",
            &["I could do", "Tue 4 pm", "Thu noon\n  or later", "one", "two"],
        );
        check("# Notes\n> quoted text\n> goes on. And ends.\nreply", &["Notes", "quoted text\n> goes on.", "And ends.\nreply"]);
        check("- \n-\n---\n* * *", &[]);
    }

    #[test]
    fn a_hard_break_is_meant() {
        check("some street 5  \n80203 denver\\\nusa", &["some street 5", "80203 denver", "usa"]);
    }

    #[test]
    fn wide_stops_need_no_space() {
        check("はじめまして。安藤です！よろしく", &["はじめまして。", "安藤です！", "よろしく"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn ranges_are_trimmed_ordered_and_leave_no_word_out(text in "([a-c]|A|I|é|🦀|。|\\.|\\?|…|:|\\)|\"|1|-|#|>| |  |\n|\r\n|,|Hi|\\\\){0,30}") {
            let found = sentences(&text);
            let mut end = 0;
            for range in &found {
                prop_assert!(end <= range.start() && !range.is_empty());
                prop_assert!(text.is_char_boundary(range.start()) && text.is_char_boundary(range.end()));
                prop_assert!(range.of(&text).trim().len() == range.len());
                prop_assert!(!text[end..range.start()].contains(char::is_alphabetic), "left out of {:?}", text);
                end = range.end();
            }
            prop_assert!(!text[end..].contains(char::is_alphabetic));
        }
    }
}
