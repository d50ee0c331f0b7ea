//! `journal check` as a person meets it: exit statuses, formats, fixes, and every kind of bad input.

use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

/// A journal in a folder of its own, and a home that nobody else uses.
struct Bench {
    folder: TempDir,
}

impl Bench {
    fn new(files: &[(&str, &str)]) -> Self {
        let bench = Self { folder: TempDir::new().unwrap() };
        fs::create_dir_all(bench.root().join("contacts")).unwrap();
        fs::create_dir_all(bench.home()).unwrap();
        bench.write("journal.toml", "");
        for (path, text) in files {
            bench.write(path, text);
        }
        bench
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("journal")
    }

    fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let file = self.root().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).unwrap()
    }

    fn command<A: AsRef<OsStr>>(&self, program: impl AsRef<OsStr>, arguments: impl IntoIterator<Item = A>) -> Command {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(self.root()).env_remove("JOURNAL_DIR").env("JOURNAL_TODAY", "2026-11-23");
        command.env("HOME", self.home()).env("XDG_STATE_HOME", self.home().join("state")).env("XDG_CACHE_HOME", self.home().join("cache"));
        command.env("XDG_CONFIG_HOME", self.home().join("config")).env("COLUMNS", "80").stdin(Stdio::null());
        command
    }

    fn run<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Ran {
        Ran::of(self.command(env!("CARGO_BIN_EXE_journal"), arguments).output().unwrap())
    }
}

/// How a command ended.
#[derive(Debug)]
struct Ran {
    exit: Option<i32>,
    out: String,
    err: String,
}

impl Ran {
    fn of(output: Output) -> Self {
        let words = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Self { exit: output.status.code(), out: words(output.stdout), err: words(output.stderr) }
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    fn codes(&self) -> Vec<String> {
        let json = self.json();
        json["diagnostics"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap().to_owned()).collect()
    }
}

const ADA: (&str, &str) = ("contacts/ada-lovelace.md", "---\nname: Ada Lovelace\ntie: weak\n---\n");
const BROKEN: (&str, &str) = ("contacts/bo.md", "---\nname: Bo\naliases: [Bo, \"B\n---\n");
const SLIP: (&str, &str) = ("days/2026-11-20.md", "See [[ada-lovelase]].\n");

#[test]
fn a_clean_journal_ends_with_0_and_says_so() {
    let ran = Bench::new(&[ADA]).run(["check"]);
    assert_eq!((ran.exit, ran.out.as_str(), ran.err.as_str()), (Some(0), "Nothing to mend in 1 note.\n", ""));
    assert_eq!(Bench::new(&[ADA]).run(["check", "-q"]).out, "");
}

#[test]
fn a_finding_is_shown_with_its_line_and_carets() {
    let ran = Bench::new(&[ADA, SLIP]).run(["check"]);
    assert_eq!(
        ran.out,
        "warning[broken-link]: “ada-lovelase” leads nowhere.
  --> days/2026-11-20.md:1:7
  |
1 | See [[ada-lovelase]].
  |       ^^^^^^^^^^^^
  help: Did you mean “ada-lovelace”?
   fix: Write “ada-lovelace”

1 warning in 2 notes (journal explain broken-link tells why)
"
    );
    assert_eq!(ran.exit, Some(0), "a warning is no error");
}

#[test]
fn only_an_error_among_what_is_printed_ends_with_1() {
    let bench = Bench::new(&[ADA, BROKEN, SLIP]);
    assert_eq!(bench.run(["check"]).exit, Some(1));
    assert_eq!(bench.run(["check", "days"]).exit, Some(0));
    assert_eq!(bench.run(["check", "--only", "broken-link"]).exit, Some(0));
    assert_eq!(bench.run(["check", "--at-least", "error"]).exit, Some(1));
}

#[test]
fn paths_codes_and_levels_choose_what_is_printed_and_counted() {
    let bench = Bench::new(&[ADA, BROKEN, SLIP, ("days/2026-11-21.md", "[[nothing-at-all]]\n")]);
    let json = |arguments: &[&str]| bench.run([&["check", "--format", "json"], arguments].concat());
    assert_eq!(json(&["days/2026-11-20.md"]).codes(), ["broken-link"]);
    assert_eq!(json(&["days", "contacts/ada-lovelace.md"]).codes(), ["broken-link", "broken-link"]);
    assert_eq!(json(&["days/../days/./2026-11-20.md"]).json()["notes"], 1);
    assert_eq!(json(&["--only", "invalid-front-matter,broken-link", "--only", "reply-owed"]).codes().len(), 3);
    assert_eq!(json(&["--at-least", "error"]).codes(), ["invalid-front-matter"]);
    assert_eq!(json(&["--at-least", "error"]).json()["counts"]["warning"], 0);
}

#[test]
fn paths_are_meant_from_where_one_stands() {
    let bench = Bench::new(&[ADA, SLIP]);
    let mut command = bench.command(env!("CARGO_BIN_EXE_journal"), ["check", "--format", "json", "."]);
    let ran = Ran::of(command.current_dir(bench.root().join("days")).output().unwrap());
    assert_eq!(ran.codes(), ["broken-link"]);
    assert_eq!(ran.json()["diagnostics"][0]["path"], "days/2026-11-20.md");
}

#[test]
fn json_columns_are_characters_from_one() {
    let bench = Bench::new(&[ADA, ("days/2026-11-20.md", "é𝄞日 [[nowhere-at-all]]\r\n")]);
    let json = bench.run(["check", "--format", "json"]).json();
    let one = &json["diagnostics"][0];
    assert_eq!((&one["start"]["line"], &one["start"]["column"], &one["end"]["column"]), (&1.into(), &7.into(), &21.into()));
    assert_eq!((&json["version"], &json["today"], &json["notes"]), (&1.into(), &"2026-11-23".into(), &2.into()));
    assert!(one["url"].is_null() && one["fixes"].as_array().unwrap().is_empty());
}

#[test]
fn an_unknown_code_ends_with_3_and_the_nearest_one() {
    let ran = Bench::new(&[ADA]).run(["check", "--only", "brokn-link"]);
    assert_eq!((ran.exit, ran.out.as_str()), (Some(3), ""));
    assert!(ran.err.contains("no check called \"brokn-link\"") && ran.err.contains("Did you mean broken-link?"), "{}", ran.err);
}

#[test]
fn github_and_sarif_are_printed() {
    let bench = Bench::new(&[ADA, SLIP]);
    let ran = bench.run(["check", "--format", "github"]);
    assert!(
        ran.out.starts_with("::warning file=days/2026-11-20.md,line=1,col=7,endLine=1,endColumn=19,title=broken-link::"),
        "{}",
        ran.out
    );
    let sarif = bench.run(["check", "--format", "sarif"]).json();
    assert_eq!(sarif["runs"][0]["results"][0]["ruleId"], "broken-link");
}

#[test]
fn on_github_paths_are_told_from_the_root_of_the_repository() {
    let bench = Bench::new(&[ADA, SLIP]);
    git2::Repository::init(bench.folder.path()).unwrap();
    let ran = bench.run(["check", "--format", "github"]);
    assert!(ran.out.starts_with("::warning file=journal/days/2026-11-20.md,line=1,"), "{}", ran.out);
}

#[test]
fn fix_mends_what_is_safe_once() {
    let bench = Bench::new(&[ADA, SLIP, ("outreach/a.md", "---\r\nto: Ada Lovelace\r\nreviwer: my mentor\r\n---\r\nHi\r\n")]);
    let dry = bench.run(["check", "--fix", "--dry-run", "--only", "broken-link,unknown-field"]);
    assert!(
        dry.out.contains("-See [[ada-lovelase]].\n+See [[ada-lovelace]].") && dry.out.contains("Would mend 2 findings in 2 files."),
        "{}",
        dry.out
    );
    assert_eq!(bench.read("days/2026-11-20.md"), SLIP.1);

    let ran = bench.run(["check", "--fix", "--only", "broken-link,unknown-field"]);
    assert_eq!(ran.exit, Some(0), "{ran:?}");
    assert!(ran.out.contains("Mended 2 findings in 2 files."), "{}", ran.out);
    assert_eq!(bench.read("days/2026-11-20.md"), "See [[ada-lovelace]].\n");
    assert_eq!(bench.read("outreach/a.md"), "---\r\nto: Ada Lovelace\r\nreviewer: my mentor\r\n---\r\nHi\r\n");
    assert!(bench.run(["check", "--fix", "--only", "broken-link,unknown-field"]).out.contains("Nothing could be mended"));
}

#[test]
fn fix_writes_only_where_it_was_pointed() {
    let bench = Bench::new(&[ADA, SLIP, ("days/2026-11-21.md", SLIP.1)]);
    bench.run(["check", "--fix", "days/2026-11-20.md"]);
    assert_eq!(bench.read("days/2026-11-20.md"), "See [[ada-lovelace]].\n");
    assert_eq!(bench.read("days/2026-11-21.md"), SLIP.1);
}

#[test]
fn a_wrong_use_ends_with_2() {
    let bench = Bench::new(&[ADA]);
    for arguments in
        [&["check", "--dry-run"][..], &["check", "--watch", "--fix"], &["check", "--at-least", "loud"], &["check", "--format", "xml"]]
    {
        assert_eq!(bench.run(arguments).exit, Some(2), "{arguments:?}");
    }
    assert_eq!(bench.run(["check", "--fix", "--dry-run", "--format", "json"]).exit, Some(2));
}

#[test]
fn a_path_that_is_not_there_ends_with_2() {
    let ran = Bench::new(&[ADA]).run(["check", "contacts/nobody.md"]);
    assert_eq!((ran.exit, ran.out.as_str()), (Some(2), ""));
    assert!(ran.err.contains("no such file or folder") && ran.err.contains("contacts/nobody.md"), "{}", ran.err);
}

#[test]
fn a_path_of_another_journal_ends_with_2() {
    let bench = Bench::new(&[ADA]);
    let other = Bench::new(&[ADA]);
    let journal = bench.root();
    let ran = bench.run([OsStr::new("check"), OsStr::new("--journal"), journal.as_os_str(), other.root().as_os_str()]);
    assert_eq!(ran.exit, Some(2), "{ran:?}");
    assert!(ran.err.contains("not in the journal"), "{}", ran.err);
}

#[test]
fn a_file_that_is_no_note_gets_a_word() {
    let bench = Bench::new(&[ADA, ("files/photo.txt", "x")]);
    let ran = bench.run(["check", "files/photo.txt"]);
    assert_eq!(ran.exit, Some(0));
    assert!(ran.err.contains("holds no note of this journal"), "{}", ran.err);
}

#[test]
fn no_journal_here_ends_with_2_and_names_demo_and_init() {
    let bench = Bench::new(&[]);
    let empty = bench.folder.path().join("empty");
    fs::create_dir(&empty).unwrap();
    let ran = Ran::of(bench.command(env!("CARGO_BIN_EXE_journal"), ["check"]).current_dir(&empty).output().unwrap());
    assert_eq!((ran.exit, ran.out.as_str()), (Some(2), ""));
    assert!(ran.err.contains("no journal here") && ran.err.contains("journal init") && ran.err.contains("journal demo"), "{}", ran.err);
}

#[test]
fn a_named_file_outside_of_any_journal_is_read_as_it_stands() {
    let bench = Bench::new(&[]);
    let loose = bench.folder.path().join("loose");
    fs::create_dir(&loose).unwrap();
    fs::write(loose.join("letter.md"), "---\nkind: outreach\nstatus: Draft\n---\nHi\n").unwrap();
    let mut command = bench.command(env!("CARGO_BIN_EXE_journal"), ["check", "letter.md", "--format", "json", "--only", "invalid-value"]);
    let ran = Ran::of(command.current_dir(&loose).output().unwrap());
    assert_eq!((ran.exit, ran.codes()), (Some(0), vec!["invalid-value".to_owned()]), "{ran:?}");
}

#[test]
fn a_note_that_is_not_utf_8_gets_one_finding() {
    let bench = Bench::new(&[ADA]);
    bench.write("days/2026-11-20.md", b"caf\xe9 with [[ada-lovelace]]\n");
    let ran = bench.run(["check", "--format", "json"]);
    assert_eq!((ran.exit, ran.codes()), (Some(0), vec!["unreadable-note".to_owned()]));
    let text = bench.run(["check"]);
    assert!(text.out.contains("days/2026-11-20.md:1:1") && text.out.contains("not UTF-8 (from byte 3)"), "{}", text.out);
}

#[test]
fn a_note_over_4_mib_gets_one_finding() {
    let bench = Bench::new(&[ADA]);
    bench.write("days/2026-11-20.md", "word [[nowhere]]\n".repeat(270_000));
    assert_eq!(bench.run(["check", "--format", "json"]).codes(), ["unreadable-note"]);
}

#[test]
fn a_note_of_a_million_lines_is_checked_quickly() {
    let bench = Bench::new(&[ADA]);
    bench.write("days/2026-11-20.md", format!("{}[[nowhere]]\n", "ab\n".repeat(1_000_000)));
    let begin = Instant::now();
    let ran = bench.run(["check", "--format", "json"]);
    assert!(begin.elapsed() < Duration::from_secs(20), "{:?}", begin.elapsed());
    assert_eq!((ran.codes(), &ran.json()["diagnostics"][0]["start"]["line"]), (vec!["broken-link".to_owned()], &1_000_001.into()));
}

#[test]
fn names_from_notes_never_drive_the_terminal() {
    let bench = Bench::new(&[ADA]);
    bench.write("days/2026-11-20.md", "[[\u{1b}]0;owned\u{7}\u{1b}[2Jx]] \u{202e}[[txt\u{9b}31m]]\n");
    bench.write("outreach/2026-11-23-x.md", "---\nto: \"Eve \\e[31m\"\n---\nHi\n");
    for color in ["never", "always"] {
        let ran = bench.run(["check", "--color", color]);
        let bare = ran.out.replace("\u{1b}[0m", "");
        let foreign = bare.split('\u{1b}').skip(1).any(|rest| !rest.starts_with('[') || rest.find('m').is_none_or(|at| at > 8));
        let control = ran.out.chars().any(|it| matches!(it, '\u{7}' | '\u{9b}' | '\u{202e}') || it == '\u{1b}' && color == "never");
        assert!(!foreign && !control, "{:?}", ran.out);
    }
}

#[cfg(unix)]
#[test]
fn links_that_loop_or_leave_are_left_alone() {
    use std::os::unix::fs::symlink;
    let bench = Bench::new(&[ADA]);
    symlink(bench.root(), bench.root().join("days")).unwrap();
    symlink("round", bench.root().join("round")).unwrap();
    fs::write(bench.folder.path().join("secret.md"), "[[nowhere]]\n").unwrap();
    symlink(bench.folder.path().join("secret.md"), bench.root().join("contacts/secret.md")).unwrap();
    let ran = bench.run(["check", "--format", "json"]);
    assert_eq!((ran.exit, ran.codes(), &ran.json()["notes"]), (Some(0), Vec::new(), &1.into()), "{ran:?}");
}

/// Root reads everything, so that who may read nothing has to be made up.
#[cfg(target_os = "linux")]
fn as_nobody(bench: &Bench, arguments: &[&str]) -> Option<Ran> {
    let binary = env!("CARGO_BIN_EXE_journal");
    let is_root = fs::metadata("/proc/self").is_ok_and(|it| std::os::unix::fs::MetadataExt::uid(&it) == 0);
    if !is_root {
        return Some(bench.run(arguments));
    }
    // The binary and the folders above must be within nobody's reach.
    let reachable = bench.folder.path().join("journal-binary");
    fs::copy(binary, &reachable).ok()?;
    open_to_all(bench.folder.path());
    open_to_all(&reachable);
    let mut words = vec!["--reuid=65534", "--regid=65534", "--clear-groups", reachable.to_str()?];
    words.extend(arguments);
    bench.command("setpriv", words).output().ok().map(Ran::of)
}

#[cfg(target_os = "linux")]
fn open_to_all(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

#[cfg(target_os = "linux")]
fn close_to_all(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o000)).unwrap();
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_cannot_be_read_is_told_and_the_rest_is_checked() {
    let bench = Bench::new(&[ADA, SLIP, ("events/closed.md", "# Closed\n")]);
    close_to_all(&bench.root().join("events"));
    let ran = as_nobody(&bench, &["check", "--format", "json"]).expect("setpriv");
    open_to_all(&bench.root().join("events"));
    assert_eq!((ran.exit, ran.codes()), (Some(0), vec!["broken-link".to_owned(), "unreadable-note".to_owned()]), "{ran:?}");
    assert_eq!(ran.json()["diagnostics"][1]["path"], "events");
}

#[cfg(target_os = "linux")]
#[test]
fn a_journal_that_cannot_be_read_ends_with_2() {
    let bench = Bench::new(&[ADA]);
    let root = bench.root();
    close_to_all(&root.join("contacts"));
    close_to_all(&root);
    let ran = {
        let arguments = ["check", "--journal", root.to_str().unwrap()];
        let binary = bench.folder.path().join("journal-binary");
        fs::copy(env!("CARGO_BIN_EXE_journal"), &binary).unwrap();
        open_to_all(bench.folder.path());
        open_to_all(&binary);
        let mut words = vec!["--reuid=65534", "--regid=65534", "--clear-groups", binary.to_str().unwrap()];
        words.extend(arguments);
        let mut command = bench.command("setpriv", words);
        Ran::of(command.current_dir(bench.folder.path()).output().unwrap())
    };
    open_to_all(&root);
    open_to_all(&root.join("contacts"));
    assert_eq!(ran.exit, Some(2), "{ran:?}");
    assert!(ran.err.contains("cannot be read"), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn watch_checks_again_and_ends_when_interrupted() {
    use std::os::unix::process::ExitStatusExt;
    let bench = Bench::new(&[ADA]);
    let mut command = bench.command(env!("CARGO_BIN_EXE_journal"), ["check", "--watch"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    assert!(lines.any(|line| line.starts_with("Watching")));
    bench.write("days/2026-11-20.md", SLIP.1);
    assert!(lines.any(|line| line.contains("broken-link")), "the change is seen");
    let interrupted = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(interrupted.success());
    let ended = child.wait().unwrap();
    // A shell tells both as 130.
    assert!(ended.signal() == Some(2) || ended.code() == Some(130), "{ended:?}");
}

/// What the pipeline and the journal are told of must be what the labels of the cases that were learnt from say, no less and no more.
#[test]
fn the_corpus_is_read_as_its_labels_read_it() {
    const CODES: &[&str] = &[
        "unknown-contact",
        "follow-up-due",
        "too-many-follow-ups",
        "thank-you-due",
        "reply-owed",
        "contact-due",
        "prep-thin",
        "stale-draft",
        "status-order",
        "apply-first",
        "invalid-front-matter",
        "invalid-value",
        "broken-link",
        "ambiguous-link",
        "duplicate-contact",
        "invalid-settings",
    ];
    let bench = Bench::new(&[]);
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/corpus");
    let mut cases: Vec<PathBuf> = fs::read_dir(corpus).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    cases.sort();
    let mut seen = 0;
    for case in cases.iter().take(80) {
        let expected: Value = serde_json::from_str(&fs::read_to_string(case.join("expected.json")).unwrap()).unwrap();
        let (today, journal) = (expected["today"].as_str().unwrap(), case.to_str().unwrap());
        let ran = bench.run(["check", "--format", "json", "--today", today, "--journal", journal, "--only", &CODES.join(",")]);
        let found: Vec<(String, String)> = ran.json()["diagnostics"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| (one["path"].as_str().unwrap().to_owned(), one["code"].as_str().unwrap().to_owned()))
            .collect();
        let labelled = |list: &str| -> Vec<(String, String)> {
            let files = expected["files"].as_object().unwrap();
            let of_file = |(path, labels): (&String, &Value)| {
                let codes = labels[list].as_array().cloned().unwrap_or_default();
                codes.into_iter().map(|code| (path.clone(), code.as_str().unwrap().to_owned())).collect::<Vec<_>>()
            };
            files.iter().flat_map(of_file).filter(|(_, code)| CODES.contains(&code.as_str())).collect()
        };
        let (must, may) = (labelled("must"), labelled("may"));
        assert!(must.iter().all(|one| found.contains(one)), "{case:?} misses one of {must:?}: {found:?}");
        assert!(found.iter().all(|one| must.contains(one) || may.contains(one)), "{case:?} has one too many: {found:?}");
        seen += must.len();
    }
    assert!(seen >= 9, "the labels are read at all: {seen}");
}
