//! `missing-specifics`: a first message that could have gone to anybody.

use crate::checks::check::{Finding, MessageContext, Severity, check};
use crate::checks::message::shared::weighed;
use crate::markdown::tree::BlockKind;
use crate::prose::acts::act::Act;
use crate::prose::anatomy::model::{Sentence, Surety};
use crate::prose::cue_table::Cue;
use crate::prose::words::Word;
use crate::text::range::TextRange;

check! {
    /// Nothing in the message is about this person.
    ///
    /// ## Why it matters
    /// People can tell a letter that would fit anybody. One thing of theirs that you read, heard or share is why they answer you and not the other ten.
    ///
    /// ## Instead of
    /// > Hi Ada,
    /// >
    /// > I'm Sam, a line cook learning Rust. You have had a truly remarkable career and I would love to hear how you got to where you are. Could I have 20 minutes on Tuesday or Thursday?
    ///
    /// ## Try
    /// > Hi Ada,
    /// >
    /// > I'm Sam. Your talk on incremental parsing at Denver Rust named my problem exactly. How do you test it?
    ///
    /// ## Stays quiet
    /// When the message touches a fact, a log line or the role in the contact’s note, or tells of a talk, post, project or place you share.
    pub MISSING_SPECIFICS = { code: "missing-specifics", severity: Warning, reads: Message(missing_specifics) }
}

fn missing_specifics(ctx: &MessageContext<'_>) -> Vec<Finding> {
    let anatomy = ctx.anatomy;
    if !ctx.is_first || !ctx.is_known() || !anatomy.is_english || anatomy.is_empty() {
        return Vec::new();
    }
    let found = &anatomy.specifics;
    let (noted, best) = (found.noted.len(), found.best);
    let alone = if ctx.knows_you() { 0.3 } else { 0.45 };
    // “Impressed by all that you've achieved at Mill” is praise with a name on it.
    let decorated = |range: &TextRange| {
        let sentence = anatomy.sentences.iter().find(|sentence| sentence.range.covers(*range));
        sentence.is_some_and(|it| it.score(Act::Praise) >= 0.5 && it.score(Act::Specific) < 0.3)
    };
    let named = !found.is_decoration && found.company.iter().any(|range| !decorated(range));
    let with_company =
        named && (best >= 0.12 || anatomy.body().any(|sentence| asks_at_their_place(ctx, sentence)) || asks_what_they_made(ctx));
    let with_note = noted >= 2 || noted == 1 && best >= 0.1;
    // Words of theirs that are quoted stand in nobody else's message.
    let quotes = ctx.note.markdown.blocks.iter().any(|block| block.kind == BlockKind::Quote && ctx.message.message.covers(block.range));
    let speaks_to_them = anatomy.words.iter().any(|word| matches!(word.folded.as_str(), "you" | "your"));
    if quotes && speaks_to_them {
        return Vec::new();
    }
    if anatomy.body().any(|sentence| names_a_thing_of_theirs(anatomy.words_of(sentence))) {
        return Vec::new();
    }
    if best >= alone || with_company || with_note {
        return Vec::new();
    }
    let them = ctx.them();
    let praise = anatomy.body().find(|sentence| sentence.has(Cue::Praise) || sentence.score(Act::Praise) >= 0.5);
    let range = praise.map_or_else(|| ctx.anatomy.body().next().map_or_else(|| ctx.first_line(), |sentence| sentence.range), |it| it.range);
    let possible = best >= 0.3 || noted > 0 || ctx.knows_you();
    vec![weighed(
        range,
        if possible { Surety::Possible } else { Surety::Certain },
        Severity::Warning,
        format!("Nothing here is about {them}: it could go to anybody."),
        format!("Could {them} tell that this was written for nobody else?"),
        &format!("Name one thing of theirs, a talk, a project, a step they took, and why it brought you to {them}."),
    )]
}

/// Whether what they make does something in the message, and they are asked about it: “This morning Mill understood me swearing … How did you
/// teach it that?” In “I'd like to be at Mill” it does nothing.
fn asks_what_they_made(ctx: &MessageContext<'_>) -> bool {
    let anatomy = ctx.anatomy;
    let acts = |range: &TextRange| {
        let before = anatomy.words.iter().take_while(|word| word.range.end() <= range.start()).last();
        !before.is_some_and(|word| matches!(word.folded.as_str(), "at" | "for" | "with" | "in" | "to" | "of" | "from" | "join" | "about"))
    };
    let asks = |sentence: &Sentence| {
        let you = anatomy.words_of(sentence).iter().any(|word| matches!(word.folded.as_str(), "you" | "your"));
        sentence.is_question && you && sentence.length() >= 6 && sentence.score(Act::MeetingAsk) < 0.4
    };
    anatomy.specifics.company.iter().any(acts) && anatomy.body().any(asks)
}

/// A question that names their company asks about their place, not about any.
fn asks_at_their_place(ctx: &MessageContext<'_>, sentence: &Sentence) -> bool {
    let named = ctx.anatomy.specifics.company.iter().any(|range| sentence.range.covers(*range));
    named && (sentence.is_question || sentence.score(Act::Purpose) >= 0.3 || sentence.has(Cue::Purpose)) && sentence.length() >= 6
}

/// “your post about moving the booking service off cron”, “the paper that you wrote on meters”: a thing that somebody made or did, and of what.
/// What everybody has, a profile, a career, experience, is none; nor is a thing with nothing said of it.
fn names_a_thing_of_theirs(words: &[Word]) -> bool {
    const BEFORE_IT: usize = 4;
    let said = |at: usize| words.get(at).map_or("", |word| word.folded.as_str());
    let is_thing = |at: usize| THINGS.contains(&said(at).strip_suffix('s').unwrap_or(said(at))) || THINGS.contains(&said(at));
    let is_told_of = |at: usize| OF_WHAT.contains(&said(at)) && tells(words.get(at + 1..).unwrap_or_default());
    let goes_on = |at: usize| words[at].then == ' ';
    (0..words.len()).any(|at| match said(at) {
        "your" => {
            let thing = (at + 1..=at + BEFORE_IT)
                .take_while(|next| goes_on(next - 1))
                .filter(|next| *next < words.len())
                .find(|next| is_thing(*next));
            thing.is_some_and(|thing| goes_on(thing) && is_told_of(thing + 1))
        }
        "the" => {
            let thing = (at + 1..=at + BEFORE_IT).take_while(|next| *next < words.len() && goes_on(next - 1)).find(|next| is_thing(*next));
            thing.is_some_and(|thing| {
                let they = thing + 1 + usize::from(said(thing + 1) == "that" || said(thing + 1) == "which");
                goes_on(thing) && matches!(said(they), "you" | "you've") && MADE.contains(&said(they + 1))
            })
        }
        _ => false,
    })
}

/// Whether words say something of a thing: one at least that is not only a place where everybody is.
fn tells(words: &[Word]) -> bool {
    const LOOKED_AT: usize = 4;
    let end = words.iter().position(|word| word.then != ' ').map_or(words.len(), |at| at + 1).min(LOOKED_AT);
    words[..end].iter().any(|word| word.folded.len() > 2 && !NOTHING.contains(&word.folded.as_str()))
}

const THINGS: &[&str] = &[
    "talk",
    "keynote",
    "presentation",
    "slide",
    "panel",
    "workshop",
    "webinar",
    "podcast",
    "episode",
    "interview",
    "post",
    "article",
    "essay",
    "paper",
    "thesis",
    "series",
    "guide",
    "tutorial",
    "thread",
    "newsletter",
    "book",
    "chapter",
    "column",
    "writeup",
    "checklist",
    "report",
    "demo",
    "fix",
    "patch",
    "commit",
    "request",
    "issue",
    "library",
    "package",
    "crate",
    "plugin",
    "driver",
    "tool",
    "app",
    "simulator",
    "script",
    "parser",
    "compiler",
    "dashboard",
    "diagram",
    "chart",
    "map",
    "drawing",
    "page",
    "repo",
    "repository",
    "prototype",
    "study",
    "dataset",
    "experiment",
    "mortem",
    "note",
    "answer",
    "review",
    "move",
    "switch",
    "jump",
    "catalogue",
    "catalog",
    "game",
    "film",
    "photo",
    "recipe",
    "stream",
    "video",
    "story",
    "list",
    "site",
    "website",
    "checker",
    "tracker",
    "planner",
    "sorter",
    "logger",
    "bot",
    "font",
];
const OF_WHAT: &[&str] = &["on", "about", "of", "for", "from", "to", "against", "with", "behind", "at", "in"];
const MADE: &[&str] = &[
    "wrote",
    "write",
    "written",
    "gave",
    "given",
    "built",
    "build",
    "made",
    "make",
    "put",
    "published",
    "posted",
    "shared",
    "drew",
    "told",
    "coded",
    "ran",
    "run",
    "presented",
    "released",
    "maintain",
    "showed",
    "taught",
    "recorded",
    "designed",
    "wired",
    "started",
];
const NOTHING: &[&str] = &[
    "the",
    "this",
    "that",
    "your",
    "our",
    "their",
    "linkedin",
    "github",
    "twitter",
    "slack",
    "website",
    "site",
    "web",
    "internet",
    "online",
    "blog",
    "company",
    "team",
    "firm",
    "startup",
    "work",
    "career",
    "tech",
    "technology",
    "industry",
    "field",
    "software",
    "and",
    "last",
    "week",
    "month",
    "year",
    "yesterday",
    "today",
    "there",
    "here",
    "all",
    "company's",
    "general",
    "details",
    "more",
    "you",
    "see",
    "which",
    "how",
];

#[cfg(test)]
mod tests {
    use super::MISSING_SPECIFICS;
    use crate::testing::fires;

    /// A first message to a stranger whose note says nothing of it.
    fn with(sentence: &str) -> String {
        format!(
            "Hi Ada,\n\nI'm Sam, a line cook learning to program. {sentence} Could I ask you about it over a 25-minute video call, on Tuesday 1 December or Thursday 3 December?\n\nMany thanks,\nSam"
        )
    }

    #[test]
    fn a_thing_that_they_made_and_of_what_it_is_is_specific() {
        for sentence in [
            "I'm writing because of your driver for the soil sensor.",
            "I'm writing because of your post about moving the booking service off cron.",
            "I have a question about your diagrams of the tidal forecast service.",
            "Thanks for your paper on meter firmware updates.",
            "Your move from the wet lab to code stays with me.",
            "I keep using the checklist you put together.",
        ] {
            assert!(!fires(&MISSING_SPECIFICS, &with(sentence)), "{sentence}");
        }
    }

    #[test]
    fn a_thing_with_nothing_said_of_it_is_none() {
        for sentence in
            ["I saw your posts on LinkedIn", "I follow your talks in general", "your career at the bank", "the talk that I gave"]
        {
            assert!(!super::names_a_thing_of_theirs(&crate::prose::words::words(sentence, 0)), "{sentence}");
        }
    }

    #[test]
    fn what_everybody_has_is_not() {
        for sentence in [
            "Your profile on LinkedIn is impressive.",
            "I admire your career in tech.",
            "Your work at the company inspires me.",
            "Your story is an inspiration to all of us.",
        ] {
            assert!(fires(&MISSING_SPECIFICS, &with(sentence)), "{sentence}");
        }
    }

    #[test]
    fn a_company_named_where_any_would_fit_is_decoration() {
        let told = |sentence: &str| {
            fires(
                &MISSING_SPECIFICS,
                &format!(
                    "//- contacts/bo.md\n---\nname: Bo Ek\ncompany: Lark & Moss\n---\n//- outreach/2026-11-23-ada-lovelace.md\n---\nto: Bo Ek\n---\nHi Bo,\n\nI'm Sam, a former cook learning Rust. {sentence}\n\nWould Tuesday or Thursday suit for 20 minutes?\n\nThanks,\nSam"
                ),
            )
        };
        assert!(told("I'd love to learn more about what you do at Lark & Moss."));
        assert!(told("I want to learn what it is like to work at Lark & Moss."));
        assert!(!told("I'd love to learn how you keep the seed maps fresh at Lark & Moss."));
    }

    #[test]
    fn a_fact_of_the_note_is_specific() {
        assert!(!fires(
            &MISSING_SPECIFICS,
            "Hi Ada,

I'm Sam. You taught maths before you came to compilers; what carried over?"
        ));
    }
}
