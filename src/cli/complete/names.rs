//! The journal's names for completions, read from as little as will do: file names first, the beginning of a note only where it counts.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::calendar::week::Week;
use crate::checks::catalogue::CATALOGUE;
use crate::cli::complete::candidate::{Candidate, LiveKind};
use crate::notes::catalogue::walk::weeks;
use crate::notes::kind::TIES;
use crate::notes::note::{Note, bare_target, stem_of};
use crate::notes::settings::read::settings;
use crate::text::fuzzy::{fold, stem};
use crate::text::width::visible;

/// So many notes are opened to see what they are about; beyond them file names have to do.
const OPENED_AT_MOST: usize = 400;
/// Front matter is read up to here.
const HEAD: usize = 2048;
/// So many words a shell is offered at most.
const OFFERED_AT_MOST: usize = 300;

/// The names of a kind that `begun` may become, in the journal at `root`. Names with control characters are left out.
#[must_use]
pub fn names(root: &Path, kind: LiveKind, begun: &str) -> Vec<Candidate> {
    let mut found = match kind {
        LiveKind::Habits => fitting(habits(root), begun),
        LiveKind::Contacts => people(root, "contacts", begun),
        LiveKind::Companies => people(root, "companies", begun),
        LiveKind::ContactFilter => filters(root, begun),
        LiveKind::Messages(statuses) => messages(root, statuses, begun),
        LiveKind::Prompts => fitting(prompts(root), begun),
        LiveKind::Codes => {
            fitting(CATALOGUE.iter().map(|check| Candidate::new(check.code, check.page.lines().next().unwrap_or(""))).collect(), begun)
        }
        LiveKind::Notes => notes(root, begun),
    };
    found.retain(|candidate| !candidate.word.chars().any(char::is_control));
    found.truncate(OFFERED_AT_MOST);
    for candidate in &mut found {
        candidate.about = visible(&candidate.about).into_owned();
    }
    found
}

/// Those that begin with the word, case and diacritics aside; where none does, those in which it stands.
fn fitting(all: Vec<Candidate>, begun: &str) -> Vec<Candidate> {
    let wanted = fold(begun);
    let (begins, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|candidate| fold(&candidate.word).starts_with(&wanted));
    if begins.is_empty() { others.into_iter().filter(|candidate| fold(&candidate.word).contains(&wanted)).collect() } else { begins }
}

fn habits(root: &Path) -> Vec<Candidate> {
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    let mut add = |name: &str, target: &str| {
        if seen.insert(fold(name)) {
            all.push(Candidate::new(name, target));
        }
    };
    let text = std::fs::read_to_string(root.join("journal.toml")).unwrap_or_default();
    settings(&text).habits.iter().for_each(|habit| add(&habit.name.value, &habit.target_words));
    let latest = stems(root, "weeks").into_iter().filter_map(|stem| Some((Week::parse(&stem)?, stem))).max();
    if let Some((_, latest)) = latest
        && let Ok(text) = std::fs::read_to_string(root.join("weeks").join(format!("{latest}.md")))
    {
        let note = Note::read(format!("weeks/{latest}.md"), text);
        let rows = note.week().and_then(|week| week.tracker.as_ref()).map_or(&[][..], |tracker| tracker.rows.as_slice());
        rows.iter().for_each(|row| add(&row.name.value, &row.target_words.value));
    }
    all
}

/// People or companies: by file name, or by name where the word begins with a capital or holds a blank.
fn people(root: &Path, folder: &str, begun: &str) -> Vec<Candidate> {
    let by_name = begun.contains(' ') || begun.starts_with(char::is_uppercase);
    let key = if begun.is_empty() { String::new() } else { stem(begun) };
    let all = stems(root, folder);
    let mut chosen: Vec<&String> = all.iter().filter(|stem| stem.starts_with(&key)).collect();
    if chosen.is_empty() {
        chosen = all.iter().filter(|stem| stem.contains(&key)).collect();
    }
    chosen.truncate(OFFERED_AT_MOST);
    chosen
        .into_iter()
        .map(|stem| {
            let head = head(&root.join(folder).join(format!("{stem}.md")));
            let name = field(&head, "name").or_else(|| heading(&head));
            match name {
                Some(name) if by_name => Candidate::new(name, stem.as_str()),
                name => Candidate::new(stem.as_str(), name.unwrap_or_default()),
            }
        })
        .collect()
}

fn filters(root: &Path, begun: &str) -> Vec<Candidate> {
    if let Some(company) = begun.strip_prefix("company:") {
        let names = people(root, "companies", company);
        return names.into_iter().map(|it| Candidate::new(format!("company:{}", it.word), it.about)).collect();
    }
    let ties = TIES.iter().map(|tie| Candidate::new(format!("tie:{tie}"), "how close"));
    let others = [
        ("due", "something is due"),
        ("waiting", "they have not answered yet"),
        ("new", "nothing passed yet"),
        ("company:", "where they work"),
        ("tag:", "one of your words"),
        ("via:", "how you know of each other"),
        ("last:", "no touch for so long"),
    ];
    fitting(others.into_iter().map(|(word, about)| Candidate::new(word, about)).chain(ties).collect(), begun)
}

/// Messages with one of these statuses, the latest first, by their file names; and the contacts that they go to.
fn messages(root: &Path, statuses: &[&str], begun: &str) -> Vec<Candidate> {
    let mut all = stems(root, "outreach");
    all.reverse();
    let contacts: BTreeSet<String> = stems(root, "contacts").into_iter().collect();
    let key = if begun.is_empty() { String::new() } else { stem(begun) };
    let mut by_contact: Vec<Candidate> = Vec::new();
    let mut by_file: Vec<Candidate> = Vec::new();
    // The person's name stands in the file name as a rule: those that cannot fit are not opened.
    for name in all.into_iter().filter(|stem| stem.contains(&key)).take(OPENED_AT_MOST) {
        let head = head(&root.join("outreach").join(format!("{name}.md")));
        let status = field(&head, "status").unwrap_or_else(|| "draft".to_owned());
        if !statuses.is_empty() && !statuses.contains(&status.as_str()) {
            continue;
        }
        let to = field(&head, "to").unwrap_or_default();
        let person = stem(bare_target(&to));
        if contacts.contains(&person) && !by_contact.iter().any(|candidate| candidate.word == person) {
            by_contact.push(Candidate::new(person, format!("{status}: {name}")));
        }
        by_file.push(Candidate::new(name, format!("{status}, to {}", bare_target(&to))));
    }
    by_contact.append(&mut by_file);
    fitting(by_contact, begun)
}

fn prompts(root: &Path) -> Vec<Candidate> {
    let built_in = weeks().iter().map(|week| Candidate::new(week.name, week.title));
    let own = stems(root, "prompts").into_iter().map(|stem| Candidate::new(stem, "your own"));
    own.chain(built_in).collect()
}

fn notes(root: &Path, begun: &str) -> Vec<Candidate> {
    const FOLDERS: [&str; 8] = ["contacts", "companies", "outreach", "events", "maps", "weeks", "days", "prompts"];
    let key = fold(begun);
    let named = FOLDERS.iter().flat_map(|folder| stems(root, folder).into_iter().map(move |stem| Candidate::new(stem, *folder)));
    let plain = stems(root, "").into_iter().map(|stem| Candidate::new(stem, "note"));
    fitting(named.chain(plain).filter(|candidate| fold(&candidate.word).contains(&key)).collect(), begun)
}

/// The stems of the notes in a folder, sorted.
fn stems(root: &Path, folder: &str) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(root.join(folder)) else { return Vec::new() };
    let names = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok());
    let mut stems: Vec<String> =
        names.filter(|name| !name.starts_with('.') && name.ends_with(".md")).map(|name| stem_of(&name).to_owned()).collect();
    stems.sort();
    stems
}

/// The beginning of a note.
fn head(path: &Path) -> String {
    let mut bytes = vec![0; HEAD];
    let read = File::open(path).and_then(|mut file| file.read(&mut bytes)).unwrap_or(0);
    bytes.truncate(read);
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A value of the front matter by a look at its lines; enough for a hint, and far quicker than reading it right.
fn field(head: &str, key: &str) -> Option<String> {
    let text = head.trim_start_matches('\u{feff}');
    let mut lines = text.lines();
    if lines.next()?.trim_end() != "---" {
        return None;
    }
    let mut lines = lines.take_while(|line| line.trim_end() != "---");
    let value = lines.find_map(|line| line.strip_prefix(key)?.strip_prefix(':'))?.trim();
    let quoted = ['"', '\''].into_iter().find_map(|quote| value.strip_prefix(quote)?.split(quote).next());
    let value = quoted.unwrap_or_else(|| value.split(" #").next().unwrap_or(value)).trim();
    (!value.is_empty()).then(|| value.to_owned())
}

fn heading(head: &str) -> Option<String> {
    head.lines().find_map(|line| line.strip_prefix("# ")).map(|words| words.trim().to_owned()).filter(|words| !words.is_empty())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{LiveKind, field, names};

    fn home() -> tempfile::TempDir {
        let home = tempfile::tempdir().unwrap();
        for (path, text) in [
            ("journal.toml", "[habits]\nCode = \"daily\"\n\"Job search\" = \"2h/week\"\n"),
            ("weeks/2026-W47.md", "| Habit | Target | Mon | Tue | Wed |\n|-|-|-|-|-|\n| Old | daily | | | |\n"),
            ("weeks/2026-W48.md", "| Habit | Target | Mon | Tue | Wed |\n|-|-|-|-|-|\n| code | daily | | | |\n| Run | daily | | | |\n"),
            ("contacts/ada-lovelace.md", "---\nname: Ada Lovelace # the one\n---\n"),
            ("contacts/bo-li.md", "# Bo Li\n"),
            ("outreach/2026-11-02-ada-lovelace.md", "---\nto: '[[ada-lovelace]]'\nstatus: sent\n---\n"),
            ("outreach/2026-11-20-bo-li.md", "---\nto: Bo Li\n---\n"),
        ] {
            let file = home.path().join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        home
    }

    #[track_caller]
    fn check(kind: LiveKind, begun: &str, expected: &[&str]) {
        let home = home();
        let found = names(home.path(), kind, begun);
        assert_eq!(found.iter().map(|it| it.word.as_str()).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn habits_are_those_of_the_settings_and_the_latest_week() {
        check(LiveKind::Habits, "", &["Code", "Job search", "Run"]);
        check(LiveKind::Habits, "jo", &["Job search"]);
    }

    #[test]
    fn people_complete_by_file_name_or_by_name() {
        check(LiveKind::Contacts, "", &["ada-lovelace", "bo-li"]);
        check(LiveKind::Contacts, "lov", &["ada-lovelace"]);
        check(LiveKind::Contacts, "Ada L", &["Ada Lovelace"]);
        check(LiveKind::Contacts, "Bo", &["Bo Li"]);
    }

    #[test]
    fn only_messages_that_fit_are_offered() {
        check(LiveKind::Messages(&["draft"]), "", &["bo-li", "2026-11-20-bo-li"]);
        check(LiveKind::Messages(&["sent"]), "ada", &["ada-lovelace"]);
        check(LiveKind::Messages(&["sent"]), "2026", &["2026-11-02-ada-lovelace"]);
        check(LiveKind::Messages(&[]), "2026", &["2026-11-20-bo-li", "2026-11-02-ada-lovelace"]);
    }

    #[test]
    fn what_the_program_knows_itself_completes_as_well() {
        check(LiveKind::Codes, "job-a", &["job-ask"]);
        assert!(names(home().path(), LiveKind::Prompts, "turing/mod-2").len() > 3);
        check(LiveKind::ContactFilter, "wait", &["waiting"]);
        check(LiveKind::Notes, "2026-W48", &["2026-W48"]);
    }

    #[test]
    fn a_value_is_read_by_a_look() {
        assert_eq!(field("---\r\nname: \"A # b\" # c\r\n---\r\n", "name").as_deref(), Some("A # b"));
        assert_eq!(field("name: Ada\n", "name"), None);
        assert_eq!(field("---\nname:\n---\nname: Ada\n", "name"), None);
    }
}
