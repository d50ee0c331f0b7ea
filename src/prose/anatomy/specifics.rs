//! What in a message is about the person it goes to: words that their note holds too, their company, and what reads like something found out.

use frostem::{Algorithm, Stemmer};
use rustc_hash::FxHashSet;

use crate::prose::acts::act::Act;
use crate::prose::anatomy::model::{Sentence, Specifics};
use crate::prose::names::company_words;
use crate::prose::words::{Word, words};

/// Words too common to show that somebody was meant.
const COMMON: &str = "a about after again against all also an and any are as at be because been before being between both but by came can come could did do does done \
    down each even ever every few for from get give given go good got had has have he her here him his how i if in into is it its just know known last less let like \
    little long made make many may me might more most much must my new no nor not now of off on once one only or other our out over own part people put said same say see \
    she should since so some still such take than that the their them then there these they thing think this those through time to too two under until up us use used \
    very was way we well were what when where which while who why will with would year yes yet you your years \
    wrote write written writes post posts article blog talk talks talked spoke speak speaks gave made makes built builds build works work working worked worker \
    developer developers engineer engineers engineering software company team lead leads head senior junior staff principal manager code codes coding web data backend frontend \
    back-end front-end end back front app course job career email message sent met meeting call coffee linkedin company site page online video project projects tech technology \
    learn learning learned started start first second three four five month months week weeks day days today morning evening met answered asked ask told tell \
    love great nice really lot open source product programmer programming minutes week next join joined moved move before former ex until helps help helped run runs former";

thread_local! {
    static STEMMER: Stemmer = Stemmer::new(Algorithm::English);
    static COMMON_STEMS: FxHashSet<String> = COMMON.split_whitespace().map(stem).collect();
}

/// The stem of a folded word.
#[must_use]
pub fn stem(word: &str) -> String {
    STEMMER.with(|stemmer| stemmer.stem(word).into_owned())
}

/// The telling stems of a text: common words and short ones left out.
#[must_use]
pub fn telling_stems(text: &str) -> FxHashSet<String> {
    words(text, 0).iter().filter_map(telling_stem).collect()
}

fn telling_stem(word: &Word) -> Option<String> {
    let bare = word.bare();
    let short = bare.chars().count() < 3;
    let figures = bare.chars().all(|c| c.is_ascii_digit());
    if short || figures {
        return None;
    }
    let stem = stem(bare);
    COMMON_STEMS.with(|common| !common.contains(&stem)).then_some(stem)
}

/// What is known of the person before the message is read.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Telling stems of facts, log lines, role and tags.
    pub stems: FxHashSet<String>,
    /// Their company's telling words, folded.
    pub company: Vec<String>,
    /// Words that are names or the keeper's own trade, which show nothing.
    pub ignored: FxHashSet<String>,
}

impl Known {
    /// Adds what a company's name gives.
    #[must_use]
    pub fn with_company(mut self, name: &str) -> Self {
        self.company = company_words(name);
        self
    }
}

/// What in the body of a message is about them.
#[must_use]
pub fn specifics(sentences: &[Sentence], all: &[Word], known: &Known) -> Specifics {
    let mut found = Specifics::default();
    for sentence in sentences.iter().filter(|sentence| sentence.is_body()) {
        // Praise and what is particular exclude each other.
        let praises = sentence.score(Act::Praise).max(sentence.score(Act::Stock)) > sentence.score(Act::Specific);
        for act in [Act::Specific, Act::Link, Act::Earlier, Act::Detail].into_iter().filter(|act| !(praises && *act == Act::Specific)) {
            found.best = found.best.max(sentence.score(act));
        }
        let own = &all[sentence.words.0..sentence.words.1];
        // Who introduces themselves as learning Rust does not speak of their talk on Rust.
        let speaks_of_them = own.iter().any(|word| word.folded.starts_with("you"));
        let introduces = sentence.score(Act::Intro).max(sentence.score(Act::Update)) >= 0.5 && !speaks_of_them;
        for word in own {
            let bare = word.bare();
            if known.company.iter().any(|name| name == bare) && (word.capital || bare.len() > 6) {
                found.company.push(word.range);
                continue;
            }
            if introduces || known.stems.is_empty() || known.ignored.contains(bare) {
                continue;
            }
            if telling_stem(word).is_some_and(|stem| known.stems.contains(&stem)) {
                found.noted.push(word.range);
            }
        }
    }
    found
}
