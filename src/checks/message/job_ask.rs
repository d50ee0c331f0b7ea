//! `job-ask`: a message that asks for a job.

use crate::checks::check::{Finding, MessageContext, Severity, check};
use crate::checks::message::shared::{quoted, weighed};
use crate::notes::outreach::Intent;
use crate::prose::anatomy::model::AskKind;

check! {
    /// The message asks for a job.
    ///
    /// ## Why it matters
    /// Most people you write to have no job to give. They point you to the careers page, and the talk you hoped for ends there.
    ///
    /// ## Instead of
    /// > Hi Ada,
    /// >
    /// > Got a spot for a hungry junior on your team?
    ///
    /// > Hi Ada,
    /// >
    /// > I'm looking for my first role as a developer and hope you would consider me.
    ///
    /// > Hi Ada,
    /// >
    /// > If you could use another pair of hands, I can start in February.
    ///
    /// ## Try
    /// > Hi Ada,
    /// >
    /// > What surprised you in your first month on the parser team?
    ///
    /// > Hi Ada,
    /// >
    /// > What do you look for when you bring in juniors?
    ///
    /// > Hi Ada,
    /// >
    /// > In my old job I ran a kitchen; does your job title mean what it says?
    ///
    /// ## Stays quiet
    /// When you ask how juniors are hired, and when you answer somebody who brought it up.
    pub JOB_ASK = { code: "job-ask", severity: Error, reads: Message(job_ask) }
}

fn job_ask(ctx: &MessageContext<'_>) -> Vec<Finding> {
    if matches!(ctx.message.intent, Intent::Reply | Intent::ThankYou) {
        return Vec::new();
    }
    let asks = ctx.anatomy.asks.iter().filter(|ask| ask.kind == AskKind::Job);
    asks.map(|ask| {
        let words = quoted(ctx, ask.range);
        weighed(
            ask.range,
            ask.surety,
            Severity::Error,
            format!("{words} asks {} for a job.", ctx.them()),
            format!("Could {words} read as asking {} for a job?", ctx.them()),
            "Ask about the work itself; a job can come up once you have talked.",
        )
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::JOB_ASK;
    use crate::testing::fires;

    #[test]
    fn an_answer_may_say_that_one_is_looking() {
        assert!(!fires(
            &JOB_ASK,
            "---
to: Ada Lovelace
intent: reply
---
Hi Ada, yes: I'd be delighted to be considered for the apprenticeship."
        ));
    }

    #[test]
    fn a_wish_for_some_day_asks_for_nothing_today() {
        for field in ["maps", "integrations", "simulation", "software for teachers"] {
            let text = format!(
                "Dear Ada,\n\nI'm Sam, a line cook learning to program. I hope to work on {field} one day and would value your view: what broke first?\n\nThanks, Sam"
            );
            assert!(!fires(&JOB_ASK, &text), "{field}");
        }
        assert!(fires(
            &JOB_ASK,
            "Hi Ada,\n\nI'm Sam, a line cook learning to program. I hope to work on your team one day.\n\nThanks, Sam"
        ));
    }

    #[test]
    fn a_job_is_asked_for_in_many_words() {
        assert!(fires(&JOB_ASK, "Hi Ada, please keep me in mind for any junior positions."));
        assert!(fires(&JOB_ASK, "Hi Ada, would you hire me as an intern?"));
        assert!(fires(
            &JOB_ASK,
            "Hi Ada, I am applying for the backend position at your company and would be grateful if you considered my application."
        ));
    }
}
