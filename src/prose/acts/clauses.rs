//! Who does what to whom: a light look at the verbs of a sentence, their subjects and their objects.

use std::ops::Range;

use crate::prose::acts::classes::Class;
use crate::prose::acts::math::hash_bytes;
use crate::prose::acts::tokens::{Kind, Token};

/// One verb with what stands around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The verb's token.
    pub at: usize,
    /// The verb's class.
    pub verb: Class,
    /// Who does it.
    pub subject: Party,
    /// The token of the subject; the verb's own where there is none.
    pub subject_at: usize,
    /// To whom or what.
    pub object: Party,
    /// The token of the object; the verb's own where there is none.
    pub object_at: usize,
    /// How it is said.
    pub mood: Mood,
    /// Whether it is past.
    pub past: bool,
    /// Whether it is denied.
    pub denied: bool,
}

/// Somebody or something that does or is done to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Party {
    /// Nobody named.
    Nobody,
    /// The writer.
    Writer,
    /// Something of the writer's, of this class.
    Writers(Option<Class>),
    /// The reader.
    Reader,
    /// Something of the reader's, of this class.
    Readers(Option<Class>),
    /// Both, or the writer's people.
    Us,
    /// Third persons.
    Others,
    /// A question word.
    Asked,
    /// Somebody or something with a name.
    Named,
    /// Something of this class.
    Thing(Class),
    /// Something else.
    Else,
}

impl Party {
    /// A number for the party, the same in every version.
    #[must_use]
    pub fn code(self) -> u64 {
        let class = |class: Option<Class>| class.map_or(0xff, |class| class as u64);
        match self {
            Party::Nobody => 1,
            Party::Writer => 2,
            Party::Reader => 3,
            Party::Us => 4,
            Party::Others => 5,
            Party::Asked => 6,
            Party::Named => 7,
            Party::Else => 8,
            Party::Writers(of) => 0x1000 + class(of),
            Party::Readers(of) => 0x2000 + class(of),
            Party::Thing(of) => 0x3000 + of as u64,
        }
    }
}

/// How a verb is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Mood {
    /// Told.
    Told,
    /// Asked with the auxiliary first: "could you …".
    Asked,
    /// Asked with a question word: "how do you …".
    Wh,
    /// Supposed: "if you …", "whether you …".
    Supposed,
    /// Bidden: "keep me in mind".
    Bidden,
}

const VERBS: [Class; 20] = [
    Class::Hire,
    Class::Refer,
    Class::Pass,
    Class::Review,
    Class::Meet,
    Class::Apply,
    Class::Work,
    Class::Tour,
    Class::Learn,
    Class::Ask,
    Class::Answer,
    Class::Want,
    Class::Tell,
    Class::Read,
    Class::Make,
    Class::Write,
    Class::Help,
    Class::Thank,
    Class::Have,
    Class::Be,
];

/// The verbs of the tokens with their surroundings.
#[must_use]
pub fn frames(list: &[Token]) -> Vec<Frame> {
    (0..list.len()).filter_map(|at| frame(list, at)).collect()
}

/// The clauses of a long sentence that are worth a look of their own; none where it is short or all of one piece.
#[must_use]
pub fn pieces(list: &[Token]) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    if list.len() < LONG_TOKENS {
        return pieces;
    }
    let mut start = 0;
    for at in 0..=list.len() {
        if at == list.len() || (start < at && cuts(list, at)) {
            if LEAST_TOKENS <= at - start && at - start < list.len() {
                pieces.push(start..at);
            }
            start = at;
        }
    }
    pieces
}

/// From how many tokens on a sentence is long, and a clause worth a look.
const LONG_TOKENS: usize = 14;
const LEAST_TOKENS: usize = 5;

/// Whether a new clause begins at the token `at`.
fn cuts(list: &[Token], at: usize) -> bool {
    let before = &list[at - 1];
    if [';', ':', '-', '.', '?', '!', '(', ')'].into_iter().any(|mark| before.is_mark(mark)) {
        return true;
    }
    let opens = |token: &Token| {
        let person = [Class::I, Class::You, Class::We, Class::They, Class::My, Class::Your].into_iter().any(|class| token.is(class));
        person || token.is(Class::Modal) || token.is(Class::Wh) || token.is(Class::Do)
    };
    let joined = before.is_mark(',') || (joins(before) && !supposes(before));
    (joined && opens(&list[at])) || (list[at].is(Class::Whether) && before.is_mark(','))
}

fn frame(list: &[Token], at: usize) -> Option<Frame> {
    let token = &list[at];
    if token.kind != Kind::Word || at.checked_sub(1).is_some_and(|before| makes_a_noun(&list[before])) {
        return None;
    }
    let verb = VERBS.into_iter().find(|class| token.is(*class))?;
    let start = clause_start(list, at);
    let (subject, subject_at) = subject(list, start, at);
    let (object, object_at) = object(list, at);
    let before = &list[start..at];
    let past = token.shape == 'd' || before.iter().any(|token| token.is(Class::Have)) || is_past(token);
    let denied = before.iter().any(|token| token.is(Class::Not));
    let mood = mood(list, start, subject_at, at, subject);
    Some(Frame { at, verb, subject, subject_at, object, object_at, mood, past, denied })
}

/// After a determiner or a possessive even a verb's word is a noun: "your ask", "a call".
fn makes_a_noun(before: &Token) -> bool {
    const A: u64 = hash_bytes(b"a");
    const AN: u64 = hash_bytes(b"an");
    const THE: u64 = hash_bytes(b"the");
    const THIS: u64 = hash_bytes(b"this");
    [A, AN, THE, THIS].contains(&before.word) || before.is(Class::My) || before.is(Class::Your)
}

fn is_past(token: &Token) -> bool {
    const PAST: [u64; 16] = [
        hash_bytes(b"was"),
        hash_bytes(b"were"),
        hash_bytes(b"had"),
        hash_bytes(b"did"),
        hash_bytes(b"said"),
        hash_bytes(b"told"),
        hash_bytes(b"wrote"),
        hash_bytes(b"sent"),
        hash_bytes(b"gave"),
        hash_bytes(b"met"),
        hash_bytes(b"spoke"),
        hash_bytes(b"saw"),
        hash_bytes(b"heard"),
        hash_bytes(b"made"),
        hash_bytes(b"ran"),
        hash_bytes(b"left"),
    ];
    PAST.contains(&token.word)
}

/// Where the clause of the token at `at` begins: after a mark or a word that opens another clause.
fn clause_start(list: &[Token], at: usize) -> usize {
    let opens = |place: &usize| list[*place].kind == Kind::Mark || joins(&list[*place]);
    (0..at).rev().find(opens).map_or(0, |place| if list[place].kind == Kind::Mark || !supposes(&list[place]) { place + 1 } else { place })
}

fn joins(token: &Token) -> bool {
    const JOINS: [u64; 6] =
        [hash_bytes(b"and"), hash_bytes(b"but"), hash_bytes(b"or"), hash_bytes(b"so"), hash_bytes(b"because"), hash_bytes(b"that")];
    JOINS.contains(&token.word) || supposes(token)
}

fn supposes(token: &Token) -> bool {
    token.is(Class::Whether) || token.is(Class::Wh)
}

fn subject(list: &[Token], start: usize, at: usize) -> (Party, usize) {
    for place in (start..at).rev() {
        let token = &list[place];
        let party = if token.is(Class::I) {
            Party::Writer
        } else if token.is(Class::You) {
            Party::Reader
        } else if token.is(Class::We) {
            Party::Us
        } else if token.is(Class::They) {
            Party::Others
        } else if token.is(Class::Your) {
            Party::Readers(class_between(list, place + 1, at))
        } else if token.is(Class::My) {
            Party::Writers(class_between(list, place + 1, at))
        } else if token.kind == Kind::Name {
            Party::Named
        } else if place == start && supposes(token) {
            Party::Asked
        } else if let Some(class) =
            [Class::Person, Class::Others, Class::Team, Class::Boss, Class::Any, Class::Junior].into_iter().find(|c| token.is(*c))
        {
            if owned(list, start, place) {
                continue;
            }
            Party::Thing(class)
        } else {
            continue;
        };
        return (party, place);
    }
    (Party::Nobody, at)
}

/// Whether a possessive stands shortly before, which then says whose it is.
fn owned(list: &[Token], start: usize, at: usize) -> bool {
    list[start..at].iter().rev().take(3).any(|token| token.is(Class::Your) || token.is(Class::My))
}

fn class_between(list: &[Token], from: usize, to: usize) -> Option<Class> {
    list[from..to.min(from + 3).max(from)].iter().find_map(noun_class)
}

/// The classes of things that matter as subjects and objects, the more telling first.
fn noun_class(token: &Token) -> Option<Class> {
    const NOUNS: [Class; 22] = [
        Class::Cv,
        Class::Boss,
        Class::Junior,
        Class::Role,
        Class::Interview,
        Class::Headcount,
        Class::Refer,
        Class::Apply,
        Class::Occasion,
        Class::Piece,
        Class::Team,
        Class::Code,
        Class::Trade,
        Class::Student,
        Class::Tech,
        Class::Field,
        Class::Person,
        Class::Others,
        Class::Advice,
        Class::Chance,
        Class::Minutes,
        Class::Any,
    ];
    NOUNS.into_iter().find(|class| token.is(*class))
}

fn object(list: &[Token], at: usize) -> (Party, usize) {
    for (place, token) in list.iter().enumerate().skip(at + 1).take(6) {
        if token.kind == Kind::Mark {
            break;
        }
        let party = if token.is(Class::I) {
            Party::Writer
        } else if token.is(Class::You) {
            Party::Reader
        } else if token.is(Class::We) {
            Party::Us
        } else if token.is(Class::They) {
            Party::Others
        } else if token.is(Class::Your) {
            Party::Readers(class_between(list, place + 1, list.len()))
        } else if token.is(Class::My) {
            Party::Writers(class_between(list, place + 1, list.len()))
        } else if token.kind == Kind::Name {
            Party::Named
        } else if token.is(Class::Wh) {
            Party::Asked
        } else if let Some(class) = noun_class(token) {
            Party::Thing(class)
        } else if token.is(Class::Function) || token.is(Class::Be) || token.is(Class::Have) || token.is(Class::Modal) {
            continue;
        } else {
            Party::Else
        };
        return (party, place);
    }
    (Party::Nobody, at)
}

fn mood(list: &[Token], start: usize, subject_at: usize, at: usize, subject: Party) -> Mood {
    let first = list.get(start);
    if first.is_some_and(|token| token.is(Class::Whether)) {
        return Mood::Supposed;
    }
    if first.is_some_and(|token| token.is(Class::Wh)) {
        return Mood::Wh;
    }
    let auxiliary = |token: &Token| token.is(Class::Modal) || token.is(Class::Do) || token.is(Class::Be) || token.is(Class::Have);
    if subject != Party::Nobody && list[start..subject_at].iter().any(auxiliary) {
        return Mood::Asked;
    }
    let bare = list[start..at].iter().all(|token| token.is(Class::Function) || token.is(Class::Stiff) || token.is(Class::Casual));
    if subject == Party::Nobody && bare { Mood::Bidden } else { Mood::Told }
}

#[cfg(test)]
mod tests {
    use super::{Frame, Mood, Party, frames};
    use crate::prose::acts::classes::Class;
    use crate::prose::acts::tokens::tokens;

    fn frame_of(sentence: &str, verb: Class) -> Frame {
        frames(&tokens(sentence).list).into_iter().find(|frame| frame.verb == verb).expect("a frame")
    }

    #[test]
    fn you_may_be_asked_to_pass_on_the_writers_cv() {
        let frame = frame_of("Could you pass my CV to your manager?", Class::Pass);
        assert_eq!((frame.subject, frame.object, frame.mood), (Party::Reader, Party::Writers(Some(Class::Cv)), Mood::Asked));
    }

    #[test]
    fn your_team_hires() {
        let frame = frame_of("I wonder how your team hires juniors", Class::Hire);
        assert_eq!((frame.subject, frame.mood), (Party::Readers(Some(Class::Team)), Mood::Wh));
    }

    #[test]
    fn a_command_has_no_subject() {
        let frame = frame_of("Please recommend me to the boss", Class::Refer);
        assert_eq!((frame.subject, frame.object, frame.mood), (Party::Nobody, Party::Writer, Mood::Bidden));
    }
}
