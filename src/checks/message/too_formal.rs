//! `too-formal`: a tone so stiff that nobody would speak like it.

use crate::checks::check::{Finding, MessageContext, Severity, check};
use crate::checks::message::shared::{quoted, surety, weighed};
use crate::prose::acts::act::Act;
use crate::prose::anatomy::model::Surety;
use crate::prose::cue_table::Cue;
use crate::text::range::TextRange;

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
    let anatomy = ctx.anatomy;
    let mut best: Option<(Surety, f32, TextRange)> = None;
    for sentence in &anatomy.sentences {
        let score = sentence.score(Act::Stiff);
        let hit = sentence.cues.iter().find(|hit| hit.cue == Cue::Stiff);
        let found = match hit {
            Some(hit) => surety(score, 0.06, 0.2, 0.5).map(|it| (it, score, anatomy.range_of(hit))),
            None => surety(score, 0.7, 0.85, 0.97).map(|it| (it, score, sentence.range)),
        };
        let stronger = |one: &(Surety, f32, TextRange)| best.is_none_or(|other| (other.0, other.1) < (one.0, one.1));
        if let Some(found) = found.filter(stronger) {
            best = Some(found);
        }
    }
    let Some((surety, _, range)) = best else { return Vec::new() };
    let words = quoted(ctx, range);
    let level = if surety == Surety::Likely { Surety::Certain } else { surety };
    let help = "Say it as you would to a colleague’s friend: “Hi Ada, I’d like to ask …”.";
    vec![weighed(
        range,
        level,
        Severity::Warning,
        format!("{words} is stiffer than people speak."),
        format!("Could {words} sound stiff?"),
        help,
    )]
}
