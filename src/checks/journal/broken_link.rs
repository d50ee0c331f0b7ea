//! `broken-link`: a link that leads nowhere.

use crate::checks::check::{Finding, Fix, NoteContext, check};
use crate::checks::journal::near::{day_or_week, names_a_file, near_message, near_name, near_path, without_md};
use crate::markdown::tree::{Link, LinkKind};
use crate::notes::note::{Note, bare_target, is_internal};
use crate::text::fuzzy::{did_you_mean, fold};
use crate::text::range::TextRange;
use crate::workspace::index::relative;
use crate::workspace::links::{ReferenceKind, Resolution, field_references};
use crate::workspace::snapshot::Snapshot;

check! {
    /// A link leads nowhere: no note, file or heading is called so.
    ///
    /// ## Why it matters
    /// Links are how a year of notes stays one story. One that leads nowhere loses a person, a meeting or a thought, most often because
    /// a note was renamed by hand.
    ///
    /// ## Instead of
    /// > //- days/2026-11-23.md
    /// > The talk at [[denver-rsut]] stayed with me.
    /// > //- events/denver-rust.md
    /// > # Denver Rust
    ///
    /// ## Try
    /// > //- days/2026-11-23.md
    /// > The talk at [[denver-rust]] stayed with me.
    /// > //- events/denver-rust.md
    /// > # Denver Rust
    ///
    /// ## Stays quiet
    /// When a link leaves the journal, and in code. A dead link to a contact is told as `unknown-contact`. `journal rename` renames a
    /// note and every link to it.
    pub BROKEN_LINK = { code: "broken-link", severity: Warning, reads: Note(broken_link) }
}

fn broken_link(ctx: &NoteContext<'_>) -> Vec<Finding> {
    let mut found: Vec<Finding> = ctx.note.markdown.links.iter().filter_map(|link| broken(ctx, link)).collect();
    found.extend(field_references(ctx.note).into_iter().filter_map(|(by, range, words)| broken_field(ctx, by, range, &words)));
    found
}

fn broken(ctx: &NoteContext<'_>, link: &Link) -> Option<Finding> {
    let target = ctx.note.of(link.target);
    if !is_internal(link, target) || target.contains("://") {
        return None;
    }
    match ctx.snapshot.resolve_link(ctx.note, link) {
        Resolution::One(id) => missing_heading(ctx, link, ctx.snapshot.get(id)?),
        Resolution::Several(_) | Resolution::File => None,
        Resolution::None if link.kind == LinkKind::Wiki && names_a_file(ctx.snapshot, target) => None,
        Resolution::None if leads_to_contacts(ctx.note, link) => None,
        Resolution::None => Some(leads_nowhere(ctx, link, target)),
    }
}

/// Whether a link is meant for a contact: then it is told as `unknown-contact`, and only so.
fn leads_to_contacts(note: &Note, link: &Link) -> bool {
    let target = note.of(link.target);
    let path = if link.kind == LinkKind::Wiki { Some(target.trim_start_matches('/').to_owned()) } else { relative(&note.path, target) };
    path.is_some_and(|path| path.starts_with("contacts/"))
}

fn leads_nowhere(ctx: &NoteContext<'_>, link: &Link, target: &str) -> Finding {
    let near = if link.kind == LinkKind::Wiki {
        near_name(ctx.snapshot, target)
    } else {
        relative(&ctx.note.path, target).and_then(|path| near_path(ctx.snapshot, ctx.note, &path))
    };
    let otherwise = day_or_week(target).map(|command| format!("Make the note when it is time, or take the link away: {command}"));
    nowhere(link.target, target, near, otherwise.as_deref().unwrap_or("Make the note, mend the name, or take the link away."))
}

fn nowhere(range: TextRange, target: &str, near: Option<String>, otherwise: &str) -> Finding {
    let message = format!("“{target}” leads nowhere.");
    match near {
        Some(near) => Finding::new(range, message, format!("Did you mean “{near}”?")).fixed_by(Fix::replace(range, near)),
        None => Finding::new(range, message, otherwise),
    }
}

/// `[[note#Heading]]` where the note has no such heading.
fn missing_heading(ctx: &NoteContext<'_>, link: &Link, note: &Note) -> Option<Finding> {
    let range = link.anchor?;
    let anchor = ctx.note.of(range);
    // A block reference, and a place in something that is no heading, are other programs' business.
    if anchor.is_empty() || anchor.starts_with('^') || has_heading(ctx, note, anchor) || has_html_anchor(note, anchor) {
        return None;
    }
    let headings: Vec<&str> = note.markdown.headings.iter().map(|heading| note.of(heading.text).trim()).collect();
    let near = did_you_mean(anchor, headings.iter().copied());
    let message = format!("{} has no heading “{anchor}”.", without_md(&note.path));
    Some(match near {
        Some(near) => {
            let written = if link.kind == LinkKind::Wiki { near.to_owned() } else { slug(near) };
            Finding::new(range, message, format!("Did you mean “{near}”?")).fixed_by(Fix::replace(range, written))
        }
        None => Finding::new(range, message, "Mend the heading's name, or link to the note alone."),
    })
}

fn has_heading(ctx: &NoteContext<'_>, note: &Note, anchor: &str) -> bool {
    // `#Part#Chapter` names a heading under a heading: the last one is where it leads.
    let last = anchor.rsplit('#').next().unwrap_or(anchor).replace("%20", " ");
    let wanted = slug(&last);
    // GitHub numbers headings that read the same: `log-1`.
    let plain = wanted.rsplit_once('-').filter(|(_, number)| number.parse::<u8>().is_ok()).map(|(plain, _)| plain);
    let by_slug = |words: &str| slug(words) == wanted || Some(slug(words).as_str()) == plain;
    ctx.snapshot.heading_named(note, &last).is_some() || note.markdown.headings.iter().any(|heading| by_slug(note.of(heading.text)))
}

/// `<a id="part">` is a place to link to as well.
fn has_html_anchor(note: &Note, anchor: &str) -> bool {
    ["id", "name"].iter().any(|attribute| note.text.contains(&format!("{attribute}=\"{anchor}\"")))
}

/// A heading in GitHub's spelling: small letters, signs left out, hyphens between words; diacritics do not matter here.
fn slug(words: &str) -> String {
    let kept: String = fold(words.trim()).chars().filter(|it| it.is_alphanumeric() || matches!(it, ' ' | '-' | '_')).collect();
    kept.replace(' ', "-")
}

/// Looks for what was meant by a name that is not there.
type Near = fn(&Snapshot, &str) -> Option<String>;

fn broken_field(ctx: &NoteContext<'_>, by: ReferenceKind, range: TextRange, words: &str) -> Option<Finding> {
    let target = bare_target(words);
    let (resolution, near): (Resolution, Near) = match by {
        ReferenceKind::Follows => (ctx.snapshot.resolve_message(words), near_message),
        // A company is most often just named; only a link promises a note.
        ReferenceKind::Company if words.trim_start().starts_with("[[") => (ctx.snapshot.resolve(target), near_name),
        // Whom a message goes to is told as `unknown-contact`.
        ReferenceKind::Company | ReferenceKind::To | ReferenceKind::Met | ReferenceKind::Link => return None,
    };
    if resolution != Resolution::None {
        return None;
    }
    let within = ctx.note.of(range).find(target).map_or(range, |at| TextRange::new(range.start() + at, range.start() + at + target.len()));
    Some(nowhere(within, target, near(ctx.snapshot, target), "Name it as its file is called, or take the line away."))
}

#[cfg(test)]
mod tests {
    use super::BROKEN_LINK;
    use crate::testing::{check_fix, check_note, findings, journal};
    use crate::workspace::change::{Change, Outside};

    #[test]
    fn a_slip_in_a_wikilink_is_told_and_mended() {
        let note = "//- days/a.md\nSee [[denver-rsut|the meetup]].\n//- events/denver-rust.md\n# Denver Rust\n";
        check_note(&BROKEN_LINK, &note.replace("].\n", "].\n      ^^^^^^^^^^^ Did you mean “denver-rust”?\n"));
        check_fix(&BROKEN_LINK, note, "See [[denver-rust|the meetup]].");
    }

    #[test]
    fn a_relative_link_to_a_note_that_moved_is_mended() {
        let note = "//- days/a.md\nSee [it](../ideas/plan.md).\n//- maps/plan.md\n# Plan\n";
        check_note(&BROKEN_LINK, &note.replace(").\n", ").\n         ^^^^^^^^^^^^^^^^ leads nowhere\n"));
        check_fix(&BROKEN_LINK, note, "See [it](../maps/plan.md).");
    }

    #[test]
    fn another_day_is_no_slip_of_the_pen() {
        let note = |target: &str, command: &str| {
            let told = format!("     {} Make the note when it is time, or take the link away: {command}\n", "^".repeat(target.len()));
            check_note(&BROKEN_LINK, &format!("//- days/2026-11-23.md\nOn [[{target}]].\n{told}//- weeks/2026-W48.md\n# Week 48\n"));
        };
        note("2026-11-24", "journal new day 2026-11-24");
        note("days/2026-11-24", "journal new day 2026-11-24");
        note("2026-W49", "journal new week 2026-W49");
    }

    #[test]
    fn a_heading_that_is_not_there_is_told_at_the_heading() {
        let note = "//- days/a.md\nSee [[plan#Nxt]].\n//- maps/plan.md\n# Plan\n## Next\n";
        check_note(&BROKEN_LINK, &note.replace("]].\n", "]].\n           ^^^ no heading\n"));
    }

    #[test]
    fn headings_are_found_as_written_as_github_writes_them_and_in_the_note_itself() {
        check_note(
            &BROKEN_LINK,
            "//- days/a.md
# A day
## What's next?
[[plan#First Step]] [b](../maps/plan.md#whats-left-to-do) [c](#whats-next) [[#A day]] [[plan#^block]]
//- maps/plan.md
# Plan
## first step
## What's left, to do?
",
        );
    }

    #[test]
    fn a_place_named_in_html_can_be_linked_to() {
        check_note(&BROKEN_LINK, "//- days/a.md\n<a id=\"part\"></a>\n\n[part](#part)\n");
    }

    #[test]
    fn a_message_that_follows_nothing_is_told_at_the_field() {
        let note = "//- outreach/2026-11-23-ada.md\n---\nfollows: 2026-11-08-ada\n---\n//- outreach/2026-11-09-ada.md\n---\nto: Ada\n---\n";
        check_note(&BROKEN_LINK, &note.replacen("-ada\n---\n//", "-ada\n         ^^^^^^^^^^^^^^ leads nowhere\n---\n//", 1));
        check_fix(&BROKEN_LINK, note, "---\nfollows: 2026-11-09-ada\n---");
    }

    #[test]
    fn a_company_that_is_only_named_needs_no_note() {
        check_note(&BROKEN_LINK, "//- contacts/ada.md\n---\ncompany: Analytical Engines\n---\n");
        check_note(&BROKEN_LINK, "//- contacts/ada.md\n---\ncompany: \"[[analytical]]\"\n            ^^^^^^^^^^ leads nowhere\n---\n");
    }

    #[test]
    fn a_dead_link_to_a_contact_is_told_elsewhere() {
        check_note(&BROKEN_LINK, "//- days/a.md\n[[contacts/ada]] and [Bo](../contacts/bo.md)\n");
    }

    #[test]
    fn what_leaves_the_journal_or_stands_in_code_is_not_judged() {
        check_note(
            &BROKEN_LINK,
            "//- a.md\n[web](https://a.example/x.md) [up](../../x.md) [mail](mailto:a@b.example) `[[code]]` <https://a.example>\n\n    [[code]]\n",
        );
    }

    #[test]
    fn settings_templates_and_dot_files_can_be_linked_to() {
        let links =
            "//- days/a.md\n[settings](../journal.toml) [ours](../templates/contact.md) [git](../.gitignore) [hooks](../.githooks/x.md)\n";
        check_note(&BROKEN_LINK, &format!("//- journal.toml\nweek-start = \"monday\"\n{links}"));
        check_note(&BROKEN_LINK, "//- days/a.md\n[settings](../journal.toml)\n           ^^^^^^^^^^^^^^^ leads nowhere\n");
    }

    #[test]
    fn files_that_are_no_notes_can_be_linked_to() {
        let outside = Outside { other_files: ["files/resume.pdf".to_owned()].into(), ..Outside::default() };
        let fixture =
            "//- days/a.md\n[cv](../files/resume.pdf) ![[resume.pdf]] [[files/resume.pdf]] [folder](../files/) [gone](../files/x.pdf)\n";
        let found = findings(&BROKEN_LINK, &journal(fixture).with([Change::Outside(outside)]));
        assert_eq!(found.iter().map(|one| one.finding.message.as_str()).collect::<Vec<_>>(), ["“../files/x.pdf” leads nowhere."]);
    }
}
