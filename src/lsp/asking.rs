//! Questions on the state thread: each gets its view here, and is answered on a worker.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::lsp::documents::{Document, DocumentName};
use crate::lsp::event::Ask;
use crate::lsp::journals::{Place, TextThen, is_note, place_of};
use crate::lsp::state::State;
use crate::lsp::view::View;
use crate::workspace::change::Change;

impl State {
    /// Answers what waited for the journal, from the text that stood there when it was asked.
    pub(super) fn answer_late(&mut self, ask: Ask, then: Option<TextThen>) {
        let name = ask.about.as_ref().map(DocumentName::of);
        let document = name.and_then(|name| self.documents.get(&name));
        let (Some(document), Some((text, edits))) = (document, then) else { return self.ask(ask) };
        let Some(mut view) = self.view(&document.place, Some(document), ask.cancelled.clone()) else { return };
        if *document.text != *text && is_note(&view.path) {
            view.snapshot = view.snapshot.with([Change::Note { path: view.path.clone(), text }]);
            view.edits = view.edits.map(|(_, now)| (edits, now));
        }
        self.workers.run(Box::new(move || (ask.answer)(vec![view])));
    }

    /// Has a question answered from the text as it is now; one that needs a journal not read yet waits for it.
    pub(super) fn ask(&mut self, ask: Ask) {
        if ask.cancelled.load(Ordering::Relaxed) {
            return;
        }
        self.flush();
        let Some(uri) = &ask.about else { return self.ask_all(ask) };
        let name = DocumentName::of(uri);
        let place = self.documents.get(&name).map_or_else(|| place_of(&name, &self.folders), |document| document.place.clone());
        if !place.journal.is_loose {
            self.open_journal(&place.journal);
        }
        match self.journals.get_mut(&place.journal) {
            // A note that is not open is known when the disk is read.
            Some(journal) if !journal.is_loaded && (ask.needs_all || !self.documents.contains_key(&name)) => {
                let document = self.documents.get(&name);
                let then = document.map(|document| (Arc::from(document.text.as_str()), document.edits.load(Ordering::SeqCst)));
                journal.waiting.push((ask, then));
            }
            Some(_) | None => {
                let views: Vec<View> = self.view(&place, self.documents.get(&name), ask.cancelled.clone()).into_iter().collect();
                self.workers.run(Box::new(move || (ask.answer)(views)));
            }
        }
    }

    /// A question about all journals waits until the last of them is read.
    fn ask_all(&mut self, ask: Ask) {
        if let Some(journal) = self.journals.values_mut().find(|journal| !journal.is_loaded) {
            journal.waiting.push((ask, None));
            return;
        }
        // Folders that are read loosely hold nothing but open files; where there is a journal, it is meant.
        let is_journal = self.journals.keys().any(|key| !key.is_loose);
        let keys = self.journals.keys().filter(|key| !is_journal || !key.is_loose);
        let places = keys.map(|key| Place { journal: key.clone(), path: "".into() });
        let mut views: Vec<View> = places.filter_map(|place| self.view(&place, None, ask.cancelled.clone())).collect();
        views.sort_by(|one, other| one.root.cmp(&other.root));
        self.workers.run(Box::new(move || (ask.answer)(views)));
    }

    /// What a document is answered from.
    pub(super) fn view(&self, place: &Place, document: Option<&Document>, cancelled: Arc<AtomicBool>) -> Option<View> {
        let journal = self.journals.get(&place.journal)?;
        Some(View {
            root: place.journal.root.clone(),
            is_loose: place.journal.is_loose,
            snapshot: journal.snapshot.clone(),
            path: place.path.clone(),
            uri: document.map(|document| document.uri.clone()),
            shared: self.shared.clone(),
            whole: self.wholes.get(&place.journal).cloned().unwrap_or_default(),
            cancelled,
            edits: document.map(|document| (document.edits.load(Ordering::SeqCst), document.edits.clone())),
        })
    }
}
