//! No leak: whether anyone could read a remote, found out without the keeper's credentials before anything is sent there.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::hash::Hasher;
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use rustc_hash::FxHasher;
use serde::{Deserialize, Serialize};

use crate::git::files::private_file::write_privately;
use crate::git::remote::address::Address;
use crate::git::remote::ssh_host::{ssh_command, true_host, web_host};
use crate::git::repository::open::Repository;
use crate::git::repository::program::{Git, GitError};

/// How long a server may take to answer a stranger.
const PATIENCE: Duration = Duration::from_secs(15);

/// How long a verdict holds, in seconds: a week.
const HOLDS: i64 = 7 * 24 * 60 * 60;

/// Servers that hide a private repository behind "not found" and serve every public one over HTTPS under the same path.
const FORGES: [&str; 10] = [
    "github.com",
    "gist.github.com",
    "gitlab.com",
    "bitbucket.org",
    "codeberg.org",
    "gitea.com",
    "git.sr.ht",
    "dev.azure.com",
    "salsa.debian.org",
    "framagit.org",
];

/// Who could read a remote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is on this machine.
    Local,
    /// Anyone: it answered a stranger at this address.
    Public(String),
    /// Strangers are turned away.
    Private,
    /// It cannot be told, for this reason.
    Unknown(String),
}

/// Why nothing was sent.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Anyone can read it.
    #[error("anyone can read {address}, and a journal is nobody's business; nothing was sent. {}", way_to_private(.answered))]
    Public {
        /// The remote's address.
        address: String,
        /// The address that answered a stranger.
        answered: String,
    },
    /// It cannot be told.
    #[error(
        "cannot tell whether others can read {address}: {reason}. Nothing was sent. If you know that it is private, vouch for it once with `journal push --trust`"
    )]
    Unknown {
        /// The remote's address.
        address: String,
        /// Why it cannot be told.
        reason: String,
    },
}

/// Where the switch is that makes a repository private.
fn way_to_private(answered: &str) -> String {
    let page = answered.trim_end_matches('/').trim_end_matches(".git");
    match Address::parse(answered) {
        Address::Web { host, .. } if host == "github.com" => {
            format!("Make it private at {page}/settings (Danger Zone, Change visibility)")
        }
        Address::Web { host, .. } if host == "gitlab.com" => format!("Make it private at {page}/edit (Visibility)"),
        Address::Web { host, .. } if host == "codeberg.org" || host == "gitea.com" => format!("Make it private at {page}/settings"),
        Address::Web { host, .. } if host == "bitbucket.org" => format!("Make it private at {page}/admin"),
        _ => "Make it private in the server's settings, or push to another remote".to_owned(),
    }
}

/// The guard before every push.
#[derive(Clone, Debug)]
pub struct Guard {
    /// Where it remembers what it knows of remotes: a folder of the keeper's, outside the journal.
    pub folder: PathBuf,
    /// The time, in seconds since 1970.
    pub now: i64,
    /// Whether the journal's settings allow a public remote: then nothing is asked.
    pub allows_public: bool,
}

impl Guard {
    /// Lets a push to these addresses pass, or says why not. A remote found private and then pushed to is asked again after a week.
    ///
    /// # Errors
    /// [`Refusal`] for the first address that must not be pushed to.
    pub fn check(&self, repository: &Repository, addresses: &[String]) -> Result<(), Refusal> {
        if self.allows_public {
            return Ok(());
        }
        addresses.iter().try_for_each(|address| self.check_one(repository, address))
    }

    fn check_one(&self, repository: &Repository, text: &str) -> Result<(), Refusal> {
        let address = Address::parse(text);
        if address.is_local() {
            return Ok(());
        }
        let name = address.to_string();
        let mut memory = Memory::read(&self.folder);
        let known = memory.remotes.entry(remembered_as(text)).or_default();
        if known.pushed && known.asked.is_some_and(|asked| (asked..asked + HOLDS).contains(&self.now)) {
            return Ok(());
        }
        let outcome = match judge(repository, text) {
            Verdict::Local | Verdict::Private => Ok(()),
            Verdict::Public(answered) => Err(Refusal::Public { address: name, answered }),
            Verdict::Unknown(_) if known.trusted => Ok(()),
            Verdict::Unknown(reason) => Err(Refusal::Unknown { address: name, reason }),
        };
        (known.asked, known.pushed) = (outcome.is_ok().then_some(self.now), false);
        // What cannot be remembered is asked again.
        let _ = memory.write(&self.folder);
        outcome
    }

    /// Remembers that a push went through. Only then does an answer count for later: a repository that is not there yet looks
    /// just like a private one, and the keeper may be about to make it, in public.
    pub fn confirm(&self, addresses: &[String]) {
        let mut memory = Memory::read(&self.folder);
        let mut is_new = false;
        for address in addresses {
            if let Some(known) = memory.remotes.get_mut(&remembered_as(address)) {
                is_new |= !known.pushed;
                known.pushed = true;
            }
        }
        if !is_new {
            return;
        }
        // What cannot be remembered is asked again.
        let _ = memory.write(&self.folder);
    }

    /// Remembers that the keeper vouches for addresses that cannot be judged. One found public stays refused.
    ///
    /// # Errors
    /// When the file in the folder cannot be written.
    pub fn trust(&self, addresses: &[String]) -> io::Result<()> {
        let mut memory = Memory::read(&self.folder);
        for address in addresses.iter().filter(|address| !Address::parse(address).is_local()) {
            memory.remotes.entry(remembered_as(address)).or_default().trusted = true;
        }
        memory.write(&self.folder)
    }
}

/// The name under which a remote is remembered: its address. One that only its helper understands is not shown, for a password may
/// stand in it, but another address of the same helper is another remote.
fn remembered_as(text: &str) -> String {
    let address = Address::parse(text);
    match &address {
        Address::Other(_) => {
            let mut hasher = FxHasher::default();
            hasher.write(text.as_bytes());
            format!("{address}{:016x}", hasher.finish())
        }
        Address::Local(_) | Address::Ssh { .. } | Address::Web { .. } | Address::Daemon { .. } => address.to_string(),
    }
}

/// What is known of remotes, by address. An address that has changed is a new one, and nothing is known of it.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Memory {
    version: u32,
    remotes: BTreeMap<String, Known>,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Known {
    /// When it was last found fit to be pushed to, in seconds since 1970.
    #[serde(default)]
    asked: Option<i64>,
    /// Whether a push has gone through since.
    #[serde(default)]
    pushed: bool,
    /// Whether the keeper vouches for it.
    #[serde(default)]
    trusted: bool,
}

impl Memory {
    fn file(folder: &Path) -> PathBuf {
        folder.join("remotes.json")
    }

    /// A file that is broken is as good as none: everything is asked anew.
    fn read(folder: &Path) -> Self {
        let memory: Option<Self> = fs::read(Self::file(folder)).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        memory.filter(|memory| memory.version == 1).unwrap_or(Self { version: 1, remotes: BTreeMap::new() })
    }

    fn write(&self, folder: &Path) -> io::Result<()> {
        let bytes = serde_json::to_vec_pretty(self)?;
        write_privately(&Self::file(folder), &bytes)
    }
}

/// Finds out who could read a remote by asking its server as a stranger would. Takes up to 15 seconds; sends no credentials.
pub fn judge(repository: &Repository, address: &str) -> Verdict {
    let address = Address::parse(address);
    let true_host = |host: &str| true_host(&ssh_command(repository), host);
    let questions = questions(&address, &true_host);
    if questions.is_empty() {
        return match &address {
            Address::Local(_) => Verdict::Local,
            Address::Other(kind) => Verdict::Unknown(format!("git reaches it through a helper of its own, {kind}")),
            Address::Ssh { .. } | Address::Web { .. } | Address::Daemon { .. } => {
                Verdict::Unknown("its address names no repository".into())
            }
        };
    }
    let answers: Vec<(String, Answer)> = thread::scope(|scope| {
        let asked: Vec<_> = questions.iter().map(|url| (url, scope.spawn(move || ask_as_stranger(repository, url)))).collect();
        let answer =
            |asked: thread::ScopedJoinHandle<'_, Answer>| asked.join().unwrap_or_else(|_| Answer::Silence("the question failed".into()));
        asked.into_iter().map(|(url, asked)| (url.clone(), answer(asked))).collect()
    });
    weigh(&address, &answers, &true_host)
}

/// The addresses at which a stranger would try: the same host and path over the web, with and without `.git`.
fn questions(address: &Address, true_host: &dyn Fn(&str) -> String) -> Vec<String> {
    let (bases, path) = match address {
        Address::Local(_) | Address::Other(_) => return Vec::new(),
        Address::Ssh { host, path, .. } => {
            let host = web_host(&true_host(host));
            let path = path.trim_start_matches('/').trim_start_matches("~/");
            (vec![format!("https://{host}")], web_path(&host, path))
        }
        Address::Web { secure, host, port, path } => {
            let port = port.map(|port| format!(":{port}")).unwrap_or_default();
            let plain = (!secure).then(|| format!("http://{host}{port}"));
            // Behind a plain one on its usual port there is often the same with encryption.
            let encrypted = (*secure || port.is_empty()).then(|| format!("https://{host}{port}"));
            (plain.into_iter().chain(encrypted).collect(), path.clone())
        }
        Address::Daemon { host, port, path } => {
            let port = port.map(|port| format!(":{port}")).unwrap_or_default();
            (vec![format!("git://{host}{port}"), format!("https://{host}")], path.clone())
        }
    };
    let given = path.trim_matches('/');
    let bare = given.strip_suffix(".git").unwrap_or(given).trim_end_matches('/');
    if bare.is_empty() {
        return Vec::new();
    }
    let other = if bare == given { format!("{bare}.git") } else { bare.to_owned() };
    bases.iter().flat_map(|base| [format!("{base}/{given}"), format!("{base}/{other}")]).collect()
}

/// Azure alone has other paths over ssh: `v3/org/project/repo` is `org/project/_git/repo`.
fn web_path(host: &str, path: &str) -> String {
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        ["v3", organisation, project, repository] if host == "dev.azure.com" => format!("{organisation}/{project}/_git/{repository}"),
        _ => path.to_owned(),
    }
}

/// What a stranger is told.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Answer {
    /// The repository.
    Open,
    /// A name and password are asked for, or access is forbidden.
    Closed,
    /// There is no such repository, or no repository at all.
    NotThere,
    /// Something that is no answer of a git server, such as a page where one can log in.
    Page(String),
    /// Nothing of use: not reached, no answer.
    Silence(String),
}

fn weigh(address: &Address, answers: &[(String, Answer)], true_host: &dyn Fn(&str) -> String) -> Verdict {
    if let Some((url, _)) = answers.iter().find(|(_, answer)| *answer == Answer::Open) {
        return Verdict::Public(url.clone());
    }
    if answers.iter().any(|(_, answer)| *answer == Answer::Closed) {
        return Verdict::Private;
    }
    // A server that shows everybody the same page, whatever is asked for, says neither.
    if let Some(reason) = answers.iter().find_map(|(_, answer)| if let Answer::Page(reason) = answer { Some(reason) } else { None }) {
        return Verdict::Unknown(reason.clone());
    }
    // Pushed to by the very address that knows nothing of it when a stranger asks, it is hidden from strangers.
    let is_at_home = match address {
        Address::Web { .. } => true,
        Address::Ssh { host, .. } => FORGES.contains(&web_host(&true_host(host)).as_str()),
        Address::Local(_) | Address::Daemon { .. } | Address::Other(_) => false,
    };
    let silent = answers.iter().find_map(|(_, answer)| if let Answer::Silence(reason) = answer { Some(reason) } else { None });
    let hidden = answers.iter().any(|(_, answer)| *answer == Answer::NotThere);
    match (silent, hidden && is_at_home) {
        (_, true) => Verdict::Private,
        (Some(reason), false) => Verdict::Unknown(reason.clone()),
        (None, false) => {
            let asked = answers.first().map_or("", |(url, _)| url);
            Verdict::Unknown(format!("{asked} serves nothing to strangers, but the server may show it elsewhere"))
        }
    }
}

/// Asks for the branches at `url` as somebody who has no account, no password file, no certificate and no ticket.
fn ask_as_stranger(repository: &Repository, url: &str) -> Answer {
    let Ok(home) = tempfile::tempdir() else { return Answer::Silence("there is no room for a temporary folder".into()) };
    let scheme = url.split(':').next().unwrap_or_default();
    let packets = home.path().join("packets");
    let git = stranger(home.path(), scheme).with_variable("GIT_TRACE_PACKET", Some(packets.as_os_str()));
    let mut call = git.call(["ls-remote", "--", url]).limit(PATIENCE);
    for setting in ["credential.helper=", "http.extraHeader=", "core.askPass=", "http.emptyAuth=false", "http.cookieFile="] {
        call = call.setting(setting);
    }
    for setting in ways_through(repository, url) {
        call = call.setting(setting);
    }
    match call.output() {
        Ok(output) if output.success() => {
            // A page with no line break passes with git for a list of no branches. A git server speaks in packets, which git notes here;
            // a bare folder on the web does not, but it lists branches.
            let has_spoken = fs::metadata(&packets).is_ok_and(|noted| 0 < noted.len());
            if has_spoken || !output.stdout.is_empty() { Answer::Open } else { page_of(url) }
        }
        Ok(output) if output.stderr.contains(NO_LIST) => page_of(url),
        Ok(output) => understand(&output.stderr),
        Err(GitError::TimedOut { .. }) => Answer::Silence(format!("{url} gave no answer within {} s", PATIENCE.as_secs())),
        Err(error) => Answer::Silence(error.to_string()),
    }
}

/// What git says of a page that it got in place of a list of branches.
const NO_LIST: &str = "not valid: is this a git repository?";

fn page_of(url: &str) -> Answer {
    Answer::Page(format!("{url} answers strangers with a page that is no answer of a git server, perhaps one to log in"))
}

/// Git without anything of the keeper's: no settings, no home, no variables but those that name certificates of servers.
fn stranger(home: &Path, scheme: &str) -> Git {
    let mut git = Git::at(home);
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy();
        let of_servers = ["GIT_SSL_CAINFO", "GIT_SSL_CAPATH", "GIT_EXEC_PATH"].contains(&name.as_ref());
        if name.starts_with("GIT_") && !of_servers {
            git = git.with_variable(&name, None);
        }
    }
    let no_settings = home.join("no-settings");
    let _ = fs::write(&no_settings, "");
    for name in ["HOME", "XDG_CONFIG_HOME", "USERPROFILE", "APPDATA", "CURL_HOME", "GIT_CEILING_DIRECTORIES"] {
        git = git.with_variable(name, Some(home.as_os_str()));
    }
    for name in ["NETRC", "KRB5CCNAME", "KRB5_CONFIG", "SSH_AUTH_SOCK", "SSH_ASKPASS"] {
        git = git.with_variable(name, None);
    }
    // An empty GIT_ASKPASS is none at all, and keeps git from looking for another.
    for (name, value) in [("GIT_ASKPASS", ""), ("GIT_TERMINAL_PROMPT", "0"), ("GIT_CONFIG_NOSYSTEM", "1"), ("GIT_SSH_COMMAND", "false")] {
        git = git.with_variable(name, Some(OsStr::new(value)));
    }
    git.with_variable("GIT_CONFIG_GLOBAL", Some(no_settings.as_os_str())).with_variable("GIT_ALLOW_PROTOCOL", Some(OsStr::new(scheme)))
}

/// The settings without which the server cannot be reached at all: proxy and certificates of servers. That certificates are not to be
/// looked at is none of them: an answer that anyone on the way could have given says nothing.
fn ways_through(repository: &Repository, url: &str) -> Vec<String> {
    let keep = ["http.proxy", "http.proxyauthmethod", "http.sslcainfo", "http.sslcapath", "http.sslbackend"];
    let output = repository.git().call(["config", "--get-urlmatch", "http", url]).output();
    let text = output.map(|output| output.text()).unwrap_or_default();
    let settings =
        text.lines().filter_map(|line| line.split_once(' ')).filter(|(name, _)| keep.contains(&name.to_ascii_lowercase().as_str()));
    settings.map(|(name, value)| format!("{name}={value}")).collect()
}

/// Reads git's complaint after a stranger's question.
fn understand(stderr: &str) -> Answer {
    let says = |words: &[&str]| words.iter().any(|words| stderr.contains(words));
    if says(&[
        "could not read Username",
        "could not read Password",
        "Authentication failed",
        "terminal prompts disabled",
        "error: 401",
        "error: 403",
    ]) {
        return Answer::Closed;
    }
    if says(&["' not found", "access denied or repository not exported", "error: 404", "error: 410"]) {
        return Answer::NotThere;
    }
    let reason = stderr.lines().rev().find(|line| line.starts_with("fatal: ")).or(stderr.lines().last()).unwrap_or("no answer");
    let reason = reason.trim_start_matches("fatal: ");
    if says(&["SSL certificate problem", "certificate verification failed"]) {
        return Answer::Silence(format!("{reason}; a server's own certificate is named to git with http.sslCAInfo"));
    }
    Answer::Silence(reason.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Answer, Refusal, Verdict, questions, remembered_as, understand, weigh};
    use crate::git::remote::address::Address;

    fn answers(answers: &[Answer]) -> Vec<(String, Answer)> {
        answers.iter().map(|answer| ("https://host.example/j".to_owned(), answer.clone())).collect()
    }

    fn as_named(host: &str) -> String {
        host.to_ascii_lowercase()
    }

    #[test]
    fn a_remote_of_a_helper_is_another_one_at_another_address() {
        assert_ne!(remembered_as("gcrypt::ssh://host.example/a"), remembered_as("gcrypt::ssh://host.example/b"));
        assert!(!remembered_as("gcrypt::https://mina:s3cret@host.example/a").contains("s3cret"));
        assert_eq!(remembered_as("https://mina:s3cret@host.example/a"), "https://host.example/a");
    }

    #[test]
    fn a_stranger_tries_the_same_path_over_the_web() {
        let asked = |text: &str| questions(&Address::parse(text), &as_named).join(" ");
        assert_eq!(asked("git@github.com:mina/journal.git"), "https://github.com/mina/journal.git https://github.com/mina/journal");
        assert_eq!(asked("ssh://git@ssh.github.com:443/mina/j"), "https://github.com/mina/j https://github.com/mina/j.git");
        assert_eq!(asked("git@ssh.dev.azure.com:v3/o/p/r"), "https://dev.azure.com/o/p/_git/r https://dev.azure.com/o/p/_git/r.git");
        assert_eq!(asked("https://mina:s3cret@host.example:8443/j/"), "https://host.example:8443/j https://host.example:8443/j.git");
        assert_eq!(asked("http://127.0.0.1:81/j.git"), "http://127.0.0.1:81/j.git http://127.0.0.1:81/j");
        assert_eq!(asked("/srv/j.git"), "");
    }

    #[test]
    fn one_open_door_makes_it_public() {
        let address = Address::parse("git@github.com:mina/j");
        assert_eq!(weigh(&address, &answers(&[Answer::Closed, Answer::Open]), &as_named), Verdict::Public("https://host.example/j".into()));
        assert_eq!(weigh(&address, &answers(&[Answer::NotThere, Answer::Closed]), &as_named), Verdict::Private);
    }

    #[test]
    fn not_found_means_hidden_only_where_it_would_be_found() {
        let hidden = answers(&[Answer::NotThere, Answer::NotThere]);
        assert_eq!(weigh(&Address::parse("git@github.com:mina/j"), &hidden, &as_named), Verdict::Private);
        assert_eq!(weigh(&Address::parse("https://host.example/j"), &hidden, &as_named), Verdict::Private);
        assert!(matches!(weigh(&Address::parse("git@host.example:j"), &hidden, &as_named), Verdict::Unknown(_)));
        let page = answers(&[Answer::NotThere, Answer::Page("a page".into())]);
        assert_eq!(weigh(&Address::parse("https://host.example/j"), &page, &as_named), Verdict::Unknown("a page".into()));
        let silent = answers(&[Answer::Silence("Could not resolve host".into())]);
        assert_eq!(weigh(&Address::parse("git@github.com:mina/j"), &silent, &as_named), Verdict::Unknown("Could not resolve host".into()));
    }

    #[test]
    fn complaints_of_git_are_understood() {
        assert_eq!(understand("fatal: could not read Username for 'https://github.com': terminal prompts disabled\n"), Answer::Closed);
        assert_eq!(understand("fatal: unable to access 'https://h/j/': The requested URL returned error: 403\n"), Answer::Closed);
        assert_eq!(understand("fatal: repository 'https://h/j/' not found\n"), Answer::NotThere);
        let silence = understand("fatal: unable to access 'https://h/j/': Could not resolve host: h\n");
        assert_eq!(silence, Answer::Silence("unable to access 'https://h/j/': Could not resolve host: h".into()));
    }

    #[test]
    fn a_refusal_names_the_way_out() {
        let public = Refusal::Public { address: "git@github.com:mina/j.git".into(), answered: "https://github.com/mina/j.git".into() };
        assert!(
            public.to_string().ends_with("Make it private at https://github.com/mina/j/settings (Danger Zone, Change visibility)"),
            "{public}"
        );
    }
}
