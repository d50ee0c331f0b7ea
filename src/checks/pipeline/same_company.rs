//! `same-company`: a second person at a company, while the first one has not had time to answer.

use chrono::NaiveDate;

use crate::calendar::date::{short_date, working_days_between};
use crate::checks::check::{Finding, NoteContext, check};
use crate::checks::pipeline::standing::value_of;
use crate::notes::note::Note;
use crate::notes::outreach::{Intent, Status};
use crate::workspace::index::NoteId;

check! {
    /// A first message goes to a second person at a company within three working days, while the first one has not answered.
    ///
    /// ## Why it matters
    /// Colleagues talk. Two letters in one week look like a mailing; a few days later the second one is simply a second try.
    ///
    /// ## Instead of
    /// > //- contacts/ada.md
    /// > ---
    /// > company: Analytical Engines
    /// > ---
    /// > //- contacts/bo.md
    /// > ---
    /// > company: Analytical Engines
    /// > ---
    /// > //- outreach/2026-11-19-ada.md
    /// > ---
    /// > to: ada
    /// > status: sent
    /// > sent: 2026-11-19
    /// > ---
    /// > //- outreach/2026-11-20-bo.md
    /// > ---
    /// > to: bo
    /// > status: sent
    /// > sent: 2026-11-20
    /// > ---
    ///
    /// ## Try
    /// > //- contacts/ada.md
    /// > ---
    /// > company: Analytical Engines
    /// > ---
    /// > //- contacts/bo.md
    /// > ---
    /// > company: Analytical Engines
    /// > ---
    /// > //- outreach/2026-11-12-ada.md
    /// > ---
    /// > to: ada
    /// > status: sent
    /// > sent: 2026-11-12
    /// > ---
    /// > //- outreach/2026-11-20-bo.md
    /// > ---
    /// > to: bo
    /// > status: sent
    /// > sent: 2026-11-20
    /// > ---
    ///
    /// ## Stays quiet
    /// When the first one has answered, when the message is a follow-up or thanks, and after three working days.
    pub SAME_COMPANY = { code: "same-company", severity: Hint, reads: Note(same_company) }
}

/// Inside so many working days two messages meet on one desk.
const WORKING_DAYS: i64 = 3;

fn same_company(ctx: &NoteContext<'_>) -> Vec<Finding> {
    earlier_one(ctx).into_iter().collect()
}

fn earlier_one(ctx: &NoteContext<'_>) -> Option<Finding> {
    let message = ctx.note.outreach().filter(|message| message.intent == Intent::First)?;
    let day = match message.status {
        Status::Draft => ctx.snapshot.today(),
        // Once they have answered, it did no harm.
        Status::Sent if ctx.snapshot.is_awaited(ctx.id) => message.sent.as_ref()?.value,
        Status::Sent | Status::Replied | Status::Met | Status::Declined | Status::Closed => return None,
    };
    let [own] = ctx.snapshot.recipients(ctx.note).as_slice().try_into().ok()?;
    let contact = ctx.snapshot.get(own)?.contact()?;
    let company = ctx.snapshot.company_name(contact)?;
    for colleague in colleagues(ctx, own) {
        let other = ctx.snapshot.get(colleague)?;
        let Some((note, sent)) = waiting_since(ctx, colleague, day) else { continue };
        // Of two on one day, the second by path is the second.
        if sent == day && message.status == Status::Sent && ctx.note.path < note.path {
            continue;
        }
        let name = other.contact().map_or_else(|| other.title(), |contact| contact.name.value.clone());
        let text = format!("You wrote to {name}, also at {company}, on {}, and the answer is still awaited.", short_date(sent));
        let place = message.sent.as_ref().map(|sent| sent.range).or_else(|| value_of(ctx.note, "to")).unwrap_or_default();
        let there = note.outreach().and_then(|it| it.sent.as_ref()).map(|sent| sent.range).unwrap_or_default();
        let finding = Finding::new(place, text, "Give the first one a few working days before you write to a colleague.");
        return Some(finding.beside(note.path.clone(), there, "the message that is still awaited"));
    }
    None
}

/// Others at the same company, by its note or by its name.
fn colleagues(ctx: &NoteContext<'_>, own: NoteId) -> Vec<NoteId> {
    let Some(contact) = ctx.snapshot.get(own).and_then(|note| note.contact()) else { return Vec::new() };
    ctx.snapshot.colleagues(contact).into_iter().filter(|id| *id != own).collect()
}

/// The first message to a contact that has waited not more than three working days by this day.
fn waiting_since<'a>(ctx: &NoteContext<'a>, contact: NoteId, day: NaiveDate) -> Option<(&'a Note, NaiveDate)> {
    ctx.snapshot.messages_to(contact).into_iter().find_map(|id| {
        let note = ctx.snapshot.get(id)?;
        let message = note.outreach().filter(|message| message.intent == Intent::First)?;
        let sent = message.sent.as_ref()?.value;
        let near = sent <= day && working_days_between(sent, day) <= WORKING_DAYS;
        (near && id != ctx.id && ctx.snapshot.is_awaited(id)).then_some((&**note, sent))
    })
}

#[cfg(test)]
mod tests {
    use super::SAME_COMPANY;
    use crate::testing::check_note;

    const PEOPLE: &str = "//- companies/engines.md
---
name: Analytical Engines
---
//- contacts/ada.md
---
company: Analytical Engines
---
//- contacts/bo.md
---
company: engines
---
";

    fn first(status: &str) -> String {
        format!("//- outreach/2026-11-18-ada.md\n---\nto: ada\n{status}\n---\n")
    }

    #[test]
    fn two_in_three_working_days_are_told_on_the_second() {
        check_note(
            &SAME_COMPANY,
            &format!(
                "{PEOPLE}{}//- outreach/2026-11-23-bo.md\n---\nto: bo\nstatus: sent\nsent: 2026-11-23\n      ^^^^^^^^^^ You wrote to Ada, also at Analytical Engines, on Wed 18 Nov\n---\n",
                first("status: sent\nsent: 2026-11-18")
            ),
        );
    }

    #[test]
    fn a_draft_is_told_while_there_is_time() {
        check_note(
            &SAME_COMPANY,
            &format!(
                "{PEOPLE}{}//- outreach/2026-11-23-bo.md\n---\nto: bo\n    ^^ a few working days\n---\n",
                first("status: sent\nsent: 2026-11-20")
            ),
        );
    }

    #[test]
    fn an_answer_or_four_working_days_make_it_fine() {
        let second = "//- outreach/2026-11-23-bo.md\n---\nto: bo\nstatus: sent\nsent: 2026-11-23\n---\n";
        check_note(&SAME_COMPANY, &format!("{PEOPLE}{}{second}", first("status: sent\nsent: 2026-11-17")));
        check_note(&SAME_COMPANY, &format!("{PEOPLE}{}{second}", first("status: replied\nsent: 2026-11-18\nreplied: 2026-11-19")));
    }

    #[test]
    fn a_second_message_to_the_same_person_is_something_else() {
        check_note(
            &SAME_COMPANY,
            &format!(
                "{PEOPLE}{}//- outreach/2026-11-19-ada.md\n---\nto: ada\nstatus: sent\nsent: 2026-11-19\n---\n",
                first("status: sent\nsent: 2026-11-18")
            ),
        );
    }
}
