//! What a command shows: gathered, then written at once, with colour and a pager only where a person looks.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};
use std::process::{Command, Stdio};

use anstyle::{AnsiColor, Style};
use serde_json::Value;

use crate::text::width::visible;

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum ColorChoice {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// How words stand out. Colour is never the only carrier of a meaning.
pub mod styles {
    use super::{AnsiColor, Style};

    /// A heading.
    pub const HEADING: Style = Style::new().bold();
    /// What can be passed over.
    pub const DIM: Style = Style::new().dimmed();
    /// Done, met, fine.
    pub const GOOD: Style = AnsiColor::Green.on_default();
    /// Wants attention.
    pub const WARM: Style = AnsiColor::Yellow.on_default();
    /// Do not.
    pub const BAD: Style = AnsiColor::Red.on_default().bold();
    /// A name, a path, a code.
    pub const NAME: Style = AnsiColor::Cyan.on_default();
}

/// What a command shows.
#[derive(Debug)]
pub struct Screen {
    text: String,
    color: bool,
    width: usize,
    endless: bool,
    height: Option<usize>,
    quiet: bool,
    pages: bool,
}

impl Screen {
    /// A screen for standard output as it is.
    #[must_use]
    pub fn standard(choice: ColorChoice, quiet: bool, pages: bool) -> Self {
        let terminal = io::stdout().is_terminal();
        let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let color = match choice {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => terminal && !no_color && !dumb,
        };
        let size = terminal.then(terminal_size::terminal_size).flatten();
        let columns: Option<usize> = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        // What another program reads must be whole: `journal contacts | grep Morimoto` would miss what was cut.
        let endless = !terminal && columns.is_none();
        let width = columns.or(size.map(|(width, _)| usize::from(width.0))).unwrap_or(80);
        let height = size.map(|(_, height)| usize::from(height.0));
        Self { text: String::new(), color, width: width.max(20), endless, height, quiet, pages: pages && terminal }
    }

    /// A screen in memory, for tests: no colour, so many columns.
    #[must_use]
    pub fn in_memory(width: usize) -> Self {
        Self { text: String::new(), color: false, width, endless: false, height: None, quiet: false, pages: false }
    }

    /// A screen in memory for what goes into a file: no colour, paragraphs of 80 columns, nothing cut.
    #[must_use]
    pub fn for_file() -> Self {
        Self { endless: true, ..Self::in_memory(80) }
    }

    /// How many columns there are.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// Whether a line may be as long as its words are, because no terminal ends it: nothing may be cut then.
    #[must_use]
    pub fn is_endless(&self) -> bool {
        self.endless
    }

    /// How many columns the line of a list may fill: those of the screen, or as many as it takes.
    #[must_use]
    pub fn list_width(&self) -> usize {
        if self.endless { usize::MAX / 2 } else { self.width }
    }

    /// Whether colour is wanted.
    #[must_use]
    pub fn has_color(&self) -> bool {
        self.color
    }

    /// What was said so far.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Says a line. Control characters in it are made visible; a style goes around it by [`Screen::paint`].
    pub fn say(&mut self, line: impl AsRef<str>) {
        self.text.push_str(&kept_styles(line.as_ref()));
        self.text.push('\n');
    }

    /// Says nothing, on a line of its own.
    pub fn gap(&mut self) {
        self.text.push('\n');
    }

    /// Says a line unless `--quiet` is given: comfort, not an answer.
    pub fn mention(&mut self, line: impl AsRef<str>) {
        if !self.quiet {
            self.say(line);
        }
    }

    /// Prints a text exactly as it is, for what another program reads.
    pub fn print(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Prints a value for scripts.
    pub fn json(&mut self, value: &Value) {
        let _ = writeln!(self.text, "{value:#}");
    }

    /// Words in a style, where colour is wanted; control characters in them made visible.
    #[must_use]
    pub fn paint(&self, style: Style, words: impl AsRef<str>) -> String {
        let words = visible(words.as_ref());
        if self.color { format!("{style}{words}{style:#}") } else { words.into_owned() }
    }

    /// Writes what was said so far, so that it can be seen while the command goes on.
    ///
    /// # Errors
    /// When standard output cannot be written; a closed pipe is no error.
    pub fn flush(&mut self) -> io::Result<()> {
        let text = std::mem::take(&mut self.text);
        let mut out = io::stdout().lock();
        ignore_closed_pipe(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
    }

    /// Writes what was said, through a pager where it is longer than the terminal.
    ///
    /// # Errors
    /// As [`Screen::flush`].
    pub fn finish(mut self) -> io::Result<()> {
        let long = self.height.is_some_and(|height| self.text.lines().count() > height);
        if self.pages && long && self.page() {
            return Ok(());
        }
        self.flush()
    }

    /// Whether a pager showed the text.
    fn page(&self) -> bool {
        // As with git, a pager that is set to nothing is one that is not wanted.
        let named = ["JOURNAL_PAGER", "PAGER"].into_iter().find_map(|name| std::env::var(name).ok());
        let command = named.unwrap_or_else(|| "less -FRX".to_owned());
        let mut words = command.split_whitespace();
        let Some(program) = words.next() else { return false };
        let child = Command::new(program).args(words).stdin(Stdio::piped()).spawn();
        let Ok(mut child) = child else { return false };
        if let Some(mut input) = child.stdin.take() {
            // The keeper may close the pager before the end.
            let _ = input.write_all(self.text.as_bytes());
        }
        child.wait().is_ok()
    }
}

/// A closed pipe is no error: the reader has seen enough.
fn ignore_closed_pipe(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// A line with control characters made visible, but for the styles that [`Screen::paint`] put there: `ESC [ digits ; … m`.
fn kept_styles(line: &str) -> Cow<'_, str> {
    if !line.contains('\u{1b}') {
        return visible(line);
    }
    let mut shown = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find('\u{1b}') {
        shown.push_str(&visible(&rest[..at]));
        let length = style_length(&rest[at..]);
        if length == 0 {
            shown.push_str(&visible(&rest[at..=at]));
            rest = &rest[at + 1..];
        } else {
            shown.push_str(&rest[at..at + length]);
            rest = &rest[at + length..];
        }
    }
    shown.push_str(&visible(rest));
    Cow::Owned(shown)
}

/// The bytes of a style sequence at the start of `text`; 0 where there is none.
fn style_length(text: &str) -> usize {
    let Some(body) = text.strip_prefix("\u{1b}[") else { return 0 };
    let end = body.find(|letter: char| !letter.is_ascii_digit() && letter != ';');
    end.filter(|end| body[*end..].starts_with('m')).map_or(0, |end| end + 3)
}

/// Says a line on standard error.
pub fn warn(line: impl AsRef<str>) {
    // Where even standard error is gone there is nobody to tell.
    let _ = writeln!(io::stderr(), "{}", kept_styles(line.as_ref()));
}

#[cfg(test)]
mod tests {
    use super::{Screen, kept_styles};

    #[test]
    fn a_note_cannot_drive_the_terminal() {
        let mut screen = Screen::in_memory(80);
        screen.say("a\u{1b}]0;title\u{7}b\u{1b}[2Jc");
        assert!(!screen.text().contains('\u{1b}') && !screen.text().contains('\u{7}'));
        assert!(screen.text().starts_with('a') && screen.text().trim_end().ends_with('c'));
    }

    #[test]
    fn styles_stay() {
        assert_eq!(kept_styles("\u{1b}[1mbold\u{1b}[0m"), "\u{1b}[1mbold\u{1b}[0m");
    }
}
