//! The journal's history in one pass of `git log`: who changed what and when, with the trailers of each message.

use std::fs;
use std::hash::Hasher;
use std::io;
use std::path::{Path, PathBuf};

use rustc_hash::FxHasher;

use crate::git::files::private_file::write_privately;
use crate::git::repository::commit_time::CommitTime;
use crate::git::repository::open::Repository;
use crate::git::repository::program::GitError;

/// One commit. Ids are in hex.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HistoryCommit {
    /// The commit's id.
    pub id: String,
    /// Its parents' ids; two or more for a merge.
    pub parents: Vec<String>,
    /// When its author wrote it.
    pub time: CommitTime,
    /// The author's name.
    pub author: String,
    /// The author's address.
    pub email: String,
    /// The first line of the message.
    pub subject: String,
    /// The trailers, in order: key and value.
    pub trailers: Vec<(String, String)>,
    /// The paths of the journal that it changed; of a merge, against the first parent.
    pub changes: Vec<PathChange>,
}

impl HistoryCommit {
    /// The value of the first trailer of that name (case does not matter).
    pub fn trailer(&self, key: &str) -> Option<&str> {
        self.trailers.iter().find(|(name, _)| name.eq_ignore_ascii_case(key)).map(|(_, value)| value.as_str())
    }
}

/// One path that a commit changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PathChange {
    /// The path from the journal's root, after the commit (of one taken away, before it).
    pub path: String,
    /// The path before, where the file was renamed.
    pub renamed_from: Option<String>,
    /// The blob before; `None` for a new file.
    pub old: Option<String>,
    /// The blob after; `None` for one taken away.
    pub new: Option<String>,
}

/// Reads the whole history of the journal, latest first. A repository without commits has none.
///
/// # Errors
/// When git cannot be run.
pub fn log(repository: &Repository) -> Result<Vec<HistoryCommit>, GitError> {
    match repository.head()?.commit() {
        Some(head) => Ok(parse(repository, &raw_log(repository, &[head.to_owned()])?)),
        None => Ok(Vec::new()),
    }
}

/// Like [`log`] without the changed paths, several times faster: for where the trailers tell enough.
///
/// # Errors
/// When git cannot be run.
pub fn log_messages(repository: &Repository) -> Result<Vec<HistoryCommit>, GitError> {
    if repository.head()?.commit().is_none() {
        return Ok(Vec::new());
    }
    let log = ["log", "-z", "--no-patch", "--date=raw", "--encoding=UTF-8", "--no-show-signature", "--no-notes", "--no-color", FORMAT];
    let call = repository.git().call(log).setting("log.follow=false").args(["HEAD", "--"]);
    let call = if repository.prefix().is_empty() { call } else { call.arg(".") };
    Ok(parse(repository, &call.run()?.stdout))
}

/// Like [`log`], but keeps what git said in `folder` (outside the journal, safe to delete) and asks only for what is new.
///
/// # Errors
/// When git cannot be run. A cache that cannot be read or written is no error, it only costs time.
pub fn log_cached(repository: &Repository, folder: &Path) -> Result<Vec<HistoryCommit>, GitError> {
    let Some(head) = repository.head()?.commit().map(str::to_owned) else { return Ok(Vec::new()) };
    let file = cache_file(repository, folder);
    let cached = read_cache(&file);
    let raw = match cached {
        Some((cached_head, raw)) if cached_head == head => return Ok(parse(repository, &raw)),
        Some((cached_head, raw)) if is_ancestor(repository, &cached_head, &head) => {
            let mut newer = raw_log(repository, &[head.clone(), format!("^{cached_head}")])?;
            newer.extend_from_slice(&raw);
            newer
        }
        Some(_) | None => raw_log(repository, std::slice::from_ref(&head))?,
    };
    // The next run reads history again; nothing is lost.
    let _ = write_cache(&file, &head, &raw);
    Ok(parse(repository, &raw))
}

/// Each commit is `\x01`, seven lines or more, NUL; then for each path `:modes ids state` NUL path NUL (two paths for a rename).
const FORMAT: &str = "--format=%x01%H%n%P%n%ad%n%an%n%ae%n%s%n%(trailers:only,unfold)";

fn raw_log(repository: &Repository, revisions: &[String]) -> Result<Vec<u8>, GitError> {
    let run = |merges: Option<&str>| {
        let log = [
            "log",
            "-z",
            "--raw",
            "--no-abbrev",
            "-M",
            "--date=raw",
            "--encoding=UTF-8",
            "--no-show-signature",
            "--no-notes",
            "--no-color",
        ];
        let call = repository.git().call(log).setting("log.showRoot=true").setting("log.follow=false").setting("diff.relative=false");
        let call = call.args(merges).arg(FORMAT).args(revisions).arg("--");
        // Without a prefix no path is named: git then need not look into a tree to walk past a commit.
        if repository.prefix().is_empty() { call } else { call.arg(".") }
    };
    match run(Some("--diff-merges=first-parent")).run() {
        // Git before 2.31 does not know the option; it shows merges without paths.
        Err(error) if error.stderr().contains("diff-merges") => Ok(run(None).run()?.stdout),
        output => Ok(output?.stdout),
    }
}

fn parse(repository: &Repository, raw: &[u8]) -> Vec<HistoryCommit> {
    let mut commits: Vec<HistoryCommit> = Vec::new();
    let mut fields = raw.split(|&byte| byte == 0);
    while let Some(field) = fields.next() {
        let field = field.strip_prefix(b"\n").unwrap_or(field);
        match field.first() {
            Some(1) => commits.push(parse_header(&String::from_utf8_lossy(&field[1..]))),
            Some(b':') => {
                let change = parse_change(repository, &String::from_utf8_lossy(field), &mut fields);
                if let (Some(commit), Some(change)) = (commits.last_mut(), change) {
                    commit.changes.push(change);
                }
            }
            Some(_) | None => {}
        }
    }
    commits
}

fn parse_header(text: &str) -> HistoryCommit {
    let mut lines = text.split('\n');
    let mut line = || lines.next().unwrap_or_default().to_owned();
    let (id, parents, time) = (line(), line(), line());
    let (author, email, subject) = (line(), line(), line());
    let trailers = lines.filter_map(|line| line.split_once(':')).map(|(key, value)| (key.trim().to_owned(), value.trim().to_owned()));
    HistoryCommit {
        parents: parents.split_whitespace().map(str::to_owned).collect(),
        time: CommitTime::parse(&time).unwrap_or_default(),
        trailers: trailers.collect(),
        changes: Vec::new(),
        id,
        author,
        email,
        subject,
    }
}

/// Reads `:100644 100644 old new M` and the one or two paths behind it; `None` for what lies outside the journal.
fn parse_change<'a>(repository: &Repository, field: &str, fields: &mut impl Iterator<Item = &'a [u8]>) -> Option<PathChange> {
    let mut words = field.split(' ').skip(2);
    let (old, new, state) = (words.next()?, words.next()?, words.next()?);
    let mut path = || fields.next().map(|path| String::from_utf8_lossy(path).into_owned());
    let first = path()?;
    let second = if state.starts_with(['R', 'C']) { path() } else { None };
    let in_journal = |path: &str| repository.in_journal(path).map(str::to_owned);
    let id = |id: &str| (!id.bytes().all(|digit| digit == b'0')).then(|| id.to_owned());
    let (renamed_from, path) = match second {
        Some(second) if state.starts_with('R') => (in_journal(&first), second),
        Some(second) => (None, second),
        None => (None, first),
    };
    Some(PathChange { path: in_journal(&path)?, renamed_from, old: id(old), new: id(new) })
}

fn is_ancestor(repository: &Repository, older: &str, newer: &str) -> bool {
    repository.git().call(["merge-base", "--is-ancestor", older, newer]).output().is_ok_and(|output| output.success())
}

/// First line of a cache file. A new form of the content needs a new number.
const CACHE_MARK: &str = "journal-history 1";

fn cache_file(repository: &Repository, folder: &Path) -> PathBuf {
    folder.join(format!("history-{}", repository.key()))
}

fn check_sum(bytes: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(bytes);
    hasher.finish()
}

fn read_cache(file: &Path) -> Option<(String, Vec<u8>)> {
    let mut bytes = fs::read(file).ok()?;
    let end = bytes.iter().position(|&byte| byte == b'\n')?;
    let header = std::str::from_utf8(bytes.get(..end)?).ok()?;
    let (head, sum) = header.strip_prefix(CACHE_MARK)?.trim_start().split_once(' ')?;
    let (head, sum) = (head.to_owned(), sum.parse::<u64>().ok()?);
    bytes.drain(..=end);
    (check_sum(&bytes) == sum).then_some((head, bytes))
}

fn write_cache(file: &Path, head: &str, raw: &[u8]) -> io::Result<()> {
    let mut bytes = format!("{CACHE_MARK} {head} {}\n", check_sum(raw)).into_bytes();
    bytes.extend_from_slice(raw);
    write_privately(file, &bytes)
}
