//! `missing-greeting`: a message that does not open with the name of the person it goes to.

use crate::checks::check::{Finding, Fix, MessageContext, Severity, check};
use crate::notes::outreach::Intent;
use crate::prose::anatomy::model::Greets;
use crate::prose::cue_table::Cue;
use crate::prose::names::Called;
use crate::text::edit::TextEdit;

check! {
    /// The message does not open with their name.
    ///
    /// ## Why it matters
    /// A name is the quickest way to show that this was written for one person, and it costs nothing.
    ///
    /// ## Instead of
    /// > I'm Sam, a line cook learning Rust. How did you choose your parser?
    ///
    /// > Hi there,
    /// >
    /// > I'm Sam, a line cook learning Rust.
    ///
    /// ## Try
    /// > Hi Ada,
    /// >
    /// > I'm Sam, a line cook learning Rust.
    ///
    /// > Dear Ms Lovelace,
    /// >
    /// > I'm Sam.
    ///
    /// > Countess! It has been years.
    ///
    /// ## Stays quiet
    /// With a first name, a full name, a nickname from `aliases`, or a title and the surname. A wrong or misspelt name is told as such.
    pub MISSING_GREETING = { code: "missing-greeting", severity: Warning, reads: Message(missing_greeting) }
}

fn missing_greeting(ctx: &MessageContext<'_>) -> Vec<Finding> {
    let opening = &ctx.anatomy.opening;
    let (Some(recipient), Greets::Nobody) = (ctx.recipient, opening.greets) else { return Vec::new() };
    if ctx.anatomy.is_empty() || is_addressed(ctx, &Called::of(recipient.contact)) {
        return Vec::new();
    }
    let name = recipient.contact.first_name();
    let begin = || ctx.anatomy.sentences.first().map_or_else(|| ctx.first_line(), |first| first.range);
    let range = if opening.range.is_empty() { begin() } else { opening.range };
    let finding = Finding::new(
        range,
        format!("The message opens without {name}’s name."),
        format!("Begin with “Hi {name},”: it shows that you write to one person."),
    );
    // In the middle of a conversation one may well answer without a greeting.
    let finding = if ctx.message.intent == Intent::Reply { finding.at(Severity::Info) } else { finding };
    let stiff = ctx.anatomy.sentences.first().is_some_and(|first| first.has(Cue::Stiff));
    if stiff {
        return vec![finding];
    }
    let fix = if opening.range.is_empty() {
        Fix::edits(format!("Begin with “Hi {name},”"), vec![TextEdit::insert(ctx.message.message.start(), format!("Hi {name},\n\n"))])
    } else {
        Fix::replace(opening.range, format!("Hi {name}"))
    };
    vec![finding.fixed_by(fix)]
}

/// Whether the first sentence calls the contact by name: “That is my new favourite fact, Léo.”
fn is_addressed(ctx: &MessageContext<'_>, called: &Called) -> bool {
    let Some(first) = ctx.anatomy.sentences.first() else { return false };
    ctx.anatomy.words_of(first).windows(2).any(|pair| pair[0].then == ',' && pair[1].then != ' ' && called.is(&pair[1].folded))
}

#[cfg(test)]
mod tests {
    use super::MISSING_GREETING;
    use crate::testing::{check_fix, fires, message_journal};

    #[test]
    fn the_name_is_put_where_nobody_was_named() {
        let front = "---\nto: Ada Lovelace\n---\n";
        check_fix(
            &MISSING_GREETING,
            &message_journal(&format!("{front}Hi there,\n\nI'm Sam.\n")),
            &format!("{front}Hi Ada,\n\nI'm Sam.\n"),
        );
        check_fix(&MISSING_GREETING, &message_journal(&format!("{front}I'm Sam.\n")), &format!("{front}Hi Ada,\n\nI'm Sam.\n"));
    }
    #[test]
    fn names_are_names_without_their_marks() {
        assert!(!fires(&MISSING_GREETING, "Ada, your talk was a joy."));
        assert!(!fires(&MISSING_GREETING, "hey ada!"));
        assert!(!fires(&MISSING_GREETING, "Eleven tries is my new favourite fact, Ada. Which was the best?"));
        assert!(fires(&MISSING_GREETING, "I heard from a friend of mine at the library that Ada knows, so I write. Which was the best?"));
        assert!(!fires(&MISSING_GREETING, "Good morning Ada Lovelace,"));
    }
}
