//! The host that an ssh address means: the keeper's own ssh configuration may give it another name.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::git::repository::open::Repository;

/// Names under which some of them answer ssh.
const SSH_NAMES: [(&str, &str); 4] = [
    ("ssh.github.com", "github.com"),
    ("altssh.gitlab.com", "gitlab.com"),
    ("altssh.bitbucket.org", "bitbucket.org"),
    ("ssh.dev.azure.com", "dev.azure.com"),
];

/// The ssh that git runs for the keeper, as a command of the shell: it may name another configuration. Plain `ssh` where it is
/// another program, which may not know how to tell without connecting.
pub fn ssh_command(repository: &Repository) -> String {
    let own = std::env::var("GIT_SSH_COMMAND").ok().filter(|command| !command.trim().is_empty());
    let command = own.or_else(|| repository.setting("core.sshCommand").ok().flatten());
    let is_ssh = |command: &String| {
        let program = command.split_whitespace().next().unwrap_or_default().trim_matches(['"', '\'']);
        Path::new(program).file_stem().is_some_and(|stem| stem == "ssh")
    };
    command.filter(is_ssh).unwrap_or_else(|| "ssh".to_owned())
}

/// The host behind a name of the keeper's own ssh configuration. Nothing is connected to.
pub fn true_host(ssh: &str, host: &str) -> String {
    let mut command = if ssh == "ssh" { Command::new("ssh") } else { Command::new("sh") };
    if ssh != "ssh" {
        command.args(["-c", &format!("{ssh} \"$@\""), "ssh"]);
    }
    let asked = command.args(["-G", "--", host]).stdin(Stdio::null()).stderr(Stdio::null()).output();
    let text = asked.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    let name = text.lines().find_map(|line| line.strip_prefix("hostname "));
    name.filter(|name| !name.is_empty()).unwrap_or(host).to_ascii_lowercase()
}

/// The name under which the same server answers over the web.
pub fn web_host(host: &str) -> String {
    let known = SSH_NAMES.iter().find(|(ssh, _)| *ssh == host);
    known.map_or(host, |(_, web)| web).to_owned()
}
