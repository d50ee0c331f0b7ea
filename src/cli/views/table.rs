//! Rows in columns that fit the screen: the widest column gives way first.

use anstyle::Style;

use crate::cli::screen::{Screen, styles};
use crate::cli::views::draw::cell;
use crate::text::width::{visible, width};

/// No column gets narrower than this many cells, where the screen allows.
const NARROWEST: usize = 8;
/// Before any gets narrower than this, the others give way.
const COMFORTABLE: usize = 12;

/// Says rows under a header. Each cell comes with its style. A column in which nothing stands is left out.
pub fn table(screen: &mut Screen, header: &[&str], rows: &[Vec<(Style, String)>]) {
    let used: Vec<usize> =
        (0..header.len()).filter(|column| rows.iter().any(|row| row.get(*column).is_some_and(|(_, words)| !words.is_empty()))).collect();
    let natural = |column: &usize| {
        let cells = rows.iter().filter_map(|row| row.get(*column)).map(|(_, words)| width(&visible(words)));
        cells.chain([width(header[*column])]).max().unwrap_or(0)
    };
    let widths = fitted(used.iter().map(natural).collect(), screen.list_width());
    let heading: Vec<(Style, String)> = header.iter().map(|words| (styles::DIM, (*words).to_owned())).collect();
    for row in std::iter::once(&heading).chain(rows) {
        let mut line = String::new();
        for (place, column) in used.iter().enumerate() {
            let Some((style, words)) = row.get(*column) else { continue };
            let last = place + 1 == used.len();
            let shown = cell(screen, *style, words, if last { widths[place].min(width(&visible(words))) } else { widths[place] });
            line.push_str(&shown);
            if !last {
                line.push_str("  ");
            }
        }
        screen.say(line.trim_end());
    }
}

/// Widths that fit into `room` with two blanks between the columns. The widest column gives way; first those in the middle, then the first and the
/// last as well.
fn fitted(mut widths: Vec<usize>, room: usize) -> Vec<usize> {
    let (count, gaps) = (widths.len(), 2 * widths.len().saturating_sub(1));
    let too_wide = |widths: &[usize]| room < widths.iter().sum::<usize>() + gaps;
    for (from, to, floor) in [(1, count.saturating_sub(1), COMFORTABLE), (0, count, COMFORTABLE), (0, count, NARROWEST)] {
        while too_wide(&widths) {
            match widths.get_mut(from..to.max(from)).and_then(|some| some.iter_mut().max()) {
                Some(widest) if floor < *widest => *widest -= 1,
                Some(_) | None => break,
            }
        }
    }
    widths
}

#[cfg(test)]
mod tests {
    use anstyle::Style;

    use super::table;
    use crate::cli::screen::Screen;

    #[track_caller]
    fn check(room: usize, expected: &str) {
        let mut screen = Screen::in_memory(room);
        let row = |words: [&str; 3]| words.map(|words| (Style::new(), words.to_owned())).to_vec();
        table(&mut screen, &["Name", "Nothing", "Words"], &[row(["Ada Lovelace", "", "one two three four"]), row(["Bo", "", ""])]);
        assert_eq!(screen.text(), expected);
    }

    #[test]
    fn columns_fit_the_screen() {
        check(80, "Name          Words\nAda Lovelace  one two three four\nBo\n");
        check(26, "Name          Words\nAda Lovelace  one two thr…\nBo\n");
    }
}
