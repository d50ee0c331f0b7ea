//! Small charts as SVG elements: bars, sparklines, calendars. Shapes tell what colours tell.

use chrono::{Datelike, NaiveDate};

use crate::calendar::date::{month_short, short_date, weekday_short};
use crate::maps::words::{clean, xml};
use crate::notes::tally::{DayMark, DayState};
use crate::report::habits::{HabitsReport, Heat, SteadyHabit};

/// A colour by its name, on light paper and on dark.
#[derive(Clone, Copy, Debug)]
struct Tone {
    name: &'static str,
    light: &'static str,
    dark: &'static str,
}

const fn tone(name: &'static str, light: &'static str, dark: &'static str) -> Tone {
    Tone { name, light, dark }
}

/// Words reach a contrast of 4.5 to 1 on what they stand on.
const TONES: [Tone; 12] = [
    tone("paper", "#fbfaf8", "#12161c"),
    tone("card", "#ffffff", "#1a2028"),
    tone("ink", "#1f2733", "#e8ecf2"),
    tone("quiet", "#566072", "#a8b2c1"),
    tone("edge", "#dfe3e9", "#303946"),
    tone("track", "#e7eaee", "#2b333e"),
    tone("done", "#1d7a4a", "#5cc48c"),
    tone("soft", "#d9f0e2", "#17402b"),
    tone("on-soft", "#10502e", "#c6f0d7"),
    tone("star", "#146038", "#7fd8a6"),
    tone("warm", "#8a4b08", "#f0b878"),
    tone("accent", "#1f66b0", "#8cc1f5"),
];

/// Of these it is the line that has the colour.
const STROKES: &str = " .edge, .ring { fill: none } .ring { stroke-width: 1.5 } .dash { stroke-width: 2 }";

/// The colours of every chart, as classes: light, and dark where the reader's screen is.
#[must_use]
pub fn classes() -> String {
    let rules = |shade: fn(&Tone) -> &'static str| -> String {
        let mut rules = String::new();
        for tone in &TONES {
            match tone.name {
                "edge" => rules.push_str(&format!(" .edge {{ stroke: {} }}", shade(tone))),
                "quiet" => rules.push_str(&format!(" .quiet {{ fill: {0} }} .ring, .dash {{ stroke: {0} }}", shade(tone))),
                name => rules.push_str(&format!(" .{name} {{ fill: {} }}", shade(tone))),
            }
        }
        rules
    };
    format!("{}{STROKES}\n@media screen and (prefers-color-scheme: dark) {{{} }}\n", rules(|tone| tone.light), rules(|tone| tone.dark))
}

/// The same colours for a page's own style, by name.
#[must_use]
pub fn variables() -> String {
    let set =
        |shade: fn(&Tone) -> &'static str| -> String { TONES.iter().map(|tone| format!(" --{}: {};", tone.name, shade(tone))).collect() };
    format!(
        ":root {{{} }}\n@media screen and (prefers-color-scheme: dark) {{ :root {{{} }} }}\n",
        set(|tone| tone.light),
        set(|tone| tone.dark)
    )
}

/// Faces that machines bring along; the first that is there is taken.
pub const FACES: &str = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', Arial, sans-serif";

/// Words as they may stand in an element: no markup, no control characters.
#[must_use]
pub fn safe(words: &str) -> String {
    xml(&clean(words))
}

/// A bar that stretches to its place, filled as far as `share` (0 to 1) says. Its number stands beside it in words.
#[must_use]
pub fn stretched_bar(share: f64, class: &str) -> String {
    let filled = (share.clamp(0.0, 1.0) * 1000.0).round() / 10.0;
    format!(
        "<svg class=\"bar\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\" focusable=\"false\">\
         <rect class=\"track\" width=\"100\" height=\"10\"/><rect class=\"{class}\" width=\"{filled}\" height=\"10\"/></svg>"
    )
}

/// A bar at a place of a picture.
#[must_use]
pub fn placed_bar(x: f64, y: f64, width: f64, share: f64, class: &str) -> String {
    let filled = (width * share.clamp(0.0, 1.0)).round();
    let fill = if filled > 0.0 {
        format!("<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{}\" height=\"10\" rx=\"5\"/>", filled.max(10.0))
    } else {
        String::new()
    };
    format!("<rect class=\"track\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"10\" rx=\"5\"/>{fill}\n")
}

/// Columns for shares (0 to 1), the latest right; where nothing was asked a dot.
#[must_use]
pub fn spark(shares: &[Option<f64>]) -> String {
    let width = shares.len() * 8;
    let mut out = format!(
        "<svg class=\"spark\" width=\"{width}\" height=\"22\" viewBox=\"0 0 {width} 22\" aria-hidden=\"true\" focusable=\"false\">"
    );
    for (at, share) in shares.iter().enumerate() {
        let x = at * 8;
        match share {
            None => out.push_str(&format!("<circle class=\"quiet\" cx=\"{}\" cy=\"20\" r=\"1\"/>", x + 3)),
            Some(share) => {
                let height = (2.0 + share.clamp(0.0, 1.0) * 20.0).round();
                out.push_str(&format!("<rect class=\"done\" x=\"{x}\" y=\"{}\" width=\"6\" height=\"{height}\" rx=\"1\"/>", 22.0 - height));
            }
        }
    }
    out.push_str("</svg>");
    out
}

/// The class of a day's cell.
#[must_use]
pub fn day_class(day: &DayState) -> &'static str {
    let counts = day.due || day.done > 0.0;
    match day.mark {
        DayMark::Done | DayMark::Amount if counts && day.done > 0.0 => "full",
        DayMark::Small if counts => "half",
        DayMark::Done | DayMark::Amount | DayMark::Small | DayMark::Skipped => "pale",
        DayMark::Missed | DayMark::Unanswered => "missed",
        DayMark::Open => "open",
        DayMark::None => "none",
    }
}

/// The edge of a calendar's cell with the gap behind it.
pub const STEP: usize = 15;

/// How wide and high a calendar of so many weeks is, names included.
#[must_use]
pub fn calendar_size(weeks: usize) -> (usize, usize) {
    (34 + weeks * STEP, 18 + 7 * STEP)
}

/// A calendar of a habit, a column a week, the latest right. Full squares are done, small ones a part, rings missed, dashes skipped.
#[must_use]
pub fn calendar(report: &HabitsReport, habit: &SteadyHabit) -> String {
    let mut out = String::new();
    for (at, name) in months(report) {
        out.push_str(&format!("<text class=\"quiet\" x=\"{}\" y=\"11\" font-size=\"10\">{name}</text>", 34 + at * STEP));
    }
    for (row, rate) in habit.weekdays.iter().enumerate() {
        let y = 18 + row * STEP + 10;
        out.push_str(&format!("<text class=\"quiet\" x=\"0\" y=\"{y}\" font-size=\"10\">{}</text>", weekday_short(rate.weekday)));
    }
    out.push('\n');
    for (column, (week, cells)) in report.weeks.iter().zip(&habit.calendar).enumerate() {
        let dates = week.days(report.start);
        let column: String =
            cells.iter().enumerate().map(|(row, heat)| square(*heat, dates[row], 34 + column * STEP, 18 + row * STEP)).collect();
        out.push_str(&column);
    }
    out.push('\n');
    out
}

/// The names of months above the columns where they begin.
fn months(report: &HabitsReport) -> Vec<(usize, &'static str)> {
    let mut names: Vec<(usize, &'static str)> = Vec::new();
    let mut before = None;
    for (at, week) in report.weeks.iter().enumerate() {
        let month = week.first_day(report.start).month();
        let has_room = names.last().is_none_or(|(last, _)| last + 2 <= at);
        if before != Some(month) && has_room {
            names.push((at, month_short(month)));
        }
        before = Some(month);
    }
    names
}

fn square(heat: Heat, date: NaiveDate, x: usize, y: usize) -> String {
    let edge = 12.0;
    let named = |shape: String, words: &str| format!("<g>{shape}<title>{}: {words}</title></g>", short_date(date));
    let boxed = |class: &str, size: f64| {
        let inset = (edge - size) / 2.0;
        format!(
            "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{size}\" height=\"{size}\" rx=\"2.5\"/>",
            x as f64 + inset,
            y as f64 + inset
        )
    };
    let track = boxed("track", edge);
    match heat {
        Heat::Blank => String::new(),
        Heat::Open => named(track, "open"),
        Heat::Skipped => {
            let (from, to, middle) = (x + 3, x + 9, y + 6);
            named(format!("{track}<path class=\"dash\" d=\"M{from} {middle}H{to}\"/>"), "skipped")
        }
        Heat::Missed => named(format!("{track}<circle class=\"ring\" cx=\"{}\" cy=\"{}\" r=\"2.5\"/>", x + 6, y + 6), "not done"),
        Heat::Done(part) => {
            let size = (5.0 + 7.0 * part.clamp(0.0, 1.0)).round();
            let words = if part >= 1.0 { "done" } else { "partly done" };
            named(format!("{track}{}", boxed("done", size)), words)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{TONES, Tone, spark, stretched_bar};

    /// The luminance of a colour after WCAG 2.
    fn luminance(colour: &str) -> f64 {
        let part = |at: usize| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    }

    fn contrast(one: &str, other: &str) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn words_stand_out_from_what_they_stand_on() {
        let of = |name: &str| TONES.iter().find(|tone| tone.name == name).unwrap();
        let pairs = [
            ("ink", "paper"),
            ("ink", "card"),
            ("ink", "track"),
            ("quiet", "paper"),
            ("quiet", "card"),
            ("quiet", "track"),
            ("done", "paper"),
            ("done", "card"),
            ("card", "done"),
            ("paper", "done"),
            ("on-soft", "soft"),
            ("star", "soft"),
            ("warm", "card"),
            ("accent", "card"),
        ];
        for (words, ground) in pairs {
            for shade in [|tone: &Tone| tone.light, |tone: &Tone| tone.dark] {
                let found = contrast(shade(of(words)), shade(of(ground)));
                assert!(4.5 <= found, "{words} on {ground}: {found:.2}");
            }
        }
    }

    #[test]
    fn a_bar_is_filled_as_far_as_its_share() {
        assert!(stretched_bar(0.5, "done").contains("width=\"50\""));
        assert!(stretched_bar(7.0, "done").contains("class=\"done\" width=\"100\""));
        assert_eq!(spark(&[None, Some(1.0)]).matches("<rect").count(), 1);
    }
}
