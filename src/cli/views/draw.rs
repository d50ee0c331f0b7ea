//! Bars, sparklines and lines that break where the screen ends.

use anstyle::Style;

use crate::cli::screen::Screen;
use crate::text::width::{clip, pad, visible, width};

/// A bar of so many cells, filled as far as `share` (0 to 1) says, in eighths of a cell.
#[must_use]
pub fn bar(share: f64, cells: usize) -> String {
    const PARTS: [char; 8] = [' ', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
    let eighths = rounded(share.clamp(0.0, 1.0) * (cells * 8) as f64);
    let (full, part) = (eighths / 8, eighths % 8);
    let mut bar = "█".repeat(full);
    if part > 0 {
        bar.push(PARTS[part]);
    }
    let filled = full + usize::from(part > 0);
    bar.push_str(&"░".repeat(cells - filled));
    bar
}

/// One column a value (0 to 1), `·` where there is none.
#[must_use]
pub fn spark(shares: impl IntoIterator<Item = Option<f64>>) -> String {
    const STEPS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    shares.into_iter().map(|share| share.map_or('·', |share| STEPS[rounded(share.clamp(0.0, 1.0) * 7.0).min(7)])).collect()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small and not below zero")]
fn rounded(value: f64) -> usize {
    value.round().max(0.0) as usize
}

/// Words in a style, cut (where the screen ends) or filled to `cells`; control characters made visible.
#[must_use]
pub fn cell(screen: &Screen, style: Style, words: &str, cells: usize) -> String {
    screen.paint(style, pad(&shortened(screen, &visible(words), cells), cells))
}

/// `words`, cut to `cells` where the screen ends.
#[must_use]
pub fn shortened(screen: &Screen, words: &str, cells: usize) -> String {
    if screen.is_endless() { words.to_owned() } else { clip(words, cells) }
}

/// Says a heading after a gap.
pub fn heading(screen: &mut Screen, style: Style, words: &str) {
    screen.gap();
    let words = screen.paint(style, words);
    screen.say(words);
}

/// Says words in lines that fit the screen, every one indented; control characters made visible.
pub fn paragraph(screen: &mut Screen, style: Style, words: &str, indent: usize) {
    let room = screen.width().saturating_sub(indent).max(10);
    for line in wrapped(screen, &visible(words), room) {
        let line = screen.paint(style, line);
        screen.say(format!("{}{line}", " ".repeat(indent)));
    }
}

/// `words` in lines of at most `cells`, broken at spaces; a word that is longer stands alone and is cut where the screen ends.
#[must_use]
pub fn wrapped(screen: &Screen, words: &str, cells: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split(' ').filter(|word| !word.is_empty()) {
        match lines.last_mut() {
            Some(line) if width(line) + 1 + width(word) <= cells => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(shortened(screen, word, cells)),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use anstyle::Style;

    use super::{bar, cell, spark, wrapped};
    use crate::cli::screen::Screen;

    #[test]
    fn a_bar_fills_by_eighths() {
        assert_eq!(bar(0.0, 4), "░░░░");
        assert_eq!(bar(0.5, 4), "██░░");
        assert_eq!(bar(0.4, 4), "█▋░░");
        assert_eq!(bar(7.0, 4), "████");
    }

    #[test]
    fn a_sparkline_has_a_column_a_week() {
        assert_eq!(spark([None, Some(0.0), Some(0.5), Some(1.0)]), "·▁▅█");
    }

    #[test]
    fn lines_break_at_spaces_and_long_words_are_cut() {
        let screen = Screen::in_memory(7);
        assert_eq!(wrapped(&screen, "one two three", 7), ["one two", "three"]);
        assert_eq!(wrapped(&screen, "incomprehensible", 6), ["incom…"]);
    }

    #[test]
    fn nothing_is_cut_in_a_file() {
        let screen = Screen::for_file();
        assert_eq!(wrapped(&screen, "one incomprehensible", 6), ["one", "incomprehensible"]);
        assert_eq!(cell(&screen, Style::new(), "incomprehensible", 6), "incomprehensible");
    }
}
