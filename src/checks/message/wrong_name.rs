//! `wrong-name`: a message that greets or addresses somebody else.

use crate::checks::check::Recipient;
use crate::checks::check::{Finding, Fix, MessageContext, check};
use crate::notes::note::Note;
use crate::prose::anatomy::model::Greets;
use crate::prose::names::Called;
use crate::prose::words::{Word, words};
use crate::text::fuzzy::fold;
use crate::text::range::TextRange;
use crate::workspace::index::NoteId;

check! {
    /// The message greets somebody else, or gives another contact’s company as theirs.
    ///
    /// ## Why it matters
    /// It is the classic slip of copying, and there is no second first message.
    ///
    /// ## Instead of
    /// > Hi Grace,
    /// >
    /// > how do you test a parser?
    ///
    /// > Hi Ada,
    /// >
    /// > So tell me, Grace, how do you test a parser?
    ///
    /// > Hi Ada,
    /// >
    /// > I'd love to learn what your team at Flowmatic does.
    ///
    /// ## Try
    /// > Hi Ada,
    /// >
    /// > Grace told me that you test parsers by hand.
    ///
    /// > Hi Ada,
    /// >
    /// > I met Grace at Flowmatic, and she spoke of you.
    ///
    /// ## Stays quiet
    /// When somebody else is merely mentioned.
    pub WRONG_NAME = { code: "wrong-name", severity: Error, reads: Message(wrong_name) }
}

fn wrong_name(ctx: &MessageContext<'_>) -> Vec<Finding> {
    let Some(recipient) = ctx.recipient else { return Vec::new() };
    let mut found: Vec<Finding> = greeted(ctx, recipient).into_iter().collect();
    found.extend(addressed(ctx, recipient));
    found.extend(placed(ctx, recipient));
    found
}

fn greeted(ctx: &MessageContext<'_>, recipient: Recipient<'_>) -> Option<Finding> {
    let Greets::Another(range) = ctx.anatomy.opening.greets else { return None };
    let (written, right) = (ctx.of(range), recipient.contact.first_name());
    let finding =
        Finding::new(range, format!("The message greets {written}, but it goes to {right}."), format!("Write “{right}”, or check `to:`."));
    let finding = match another(ctx, &ctx.anatomy.words.iter().find(|word| word.range == range)?.folded) {
        Some((note, name)) => finding.beside(note.path.clone(), name, "the contact of that name"),
        None => finding,
    };
    Some(finding.fixed_by(Fix::replace(range, right)))
}

/// The other contact whose first name a folded word is.
fn another<'a>(ctx: &MessageContext<'a>, word: &str) -> Option<(&'a Note, TextRange)> {
    let own = ctx.recipient.map(|recipient| recipient.id);
    let id = ctx.snapshot.people_called(word).find(|id| Some(*id) != own)?;
    let note = ctx.snapshot.get(id)?;
    Some((&**note, note.contact()?.name.range))
}

/// “So tell me, Ines, is there a rule?”
fn addressed(ctx: &MessageContext<'_>, recipient: Recipient<'_>) -> Option<Finding> {
    const BEFORE: &[&str] = &[
        "me",
        "so",
        "well",
        "you",
        "thanks",
        "please",
        "now",
        "but",
        "and",
        "honestly",
        "yes",
        "no",
        "hello",
        "hi",
        "hey",
        "okay",
        "ok",
        "then",
        "again",
        "sincerely",
        "truly",
    ];
    let called = Called::of(recipient.contact);
    for sentence in ctx.anatomy.body() {
        let words = ctx.anatomy.words_of(sentence);
        for (at, word) in words.iter().enumerate().filter(|(_, word)| word.capital && word.folded.len() > 2) {
            let parted =
                at > 0 && words[at - 1].then == ',' && BEFORE.contains(&words[at - 1].folded.as_str()) || at == 0 && turns_to(words);
            let ends = matches!(word.then, ',' | '?' | '!' | '.' | '–') || at + 1 == words.len();
            if parted && ends && !called.is(&word.folded) && another(ctx, &word.folded).is_some() {
                let right = recipient.contact.first_name();
                let said = format!("“{}” addresses somebody else in a message to {right}.", ctx.of(word.range));
                return Some(Finding::new(word.range, said, format!("Write “{right}” there.")).fixed_by(Fix::replace(word.range, right)));
            }
        }
    }
    None
}

/// “Tomasz, what would you build first?”, but not “Tomasz, who wrote it, told me”.
fn turns_to(words: &[Word]) -> bool {
    const THEN: &[&str] = &[
        "what", "how", "why", "where", "when", "which", "would", "could", "can", "do", "did", "will", "is", "are", "have", "may", "if",
        "you", "your", "thank", "thanks", "please",
    ];
    let [name, next, rest @ ..] = words else { return false };
    let speaks_of_you = std::iter::once(next).chain(rest).any(|word| matches!(word.folded.as_str(), "you" | "your" | "you're" | "you've"));
    name.then == ',' && THEN.contains(&next.folded.as_str()) && (speaks_of_you || matches!(next.folded.as_str(), "thanks" | "please"))
}

/// “the team at Daguerre Digital”, which is where another contact works.
fn placed(ctx: &MessageContext<'_>, recipient: Recipient<'_>) -> Option<Finding> {
    let own = ctx.snapshot.company_name(recipient.contact)?;
    let own_words: Vec<String> = fold(&own).split_whitespace().map(str::to_owned).collect();
    let theirs = |id: NoteId, said: &[Word], at: usize| named_place(ctx, recipient, &own, &own_words, id, said, at);
    for sentence in ctx.anatomy.body() {
        let said = ctx.anatomy.words_of(sentence);
        for (at, word) in said.iter().enumerate().filter(|(_, word)| word.capital) {
            let places = ctx.snapshot.working_at_one_called(word.bare());
            if let Some(finding) = places.iter().find_map(|id| theirs(*id, said, at)) {
                return Some(finding);
            }
        }
    }
    None
}

/// The finding where the words from `at` on are the place of another contact, and are given as the reader's.
fn named_place(
    ctx: &MessageContext<'_>,
    recipient: Recipient<'_>,
    own: &str,
    own_words: &[String],
    id: NoteId,
    said: &[Word],
    at: usize,
) -> Option<Finding> {
    let note = ctx.snapshot.get(id).filter(|_| id != recipient.id)?;
    let contact = note.contact()?;
    let other = ctx.snapshot.company_name(contact).filter(|_| !ctx.snapshot.same_company(contact, recipient.contact))?;
    let name: Vec<String> = words(&other, 0).into_iter().map(|word| word.folded).collect();
    let here = said.get(at..at + name.len()).filter(|here| !here.is_empty())?;
    let is_other = !name.iter().any(|word| own_words.contains(word)) && here.iter().zip(&name).all(|(word, part)| word.bare() == part);
    if !is_other || !is_their_place(&said[..at], here[name.len() - 1].folded.ends_with("'s")) {
        return None;
    }
    let range = here[0].range.join(here[name.len() - 1].range);
    let place = contact.company.as_ref().map_or(contact.name.range, |company| company.range);
    let finding =
        Finding::new(range, format!("{} is at {own}, not at {other}.", recipient.contact.first_name()), format!("Write “{own}” there."));
    Some(finding.beside(note.path.clone(), place, format!("{} works there", contact.name.value)).fixed_by(Fix::replace(range, own)))
}

/// Whether the words before a company's name make it the reader's own: “your team at”, “you at”, “people at”.
fn is_their_place(before: &[Word], is_possessive: bool) -> bool {
    let back = |count: usize| before.len().checked_sub(count).map_or("", |at| before[at].folded.as_str());
    let tied = matches!(back(1), "at" | "with" | "for" | "like") || matches!((back(2), back(1)), ("at" | "with", "the"));
    let near = &before[before.len().saturating_sub(6)..];
    let yours = near.iter().any(|word| {
        matches!(word.folded.as_str(), "you" | "your" | "team" | "people" | "folks" | "colleagues" | "work" | "engineers" | "how")
    });
    let third =
        near.iter().any(|word| matches!(word.folded.as_str(), "friend" | "i" | "my" | "she" | "he" | "met" | "who" | "told" | "from"));
    let named = near
        .iter()
        .any(|word| word.capital && word.folded != "i" && word.range.start() > before.first().map_or(0, |first| first.range.start()));
    (tied && yours && !third || is_possessive && back(1) == "how" || back(1) == "what" && is_possessive) && !named
}

#[cfg(test)]
mod tests {
    use super::WRONG_NAME;
    use crate::testing::{check_fix, fires, message_journal};

    #[test]
    fn a_name_that_opens_a_sentence_addresses_or_tells() {
        let told = |sentence: &str| {
            fires(
                &WRONG_NAME,
                &format!(
                    "//- contacts/tomasz.md\n# Tomasz Wojcik\n//- contacts/ada-lovelace.md\n# Ada Lovelace\n//- outreach/2026-11-23-ada-lovelace.md\n---\nto: Ada Lovelace\n---\nHi Ada,\n\n{sentence}\n\nSam\n"
                ),
            )
        };
        assert!(told("Tomasz, what would you build first?"));
        assert!(!told("Tomasz, who wrote the lexer, told me about you."));
        assert!(!told("Tomasz, my mentor, says you know."));
    }

    #[test]
    fn the_right_name_is_written() {
        let front = "---\nto: Ada Lovelace\n---\n";
        check_fix(&WRONG_NAME, &message_journal(&format!("{front}Hi Grace,\n")), &format!("{front}Hi Ada,\n"));
    }
}
