//! What the README shows is what the program does: its picture and its tables are made from the real thing. `JOURNAL_UPDATE=1` makes them anew.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use journal::checks::catalogue::CATALOGUE;
use journal::checks::page::page;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Compares a file with what it should hold, or writes it.
#[track_caller]
fn compare(file: &Path, expected: &str) {
    if std::env::var_os("JOURNAL_UPDATE").is_some() {
        fs::write(file, expected).unwrap();
    }
    let found = fs::read_to_string(file).unwrap_or_default();
    assert!(found == expected, "{} is not what the program makes; run: JOURNAL_UPDATE=1 cargo test --test readme", file.display());
}

/// What a command prints, with colour.
fn output(folder: &Path, words: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_journal"))
        .args(words)
        .args(["--color", "always", "--no-pager", "--today", "2026-11-24"])
        .current_dir(folder)
        .env("HOME", folder)
        .env_remove("XDG_STATE_HOME")
        .env_remove("XDG_CACHE_HOME")
        .env("COLUMNS", "80")
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_pictures_are_of_the_demo() {
    let folder = tempfile::tempdir().unwrap();
    let demo = output(folder.path(), &["demo"]);
    let week: String = demo.lines().take(26).map(|line| format!("{line}\n")).collect();
    compare(&root().join("docs/week.svg"), &terminal("journal demo", &week));
    let check = output(
        &folder.path().join("journal-demo"),
        &["check", "outreach", "--only", "job-ask,wrong-name,date-mismatch", "--at-least", "error"],
    );
    compare(&root().join("docs/check.svg"), &terminal("journal check", &check));
}

#[test]
fn the_table_of_checks_is_the_catalogue() {
    let mut table = String::from("| code | level | reported when |\n|---|---|---|\n");
    for check in CATALOGUE {
        let _ = writeln!(
            table,
            "| `{}` | {} | {} |",
            check.code,
            check.severity.word(),
            page(check.page).summary.trim_end_matches('.').replace('|', "\\|")
        );
    }
    between("checks", &table);
}

/// Compares what stands between `<!-- name -->` and `<!-- /name -->` in the README.
#[track_caller]
fn between(name: &str, expected: &str) {
    let file = root().join("README.md");
    let text = fs::read_to_string(&file).unwrap();
    let (start, end) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let from = text.find(&start).unwrap_or_else(|| panic!("the README has no {start}")) + start.len();
    let to = from + text[from..].find(&end).unwrap_or_else(|| panic!("the README has no {end}"));
    compare(&file, &format!("{}{expected}{}", &text[..from], &text[to..]));
}

#[test]
fn every_command_of_the_help_stands_in_the_readme() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let command = journal::cli::run::command_line();
    for one in command.get_subcommands().filter(|one| !one.is_hide_set()) {
        assert!(readme.contains(&format!("journal {}", one.get_name())), "the README does not name `journal {}`", one.get_name());
    }
}

const CELL: f64 = 8.4;
const LINE: f64 = 18.0;

/// A terminal's text as a picture. Colours are those of the screen's styles; each line is one text with as many columns.
fn terminal(title: &str, text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let (width, height) = (82.0 * CELL, (lines.len() as f64 + 1.0) * LINE + 46.0);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" font-family=\"ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace\" font-size=\"14\">\n\
         <title>The output of {title} in a terminal</title>\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#0d1117\"/>\n\
         <circle cx=\"18\" cy=\"16\" r=\"5\" fill=\"#ff5f57\"/><circle cx=\"36\" cy=\"16\" r=\"5\" fill=\"#febc2e\"/><circle cx=\"54\" cy=\"16\" r=\"5\" fill=\"#28c840\"/>\n\
         <text x=\"12\" y=\"46\" fill=\"#9198a1\" xml:space=\"preserve\">$ {title}</text>\n"
    );
    for (at, line) in lines.iter().enumerate() {
        let _ = writeln!(
            svg,
            "<text x=\"12\" y=\"{:.0}\" fill=\"#e6edf3\" xml:space=\"preserve\">{}</text>",
            46.0 + LINE * (at as f64 + 1.0),
            runs(line)
        );
    }
    svg.push_str("</svg>\n");
    svg
}

/// A line with its styles as spans, each at its own column, so that a font's widths do not matter.
fn runs(line: &str) -> String {
    let mut svg = String::new();
    let mut column = 0;
    let mut style = String::new();
    for (at, part) in line.split('\u{1b}').enumerate() {
        let words = match part.strip_prefix('[').filter(|_| at > 0).and_then(|rest| rest.split_once('m')) {
            Some((code, words)) => {
                match code {
                    "0" | "" => style.clear(),
                    "1" => style.push_str(" font-weight=\"bold\""),
                    "2" => style.push_str(" fill=\"#9198a1\""),
                    "31" => style.push_str(" fill=\"#ff7b72\""),
                    "32" => style.push_str(" fill=\"#3fb950\""),
                    "33" => style.push_str(" fill=\"#d29922\""),
                    "36" => style.push_str(" fill=\"#39c5cf\""),
                    other => panic!("a style without a colour here: {other}"),
                }
                words
            }
            None => part,
        };
        for word in pieces(words) {
            if !word.trim().is_empty() {
                let escaped = word.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
                let _ = write!(svg, "<tspan x=\"{:.1}\"{style}>{escaped}</tspan>", 12.0 + CELL * column as f64);
            }
            column += journal::text::width::width(word);
        }
    }
    svg
}

/// Words cut where wide gaps stand, so that columns stay columns.
fn pieces(words: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut from = 0;
    let mut spaces = 0;
    for (at, letter) in words.char_indices() {
        if letter == ' ' {
            spaces += 1;
        } else {
            if spaces >= 2 {
                pieces.push(&words[from..at]);
                from = at;
            }
            spaces = 0;
        }
    }
    pieces.push(&words[from..]);
    pieces
}
