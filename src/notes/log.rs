//! The log of a contact: dated lines, and what a careful reader takes each to say.

use chrono::NaiveDate;

use crate::calendar::date::iso_date;
use crate::markdown::tree::Markdown;
use crate::notes::field::Spanned;
use crate::notes::log_abroad::act_abroad;
use crate::notes::sections::{Section, items_in};
use crate::text::fuzzy::fold;
use crate::text::range::TextRange;

/// One line of a contact's log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogLine {
    /// The whole list item.
    pub range: TextRange,
    /// Its date, where it begins with one.
    pub date: Option<Spanned<NaiveDate>>,
    /// What stands after the date.
    pub words: TextRange,
    /// What happened.
    pub act: LogAct,
}

/// What a line of the log tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogAct {
    /// The keeper wrote to them.
    Sent,
    /// They wrote or answered.
    Answered,
    /// The two met or spoke.
    Met,
    /// They said no.
    Declined,
    /// Something else.
    Other,
}

/// The dated items of a log, in the order they stand in.
#[must_use]
pub fn log_lines(text: &str, markdown: &Markdown, section: Section) -> Vec<LogLine> {
    let own = |item: &&crate::markdown::tree::ListItem| item.depth == 0;
    items_in(markdown, section.content).filter(own).map(|item| log_line(text, item.range, item.text)).collect()
}

fn log_line(text: &str, range: TextRange, words: TextRange) -> LogLine {
    let Some((date, at, after)) = leading_date(words.of(text)) else {
        return LogLine { range, date: None, words, act: act(words.of(text)) };
    };
    let date = Some(Spanned::new(date, TextRange::new(words.start() + at, words.start() + at + DATE)));
    let words = TextRange::new(words.start() + after, words.end());
    LogLine { range, date, words, act: act(words.of(text)) }
}

/// The bytes of `2026-11-23`.
const DATE: usize = 10;

/// The date that a line begins with, where it stands, and where the words after it begin. It may be bold or in brackets, a link to the day
/// (`[[2026-11-23]]`, `[[days/2026-11-23|Monday]]`, `[2026-11-23](../days/2026-11-23.md)`), and an hour may stand behind it.
fn leading_date(line: &str) -> Option<(NaiveDate, usize, usize)> {
    let signs = line.len() - line.trim_start_matches(['*', '_', '[', '(', '`']).len();
    let is_wikilink = line[..signs].ends_with("[[");
    let folder = if is_wikilink { line[signs..].find(['|', '#', ']']).and_then(|end| line[signs..signs + end].rfind('/')) } else { None };
    let at = signs + folder.map_or(0, |slash| slash + 1);
    let date = line.get(at..at + DATE).and_then(iso_date)?;
    let mut rest = &line[at + DATE..];
    if is_wikilink {
        rest = rest.starts_with(['|', '#', ']']).then(|| rest.split_once("]]"))??.1;
    } else if line[..signs].contains('[') && rest.starts_with("](") {
        rest = rest.split_once(')')?.1;
    }
    rest = without_hour(rest);
    if rest.starts_with(char::is_alphanumeric) {
        return None;
    }
    if signs > 0 {
        rest = rest.trim_start_matches(['*', '_', ']', ')', '`', ':', ',']);
    }
    let rest = rest.trim_start_matches(|sign: char| sign.is_whitespace() || matches!(sign, ':' | '-' | '–' | '—' | ','));
    Some((date, at, line.len() - rest.len()))
}

/// What follows an hour as clocks write it behind a date: `T18:30`.
fn without_hour(rest: &str) -> &str {
    let clock = rest.strip_prefix('T').filter(|hour| hour.starts_with(|digit: char| digit.is_ascii_digit()) && hour.contains(':'));
    clock.map_or(rest, |hour| hour.trim_start_matches(|sign: char| sign.is_ascii_digit() || sign == ':'))
}

/// What a log line says happened. Lines of the program begin with Sent, Answered, Met or Declined; the keeper's own words are
/// read by who does what: “she wrote back” is an answer, “wrote to her” is not.
#[must_use]
pub fn act(words: &str) -> LogAct {
    let folded = fold(words);
    let tokens: Vec<&str> = folded.split(|letter: char| !letter.is_alphanumeric() && letter != '\'').filter(|it| !it.is_empty()).collect();
    let Some(first) = tokens.first().copied() else { return LogAct::Other };
    let second = tokens.get(1).copied().unwrap_or_default();
    match first {
        // “Emailed me two dates” leaves out who did, and says to whom.
        "sent" | "wrote" | "messaged" | "emailed" | "texted" | "nudged" | "asked" | "thanked" | "pinged" | "dmed" | "invited"
        | "offered" | "suggested" | "proposed" | "called"
            if matches!(second, "me" | "us") =>
        {
            return LogAct::Answered;
        }
        "invited" | "offered" | "suggested" | "proposed" => return LogAct::Sent,
        "answered" | "replied" | "responded" if answers_them(&tokens) => return LogAct::Sent,
        "sent" | "wrote" | "messaged" | "emailed" | "texted" | "nudged" | "asked" | "thanked" | "pinged" | "dmed"
            if !starts_with(&tokens, &["wrote", "back", "to", "me"]) && !starts_with(&tokens, &["wrote", "back", "saying"]) =>
        {
            return LogAct::Sent;
        }
        "answered" | "replied" | "reply" | "answer" => return if declines(&folded) { LogAct::Declined } else { LogAct::Answered },
        "met" => return LogAct::Met,
        "declined" => return LogAct::Declined,
        "intend" | "plan" | "planning" | "must" | "should" | "to" | "todo" | "want" | "remember" | "next" => return LogAct::Other,
        _ => {}
    }
    match sentence_act(&tokens, &folded) {
        LogAct::Other => act_abroad(&tokens),
        act => act,
    }
}

/// “Answered her”, “replied to him”, “replied to their question”: the keeper did.
fn answers_them(tokens: &[&str]) -> bool {
    let to_whom = if tokens.get(1) == Some(&"to") { tokens.get(2) } else { tokens.get(1) };
    to_whom.is_some_and(|whom| matches!(*whom, "her" | "him" | "them" | "their" | "his"))
}

fn starts_with(tokens: &[&str], words: &[&str]) -> bool {
    tokens.len() >= words.len() && tokens.iter().zip(words).all(|(token, word)| token == word)
}

const ANSWERING: &[&str] = &[
    "answered",
    "replied",
    "responded",
    "wrote",
    "emailed",
    "messaged",
    "texted",
    "called",
    "said",
    "accepted",
    "agreed",
    "confirmed",
    "offered",
    "suggested",
    "sent",
    "got",
    "forwarded",
    "shared",
    "promised",
    "invited",
    "thanked",
    "asked",
    "came",
];
const MEETING: &[&str] = &[
    "met",
    "coffee",
    "lunch",
    "breakfast",
    "dinner",
    "tea",
    "call",
    "called",
    "spoke",
    "talked",
    "chatted",
    "chat",
    "phoned",
    "zoom",
    "video",
    "meeting",
    "interview",
    "walk",
    "visited",
    "visit",
    "paired",
    "beer",
    "drinks",
    "conversation",
    "caught",
    "rang",
    "phone",
];
/// “I answered”, “Never accepted”, “Hasn't replied”: not they.
const NO_SUBJECT: &[&str] = &["i", "we", "never", "not", "no", "nobody", "hasn't", "haven't", "didn't"];
const PLANNING: &[&str] = &[
    "booked",
    "scheduled",
    "rescheduled",
    "planned",
    "set",
    "arranged",
    "moved",
    "postponed",
    "cancelled",
    "canceled",
    "missed",
    "prepared",
    "prepping",
    "preparing",
    "prep",
    "waiting",
    "hoping",
    "hope",
    "will",
    "tried",
];

/// Whether a line speaks of a meeting that has not been: “coffee booked for 4 December”, “missed her call”.
fn is_yet_to_be(tokens: &[&str]) -> bool {
    tokens.iter().take(5).any(|it| PLANNING.contains(it))
}

/// “Called.”, “Rang her twice”, “Called and left a voicemail”: nobody says that the two spoke. “Called for half an hour” does.
fn only_called(tokens: &[&str]) -> bool {
    let calls = |it: &str| matches!(it, "called" | "rang" | "phoned" | "call" | "phone");
    let rings = |it: &str| matches!(it, "called" | "rang" | "phoned");
    let is_machine = |it: &str| matches!(it, "voicemail" | "voicemails" | "mailbox" | "machine" | "engaged" | "unanswered");
    let is_length = |it: &str| it.starts_with(|sign: char| sign.is_ascii_digit()) && it.ends_with(['h', 'm', 'n', 'r', 's']);
    let spoke = |it: &str| SPEAKING.contains(&it) || is_length(it);
    let meets_otherwise = tokens.iter().take(6).any(|it| MEETING.contains(it) && !calls(it));
    if meets_otherwise || !tokens.iter().any(|it| calls(it)) {
        return false;
    }
    let reached_nobody = tokens.iter().any(|it| is_machine(it));
    reached_nobody || tokens.iter().take(6).any(|it| rings(it)) && !tokens.iter().any(|it| spoke(it))
}

/// Words that tell of a talk: how long it was, what it was about, what was said.
const SPEAKING: &[&str] = &[
    "minute",
    "minutes",
    "mins",
    "min",
    "hour",
    "hours",
    "half",
    "quarter",
    "while",
    "long",
    "talk",
    "talked",
    "spoke",
    "spoken",
    "chat",
    "chatted",
    "discussed",
    "conversation",
    "about",
    "told",
    "said",
    "says",
    "explained",
    "answered",
    "agreed",
    "promised",
    "advised",
    "suggested",
    "recommended",
    "offered",
    "laughed",
    "learned",
    "learnt",
    "heard",
];

/// “Watched her talk on video”: nobody met.
fn only_watched(tokens: &[&str]) -> bool {
    let seen = |it: &str| matches!(it, "talk" | "video" | "interview" | "podcast" | "recording" | "stream" | "livestream" | "keynote");
    let spoke = |it: &str| matches!(it, "met" | "spoke" | "talked" | "chatted" | "coffee" | "lunch" | "beer");
    let watches = tokens.first().is_some_and(|first| matches!(*first, "saw" | "watched" | "read" | "heard" | "listened" | "found"));
    watches && tokens.iter().any(|it| seen(it)) && !tokens.iter().any(|it| spoke(it))
}

fn sentence_act(tokens: &[&str], folded: &str) -> LogAct {
    let subject_is_them = tokens.first().is_some_and(|first| matches!(*first, "she" | "he" | "they" | "her" | "his" | "their"))
        || tokens.get(1).is_some_and(|second| ANSWERING.contains(second) && !NO_SUBJECT.contains(&tokens[0]));
    let not = tokens.iter().any(|it| matches!(*it, "no" | "not" | "never" | "nothing" | "didn't" | "hasn't"));
    if has_pair(folded, &[b"no", b"ne"])
        && (folded.contains("no answer")
            || folded.contains("no reply")
            || folded.contains("never answered")
            || folded.contains("no response"))
    {
        return LogAct::Other;
    }
    if declines(folded) {
        return LogAct::Declined;
    }
    let answers = tokens.iter().take(3).any(|it| ANSWERING.contains(it));
    let meets = tokens.iter().take(6).any(|it| MEETING.contains(it));
    let plans = is_yet_to_be(tokens) || only_watched(tokens) || only_called(tokens);
    if tokens.first() == Some(&"i") || tokens.first() == Some(&"my") {
        let wrote = tokens
            .iter()
            .take(3)
            .any(|it| matches!(*it, "wrote" | "sent" | "emailed" | "messaged" | "asked" | "thanked" | "texted" | "answered" | "replied"));
        return if wrote {
            LogAct::Sent
        } else if meets && !plans && !not {
            LogAct::Met
        } else {
            LogAct::Other
        };
    }
    if subject_is_them && answers {
        return LogAct::Answered;
    }
    let heard = [
        "wrote back",
        "got an answer",
        "got a reply",
        "an answer from",
        "a reply from",
        "heard back",
        "heard from",
        "answer from",
        "reply from",
        "message from",
        "email from",
        "e-mail from",
        "note from",
    ];
    if has_pair(folded, &[b"fr", b"ck", b"go"]) && heard.iter().any(|phrase| folded.contains(phrase)) {
        return LogAct::Answered;
    }
    let gets = tokens.iter().take(2).any(|it| matches!(*it, "got" | "received"));
    let word = |it: &str| matches!(it, "answer" | "reply" | "response" | "email" | "message" | "note" | "letter");
    if gets && !not && tokens.iter().take(6).any(|it| word(it)) {
        return LogAct::Answered;
    }
    if meets && !plans && !not {
        return LogAct::Met;
    }
    LogAct::Other
}

fn declines(folded: &str) -> bool {
    const NOES: &[&str] = &[
        "declined",
        "turned me down",
        "turned it down",
        "said no",
        "says no",
        "can't help",
        "cannot help",
        "politely no",
        "no thanks",
        "no time for",
        "not able to meet",
        "would rather not",
        "a friendly no",
        "a kind no",
        "too busy to",
        "passed on it",
    ];
    has_pair(folded, &[b"no", b"cl", b"rn", b"lp", b"oo", b"ss"]) && NOES.iter().any(|phrase| folded.contains(phrase))
}

/// Whether one of these pairs of letters stands in a line. Every phrase that is looked for has one; most lines have none of them, and are
/// passed by at a glance.
fn has_pair(folded: &str, pairs: &[&[u8; 2]]) -> bool {
    folded.as_bytes().windows(2).any(|two| pairs.iter().any(|pair| two == *pair))
}

#[cfg(test)]
mod tests {
    use super::{LogAct, act, log_lines};
    use crate::markdown::parse::parse;
    use crate::notes::sections::section;

    #[test]
    fn lines_of_the_program_say_what_they_are() {
        assert_eq!(act("Sent [[2026-11-23-ada]] by email."), LogAct::Sent);
        assert_eq!(act("Answered [[2026-11-23-ada]]."), LogAct::Answered);
        assert_eq!(act("Met at [[2026-10-14-denver-rust]]; talked about lexers."), LogAct::Met);
        assert_eq!(act("Declined [[2026-11-23-ada]]."), LogAct::Declined);
    }

    #[test]
    fn the_keepers_own_words_are_read_by_who_does_what() {
        assert_eq!(act("She wrote back: come by on Friday"), LogAct::Answered);
        assert_eq!(act("Wrote to her about lexers"), LogAct::Sent);
        assert_eq!(act("Coffee at the corner place, half an hour"), LogAct::Met);
        assert_eq!(act("Coffee booked for 4 December"), LogAct::Other);
        assert_eq!(act("Got a reply, she is happy to talk"), LogAct::Answered);
        assert_eq!(act("No answer yet"), LogAct::Other);
        assert_eq!(act("Never accepted, and that is fine"), LogAct::Other);
        assert_eq!(act("Ada answered: no luck there"), LogAct::Answered);
        assert_eq!(act("He said no, kindly"), LogAct::Declined);
        assert_eq!(act("I sent a thank-you card"), LogAct::Sent);
        assert_eq!(act("Read her post on tries"), LogAct::Other);
    }

    #[test]
    fn the_language_at_home_is_read_where_a_word_says_it_by_itself() {
        for (words, expected) in [
            ("Auf der Konferenz kennengelernt; sehr nett.", LogAct::Met),
            ("Lange telefoniert", LogAct::Met),
            ("Sie hat mir geantwortet", LogAct::Answered),
            ("Hat zurückgeschrieben", LogAct::Answered),
            ("Ihr noch einmal geschrieben", LogAct::Sent),
            ("Ich habe geantwortet", LogAct::Sent),
            ("Hat mir noch nicht geantwortet", LogAct::Other),
            ("Leider abgesagt", LogAct::Declined),
            ("La conocí en un taller", LogAct::Met),
            ("Me respondió enseguida", LogAct::Answered),
            ("Le escribí sobre los mapas", LogAct::Sent),
            ("No respondió", LogAct::Other),
            ("Poznaliśmy się na spotkaniu", LogAct::Met),
            ("Odpisała od razu", LogAct::Answered),
            ("Napisałam do niej", LogAct::Sent),
            ("Nie odpisał", LogAct::Other),
            ("Lubi kawę", LogAct::Other),
        ] {
            assert_eq!(act(words), expected, "{words}");
        }
    }

    #[test]
    fn a_date_may_be_bold_in_brackets_a_link_to_its_day_or_have_an_hour() {
        let check = |line: &str, words: &str| {
            let text = format!("## Log\n- {line}\n");
            let markdown = parse(&text);
            let lines = log_lines(&text, &markdown, section(&text, &markdown, 2, "log").unwrap());
            let date = lines[0].date.as_ref().unwrap_or_else(|| panic!("no date in {line}"));
            assert_eq!((date.range.of(&text), lines[0].words.of(&text)), ("2026-11-10", words), "{line}");
        };
        for line in [
            "2026-11-10 Met at the fair",
            "**2026-11-10** Met at the fair",
            "**2026-11-10:** Met at the fair",
            "_2026-11-10_ - Met at the fair",
            "(2026-11-10) Met at the fair",
            "[2026-11-10] Met at the fair",
            "[[2026-11-10]] Met at the fair",
            "[[2026-11-10]]: Met at the fair",
            "**[[2026-11-10|Tuesday]]** Met at the fair",
            "[[days/2026-11-10|10 Nov]] Met at the fair",
            "[2026-11-10](../days/2026-11-10.md) Met at the fair",
            "2026-11-10T18:30 Met at the fair",
        ] {
            check(line, "Met at the fair");
        }
        check("2026-11-10 **Met** [[bo]]", "**Met** [[bo]]");
        check("2026-11-10", "");
    }

    #[test]
    fn what_only_begins_like_a_date_is_none() {
        for line in ["2026-11-10th street", "[[2026-11-10-ada]] was sent", "[[maps/2026|a]] x", "**bold** 2026-11-10", "2026-11-1"] {
            let text = format!("## Log\n- {line}\n");
            let markdown = parse(&text);
            let lines = log_lines(&text, &markdown, section(&text, &markdown, 2, "log").unwrap());
            assert_eq!((lines[0].date.as_ref(), lines[0].words.of(&text)), (None, line), "{line}");
        }
    }

    #[test]
    fn who_wrote_is_told_by_whom_it_went_to() {
        for line in
            ["Emailed me back with two dates", "Invited me to lunch", "Got her answer by email: try in March", "Received a short reply"]
        {
            assert_eq!(act(line), LogAct::Answered, "{line}");
        }
        for line in ["Answered her", "Replied to her question", "Invited her for coffee", "Suggested a call in January", "Responded to him"]
        {
            assert_eq!(act(line), LogAct::Sent, "{line}");
        }
        assert_eq!(act("Answered: which day?"), LogAct::Answered);
        assert_eq!(act("Replied to me within the hour"), LogAct::Answered);
    }

    #[test]
    fn what_was_only_watched_missed_or_put_off_is_no_meeting() {
        for line in [
            "Saw her talk on video",
            "Watched her interview",
            "Missed her call",
            "Rescheduled the call",
            "Prepared for our call",
            "Tried to call her",
        ] {
            assert_eq!(act(line), LogAct::Other, "{line}");
        }
        for line in ["Saw her for coffee", "Saw her at the meetup, talked about lexers", "Video call, half an hour", "Phone call"] {
            assert_eq!(act(line), LogAct::Met, "{line}");
        }
    }

    #[test]
    fn a_call_is_a_meeting_only_where_the_two_spoke() {
        for line in [
            "Called.",
            "Called",
            "Called her",
            "I called Ada twice",
            "Phoned",
            "Called, no answer",
            "Called and left a voicemail",
            "Left a voicemail",
            "Left a voicemail about the talk",
            "Rang her, not in",
            "Rang, engaged",
            "Phone call, went to voicemail",
        ] {
            assert_eq!(act(line), LogAct::Other, "{line}");
        }
        for line in [
            "Called for half an hour",
            "Called her, 20min",
            "We talked on the phone",
            "Rang her, nice chat",
            "Called Ada about lexers",
            "I called her; she told me of her first year",
            "Call with Ada",
        ] {
            assert_eq!(act(line), LogAct::Met, "{line}");
        }
    }

    #[test]
    fn a_line_without_a_date_is_kept_without_one() {
        let text = "## Log\n- 2026-10-14: Met her\n- some day later\n  - nested\n- 2026-10-99 no date\n";
        let markdown = parse(text);
        let lines = log_lines(text, &markdown, section(text, &markdown, 2, "log").unwrap());
        let seen: Vec<_> = lines.iter().map(|line| (line.date.as_ref().map(|it| it.value.to_string()), line.words.of(text))).collect();
        assert_eq!(seen, [(Some("2026-10-14".into()), "Met her"), (None, "some day later"), (None, "2026-10-99 no date")]);
    }
}
