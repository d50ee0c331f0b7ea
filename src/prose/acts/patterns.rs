//! Turns of phrase that mostly mean one act. They are features among others, never verdicts.
//!
//! A pattern is a line of steps: a lower-case word, a class in capitals (`ROLE`), choices (`a|ROLE`), `?` after a step that may be missing,
//! `..` for up to three words of any kind, `^` and `$` for the edges of a clause, `NAME` `NUMBER` `DAY` for kinds of token.

use std::sync::OnceLock;

use crate::prose::acts::act::Act;
use crate::prose::acts::classes::CLASSES;
use crate::prose::acts::math::hash_bytes;
use crate::prose::acts::tokens::{Kind, Token};

/// A place where a pattern was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The pattern's number in the list.
    pub pattern: usize,
    /// The act it mostly means.
    pub act: Act,
    /// The first token.
    pub first: usize,
    /// The last token.
    pub last: usize,
}

const PATTERNS: &[(Act, &str)] = &[
    (Act::JobAsk, "WANT|I to? work|join|start|contribute|intern to|for|with|at|under|as|your|YOU|TEAM"),
    (Act::JobAsk, "hire|employ|take|consider|have|need|want|use|give|let|offer|keep|put me"),
    (Act::JobAsk, "take me on"),
    (Act::JobAsk, "be part of your|the"),
    (Act::JobAsk, "a|any|some|the ROLE|CHANCE for|with .. me|JUNIOR|TRADE|I|STUDENT|someone|somebody"),
    (Act::JobAsk, "looking|seek|hunting|searching|apply|applying for .. ROLE|JUNIOR"),
    (Act::JobAsk, "I want|need|seek|find .. ROLE"),
    (Act::JobAsk, "consider|considered|considering .. me|I|my|application|for"),
    (Act::JobAsk, "keep|have me|my|profile .. mind|records|list|file"),
    (Act::JobAsk, "offer|give|find|get|create me .. ROLE|CHANCE|JUNIOR"),
    (Act::JobAsk, "I can|could start|begin|be .. DAY|tomorrow|immediately|now|there|once"),
    (Act::JobAsk, "my application|candidature|candidacy"),
    (Act::JobAsk, "ROLE at|with|in|on YOUR TEAM|NAME|place"),
    (Act::JobAsk, "fit in|well|right? .. with|for|your"),
    (Act::JobAsk, "opportunity to work|join|contribute|interview|prove"),
    (Act::JobAsk, "ROLE|room|space|place|chair|desk for me|I|someone|somebody|us|a|an"),
    (Act::JobAsk, "I BE? available|free to start|join|work"),
    (Act::JobAsk, "I MODAL .. be .. asset|useful|good|great|perfect|junior"),
    (Act::JobAsk, "interview me"),
    (Act::JobAsk, "hope|hoping|like|love to be|get hired|offered|interviewed|considered|part"),
    (Act::JobAsk, "hat|cap|name in|into the|your|my ring|hat"),
    (Act::JobAsk, "pair of .. hands"),
    (Act::JobAsk, "foot in|through .. door"),
    (Act::JobAsk, "MODAL|if YOU|TEAM|NAME .. use|need|want .. hand|hands|pair|someone|JUNIOR|TRADE|help"),
    (Act::JobAsk, "I MODAL start|begin|join on|in|from|DAY|MONTH|tomorrow|next|whenever"),
    (Act::JobAsk, "sweep|brush|broom|scrub|mop|tea"),
    (Act::JobAsk, "put|bring|get me in|on|into .. board|TEAM|ROLE|bench|game|work"),
    (Act::HiringProbe, "ROLE|room|space going|free|spare|coming|empty|up"),
    (Act::HiringProbe, "anything|something|jobs|work going|coming|opening"),
    (Act::HiringProbe, "BE YOU|TEAM|NAME|they|we .. hiring|recruiting|growing|expanding|HEADCOUNT"),
    (Act::HiringProbe, "DO YOU|TEAM|NAME .. have|need|hire|take|expect|plan .. HEADCOUNT|ROLE|JUNIOR|anyone|anybody|people|someone"),
    (Act::HiringProbe, "any HEADCOUNT|vacancies|roles|openings|jobs|positions|spots|posts|plans"),
    (Act::HiringProbe, "taking|take on .. JUNIOR|people|anyone|new"),
    (Act::HiringProbe, "BE there .. ROLE|HEADCOUNT|something"),
    (Act::HiringProbe, "ROLE|position|vacancy|post|job .. still? open|available|current|filled|free"),
    (Act::HiringProbe, "WHETHER|when YOU|YOUR|there|NAME .. hire|hiring|recruit|recruiting|ROLE|HEADCOUNT"),
    (Act::HiringProbe, "let me know|hear WHETHER|of|when .. comes|opens|open|anything|something|ROLE"),
    (Act::HiringProbe, "if|when anything|something|ROLE opens|comes|open|come .. up"),
    (Act::ProcessQuestion, "how DO|BE|MODAL|does YOU|YOUR|TEAM|NAME|a .. hire|recruit|choose|interview|pick|train|judge|JUNIOR"),
    (Act::ProcessQuestion, "what DO|does|BE .. look for|in"),
    (Act::ProcessQuestion, "look for|in|at .. JUNIOR|people|candidate|applicant|CV|someone"),
    (Act::ProcessQuestion, "WH .. INTERVIEW|JUNIOR|candidate|hire|hired"),
    (Act::ProcessQuestion, "how|what|which .. YOUR .. INTERVIEW|JUNIOR|hiring|process"),
    (Act::ProcessQuestion, "stand out"),
    (Act::ProcessQuestion, "how|what YOU|TEAM .. get|got|come .. hired|in|into|there|ROLE"),
    (Act::ReferralAsk, "refer|recommend|endorse|nominate|suggest me|my"),
    (Act::ReferralAsk, "PASS|give|mention|tag|bring my .. on|to|along|in|forward|CV"),
    (Act::ReferralAsk, "put .. me|my .. forward|touch|front|name|word|in|contact"),
    (Act::ReferralAsk, "vouch for|that"),
    (Act::ReferralAsk, "good|kind|quiet|small word"),
    (Act::ReferralAsk, "word with|from|in .. YOUR|YOU|BOSS|about"),
    (Act::ReferralAsk, "introduce|connect|introduction .. BOSS|hire|hires|hiring|HEADCOUNT"),
    (Act::ReferralAsk, "touch|contact with .. BOSS|whoever|who|hire|those|people|the"),
    (Act::ReferralAsk, "use YOUR name"),
    (Act::ReferralAsk, "bring|get|put me|us together|across|before|near .. with|to? .. BOSS|whoever|lead"),
    (Act::ReferralAsk, "BOSS|lead|person|whoever|who .. picks|chooses|hires|decides|hire|selects|shortlists|recruits"),
    (Act::ReferralAsk, "a|YOUR nod|push|nudge|leg|backing|blessing"),
    (Act::ReferralAsk, "a|YOUR|be referral|recommendation|reference|backing|endorsement"),
    (Act::ReferralAsk, "PASS .. to|on|at .. BOSS|whoever|right|desk|person|hands"),
    (Act::OtherAsk, "REVIEW .. my .. CV|CODE|code|site|letter|portfolio|test|slides"),
    (Act::OtherAsk, "feedback|comments|thoughts on my"),
    (Act::OtherAsk, "MODAL YOU .. send|share|REVIEW|write|lend|test|read me|my|this|the|through"),
    (Act::OtherAsk, "mentor me"),
    (Act::OtherAsk, "be my|a mentor"),
    (Act::OtherAsk, "shadow|shadowing|tour"),
    (Act::OtherAsk, "introduce|connect|contact me|with .. to|with"),
    (Act::OtherAsk, "look at|over|through my"),
    (Act::MeetingAsk, "MODAL we|I .. MEET|OCCASION"),
    (Act::MeetingAsk, "a|quick|short|brief OCCASION|chat|talk|meeting"),
    (Act::MeetingAsk, "MODAL YOU .. MEET|OCCASION|up|free|time|MINUTES"),
    (Act::MeetingAsk, "spare|have|give|spend NUMBER|a|half|some MINUTES|quarter|time|an"),
    (Act::MeetingAsk, "MEET with|to you|u"),
    (Act::MeetingAsk, "NUMBER MINUTES .. OCCASION|on|by|over|with|for|of"),
    (Act::MeetingAsk, "pick your brain|brains"),
    (Act::MeetingAsk, "hop|jump on a|the"),
    (Act::Slot, "DAY|MONTH|DATE .. or .. DAY|MONTH|DATE|DAYPART"),
    (Act::Slot, "on|this|next|any|either|or|how|about DAY|DATE|DAYPART"),
    (Act::Slot, "I BE free|available|off|around"),
    (Act::Slot, "MODAL|does DAY|DATE|TIME .. work|suit|be|do"),
    (Act::Slot, "week of"),
    (Act::Purpose, "I .. WANT .. to LEARN|TELL"),
    (Act::Purpose, "LEARN how|what|why|more|about|whether|where|which"),
    (Act::Purpose, "ASK YOU .. about|how|what|why"),
    (Act::Purpose, "I BE curious|interested|keen|trying"),
    (Act::Purpose, "WRITE because|to ask|learn|hear|since"),
    (Act::Purpose, "TELL me .. about|how|what|why"),
    (Act::Intro, "^ I BE a|an|NAME"),
    (Act::Intro, "my name BE"),
    (Act::Intro, "a|an|former|retired .. TRADE .. STUDENT|LEARN|TECH|FIELD"),
    (Act::Intro, "FORMER TRADE"),
    (Act::Intro, "by trade|day|profession"),
    (Act::Update, "I BE NOW STUDENT|LEARN|working|in|at|TECH"),
    (Act::Update, "I HAVE NOW|started|begun|switched|moved|left|finished|passed|taken"),
    (Act::Update, "since we|then|I|YOU|the"),
    (Act::Past, "I used to"),
    (Act::Past, "for NUMBER|a YEARS"),
    (Act::Past, "I was|worked|spent|drove|ran|taught|studied|grew|served|had|did|left|lost|sold"),
    (Act::Past, "years|winters|seasons of|as|in|at|on"),
    (Act::Mass, "OTHERS .. YOUR|the TEAM|colleagues|company|people"),
    (Act::Mass, "WRITE|ask|talk|sent|reaching|message .. to? .. OTHERS"),
    (Act::Mass, "one of NUMBER|YOU|several|many|the"),
    (Act::Mass, "same message|mail|email|note|letter|question|questions|lines|request"),
    (Act::Mass, "YOUR|YOU colleagues|coworkers|teammates|boss|workmates .. too|also|as"),
    (Act::Mass, "HELLO all|everyone|everybody|team|folks|guys|colleagues|both"),
    (Act::Mass, "put|asked|sent|wrote .. to|of the? rest|others|everyone|all|both|several"),
    (Act::Mass, "first come first"),
    (Act::Mass, "whoever|anyone|any|one of|on YOU|YOUR|the|this .. read|reads|answers|time|team"),
    (Act::Praise, "YOUR PRAISE"),
    (Act::Praise, "BE .. so|such|very|really|truly .. PRAISE"),
    (Act::Praise, "such|what a|an .. PRAISE"),
    (Act::Praise, "PRAISE by|with YOUR|YOU|what"),
    (Act::Praise, "YOUR career|journey|background|profile|experience|path|success .. BE|PRAISE|HAVE"),
    (Act::Specific, "YOUR PIECE|CODE on|about|at|in|from|of|with"),
    (Act::Specific, "I READ|saw|heard|watched .. YOUR|that"),
    (Act::Specific, "YOU .. moved|went|left|switched|wrote|built|said|grew|gave|made|were .. from|in|that|the|a"),
    (Act::Specific, "like YOU I"),
    (Act::Specific, "YOU made|wrote|built|gave|designed|maintain"),
    (Act::Guilt, "HAVE n't|not|never .. ANSWER|heard|written|bothered|read"),
    (Act::Guilt, "did n't|not|never .. ANSWER|write|bother|even"),
    (Act::Guilt, "YOU .. ignore|ignored|ignoring|promised|never|could"),
    (Act::Guilt, "still no|waiting|nothing|have|haven't"),
    (Act::Detail, "YOU said|told|mentioned|showed|suggested|explained|drew|named"),
    (Act::Detail, "thank|thanks .. for TELL|showing|explaining|telling|sharing|drawing|the"),
    (Act::Detail, "YOUR tip|advice|story|point|trick|warning|rule|line .. about|on|to|that"),
    (Act::Expert, "I .. expert|master|mastered|know .. everything|all|inside|better|in"),
    (Act::Expert, "YOU|TEAM should|must|need .. BE?"),
    (Act::Expert, "let me teach|explain|show|tell|help"),
    (Act::Expert, "trust|believe me"),
];

/// One step of a pattern.
#[derive(Clone, Debug, Default)]
struct Step {
    words: Vec<u64>,
    classes: u128,
    kinds: u32,
    optional: bool,
    gap: bool,
    start: bool,
    /// One bit for each word, as in [`Seen::words`].
    bits: u64,
}

/// What a sentence holds at all, so that most patterns can be ruled out at once.
struct Seen {
    classes: u128,
    kinds: u32,
    /// One bit a word, shared by many words: a missing bit means a missing word.
    words: u64,
}

impl Seen {
    fn new(list: &[Token]) -> Seen {
        list.iter().fold(Seen { classes: 0, kinds: 0, words: 0 }, |seen, token| Seen {
            classes: seen.classes | token.classes,
            kinds: seen.kinds | 1 << token.kind as u32,
            words: seen.words | word_bit(token.word),
        })
    }

    fn may_hold(&self, steps: &[Step]) -> bool {
        let possible = |step: &Step| step.classes & self.classes != 0 || step.kinds & self.kinds != 0 || step.bits & self.words != 0;
        steps.iter().all(|step| step.optional || step.gap || step.start || possible(step))
    }
}

fn word_bit(word: u64) -> u64 {
    1 << (word >> 58)
}

impl Step {
    fn fits(&self, token: &Token) -> bool {
        token.classes & self.classes != 0 || self.kinds & (1 << token.kind as u32) != 0 || self.words.contains(&token.word)
    }
}

/// The patterns, read once, and the first words and classes that each can begin with.
struct Patterns {
    list: Vec<(Act, Vec<Step>)>,
}

impl Patterns {
    fn get() -> &'static Patterns {
        static ALL: OnceLock<Patterns> = OnceLock::new();
        ALL.get_or_init(|| Patterns { list: PATTERNS.iter().map(|(act, line)| (*act, read(line))).collect() })
    }
}

/// Every pattern that stands in the tokens, each at its first place only.
#[must_use]
pub fn found(list: &[Token]) -> Vec<Found> {
    let mut all = Vec::new();
    let seen = Seen::new(list);
    for (pattern, (act, steps)) in Patterns::get().list.iter().enumerate() {
        if !seen.may_hold(steps) {
            continue;
        }
        let hit = (0..list.len()).find_map(|first| Some((first, matches(steps, list, first)?)));
        if let Some((first, end)) = hit {
            all.push(Found { pattern, act: *act, first, last: end.saturating_sub(1).max(first) });
        }
    }
    all
}

/// The token after the match of `steps` that begins at `at`.
fn matches(steps: &[Step], list: &[Token], at: usize) -> Option<usize> {
    let Some((step, rest)) = steps.split_first() else { return Some(at) };
    if step.start {
        let edge = at == 0 || list[at - 1].kind == Kind::Mark;
        return if edge { matches(rest, list, at) } else { None };
    }
    if step.gap {
        return (at..=(at + 3).min(list.len()))
            .take_while(|place| *place == at || list[*place - 1].kind != Kind::Mark || list[*place - 1].is_mark('"'))
            .find_map(|place| matches(rest, list, place));
    }
    let here = list.get(at).filter(|token| step.fits(token)).and_then(|_| matches(rest, list, at + 1));
    if here.is_none() && step.optional { matches(rest, list, at) } else { here }
}

fn read(line: &str) -> Vec<Step> {
    line.split_whitespace().map(read_step).collect()
}

fn read_step(text: &str) -> Step {
    let mut step = Step { optional: text.ends_with('?'), gap: text == "..", start: text == "^", ..Step::default() };
    if step.gap || step.start {
        return step;
    }
    for choice in text.trim_end_matches('?').split('|') {
        let class = CLASSES.iter().find(|(_, name, _)| name.to_uppercase() == choice).map(|(class, ..)| *class);
        match (class, choice) {
            (Some(class), _) => step.classes |= class.bit(),
            (None, "NAME") => step.kinds |= 1 << Kind::Name as u32,
            (None, "NUMBER") => step.kinds |= 1 << Kind::Number as u32,
            (None, "DAY") => step.kinds |= 1 << Kind::Weekday as u32,
            (None, "MONTH") => step.kinds |= 1 << Kind::Month as u32,
            (None, "DATE") => step.kinds |= 1 << Kind::Date as u32,
            (None, "TIME") => step.kinds |= 1 << Kind::Time as u32,
            (None, word) => step.words.push(hash_bytes(word.as_bytes())),
        }
    }
    step.bits = step.words.iter().fold(0, |bits, word| bits | word_bit(*word));
    step
}

#[cfg(test)]
mod tests {
    use super::{PATTERNS, found};
    use crate::prose::acts::act::Act;
    use crate::prose::acts::classes::CLASSES;
    use crate::prose::acts::tokens::tokens;

    #[track_caller]
    fn check(sentence: &str, act: Act, expected: bool) {
        let hit = found(&tokens(sentence).list).iter().any(|found| found.act == act);
        assert_eq!(hit, expected, "{sentence}: {act}");
    }

    #[test]
    fn turns_of_phrase_are_found() {
        check("Would you take me on in spring?", Act::JobAsk, true);
        check("Could you pass my CV on to them?", Act::ReferralAsk, true);
        check("The tide was low.", Act::JobAsk, false);
        check("The tide was low.", Act::ReferralAsk, false);
    }

    #[test]
    fn a_gap_does_not_reach_over_a_full_stop() {
        check("We met many. Your team", Act::Mass, false);
    }

    #[test]
    fn every_class_in_a_pattern_exists() {
        let kinds = ["NAME", "NUMBER", "DAY", "MONTH", "DATE", "TIME"];
        for (_, line) in PATTERNS {
            for choice in line.split_whitespace().flat_map(|step| step.trim_end_matches('?').split('|')) {
                let class = choice.len() > 1 && choice.chars().all(|c| c.is_ascii_uppercase() || c == '_');
                let known = CLASSES.iter().any(|(_, name, _)| name.to_uppercase() == choice) || kinds.contains(&choice);
                assert!(!class || known, "{line}: {choice}");
            }
        }
    }
}
