//! A person as other programs know them, and what reading a file of such persons gives.

use chrono::{DateTime, NaiveDate, Utc};

/// How many addresses, numbers, pages or labels of one person are kept: nobody has more, but a hostile file may say so.
const AT_MOST: usize = 100;

/// One person from, or for, an address book. Texts are cleaned: one line each (but `note`), no control characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// The whole name as it is shown; never empty in what a reader gives.
    pub name: String,
    /// The given name, where the file keeps it apart.
    pub given: Option<String>,
    /// The family name, where the file keeps it apart.
    pub family: Option<String>,
    /// Other names they go by.
    pub nicknames: Vec<String>,
    /// How to refer to them: `she/her`.
    pub pronouns: Option<String>,
    /// E-mail addresses, the preferred one first, none twice.
    pub emails: Vec<String>,
    /// Telephone numbers as they are written, the preferred one first.
    pub phones: Vec<String>,
    /// The address of their LinkedIn profile.
    pub profile: Option<String>,
    /// Other pages of theirs, `http` and `https` only.
    pub urls: Vec<String>,
    /// Where they work.
    pub company: Option<String>,
    /// What they do there.
    pub role: Option<String>,
    /// An IANA time zone: `America/Denver`.
    pub timezone: Option<String>,
    /// `1815-12-10`, or `--12-10` where the year is not told.
    pub birthday: Option<String>,
    /// Free text; its lines end in `\n`.
    pub note: Option<String>,
    /// Labels, groups, categories; what every address book has for everybody (`myContacts`) is left out.
    pub tags: Vec<String>,
    /// The day they were connected with.
    pub connected_on: Option<NaiveDate>,
    /// What identifies the card in the program it came from.
    pub uid: Option<String>,
    /// When the card was last changed.
    pub revised: Option<DateTime<Utc>>,
}

/// What a file gave: everybody who could be read, and what could not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The people, in the file's order.
    pub cards: Vec<Card>,
    /// What was left out or guessed, by line.
    pub problems: Vec<ReadProblem>,
}

/// Something in a file that could not be taken as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadProblem {
    /// The line it is about, counted from 1.
    pub line: usize,
    /// What happened and what to do, for people.
    pub message: String,
}

impl Reading {
    /// Notes a problem.
    pub fn problem(&mut self, line: usize, message: impl Into<String>) {
        self.problems.push(ReadProblem { line, message: message.into() });
    }
}

impl Card {
    /// Adds text to the note, as a paragraph of its own.
    pub fn add_note(&mut self, text: &str) {
        let text = many_lines(text);
        match &mut self.note {
            Some(note) if !text.is_empty() => note.extend(["\n\n", text.as_str()]),
            Some(_) => {}
            None => self.note = filled(text),
        }
    }

    /// Adds an address unless it is there already; `false` where it is no address at all.
    pub fn add_email(&mut self, address: &str) -> bool {
        let address = one_line(address);
        let address = strip_scheme(&address, "mailto:").trim_matches(['<', '>']);
        if address.is_empty() {
            return true;
        }
        let has_both_sides = address.split_once('@').is_some_and(|(local, domain)| !local.is_empty() && !domain.is_empty());
        if !has_both_sides || address.contains(char::is_whitespace) {
            return false;
        }
        if self.emails.len() < AT_MOST && !self.emails.iter().any(|known| known.eq_ignore_ascii_case(address)) {
            self.emails.push(address.to_owned());
        }
        true
    }

    /// Adds a telephone number unless it is there already.
    pub fn add_phone(&mut self, number: &str) {
        let number = one_line(number);
        add_once(&mut self.phones, strip_scheme(&number, "tel:"));
    }

    /// Adds a page of theirs unless it is there already.
    pub fn add_url(&mut self, url: &str) {
        add_once(&mut self.urls, url);
    }

    /// Adds another name they go by.
    pub fn add_nickname(&mut self, nickname: &str) {
        add_once(&mut self.nicknames, &one_line(nickname));
    }

    /// Adds a label, unless it is one that an address book gives to everybody.
    pub fn add_tag(&mut self, tag: &str) {
        let tag = one_line(tag);
        // Google marks its own groups with an asterisk: `* myContacts`, `* starred`.
        let tag = tag.trim_start_matches('*').trim_start();
        let says_nothing = ["mycontacts", "my contacts", "starred", "imported"].iter().any(|own| tag.eq_ignore_ascii_case(own));
        if !says_nothing {
            add_once(&mut self.tags, tag);
        }
    }

    /// Finds a name where none is given: from its parts, a nickname, or the readable part of an address. `false` where nothing names them.
    pub fn settle_name(&mut self) -> bool {
        if !self.name.is_empty() {
            return true;
        }
        let parts = [self.given.as_deref(), self.family.as_deref()];
        self.name = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
        if self.name.is_empty() {
            self.name = self.nicknames.first().cloned().unwrap_or_default();
        }
        if self.name.is_empty() {
            self.name = self.emails.first().map(|address| name_in_address(address)).unwrap_or_default();
        }
        !self.name.is_empty()
    }
}

/// Text made fit for one line: every run of white space is one blank; control characters and invisible marks of direction are gone.
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()) {
        let before = line.len();
        if before > 0 {
            line.push(' ');
        }
        let start = line.len();
        line.extend(word.chars().filter(|c| !is_invisible(*c)));
        if line.len() == start {
            line.truncate(before);
        }
    }
    line
}

/// Text with its lines kept (`\n`); control characters are gone, and blank lines around it.
pub fn many_lines(text: &str) -> String {
    let unified = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = unified.chars().filter(|c| matches!(c, '\n' | '\t') || !(c.is_control() || is_invisible(*c))).collect();
    kept.trim_matches('\n').trim_end().to_owned()
}

/// `None` for a text with nothing in it.
pub fn filled(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

/// Marks that have no width and turn the direction of writing: they would make two equal names differ, or show one as another.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

fn strip_scheme<'t>(text: &'t str, scheme: &str) -> &'t str {
    match text.get(..scheme.len()) {
        Some(head) if head.eq_ignore_ascii_case(scheme) => text[scheme.len()..].trim_start(),
        _ => text,
    }
}

fn add_once(list: &mut Vec<String>, item: &str) {
    if !item.is_empty() && list.len() < AT_MOST && !list.iter().any(|known| known == item) {
        list.push(item.to_owned());
    }
}

/// `ada.lovelace@mill.example` reads `Ada Lovelace`.
fn name_in_address(address: &str) -> String {
    let local = address.split(['@', '+']).next().unwrap_or(address);
    let words = local.split(['.', '_', '-']).filter(|word| !word.is_empty());
    let capitalised = words.map(|word| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
    });
    capitalised.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Card, many_lines, one_line};

    #[test]
    fn a_line_keeps_its_words_and_nothing_that_hides() {
        assert_eq!(one_line("  Ada\u{202E}\r\n \u{0} Lovelace\t\u{FEFF} "), "Ada Lovelace");
        assert_eq!(one_line("👩\u{200D}💻"), "👩\u{200D}💻", "the joiner inside an emoji stays");
        assert_eq!(one_line(" \n "), "");
    }

    #[test]
    fn a_note_keeps_its_lines() {
        assert_eq!(many_lines("\r\none\r\n\rtwo\u{7}\n\n"), "one\n\ntwo");
    }

    #[test]
    fn an_address_is_taken_once_and_only_if_it_is_one() {
        let mut card = Card::default();
        assert!(card.add_email("MAILTO:ada@mill.example"));
        assert!(card.add_email("Ada@Mill.example"));
        assert!(!card.add_email("/o=ExchangeLabs/cn=ada"));
        assert!(!card.add_email("ada@"));
        assert_eq!(card.emails, ["ada@mill.example"]);
    }

    #[test]
    fn somebody_known_by_address_alone_gets_a_readable_name() {
        let mut card = Card { emails: vec!["ada.king-noel+list@mill.example".into()], ..Card::default() };
        assert!(card.settle_name());
        assert_eq!(card.name, "Ada King Noel");
        assert!(!Card::default().settle_name());
    }

    #[test]
    fn a_label_that_everybody_has_says_nothing() {
        let mut card = Card::default();
        for tag in ["* myContacts", "Mentors", "* starred", "Mentors"] {
            card.add_tag(tag);
        }
        assert_eq!(card.tags, ["Mentors"]);
    }
}
