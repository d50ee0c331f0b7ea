//! The walk along a command line that is being typed: which command it is, and what may stand at the cursor.

use clap::{Arg, ArgAction, Command, ValueHint};

use crate::cli::complete::candidate::{Asked, Candidate, LiveKind};

/// Where the walk has come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// What may stand here.
    pub asked: Asked,
    /// What stands already, without quotes.
    pub begun: String,
    /// The journal's folder, where an option names it.
    pub journal: Option<String>,
}

/// What may stand at `words[index]`; the words begin with the program's name, as the shell has them.
#[must_use]
pub fn place(root: &Command, words: &[String], index: usize) -> Place {
    let mut root = root.clone();
    root.build();
    let begun = plain(words.get(index).map_or("", String::as_str));
    let mut walk = Walk {
        root: &root,
        command: &root,
        names: Vec::new(),
        positionals: 0,
        paged: Vec::new(),
        ended: false,
        journal: None,
        pending: None,
    };
    let mut at = 1;
    while at < index.min(words.len()) {
        at += walk.step(words, at, index);
        if index < at {
            // The word at the cursor is the value of the option before it.
            let asked = walk.pending.map_or(Asked::Words(Vec::new()), |arg| walk.value(arg));
            return Place { asked, begun, journal: walk.journal };
        }
    }
    let asked = walk.asked(&begun);
    // `--format=js` in one word: the value alone is completed, with the option before it.
    if let Some((option, value)) = begun.split_once('=').filter(|(option, _)| option.starts_with("--") && !walk.ended) {
        let asked = walk.option(option).map_or(Asked::Words(Vec::new()), |arg| prefixed(walk.value(arg), option));
        return Place { asked, begun: format!("{option}={}", plain(value)), journal: walk.journal };
    }
    Place { asked, begun, journal: walk.journal }
}

fn prefixed(asked: Asked, option: &str) -> Asked {
    match asked {
        Asked::Words(words) => {
            Asked::Words(words.into_iter().map(|it| Candidate::new(format!("{option}={}", it.word), it.about)).collect())
        }
        other => other,
    }
}

/// A word without the quotes and backslashes of a shell.
fn plain(word: &str) -> String {
    let inner = word.trim_start_matches(['"', '\'']);
    let mut out = String::with_capacity(inner.len());
    let mut letters = inner.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => out.extend(letters.next()),
            '"' | '\'' if letters.peek().is_none() && inner.len() < word.len() => {}
            letter => out.push(letter),
        }
    }
    out
}

struct Walk<'c> {
    root: &'c Command,
    command: &'c Command,
    names: Vec<String>,
    positionals: usize,
    /// The words that are no options, behind the command.
    paged: Vec<String>,
    ended: bool,
    journal: Option<String>,
    /// The latest option that takes a value.
    pending: Option<&'c Arg>,
}

impl<'c> Walk<'c> {
    /// Takes in the word at `at`; how many words that are.
    fn step(&mut self, words: &[String], at: usize, index: usize) -> usize {
        let word = words[at].as_str();
        if self.ended {
            self.positionals += 1;
            return 1;
        }
        if word == "--" {
            self.ended = true;
            return 1;
        }
        if let Some((option, value)) = word.split_once('=').filter(|_| word.starts_with("--")) {
            if option == "--journal" {
                self.journal = Some(plain(value));
            }
            return 1;
        }
        if word.starts_with('-') && word.len() > 1 {
            let option = self.option(word).filter(|arg| matches!(arg.get_action(), ArgAction::Set | ArgAction::Append));
            let takes = option.is_some();
            self.pending = option.or(self.pending);
            // Bash makes words of their own of the signs `=` and `:`.
            let sign = usize::from(takes && words.get(at + 1).is_some_and(|next| next == "=") && at + 1 < index);
            if takes && word == "--journal" {
                self.journal = words.get(at + 1 + sign).map(|value| plain(value));
            }
            return 1 + sign + usize::from(takes);
        }
        match self.command.find_subcommand(word).filter(|_| self.positionals == 0) {
            Some(command) => {
                self.command = command;
                self.names.push(command.get_name().to_owned());
            }
            None => {
                self.positionals += 1;
                self.paged.push(plain(word));
            }
        }
        1
    }

    fn option(&self, word: &str) -> Option<&'c Arg> {
        let word = word.split('=').next().unwrap_or(word);
        if let Some(long) = word.strip_prefix("--") {
            return self.command.get_arguments().find(|arg| arg.get_long() == Some(long));
        }
        let short = word.strip_prefix('-')?.chars().last()?;
        self.command.get_arguments().find(|arg| arg.get_short() == Some(short))
    }

    /// What may stand where no option's value is asked for.
    fn asked(&self, begun: &str) -> Asked {
        if begun.starts_with('-') && !self.ended {
            return Asked::Words(self.options());
        }
        let subcommands = self.command.get_subcommands().filter(|it| !it.is_hide_set());
        if self.positionals == 0 && self.command.has_subcommands() {
            let words = subcommands.map(|it| Candidate::new(it.get_name(), about(it.get_about())));
            return Asked::Words(words.collect());
        }
        let several =
            |arg: &&Arg| arg.get_num_args().is_some_and(|count| 1 < count.max_values()) || matches!(arg.get_action(), ArgAction::Append);
        let positional = self.command.get_positionals().nth(self.positionals);
        let positional = positional.or_else(|| self.command.get_positionals().last().filter(several));
        positional.map_or(Asked::Words(Vec::new()), |arg| self.value(arg))
    }

    fn options(&self) -> Vec<Candidate> {
        let shown = self.command.get_arguments().filter(|arg| !arg.is_hide_set());
        shown.filter_map(|arg| Some(Candidate::new(format!("--{}", arg.get_long()?), about(arg.get_help())))).collect()
    }

    /// What an argument's value may be.
    fn value(&self, arg: &Arg) -> Asked {
        let possible = arg.get_possible_values();
        if !possible.is_empty() {
            let shown = possible.iter().filter(|value| !value.is_hide_set());
            return Asked::Words(shown.map(|value| Candidate::new(value.get_name(), about(value.get_help()))).collect());
        }
        if let Some(kind) = self.live(arg) {
            return Asked::Live(kind);
        }
        let name = arg.get_value_names().and_then(|names| names.first()).map_or("", |name| name.as_str());
        if self.names.first().is_some_and(|name| name == "man") && name == "COMMAND" {
            return Asked::Words(self.pages());
        }
        if self.names == ["schema"] && name == "NAME" {
            return Asked::Words(crate::json::schema::names().into_iter().map(|name| Candidate::new(name, "")).collect());
        }
        let is_path = matches!(arg.get_value_hint(), ValueHint::FilePath | ValueHint::DirPath | ValueHint::AnyPath)
            || matches!(name, "FILE" | "DIR" | "PATH" | "PATHS");
        if is_path { Asked::Files } else { Asked::Words(Vec::new()) }
    }

    /// The commands that have a page, after those of the line so far: `man new ` goes on with what `new` makes.
    fn pages(&self) -> Vec<Candidate> {
        let mut command = self.root;
        for word in &self.paged {
            let Some(below) = command.find_subcommand(word) else { return Vec::new() };
            command = below;
        }
        let shown = command.get_subcommands().filter(|it| !it.is_hide_set());
        shown.map(|it| Candidate::new(it.get_name(), about(it.get_about()))).collect()
    }

    /// The names of the journal that an argument asks for, by its name in the help.
    fn live(&self, arg: &Arg) -> Option<LiveKind> {
        let name = arg.get_value_names().and_then(|names| names.first()).map_or("", |name| name.as_str());
        let command: Vec<&str> = self.names.iter().map(String::as_str).collect();
        match (command.as_slice(), name) {
            (_, "MESSAGE") => Some(LiveKind::Messages(statuses(command.last().copied().unwrap_or_default()))),
            (_, "CONTACT") | (["contact"], "NAME") => Some(LiveKind::Contacts),
            (["contacts"], "FILTER") => Some(LiveKind::ContactFilter),
            (["companies"], "WORDS") => Some(LiveKind::Companies),
            (["new", "contact"], _) if arg.get_id() == "company" => Some(LiveKind::Companies),
            (_, "HABIT" | "HABIT [AMOUNT]" | "HABITS") => Some(LiveKind::Habits),
            (_, "SET") => Some(LiveKind::Prompts),
            (_, "CODE") => Some(LiveKind::Codes),
            (["open"], "NAME") | (["rename"], "OLD") => Some(LiveKind::Notes),
            _ => None,
        }
    }
}

/// The statuses of the messages that a command can be given.
fn statuses(command: &str) -> &'static [&'static str] {
    match command {
        "sent" => &["draft"],
        "replied" => &["sent", "closed"],
        "met" => &["sent", "replied", "declined"],
        "declined" => &["sent", "replied"],
        "close" | "follow-up" => &["sent"],
        "thank" => &["met", "replied", "declined"],
        _ => &[],
    }
}

fn about(words: Option<&clap::builder::StyledStr>) -> String {
    words.map(|words| words.to_string().lines().next().unwrap_or("").to_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Asked, LiveKind, Place, place};
    use crate::cli::run::command_line;

    fn at(line: &str) -> Place {
        let words: Vec<String> = line.split(' ').map(str::to_owned).collect();
        place(&command_line(), &words, words.len() - 1)
    }

    #[track_caller]
    fn words(line: &str) -> Vec<String> {
        match at(line).asked {
            Asked::Words(words) => words.into_iter().map(|it| it.word).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn commands_options_and_values_complete() {
        let all = words("journal ");
        assert!(all.contains(&"sent".into()) && !all.contains(&"merge-driver".into()), "{all:?}");
        assert!(words("journal new ").contains(&"contact".into()));
        assert!(words("journal sent --").contains(&"--anyway".into()));
        assert_eq!(words("journal contacts --format "), ["text", "json"]);
        assert_eq!(words("journal contacts --format=j"), ["--format=text", "--format=json"]);
        assert_eq!(words("journal contacts --format = "), ["text", "json"]);
        assert_eq!(words("journal export "), ["vcard", "ics", "csv", "work-search"]);
        assert!(words("journal --color ").contains(&"never".into()));
        assert!(words("journal man ").contains(&"sent".into()) && !words("journal man ").contains(&"merge-driver".into()));
        assert!(words("journal man new ").contains(&"contact".into()));
        assert_eq!(words("journal man sent "), Vec::<String>::new());
        assert!(words("journal schema ").contains(&"outreach".into()));
        assert_eq!(at("journal rename ").asked, Asked::Live(LiveKind::Notes));
    }

    #[test]
    fn the_journals_names_are_asked_for_where_they_belong() {
        assert_eq!(at("journal sent ").asked, Asked::Live(LiveKind::Messages(&["draft"])));
        assert_eq!(at("journal --journal /tmp/x sent --dry-run ").journal.as_deref(), Some("/tmp/x"));
        assert_eq!(at("journal done Code ").asked, Asked::Live(LiveKind::Habits));
        assert_eq!(at("journal contact Ada ").asked, Asked::Live(LiveKind::Contacts));
        assert_eq!(at("journal new message ").asked, Asked::Live(LiveKind::Contacts));
        assert_eq!(at("journal explain ").asked, Asked::Live(LiveKind::Codes));
        assert_eq!(at("journal prompts ").asked, Asked::Live(LiveKind::Prompts));
        assert_eq!(at("journal import csv ").asked, Asked::Files);
    }

    #[test]
    fn quotes_of_the_shell_are_no_part_of_a_name() {
        let words = ["journal", "contact", "\"Ada L"].map(str::to_owned);
        assert_eq!(place(&command_line(), &words, 2).begun, "Ada L");
        let words = ["journal", "contact", "Ada\\ L"].map(str::to_owned);
        assert_eq!(place(&command_line(), &words, 2).begun, "Ada L");
    }

    #[test]
    fn a_place_beyond_the_words_or_an_odd_line_is_no_trouble() {
        for line in ["", "journal", "journal --journal", "journal - --", "journal x y z", "journal --format="] {
            at(line);
        }
        assert!(matches!(place(&command_line(), &[], 5).asked, Asked::Words(_)));
    }
}
