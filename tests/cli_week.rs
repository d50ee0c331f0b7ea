//! `journal week`, `today`, `due`, `habits`, `messages` as somebody at a terminal meets them.

use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;

use journal::actions::demo::demo;
use journal::calendar::week::Week;
use journal::cli::screen::Screen;
use journal::cli::views;
use journal::report::explain_habit::explain;
use journal::report::habits::habits;
use journal::report::message_stats::message_stats;
use journal::report::messages::messages;
use journal::report::today::today;
use journal::report::week::week;
use journal::text::width::width;
use journal::workspace::snapshot::Snapshot;
use tempfile::TempDir;

/// A small journal with everything that could do harm on a screen, a page or in a table.
const HOSTILE: &[(&str, &str)] = &[
    ("journal.toml", "[habits]\n\"Code <b>&\" = \"daily\"\n"),
    (
        "weeks/2026-W48.md",
        "---\nprompts: turing/mod-2/week-5\n---\n## Habits\n\n| Habit | Target | Mon | Tue | Wed | Thu | Fri | Sat | Sun |\n|---|---|---|---|---|---|---|---|---|\n| Code <b>& | daily | x \"onload=alert(1) secret note | | | | | | |\n\n## Wins\n- A win with <script>alert(1)</script> and [a link](javascript:alert(1)) \u{1b}[31mred\n",
    ),
    (
        "contacts/mallory.md",
        "---\nname: \"Mallory <img src=x onerror=alert(1)> \\\"|\\\" \\e[2J\"\n---\n## Log\n- 2026-11-23 She answered\n",
    ),
    ("events/2026-11-23-meetup.md", "# Meetup & <svg onload=alert(1)>\n"),
    ("outreach/2026-11-23-mallory.md", "---\nto: mallory\nstatus: sent\nsent: 2026-11-23\n---\nHi\n"),
];

/// Shows something on a screen.
type Show<'a> = Box<dyn Fn(&mut Screen) + 'a>;

fn journal_of(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

fn run(folder: &Path, words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_journal"));
    command.current_dir(folder).args(words);
    for name in ["JOURNAL_DIR", "COLUMNS", "NO_COLOR", "JOURNAL_PAGER", "PAGER"] {
        command.env_remove(name);
    }
    command
        .env("JOURNAL_TODAY", "2026-11-24")
        .env("HOME", folder)
        .env_remove("XDG_CACHE_HOME")
        .env_remove("XDG_STATE_HOME")
        .output()
        .unwrap()
}

/// Standard output of a command that went well.
#[track_caller]
fn out(folder: &Path, words: &[&str]) -> String {
    let output = run(folder, words);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The exit status and standard error of a command that did not.
#[track_caller]
fn refusal(folder: &Path, words: &[&str]) -> (i32, String) {
    let output = run(folder, words);
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}

/// The sample journal, without a disk.
fn sample() -> Snapshot {
    let day = "2026-11-24".parse().unwrap();
    let mut files = std::collections::BTreeMap::new();
    for change in demo(day).into_iter().flat_map(|step| step.changes) {
        match change.text {
            Some(text) => drop(files.insert(change.path, text)),
            None => drop(files.remove(&change.path)),
        }
    }
    Snapshot::of_files(files.into_iter().map(|(path, text)| (Arc::from(path), Arc::from(text))).collect(), day)
}

#[test]
fn no_line_is_wider_than_the_screen() {
    let sample = sample();
    let this_week = Week::parse("2026-W48").unwrap();
    for columns in [30, 40, 60, 80, 120] {
        let shown: Vec<(&str, Show<'_>)> = vec![
            ("week", Box::new(|screen| views::week::show(&week(&sample, this_week), screen))),
            ("last week", Box::new(|screen| views::week::show(&week(&sample, this_week.plus(-1)), screen))),
            ("partner", Box::new(|screen| views::week::show(&week(&sample, this_week).for_partner(), screen))),
            ("today", Box::new(|screen| views::today::show(&today(&sample, &std::collections::BTreeMap::new()), screen))),
            ("habits", Box::new(|screen| views::habits::show(&habits(&sample, 53), screen))),
            ("explain", Box::new(|screen| views::habits::explain(&explain(&sample, &sample.chains().habits()[0]), None, screen))),
            ("messages", Box::new(|screen| views::messages::show(&messages(&sample, &[]), true, screen))),
            ("stats", Box::new(|screen| views::messages::stats(&message_stats(&sample), screen))),
        ];
        for (name, show) in shown {
            let mut screen = Screen::in_memory(columns);
            show(&mut screen);
            let wide = screen.text().lines().find(|line| width(line) > columns);
            assert_eq!(wide, None, "{name} at {columns} columns");
            assert!(screen.text().lines().count() > 5, "{name} says something");
        }
    }
}

#[test]
fn a_week_reads_well() {
    let rows = "| Code | daily | x | x | ~ | - | no | x | x |\n| Outreach | 3/week | 1 | | x | | 2 | | |\n| Focus | 2h/week | 45m | | 1h30m | | | | |\n";
    let head = "## Habits\n\n| Habit | Target | Mon | Tue | Wed | Thu | Fri | Sat | Sun |\n|---|---|---|---|---|---|---|---|---|\n";
    let note = format!("{head}{rows}\n## Wins\n- **First** answer from [[ada|Ada]]\n");
    let folder = journal_of(&[("weeks/2026-W47.md", &note)]);
    let text = out(folder.path(), &["week", "last week"]);
    assert_eq!(
        text,
        "\
Week 47: 16 to 22 November 2026

Wins
  ★ First answer from Ada

Lately
  Code      ······▆  5 of the last 6 due days     2 days in a row, best 3
  Outreach  ······█  1 of 1 week                  1 week in a row, best yet
  Focus     ······█  1 of 1 week                  1 week in a row, best yet

That week
             Mon   Tue   Wed   Thu   Fri   Sat   Sun
  Code        ✓     ✓     ~     –    no     ✓     ✓   ████████▎░░ 4.5 of 6
  Outreach    1           ✓           2               ███████████ 4 of 3 ✓
  Focus      45m        1h30m                         ███████████ 2h15m of 2h ✓
  ~ the small version – skipped
"
    );
    assert!(!text.contains('\u{1b}'), "no colour in a pipe");
}

#[test]
fn weeks_are_named_in_words_and_wrong_ones_are_told() {
    let folder = journal_of(HOSTILE);
    for words in [&["week", "-1"][..], &["week", "last", "week"], &["week", "2026-W47"], &["week", "-1", "--format", "text"]] {
        assert!(out(folder.path(), words).starts_with("Week 47"), "{words:?}");
    }
    let (exit, said) = refusal(folder.path(), &["week", "2026-W54"]);
    assert!(exit == 2 && said.contains("no such week: \"2026-W54\""), "{said}");
    let (exit, said) = refusal(Path::new("/"), &["week"]);
    assert!(exit == 2 && said.contains("there is no journal here") && said.contains("journal demo"), "{said}");
}

#[test]
fn what_notes_say_is_only_text_on_a_screen_on_a_page_and_in_markdown() {
    let folder = journal_of(HOSTILE);
    let text = out(folder.path(), &["week", "--color", "always"]);
    assert!(!text.contains("\u{1b}[31mred") && !text.contains("\u{1b}[2J"), "{text:?}");
    let html = out(folder.path(), &["week", "--format", "html"]);
    let lower = html.to_lowercase();
    for harm in ["<script", "<img", "<svg onload", "\"onload", "javascript:", "http:", "https:", "<link", "@import", "url("] {
        assert!(!lower.contains(harm), "{harm} in the page");
    }
    assert!(html.contains("Code &lt;b&gt;&amp;") && html.contains("Mallory &lt;img src=x"));
    let svg = out(folder.path(), &["week", "--format", "svg"]);
    assert!(svg.starts_with("<svg ") && !svg.contains("<b>") && !svg.contains("Mallory"));
    let markdown = out(folder.path(), &["week", "--format", "markdown"]);
    assert!(
        !markdown.contains("<script") && !markdown.contains("<img") && !markdown.contains("](") && !markdown.contains('\u{1b}'),
        "{markdown}"
    );
    assert!(markdown.contains("| Code &lt;b>&amp; | daily |"));
}

#[test]
fn a_partner_sees_neither_names_nor_prose() {
    let folder = journal_of(HOSTILE);
    for format in ["text", "markdown", "json", "html", "svg"] {
        let shown = out(folder.path(), &["week", "--to-partner", "--format", format]);
        for hidden in ["Mallory", "mallory", "Meetup", "A win", "secret note", "outreach/", "contacts/"] {
            assert!(!shown.contains(hidden), "{hidden} in {format}");
        }
        assert!(shown.contains("Code"), "habits keep their names");
    }
}

#[test]
fn a_report_goes_to_the_file_that_is_named_and_nowhere_else() {
    let folder = journal_of(HOSTILE);
    let said = out(folder.path(), &["week", "--format", "html", "--output", "week.html"]);
    assert_eq!(said, "Wrote week.html\n");
    let page = std::fs::read_to_string(folder.path().join("week.html")).unwrap();
    assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"));
    let (exit, said) = refusal(folder.path(), &["week", "--output", "nowhere/week.txt"]);
    assert!(exit == 2 && said.contains("cannot be written") && said.contains("nowhere/week.txt"), "{said}");
}

#[test]
fn bare_journal_is_today_inside_and_a_short_help_outside() {
    let folder = journal_of(HOSTILE);
    assert_eq!(out(folder.path(), &[]), out(folder.path(), &["today"]));
    let outside = out(Path::new("/"), &[]);
    assert!(outside.contains("journal demo") && outside.contains("journal init"), "{outside}");
}

#[test]
fn after_a_silence_one_question_is_asked() {
    let head = "## Habits\n\n| Habit | Target | Mon | Tue | Wed | Thu | Fri | Sat | Sun |\n|---|---|---|---|---|---|---|---|---|\n";
    let folder =
        journal_of(&[("weeks/2026-W45.md", &format!("{head}| Code | daily | x | x | | | | | |\n| Run | daily | x | x | | | | | |\n"))]);
    let text = out(folder.path(), &["today"]);
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(text.matches('?').count(), 1, "{text}");
    assert!(words.contains("Were you away, or shall we leave it?") && text.contains("2026-11-04..2026-11-23"), "{text}");
}

#[test]
fn a_habit_is_explained_by_a_unique_beginning_of_its_name() {
    let folder = journal_of(HOSTILE);
    assert!(out(folder.path(), &["habits", "--explain", "co"]).contains("day 1 of the chain"));
    let (exit, said) = refusal(folder.path(), &["habits", "--explain", "Cde <b>&"]);
    assert!(exit == 3 && said.contains("Did you mean Code"), "{said}");
}

#[test]
fn every_answer_for_scripts_is_json_with_a_version() {
    let folder = journal_of(HOSTILE);
    for words in
        [&["week"][..], &["today"], &["due"], &["habits"], &["habits", "--explain", "code"], &["messages"], &["messages", "--stats"]]
    {
        let text = out(folder.path(), &[words, &["--format", "json"]].concat());
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(value["version"], 1, "{words:?}");
    }
    let due: serde_json::Value = serde_json::from_str(&out(folder.path(), &["due", "--by", "in 2 weeks", "--format", "json"])).unwrap();
    assert_eq!((&due["by"], &due["due"][0]["kind"]), (&"2026-12-08".into(), &"reply".into()));
}

#[test]
fn a_report_takes_no_notes_place() {
    let home = tempfile::tempdir().unwrap();
    let run = |words: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_journal"));
        command.args(words).current_dir(home.path()).env_clear().env("HOME", home.path());
        command.env("PATH", std::env::var_os("PATH").unwrap()).env("JOURNAL_TODAY", "2026-11-23");
        command.output().unwrap().status.code()
    };
    let files = [("journal.toml", "[me]\n"), ("weeks/2026-W48.md", "# Week 48: my own\n"), ("README.md", "# Mine\n")];
    for (path, text) in files {
        let file = home.path().join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
        for command in [&["week", "-o"][..], &["week", "--format", "markdown", "-o"], &["habits", "-o"], &["export", "csv", "-o"]] {
            assert_eq!(run(&[command, &[path]].concat()), Some(2), "{command:?} {path}");
        }
    }
    for (path, text) in files {
        assert_eq!(std::fs::read_to_string(home.path().join(path)).unwrap(), text);
    }
    // A report is made anew where one of the same kind lies.
    for _ in 0..2 {
        assert_eq!(run(&["week", "--format", "markdown", "-o", "summary.md"]), Some(0));
        assert_eq!(run(&["week", "--format", "html", "-o", "week.html"]), Some(0));
    }
}
