//! Nothing goes to a remote that anyone can read: against real servers on this machine, with every kind of credential lying about.

mod repositories;
mod servers;

use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::Once;
use std::sync::atomic::Ordering;
use std::thread;

use journal::git::remote::privacy::{Guard, Refusal, Verdict, judge};
use journal::git::remote::sync::{SyncEnd, SyncError, SyncOptions, push, remote};
use journal::git::repository::open::Repository;
use repositories::{Place, executable};
use servers::{SshServer, TlsDoor, WebServer};

const NOW: i64 = 1_795_550_400;
const DAY: i64 = 24 * 60 * 60;

/// A home full of credentials for 127.0.0.1, each of which opens the locked server: a netrc, a helper, a header, a program that answers.
fn live_among_credentials() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let home = tempfile::tempdir().unwrap().keep();
        fs::write(home.join(".netrc"), "machine 127.0.0.1 login mina password open-sesame\n").unwrap();
        let settings = "[credential]\nhelper = \"!f() { echo username=mina; echo password=open-sesame; }; f\"\n\
                        [http]\nextraHeader = \"X-Token: open-sesame\"\ncookieFile = \"/dev/null\"\n";
        fs::write(home.join(".gitconfig"), settings).unwrap();
        let answers = home.join("answers");
        fs::write(&answers, "#!/bin/sh\ncase \"$1\" in User*) echo mina;; *) echo open-sesame;; esac\n").unwrap();
        executable(&answers);
        for (name, value) in [
            ("HOME", home.as_os_str()),
            ("GIT_ASKPASS", answers.as_os_str()),
            ("SSH_ASKPASS", answers.as_os_str()),
            ("GIT_CONFIG_COUNT", OsStr::new("1")),
            ("GIT_CONFIG_KEY_0", OsStr::new("http.extraHeader")),
            ("GIT_CONFIG_VALUE_0", OsStr::new("Authorization: Basic bWluYTpvcGVuLXNlc2FtZQ==")),
            ("no_proxy", OsStr::new("127.0.0.1")),
        ] {
            // SAFETY: every test of this file begins here and waits for the first to be done; nothing reads the environment before.
            unsafe { std::env::set_var(name, value) };
        }
        // What this machine trusts everywhere would stand above a keeper's own setting.
        // SAFETY: as above.
        unsafe { std::env::remove_var("GIT_SSL_CAINFO") };
    });
}

/// A journal with one commit, and `hub.git` to push it to.
fn journal() -> Place {
    live_among_credentials();
    let place = Place::with_journal();
    place.write("journal/a.md", "Nobody's business\n");
    place.git("journal", &["add", "."]);
    place.git("journal", &["commit", "-qm", "x"]);
    place.git(".", &["init", "-q", "--bare", "web/hub.git"]);
    place.git("web/hub.git", &["config", "http.receivepack", "true"]);
    place
}

/// The repository with the keeper's own settings and credentials in force.
fn open(place: &Place) -> Repository {
    Repository::discover(&place.path("journal")).unwrap().unwrap()
}

fn guard(place: &Place) -> Guard {
    Guard { folder: place.path("state"), now: NOW, allows_public: false }
}

fn set_remote(place: &Place, url: &str) {
    place.try_git("journal", &["remote", "remove", "origin"]);
    place.git("journal", &["remote", "add", "origin", url]);
}

fn send(repository: &Repository, guard: &Guard) -> Result<SyncEnd, SyncError> {
    push(repository, &SyncOptions::default(), guard, &mut |_, _| {})
}

/// What has arrived in `hub.git`.
fn arrived(place: &Place) -> String {
    place.git("web/hub.git", &["for-each-ref", "--format=%(refname)"])
}

#[test]
fn a_remote_that_anyone_can_read_is_refused() {
    let place = journal();
    let server = WebServer::start(&place.path("web"), false);
    set_remote(&place, &server.url("hub.git"));
    let repository = open(&place);
    let error = send(&repository, &guard(&place)).unwrap_err();
    assert!(matches!(&error, SyncError::Refused(Refusal::Public { answered, .. }) if *answered == server.url("hub.git")), "{error}");
    assert_eq!(arrived(&place), "");
    // Vouching does not open it; the journal's settings do.
    guard(&place).trust(&[server.url("hub.git")]).unwrap();
    assert!(matches!(send(&repository, &guard(&place)), Err(SyncError::Refused(Refusal::Public { .. }))));
    let allowed = Guard { allows_public: true, ..guard(&place) };
    assert_eq!(send(&repository, &allowed).unwrap(), SyncEnd::Pushed { commits: 1 });
    assert_eq!(arrived(&place), "refs/heads/main\n");
}

#[test]
fn a_public_remote_is_seen_with_and_without_the_ending() {
    let place = journal();
    let server = WebServer::start(&place.path("web"), false);
    place.git(".", &["init", "-q", "--bare", "web/bare"]);
    let repository = open(&place);
    assert_eq!(judge(&repository, &server.url("bare.git")), Verdict::Public(server.url("bare")));
    assert!(matches!(judge(&repository, &server.url("hub")), Verdict::Public(_)));
}

#[test]
fn a_private_remote_is_private_whatever_credentials_lie_about() {
    let place = journal();
    let server = WebServer::start(&place.path("web"), true);
    let url = server.url("hub.git");
    set_remote(&place, &url);
    place.git("journal", &["config", "http.extraHeader", "X-Token: open-sesame"]);
    let with_password = format!("http://mina:open-sesame@127.0.0.1:{}/", server.port);
    place.git("journal", &["config", &format!("url.{with_password}.insteadOf"), &server.url("")]);
    let repository = open(&place);
    let addresses = remote(&repository).unwrap().unwrap().addresses;
    assert_eq!(addresses, [format!("{with_password}hub.git")]);

    // The keeper gets in with what lies about, so a question that used any of it would see an open door.
    repository.git().call(["ls-remote", &url]).run().unwrap();
    assert!(server.take_requests().iter().any(|request| !request.proof.is_empty()));

    for address in [&url, &addresses[0]] {
        assert_eq!(judge(&repository, address), Verdict::Private);
        let requests = server.take_requests();
        assert!(!requests.is_empty() && requests.iter().all(|request| request.proof.is_empty()), "{requests:?}");
    }
    assert_eq!(send(&repository, &guard(&place)).unwrap(), SyncEnd::Pushed { commits: 1 });
    assert_eq!(arrived(&place), "refs/heads/main\n");
    let remembered = fs::read_to_string(place.path("state/remotes.json")).unwrap();
    assert!(remembered.contains(&url) && !remembered.contains("sesame"), "{remembered}");
}

/// Asks the guard at a time; whether it let the push pass, and whether the server was asked.
fn ask(repository: &Repository, place: &Place, server: &WebServer, url: &str, now: i64) -> (bool, bool) {
    let guard = Guard { now, ..guard(place) };
    let passed = guard.check(repository, &[url.to_owned()]).is_ok();
    (passed, !server.take_requests().is_empty())
}

#[test]
fn a_private_remote_is_asked_again_after_a_week_or_under_another_address() {
    let place = journal();
    let server = WebServer::start(&place.path("web"), true);
    let (repository, url) = (open(&place), server.url("hub.git"));
    assert_eq!(ask(&repository, &place, &server, &url, NOW), (true, true));
    // Until a push went through it may not have been there at all.
    assert_eq!(ask(&repository, &place, &server, &url, NOW), (true, true));
    guard(&place).confirm(std::slice::from_ref(&url));
    assert_eq!(ask(&repository, &place, &server, &url, NOW + 6 * DAY), (true, false));
    assert_eq!(ask(&repository, &place, &server, &server.url("other.git"), NOW), (true, true));
    server.locked.store(false, Ordering::SeqCst);
    assert_eq!(ask(&repository, &place, &server, &url, NOW + 7 * DAY), (false, true));
    assert_eq!(ask(&repository, &place, &server, &url, NOW + 7 * DAY), (false, true));
    server.locked.store(true, Ordering::SeqCst);
    assert_eq!(ask(&repository, &place, &server, &url, NOW + 7 * DAY), (true, true));
    // A clock set back is no reason to believe an answer from the future.
    guard(&place).confirm(std::slice::from_ref(&url));
    assert_eq!(ask(&repository, &place, &server, &url, NOW), (true, true));
}

#[test]
fn a_remote_that_is_made_in_public_after_a_first_try_is_still_caught() {
    let place = journal();
    let server = WebServer::start(&place.path("web"), false);
    set_remote(&place, &server.url("later.git"));
    let repository = open(&place);
    // Not there yet: strangers see nothing, and the push fails.
    assert!(matches!(send(&repository, &guard(&place)), Err(SyncError::Remote { .. })));
    place.git(".", &["init", "-q", "--bare", "web/later.git"]);
    place.git("web/later.git", &["config", "http.receivepack", "true"]);
    assert!(matches!(send(&repository, &guard(&place)), Err(SyncError::Refused(Refusal::Public { .. }))));
}

#[test]
fn a_server_whose_certificate_nobody_vouches_for_cannot_be_judged() {
    let place = journal();
    for is_locked in [false, true] {
        let server = WebServer::start(&place.path("web"), is_locked);
        let door = TlsDoor::before(&server, &place.path("."));
        set_remote(&place, &door.url("hub.git"));
        let repository = open(&place);
        // Neither does a keeper who told git not to look: then anyone on the way could have answered.
        for looks in ["true", "false"] {
            place.git("journal", &["config", "http.sslVerify", looks]);
            let error = send(&repository, &guard(&place)).unwrap_err();
            let SyncError::Refused(Refusal::Unknown { reason, .. }) = &error else { panic!("{error}") };
            // OpenSSL and GnuTLS say it in their own words.
            assert!(reason.contains("certificate") && reason.ends_with("http.sslCAInfo"), "{reason}");
            assert!(server.take_requests().is_empty(), "nobody was asked who is not known");
        }
    }
    assert_eq!(arrived(&place), "");
}

#[test]
fn a_server_with_a_certificate_that_the_keeper_trusts_is_judged_without_showing_any() {
    let place = journal();
    let server = WebServer::start(&place.path("web"), false);
    let door = TlsDoor::before(&server, &place.path("."));
    let url = door.url("hub.git");
    set_remote(&place, &url);
    let trusted = door.certificate.to_str().unwrap();
    place.git("journal", &["config", &format!("http.{}.sslCAInfo", door.url("")), trusted]);
    place.git("journal", &["config", "http.sslCert", trusted]);
    place.git("journal", &["config", "http.sslKey", door.key.to_str().unwrap()]);
    let repository = open(&place);
    assert_eq!(judge(&repository, &url), Verdict::Public(url.clone()));
    assert!(server.take_requests().iter().all(|request| request.proof.is_empty()));

    server.locked.store(true, Ordering::SeqCst);
    // The keeper's own git shows a certificate, a header, a password; the question shows nothing.
    repository.git().call(["ls-remote", &url]).run().unwrap();
    let shown: Vec<String> = server.take_requests().into_iter().flat_map(|request| request.proof).collect();
    assert!(shown.iter().any(|proof| proof == "a client's certificate"), "{shown:?}");
    assert_eq!(judge(&repository, &url), Verdict::Private);
    let requests = server.take_requests();
    assert!(!requests.is_empty() && requests.iter().all(|request| request.proof.is_empty()), "{requests:?}");
    assert_eq!(send(&repository, &guard(&place)).unwrap(), SyncEnd::Pushed { commits: 1 });
    assert_eq!(arrived(&place), "refs/heads/main\n");
}

#[test]
fn a_folder_on_this_machine_needs_no_question() {
    let place = journal();
    set_remote(&place, "../web/hub.git");
    assert_eq!(judge(&open(&place), "../web/hub.git"), Verdict::Local);
    assert_eq!(send(&open(&place), &guard(&place)).unwrap(), SyncEnd::Pushed { commits: 1 });
    assert!(!place.path("state").exists());
}

#[test]
fn a_remote_behind_a_helper_of_its_own_cannot_be_judged() {
    let place = journal();
    assert!(matches!(judge(&open(&place), "gcrypt::rsync://host.example/x"), Verdict::Unknown(_)));
    assert!(matches!(judge(&open(&place), "ext::sh -c 'touch pwned'"), Verdict::Unknown(_)));
}

#[test]
fn an_unreachable_server_is_refused_with_the_reason() {
    let place = journal();
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    set_remote(&place, &format!("http://127.0.0.1:{port}/hub.git"));
    let error = send(&open(&place), &guard(&place)).unwrap_err().to_string();
    assert!(
        error.starts_with(&format!("cannot tell whether others can read http://127.0.0.1:{port}/hub.git: unable to access")),
        "{error}"
    );
    assert!(error.ends_with("vouch for it once with `journal push --trust`"), "{error}");
}

#[test]
fn a_remote_over_ssh_is_asked_for_on_the_web_through_the_keepers_proxy() {
    let place = journal();
    let server = WebServer::start(&place.path("web"), true);
    place.git("journal", &["config", "http.https://github.com/.proxy", &server.url("")]);
    // Most keepers of several accounts have something like this: a question that heeded it would go in with their key.
    place.git("journal", &["config", "url.git@github.com:.insteadOf", "https://github.com/"]);
    let verdict = judge(&open(&place), "git@github.com:mina/journal.git");
    assert!(matches!(verdict, Verdict::Unknown(_)), "{verdict:?}");
    let requests = server.take_requests();
    assert!(!requests.is_empty() && requests.iter().all(|request| request.line.starts_with("CONNECT github.com:443 ")), "{requests:?}");
}

#[test]
fn a_server_that_git_itself_opens_to_everyone_is_public() {
    let place = journal();
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let web = place.path("web");
    // Called by its own name, so that the process we end is the server itself.
    let daemon = std::path::PathBuf::from(place.git(".", &["--exec-path"]).trim()).join("git-daemon");
    let mut daemon = std::process::Command::new(daemon);
    daemon.args(["--export-all", "--reuseaddr", "--listen=127.0.0.1"]).arg(format!("--port={port}"));
    let mut daemon = daemon.arg(format!("--base-path={}", web.display())).arg(&web).spawn().unwrap();
    let url = format!("git://127.0.0.1:{port}/hub.git");
    for _ in 0..200 {
        if std::net::TcpStream::connect(("127.0.0.1", port)).is_ok() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let verdict = judge(&open(&place), &url);
    daemon.kill().unwrap();
    daemon.wait().unwrap();
    assert_eq!(verdict, Verdict::Public(url));
}

#[test]
fn a_private_ssh_server_is_refused_once_and_then_trusted() {
    let place = journal();
    fs::create_dir(place.path("ssh")).unwrap();
    let server = SshServer::start(&place.path("ssh"));
    let url = server.url(&place.path("web/hub.git"));
    set_remote(&place, &url);
    let repository = open(&place).with_variable("GIT_SSH_COMMAND", OsStr::new(&server.command));
    let error = send(&repository, &guard(&place)).unwrap_err();
    assert!(matches!(error, SyncError::Refused(Refusal::Unknown { .. })), "{error}");
    assert_eq!(arrived(&place), "");
    guard(&place).trust(&remote(&repository).unwrap().unwrap().addresses).unwrap();
    assert_eq!(send(&repository, &guard(&place)).unwrap(), SyncEnd::Pushed { commits: 1 });
    assert_eq!(arrived(&place), "refs/heads/main\n");
    // Another address on the same server is another matter.
    let other = Guard { now: NOW, ..guard(&place) }.check(&repository, &[server.url(&place.path("web/other.git"))]);
    assert!(matches!(other, Err(Refusal::Unknown { .. })));
}

#[cfg(unix)]
#[test]
fn what_is_known_of_remotes_is_for_the_keeper_alone() {
    use std::os::unix::fs::PermissionsExt;
    let place = journal();
    guard(&place).trust(&["ssh://host.example/x".into()]).unwrap();
    let mode = place.path("state/remotes.json").metadata().unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

/// A web server that shows everybody one page, whatever is asked for. It ends with the test's process.
fn page_for_everybody(page: &'static str) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let asked = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok).take_while(|line| !line.is_empty());
            assert!(asked.count() > 0);
            let head = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", page.len());
            stream.write_all(format!("{head}{page}").as_bytes()).unwrap();
        }
    });
    port
}

#[test]
fn a_page_to_log_in_is_no_answer_of_a_git_server_and_may_be_vouched_for() {
    let place = journal();
    let repository = open(&place);
    for page in ["<html>Log in</html>", "<!DOCTYPE html>\n<html>\n<p>Log in</p>\n</html>\n", "", "0000"] {
        let url = format!("http://127.0.0.1:{}/hub.git", page_for_everybody(page));
        let verdict = judge(&repository, &url);
        assert!(matches!(&verdict, Verdict::Unknown(reason) if reason.contains("no answer of a git server")), "{page}: {verdict:?}");
        assert!(matches!(guard(&place).check(&repository, std::slice::from_ref(&url)), Err(Refusal::Unknown { .. })));
        guard(&place).trust(std::slice::from_ref(&url)).unwrap();
        assert_eq!(guard(&place).check(&repository, &[url]), Ok(()));
    }
}

#[test]
fn a_repository_in_a_plain_folder_on_the_web_is_public() {
    let place = journal();
    let id = place.git("journal", &["rev-parse", "HEAD"]);
    let list: &'static str = Box::leak(format!("{}\trefs/heads/main\n", id.trim()).into_boxed_str());
    let url = format!("http://127.0.0.1:{}/hub.git", page_for_everybody(list));
    assert_eq!(judge(&open(&place), &url), Verdict::Public(url));
}
