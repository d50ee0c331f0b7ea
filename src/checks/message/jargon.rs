//! `jargon`: words of your course to somebody outside it.

use crate::checks::check::{Finding, MessageContext, Severity, check};
use crate::checks::message::shared::{Wording, quoted, weighed};
use crate::prose::acts::act::Act;
use crate::prose::cue_table::Cue;

check! {
    /// Words of your course, to somebody who does not know it.
    ///
    /// ## Why it matters
    /// “Mod 3” and “DTR” mean nothing outside. Plain words make you look further along, not less.
    ///
    /// ## Instead of
    /// > Hi Ada,
    /// >
    /// > I'm a mod 3 BE in the 2403 cohort.
    ///
    /// > Hi Ada,
    /// >
    /// > We leaned on it in our consultancy inning after the DTR.
    ///
    /// ## Try
    /// > Hi Ada,
    /// >
    /// > I'm five months into a seven-month back-end course.
    ///
    /// > Hi Ada,
    /// >
    /// > In your video the capstone drops in and the whole arch shivers.
    ///
    /// > Hi Ada,
    /// >
    /// > You follow a cohort of 2,403 mothers; how did you find them?
    ///
    /// ## Stays quiet
    /// To mentors, alumni and others of the community.
    pub JARGON = { code: "jargon", severity: Warning, reads: Message(jargon) }
}

fn jargon(ctx: &MessageContext<'_>) -> Vec<Finding> {
    let insider = ctx.recipient.is_none_or(|recipient| {
        ["community", "mentor", "alumni", "alum", "alumna", "alumnus", "student group"].iter().any(|word| recipient.contact.is_marked(word))
    });
    if insider {
        return Vec::new();
    }
    let Some(heard) = WORDING.surest(ctx) else { return Vec::new() };
    let words = quoted(ctx, heard.range);
    vec![weighed(
        heard.range,
        heard.surety,
        Severity::Warning,
        format!("{words} means little outside your course."),
        format!("Will they know what {words} means?"),
        "Say it in plain words: how long you have studied, and what.",
    )]
}

const WORDING: Wording = Wording { act: Act::Jargon, cue: Cue::Jargon, with_cue: [0.0, 0.05, 0.3], alone: [0.85, 0.95, 0.99] };

#[cfg(test)]
mod tests {
    use super::JARGON;
    use crate::testing::fires;

    #[test]
    fn a_mentor_knows_the_words() {
        assert!(!fires(
            &JARGON,
            "//- contacts/kit-yamamoto.md
---
via: mentor
---
//- outreach/2026-11-23-kit-yamamoto.md
---
to: Kit Yamamoto
---
Hi Kit, I'm in mod 3 and my capstone group just had its DTR."
        ));
    }
}
