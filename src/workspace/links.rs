//! Links between notes: what a target means, who points to a note.

use crate::markdown::tree::{Link, LinkKind};
use crate::notes::kind::NoteKind;
use crate::notes::note::{Meaning, Note, bare_target, is_internal};
use crate::notes::sections::same_heading;
use crate::text::range::TextRange;
use crate::workspace::index::{NoteId, folded, folded_names, folds_to, is_called, key, key_of_folded, relative, without_md};
use crate::workspace::snapshot::Snapshot;

/// Whether a path is one that no walk through a journal looks at, so that nothing can be said of what stands there: dot-files, what
/// lies in dot-folders, and templates.
fn is_left_alone(path: &str) -> bool {
    path.starts_with("templates/") || path.split('/').any(|part| part.starts_with('.'))
}

/// What a target means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// One note.
    One(NoteId),
    /// Several; never a silent pick.
    Several(Vec<NoteId>),
    /// A file that is no note.
    File,
    /// Nothing.
    None,
}

impl Resolution {
    /// The note, where it is one.
    #[must_use]
    pub fn one(&self) -> Option<NoteId> {
        if let Self::One(id) = self { Some(*id) } else { None }
    }

    fn of(ids: Vec<NoteId>) -> Self {
        match ids.as_slice() {
            [] => Self::None,
            [id] => Self::One(*id),
            _ => Self::Several(ids),
        }
    }
}

/// A place that points to a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The note that points.
    pub note: NoteId,
    /// All of the link, or the field's value.
    pub range: TextRange,
    /// The words that name the target, within `range`.
    pub target: TextRange,
    /// How it points.
    pub by: ReferenceKind,
}

/// How a place points to a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReferenceKind {
    /// A link in the text.
    Link,
    /// `to:` of a message.
    To,
    /// `follows:` of a message.
    Follows,
    /// `met:` of an event.
    Met,
    /// `company:` of a contact.
    Company,
}

/// So many notes are looked through by one thread before another one is worth its start.
const WORTH_A_THREAD: usize = 512;

impl Snapshot {
    /// What a name or target written anywhere in the journal means: a path from the root, a stem, a name, an alias or a first-level
    /// heading (format.md, section 2). A whole path settles it.
    #[must_use]
    pub fn resolve(&self, target: &str) -> Resolution {
        Resolution::of(self.matches(target, |_| true))
    }

    /// The contact that words name: as [`Snapshot::resolve`], among contacts alone.
    #[must_use]
    pub fn resolve_contact(&self, words: &str) -> Resolution {
        Resolution::of(self.matches(bare_target(words), |note| matches!(note.meaning, Meaning::Contact(_))))
    }

    /// The company that words name.
    #[must_use]
    pub fn resolve_company(&self, words: &str) -> Resolution {
        Resolution::of(self.matches(bare_target(words), |note| matches!(note.meaning, Meaning::Company(_))))
    }

    /// The message that words name.
    #[must_use]
    pub fn resolve_message(&self, words: &str) -> Resolution {
        Resolution::of(self.matches(bare_target(words), |note| matches!(note.meaning, Meaning::Outreach(_))))
    }

    /// What a link in a note points to; nothing is [`Resolution::File`] for a link that leaves the journal.
    #[must_use]
    pub fn resolve_link(&self, from: &Note, link: &Link) -> Resolution {
        let target = from.of(link.target);
        if target.is_empty() {
            return self.id(&from.path).map_or(Resolution::None, Resolution::One);
        }
        match link.kind {
            LinkKind::Wiki => self.resolve(target),
            LinkKind::Auto => Resolution::File,
            LinkKind::Inline | LinkKind::Reference | LinkKind::Image if !is_internal(link, target) => Resolution::File,
            LinkKind::Inline | LinkKind::Reference | LinkKind::Image => self.resolve_relative(from, target),
        }
    }

    /// The path from the root that a Markdown link in a note leads to, be there a file or not; none for wikilinks, for addresses
    /// on the web, and for what leaves the root.
    #[must_use]
    pub fn linked_path(&self, from: &Note, link: &Link, target: &str) -> Option<String> {
        match link.kind {
            LinkKind::Inline | LinkKind::Reference | LinkKind::Image if is_internal(link, target) => relative(&from.path, target),
            LinkKind::Wiki => Some(target.trim_start_matches('/').to_owned()),
            LinkKind::Inline | LinkKind::Reference | LinkKind::Image | LinkKind::Auto => None,
        }
    }

    fn resolve_relative(&self, from: &Note, target: &str) -> Resolution {
        let Some(path) = relative(&from.path, target) else { return Resolution::File };
        if path.is_empty() {
            return Resolution::File;
        }
        if let Some(id) = self.id(&path) {
            return Resolution::One(id);
        }
        let is_settings = path == "journal.toml" && self.settings_text().is_some();
        if is_settings || is_left_alone(&path) {
            return Resolution::File;
        }
        let other = &self.outside().other_files;
        let folder = format!("{path}/");
        let is_folder = |name: &String| name.starts_with(&folder);
        if other.contains(&path) || other.range(folder.clone()..).next().is_some_and(is_folder) || self.has_folder(&folder) {
            return Resolution::File;
        }
        let by_path = |note: &Note| folded(&note.path) == folded(&path);
        Resolution::of(self.matches(&path, by_path))
    }

    fn has_folder(&self, folder: &str) -> bool {
        self.path_after(folder).is_some_and(|path| path.starts_with(folder))
    }

    fn matches(&self, target: &str, wanted: impl Fn(&Note) -> bool) -> Vec<NoteId> {
        let name = folded(target);
        if name.is_empty() {
            return Vec::new();
        }
        let candidates = self.index().called(key_of_folded(&name));
        let called_so = |id: &&NoteId| self.get(**id).is_some_and(|note| wanted(note) && is_called(note, &name));
        let mut ids: Vec<NoteId> = candidates.iter().filter(called_so).copied().collect();
        if ids.len() < 2 {
            return ids;
        }
        let whole: Vec<NoteId> = ids.iter().copied().filter(|id| folds_to(&self.note(*id).path, &name)).collect();
        if whole.len() == 1 {
            return whole;
        }
        ids.sort_by(|one, other| self.note(*one).path.cmp(&self.note(*other).path));
        ids
    }

    /// The heading in a note that a link's `#anchor` names, or its place in GitHub's spelling (`my-heading`).
    #[must_use]
    pub fn heading_named(&self, note: &Note, anchor: &str) -> Option<TextRange> {
        let slug = |words: &str| words.to_lowercase().split_whitespace().collect::<Vec<_>>().join("-");
        let named = |words: &str| same_heading(words, anchor) || slug(words) == anchor.to_lowercase();
        note.markdown.headings.iter().find(|heading| named(note.of(heading.text))).map(|heading| heading.text)
    }

    /// Every place that points to a note, by path and then by place: links in the text, and fields that name it.
    #[must_use]
    pub fn references(&self, to: NoteId) -> Vec<Reference> {
        self.references_as(to, |_, reference| reference)
    }

    /// [`Snapshot::references`], each as `make` has it from the note that points and the reference.
    pub(crate) fn references_as<T: Send>(&self, to: NoteId, make: impl Fn(&Note, Reference) -> T + Sync) -> Vec<T> {
        let Some(note) = self.get(to) else { return Vec::new() };
        let names = folded_names(note);
        let mut sources: Vec<(&str, NoteId)> =
            self.mentioning(&names).into_iter().filter_map(|id| Some((&*self.get(id)?.path, id))).collect();
        sources.sort_unstable();
        let in_part = &|part: &[(&str, NoteId)]| {
            part.iter().flat_map(|(_, source)| self.references_in(*source, to, &names, &make)).collect::<Vec<T>>()
        };
        let threads = std::thread::available_parallelism().map_or(1, usize::from).min(sources.len() / WORTH_A_THREAD);
        if threads < 2 {
            return in_part(&sources);
        }
        // The notes of a hub lie all over memory: fetching them is what takes the time, and several threads fetch at once.
        let share = sources.len().div_ceil(threads);
        std::thread::scope(|scope| {
            let workers: Vec<_> = sources.chunks(share).map(|part| scope.spawn(move || in_part(part))).collect();
            workers.into_iter().flat_map(|worker| worker.join().unwrap_or_default()).collect()
        })
    }

    /// The places in one note that point to another, which has these folded names, by place, and each as `make` has it.
    pub(crate) fn references_in<T>(&self, source: NoteId, to: NoteId, names: &[String], make: impl Fn(&Note, Reference) -> T) -> Vec<T> {
        let Some(note) = self.get(source) else { return Vec::new() };
        let mut found = Vec::new();
        self.add_references_in(source, to, names, &mut found);
        found.sort_by_key(|reference| reference.range);
        found.into_iter().map(|reference| make(note, reference)).collect()
    }

    /// The notes that speak of one of these names, by link or by field.
    pub(crate) fn mentioning(&self, names: &[String]) -> Vec<NoteId> {
        let mut ids: Vec<NoteId> = names.iter().flat_map(|name| self.index().mentioning(key_of_folded(name)).into_owned()).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// Adds the places in one note that point to another, which has these names.
    fn add_references_in(&self, source: NoteId, to: NoteId, names: &[String], found: &mut Vec<Reference>) {
        let Some(note) = self.get(source) else { return };
        let points = |link: &&Link| !link.target.is_empty() && self.points_to(note, link, to, names);
        let by_link = |link: &Link| Reference { note: source, range: link.range, target: link.target, by: ReferenceKind::Link };
        found.extend(note.markdown.links.iter().filter(points).map(by_link));
        if matches!(note.kind, NoteKind::Week | NoteKind::Day | NoteKind::Map | NoteKind::Prompts | NoteKind::Plain | NoteKind::Company) {
            // No field of theirs names a note.
            return;
        }
        found.extend(field_references(note).into_iter().filter_map(|(by, range, words)| {
            if !names.iter().any(|name| folds_to(bare_target(&words), name)) {
                return None;
            }
            let resolution = match by {
                ReferenceKind::To | ReferenceKind::Met => self.resolve_contact(&words),
                ReferenceKind::Company => self.resolve_company(&words),
                ReferenceKind::Follows => self.resolve_message(&words),
                ReferenceKind::Link => Resolution::None,
            };
            (resolution.one() == Some(to)).then(|| Reference { note: source, range, target: target_within(note, range, &words), by })
        }));
    }

    /// Whether a link points to a note that has these names. Most links of a note that mentions it lead elsewhere: what is called
    /// otherwise is not resolved.
    fn points_to(&self, from: &Note, link: &Link, to: NoteId, names: &[String]) -> bool {
        let target = from.of(link.target);
        if !may_name(target, names) {
            return false;
        }
        match link.kind {
            LinkKind::Auto => false,
            LinkKind::Wiki => {
                let name = folded(target);
                names.contains(&name) && (*self.index().called(key(target)) == [to] || self.resolve_link(from, link).one() == Some(to))
            }
            LinkKind::Inline | LinkKind::Reference | LinkKind::Image => {
                let Some(path) = relative(&from.path, target).filter(|_| is_internal(link, target)) else { return false };
                self.get(to).is_some_and(|note| *note.path == *path)
                    || names.contains(&folded(&path)) && self.resolve_link(from, link).one() == Some(to)
            }
        }
    }
}

/// Whether a target's last part may be that of one of these folded names: told without folding it, for nearly all that are not.
fn may_name(target: &str, names: &[String]) -> bool {
    let last = |words: &str| words.rfind('/').map_or(0, |at| at + 1);
    let target = target.trim();
    let tail = without_md(target[last(target)..].trim());
    if !target.is_ascii() || target.contains(['%', '?']) || matches!(tail, "" | "." | "..") {
        return true;
    }
    names.iter().any(|name| name[last(name)..].eq_ignore_ascii_case(tail))
}

/// The fields of a note that name another note: how, where, and the words.
#[must_use]
pub fn field_references(note: &Note) -> Vec<(ReferenceKind, TextRange, String)> {
    let mut found = Vec::new();
    match &note.meaning {
        Meaning::Outreach(message) => {
            found.extend(message.to.iter().map(|words| (ReferenceKind::To, words.range, words.value.clone())));
            found.extend(message.follows.iter().map(|words| (ReferenceKind::Follows, words.range, words.value.clone())));
        }
        Meaning::Event(event) => found.extend(event.met.iter().map(|words| (ReferenceKind::Met, words.range, words.value.clone()))),
        Meaning::Contact(contact) => {
            found.extend(contact.company.iter().map(|words| (ReferenceKind::Company, words.range, words.value.clone())));
        }
        Meaning::Company(_) | Meaning::Week(_) | Meaning::Day(_) | Meaning::Map(_) | Meaning::Prompts(_) | Meaning::Plain => {}
    }
    found
}

/// The target's own words in a field's value: without quotes, brackets, heading and label.
fn target_within(note: &Note, range: TextRange, words: &str) -> TextRange {
    let bare = bare_target(words);
    let written = note.of(range);
    written.find(bare).map_or(range, |at| TextRange::new(range.start() + at, range.start() + at + bare.len()))
}
