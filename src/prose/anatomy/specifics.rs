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

/// Words that fit every company: beside nothing else, its name is decoration.
const ANY_COMPANY: &str = "admire admiration amazing ambition aspire career culture curious day describe environment excellent excite exciting experience \
    experienced field follow followed grateful great growth hire impact impress impressive industry innovation innovative insight inspire inspiring interest \
    interested interesting journey knowledge leader leading life like live love mission opportunity opportunities organisation organization passion passionate path \
    people perspective place position possible professional reputation respect role spend space success successful top typical understand value values vision wonder \
    wonderful working world advice chat connect conversation hear curious keen tell share inside daily staff want wish hope feel able currently always truly exactly saw seen noticed";

/// Whether a sentence that names a company would fit any other as well: without its name nothing in it tells.
fn decorates(words: &[Word], known: &Known) -> bool {
    thread_local! {
        static STEMS: FxHashSet<String> = ANY_COMPANY.split_whitespace().map(stem).collect();
    }
    let tells = |word: &Word| {
        let of_company = known.company.iter().any(|name| name == word.bare());
        !of_company
            && !word.bare().contains('\'')
            && !known.ignored.contains(word.bare())
            && telling_stem(word).is_some_and(|stem| STEMS.with(|any| !any.contains(&stem)))
    };
    !words.iter().any(tells)
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
    let mut found = Specifics { is_decoration: true, ..Specifics::default() };
    for sentence in sentences.iter().filter(|sentence| sentence.is_body()) {
        // Praise and what is particular exclude each other.
        let praises = sentence.score(Act::Praise).max(sentence.score(Act::Stock)) > sentence.score(Act::Specific);
        let own = &all[sentence.words.0..sentence.words.1];
        let is_company = |word: &Word| known.company.iter().any(|name| name == word.bare()) && (word.capital || word.bare().len() > 6);
        let decorative = own.iter().any(is_company) && decorates(own, known);
        let shows_nothing = praises || decorative;
        for act in [Act::Specific, Act::Link, Act::Earlier, Act::Detail].into_iter().filter(|act| !(shows_nothing && *act == Act::Specific))
        {
            found.best = found.best.max(sentence.score(act));
        }
        // Who introduces themselves as learning Rust does not speak of their talk on Rust.
        let speaks_of_them = own.iter().any(|word| word.folded.starts_with("you"));
        let introduces = sentence.score(Act::Intro).max(sentence.score(Act::Update)) >= 0.5 && !speaks_of_them;
        for word in own {
            let bare = word.bare();
            if is_company(word) {
                found.company.push(word.range);
                found.is_decoration &= decorative;
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
