//! What a message is made of. All ranges are byte ranges of the note's text.

use crate::calendar::slot::Slot;
use crate::prose::acts::act::{ACT_COUNT, Act, Stage};
use crate::prose::cue_table::Cue;
use crate::prose::cues::CueHit;
use crate::prose::words::Word;
use crate::text::range::TextRange;

/// A message, read once.
#[derive(Clone, Debug)]
pub struct Anatomy {
    /// The keeper's own words, byte for byte as long as the message: comments, code and quotations are spaces.
    pub own: String,
    /// Where the message begins in the note.
    pub offset: usize,
    /// Every word of it.
    pub words: Vec<Word>,
    /// Its sentences, greeting and sign-off included.
    pub sentences: Vec<Sentence>,
    /// Whether it is written in English; checks that need a language stay quiet otherwise.
    pub is_english: bool,
    /// The stage it stands at.
    pub stage: Stage,
    /// How it opens.
    pub opening: Opening,
    /// The name it is signed with.
    pub signature: Option<TextRange>,
    /// The dates and times in it, with how surely each is offered.
    pub offers: Vec<Offer>,
    /// What it asks for, the strongest ask of each sentence.
    pub asks: Vec<Ask>,
    /// The longest time it asks for, in minutes, with the words for it.
    pub duration: Option<(u32, TextRange)>,
    /// Places where the author left something to fill in.
    pub placeholders: Vec<TextRange>,
    /// What in it is about this person.
    pub specifics: Specifics,
}

/// Where in a message a sentence stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The greeting on a line of its own.
    Greeting,
    /// The message proper.
    Body,
    /// A closing formula or the name.
    SignOff,
    /// An address, a telephone number, a link, below the name.
    Contact,
    /// What follows a P.S.
    Postscript,
}

/// One sentence and what it does.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Where it stands.
    pub range: TextRange,
    /// Its words among those of the message: the first, and the one after the last.
    pub words: (usize, usize),
    /// Where in the message.
    pub place: Place,
    /// Whether it ends with a question mark.
    pub is_question: bool,
    /// How likely it does each act, its best clause counted.
    pub scores: [f32; ACT_COUNT],
    /// The phrases in it; places count in the words of the message.
    pub cues: Vec<CueHit>,
}

impl Sentence {
    /// How likely it does `act`, from 0 to 1.
    #[must_use]
    pub fn score(&self, act: Act) -> f32 {
        self.scores[act.index()]
    }

    /// Whether a phrase of this kind stands in it.
    #[must_use]
    pub fn has(&self, cue: Cue) -> bool {
        self.cues.iter().any(|hit| hit.cue == cue)
    }

    /// How many words it has.
    #[must_use]
    pub fn length(&self) -> usize {
        self.words.1 - self.words.0
    }

    /// Whether it is part of what the message says: body or postscript.
    #[must_use]
    pub fn is_body(&self) -> bool {
        matches!(self.place, Place::Body | Place::Postscript)
    }
}

/// How a message opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// The words of the greeting, `Hi Ada`; empty at the start where there is none.
    pub range: TextRange,
    /// Whom it greets.
    pub greets: Greets,
}

/// Whom a greeting names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Greets {
    /// The person it goes to.
    Them,
    /// Somebody else, by this word.
    Another(TextRange),
    /// A word that is nearly their name.
    Nearly(TextRange),
    /// Several at once: `Hi all`.
    Several(TextRange),
    /// A slot that was to be filled in.
    Placeholder,
    /// Nobody by name.
    Nobody,
}

/// A date, time or span that stands in the message.
#[derive(Clone, Debug)]
pub struct Offer {
    /// What it is; its ranges count in the note.
    pub slot: Slot,
    /// The sentence it stands in.
    pub sentence: usize,
    /// Whether the sentence offers it for a meeting, as far as can be told.
    pub is_offered: bool,
}

/// What a sentence asks for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ask {
    /// For what.
    pub kind: AskKind,
    /// How surely.
    pub surety: Surety,
    /// The words that ask.
    pub range: TextRange,
    /// The sentence.
    pub sentence: usize,
}

/// What can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AskKind {
    /// A job, however indirectly.
    Job,
    /// A referral.
    Referral,
    /// Whether they hire.
    Hiring,
    /// A call, coffee or visit.
    Meeting,
    /// Another favour.
    Favour,
    /// An answer by return.
    Answer,
}

/// How sure a reading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Surety {
    /// A careful reader could wonder.
    Possible,
    /// A careful reader would think so.
    Likely,
    /// There is no doubt.
    Certain,
}

/// How sure a reading is that scores so much: certain from `certain` on, likely from `likely`, possible from `possible`, else nothing.
#[must_use]
pub fn surety(score: f32, possible: f32, likely: f32, certain: f32) -> Option<Surety> {
    if score >= certain {
        Some(Surety::Certain)
    } else if score >= likely {
        Some(Surety::Likely)
    } else {
        (score >= possible).then_some(Surety::Possible)
    }
}

/// What in a message is about the person it goes to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Specifics {
    /// Words that also stand in the contact's facts, log or role.
    pub noted: Vec<TextRange>,
    /// Where their company is named.
    pub company: Vec<TextRange>,
    /// Whether any other company's name would do as well wherever theirs stands.
    pub is_decoration: bool,
    /// How likely the most telling sentence is about them, their work, or how the two know each other; from 0 to 1.
    pub best: f32,
}

impl Anatomy {
    /// The keeper's own words at a range of the note.
    #[must_use]
    pub fn of(&self, range: TextRange) -> &str {
        let within = self.offset <= range.start() && range.end() <= self.offset + self.own.len();
        let local = |at: usize| at - self.offset;
        if within { self.own.get(local(range.start())..local(range.end())).unwrap_or_default() } else { "" }
    }

    /// The words of a sentence.
    #[must_use]
    pub fn words_of(&self, sentence: &Sentence) -> &[Word] {
        self.words.get(sentence.words.0..sentence.words.1).unwrap_or_default()
    }

    /// The sentences of the message proper and its postscript.
    pub fn body(&self) -> impl Iterator<Item = &Sentence> {
        self.sentences.iter().filter(|sentence| sentence.is_body())
    }

    /// The range of a phrase.
    #[must_use]
    pub fn range_of(&self, hit: &CueHit) -> TextRange {
        self.words[hit.first].range.join(self.words[hit.last].range)
    }

    /// Every place of a phrase of this kind, body and closing alike.
    pub fn places(&self, cue: Cue) -> impl Iterator<Item = TextRange> + '_ {
        self.sentences.iter().flat_map(|sentence| &sentence.cues).filter(move |hit| hit.cue == cue).map(|hit| self.range_of(hit))
    }

    /// The highest score of an act in any sentence that is not the greeting.
    #[must_use]
    pub fn best(&self, act: Act) -> f32 {
        self.sentences.iter().filter(|it| it.place != Place::Greeting).map(|it| it.score(act)).fold(0.0, f32::max)
    }

    /// Whether something is asked for that is at least so sure.
    #[must_use]
    pub fn asks_for(&self, kind: AskKind, surety: Surety) -> Option<&Ask> {
        self.asks.iter().filter(|ask| ask.kind == kind && surety <= ask.surety).max_by_key(|ask| ask.surety)
    }

    /// Dates and times that the message proposes.
    pub fn offered(&self) -> impl Iterator<Item = &Offer> {
        self.offers.iter().filter(|offer| offer.is_offered)
    }

    /// Whether the message has no words at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}
