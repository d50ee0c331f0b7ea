//! `misspelt-name`: a name that is nearly theirs.

use crate::checks::check::{Finding, Fix, MessageContext, check};
use crate::prose::acts::lexicon::Lexicon;
use crate::prose::acts::math::hash_bytes;
use crate::prose::anatomy::model::Greets;
use crate::prose::names::{Called, company_words, is_slip};
use crate::prose::words::{Word, words};
use crate::text::fuzzy::fold;
use crate::text::range::TextRange;

check! {
    /// A name is nearly that of the person or their company, but not it.
    ///
    /// ## Why it matters
    /// A name spelt wrong is the first thing its owner sees.
    ///
    /// ## Instead of
    /// > Hi Aad,
    /// >
    /// > how do you test a parser?
    ///
    /// > Dear Ms Lovelase,
    /// >
    /// > how do you test a parser?
    ///
    /// > Hi Ada,
    /// >
    /// > I read what Analitical Engines writes about parsing.
    ///
    /// ## Try
    /// > Hi Ada,
    /// >
    /// > I read what Analytical Engines writes about parsing.
    ///
    /// > Hi Countess,
    /// >
    /// > how do you test a parser?
    ///
    /// ## Stays quiet
    /// With diacritics left out, and with usual short forms: Sam for Samira.
    pub MISSPELT_NAME = { code: "misspelt-name", severity: Warning, reads: Message(misspelt_name) }
}

fn misspelt_name(ctx: &MessageContext<'_>) -> Vec<Finding> {
    let Some(recipient) = ctx.recipient else { return Vec::new() };
    let called = Called::of(recipient.contact);
    let slip = match ctx.anatomy.opening.greets {
        Greets::Nearly(range) => Some(range),
        Greets::Them => surname_slip(ctx, &called),
        Greets::Another(_) | Greets::Several(_) | Greets::Placeholder | Greets::Nobody => None,
    };
    if let Some(range) = slip {
        let folded = ctx.anatomy.words.iter().find(|word| word.range == range).map(|word| word.bare().to_owned()).unwrap_or_default();
        let right = as_written(&recipient.contact.name.value, called.nearly(&folded).unwrap_or(&called.first));
        let said = format!("“{}” is nearly {}’s name, but not quite.", ctx.of(range), recipient.contact.name.value);
        return vec![
            Finding::new(range, said, format!("Write “{right}”."))
                .beside(recipient.note.path.clone(), recipient.contact.name.range, "as your note spells it")
                .fixed_by(Fix::replace(range, right)),
        ];
    }
    let company = ctx.snapshot.company_name(recipient.contact).unwrap_or_default();
    let own = own_names(ctx);
    let mut found = Vec::new();
    for sentence in ctx.anatomy.body() {
        for (at, word) in
            ctx.anatomy.words_of(sentence).iter().enumerate().filter(|(_, word)| word.capital && word.bare().chars().count() >= 4)
        {
            let bare = word.bare();
            if own.iter().any(|name| name == bare) || ctx.snapshot.is_word_of_a_name(bare) || is_common(bare) {
                continue;
            }
            let beside = beside(ctx.anatomy.words_of(sentence), at);
            let of_company = company_words(&company);
            let slip = slip_of(bare, at == 0, &beside, &of_company).map(|name| (as_written(&company, name), &company));
            let slip = slip.or_else(|| {
                slip_of(bare, at == 0, &beside, &called.parts)
                    .map(|name| (as_written(&recipient.contact.name.value, name), &recipient.contact.name.value))
            });
            if let Some((right, whole)) = slip {
                let range = TextRange::new(
                    word.range.start(),
                    word.range.start() + ctx.of(word.range).trim_end_matches("'s").trim_end_matches("’s").len(),
                );
                found.push(
                    Finding::new(range, format!("“{}” is nearly {whole}, but not quite.", ctx.of(range)), format!("Write “{right}”."))
                        .fixed_by(Fix::replace(range, right)),
                );
            }
        }
    }
    found
}

/// The word behind their first name in the greeting, where it is nearly another of their names: “Hi Ada Lovelase,”.
fn surname_slip(ctx: &MessageContext<'_>, called: &Called) -> Option<TextRange> {
    let greeting = ctx.anatomy.words.iter().take_while(|word| word.range.end() <= ctx.anatomy.opening.range.end()).collect::<Vec<_>>();
    let slip =
        |pair: &&[&Word]| called.is(pair[0].bare()) && pair[0].then == ' ' && pair[1].capital && called.nearly(pair[1].bare()).is_some();
    greeting.windows(2).find(slip).map(|pair| pair[1].range)
}

/// The word of a name that `word` nearly is. Beside another word of the same name, as in “Vantage Gird”, a short one is a slip too.
fn slip_of<'a>(word: &str, begins: bool, beside: &[&str], name: &'a [String]) -> Option<&'a str> {
    let in_place = |part: &&String| {
        let rest = name.iter().any(|other| other != *part && beside.contains(&other.as_str()));
        is_close(word, part, begins) || rest && word != part.as_str() && strsim::damerau_levenshtein(word, part) == 1
    };
    name.iter().find(in_place).map(String::as_str)
}

/// The words before and after the one at `at`.
fn beside(words: &[Word], at: usize) -> Vec<&str> {
    let before = at.checked_sub(1).and_then(|before| words.get(before));
    before.into_iter().chain(words.get(at + 1)).map(Word::bare).collect()
}

/// Inside a message a slip has to be closer than in a greeting: the same first letter, and long enough not to be another word.
fn is_close(word: &str, name: &str, begins: bool) -> bool {
    let length = name.chars().count();
    length >= if begins { 6 } else { 5 }
        && word.chars().next() == name.chars().next()
        && is_slip(word, name)
        && strsim::damerau_levenshtein(word, name) <= if length < 8 { 1 } else { 2 }
}

/// The word of a name as its note writes it.
fn as_written(whole: &str, folded: &str) -> String {
    let mut parts = whole.split([' ', '-', '.', ',']).filter(|part| !part.is_empty());
    parts.find(|part| fold(part).replace('’', "'") == folded).unwrap_or(whole).to_owned()
}

/// The words of the writer's own name and of those in the sign-off, folded: as little slips as the names that the journal knows.
fn own_names(ctx: &MessageContext<'_>) -> Vec<String> {
    let mine = ctx.snapshot.settings().my_name.iter().map(String::as_str);
    let signed = ctx.anatomy.signature.iter().map(|range| ctx.of(*range));
    mine.chain(signed).flat_map(|name| words(name, 0)).map(|word| word.bare().to_owned()).collect()
}

/// A word that the classifier's lexicon knows is a word of the language, not a slip of a name.
fn is_common(word: &str) -> bool {
    let lexicon = Lexicon::get();
    lexicon.classes(hash_bytes(word.as_bytes()), lexicon.stem(word)) != 0
}

#[cfg(test)]
mod tests {
    use super::MISSPELT_NAME;
    use crate::testing::{check_fix, fires, message_journal};

    #[test]
    fn a_short_word_of_a_long_name_is_told_by_its_neighbour() {
        let front = "//- contacts/ada-lovelace.md\n---\ncompany: Vantage Grid\n---\n//- outreach/2026-11-23-ada-lovelace.md\n---\nto: Ada Lovelace\n---\n";
        assert!(fires(&MISSPELT_NAME, &format!("{front}Hi Ada, you said that Vantage Gird keeps a list.")));
        assert!(!fires(&MISSPELT_NAME, &format!("{front}Hi Ada, you said that a Grit would keep a list.")));
    }

    #[test]
    fn a_slip_in_the_surname_is_told_beside_the_right_first_name() {
        let front = "---\nto: Ada Lovelace\n---\n";
        check_fix(&MISSPELT_NAME, &message_journal(&format!("{front}Hi Ada Lovelase,\n")), &format!("{front}Hi Ada Lovelace,\n"));
        assert!(!fires(&MISSPELT_NAME, &format!("{front}Hi Ada Lovelace,")));
    }

    #[test]
    fn the_right_spelling_is_written() {
        let front = "---\nto: Ada Lovelace\n---\n";
        check_fix(&MISSPELT_NAME, &message_journal(&format!("{front}Dear Ms Lovelase,\n")), &format!("{front}Dear Ms Lovelace,\n"));
    }
}
