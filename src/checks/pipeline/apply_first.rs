//! `apply-first`: an application went before a word to anybody there.

use crate::checks::check::{Finding, NoteContext, check};
use crate::notes::company::Stage;
use crate::workspace::index::NoteId;
use crate::workspace::timeline::TouchKind;

check! {
    /// You applied at a company without a word to anybody there.
    ///
    /// ## Why it matters
    /// An application that somebody inside has heard of is read otherwise. Find a person, research, write, then apply, then tell them that
    /// you did: it is not too late to write to one of them now.
    ///
    /// ## Instead of
    /// > //- companies/engines.md
    /// > ---
    /// > name: Analytical Engines
    /// > stage: applied
    /// > ---
    ///
    /// ## Try
    /// > //- companies/engines.md
    /// > ---
    /// > name: Analytical Engines
    /// > stage: applied
    /// > ---
    /// > //- contacts/ada.md
    /// > ---
    /// > company: Analytical Engines
    /// > ---
    /// > ## Log
    /// > - 2026-11-02 Sent her a question about the mill
    ///
    /// ## Stays quiet
    /// When one message went to anybody there, or you met.
    pub APPLY_FIRST = { code: "apply-first", severity: Hint, reads: Note(apply_first) }
}

fn apply_first(ctx: &NoteContext<'_>) -> Vec<Finding> {
    let Some(company) = ctx.note.company() else { return Vec::new() };
    let Some(stage) = company.stage.as_ref().filter(|stage| stage.value == Stage::Applied) else { return Vec::new() };
    let people = ctx.snapshot.people_at(ctx.id);
    if people.iter().any(|person| is_in_touch(ctx, *person)) {
        return Vec::new();
    }
    let known = people.first().and_then(|id| ctx.snapshot.get(*id)).map(|note| note.title());
    let help = known.map_or_else(
        || "Find one person there and ask them about their work; it is not too late.".to_owned(),
        |name| format!("Write to {name} and ask about the work there; it is not too late."),
    );
    let message = format!("You applied at {}, and no message went to anybody there.", company.name.value);
    vec![Finding::new(stage.range, message, help)]
}

fn is_in_touch(ctx: &NoteContext<'_>, person: NoteId) -> bool {
    ctx.snapshot.timeline(person).touches.iter().any(|touch| touch.kind != TouchKind::Noted)
}

#[cfg(test)]
mod tests {
    use super::APPLY_FIRST;
    use crate::testing::check_note;

    const COMPANY: &str = "//- companies/engines.md\n---\nname: Analytical Engines\nstage: applied\n---\n";
    const ADA: &str = "//- contacts/ada.md\n---\nname: Ada Lovelace\ncompany: Analytical Engines\n---\n";

    #[test]
    fn knowing_somebody_is_not_writing_to_them() {
        let told = COMPANY.replace("applied\n", "applied\n       ^^^^^^^ Write to Ada Lovelace\n");
        check_note(&APPLY_FIRST, &format!("{told}{ADA}//- outreach/a.md\n---\nto: ada\nstatus: draft\n---\n"));
    }

    #[test]
    fn a_message_that_went_will_do() {
        check_note(&APPLY_FIRST, &format!("{COMPANY}{ADA}//- outreach/a.md\n---\nto: ada\nstatus: sent\nsent: 2026-11-02\n---\n"));
    }

    #[test]
    fn before_and_after_applying_nothing_is_said() {
        check_note(&APPLY_FIRST, &COMPANY.replace("applied", "researching"));
        check_note(&APPLY_FIRST, &COMPANY.replace("applied", "interviewing"));
    }
}
