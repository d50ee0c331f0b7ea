//! `too-formal`: a tone so stiff that nobody would speak like it.

use crate::checks::check::{Finding, MessageContext, Severity, check};
use crate::checks::message::shared::{Wording, quoted, weighed};
use crate::prose::acts::act::Act;
use crate::prose::anatomy::model::Surety;
use crate::prose::cue_table::Cue;

check! {
    /// The tone is stiffer than anybody speaks.
    ///
    /// ## Why it matters
    /// Formulas of respect keep people at a distance. Write as you would speak to a colleague of a friend.
    ///
    /// ## Instead of
    /// > Dear Sir or Madam,
    /// >
    /// > I humbly request your esteemed guidance.
    ///
    /// > To whom it may concern:
    /// >
    /// > I am writing about your parser.
    ///
    /// ## Try
    /// > Dear Ms Lovelace,
    /// >
    /// > I would like to ask how you test a parser. Thank you for your time.
    /// >
    /// > With best wishes,
    /// > Sam
    ///
    /// ## Stays quiet
    /// With plain courtesy: “Dear Ms …”, “Yours sincerely”.
    pub TOO_FORMAL = { code: "too-formal", severity: Warning, reads: Message(too_formal) }
}

fn too_formal(ctx: &MessageContext<'_>) -> Vec<Finding> {
    let Some(heard) = WORDING.surest(ctx) else { return Vec::new() };
    let words = quoted(ctx, heard.range);
    let surety = if heard.surety == Surety::Likely { Surety::Certain } else { heard.surety };
    vec![weighed(
        heard.range,
        surety,
        Severity::Warning,
        format!("{words} is stiffer than people speak."),
        format!("Could {words} sound stiff?"),
        "Say it as you would to a colleague’s friend: “Hi Ada, I’d like to ask …”.",
    )]
}

const WORDING: Wording = Wording { act: Act::Stiff, cue: Cue::Stiff, with_cue: [0.0, 0.12, 0.5], alone: [0.7, 0.85, 0.97] };
