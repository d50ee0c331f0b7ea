//! `unknown-prompt`: a heading almost like a prompt of the week's set.

use crate::checks::check::{Finding, Fix, NoteContext, check};
use crate::notes::catalogue::week;
use crate::notes::kind::NoteKind;
use crate::notes::note::Meaning;
use crate::notes::sections::same_heading;
use crate::text::fuzzy::did_you_mean;
use crate::workspace::snapshot::Snapshot;

check! {
    /// A heading is almost, and not quite, a prompt of this week.
    ///
    /// ## Why it matters
    /// A prompt counts as answered by its heading. With another letter in it your answer stands there, and the prompt is still asked.
    ///
    /// ## Instead of
    /// > //- weeks/2026-W48.md
    /// > ---
    /// > prompts: turing/mod-2/week-5
    /// > ---
    /// > ## Prompts
    /// >
    /// > ### Review teh tracker
    ///
    /// ## Try
    /// > //- weeks/2026-W48.md
    /// > ---
    /// > prompts: turing/mod-2/week-5
    /// > ---
    /// > ## Prompts
    /// >
    /// > ### Review the tracker
    ///
    /// ## Stays quiet
    /// When the heading is a question of your own.
    pub UNKNOWN_PROMPT = { code: "unknown-prompt", severity: Hint, reads: Note(unknown_prompt) }
}

fn unknown_prompt(ctx: &NoteContext<'_>) -> Vec<Finding> {
    let Some(note) = ctx.note.week() else { return Vec::new() };
    let Some(name) = &note.prompt_week else { return Vec::new() };
    let asked = asked_in(ctx.snapshot, name.value.trim());
    let mut found = Vec::new();
    for prompt in &note.prompts {
        let heading = &prompt.heading.value;
        if asked.iter().any(|known| same_heading(known, heading)) {
            continue;
        }
        // A prompt that stands there already is not meant twice.
        let left = asked.iter().filter(|known| !note.prompts.iter().any(|other| same_heading(known, &other.heading.value)));
        let Some(near) = did_you_mean(heading, left.copied()).filter(|near| looks_alike(near, heading)) else { continue };
        let message = format!("“{heading}” is almost the prompt “{near}”.");
        let help = "Write it as the set does, and it counts as answered; a question of your own may stay as it is.";
        found.push(Finding::new(prompt.heading.range, message, help).fixed_by(Fix::replace(prompt.heading.range, near)));
    }
    found
}

/// A slip changes a few letters, it does not halve a heading: “Review” may be a heading of its own.
fn looks_alike(near: &str, heading: &str) -> bool {
    near.chars().count().abs_diff(heading.chars().count()) <= 3
}

fn asked_in<'a>(snapshot: &'a Snapshot, name: &str) -> Vec<&'a str> {
    if let Some(week) = week(name) {
        return week.prompts.iter().map(|prompt| prompt.heading).collect();
    }
    let sets = snapshot
        .of_kind(NoteKind::Prompts)
        .filter_map(|(_, note)| if let Meaning::Prompts(set) = &note.meaning { Some(&**set) } else { None });
    let week = sets.flat_map(|set| &set.weeks).find(|week| week.name.eq_ignore_ascii_case(name));
    week.map(|week| week.prompts.iter().map(|prompt| prompt.heading.value.as_str()).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::UNKNOWN_PROMPT;
    use crate::testing::{check_fix, check_note};

    const NOTE: &str = "//- weeks/2026-W48.md
---
prompts: mine/first-week
---
## Prompts

### Wat surprised you
Much.
//- prompts/mine.md
# Mine
## First week
### What surprised you
### What comes next
";

    #[test]
    fn a_slip_in_a_heading_is_told_and_mended() {
        check_note(&UNKNOWN_PROMPT, &NOTE.replace("Wat surprised you\n", "Wat surprised you\n    ^^^^^^^^^^^^^^^^^ almost the prompt\n"));
        check_fix(&UNKNOWN_PROMPT, NOTE, "---\nprompts: mine/first-week\n---\n## Prompts\n\n### What surprised you\nMuch.");
    }

    #[test]
    fn case_and_spaces_do_not_matter() {
        check_note(&UNKNOWN_PROMPT, &NOTE.replace("Wat surprised you", "what  SURPRISED you"));
    }

    #[test]
    fn a_question_of_ones_own_is_welcome() {
        check_note(&UNKNOWN_PROMPT, &NOTE.replace("Wat surprised you", "What would my grandmother say"));
    }
}
