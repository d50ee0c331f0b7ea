//! `prep-thin`: a meeting is set, and hardly a question is written down.

use chrono::NaiveDate;

use crate::calendar::date::{distance, short_date};
use crate::checks::check::{Finding, NoteContext, check};
use crate::markdown::tree::BlockKind;
use crate::notes::note::Note;
use crate::notes::outreach::Status;
use crate::notes::sections::{items_in, masked, section_at};
use crate::text::range::TextRange;
use crate::text::sentences::sentences;

check! {
    /// A meeting is set, and fewer than five questions stand in the notes.
    ///
    /// ## Why it matters
    /// Half an hour is short and nerves are long. Five questions on paper, most of them beginning with how or what, let you listen
    /// instead of thinking of the next one.
    ///
    /// ## Instead of
    /// > //- outreach/2026-11-16-ada.md
    /// > ---
    /// > to: Ada
    /// > status: replied
    /// > sent: 2026-11-16
    /// > replied: 2026-11-18
    /// > met: 2026-11-26
    /// > ---
    /// > Hi Ada
    /// >
    /// > ## Notes
    /// > - How do you test a parser?
    ///
    /// ## Try
    /// > //- outreach/2026-11-16-ada.md
    /// > ---
    /// > to: Ada
    /// > status: replied
    /// > sent: 2026-11-16
    /// > replied: 2026-11-18
    /// > met: 2026-11-26
    /// > ---
    /// > Hi Ada
    /// >
    /// > ## Questions
    /// > - How do you test a parser?
    /// > - What surprised you in your first month?
    /// > - What would you read first?
    /// > - What does a good week look like?
    /// > - Who else should I talk to?
    ///
    /// ## Stays quiet
    /// When the meeting is over.
    pub PREP_THIN = { code: "prep-thin", severity: Hint, reads: Note(prep_thin) }
}

const ENOUGH: usize = 5;

fn prep_thin(ctx: &NoteContext<'_>) -> Vec<Finding> {
    let today = ctx.snapshot.today();
    let Some(message) = ctx.note.outreach() else { return Vec::new() };
    // Said to have met on a day to come, they will; on the day itself it may be over.
    let is_to_come = |met: NaiveDate| match message.status {
        Status::Sent | Status::Replied => today <= met,
        Status::Met => today < met,
        Status::Draft | Status::Declined | Status::Closed => false,
    };
    let Some(met) = message.met.as_ref().filter(|met| is_to_come(met.value)) else { return Vec::new() };
    let count = message.notes.map_or(0, |notes| questions(ctx.note, notes));
    if ENOUGH <= count {
        return Vec::new();
    }
    let written = match count {
        0 => "no question is written down yet".to_owned(),
        1 => "one question is written down".to_owned(),
        more => format!("{more} questions are written down"),
    };
    let day =
        if met.value == today { "today".to_owned() } else { format!("on {} ({})", short_date(met.value), distance(met.value, today)) };
    let message = format!("You meet {day}, and {written}.");
    vec![Finding::new(
        met.range,
        message,
        "Write down five, under “## Notes” or “## Questions”; questions that begin with how or what open most doors.",
    )]
}

/// Sentences that end in a question mark, and the items under a heading that speaks of questions.
fn questions(note: &Note, notes: TextRange) -> usize {
    let markdown = &note.markdown;
    let hidden = [BlockKind::Comment, BlockKind::CodeBlock, BlockKind::InlineCode, BlockKind::Quote];
    let text = masked(&note.text, markdown, notes, &hidden);
    let asked = |range: TextRange| sentences(range.of(&text)).into_iter().filter(|it| it.of(range.of(&text)).ends_with('?')).count();
    let headings = markdown.headings.iter().enumerate().filter(|(_, heading)| notes.contains(heading.range.start()));
    let listed: Vec<TextRange> = headings
        .filter(|(_, heading)| note.of(heading.text).to_lowercase().contains("question"))
        .flat_map(|(at, _)| items_in(markdown, section_at(&note.text, markdown, at).content).map(|item| item.text))
        .collect();
    let plain = listed.iter().filter(|item| !item.of(&note.text).trim_end().ends_with('?') && !item.is_empty()).count();
    asked(TextRange::new(0, text.len())) + plain
}

#[cfg(test)]
mod tests {
    use super::PREP_THIN;
    use crate::testing::check_note;

    fn meeting(date: &str, marks: &str, notes: &str) -> String {
        format!(
            "//- outreach/a.md\n---\nto: Ada\nstatus: replied\nreplied: 2026-11-18\nmet: {date}\n{marks}---\nHi, how are you?\n\n{notes}"
        )
    }

    #[test]
    fn two_questions_are_few() {
        check_note(
            &PREP_THIN,
            &meeting(
                "2026-11-26",
                "     ^^^^^^^^^^ in 3 days), and 2 questions are written down\n",
                "## Notes\n- How? \n- What surprised you?\n- Bring cake\n",
            ),
        );
    }

    #[test]
    fn questions_count_as_items_as_sentences_and_under_their_heading() {
        check_note(
            &PREP_THIN,
            &meeting(
                "2026-11-26",
                "",
                "## Notes\nWhat next? And how so?\n1. Why parsers?\n\n## Questions for her\n- the first month\n- tests\n",
            ),
        );
    }

    #[test]
    fn a_meeting_that_is_over_needs_none() {
        check_note(&PREP_THIN, &meeting("2026-11-20", "", ""));
    }

    #[test]
    fn a_meeting_to_come_is_set_whatever_the_status_says() {
        let met = |date: &str, marks: &str| meeting(date, marks, "").replace("status: replied", "status: met");
        check_note(&PREP_THIN, &met("2026-11-26", "     ^^^^^^^^^^ in 3 days), and no question\n"));
        check_note(&PREP_THIN, &met("2026-11-23", ""));
    }

    #[test]
    fn on_the_day_itself_there_is_still_time() {
        check_note(&PREP_THIN, &meeting("2026-11-23", "     ^^^^^^^^^^ You meet today, and no question\n", ""));
    }
}
