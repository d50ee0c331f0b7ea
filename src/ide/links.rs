//! Document links: where the links and addresses of a note lead.

use std::sync::Arc;

use crate::markdown::tree::LinkKind;
use crate::notes::field::looks_like_email;
use crate::notes::note::is_internal;
use crate::text::range::TextRange;
use crate::workspace::index::NoteId;
use crate::workspace::links::Resolution;
use crate::workspace::snapshot::Snapshot;

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Leads {
    /// To a note of the journal, and a place in it.
    Note(Arc<str>, Option<TextRange>),
    /// To a file beside the notes, from the root.
    File(String),
    /// Out of the journal.
    Address(String),
}

/// A link and where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentLink {
    /// The words to click: the target, for a wikilink all of it.
    pub range: TextRange,
    /// Where it leads.
    pub leads: Leads,
}

/// Every link of a note that leads somewhere.
#[must_use]
pub fn document_links(snapshot: &Snapshot, id: NoteId) -> Vec<DocumentLink> {
    let Some(note) = snapshot.get(id) else { return Vec::new() };
    let links = note.markdown.links.iter().filter_map(|link| {
        let target = note.of(link.target);
        let leads = if is_internal(link, target) {
            match snapshot.resolve_link(note, link) {
                Resolution::One(to) => {
                    let to = snapshot.get(to)?;
                    Leads::Note(to.path.clone(), link.anchor.and_then(|anchor| snapshot.heading_named(to, note.of(anchor))))
                }
                Resolution::File => Leads::File(file_beside(&note.path, target)?),
                Resolution::Several(_) | Resolution::None => return None,
            }
        } else {
            Leads::Address(address(target)?)
        };
        let range = if link.kind == LinkKind::Wiki { link.range } else { link.target };
        Some(DocumentLink { range: if range.is_empty() { link.range } else { range }, leads })
    });
    links.collect()
}

fn address(target: &str) -> Option<String> {
    if target.contains("://") || target.starts_with("mailto:") {
        Some(target.to_owned())
    } else {
        looks_like_email(target).then(|| format!("mailto:{target}"))
    }
}

/// The path from the root of a file that a note names relative to itself.
fn file_beside(from: &str, target: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            name => parts.push(name),
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::{Leads, document_links};
    use crate::testing::journal;

    #[test]
    fn links_lead_to_notes_files_and_addresses() {
        let snapshot = journal("//- a.md\n# A\n## Plan\n//- n/b.md\n[[a#Plan]] [x](../a.md) <https://x.example> <a@b.example> [[gone]]\n");
        let note = snapshot.at("n/b.md").unwrap();
        let plan = snapshot.at("a.md").unwrap().markdown.headings[1].text;
        let leads: Vec<(String, Leads)> = document_links(&snapshot, snapshot.id("n/b.md").unwrap())
            .into_iter()
            .map(|link| (note.of(link.range).to_owned(), link.leads))
            .collect();
        let expected = [
            ("[[a#Plan]]".to_owned(), Leads::Note("a.md".into(), Some(plan))),
            ("../a.md".to_owned(), Leads::Note("a.md".into(), None)),
            ("https://x.example".to_owned(), Leads::Address("https://x.example".into())),
            ("a@b.example".to_owned(), Leads::Address("mailto:a@b.example".into())),
        ];
        assert_eq!(leads, expected);
    }
}
