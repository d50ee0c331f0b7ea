//! `missing-sign-off`: an e-mail that does not end with your name.

use crate::checks::check::{Finding, Fix, MessageContext, check};
use crate::notes::outreach::Channel;
use crate::text::edit::TextEdit;
use crate::text::fuzzy::fold;

check! {
    /// The message does not end with your name.
    ///
    /// ## Why it matters
    /// A name at the end tells them whom to answer, and how you like to be called.
    ///
    /// ## Instead of
    /// > Hi Ada,
    /// >
    /// > I'd like to learn how you test a parser. Could we talk on Tuesday or Thursday?
    ///
    /// ## Try
    /// > Hi Ada,
    /// >
    /// > How do you test a parser?
    /// >
    /// > Thanks,
    /// > Sam Rivera
    ///
    /// ## Stays quiet
    /// On other channels, unless your name stands nowhere and they do not know you. A postscript or a telephone number may follow the name.
    pub MISSING_SIGN_OFF = { code: "missing-sign-off", severity: Hint, reads: Message(missing_sign_off) }
}

fn missing_sign_off(ctx: &MessageContext<'_>) -> Vec<Finding> {
    let anatomy = ctx.anatomy;
    if anatomy.is_empty() || anatomy.signature.is_some() {
        return Vec::new();
    }
    let by_email = ctx.message.channel == Channel::Email;
    if !by_email && (ctx.knows_you() || !ctx.is_known() || !ctx.is_first || names_itself(ctx)) {
        return Vec::new();
    }
    let finding = Finding::new(ctx.last_sentence(), "The message does not end with your name.", "Put your name on the last line.");
    let name = ctx.snapshot.settings().my_name.as_deref().filter(|_| by_email);
    vec![match name {
        Some(name) => finding
            .fixed_by(Fix::edits(format!("Sign with “{name}”"), vec![TextEdit::insert(ctx.message.message.end(), format!("\n\n{name}"))])),
        None => finding,
    }]
}

/// Whether the writer's name stands somewhere: by the settings, else as “I'm Kai” or “Kai here”.
fn names_itself(ctx: &MessageContext<'_>) -> bool {
    let words = &ctx.anatomy.words;
    if let Some(name) = &ctx.snapshot.settings().my_name {
        let first = fold(name.split_whitespace().next().unwrap_or(name));
        return words.iter().any(|word| word.folded == first);
    }
    words.windows(2).any(|pair| {
        let introduces = matches!(pair[0].folded.as_str(), "i'm" | "im" | "am" | "is" | "it's" | "name's");
        // “im dani, used to dj”: who writes without capitals has a name, too.
        let of_oneself = matches!(pair[0].folded.as_str(), "i'm" | "im" | "am");
        let small = of_oneself && pair[1].then == ',' && !pair[1].folded.ends_with("ing") && !NOT_NAMES.contains(&pair[1].folded.as_str());
        introduces && (pair[1].capital || small) || pair[0].capital && pair[1].folded == "here"
    })
}

/// What “I'm …,” says of somebody without naming them.
const NOT_NAMES: &[&str] = &["free", "here", "sorry", "sure", "not", "new", "in", "it", "that", "there", "curious", "honest", "afraid"];

#[cfg(test)]
mod tests {
    use super::MISSING_SIGN_OFF;
    use crate::testing::fires;

    #[test]
    fn what_follows_the_name_does_not_hide_it() {
        assert!(!fires(
            &MISSING_SIGN_OFF,
            "Hi Ada,

How are you?

Thanks, Sam

P.S. The goose says hi."
        ));
        assert!(!fires(
            &MISSING_SIGN_OFF,
            "Hi Ada,

How are you?

Sam Rivera
(360) 555-0148 · sam.example"
        ));
        assert!(!fires(
            &MISSING_SIGN_OFF,
            "Hi Ada,

How are you?

Sam
Sent from my phone"
        ));
        for end in [
            "Best wishes,\nCorporal (retired) Lena Fisk",
            "Nerys Bowen, MRCVS",
            "Thanks,\nRob Dietrich\n[phone number]",
            "Thanking you, Prakruthi Nair",
        ] {
            assert!(
                !fires(&MISSING_SIGN_OFF, &format!("---\nto: Ada Lovelace\nchannel: email\n---\nHi Ada,\n\nHow are you?\n\n{end}\n")),
                "{end}"
            );
        }
        for end in ["Best wishes, Ada Lovelace wrote the first one", "I use Rust and Vim"] {
            assert!(
                fires(&MISSING_SIGN_OFF, &format!("---\nto: Ada Lovelace\nchannel: email\n---\nHi Ada,\n\nHow are you?\n\n{end}\n")),
                "{end}"
            );
        }
    }
}
