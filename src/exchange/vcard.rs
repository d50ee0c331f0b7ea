//! vCard: reading versions 2.1, 3.0 and 4.0 in the dialects of address books, writing 4.0.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use chrono_tz::Tz;
use rustc_hash::FxHashMap;

use crate::exchange::card::{Card, Reading, filled, one_line};
use crate::exchange::charset::{decode_utf16, without_utf8_mark};
use crate::exchange::content_line::{
    ContentLine, Folding, escape_text, fold_into, split_escaped, unescape_old_text, unescape_text, unfold,
};
use crate::exchange::foreign_date::{NumberOrder, parse_birthday, parse_date};
use crate::exchange::profile::{linkedin_profile, linkedin_profile_of_handle, web_address};

/// Reads every card of a file. Groups and companies are told as problems, not taken for people; pictures are passed over.
pub fn read(bytes: &[u8]) -> Reading {
    let from_utf16 = decode_utf16(bytes).map(String::into_bytes);
    let bytes = from_utf16.as_deref().unwrap_or_else(|| without_utf8_mark(bytes));
    let mut reading = Reading::default();
    let raw_cards = raw_cards(bytes, &mut reading);
    if raw_cards.is_empty() && reading.problems.is_empty() {
        reading.problem(1, "There is no vCard here: no line says BEGIN:VCARD. Was the file exported in another format, such as CSV?");
    }
    for raw in &raw_cards {
        read_card(raw, &mut reading);
    }
    reading.problems.sort_by_key(|problem| problem.line);
    reading
}

/// Writes cards as vCard 4.0, with CRLF, lines folded at 75 bytes, and only what each card holds: no clock is read, no UID made up.
pub fn write(cards: &[Card]) -> String {
    let mut out = String::new();
    for card in cards {
        for line in card_lines(card) {
            fold_into(&mut out, &line);
        }
    }
    out
}

/// The lines between one BEGIN and its END, with their numbers.
struct RawCard<'b> {
    line: usize,
    lines: Vec<(usize, &'b [u8])>,
}

fn raw_cards<'b>(bytes: &'b [u8], reading: &mut Reading) -> Vec<RawCard<'b>> {
    let mut cards = Vec::new();
    let mut open: Option<RawCard<'b>> = None;
    // vCard 2.1 nests the card of an agent in that of their principal.
    let mut nested = 0_usize;
    for (number, line) in physical_lines(bytes) {
        // Inside a card a line that begins with white space goes on with the one before, whatever its words say.
        let word = if open.is_some() { line.trim_ascii_end() } else { line.trim_ascii() }.to_ascii_uppercase();
        match (word.as_slice(), open.as_mut()) {
            (b"BEGIN:VCARD", Some(card)) if card.lines.last().is_some_and(|(_, last)| last.to_ascii_uppercase().starts_with(b"AGENT")) => {
                nested += 1;
            }
            (b"BEGIN:VCARD", _) => {
                if let Some(unclosed) = open.replace(RawCard { line: number, lines: Vec::new() }) {
                    reading.problem(unclosed.line, "This card has no END:VCARD; it was read up to the next one.");
                    cards.push(unclosed);
                }
            }
            (b"END:VCARD", Some(_)) if nested > 0 => nested -= 1,
            (b"END:VCARD", Some(_)) => cards.extend(open.take()),
            (_, Some(card)) if nested == 0 => card.lines.push((number, line)),
            _ => {}
        }
    }
    if let Some(unclosed) = open {
        reading.problem(unclosed.line, "This card has no END:VCARD; the file may have been cut short.");
        cards.push(unclosed);
    }
    cards
}

/// Lines that end in CRLF, LF or a lone CR, numbered from 1.
fn physical_lines(bytes: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = rest.iter().position(|byte| matches!(byte, b'\r' | b'\n')).unwrap_or(rest.len());
        let line = &rest[..end];
        let after = &rest[end..];
        rest = after.strip_prefix(b"\r\n").or_else(|| after.get(1..)).unwrap_or_default();
        Some(line)
    })
    .enumerate()
    .map(|(index, line)| (index + 1, line))
}

/// What is known of a card while its lines are read.
#[derive(Default)]
struct Draft {
    card: Card,
    is_old: bool,
    is_group: bool,
    is_company: bool,
    /// The second and lesser word for what somebody does: `ROLE` beside `TITLE`.
    lesser_role: Option<String>,
    /// Addresses and numbers with how much they are preferred (1 is most), in the file's order.
    emails: Vec<(u32, String)>,
    phones: Vec<(u32, String)>,
    /// What Apple's labels say of a group of lines: `item1` is a LinkedIn page.
    labels: FxHashMap<String, String>,
}

fn read_card(raw: &RawCard<'_>, reading: &mut Reading) {
    let is_old = raw.lines.iter().any(|(_, line)| {
        let line = line.to_ascii_uppercase();
        line.strip_prefix(b"VERSION:").is_some_and(|version| version.trim_ascii().starts_with(b"2"))
    });
    let folding = if is_old { Folding::AtWhiteSpace } else { Folding::Marked };
    let mut draft = Draft { is_old, ..Draft::default() };
    let mut lines = Vec::new();
    for (number, bytes) in unfold(&raw.lines, folding) {
        match ContentLine::parse(&bytes, number) {
            Some(line) if line.is_base64() => {}
            Some(line) => lines.push(line),
            None if bytes.trim_ascii().is_empty() => {}
            None => reading.problem(number, "This line is no property of a card (NAME:value) and was left out."),
        }
    }
    draft.labels = lines.iter().filter(|line| line.name == "X-ABLABEL").filter_map(label).collect();
    for line in &lines {
        let (text, charset_is_known) = line.text();
        if !charset_is_known {
            let charset = line.param("CHARSET").unwrap_or_default();
            reading.problem(line.line, format!("The charset “{charset}” is not known here; the text was read as UTF-8 or Windows-1252."));
        }
        if let Err(message) = draft.take(line, &text) {
            reading.problem(line.line, message);
        }
    }
    draft.finish(raw.line, reading);
}

fn label(line: &ContentLine) -> Option<(String, String)> {
    Some((line.group.clone()?, line.text().0.to_lowercase()))
}

impl Draft {
    /// Takes one property over; what is not for a journal (addresses of houses, keys, pictures) passes in silence.
    fn take(&mut self, line: &ContentLine, text: &str) -> Result<(), String> {
        let on_one_line = self.line(text);
        match line.name.as_str() {
            "FN" if self.card.name.is_empty() => self.card.name = on_one_line,
            "N" if self.card.given.is_none() && self.card.family.is_none() => self.take_name(text),
            "NICKNAME" => self.list(text).iter().for_each(|nickname| self.card.add_nickname(nickname)),
            "PRONOUNS" | "X-PRONOUNS" => keep_first(&mut self.card.pronouns, on_one_line),
            "EMAIL" => self.emails.push((preference(line), self.plain(text))),
            "TEL" => self.phones.push((preference(line), self.plain(text))),
            "ORG" => self.take_company(text),
            "TITLE" => keep_first(&mut self.card.role, on_one_line),
            "ROLE" => keep_first(&mut self.lesser_role, on_one_line),
            "NOTE" => self.card.add_note(&self.plain(text)),
            "CATEGORIES" => self.list(text).iter().for_each(|tag| self.card.add_tag(tag)),
            "URL" | "IMPP" | "SOCIALPROFILE" | "X-SOCIALPROFILE" => self.take_page(line, text),
            "TZ" => self.take_timezone(text),
            "BDAY" => return self.take_birthday(line, text),
            "X-CONNECTED-ON" => self.card.connected_on = parse_date(text, NumberOrder::MonthFirst),
            "UID" => keep_first(&mut self.card.uid, on_one_line),
            "REV" => self.card.revised = parse_moment(text.trim()),
            "KIND" | "X-ADDRESSBOOKSERVER-KIND" => {
                self.is_group |= text.trim().eq_ignore_ascii_case("group");
                self.is_company |= text.trim().eq_ignore_ascii_case("org");
            }
            "X-ABSHOWAS" => self.is_company |= text.trim().eq_ignore_ascii_case("company"),
            _ => {}
        }
        Ok(())
    }

    fn plain(&self, text: &str) -> String {
        if self.is_old { unescape_old_text(text) } else { unescape_text(text) }
    }

    fn line(&self, text: &str) -> String {
        one_line(&self.plain(text))
    }

    fn list(&self, text: &str) -> Vec<String> {
        split_escaped(text, ',').into_iter().map(|item| self.line(item)).collect()
    }

    fn take_name(&mut self, text: &str) {
        let mut parts = split_escaped(text, ';').into_iter().map(|part| self.list(part).join(" ").trim().to_owned());
        let (family, given) = (parts.next(), parts.next());
        self.card.family = family.and_then(filled);
        self.card.given = given.and_then(filled);
    }

    fn take_company(&mut self, text: &str) {
        let company = split_escaped(text, ';').first().map(|company| self.line(company)).unwrap_or_default();
        keep_first(&mut self.card.company, company);
    }

    /// A page, an account or a handle: a LinkedIn profile wherever it stands, else a page of theirs.
    fn take_page(&mut self, line: &ContentLine, text: &str) {
        let value = self.line(text);
        let label = line.group.as_ref().and_then(|group| self.labels.get(group));
        let is_called_linkedin = label.is_some_and(|label| label.contains("linkedin"))
            || line.has_type("linkedin")
            || ["SERVICE-TYPE", "X-SERVICE-TYPE"]
                .iter()
                .any(|name| line.param(name).is_some_and(|kind| kind.eq_ignore_ascii_case("linkedin")));
        let handle = ["X-USER", "USERNAME"].iter().find_map(|name| line.param(name));
        let profile = linkedin_profile(&value).or_else(|| {
            let written_out =
                linkedin_profile_of_handle(&value).or_else(|| web_address(&value)).or_else(|| linkedin_profile_of_handle(handle?));
            written_out.filter(|_| is_called_linkedin)
        });
        match (profile, web_address(&value)) {
            (Some(profile), _) if self.card.profile.is_none() => self.card.profile = Some(profile),
            (Some(_), _) => {}
            (None, Some(page)) => self.card.add_url(&page),
            (None, None) => {}
        }
    }

    /// Only zones that have a name: an offset holds for half of the year.
    fn take_timezone(&mut self, text: &str) {
        let zone = self.line(text);
        if zone.parse::<Tz>().is_ok() {
            keep_first(&mut self.card.timezone, zone);
        }
    }

    fn take_birthday(&mut self, line: &ContentLine, text: &str) -> Result<(), String> {
        let text = self.line(text);
        let Some(birthday) = parse_birthday(&text, NumberOrder::MonthFirst) else {
            return if text.is_empty() { Ok(()) } else { Err(format!("“{text}” is no birthday that can be read; it was left out.")) };
        };
        // Apple writes a year of its own where none is known, and says which.
        let placeholder = line.param("X-APPLE-OMIT-YEAR").filter(|year| year.len() == 4 && birthday.starts_with(*year));
        self.card.birthday = Some(placeholder.map_or(birthday.clone(), |year| format!("-{}", &birthday[year.len()..])));
        Ok(())
    }

    fn finish(mut self, line: usize, reading: &mut Reading) {
        self.emails.sort_by_key(|(preference, _)| *preference);
        for (_, address) in &self.emails {
            if !self.card.add_email(address) {
                reading.problem(line, format!("“{}” is no e-mail address; it was left out.", one_line(address)));
            }
        }
        self.phones.sort_by_key(|(preference, _)| *preference);
        self.phones.iter().for_each(|(_, number)| self.card.add_phone(number));
        self.card.role = self.card.role.take().or(self.lesser_role);
        let named = self.card.settle_name();
        let company = self.card.company.as_deref();
        if self.is_group {
            reading.problem(line, format!("“{}” is a group of an address book, not a person; it was left out.", self.card.name));
        } else if self.is_company || (!named && company.is_some()) {
            let company = company.unwrap_or(&self.card.name);
            reading.problem(line, format!("“{company}” is a company, not a person; it was left out."));
        } else if named {
            reading.cards.push(self.card);
        } else {
            reading.problem(line, "This card has neither a name nor an e-mail address; it was left out.");
        }
    }
}

fn keep_first(place: &mut Option<String>, value: String) {
    if place.is_none() {
        *place = filled(value);
    }
}

/// `PREF=1` is most preferred; `TYPE=pref` of older versions is the same; without either it comes last.
fn preference(line: &ContentLine) -> u32 {
    let numbered = line.param("PREF").and_then(|number| number.parse().ok());
    numbered.unwrap_or(if line.has_type("pref") || line.param("PREF").is_some() { 1 } else { 101 })
}

/// A moment in UTC: `20261123T081500Z`, with or without its dashes and colons; a bare day is its midnight.
fn parse_moment(text: &str) -> Option<DateTime<Utc>> {
    if let Ok(moment) = DateTime::parse_from_rfc3339(text) {
        return Some(moment.with_timezone(&Utc));
    }
    let plain: String = text.chars().filter(|c| !matches!(c, '-' | ':' | 'Z')).collect();
    let moment = NaiveDateTime::parse_from_str(&plain, "%Y%m%dT%H%M%S").ok();
    let midnight = || NaiveDate::parse_from_str(&plain, "%Y%m%d").ok()?.and_hms_opt(0, 0, 0);
    moment.or_else(midnight).map(|moment| moment.and_utc())
}

fn card_lines(card: &Card) -> Vec<String> {
    let mut lines = vec!["BEGIN:VCARD".to_owned(), "VERSION:4.0".to_owned()];
    let mut line =
        |name: &str, value: Option<String>| lines.extend(value.filter(|value| !value.is_empty()).map(|value| format!("{name}:{value}")));
    let text = |value: &Option<String>| value.as_deref().map(escape_text);
    let list = |items: &[String]| Some(items.iter().map(|item| escape_text(item)).collect::<Vec<_>>().join(","));
    line("UID", text(&card.uid));
    line("FN", Some(escape_text(&card.name)));
    line("N", Some(structured_name(card)));
    line("NICKNAME", list(&card.nicknames));
    line("PRONOUNS", text(&card.pronouns));
    for (index, address) in card.emails.iter().enumerate() {
        line(if index == 0 && card.emails.len() > 1 { "EMAIL;PREF=1" } else { "EMAIL" }, Some(escape_text(address)));
    }
    for (index, number) in card.phones.iter().enumerate() {
        line(if index == 0 && card.phones.len() > 1 { "TEL;PREF=1" } else { "TEL" }, Some(escape_text(number)));
    }
    let profile_name = match card.profile.as_deref().and_then(linkedin_profile) {
        Some(_) => "URL",
        None => "SOCIALPROFILE;SERVICE-TYPE=LinkedIn",
    };
    line(profile_name, card.profile.as_deref().map(uri));
    card.urls.iter().for_each(|url| line("URL", Some(uri(url))));
    line("ORG", text(&card.company));
    line("TITLE", text(&card.role));
    line("TZ", text(&card.timezone));
    line("BDAY", card.birthday.as_deref().map(basic_date));
    line("CATEGORIES", list(&card.tags));
    line("NOTE", text(&card.note));
    line("X-CONNECTED-ON", card.connected_on.map(|day| day.format("%Y%m%d").to_string()));
    line("REV", card.revised.map(|moment| moment.format("%Y%m%dT%H%M%SZ").to_string()));
    lines.push("END:VCARD".to_owned());
    lines
}

/// `Lovelace;Ada;;;`. Where the parts are not kept apart the last word is the family name: some programs show nobody without this line.
fn structured_name(card: &Card) -> String {
    let (given, family) = match (&card.given, &card.family) {
        (None, None) => card.name.rsplit_once(' ').unwrap_or((&card.name, "")),
        (given, family) => (given.as_deref().unwrap_or_default(), family.as_deref().unwrap_or_default()),
    };
    format!("{};{};;;", escape_text(family), escape_text(given))
}

/// `1815-12-10` as version 4 writes it: `18151210`; `--12-10` as `--1210`.
fn basic_date(birthday: &str) -> String {
    let (mark, rest) = birthday.strip_prefix("--").map_or(("", birthday), |rest| ("--", rest));
    format!("{mark}{}", escape_text(&rest.replace('-', "")))
}

/// An address is written as it is, but nothing in it may end the line.
fn uri(url: &str) -> String {
    url.chars().filter(|c| !c.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::{read, write};
    use crate::exchange::card::Card;

    fn check(text: &str, expected: &[&str]) {
        let reading = read(text.as_bytes());
        let problems = reading.problems.iter().map(|problem| format!("{}: {}", problem.line, problem.message));
        let cards = reading.cards.iter().map(|card| [std::slice::from_ref(&card.name), card.emails.as_slice()].concat().join(" "));
        assert_eq!(cards.chain(problems).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_card_that_is_not_closed_is_still_read() {
        check(
            "BEGIN:VCARD\nFN:Ada\nBEGIN:VCARD\nFN:Zoe\n",
            &[
                "Ada",
                "Zoe",
                "1: This card has no END:VCARD; it was read up to the next one.",
                "3: This card has no END:VCARD; the file may have been cut short.",
            ],
        );
    }

    #[test]
    fn what_is_no_card_is_told() {
        check(
            "Name,Email\n",
            &["1: There is no vCard here: no line says BEGIN:VCARD. Was the file exported in another format, such as CSV?"],
        );
        check("BEGIN:VCARD\nTEL:1\nEND:VCARD\n", &["1: This card has neither a name nor an e-mail address; it was left out."]);
    }

    #[test]
    fn a_bad_line_costs_only_itself() {
        check(
            "begin:vcard\r\nfn:Ada\r\nnonsense\r\nbday:soon\r\nemail:none\r\nemail:ada@mill.example\r\nend:vcard\r\n",
            &[
                "Ada ada@mill.example",
                "1: “none” is no e-mail address; it was left out.",
                "3: This line is no property of a card (NAME:value) and was left out.",
                "4: “soon” is no birthday that can be read; it was left out.",
            ],
        );
    }

    #[test]
    fn a_name_of_one_piece_is_still_written_in_two() {
        let card = Card { name: "Ada Lovelace".into(), ..Card::default() };
        assert_eq!(write(&[card]), "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ada Lovelace\r\nN:Lovelace;Ada;;;\r\nEND:VCARD\r\n");
    }
}
