//! A text cut into words, figures and marks, once, so that dates can be read from them.

use chrono::{NaiveDate, NaiveTime};

use crate::calendar::date::iso_date;
use crate::calendar::slot::vocabulary::{Word, look_up};
use crate::text::range::TextRange;

/// One word, figure or mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) range: TextRange,
    pub(super) kind: Kind,
    /// Whether white space stands before it.
    pub(super) spaced: bool,
    /// Whether it begins with a capital.
    pub(super) capital: bool,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    Word(Word),
    /// A plain whole number of at most four digits.
    Number(u32),
    /// `7th`
    Ordinal(u32),
    /// A time with a colon, `am` or `pm`; or (weak) one like `14h`.
    Clock {
        time: NaiveTime,
        weak: bool,
    },
    Iso(NaiveDate),
    /// `12/1`, with a year or without.
    Slash {
        first: u32,
        second: u32,
        year: Option<i32>,
    },
    /// `1.12.` or `8.45`: a German date or a time.
    Dots {
        first: u32,
        second: u32,
        year: Option<i32>,
        closed: bool,
        digits: usize,
    },
    /// A page on which to pick a time.
    BookingLink,
    Mark(char),
    /// A line break with an empty line after it.
    Break,
    /// Anything that no date is made of.
    Other,
}

/// Cuts `text`.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5 + 8);
    let mut at = 0;
    let mut spaced = true;
    while let Some(c) = text[at..].chars().next() {
        if c.is_whitespace() {
            spaced = true;
            if c == '\n' && is_empty_line(&text[at + 1..]) {
                tokens.push(Token { range: TextRange::empty(at), kind: Kind::Break, spaced, capital: false });
            }
            at += c.len_utf8();
            continue;
        }
        let rest = &text[at..];
        let (kind, length) = token(rest, c, spaced);
        let length = length.max(c.len_utf8());
        tokens.push(Token { range: TextRange::new(at, at + length), kind, spaced, capital: c.is_uppercase() });
        at += length;
        spaced = false;
    }
    tokens
}

fn is_empty_line(rest: &str) -> bool {
    let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
    line.trim().is_empty()
}

fn token(rest: &str, first: char, spaced: bool) -> (Kind, usize) {
    if first.is_ascii_digit() {
        return figure(rest);
    }
    if first.is_alphabetic() {
        if spaced && let Some(link) = link(rest) {
            return link;
        }
        return word(rest);
    }
    if first == '@' && rest[1..].starts_with(' ') {
        return (Kind::Word(Word::At), 1);
    }
    let glued = matches!(first, '#' | '$' | '£' | '€' | '@' | '+' | '~');
    if glued && rest[first.len_utf8()..].starts_with(|c: char| c.is_alphanumeric()) && !rest.starts_with('~') {
        return (Kind::Other, first.len_utf8() + chunk(&rest[first.len_utf8()..]));
    }
    (Kind::Mark(first), first.len_utf8())
}

/// The length of what stands together without space, up to marks that close a sentence.
fn chunk(rest: &str) -> usize {
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, ',' | ')' | ';' | '"' | '>' | '”')).unwrap_or(rest.len());
    rest[..end].trim_end_matches(['.', '?', '!', ':']).len()
}

/// A web or mail address, as one token.
fn link(rest: &str) -> Option<(Kind, usize)> {
    // Most words hold no dot, slash or at sign before their next space: look no further in them.
    let letters = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-').count();
    if !matches!(rest.as_bytes().get(letters), Some(b'.' | b':' | b'@' | b'/' | b'_')) {
        return None;
    }
    let length = chunk(rest);
    let chunk = &rest[..length];
    if chunk.eq_ignore_ascii_case("w/c") {
        return Some((Kind::Word(Word::Starting), length));
    }
    let address = chunk.split_once("://").map_or(chunk, |(_, address)| address);
    let is_page =
        address.len() < chunk.len() || address.starts_with("www.") || address.find('/').is_some_and(|slash| address[..slash].contains('.'));
    if is_page {
        return Some((if is_booking_page(address) { Kind::BookingLink } else { Kind::Other }, length));
    }
    let is_mail = chunk.contains('@');
    let is_host = chunk.split('.').count() > 1 && chunk.split('.').all(|label| label.len() > 1);
    (is_mail || is_host).then_some((if is_host && is_booking_page(chunk) { Kind::BookingLink } else { Kind::Other }, length))
}

/// Whether the words of a page's address say that one picks a time there.
fn is_booking_page(address: &str) -> bool {
    const SERVICES: [&str; 9] =
        ["calendly", "savvycal", "youcanbook", "tidycal", "koalendar", "acuityscheduling", "doodle", "zcal", "calendso"];
    const WORDS: [&str; 14] = [
        "cal",
        "book",
        "booking",
        "bookings",
        "schedule",
        "scheduling",
        "calendar",
        "appointment",
        "appointments",
        "slots",
        "availability",
        "meet",
        "meeting",
        "meetings",
    ];
    let address = address.to_ascii_lowercase();
    let (host, path) = address.split_once('/').unwrap_or((&address, ""));
    if SERVICES.iter().any(|service| host.contains(service)) {
        return true;
    }
    // Books to read and rooms for a video call are no calendars.
    if host.starts_with("doc") || host.contains("google") && host.starts_with("meet") {
        return false;
    }
    let is_word = |part: &str| WORDS.contains(&part) || part.starts_with("book-") || part.starts_with("schedule-");
    let in_path = |part: &str| part != "meet" && part != "cal" && is_word(part);
    host.split('.').any(is_word) || path.split(['/', '?', '#', '=', '&']).any(in_path)
}

fn word(rest: &str) -> (Kind, usize) {
    let mut lower = [0_u8; 24];
    let mut known = true;
    // Nearly all words are plain: their letters need no second look.
    let plain = rest.bytes().take_while(u8::is_ascii_alphanumeric).take(lower.len()).count();
    lower[..plain].copy_from_slice(&rest.as_bytes()[..plain]);
    lower[..plain].make_ascii_lowercase();
    let (mut used, mut length) = (plain, plain);
    let mut chars = rest[plain..].chars().peekable();
    while let Some(c) = chars.next() {
        let apostrophe = matches!(c, '\'' | '’') && chars.peek().is_some_and(|next| next.is_alphabetic());
        if !c.is_alphanumeric() && !apostrophe {
            break;
        }
        length += c.len_utf8();
        let c = if apostrophe { '\'' } else { c.to_lowercase().next().unwrap_or(c) };
        if used + c.len_utf8() > lower.len() {
            known = false;
            continue;
        }
        used += c.encode_utf8(&mut lower[used..]).len();
    }
    let lower = if known { std::str::from_utf8(&lower[..used]).unwrap_or("") } else { "" };
    let lower = lower.strip_suffix("'s").unwrap_or(lower);
    let mut found = look_up(lower);
    // Short forms that are words of their own without a capital or a dot.
    let capital = rest.starts_with(char::is_uppercase);
    if !capital && matches!(lower, "may" | "march" | "mar" | "sat" | "sun" | "wed" | "jun" | "mon") {
        found = Word::Other;
    }
    let is_shouted = rest[..length].bytes().all(|byte| byte.is_ascii_uppercase());
    if found == Word::Zone && !is_shouted && lower != "zulu" {
        found = Word::Other;
    }
    if lower == "new" && rest[length..].trim_start().get(..4).is_some_and(|next| next.eq_ignore_ascii_case("year")) {
        return new_year(rest, length);
    }
    (Kind::Word(found), length)
}

/// `New Year`, `New Years`, `New Year's`, as one word.
fn new_year(rest: &str, new: usize) -> (Kind, usize) {
    let year = rest[new..].len() - rest[new..].trim_start().len() + 4;
    let tail = &rest[new + year..];
    let tail = ["'s", "’s", "s"].into_iter().find(|ending| tail.starts_with(ending)).map_or(0, str::len);
    (Kind::Word(Word::NewYear), new + year + tail)
}

fn digits(rest: &str) -> usize {
    rest.bytes().take_while(u8::is_ascii_digit).count()
}

fn number(digits: &str) -> u32 {
    digits.parse().unwrap_or(u32::MAX)
}

/// Anything that begins with a digit.
fn figure(rest: &str) -> (Kind, usize) {
    let count = digits(rest);
    let value = number(&rest[..count]);
    let after = &rest[count..];
    let found = match after.as_bytes().first() {
        Some(b'-') if count == 4 => iso(rest),
        Some(b'/') => slash(rest, count, value),
        Some(b'.') => dots(rest, count, value),
        Some(b':') => colon_clock(rest, count, value),
        Some(b'h' | b'H') if count <= 2 => hour_clock(rest, count, value),
        _ => None,
    };
    found
        .or_else(|| hour_with_half(rest, count, value))
        .or_else(|| ordinal(rest, count, value))
        .unwrap_or_else(|| plain(rest, count, value))
}

fn plain(rest: &str, count: usize, value: u32) -> (Kind, usize) {
    let after = &rest[count..];
    if count == 4 && value < 2400 && value % 100 < 60 {
        let next = after.trim_start();
        if ["hrs", "hours", "Zulu", "UTC", "h "].iter().any(|word| next.starts_with(word))
            && let Some(time) = clock(value / 100, value % 100)
        {
            return (Kind::Clock { time, weak: false }, count);
        }
    }
    let thousands = after.strip_prefix(',').is_some_and(|tail| digits(tail) == 3);
    let ish = after.starts_with("ish");
    let glued = after.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '%' | '_' | '+' | '°')) && !ish;
    if count > 4 || thousands || glued {
        let length = rest.find(|c: char| !c.is_alphanumeric() && c != ',' && c != '_').unwrap_or(rest.len());
        return (Kind::Other, length.max(count));
    }
    (Kind::Number(value), if ish { count + 3 } else { count })
}

/// Whether nothing that belongs to the figure follows.
fn ends_there(after: &str) -> bool {
    !after.starts_with(|c: char| c.is_alphanumeric() || c == '_')
}

fn iso(rest: &str) -> Option<(Kind, usize)> {
    let date = iso_date(rest.get(..10)?)?;
    let after = &rest[10..];
    // A time stuck to it is read on its own.
    let time_follows = after.strip_prefix('T').is_some_and(|time| digits(time) == 2);
    (time_follows || ends_there(after)).then_some((Kind::Iso(date), if time_follows { 11 } else { 10 }))
}

fn slash(rest: &str, count: usize, first: u32) -> Option<(Kind, usize)> {
    let tail = &rest[count + 1..];
    let second_count = digits(tail);
    if count > 2 || !(1..=2).contains(&second_count) {
        return None;
    }
    let second = number(&tail[..second_count]);
    let mut length = count + 1 + second_count;
    let mut year = None;
    if let Some(tail) = rest[length..].strip_prefix('/') {
        let year_count = digits(tail);
        if year_count != 2 && year_count != 4 {
            return None;
        }
        let written = i32::try_from(number(&tail[..year_count])).ok()?;
        year = Some(if year_count == 2 { 2000 + written } else { written });
        length += 1 + year_count;
    }
    let free = ends_there(&rest[length..]) && !rest[length..].starts_with('/') && (first, second) != (24, 7);
    free.then_some((Kind::Slash { first, second, year }, length))
}

fn dots(rest: &str, count: usize, first: u32) -> Option<(Kind, usize)> {
    let tail = &rest[count + 1..];
    let digits_second = digits(tail);
    if count > 2 || digits_second == 0 {
        return None;
    }
    let second = number(&tail[..digits_second]);
    let mut length = count + 1 + digits_second;
    if let Some(meridiem) = meridiem(&rest[length..])
        && digits_second == 2
    {
        let time = clock(hour_of(first, meridiem.is_pm)?, second)?;
        return Some((Kind::Clock { time, weak: false }, length + meridiem.length));
    }
    let mut year = None;
    let mut closed = false;
    if let Some(tail) = rest[length..].strip_prefix('.') {
        let year_count = digits(tail);
        if year_count == 4 || year_count == 2 && ends_there(&tail[2..]) && !tail[2..].starts_with('.') {
            let written = i32::try_from(number(&tail[..year_count])).ok()?;
            year = Some(if year_count == 2 { 2000 + written } else { written });
            length += 1 + year_count;
        } else if year_count > 0 {
            // A version.
            return Some((Kind::Other, chunk(rest).max(count)));
        } else {
            closed = tail.starts_with(char::is_whitespace) || tail.starts_with([',', ')']);
            length += usize::from(closed);
        }
    }
    let fits = digits_second <= 2 && ends_there(&rest[length..]);
    let kind = if fits { Kind::Dots { first, second, year, closed, digits: digits_second } } else { Kind::Other };
    Some((kind, length))
}

fn colon_clock(rest: &str, count: usize, hour: u32) -> Option<(Kind, usize)> {
    let tail = &rest[count + 1..];
    if count > 2 || digits(tail) != 2 {
        return None;
    }
    let minute = number(&tail[..2]);
    let mut length = count + 3;
    let meridiem = meridiem(&rest[length..]);
    let hour = match &meridiem {
        Some(meridiem) => hour_of(hour, meridiem.is_pm)?,
        None if count == 1 => likely_hour(hour),
        None => hour,
    };
    length += meridiem.map_or(0, |meridiem| meridiem.length);
    let time = clock(hour, minute)?;
    ends_there(&rest[length..]).then_some((Kind::Clock { time, weak: false }, length))
}

/// `14h`, `14h30`
fn hour_clock(rest: &str, count: usize, hour: u32) -> Option<(Kind, usize)> {
    let tail = &rest[count + 1..];
    let minutes = if digits(tail) == 2 { 2 } else { 0 };
    let time = clock(hour, if minutes == 2 { number(&tail[..2]) } else { 0 })?;
    let length = count + 1 + minutes;
    ends_there(&rest[length..]).then_some((Kind::Clock { time, weak: minutes == 0 }, length))
}

/// `4pm`, `4 p.m.`
fn hour_with_half(rest: &str, count: usize, hour: u32) -> Option<(Kind, usize)> {
    let meridiem = meridiem(&rest[count..])?;
    let time = clock(hour_of(hour, meridiem.is_pm)?, 0)?;
    (count <= 2).then_some((Kind::Clock { time, weak: false }, count + meridiem.length))
}

struct Meridiem {
    is_pm: bool,
    length: usize,
}

/// `am`, `pm`, `a.m.`, `P.M.`, one space before it allowed.
fn meridiem(after: &str) -> Option<Meridiem> {
    let spaces = usize::from(after.starts_with([' ', '\u{a0}', '\u{202f}']));
    let spaces = if spaces == 1 { after.chars().next().map_or(0, char::len_utf8) } else { 0 };
    let word = &after.as_bytes()[spaces..];
    let is_pm = match word.first()?.to_ascii_lowercase() {
        b'a' => false,
        b'p' => true,
        _ => return None,
    };
    let dotted = word.get(1) == Some(&b'.');
    let m = 1 + usize::from(dotted);
    if !word.get(m)?.eq_ignore_ascii_case(&b'm') {
        return None;
    }
    let length = m + 1 + usize::from(dotted && word.get(m + 1) == Some(&b'.'));
    ends_there(&after[spaces + length..]).then_some(Meridiem { is_pm, length: spaces + length })
}

fn ordinal(rest: &str, count: usize, value: u32) -> Option<(Kind, usize)> {
    let suffix = rest.get(count..count + 2)?;
    let is_suffix = ["st", "nd", "rd", "th"].iter().any(|one| suffix.eq_ignore_ascii_case(one));
    (is_suffix && count <= 2 && ends_there(&rest[count + 2..])).then_some((Kind::Ordinal(value), count + 2))
}

/// The hour of the day for one that is said without `am` or `pm`.
pub(super) fn likely_hour(hour: u32) -> u32 {
    if (1..=7).contains(&hour) { hour + 12 } else { hour }
}

pub(super) fn clock(hour: u32, minute: u32) -> Option<NaiveTime> {
    NaiveTime::from_hms_opt(if hour == 24 { 0 } else { hour }, minute, 0)
}

fn hour_of(hour: u32, is_pm: bool) -> Option<u32> {
    match hour {
        1..=11 => Some(if is_pm { hour + 12 } else { hour }),
        12 => Some(if is_pm { 12 } else { 0 }),
        _ => None,
    }
}
