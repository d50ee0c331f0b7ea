//! The address of a remote, taken apart the way git does it.

use std::fmt;

/// Where a remote is. User names and passwords of web addresses are dropped on reading, so they can neither be sent nor shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// A folder or file on this machine (or mounted on it).
    Local(String),
    /// By ssh: `ssh://git@host:22/path` or `git@host:path`.
    Ssh {
        /// The user on the server, where one is given.
        user: Option<String>,
        /// The host, or a name for it from the keeper's ssh configuration.
        host: String,
        /// The port, where one is given.
        port: Option<u16>,
        /// The path, without a slash in front where it counts from the user's home.
        path: String,
    },
    /// `https://` or `http://`.
    Web {
        /// Whether it is encrypted.
        secure: bool,
        /// The host.
        host: String,
        /// The port, where one is given.
        port: Option<u16>,
        /// The path, without the slash in front.
        path: String,
    },
    /// `git://`: anyone who reaches the server may read.
    Daemon {
        /// The host.
        host: String,
        /// The port, where one is given.
        port: Option<u16>,
        /// The path, without the slash in front.
        path: String,
    },
    /// Another kind, by the name of its helper, such as `gcrypt`.
    Other(String),
}

impl Address {
    /// Reads an address; every text is one, a path at least.
    pub fn parse(text: &str) -> Self {
        let text = text.trim();
        if let Some((scheme, rest)) = text.split_once("://") {
            return Self::with_scheme(scheme, rest);
        }
        if let Some((helper, _)) = text.split_once("::")
            && !helper.is_empty()
            && helper.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        {
            return Address::Other(helper.to_owned());
        }
        Self::scp_like(text).unwrap_or_else(|| Address::Local(text.to_owned()))
    }

    fn with_scheme(scheme: &str, rest: &str) -> Self {
        let scheme = scheme.to_ascii_lowercase();
        let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
        let (user, place) = authority.rsplit_once('@').map_or((None, authority), |(user, place)| (Some(user), place));
        let (host, port) = host_and_port(place);
        let path_in_home = || if path.starts_with('~') { path.to_owned() } else { format!("/{path}") };
        match scheme.as_str() {
            "file" => Address::Local(format!("/{path}")),
            "ssh" | "git+ssh" | "ssh+git" => {
                let user = user.and_then(|user| user.split(':').next()).map(str::to_owned);
                Address::Ssh { user, host, port, path: path_in_home() }
            }
            "https" | "http" => Address::Web { secure: scheme == "https", host, port, path: path.to_owned() },
            "git" => Address::Daemon { host, port, path: path.to_owned() },
            _ => Address::Other(scheme),
        }
    }

    /// `git@host:path`: a colon before any slash, and no drive letter.
    fn scp_like(text: &str) -> Option<Self> {
        let before_path = match text.find(']') {
            Some(end) if text.starts_with('[') || text.contains("@[") => end + text.get(end..)?.find(':')?,
            _ => text.find(':')?,
        };
        let (place, path) = (text.get(..before_path)?, text.get(before_path + 1..)?);
        let is_drive = cfg!(windows) && place.len() == 1;
        if place.contains('/') || place.is_empty() || is_drive {
            return None;
        }
        let (user, host) = place.rsplit_once('@').map_or((None, place), |(user, host)| (Some(user.to_owned()), host));
        let (host, port) = match host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
            // `[host:22]:path`, or an IPv6 address.
            Some(inside) if inside.matches(':').count() == 1 => host_and_port(inside),
            Some(inside) => (format!("[{inside}]"), None),
            None => (host.to_owned(), None),
        };
        Some(Address::Ssh { user, host, port, path: path.to_owned() })
    }

    /// Whether it lies on this machine.
    pub fn is_local(&self) -> bool {
        matches!(self, Address::Local(_))
    }
}

fn host_and_port(place: &str) -> (String, Option<u16>) {
    let port_begins = place.rfind(':').filter(|&colon| place.rfind(']').is_none_or(|bracket| bracket < colon));
    let (host, port) = port_begins.map_or((place, None), |colon| (&place[..colon], place[colon + 1..].parse().ok()));
    (host.to_ascii_lowercase(), port)
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = |port: &Option<u16>| port.map(|port| format!(":{port}")).unwrap_or_default();
        match self {
            Address::Local(path) => f.write_str(path),
            Address::Ssh { user, host, port, path } => {
                let user = user.as_ref().map(|user| format!("{user}@")).unwrap_or_default();
                let slash = if path.starts_with('/') { "" } else { "/" };
                match (port, slash) {
                    (None, "/") => write!(f, "{user}{host}:{path}"),
                    _ => write!(f, "ssh://{user}{host}{}{slash}{path}", at(port)),
                }
            }
            Address::Web { secure, host, port, path } => {
                write!(f, "{}://{host}{}/{path}", if *secure { "https" } else { "http" }, at(port))
            }
            Address::Daemon { host, port, path } => write!(f, "git://{host}{}/{path}", at(port)),
            Address::Other(kind) => write!(f, "{kind}::…"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Address;

    #[track_caller]
    fn check(text: &str, kind: &str, shown: &str) {
        let address = Address::parse(text);
        let found = match &address {
            Address::Local(_) => "local",
            Address::Ssh { .. } => "ssh",
            Address::Web { .. } => "web",
            Address::Daemon { .. } => "daemon",
            Address::Other(_) => "other",
        };
        assert_eq!((found, address.to_string().as_str()), (kind, shown), "{text}");
    }

    #[test]
    fn addresses_are_read_as_git_reads_them() {
        check("git@github.com:mina/journal.git", "ssh", "git@github.com:mina/journal.git");
        check("work:journal", "ssh", "work:journal");
        check("host:/srv/journal.git", "ssh", "ssh://host/srv/journal.git");
        check("ssh://git@Host.example:2222/~mina/journal", "ssh", "ssh://git@host.example:2222/~mina/journal");
        check("[host:22]:x", "ssh", "ssh://host:22/x");
        check("git@[::1]:x", "ssh", "git@[::1]:x");
        check("https://host.example:8443/a/b.git", "web", "https://host.example:8443/a/b.git");
        check("git://host.example/a", "daemon", "git://host.example/a");
        check("/srv/journal.git", "local", "/srv/journal.git");
        check("../hub.git", "local", "../hub.git");
        check("./odd:name", "local", "./odd:name");
        check("file:///srv/journal.git", "local", "/srv/journal.git");
        check("gcrypt::git@host:x", "other", "gcrypt::…");
        check("s3://bucket/x", "other", "s3::…");
    }

    #[test]
    fn a_password_in_an_address_is_forgotten_at_once() {
        check("https://mina:s3cret@host.example/a", "web", "https://host.example/a");
        check("https://token@host.example/a", "web", "https://host.example/a");
        check("ssh://mina:s3cret@host.example/a", "ssh", "ssh://mina@host.example/a");
    }
}
