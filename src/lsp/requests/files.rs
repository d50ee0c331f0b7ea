//! `workspace/willRenameFiles`: links follow a file that the keeper moves.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashSet;
use tower_lsp::ls_types::{DocumentChanges, FileRename, MessageType, Uri, WorkspaceEdit};

use crate::actions::plan::Plan;
use crate::actions::rename::moved::{destinations, moved};
use crate::lsp::from_proto;
use crate::lsp::journals::inner_path;
use crate::lsp::outbox::Outbox;
use crate::lsp::to_proto::edits::workspace_edit;
use crate::lsp::view::View;
use crate::workspace::index::NoteId;
use crate::workspace::snapshot::Snapshot;

/// The edits that keep every link alive, in every journal that holds one of the files. A folder stands for all that is in it.
pub(crate) fn will_rename(views: &[View], files: &[FileRename], outbox: &Outbox) -> Option<WorkspaceEdit> {
    let path = |address: &str| address.parse::<Uri>().ok().and_then(|uri| from_proto::path(&uri));
    let wanted: Vec<(PathBuf, PathBuf)> = files.iter().filter_map(|file| Some((path(&file.old_uri)?, path(&file.new_uri)?))).collect();
    // The innermost journal holds the file.
    let home = |from: &Path| {
        let around = views.iter().enumerate().filter(|(_, view)| from.starts_with(&view.root));
        around.max_by_key(|(_, view)| view.root.components().count()).map(|(at, _)| at)
    };
    let edits = views.iter().enumerate().filter_map(|(at, view)| {
        let own = wanted.iter().filter(|(from, _)| home(from) == Some(at));
        let moves = own.filter_map(|(from, to)| Some((inner_path(&view.root, from)?.into(), inner_path(&view.root, to)?.into())));
        within(view, moves.collect(), outbox)
    });
    edits.reduce(together)
}

/// What the moves ask for in one journal.
fn within(view: &View, mut moves: Vec<(Arc<str>, Arc<str>)>, outbox: &Outbox) -> Option<WorkspaceEdit> {
    moves.retain(|(from, to)| from != to);
    let taken = taken(&view.snapshot, &moves);
    if let Some((from, to)) = taken.first() {
        let more = match taken.len() - 1 {
            0 => String::new(),
            1 => " So it is with 1 more note.".to_owned(),
            more => format!(" So it is with {more} more notes."),
        };
        let words = format!("{to} is another note already: links to {from} stay as they are, or they would mean that one.{more}");
        outbox.show(MessageType::WARNING, words);
    }
    moves.retain(|(from, _)| !taken.iter().any(|(stays, _)| stays == from));
    if moves.is_empty() {
        return None;
    }
    // Within a folder that moves, these stay.
    moves.extend(taken.into_iter().map(|(from, _)| (from.clone(), from)));
    let changes = moved(&view.snapshot, &moves);
    if changes.is_empty() {
        return None;
    }
    workspace_edit(view, &Plan { act: "follow a moved file".to_owned(), changes, said: Vec::new() }).ok()
}

/// The notes that would come to stand where another note stays, each with that place.
fn taken(snapshot: &Snapshot, moves: &[(Arc<str>, Arc<str>)]) -> Vec<(Arc<str>, Arc<str>)> {
    let going: Vec<(NoteId, Arc<str>)> = destinations(snapshot, moves).into_iter().map(|(id, to)| (id, to.into())).collect();
    let leaving: FxHashSet<NoteId> = going.iter().map(|(id, _)| *id).collect();
    let stays = |to: &str| snapshot.id(to).is_some_and(|id| !leaving.contains(&id));
    let taken = going.into_iter().filter(|(_, to)| stays(to));
    taken.filter_map(|(id, to)| Some((snapshot.get(id)?.path.clone(), to))).collect()
}

/// Two edits as one: of one client, they are of one shape.
fn together(one: WorkspaceEdit, other: WorkspaceEdit) -> WorkspaceEdit {
    let document_changes = match (one.document_changes, other.document_changes) {
        (Some(DocumentChanges::Operations(mut all)), Some(DocumentChanges::Operations(more))) => {
            all.extend(more);
            Some(DocumentChanges::Operations(all))
        }
        (changes, None) => changes,
        (_, changes) => changes,
    };
    let changes = match (one.changes, other.changes) {
        (Some(mut all), Some(more)) => {
            all.extend(more);
            Some(all)
        }
        (changes, more) => changes.or(more),
    };
    WorkspaceEdit { changes, document_changes, change_annotations: one.change_annotations.or(other.change_annotations) }
}
