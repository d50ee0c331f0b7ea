//! From bytes to text, whatever an old address book wrote them in.

/// The text of a whole file, and where its encoding had to be guessed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The first line (counted from 1) that is no UTF-8 and was read as Windows-1252.
    pub guessed_from: Option<usize>,
}

/// Reads a file: UTF-16 by its mark or its look, else UTF-8; lines that are not UTF-8 are taken for Windows-1252, each by itself,
/// so that one stray byte does not spoil the names in all other lines.
pub fn decode_file(bytes: &[u8]) -> Decoded {
    if let Some(text) = decode_utf16(bytes) {
        return Decoded { text, guessed_from: None };
    }
    let bytes = without_utf8_mark(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded { text: text.to_owned(), guessed_from: None };
    }
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    let mut guessed_from = None;
    for (index, line) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
        match std::str::from_utf8(line) {
            Ok(line) => text.push_str(line),
            Err(_) => {
                guessed_from.get_or_insert(index + 1);
                text.push_str(&decode_windows_1252(line));
            }
        }
    }
    Decoded { text, guessed_from }
}

/// A value in the charset that is named beside it (as in `CHARSET=ISO-8859-1`); without one UTF-8, or Windows-1252 where it is none.
/// The second half is `false` when the charset is not known and had to be guessed.
pub fn decode_value(bytes: &[u8], charset: Option<&str>) -> (String, bool) {
    let guess = || std::str::from_utf8(bytes).map_or_else(|_| decode_windows_1252(bytes), str::to_owned);
    let Some(charset) = charset else {
        return (guess(), true);
    };
    let plain: String = charset.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    match plain.as_str() {
        "utf8" | "usascii" | "ascii" | "" => (guess(), true),
        // Browsers read Latin 1 as Windows-1252 too: the bytes that differ are control characters there.
        "iso88591" | "latin1" | "windows1252" | "cp1252" | "ansi" => (decode_windows_1252(bytes), true),
        "iso885915" | "latin9" => (decode_latin_9(bytes), true),
        "utf16" | "utf16le" => (decode_utf16_units(bytes, u16::from_le_bytes), true),
        "utf16be" => (decode_utf16_units(bytes, u16::from_be_bytes), true),
        _ => (guess(), false),
    }
}

/// The text of a UTF-16 file: known by its mark, or by the zero bytes between the letters of its beginning.
pub fn decode_utf16(bytes: &[u8]) -> Option<String> {
    match bytes {
        [0xFF, 0xFE, rest @ ..] => Some(decode_utf16_units(rest, u16::from_le_bytes)),
        [0xFE, 0xFF, rest @ ..] => Some(decode_utf16_units(rest, u16::from_be_bytes)),
        [1..=0xFF, 0, 1..=0xFF, 0, ..] => Some(decode_utf16_units(bytes, u16::from_le_bytes)),
        [0, 1..=0xFF, 0, 1..=0xFF, ..] => Some(decode_utf16_units(bytes, u16::from_be_bytes)),
        _ => None,
    }
}

/// The bytes after a UTF-8 byte order mark, if there is one.
pub fn without_utf8_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

fn decode_utf16_units(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

fn decode_windows_1252(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| windows_1252(*byte)).collect()
}

fn decode_latin_9(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| latin_9(*byte)).collect()
}

fn windows_1252(byte: u8) -> char {
    // 0x80 to 0x9F; the five unused places keep their control character, as the WHATWG table has it.
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘', '’', '“', '”', '•',
        '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

fn latin_9(byte: u8) -> char {
    match byte {
        0xA4 => '€',
        0xA6 => 'Š',
        0xA8 => 'š',
        0xB4 => 'Ž',
        0xB8 => 'ž',
        0xBC => 'Œ',
        0xBD => 'œ',
        0xBE => 'Ÿ',
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::{decode_file, decode_value};

    #[test]
    fn utf_16_is_known_by_its_mark_and_without_one() {
        let little: Vec<u8> = "Zoë".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "Zoë".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode_file(&little).text, "Zoë");
        assert_eq!(decode_file(&big).text, "Zoë");
        assert_eq!(decode_file(&[b"\xFF\xFE", little.as_slice()].concat()).text, "Zoë");
        assert_eq!(decode_file(&[b"\xFE\xFF", big.as_slice()].concat()).text, "Zoë");
    }

    #[test]
    fn a_line_that_is_no_utf_8_is_windows_1252_and_leaves_the_others_alone() {
        let decoded = decode_file(b"\xEF\xBB\xBFZo\xC3\xAB\nZo\xEB \x96 \x80\n");
        assert_eq!(decoded.text, "Zoë\nZoë – €\n");
        assert_eq!(decoded.guessed_from, Some(2));
    }

    #[test]
    fn a_named_charset_is_followed_and_an_unknown_one_told() {
        assert_eq!(decode_value(b"Zo\xEB \x93", Some("ISO-8859-1")), ("Zoë “".into(), true));
        assert_eq!(decode_value(b"\xA4", Some("iso-8859-15")), ("€".into(), true));
        assert_eq!(decode_value(b"Zo\xC3\xAB", None), ("Zoë".into(), true));
        assert_eq!(decode_value(b"Zoe", Some("KOI8-R")), ("Zoe".into(), false));
    }
}
