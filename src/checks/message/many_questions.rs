//! `many-questions`: more than three questions in a first message.

use crate::checks::check::{Finding, MessageContext, check};
use crate::prose::acts::act::Act;
use crate::prose::anatomy::model::Sentence;
use crate::prose::cue_table::Cue;

check! {
    /// A first message asks more than three questions.
    ///
    /// ## Why it matters
    /// One question gets an answer on the bus. Five become a task for the weekend, and then for never.
    ///
    /// ## Instead of
    /// > Hi Ada,
    /// >
    /// > Was it the shifts? Did anyone help you in month one? Which tool did you learn first? What would you skip today?
    ///
    /// ## Try
    /// > Hi Ada,
    /// >
    /// > Which tool did you learn first? What would you skip today? Could we talk for 20 minutes on Tuesday?
    ///
    /// ## Stays quiet
    /// With up to three; the one that asks for the meeting does not count.
    pub MANY_QUESTIONS = { code: "many-questions", severity: Hint, reads: Message(many_questions) }
}

fn many_questions(ctx: &MessageContext<'_>) -> Vec<Finding> {
    const MOST: usize = 3;
    let anatomy = ctx.anatomy;
    let meets = |sentence: &Sentence| {
        sentence.score(Act::MeetingAsk) >= 0.5 || sentence.has(Cue::MeetingAsk) && sentence.score(Act::MeetingAsk) >= 0.2
    };
    let questions: Vec<&Sentence> =
        anatomy.body().filter(|sentence| sentence.is_question && !(anatomy.is_english && meets(sentence))).collect();
    if !ctx.is_first || questions.len() <= MOST {
        return Vec::new();
    }
    vec![Finding::new(
        questions[MOST].range,
        format!("This is question {} of {}.", MOST + 1, questions.len()),
        "Keep the one that you would most like answered; the others make a fine talk.",
    )]
}
