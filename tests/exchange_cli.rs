//! Contacts in and out on the command line: files of other programs, dry runs, the same file twice, formulas, calendars, the record.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

struct Desk {
    home: TempDir,
}

impl Desk {
    /// A journal of these files; `//- path` begins one.
    fn new(fixture: &str) -> Self {
        let desk = Self { home: tempfile::tempdir().unwrap() };
        fs::create_dir_all(desk.root().join("contacts")).unwrap();
        fs::write(desk.root().join("journal.toml"), "timezone = \"America/Denver\"\n").unwrap();
        for part in fixture.split("//- ").skip(1) {
            let (path, text) = part.split_once('\n').unwrap();
            let file = desk.root().join(path.trim());
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        desk
    }

    fn root(&self) -> PathBuf {
        self.home.path().join("me")
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).unwrap()
    }

    /// A file of another program, outside the journal.
    fn file(&self, name: &str, text: &str) -> String {
        let path = self.home.path().join(name);
        fs::write(&path, text).unwrap();
        path.display().to_string()
    }

    fn contacts(&self) -> Vec<String> {
        let entries = fs::read_dir(self.root().join("contacts")).unwrap();
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
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

    /// What is said, on standard output and standard error.
    #[track_caller]
    fn says(&self, arguments: &[&str]) -> (String, String) {
        let output = self.output(arguments);
        let (out, err) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
        assert!(output.status.success(), "{arguments:?}: {err}{out}");
        (out, err)
    }

    #[track_caller]
    fn fails(&self, arguments: &[&str], status: i32) -> String {
        let output = self.output(arguments);
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(status), "{arguments:?}: {err}");
        err
    }
}

const ADA: &str = "//- contacts/ada-lovelace.md\n---\nname: Ada Lovelace   # the one\nrole: Countess\ntie: weak\n---\n# Ada\n\n## Log\n- 2026-11-02 Met\n";

const CONNECTIONS: &str = "Notes:
\"When exporting your connection data, you may notice that some of the email addresses are missing.\"

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Ada,Lovelace,https://www.linkedin.com/in/ada-l,ada@mill.example,Mill,Engineer,14 Oct 2026
Zoë,Brand,https://www.linkedin.com/in/zoe,,\"Brand & Co, Ltd\",Baker,02 Mar 2025
,,,,,,
";

#[test]
fn connections_come_in_once_and_change_nothing_that_is_written() {
    let desk = Desk::new(ADA);
    let file = desk.file("Connections.csv", CONNECTIONS);
    let (table, _) = desk.says(&["import", "linkedin", &file, "--dry-run"]);
    assert!(table.contains("Ada Lovelace  adds company, email, linkedin  contacts/ada-lovelace.md\n"), "{table}");
    assert!(table.contains("Zoë Brand     new                            contacts/zoe-brand.md\n"), "{table}");
    assert_eq!(desk.contacts(), ["ada-lovelace.md"]);
    let (said, notes) = desk.says(&["import", "linkedin", &file]);
    assert_eq!(
        said,
        "Name          Change                         Note\n\
         Ada Lovelace  adds company, email, linkedin  contacts/ada-lovelace.md\n\
         Zoë Brand     new                            contacts/zoe-brand.md\n\n\
         Imported: 1 new, 1 with something added, 0 known, with nothing new.\n"
    );
    assert!(notes.contains("`role` is \"Countess\" and stays so; the file has \"Engineer\""), "{notes}");
    assert_eq!(
        desk.read("contacts/ada-lovelace.md"),
        "---\nname: Ada Lovelace   # the one\ncompany: Mill\nrole: Countess\ntie: weak\nemail: ada@mill.example\nlinkedin: https://www.linkedin.com/in/ada-l\n---\n# Ada\n\n## Log\n- 2026-11-02 Met\n"
    );
    let zoe = desk.read("contacts/zoe-brand.md");
    assert!(zoe.contains("company: Brand & Co, Ltd\nrole: Baker\nvia: linkedin\n"), "{zoe}");
    assert!(zoe.ends_with("## Log\n- 2025-03-02 Connected on LinkedIn.\n"), "{zoe}");
    let before: Vec<String> = desk.contacts().iter().map(|name| desk.read(&format!("contacts/{name}"))).collect();
    let (said, _) = desk.says(&["import", "linkedin", &file]);
    assert_eq!(said, "Imported: 0 new, 0 with something added, 2 known, with nothing new.\n");
    let after: Vec<String> = desk.contacts().iter().map(|name| desk.read(&format!("contacts/{name}"))).collect();
    assert_eq!(before, after);
}

#[test]
fn a_table_of_ones_own_is_mapped() {
    let desk = Desk::new(ADA);
    let file = desk.file("leute.csv", "Wer;Wo;Post\nZoe Brand;Mill;zoe@mill.example\n");
    assert!(desk.fails(&["import", "csv", &file], 2).contains("Wer"));
    desk.says(&["import", "csv", &file, "--map", "Wer=name", "--map", "Wo=company", "--map", "Post=email"]);
    assert!(desk.read("contacts/zoe-brand.md").contains("name: Zoe Brand\ncompany: Mill\nemail: zoe@mill.example\n"));
    assert!(desk.fails(&["import", "csv", &file, "--map", "Wer=nme"], 2).contains("fields: name, given"));
}

#[test]
fn a_file_may_come_through_a_pipe_and_a_wrong_one_is_told() {
    let desk = Desk::new(ADA);
    let card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Zoe Brand\r\nEMAIL:zoe@mill.example\r\nTEL:+1 555 0100\r\nNOTE:Bakes bread\\nand pies\r\nEND:VCARD\r\n";
    let mut child = desk.command(&["import", "vcard", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(card.as_bytes()).unwrap();
    assert!(child.wait_with_output().unwrap().status.success());
    let zoe = desk.read("contacts/zoe-brand.md");
    assert!(
        zoe.contains("email: zoe@mill.example\nphone: +1 555 0100\n") && zoe.contains("## Facts\n- Bakes bread\n- and pies\n"),
        "{zoe}"
    );
    desk.fails(&["import", "vcard", "nowhere.vcf"], 2);
    let file = desk.file("x.csv", "a,b\n1,2\n");
    assert!(desk.fails(&["import", "csv", &file], 2).contains("Nothing was changed."));
}

#[test]
fn names_with_tricks_stay_in_their_folder() {
    let desk = Desk::new("");
    let long = "Ada ".repeat(75);
    let file = desk.file("x.csv", &format!("Name\n../../../etc/passwd\nCON\n{long}\n=HYPERLINK(1)\n/abs\n---\n"));
    desk.says(&["import", "csv", &file]);
    let names = desk.contacts();
    assert_eq!(names.len(), 6, "{names:?}");
    assert!(names.iter().all(|name| name.len() < 100 && !name.starts_with('.')), "{names:?}");
    assert!(names.contains(&"etc-passwd.md".to_owned()) && names.contains(&"con-note.md".to_owned()), "{names:?}");
}

#[test]
fn problems_are_counted_where_they_are_many() {
    let desk = Desk::new("//- contacts/kim-1.md\n# Kim Lee\n//- contacts/kim-2.md\n# Kim Lee\n");
    let rows = "Kim Lee,Mill\n".repeat(14);
    let file = desk.file("x.csv", &format!("Name,Company\n{rows}Bo,Mill\n"));
    let (said, notes) = desk.says(&["import", "csv", &file]);
    assert_eq!(
        said,
        "Name  Change  Note\nBo    new     contacts/bo.md\n\n\
         Imported: 1 new, 0 with something added, 0 known, with nothing new, 14 unclear and left out.\n"
    );
    assert_eq!(notes.lines().count(), 11);
    assert!(notes.ends_with("note: and 4 more\n"), "{notes}");
}

#[test]
fn what_goes_out_comes_back_as_the_same_people() {
    let desk = Desk::new(
        "//- contacts/ada.md\n---\nname: Ada Lovelace\nemail: ada@mill.example\nlinkedin: https://www.linkedin.com/in/ada-l\ncompany: Mill\nphone: +1 555 0100\ntags: [a, b]\n---\n## Log\n- 2026-11-02 secret\n",
    );
    for kind in ["vcard", "csv"] {
        let file = desk.home.path().join(kind).display().to_string();
        let (said, _) = desk.says(&["export", kind, "--output", &file]);
        assert_eq!(said, format!("Wrote {file}.\n"));
        let text = fs::read_to_string(&file).unwrap();
        assert!(!text.contains("secret"), "{text}");
        let (said, notes) = desk.says(&["import", kind, &file]);
        assert_eq!((said.as_str(), notes.as_str()), ("Imported: 0 new, 0 with something added, 1 known, with nothing new.\n", ""));
        assert_eq!(desk.says(&["export", kind]).0, text, "the same journal gives the same file");
    }
}

#[test]
fn no_formula_gets_into_a_spreadsheet() {
    let desk = Desk::new(
        "//- contacts/x.md\n---\nname: \"=HYPERLINK(1)\"\nrole: \"@SUM(1)\"\n---\n//- outreach/2026-11-20-x.md\n---\nto: \"=HYPERLINK(1)\"\nstatus: sent\nsent: 2026-11-20\n---\n",
    );
    let (csv, _) = desk.says(&["export", "csv"]);
    assert!(csv.contains("'=HYPERLINK(1)") && csv.contains("'@SUM(1)"), "{csv}");
    let (record, _) = desk.says(&["export", "work-search"]);
    assert!(record.contains(",'=HYPERLINK(1),"), "{record}");
}

const BUSY: &str = "
//- contacts/ada.md
---
name: Ada
company: Mill
email: ada@mill.example
---
//- outreach/2026-11-10-ada.md
---
to: Ada
channel: email
status: sent
sent: 2026-11-10
---
//- events/2026-12-02-rust.md
---
date: 2026-12-02 18:30
place: Room 3; Mill
---
# Denver Rust
";

#[test]
fn a_calendar_is_the_same_every_time() {
    let desk = Desk::new(BUSY);
    let (calendar, _) = desk.says(&["export", "ics"]);
    assert_eq!(desk.says(&["export", "ics"]).0, calendar);
    assert!(
        calendar.contains("UID:follow-up-outreach-2026-11-10-ada@journal\r\nDTSTAMP:20261123T000000Z\r\nDTSTART;VALUE=DATE:20261123\r\n"),
        "{calendar}"
    );
    assert!(calendar.contains("SUMMARY:Follow up with Ada\r\n"), "{calendar}");
    assert!(
        calendar.contains("UID:event-events-2026-12-02-rust@journal\r\n") && calendar.contains("DTSTART:20261203T013000Z\r\n"),
        "{calendar}"
    );
    assert!(calendar.contains("LOCATION:Room 3\\; Mill\r\n"), "{calendar}");
}

#[test]
fn the_record_of_the_search_is_a_table() {
    let desk = Desk::new(BUSY);
    let (record, _) = desk.says(&["export", "work-search", "--from", "2026-11-01", "--to", "2026-11-30"]);
    assert_eq!(record, "Date,Employer,Person,Method,Contact,Outcome\n2026-11-10,Mill,Ada,email,ada@mill.example,no answer yet\n");
    let (table, _) = desk.says(&["export", "work-search", "--markdown"]);
    assert!(table.starts_with("| Date       | Employer |"), "{table}");
    desk.fails(&["export", "csv", "--markdown"], 2);
}

#[test]
fn what_an_import_changed_is_told_by_name() {
    let desk = Desk::new("//- contacts/ada.md\n---\nname: Ada King\n---\n");
    let file = desk.file("a.csv", "Name,Email\nAda King,ada@mill.example\nBo Rask,bo@mill.example\n");
    let (out, _) = desk.says(&["import", "csv", &file]);
    assert!(out.contains("adds email") && out.contains("contacts/ada.md") && out.contains("contacts/bo-rask.md"), "{out}");
    let (out, _) = desk.says(&["import", "csv", &file]);
    assert_eq!(out, "Imported: 0 new, 0 with something added, 2 known, with nothing new.\n");
}

#[test]
fn other_names_come_back_unless_two_would_bear_them() {
    let desk = Desk::new("//- contacts/kat.md\n---\nname: Kat\n---\n");
    let rows = "Name,Nickname\nAda Lovelace,Countess ::: Ada Lovelace\nKate Rüs,Kat\nBo Rask,Bobby\nBob Wu,Bobby\n";
    let file = desk.file("a.csv", rows);
    desk.says(&["import", "csv", &file]);
    assert!(desk.read("contacts/ada-lovelace.md").contains("aliases: [Countess]\n"));
    for other in ["contacts/kate-rus.md", "contacts/bo-rask.md", "contacts/bob-wu.md"] {
        assert!(!desk.read(other).contains("aliases"), "{other}");
    }
    let (cards, _) = desk.says(&["export", "vcard"]);
    let again = Desk::new("");
    let file = again.file("a.vcf", &cards);
    again.says(&["import", "vcard", &file]);
    assert!(again.read("contacts/ada-lovelace.md").contains("aliases: [Countess]\n"));
}

#[test]
fn a_record_that_ends_before_it_begins_is_no_record() {
    let desk = Desk::new("");
    let told = desk.fails(&["export", "work-search", "--from", "2026-11-20", "--to", "2026-11-01"], 2);
    assert!(told.contains("Sunday 1 November 2026 comes before Friday 20 November 2026"), "{told}");
}
