//! Tells Zed how the journal's language server is started.

use zed_extension_api::{self as zed, Command, LanguageServerId, Result, Worktree};

struct JournalExtension;

impl zed::Extension for JournalExtension {
    fn new() -> Self {
        Self
    }

    fn language_server_command(&mut self, _: &LanguageServerId, worktree: &Worktree) -> Result<Command> {
        let command = worktree.which("journal").ok_or("`journal` is not on PATH: `cargo install --path .` in its source puts it there")?;
        Ok(Command { command, args: vec!["lsp".to_owned()], env: worktree.shell_env() })
    }
}

zed::register_extension!(JournalExtension);
