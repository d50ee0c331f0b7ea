//! How wide words are drawn, without a font engine: safe widths of common sans faces, and lines broken to fit.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

/// How thick letters are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// As running text.
    Regular,
    /// Bold.
    Bold,
}

/// The width of one line of `words`, in thousandths of the font size: the widest that a usual sans face makes of it, so that a box of this
/// width holds the words whatever face the reader's machine has.
#[must_use]
pub fn width(words: &str, weight: Weight) -> i32 {
    words.graphemes(true).fold(0, |sum: i32, cluster| sum.saturating_add(cluster_width(cluster, weight)))
}

/// `words` in lines of at most `limit` thousandths of the font size, at least one. Lines end at spaces, after hyphens and slashes and
/// between wide characters; a word that is too long by itself is cut. The lines come out about equally long.
#[must_use]
pub fn lines(words: &str, weight: Weight, limit: i32) -> Vec<String> {
    let pieces = pieces(words, weight, limit);
    let widest = filled(&pieces, limit);
    // Balancing tries several widths; in a label of many lines nobody sees the difference.
    if widest.len() < 2 || 6 < widest.len() {
        return widest;
    }
    let (mut low, mut high) = (limit / 2, limit);
    while 200 < high - low {
        let middle = low + (high - low) / 2;
        let fits = pieces.iter().all(|piece| piece.width <= middle) && filled(&pieces, middle).len() == widest.len();
        if fits { high = middle } else { low = middle }
    }
    filled(&pieces, high)
}

/// Whether a grapheme cluster is shown as an emoji.
#[must_use]
pub fn is_emoji(cluster: &str) -> bool {
    let picture = |c: char| matches!(c, '\u{1f000}'..='\u{1faff}') || (c.width() == Some(2) && matches!(c, '\u{2300}'..='\u{2bff}'));
    cluster.contains('\u{fe0f}') || cluster.chars().any(picture)
}

/// What may not be broken, and whether a space stands before it when it is not the first of its line.
struct Piece {
    text: String,
    width: i32,
    space_before: i32,
}

fn pieces(words: &str, weight: Weight, limit: i32) -> Vec<Piece> {
    let space = cluster_width(" ", weight);
    let mut pieces: Vec<Piece> = Vec::new();
    for word in words.split_whitespace() {
        let mut space_before = if pieces.is_empty() { 0 } else { space };
        let mut piece = Piece { text: String::new(), width: 0, space_before };
        for cluster in word.graphemes(true) {
            let advance = cluster_width(cluster, weight);
            let full = limit < piece.width + advance;
            let may_break = breaks_between(&piece.text, cluster);
            if !piece.text.is_empty() && (full || may_break) {
                pieces.push(piece);
                space_before = 0;
                piece = Piece { text: String::new(), width: 0, space_before };
            }
            piece.text.push_str(cluster);
            piece.width += advance;
        }
        pieces.push(piece);
    }
    pieces
}

/// Whether a line may end between what stands `before` and the next cluster.
fn breaks_between(before: &str, next: &str) -> bool {
    const NOT_FIRST: &str = "、。，．・：；？！）」』】〉》〕｝’”ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ…";
    const NOT_LAST: &str = "（「『【〈《〔｛‘“";
    let (Some(last), Some(first)) = (before.chars().last(), next.chars().next()) else { return false };
    let wide = |c: char| c.width() == Some(2);
    if wide(last) || wide(first) {
        return !NOT_FIRST.contains(first) && !NOT_LAST.contains(last);
    }
    let after_sign = matches!(last, '-' | '/' | '\u{2013}' | '\u{2014}') && first.is_alphabetic();
    after_sign && 3 < before.chars().count()
}

fn filled(pieces: &[Piece], limit: i32) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for piece in pieces {
        let fits = used + piece.space_before + piece.width <= limit;
        match lines.last_mut() {
            Some(line) if fits || line.is_empty() => {
                if 0 < piece.space_before && !line.is_empty() {
                    line.push(' ');
                    used += piece.space_before;
                }
                line.push_str(&piece.text);
                used += piece.width;
            }
            _ => {
                lines.push(piece.text.clone());
                used = piece.width;
            }
        }
    }
    lines
}

fn cluster_width(cluster: &str, weight: Weight) -> i32 {
    if is_emoji(cluster) {
        return 1200;
    }
    cluster.chars().map(|c| char_width(c, weight)).sum()
}

fn char_width(c: char, weight: Weight) -> i32 {
    let table = match weight {
        Weight::Regular => &REGULAR,
        Weight::Bold => &BOLD,
    };
    if let Some(width) = (c as usize).checked_sub(0x20).and_then(|index| table.get(index)) {
        return i32::from(*width);
    }
    match c.width() {
        None | Some(0) => 0,
        Some(1) => narrow(c, weight),
        Some(_) => 1000,
    }
}

/// Beyond ASCII by script: the average of the widest common face, and a little more.
fn narrow(c: char, weight: Weight) -> i32 {
    let regular = match c {
        'æ' | 'Æ' | 'œ' | 'Œ' | '…' | '—' | '©' | '®' | '™' | '½' | '¼' | '¾' | '‰' => 1010,
        '‘' | '’' | '‚' | '·' => 330,
        '“' | '”' | '„' => 530,
        '\u{a0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' if c.is_uppercase() => 780,
        '\u{a0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => 640,
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' if c.is_uppercase() => 790,
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => 650,
        '\u{400}'..='\u{52f}' if c.is_uppercase() => 860,
        '\u{400}'..='\u{52f}' => 740,
        '\u{590}'..='\u{5ff}' => 640,
        '\u{600}'..='\u{77f}' => 610,
        _ => 880,
    };
    match weight {
        Weight::Regular => regular,
        Weight::Bold => regular * 113 / 100,
    }
}

/// The characters from space to tilde, each as wide as in the widest of DejaVu Sans, Helvetica and Arial.
#[rustfmt::skip]
const REGULAR: [u16; 95] = [
    318, 401, 460, 838, 637, 951, 780, 275, 391, 391, 500, 838, 318, 361, 318, 337, 637, 637, 637,
    637, 637, 637, 637, 637, 637, 637, 337, 337, 838, 838, 838, 556, 1015, 685, 687, 722, 771, 667,
    611, 778, 752, 295, 500, 667, 558, 863, 749, 788, 667, 788, 722, 667, 611, 732, 685, 989, 686,
    667, 686, 391, 337, 391, 838, 556, 500, 613, 635, 550, 635, 616, 353, 635, 634, 278, 278, 580,
    278, 975, 634, 612, 635, 635, 412, 521, 393, 634, 592, 818, 592, 592, 525, 637, 337, 637, 838,
];

/// The same in bold.
#[rustfmt::skip]
const BOLD: [u16; 95] = [
    349, 457, 521, 838, 696, 1002, 873, 307, 458, 458, 523, 838, 380, 416, 380, 366, 696, 696, 696,
    696, 696, 696, 696, 696, 696, 696, 400, 400, 838, 838, 838, 611, 1000, 774, 763, 734, 831, 684,
    684, 821, 837, 373, 556, 775, 638, 996, 837, 851, 733, 851, 771, 721, 683, 813, 774, 1104, 771,
    725, 726, 458, 366, 458, 838, 556, 500, 675, 716, 593, 716, 679, 436, 716, 712, 343, 343, 666,
    343, 1042, 712, 688, 716, 716, 494, 596, 479, 712, 652, 924, 646, 652, 583, 712, 366, 712, 838,
];

#[cfg(test)]
mod tests {
    use super::{Weight, lines, width};

    #[test]
    fn wide_characters_count_one_em_marks_none_and_an_emoji_family_is_one_picture() {
        assert_eq!(width("道場", Weight::Regular), 2000);
        assert_eq!(width("e\u{301}", Weight::Regular), width("e", Weight::Regular));
        assert_eq!(width("👩‍👩‍👧", Weight::Regular), 1200);
        assert_eq!(width("❤\u{fe0f}", Weight::Regular), 1200);
        assert!(width("bold", Weight::Regular) < width("bold", Weight::Bold));
    }

    #[test]
    fn every_line_fits_and_nothing_is_lost() {
        let label = "Pairing with somebody who asks why-questions until the whole design has been said out loud, twice";
        for limit in [6_000, 9_000, 22_000, 28_000] {
            let broken = lines(label, Weight::Regular, limit);
            assert!(broken.iter().all(|line| width(line, Weight::Regular) <= limit), "{broken:?}");
            assert_eq!(broken.concat().replace(' ', ""), label.replace(' ', ""));
        }
    }

    #[test]
    fn a_word_without_a_space_is_cut_between_characters() {
        let broken = lines(&"x".repeat(100), Weight::Regular, 10_000);
        assert!(broken.len() > 5 && broken.iter().all(|line| width(line, Weight::Regular) <= 10_000));
    }

    #[test]
    fn lines_come_out_about_equally_long() {
        assert_eq!(lines("one two three four", Weight::Regular, 8_000), ["one two", "three four"]);
    }

    #[test]
    fn a_closing_mark_never_begins_a_line() {
        let broken = lines("毎朝、道場で稽古をする。それから、茶を飲む。", Weight::Regular, 5_000);
        assert!(broken.iter().all(|line| !line.starts_with(['、', '。'])), "{broken:?}");
    }

    #[test]
    fn no_words_are_one_empty_line() {
        assert_eq!(lines("  ", Weight::Bold, 22_000), [""]);
    }
}
