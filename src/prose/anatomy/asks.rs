//! What each sentence asks for. The classifier stands at the centre: phrases lower what score it takes, innocent frames raise it, and of
//! the improper asks in one sentence the strongest counts.

use std::cmp::Ordering;

use crate::prose::acts::act::{Act, Stage};
use crate::prose::acts::score::score;
use crate::prose::anatomy::model::{Ask, AskKind, Place, Sentence, Surety, surety};
use crate::prose::anatomy::sentence::clauses;
use crate::prose::cue_table::Cue;
use crate::prose::cues::CueHit;
use crate::prose::words::Word;
use crate::text::range::TextRange;

/// The scores that it takes to be taken for an improper ask, found on whole messages: there a sentence asks for a job far more seldom than
/// among the labelled sentences, so that the classifier's own thresholds would misfire. What is less than sure is asked, not said.
mod bar {
    /// With a sure phrase: certain from here on.
    pub const SURE: f32 = 0.35;
    /// With a sure phrase: likely from here on, below only possible.
    pub const DOUBTFUL: f32 = 0.15;
    /// With a hinting phrase: likely from here on.
    pub const HINTED: f32 = 0.5;
    /// With a hinting phrase: possible.
    pub const HINTED_PERHAPS: f32 = 0.2;
    /// With a hinting phrase: certain.
    pub const HINTED_SURE: f32 = 0.9;
    /// With no phrase: certain.
    pub const ALONE_SURE: f32 = 0.95;
    /// With no phrase: likely.
    pub const ALONE: f32 = 0.8;
    /// With no phrase, for a job or for hiring in a first message: possible. Stories and figures of speech score as much as a doubtful ask.
    pub const ALONE_PERHAPS: f32 = 0.4;
    /// With no phrase, for a referral or in another message, where less is told that sounds like it: possible.
    pub const ALONE_PERHAPS_HERE: f32 = 0.25;
    /// What the three improper acts together are worth for each of them: a sentence that clearly asks for one of them may be split among them.
    pub const TOGETHER: f32 = 0.6;
    /// With no phrase: from here on a sentence is plainly something else.
    pub const PLAIN: f32 = 0.5;
    /// From here on a sentence plainly asks for another favour.
    pub const FAVOUR: f32 = 0.85;
    /// What an innocent frame adds to all of these.
    pub const INNOCENT: f32 = 0.42;
}

/// What the sentences ask for, in their order.
#[must_use]
pub fn asks(own: &str, offset: usize, sentences: &[Sentence], words: &[Word], stage: Stage) -> Vec<Ask> {
    let mut found = Vec::new();
    for (index, sentence) in
        sentences.iter().enumerate().filter(|(_, sentence)| sentence.place != Place::Greeting && sentence.place != Place::Contact)
    {
        improper(own, offset, index, sentence, words, stage, &mut found);
        let mut add = |kind, surety| found.push(Ask { kind, surety, range: sentence.range, sentence: index });
        let meeting =
            sentence.score(Act::MeetingAsk).max(of_its_clause(own, offset, sentence, words, Cue::MeetingAsk, Act::MeetingAsk, stage));
        if sentence.has(Cue::MeetingAsk) && meeting >= 0.04 || meeting >= 0.5 {
            add(AskKind::Meeting, if meeting >= 0.5 { Surety::Certain } else { Surety::Likely });
        }
        let favour = sentence.score(Act::OtherAsk);
        if sentence.has(Cue::OtherAsk) && favour >= 0.25 || favour >= 0.7 {
            add(AskKind::Favour, if favour >= 0.5 { Surety::Certain } else { Surety::Likely });
        }
        let question = sentence.score(Act::Question).max(sentence.score(Act::ProcessQuestion));
        let invites = sentence.has(Cue::AnswerAsk) && question.max(sentence.score(Act::Purpose)).max(favour).max(meeting) >= 0.05;
        if sentence.is_question || invites || question >= 0.5 {
            add(AskKind::Answer, if sentence.is_question || question >= 0.5 { Surety::Certain } else { Surety::Likely });
        }
    }
    found
}

fn improper(own: &str, offset: usize, index: usize, sentence: &Sentence, words: &[Word], stage: Stage, found: &mut Vec<Ask>) {
    let judged = [
        (AskKind::Job, Act::JobAsk, judge(sentence, words, stage, Act::JobAsk, Cue::JobAsk, Cue::JobHint)),
        (AskKind::Referral, Act::ReferralAsk, judge(sentence, words, stage, Act::ReferralAsk, Cue::ReferralAsk, Cue::ReferralHint)),
        (AskKind::Hiring, Act::HiringProbe, judge(sentence, words, stage, Act::HiringProbe, Cue::HiringProbe, Cue::HiringHint)),
    ];
    let of =
        |it: &(AskKind, Act, Option<(Surety, Option<CueHit>)>)| it.2.map(|(surety, hit)| strength(sentence, it.1, surety, hit.is_some()));
    let strongest =
        judged.iter().filter(|it| it.2.is_some()).max_by(|one, other| of(one).partial_cmp(&of(other)).unwrap_or(Ordering::Equal));
    let Some((kind, act, Some((surety, hit)))) = strongest else {
        return;
    };
    let range = narrow(own, offset, sentence, words, *hit, *act, stage);
    found.push(Ask { kind: *kind, surety: *surety, range, sentence: index });
    // A second one in another clause, beyond doubt, is a second fault: “consider me for any vacancy and forward my CV”.
    for (other, act, verdict) in &judged {
        let Some((Surety::Certain, Some(second))) = verdict else { continue };
        let apart = hit.is_some_and(|first| second.first > first.last + 1 || first.first > second.last + 1);
        if other != kind
            && *surety == Surety::Certain
            && apart
            && *kind != AskKind::Hiring
            && *other != AskKind::Hiring
            && sentence.score(*act) >= 0.3
        {
            let range = narrow(own, offset, sentence, words, Some(*second), *act, stage);
            found.push(Ask { kind: *other, surety: Surety::Likely, range, sentence: index });
        }
    }
}

/// What a message to somebody one has not met must not ask for. They compete for a sentence.
const IMPROPER: [Act; 3] = [Act::JobAsk, Act::ReferralAsk, Act::HiringProbe];

/// How strongly a reading speaks against the other two: what the classifier sees, and more where a phrase says it, too.
fn strength(sentence: &Sentence, act: Act, surety: Surety, has_phrase: bool) -> f32 {
    let phrase = match (has_phrase, surety) {
        (false, _) => 0.0,
        (true, Surety::Possible) => 0.1,
        (true, _) => 0.35,
    };
    sentence.score(act) + phrase
}

/// Whether a denial reaches as far as an ask: “not after a job, a referral or a favour”, but not beyond a “but”.
fn is_denied(denial: &CueHit, ask: &CueHit, words: &[Word]) -> bool {
    let turns = |word: &Word| {
        matches!(word.folded.as_str(), "but" | "though" | "however" | "yet" | "still" | "only" | "please" | "if") || word.then == ';'
    };
    let between = words.get(denial.last + 1..ask.first).unwrap_or_default();
    denial.first <= ask.last && !between.iter().any(turns)
}

fn judge(sentence: &Sentence, words: &[Word], stage: Stage, act: Act, sure: Cue, hint: Cue) -> Option<(Surety, Option<CueHit>)> {
    let improper = IMPROPER.map(|act| sentence.score(act));
    let score = sentence.score(act).max(improper.iter().sum::<f32>() * bar::TOGETHER);
    let innocent = sentence.has(Cue::Innocent) || sentence.has(Cue::Harmless);
    let raised = if innocent { bar::INNOCENT } else { 0.0 };
    let denied = |hit: &CueHit| sentence.cues.iter().any(|it| it.cue == Cue::Denied && is_denied(it, hit, words));
    let place =
        |cue: Cue| sentence.cues.iter().filter(|hit| hit.cue == cue && !denied(hit)).max_by_key(|hit| hit.last - hit.first).copied();
    if let Some(hit) = place(sure) {
        // The improper acts compete for one sentence; what another one takes speaks for this one, too, where its phrase is there.
        let score = score.max(improper.into_iter().fold(0.0, f32::max) * 0.7);
        let surety = surety(score, if innocent { bar::DOUBTFUL + raised } else { 0.0 }, bar::DOUBTFUL + raised, bar::SURE + raised)?;
        return Some((surety, Some(hit)));
    }
    if sentence.has(Cue::Harmless)
        || sentence.has(Cue::Denied)
        || aspires(words.get(sentence.words.0..sentence.words.1).unwrap_or_default())
    {
        return None;
    }
    let (hit, possible, likely, certain) = match place(hint) {
        Some(hit) => (Some(hit), bar::HINTED_PERHAPS, bar::HINTED, bar::HINTED_SURE),
        None if act == Act::ReferralAsk || matches!(stage, Stage::ThankYou | Stage::Reply) => {
            (None, bar::ALONE_PERHAPS_HERE, bar::ALONE, bar::ALONE_SURE)
        }
        None => (None, bar::ALONE_PERHAPS, bar::ALONE, bar::ALONE_SURE),
    };
    let surety = surety(score, possible + raised, likely + raised, certain + raised)?;
    // What is plainly something else, a story or an offer of days, asks for nothing unless the words for it are there.
    let other = ELSE.into_iter().map(|act| sentence.score(act)).fold(0.0, f32::max);
    let told = hit.is_none() && other >= bar::PLAIN && score < other;
    let favour = sentence.score(Act::OtherAsk);
    let other_favour = favour >= bar::FAVOUR && score < favour;
    (!told && !other_favour).then_some((surety, hit))
}

/// What a sentence may plainly be instead of an improper ask.
const ELSE: [Act; 5] = [Act::Past, Act::Slot, Act::Regard, Act::Expert, Act::Link];

/// What a long sentence's clause with a phrase scores by itself: among many others, a request at its end hardly moves the whole.
fn of_its_clause(own: &str, offset: usize, sentence: &Sentence, words: &[Word], cue: Cue, act: Act, stage: Stage) -> f32 {
    const LONG: usize = 25;
    let Some(hit) = sentence.cues.iter().rev().find(|hit| hit.cue == cue).filter(|_| LONG <= sentence.length()) else { return 0.0 };
    let parts = clauses(&words[sentence.words.0..sentence.words.1]);
    let Some(clause) = parts.into_iter().find(|clause| clause.covers(words[hit.first].range)) else { return 0.0 };
    own.get(clause.start() - offset..clause.end() - offset).map_or(0.0, |said| score(said, stage).score(act))
}

/// “I want to work on error messages one day”: a wish for a kind of work, with no word of theirs or of a place in it.
fn aspires(words: &[Word]) -> bool {
    const THEIRS: &[&str] = &[
        "you",
        "your",
        "yours",
        "you're",
        "u",
        "ur",
        "team",
        "company",
        "at",
        "hire",
        "hired",
        "job",
        "jobs",
        "role",
        "position",
        "spot",
        "chance",
        "opportunity",
        "us",
        "intern",
        "internship",
        "startup",
        "firm",
        "place",
        "there",
        "join",
        "start",
        "under",
        "somewhere",
    ];
    const REACH: usize = 8;
    let works = |at: &usize| words[*at].folded == "work" && matches!(words[at + 1].folded.as_str(), "on" | "with" | "in");
    let Some(at) = (0..words.len().saturating_sub(1)).find(works) else { return false };
    // What follows another “and” is another matter: “… and would value your view”.
    let ends = |at: &usize| words[*at].folded == "and" || words[at - 1].then != ' ';
    let end = (at + 2..words.len()).find(ends).unwrap_or(words.len());
    let clause = &words[at.saturating_sub(REACH)..end];
    let for_somebody = |pair: &[Word]| matches!(pair[0].folded.as_str(), "for" | "at") && pair[1].capital;
    !clause.iter().any(|word| THEIRS.contains(&word.folded.as_str())) && !clause.windows(2).any(for_somebody)
}

/// The clause that asks: the one with the phrase, else the one that scores highest, else the sentence.
fn narrow(own: &str, offset: usize, sentence: &Sentence, words: &[Word], hit: Option<CueHit>, act: Act, stage: Stage) -> TextRange {
    let parts = clauses(&words[sentence.words.0..sentence.words.1]);
    let clause = match hit {
        Some(hit) => parts.into_iter().find(|clause| clause.covers(words[hit.first].range)),
        None => {
            let text = |clause: &TextRange| own.get(clause.start() - offset..clause.end() - offset).unwrap_or_default().to_owned();
            let scored = parts.into_iter().map(|clause| (score(&text(&clause), stage).score(act), clause));
            scored.max_by(|one, other| one.0.total_cmp(&other.0)).filter(|(best, _)| *best >= 0.5).map(|(_, clause)| clause)
        }
    };
    clause.unwrap_or(sentence.range)
}
