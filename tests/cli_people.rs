//! People and messages on the command line: marks, drafts, lists, as a keeper sees them.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use tempfile::TempDir;

struct Desk {
    home: TempDir,
}

impl Desk {
    /// A journal of these files; `//- path` begins one.
    fn new(fixture: &str) -> Self {
        let desk = Self { home: tempfile::tempdir().unwrap() };
        fs::create_dir_all(desk.root()).unwrap();
        fs::write(desk.root().join("journal.toml"), "[me]\nname = \"Sam Rivera\"\n").unwrap();
        for part in fixture.split("//- ").skip(1) {
            let (path, text) = part.split_once('\n').unwrap();
            desk.write(path.trim(), text);
        }
        desk
    }

    fn root(&self) -> PathBuf {
        self.home.path().join("me")
    }

    fn write(&self, path: &str, text: &str) {
        let file = self.root().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).unwrap()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_journal"));
        command.args(arguments).current_dir(self.root()).env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap()).env("HOME", self.home.path());
        command.env("XDG_STATE_HOME", self.home.path().join("state")).env("JOURNAL_TODAY", "2026-11-23");
        command
    }

    fn output(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    #[track_caller]
    fn says(&self, arguments: &[&str]) -> String {
        let output = self.output(arguments);
        let (out, err) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
        assert!(output.status.success(), "{arguments:?}: {err}{out}");
        out
    }

    #[track_caller]
    fn fails(&self, arguments: &[&str], status: i32) -> String {
        let output = self.output(arguments);
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(status), "{arguments:?}: {err}");
        err
    }
}

const ADA: &str = "
//- contacts/ada-lovelace.md
---
name: Ada Lovelace
email: ada@mill.example
---
# Ada Lovelace

## Log
- 2026-10-14 Met at the meetup
//- outreach/2026-11-20-ada-lovelace.md
---
to: Ada Lovelace
channel: email   # for now
subject: Your talk on lexers
status: draft
---
Hi Ada,

<!-- warmer? -->
Your talk at Denver Rust made me rewrite my lexer. Would you have 20 minutes on Tuesday 1 December?

Thanks,
Sam

## Notes
private
";

#[test]
fn a_message_goes_from_draft_to_thanks() {
    let desk = Desk::new(ADA);
    let path = "outreach/2026-11-20-ada-lovelace.md";
    let draft = desk.read(path);
    assert_eq!(
        desk.says(&["sent", "ada"]),
        "Sent to Ada Lovelace on Mon 23 Nov (outreach/2026-11-20-ada-lovelace.md).\n\
         contacts/ada-lovelace.md: - 2026-11-23 Sent [[2026-11-20-ada-lovelace]] by email.\n\
         If there is no answer by Mon 30 Nov: journal follow-up 2026-11-20-ada-lovelace\n"
    );
    assert_eq!(desk.read(path), draft.replace("status: draft\n", "status: sent\nsent: 2026-11-23\n"));
    assert!(desk.read("contacts/ada-lovelace.md").ends_with("meetup\n- 2026-11-23 Sent [[2026-11-20-ada-lovelace]] by email.\n"));
    assert!(desk.fails(&["sent", path], 4).contains("was sent already on Mon 23 Nov"));
    desk.says(&["replied", path, "--today", "2026-11-25"]);
    desk.says(&["met", "Ada Lovelace", "--on", "2026-12-01", "--today", "2026-12-01"]);
    assert!(desk.read(path).contains("status: met\nsent: 2026-11-23\nreplied: 2026-11-25\nmet: 2026-12-01\n"));
    let said = desk.says(&["thank", "ada", "--today", "2026-12-01"]);
    assert!(said.starts_with("Made outreach/2026-12-01-ada-lovelace.md (to Ada Lovelace, email)."), "{said}");
    assert!(desk.read("outreach/2026-12-01-ada-lovelace.md").contains("follows: 2026-11-20-ada-lovelace\n"));
    let log = desk.read("contacts/ada-lovelace.md");
    let lines: Vec<&str> = log.lines().skip_while(|line| *line != "## Log").skip(2).collect();
    assert_eq!(
        lines,
        [
            "- 2026-11-23 Sent [[2026-11-20-ada-lovelace]] by email.",
            "- 2026-11-25 Answered [[2026-11-20-ada-lovelace]].",
            "- 2026-12-01 Met after [[2026-11-20-ada-lovelace]]."
        ]
    );
}

#[test]
fn who_was_met_without_a_message_can_be_thanked() {
    let desk = Desk::new("//- contacts/bo.md\n---\nname: Bo Lind\n---\n# Bo Lind\n\n## Log\n- 2026-11-20 Met for coffee.\n");
    let said = desk.says(&["thank", "contacts/bo.md"]);
    assert!(said.starts_with("Made outreach/2026-11-23-bo.md (to Bo Lind, email)."), "{said}");
    let draft = desk.read("outreach/2026-11-23-bo.md");
    assert!(draft.contains("intent: thank-you\n") && draft.contains("Thank you for your time on Friday 20 November.\n"), "{draft}");
    assert!(desk.fails(&["thank", "bo"], 2).contains("there is a draft of it already"));
}

#[test]
fn a_dry_run_shows_the_change_and_writes_nothing() {
    let desk = Desk::new(ADA);
    let before = desk.read("contacts/ada-lovelace.md");
    let said = desk.says(&["sent", "ada", "--dry-run"]);
    assert!(said.contains("+status: sent\n") && said.contains("+sent: 2026-11-23\n") && said.contains("Nothing was written"), "{said}");
    assert_eq!(desk.read("contacts/ada-lovelace.md"), before);
}

#[test]
fn silence_brings_one_follow_up_and_then_an_end() {
    let desk = Desk::new(ADA);
    desk.says(&["sent", "ada", "--on", "2026-11-20"]);
    let said = desk.says(&["follow-up", "ada", "--today", "2026-11-27"]);
    assert!(said.starts_with("Made outreach/2026-11-27-ada-lovelace.md"), "{said}");
    assert!(desk.fails(&["follow-up", "ada", "--today", "2026-11-28"], 2).contains("there is a draft of it already"));
    desk.says(&["sent", "ada", "--today", "2026-11-27", "--anyway"]);
    assert!(desk.fails(&["follow-up", "ada", "--today", "2026-12-09"], 4).contains("was followed up once already"));
    let said = desk.says(&["close", "ada", "--today", "2026-12-09"]);
    assert!(said.contains("Closed outreach/2026-11-20-ada-lovelace.md with it."), "{said}");
}

#[test]
fn what_nobody_or_several_are_called_ends_with_three() {
    let desk = Desk::new(&format!("{ADA}//- outreach/2026-11-21-ada-lovelace.md\n---\nto: Ada Lovelace\n---\nHi\n"));
    let told = desk.fails(&["sent", "ada"], 3);
    assert!(told.contains("outreach/2026-11-20-ada-lovelace.md, outreach/2026-11-21-ada-lovelace.md"), "{told}");
    assert!(desk.fails(&["replied", "Ada Lovelase"], 3).contains("Did you mean Ada Lovelace?"));
}

#[test]
fn a_message_is_shown_as_it_would_be_sent() {
    let desk = Desk::new(ADA);
    let body =
        "Hi Ada,\n\nYour talk at Denver Rust made me rewrite my lexer. Would you have 20 minutes on Tuesday 1 December?\n\nThanks,\nSam\n";
    assert_eq!(desk.says(&["show", "ada"]), body);
    assert_eq!(desk.says(&["show", "ada", "--with-subject"]), format!("Subject: Your talk on lexers\n\n{body}"));
    let link = desk.says(&["show", "ada", "--mailto"]);
    assert!(link.starts_with("mailto:ada@mill.example?subject=Your%20talk%20on%20lexers&body=Hi%20Ada%2C%0D%0A%0D%0AYour"), "{link}");
    assert!(desk.fails(&["show", "ada", "--copy"], 2).contains("there is no clipboard here"));
}

#[test]
fn no_header_gets_into_a_link() {
    let evil = ADA.replace("subject: Your talk on lexers", "subject: \"Hi\\nBcc: all@x.example\"");
    let desk = Desk::new(&evil);
    assert!(desk.fails(&["show", "ada", "--mailto"], 2).contains("a subject is one line"));
    let desk = Desk::new(&ADA.replace("ada@mill.example", "\"ada@mill.example?bcc=all@x.example\""));
    assert!(desk.fails(&["show", "ada", "--mailto"], 2).contains("is no e-mail address"));
}

#[test]
fn a_clipboard_of_the_system_is_used() {
    let desk = Desk::new(ADA);
    let bin = desk.home.path().join("bin");
    fs::create_dir(&bin).unwrap();
    let kept = desk.home.path().join("kept");
    fs::write(bin.join("pbcopy"), format!("#!/bin/sh\ncat > '{}'\n", kept.display())).unwrap();
    #[cfg(unix)]
    fs::set_permissions(bin.join("pbcopy"), std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
    let output = desk.command(&["show", "ada", "--copy"]).env("PATH", path).output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "Copied outreach/2026-11-20-ada-lovelace.md to the clipboard.\n");
    assert!(fs::read_to_string(kept).unwrap().starts_with("Hi Ada,\n"));
}

#[test]
fn new_people_and_messages_come_with_what_is_known() {
    let desk = Desk::new("//- templates/company.md\n---\nname: {{name}}\ntags: [mine]\n---\n# {{name}}\nFirst seen on {{date}}.\n");
    let said = desk.says(&["new", "contact", "Zoë", "Brand", "--company", "Mill: Sons", "--tie", "weak", "--email", "zoe@mill.example"]);
    assert!(said.starts_with("Made contacts/zoe-brand.md.\n"), "{said}");
    assert!(
        desk.read("contacts/zoe-brand.md")
            .starts_with("---\nname: Zoë Brand\ncompany: \"Mill: Sons\"\ntie: weak\nemail: zoe@mill.example\n---\n")
    );
    assert!(desk.fails(&["new", "contact", "Zoe Brand"], 2).contains("Zoe Brand has a note already: contacts/zoe-brand.md"));
    assert!(!desk.root().join("contacts/zoe-brand-2.md").exists());
    desk.says(&["new", "company", "Mill: Sons"]);
    assert_eq!(
        desk.read("companies/mill-sons.md"),
        "---\nname: \"Mill: Sons\"\ntags: [mine]\n---\n# Mill: Sons\nFirst seen on 2026-11-23.\n"
    );
    desk.says(&["new", "message", "zoe brand"]);
    let message = desk.read("outreach/2026-11-23-zoe-brand.md");
    assert!(message.starts_with("---\nto: Zoë Brand\nchannel: email\nsubject:\nstatus: draft\n---\nHi Zoë,\n"), "{message}");
    assert!(message.contains("Thanks,\nSam\n\n## Notes\n- Why this person"), "{message}");
    assert!(desk.fails(&["new", "message", "Nobody"], 3).contains("journal new contact \"Nobody\""));
    desk.fails(&["new", "contact", " "], 2);
}

#[test]
fn a_message_with_errors_stays_unless_the_keeper_insists() {
    let desk =
        Desk::new(&ADA.replace("Would you have 20 minutes on Tuesday 1 December?", "Could you give me a job as a junior developer?"));
    let told = desk.fails(&["sent", "ada"], 4);
    assert!(told.contains("is not fit to go") && told.contains("(job-ask)") && told.contains("--anyway"), "{told}");
    assert!(desk.says(&["sent", "ada", "--anyway"]).starts_with("Sent to Ada Lovelace"));
}

#[test]
fn carriage_returns_stay() {
    let desk = Desk::new(ADA);
    let path = "outreach/2026-11-20-ada-lovelace.md";
    for file in [path, "contacts/ada-lovelace.md"] {
        let text = desk.read(file).replace('\n', "\r\n");
        desk.write(file, &text);
    }
    let before = desk.read(path);
    desk.says(&["sent", "ada"]);
    assert_eq!(desk.read(path), before.replace("status: draft\r\n", "status: sent\r\nsent: 2026-11-23\r\n"));
    assert!(desk.read("contacts/ada-lovelace.md").ends_with("meetup\r\n- 2026-11-23 Sent [[2026-11-20-ada-lovelace]] by email.\r\n"));
}

#[test]
fn marks_can_be_taken_back() {
    let desk = Desk::new(ADA);
    let files = ["contacts/ada-lovelace.md", "outreach/2026-11-20-ada-lovelace.md"];
    let before = files.map(|file| desk.read(file));
    desk.says(&["sent", "ada"]);
    assert_ne!(files.map(|file| desk.read(file)), before);
    desk.says(&["undo"]);
    assert_eq!(files.map(|file| desk.read(file)), before);
}

const MANY: &str = "
//- contacts/ada.md
---
name: Ada Lovelace with a name that goes on and on
company: Analytical Engines and Sons of the Second Mill
tie: weak
every: 2 weeks
---
## Log
- 2026-10-01 Met for coffee and talked about lexers, tries, and what a first month is like on the parser team
//- contacts/wide.md
# 山田太郎
//- companies/mill.md
---
name: Analytical Engines and Sons of the Second Mill
applied: 2026-11-02
---
";

#[test]
fn lists_fit_the_screen_whatever_its_width() {
    let desk = Desk::new(MANY);
    for columns in ["100", "80", "60", "50", "40"] {
        for arguments in [&["contacts"][..], &["contact", "ada"], &["companies"]] {
            let output = desk.command(arguments).env("COLUMNS", columns).output().unwrap();
            let text = String::from_utf8(output.stdout).unwrap();
            let widest = text.lines().map(|line| line.chars().count()).max().unwrap();
            let room: usize = columns.parse().unwrap();
            assert!(widest <= room, "{arguments:?} at {columns}:\n{text}");
        }
    }
}

#[test]
fn a_pipe_gets_every_word_of_a_list() {
    let long = "Maximiliana Aurelia von Hohenstaufen-Lindqvist";
    let desk = Desk::new(MANY);
    desk.write("contacts/max.md", &format!("---\nname: {long}\ncompany: Analytical Engines and Sons of the Second Mill\nevery: 2 weeks\n---\n## Log\n- 2026-10-01 Met for coffee and talked about lexers, tries, and what a first month is like on the parser team\n"));
    desk.write("outreach/2026-11-02-max.md", &format!("---\nto: {long}\nchannel: email\nstatus: sent\nsent: 2026-11-02\n---\nHi\n"));
    desk.write("companies/long.md", "---\nname: Analytical Engines, Difference Engines and Sons of the Second Mill at Bath\n---\n");
    for (arguments, whole) in [
        (&["contacts"][..], format!("{long}  Analytical Engines and Sons of the Second Mill")),
        (&["contact", "max"], "what a first month is like on the parser team".to_owned()),
        (&["companies"], "Analytical Engines, Difference Engines and Sons of the Second Mill at Bath".to_owned()),
        (&["messages"], long.to_owned()),
        (&["due"], long.to_owned()),
    ] {
        let text = desk.says(arguments);
        assert!(text.lines().any(|line| line.contains(&whole)) && !text.contains('…'), "{arguments:?}:\n{text}");
    }
}

#[test]
fn lists_have_a_shape_for_scripts() {
    let desk = Desk::new(MANY);
    let contacts: serde_json::Value = serde_json::from_str(&desk.says(&["contacts", "tie:weak", "--format", "json"])).unwrap();
    assert_eq!((contacts["version"].as_i64(), contacts["contacts"].as_array().unwrap().len()), (Some(1), 1));
    assert_eq!(contacts["contacts"][0]["last_touch"]["date"], "2026-10-01");
    assert_eq!(contacts["contacts"][0]["due"][0]["kind"], "contact");
    let card: serde_json::Value = serde_json::from_str(&desk.says(&["contact", "ada", "--format", "json"])).unwrap();
    assert_eq!(card["contact"]["timeline"][0]["kind"], "met");
    let companies: serde_json::Value = serde_json::from_str(&desk.says(&["companies", "--format", "json"])).unwrap();
    assert_eq!(companies["companies"][0]["skipped"], serde_json::json!(["research"]));
    assert_eq!(desk.says(&["contacts", "tie:cold"]), "None of the 2 contacts fits.\n");
    assert!(desk.fails(&["contacts", "tei:cold"], 2).contains("Did you mean tie:?"));
    desk.fails(&["contact", "Nobody"], 3);
}

#[test]
fn a_notes_own_journal_is_the_one_that_is_meant() {
    let desk = Desk::new(ADA);
    let path = desk.root().join("outreach/2026-11-20-ada-lovelace.md");
    let mut command = desk.command(&["show", path.to_str().unwrap()]);
    let output = command.current_dir(desk.home.path()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let contact = desk.root().join("contacts/ada-lovelace.md");
    let mut command = desk.command(&["contact", contact.to_str().unwrap()]);
    assert!(command.current_dir(desk.home.path()).output().unwrap().status.success());
}

#[test]
fn a_filter_that_fits_nothing_is_told_apart_from_an_empty_journal() {
    let desk = Desk::new(ADA);
    assert_eq!(desk.says(&["messages", "nobody"]), "The one message does not fit.\n");
    assert_eq!(Desk::new("").says(&["messages", "nobody"]), "No messages.\n");
}

#[test]
fn what_leads_to_the_rest_of_a_list_shows_the_rest() {
    let thanks = (1..=9).map(|day| {
        format!(
            "//- outreach/2026-10-0{day}-ada.md\n---\nto: Ada\nintent: thank-you\nstatus: sent\nsent: 2026-10-0{day}\n---\nHi\n\
             //- outreach/2026-11-0{day}-ada.md\n---\nto: Ada\nintent: reply\nfollows: 2026-10-0{day}-ada\nstatus: replied\n\
             sent: 2026-11-0{day}\nreplied: 2026-11-0{day}\n---\nHi\n"
        )
    });
    let desk = Desk::new(&format!("//- contacts/ada.md\n# Ada\n{}", thanks.collect::<String>()));
    assert!(!desk.says(&["messages"]).contains(" more: "), "a program is told of every message");
    let all = String::from_utf8(desk.command(&["messages"]).env("COLUMNS", "80").output().unwrap().stdout).unwrap();
    for line in all.lines().filter(|line| line.starts_with("  and ")) {
        let word = line.rsplit(' ').next().unwrap();
        let rest = desk.says(&["messages", word]);
        for title in all.lines().filter(|title| title.ends_with(')') && all.contains(&format!("{title}\n"))) {
            let is_of_this = all.split(title).nth(1).is_some_and(|below| below.lines().skip(1).take(9).any(|it| it == line));
            assert!(!is_of_this || rest.contains(title), "{line}\n{all}\n{rest}");
        }
    }
    assert!(all.contains("messages answered"), "{all}");
}

#[test]
fn a_reply_that_came_today_is_owed_today() {
    let desk = Desk::new(ADA);
    desk.says(&["sent", "ada", "--on", "2026-11-20"]);
    desk.says(&["replied", "ada"]);
    assert!(desk.says(&["today"]).contains("reply to Ada Lovelace"));
}

#[test]
fn a_person_a_habit_and_a_note_get_another_name_with_all_that_names_them() {
    let week = "# Week 48\n\n## Habits\n\n| Habit | Target | Mon | Tue | Wed | Thu | Fri | Sat | Sun |\n|---|---|---|---|---|---|---|---|---|\n| Code | daily | x | | | | | | |\n";
    let desk = Desk::new(&format!(
        "{ADA}//- outreach/2026-11-20-ada.md\n---\nto: Ada Lovelace\n---\n//- weeks/2026-W48.md\n{week}//- maps/flow.md\n# What carries me\n//- notes.md\n[[ada-lovelace]], [[flow]], [[code-review]]\n//- code-review.md\n# Code review\n"
    ));
    let before = desk.read("notes.md");
    assert!(desk.says(&["rename", "ada", "Ada King", "--dry-run"]).contains("+name: Ada King"));
    assert_eq!(desk.read("notes.md"), before);

    assert!(desk.says(&["rename", "ada lovelace", "Ada King"]).contains("The note is contacts/ada-king.md now."));
    assert!(desk.read("outreach/2026-11-20-ada.md").contains("to: Ada King\n"));
    assert!(desk.read("notes.md").starts_with("[[ada-king]]"));

    desk.says(&["rename", "code", "Write code"]);
    assert!(desk.read("weeks/2026-W48.md").contains("| Write code | daily |"));

    desk.says(&["rename", "flow", "stream"]);
    assert_eq!(desk.read("maps/stream.md"), "# What carries me\n");
    desk.says(&["rename", "What carries me", "What feeds me"]);
    assert_eq!(desk.read("maps/stream.md"), "# What feeds me\n");
    assert_eq!(desk.read("notes.md"), "[[ada-king]], [[stream]], [[code-review]]\n");

    for _ in 0..4 {
        desk.says(&["undo"]);
    }
    assert_eq!(desk.read("notes.md"), before);
}

#[test]
fn a_name_that_means_nothing_or_two_things_or_is_taken_is_refused() {
    let desk =
        Desk::new(&format!("[habits]\n//- journal.toml\n[habits]\nCode = \"daily\"\n{ADA}//- contacts/bo.md\n# Bo\n//- code.md\n# Code\n"));
    assert!(desk.fails(&["rename", "Zed", "Zoe"], 3).contains("there is no note called “Zed”"));
    assert!(desk.fails(&["rename", "code", "Kod"], 3).contains("may mean the habit “Code” or code.md"));
    assert!(desk.fails(&["rename", "cod", "Kod"], 3).contains("may mean the habit “Code” or code.md"));
    assert!(desk.fails(&["rename", "bo", "Ada Lovelace"], 2).contains("there is a note at contacts/ada-lovelace.md already"));
    desk.says(&["rename", "code.md", "Kod"]);
    assert_eq!(desk.read("kod.md"), "# Kod\n");
}
