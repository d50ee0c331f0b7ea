//! A sentence's features: what the classifier sees of it.

use crate::prose::acts::act::Stage;
use crate::prose::acts::classes::Class;
use crate::prose::acts::clauses::frames;
use crate::prose::acts::frames::{Setting, settings};
use crate::prose::acts::math::{join, key};
use crate::prose::acts::patterns::found;
use crate::prose::acts::tokens::{Kind, Token, Tokens};

/// The kind of a feature; it sets how much one occurrence weighs before learning.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Group {
    /// One word.
    Word,
    /// Two stems in a row.
    Pair,
    /// Three stems in a row.
    Triple,
    /// The stem of one word.
    Stem,
    /// A word of some class.
    Class,
    /// Two to four class labels in a row.
    Shape,
    /// Two classes in order within the sentence.
    Order,
    /// Something in the sentence as a whole: a question mark, its length.
    Hand,
    /// The stage of the message, alone or with something else.
    Stage,
    /// Who does what to whom.
    Deed,
    /// A word of some class inside or outside a frame: denied, quoted, asked how.
    Frame,
    /// A turn of phrase.
    Pattern,
}

impl Group {
    /// What one occurrence weighs, in sixteenths.
    #[must_use]
    pub fn value(self) -> u8 {
        match self {
            Group::Word => 8,
            Group::Pair => 14,
            Group::Triple => 12,
            Group::Stem => 8,
            Group::Class => 12,
            Group::Shape => 8,
            Group::Order => 6,
            Group::Hand => 12,
            Group::Stage => 32,
            Group::Deed => 8,
            Group::Frame => 10,
            Group::Pattern => 16,
        }
    }
}

/// One feature of a sentence.
#[derive(Clone, Copy, Debug)]
pub struct Feature {
    /// What it is known by in the weights.
    pub key: u32,
    /// Its kind.
    pub group: Group,
    /// The first token it came from.
    pub first: u16,
    /// The last token it came from.
    pub last: u16,
}

/// All features of the tokens `list` (a sentence or a clause of `whole`) at `stage`, each perhaps several times.
#[must_use]
pub fn features(list: &[Token], whole: &Tokens, stage: Stage) -> Vec<Feature> {
    let mut out = Collector { list, features: Vec::with_capacity(list.len() * 12 + 32) };
    out.words();
    out.classes();
    out.order();
    out.hand(whole);
    out.stage(stage);
    out.deeds(stage);
    out.frames();
    out.patterns();
    out.features
}

struct Collector<'a> {
    list: &'a [Token],
    features: Vec<Feature>,
}

impl Collector<'_> {
    fn add(&mut self, group: Group, hash: u64, first: usize, last: usize) {
        let key = key(join(join(0x9e, group as u64), hash));
        let place = |at: usize| u16::try_from(at).unwrap_or(u16::MAX);
        self.features.push(Feature { key, group, first: place(first), last: place(last) });
    }

    fn words(&mut self) {
        let list = self.list;
        let edge = join(0x53, 0);
        let (mut last, mut before) = (edge, edge);
        for (at, token) in list.iter().enumerate() {
            if token.is_mark(',') || token.is_mark('"') {
                continue;
            }
            self.add(Group::Word, token.word, at, at);
            self.add(Group::Stem, token.stem, at, at);
            self.add(Group::Pair, join(last, token.stem), at.saturating_sub(1), at);
            self.add(Group::Triple, join(join(before, last), token.stem), at.saturating_sub(2), at);
            (before, last) = (last, token.stem);
        }
        let end = list.len().saturating_sub(1);
        self.add(Group::Pair, join(last, edge), end, end);
    }

    fn classes(&mut self) {
        let list = self.list;
        let edge = join(0x54, 0);
        let mut run = [edge; 4];
        for (at, token) in list.iter().enumerate() {
            for class in bits(token.classes) {
                self.add(Group::Class, class, at, at);
            }
            run = [run[1], run[2], run[3], token.label()];
            self.add(Group::Shape, join(run[2], run[3]), at.saturating_sub(1), at);
            self.add(Group::Shape, join(join(run[1], run[2]), run[3]), at.saturating_sub(2), at);
            self.add(Group::Shape, join(join(join(run[0], run[1]), run[2]), run[3]), at.saturating_sub(3), at);
        }
    }

    /// Pairs of classes that stand in this order, up to seven tokens apart.
    fn order(&mut self) {
        let list = self.list;
        let function = Class::Function.bit();
        for (at, token) in list.iter().enumerate() {
            if token.classes & !function == 0 {
                continue;
            }
            for (further, other) in list.iter().enumerate().skip(at + 1).take(7) {
                if other.is_mark(';') || other.is_mark('.') {
                    break;
                }
                for class in bits(token.classes & !function).take(2) {
                    for second in bits(other.classes & !function).take(2) {
                        self.add(Group::Order, join(class, second), at, further);
                    }
                }
            }
        }
    }

    fn hand(&mut self, whole: &Tokens) {
        let list = self.list;
        let end = list.len().saturating_sub(1);
        let words = list.iter().filter(|token| token.kind != Kind::Mark).count();
        let mut say = |name: u64, first: usize, last: usize| self.add(Group::Hand, name, first, last);
        let question = list.last().is_some_and(|token| token.is_mark('?')) || list.iter().rev().take(2).any(|token| token.is_mark('?'));
        say(if question { 1 } else { 2 }, end, end);
        say(10 + length_class(words), 0, end);
        for (name, flag) in [(20, whole.all_lower), (21, whole.shouted > 0), (22, whole.bangs > 0), (23, whole.drawn_out > 0)] {
            if flag {
                say(name, 0, end);
            }
        }
        for class in
            [Class::You, Class::Your, Class::I, Class::My, Class::We, Class::They, Class::Modal, Class::Not, Class::Wh, Class::Whether]
        {
            let present = list.iter().any(|token| token.is(class));
            if !present {
                say(100 + class as u64, 0, end);
            } else if question {
                say(200 + class as u64, 0, end);
            }
        }
        for kind in [Kind::Number, Kind::Time, Kind::Weekday, Kind::Month, Kind::Date, Kind::Name, Kind::Emoji, Kind::Mixed, Kind::Address]
        {
            let count = list.iter().filter(|token| token.kind == kind).count();
            if count > 0 {
                say(300 + kind as u64, 0, end);
                if count > 1 {
                    say(320 + kind as u64, 0, end);
                }
            }
        }
        let past = list.iter().filter(|token| token.kind == Kind::Word && token.shape == 'd').count();
        if past > 0 {
            say(340 + past.min(2) as u64, 0, end);
        }
        if let Some(first) = list.iter().position(|token| token.kind != Kind::Mark) {
            for class in bits(list[first].classes) {
                say(400 + class, first, first);
                if question {
                    say(600 + class, first, first);
                }
            }
        }
    }

    fn deeds(&mut self, stage: Stage) {
        for frame in frames(self.list) {
            let (first, last) = (frame.subject_at.min(frame.at), frame.object_at.max(frame.at));
            let (subject, object) = (frame.subject.code(), frame.object.code());
            let (verb, mood, stem) = (frame.verb as u64, frame.mood as u64, self.list[frame.at].stem);
            let said = mood * 4 + u64::from(frame.past) * 2 + u64::from(frame.denied);
            let mut say = |name: u64, parts: [u64; 3]| {
                let hash = join(join(join(name, parts[0]), parts[1]), parts[2]);
                self.add(Group::Deed, hash, first, last);
            };
            say(1, [subject, verb, 0]);
            say(2, [verb, object, 0]);
            say(3, [subject, verb, object]);
            say(4, [subject, verb, said]);
            say(5, [verb, object, said]);
            say(6, [subject, stem, 0]);
            say(7, [stem, object, 0]);
            say(8, [subject, verb, 100 + stage as u64]);
            say(9, [subject, object, mood]);
        }
    }

    fn frames(&mut self) {
        let list = self.list;
        for (at, setting) in settings(list).into_iter().enumerate() {
            let (name, from) = match setting {
                Setting::Free => (1, at),
                Setting::Denied => (2, at),
                Setting::Quoted => (3, at),
                Setting::Behind(word) => (list[word].word, word),
            };
            for class in bits(list[at].classes & !Class::Function.bit()) {
                self.add(Group::Frame, join(name, class), from, at);
            }
            if setting == Setting::Quoted {
                self.add(Group::Frame, 4, at, at);
            }
        }
    }

    fn patterns(&mut self) {
        for found in found(self.list) {
            self.add(Group::Pattern, 1000 + found.pattern as u64, found.first, found.last);
            self.add(Group::Pattern, found.act as u64, found.first, found.last);
        }
    }

    fn stage(&mut self, stage: Stage) {
        self.add(Group::Stage, stage as u64, 0, 0);
    }
}

fn length_class(words: usize) -> u64 {
    match words {
        0..=3 => 0,
        4..=6 => 1,
        7..=10 => 2,
        11..=15 => 3,
        16..=22 => 4,
        _ => 5,
    }
}

/// The numbers of the bits that are set.
fn bits(mut set: u128) -> impl Iterator<Item = u64> {
    std::iter::from_fn(move || {
        (set != 0).then(|| {
            let bit = set.trailing_zeros();
            set &= set - 1;
            u64::from(bit)
        })
    })
}
