//! A note: its text, what the text says, and what it means.

use std::sync::{Arc, OnceLock};

use crate::markdown::parse::parse;
use crate::markdown::tree::{BlockKind, Link, LinkKind, Markdown};
use crate::notes::company::{Company, company};
use crate::notes::contact::{Contact, contact};
use crate::notes::day::{Day, day};
use crate::notes::event::{Event, event};
use crate::notes::field::{Fields, Spanned, field_problems};
use crate::notes::kind::NoteKind;
use crate::notes::map::{MindMap, mind_map};
use crate::notes::outreach::{Outreach, outreach};
use crate::notes::problem::{Problem, ProblemKind};
use crate::notes::prompts::{PromptSet, prompt_set};
use crate::notes::sections::title;
use crate::notes::week::{WeekNote, week_note, week_problems};
use crate::text::letters::Letters;
use crate::text::line_index::LineIndex;
use crate::text::range::TextRange;

/// What a note means, by its kind. Boxed, for a contact takes ten times the room of a day, and most notes are days and messages.
#[derive(Clone, Debug, PartialEq)]
pub enum Meaning {
    /// A person.
    Contact(Box<Contact>),
    /// A company.
    Company(Box<Company>),
    /// A message.
    Outreach(Box<Outreach>),
    /// A week.
    Week(Box<WeekNote>),
    /// A day.
    Day(Day),
    /// An event.
    Event(Box<Event>),
    /// A mind map.
    Map(Box<MindMap>),
    /// A prompt set.
    Prompts(Box<PromptSet>),
    /// Anything else.
    Plain,
}

/// One note of the journal, read whole. Reading never fails: what is broken has its best value, and a problem.
#[derive(Clone, Debug)]
pub struct Note {
    /// Its path from the root, with `/`, `.md` included.
    pub path: Arc<str>,
    /// Its text, byte for byte.
    pub text: Arc<str>,
    /// What the text says.
    pub markdown: Markdown,
    /// What it is about.
    pub kind: NoteKind,
    /// What it means.
    pub meaning: Meaning,
    /// Codes of checks that are switched off here, by `allow:` and by comments.
    pub allow: Vec<Spanned<String>>,
    /// Other names by which links may call it.
    pub aliases: Vec<Spanned<String>>,
    /// What is wrong in this note alone.
    pub problems: Vec<Problem>,
    /// The letters of its names and headings, so that a search passes by most notes at a glance.
    pub letters: Letters,
    // Made when first asked for: of most notes nobody asks.
    lines: OnceLock<Box<LineIndex>>,
}

impl Note {
    /// Reads a note. `path` is from the root, with `/`.
    #[must_use]
    pub fn read(path: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Self {
        let (path, text): (Arc<str>, Arc<str>) = (path.into(), text.into());
        let markdown = parse(&text);
        let fields = Fields::of(&markdown);
        let kind = fields.text("kind").and_then(|word| NoteKind::named(&word.value)).unwrap_or_else(|| NoteKind::by_folder(&path));
        let stem = stem_of(&path);
        let meaning = meaning(kind, &text, &markdown, stem);
        let problems = problems(&text, &markdown, stem, kind, &meaning);
        let allow = allowed(&text, &markdown, &fields);
        let aliases = fields.texts("aliases");
        let lines = OnceLock::new();
        let mut note = Self { path, text, markdown, kind, meaning, allow, aliases, problems, letters: Letters::default(), lines };
        note.letters = letters(&note);
        note
    }

    /// The file's name without `.md`.
    #[must_use]
    pub fn stem(&self) -> &str {
        stem_of(&self.path)
    }

    /// Whether of two notes of one week this one counts: the one whose file is called after the week, else the one with the shorter path.
    /// The other is most often a copy that a sync left beside it, `2026-W40-DESKTOP.md`.
    #[must_use]
    pub fn counts_before(&self, other: &Self) -> bool {
        let order = |note: &Self| {
            let week = note.week().and_then(|week| week.week).map(|week| week.to_string());
            (week.as_deref() != Some(note.stem()), note.path.len(), note.path.clone())
        };
        order(self) < order(other)
    }

    /// The note's name as people say it: its `name`, else its first heading, else its stem.
    #[must_use]
    pub fn title(&self) -> String {
        self.title_words().to_owned()
    }

    /// The same as [`Note::title`], borrowed.
    #[must_use]
    pub fn title_words(&self) -> &str {
        match &self.meaning {
            Meaning::Contact(contact) => &contact.name.value,
            Meaning::Company(company) => &company.name.value,
            Meaning::Event(event) => &event.name.value,
            Meaning::Outreach(_) | Meaning::Week(_) | Meaning::Day(_) | Meaning::Map(_) | Meaning::Prompts(_) | Meaning::Plain => {
                title(&self.text, &self.markdown).map_or_else(|| self.stem(), |(words, _)| words)
            }
        }
    }

    /// Where its lines begin.
    #[must_use]
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| Box::new(LineIndex::new(&self.text)))
    }

    /// The words at a range.
    #[must_use]
    pub fn of(&self, range: TextRange) -> &str {
        range.of(&self.text)
    }

    /// The contact, where the note is one.
    #[must_use]
    pub fn contact(&self) -> Option<&Contact> {
        if let Meaning::Contact(contact) = &self.meaning { Some(contact) } else { None }
    }

    /// The company, where the note is one.
    #[must_use]
    pub fn company(&self) -> Option<&Company> {
        if let Meaning::Company(company) = &self.meaning { Some(company) } else { None }
    }

    /// The message, where the note is one.
    #[must_use]
    pub fn outreach(&self) -> Option<&Outreach> {
        if let Meaning::Outreach(message) = &self.meaning { Some(message) } else { None }
    }

    /// The week, where the note is one.
    #[must_use]
    pub fn week(&self) -> Option<&WeekNote> {
        if let Meaning::Week(week) = &self.meaning { Some(week) } else { None }
    }

    /// The event, where the note is one.
    #[must_use]
    pub fn event(&self) -> Option<&Event> {
        if let Meaning::Event(event) = &self.meaning { Some(event) } else { None }
    }

    /// The mind map, where the note is one.
    #[must_use]
    pub fn map(&self) -> Option<&MindMap> {
        if let Meaning::Map(map) = &self.meaning { Some(map) } else { None }
    }

    /// The link under the byte at `offset`; a cursor just behind it counts.
    #[must_use]
    pub fn link_at(&self, offset: usize) -> Option<&Link> {
        self.markdown.links.iter().find(|link| link.range.touches(offset))
    }

    /// Whether a check is switched off for this note.
    #[must_use]
    pub fn allows(&self, code: &str) -> bool {
        self.allow.iter().any(|allowed| allowed.value == code)
    }
}

fn letters(note: &Note) -> Letters {
    let names = [Letters::of(note.title_words()), Letters::of(note.stem())].into_iter();
    let aliases = note.aliases.iter().map(|alias| Letters::of(&alias.value));
    let headings = note.markdown.headings.iter().map(|heading| Letters::of(note.of(heading.text)));
    names.chain(aliases).chain(headings).fold(Letters::default(), Letters::and)
}

/// The name of a file without its folders and `.md`.
#[must_use]
pub fn stem_of(path: &str) -> &str {
    let file = path.rsplit('/').next().unwrap_or(path);
    let cut = file.len().saturating_sub(3);
    if file.get(cut..).is_some_and(|end| end.eq_ignore_ascii_case(".md")) { &file[..cut] } else { file }
}

/// What `[[target#Heading|label]]` written as a field's value points to: the target alone, brackets, heading and label dropped.
#[must_use]
pub fn bare_target(words: &str) -> &str {
    let words = words.trim();
    let inner = words.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]")).unwrap_or(words);
    let inner = if inner.len() == words.len() { inner } else { inner.split(['|', '#']).next().unwrap_or(inner) };
    inner.trim().strip_suffix(".md").unwrap_or(inner.trim())
}

/// Whether a link may point to a note of this journal: no address on the web, no mail, nothing that leaves the root.
#[must_use]
pub fn is_internal(link: &Link, target: &str) -> bool {
    match link.kind {
        LinkKind::Auto => false,
        LinkKind::Wiki => true,
        LinkKind::Inline | LinkKind::Reference | LinkKind::Image => {
            let scheme = target.split(['/', '#', '?']).next().is_some_and(|first| first.contains(':'));
            !scheme && !target.starts_with("//") && !target.starts_with('/')
        }
    }
}

fn meaning(kind: NoteKind, text: &str, markdown: &Markdown, stem: &str) -> Meaning {
    match kind {
        NoteKind::Contact => Meaning::Contact(Box::new(contact(text, markdown, stem))),
        NoteKind::Company => Meaning::Company(Box::new(company(text, markdown, stem))),
        NoteKind::Outreach => Meaning::Outreach(Box::new(outreach(text, markdown, stem))),
        NoteKind::Week => Meaning::Week(Box::new(week_note(text, markdown, stem))),
        NoteKind::Day => Meaning::Day(day(markdown, stem)),
        NoteKind::Event => Meaning::Event(Box::new(event(text, markdown, stem))),
        NoteKind::Map => Meaning::Map(Box::new(mind_map(text, markdown))),
        NoteKind::Prompts => Meaning::Prompts(Box::new(prompt_set(text, markdown, stem))),
        NoteKind::Plain => Meaning::Plain,
    }
}

fn problems(text: &str, markdown: &Markdown, stem: &str, kind: NoteKind, meaning: &Meaning) -> Vec<Problem> {
    let syntax =
        |problem: &crate::markdown::tree::SyntaxProblem| Problem::new(ProblemKind::FrontMatter, problem.range, problem.message.clone(), "");
    let mut problems: Vec<Problem> = markdown.problems.iter().map(syntax).collect();
    problems.extend(field_problems(markdown, kind));
    if let Meaning::Week(week) = meaning {
        problems.extend(week_problems(text, markdown, stem, week));
    }
    problems
}

/// Codes in `allow:` and in `<!-- journal: allow too-long, one-slot -->`.
fn allowed(text: &str, markdown: &Markdown, fields: &Fields<'_>) -> Vec<Spanned<String>> {
    let mut codes = fields.texts("allow");
    for comment in markdown.blocks.iter().filter(|block| block.kind == BlockKind::Comment) {
        let words = comment.range.of(text);
        let Some(rest) = words.strip_prefix("<!--").map(str::trim_start).and_then(|it| it.strip_prefix("journal:")) else { continue };
        let Some(list) = rest.trim_start().strip_prefix("allow") else { continue };
        let list = list.trim_end().trim_end_matches("-->");
        for code in list.split([',', ' ', '\n', '\r', '\t']).filter(|code| !code.is_empty()) {
            let at = comment.range.start() + (code.as_ptr() as usize - words.as_ptr() as usize);
            codes.push(Spanned::new(code.to_owned(), TextRange::new(at, at + code.len())));
        }
    }
    codes
}

#[cfg(test)]
mod tests {
    use super::{Note, bare_target, stem_of};
    use crate::notes::kind::NoteKind;

    #[test]
    fn the_front_matter_settles_the_kind() {
        assert_eq!(Note::read("ideas/x.md", "---\nkind: contact\n---\n").kind, NoteKind::Contact);
        assert_eq!(Note::read("contacts/x.md", "---\nkind: note\n---\n").kind, NoteKind::Plain);
        assert_eq!(Note::read("contacts/x.md", "").kind, NoteKind::Contact);
    }

    #[test]
    fn checks_are_switched_off_by_field_and_by_comment() {
        let text = "---\nallow: [too-long]\n---\nHi\n\n<!-- journal: allow one-slot, jargon -->\n";
        let note = Note::read("outreach/x.md", text);
        assert!(note.allows("too-long") && note.allows("one-slot") && note.allows("jargon") && !note.allows("allow"));
        assert_eq!(note.of(note.allow[2].range), "jargon");
    }

    #[test]
    fn a_path_has_a_stem_and_a_link_a_target() {
        assert_eq!(stem_of("contacts/ada.lovelace.md"), "ada.lovelace");
        assert_eq!(stem_of("README.MD"), "README");
        assert_eq!(bare_target("[[ada#Facts|Ada]]"), "ada");
        assert_eq!(bare_target(" Ada Lovelace "), "Ada Lovelace");
        assert_eq!(bare_target("C# club"), "C# club");
    }
}
