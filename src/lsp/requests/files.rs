//! `workspace/willRenameFiles`: links follow a file that the keeper moves.

use std::path::PathBuf;
use std::sync::Arc;

use tower_lsp::ls_types::{FileRename, MessageType, Uri, WorkspaceEdit};

use crate::actions::plan::Plan;
use crate::actions::rename::moved::moved;
use crate::lsp::from_proto;
use crate::lsp::journals::inner_path;
use crate::lsp::outbox::Outbox;
use crate::lsp::to_proto::edits::workspace_edit;
use crate::lsp::view::View;

/// The edits that keep every link alive, in the journal that holds the files. A folder stands for all notes in it.
pub(crate) fn will_rename(views: &[View], files: &[FileRename], outbox: &Outbox) -> Option<WorkspaceEdit> {
    let path = |address: &str| address.parse::<Uri>().ok().and_then(|uri| from_proto::path(&uri));
    let wanted: Vec<(PathBuf, PathBuf)> = files.iter().filter_map(|file| Some((path(&file.old_uri)?, path(&file.new_uri)?))).collect();
    // The innermost journal holds the file.
    let of_file =
        |from: &PathBuf| views.iter().filter(|view| from.starts_with(&view.root)).max_by_key(|view| view.root.components().count());
    let view = wanted.first().and_then(|(from, _)| of_file(from))?;
    let mut moves: Vec<(Arc<str>, Arc<str>)> = Vec::new();
    for (from, to) in &wanted {
        let (Some(from), Some(to)) = (inner_path(&view.root, from), inner_path(&view.root, to)) else { continue };
        if view.snapshot.id(&from).is_some() {
            moves.push((from.into(), to.into()));
            continue;
        }
        let folder = format!("{from}/");
        let inside =
            view.snapshot.notes().filter_map(|(_, note)| note.path.strip_prefix(&folder).map(|rest| (note.path.clone(), rest.to_owned())));
        moves.extend(inside.map(|(path, rest)| (path, format!("{to}/{rest}").into())));
    }
    let leaving: Vec<Arc<str>> = moves.iter().map(|(from, _)| from.clone()).collect();
    let is_taken = |to: &Arc<str>| view.snapshot.id(to).is_some() && !leaving.contains(to);
    if let Some((from, to)) = moves.iter().find(|(_, to)| is_taken(to)) {
        let words = format!("{to} is another note already: links to {from} stay as they are, or they would mean that one.");
        outbox.show(MessageType::WARNING, words);
    }
    moves.retain(|(_, to)| !is_taken(to));
    let changes = moved(&view.snapshot, &moves);
    if changes.is_empty() {
        return None;
    }
    workspace_edit(view, &Plan { act: "follow a moved file".to_owned(), changes, said: Vec::new() }).ok()
}
