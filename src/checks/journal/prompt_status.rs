//! `prompt-status`: the boxes under a prompt disagree with each other or with its text.

use crate::checks::check::{Finding, NoteContext, check};
use crate::checks::journal::lift::lifted;
use crate::notes::problem::ProblemKind;

check! {
    /// The boxes under a prompt disagree with each other or with what is written.
    ///
    /// ## Why it matters
    /// The boxes tell the week's summary, and you a month from now, what is answered. They help only when one of them is ticked, and the
    /// true one.
    ///
    /// ## Instead of
    /// > //- weeks/2026-W48.md
    /// > ## Prompts
    /// >
    /// > ### Review the tracker
    /// > - [x] completed
    /// > - [ ] partially complete
    /// > - [ ] not started
    ///
    /// ## Try
    /// > //- weeks/2026-W48.md
    /// > ## Prompts
    /// >
    /// > ### Review the tracker
    /// > - [x] completed
    /// > - [ ] partially complete
    /// > - [ ] not started
    /// >
    /// > Two days on paper, then I forgot; the paper lay in the wrong room.
    ///
    /// ## Stays quiet
    /// When a prompt has no boxes: then what is written tells. A bare link is an answer too.
    pub PROMPT_STATUS = { code: "prompt-status", severity: Info, reads: Note(prompt_status) }
}

fn prompt_status(ctx: &NoteContext<'_>) -> Vec<Finding> {
    lifted(ctx.note, ProblemKind::PromptStatus)
}

#[cfg(test)]
mod tests {
    use super::PROMPT_STATUS;
    use crate::testing::check_note;

    #[test]
    fn several_ticked_boxes_are_told_at_the_prompt() {
        check_note(
            &PROMPT_STATUS,
            "//- weeks/2026-W48.md
## Prompts

### Review
    ^^^^^^ Several boxes
- [x] completed
- [x] not started

Some words.
",
        );
    }

    #[test]
    fn a_link_under_a_ticked_box_is_an_answer() {
        check_note(
            &PROMPT_STATUS,
            "//- weeks/2026-W48.md
## Prompts

### Review
- [x] completed
- [ ] not started

https://video.example/1
",
        );
    }

    #[test]
    fn a_prompt_without_boxes_is_fine() {
        check_note(&PROMPT_STATUS, "//- weeks/2026-W48.md\n## Prompts\n\n### Review\nSome words.\n\n### Next\n");
    }
}
