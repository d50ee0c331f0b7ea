//! A week's note in memory: habits, prompts, wins, review; written out anew after each sitting that touched it.

use crate::actions::demo::dates::week_name;
use chrono::{Datelike, Duration, NaiveDate};

/// What stands in a week's note.
#[derive(Debug, Clone)]
pub struct WeekNote {
    /// Its Monday.
    pub monday: NaiveDate,
    /// The set in its front matter, where it has one.
    pub prompts: Option<String>,
    /// The habit table's rows, in order.
    pub rows: Vec<Row>,
    /// The prompts taken up so far.
    pub answers: Vec<Answer>,
    /// The items under `## Wins`.
    pub wins: String,
    /// The text under `## Review`.
    pub review: String,
}

/// One habit's row.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its name, as in the settings.
    pub habit: String,
    /// What counted in that week: `daily`, `3/week`, `30m/day`.
    pub target: String,
    /// From Monday to Sunday.
    pub cells: [String; 7],
}

/// A prompt that was taken up.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The prompt's heading, as the week's set has it.
    pub heading: String,
    /// Which of the three boxes is ticked. None: no boxes, the text speaks for itself.
    pub ticked: Option<&'static str>,
    /// What was answered; may be empty.
    pub text: String,
}

const BOXES: [&str; 3] = ["completed", "partially complete", "not started"];

impl WeekNote {
    /// Its path from the root.
    pub fn path(&self) -> String {
        format!("weeks/{}.md", week_name(self.monday))
    }

    /// Writes a mark into a habit's cell; `day` counts from Monday, 0.
    pub fn mark(&mut self, habit: &str, day: usize, mark: &str) {
        let row = self.rows.iter_mut().find(|row| row.habit == habit);
        if let Some(cell) = row.and_then(|row| row.cells.get_mut(day)) {
            mark.clone_into(cell);
        }
    }

    /// Adds one to a count.
    pub fn count_up(&mut self, habit: &str, day: usize) {
        let cell = self.rows.iter().find(|row| row.habit == habit).and_then(|row| row.cells.get(day));
        let count: u32 = cell.and_then(|cell| cell.parse().ok()).unwrap_or(0);
        self.mark(habit, day, &(count + 1).to_string());
    }

    /// Takes up a prompt, or takes it further.
    pub fn answer(&mut self, answer: Answer) {
        match self.answers.iter_mut().find(|known| known.heading == answer.heading) {
            Some(known) => *known = answer,
            None => self.answers.push(answer),
        }
    }

    /// The note as it is written.
    pub fn text(&self) -> String {
        let prompts = self.prompts.as_ref().map_or(String::new(), |set| format!("prompts: {set}\n"));
        let mut text = format!("---\nweek: {}\n{prompts}---\n# {}\n\n## Habits\n\n{}", week_name(self.monday), self.title(), self.table());
        if self.prompts.is_some() || !self.answers.is_empty() {
            text.push_str("\n## Prompts\n");
        }
        for answer in &self.answers {
            text.push_str(&answer.section());
        }
        if !self.wins.is_empty() {
            text.push_str(&format!("\n## Wins\n\n{}\n", self.wins));
        }
        text.push_str("\n## Review\n");
        if !self.review.is_empty() {
            text.push_str(&format!("\n{}\n", self.review));
        }
        text
    }

    fn title(&self) -> String {
        let sunday = self.monday.checked_add_signed(Duration::days(6)).unwrap_or(self.monday);
        let from = if self.monday.year() != sunday.year() {
            "%-d %B %Y"
        } else if self.monday.month() != sunday.month() {
            "%-d %B"
        } else {
            "%-d"
        };
        format!("Week {}: {} to {}", self.monday.iso_week().week(), self.monday.format(from), sunday.format("%-d %B %Y"))
    }

    fn table(&self) -> String {
        let heads = ["Habit", "Target", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
        let mut lines: Vec<Vec<&str>> = vec![heads.to_vec()];
        for row in &self.rows {
            let mut line = vec![row.habit.as_str(), row.target.as_str()];
            line.extend(row.cells.iter().map(String::as_str));
            lines.push(line);
        }
        let width = |column: usize| lines.iter().filter_map(|line| line.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..heads.len()).map(width).collect();
        let mut table: Vec<String> = lines.iter().map(|line| aligned(line, &widths)).collect();
        let rule: Vec<String> = widths.iter().map(|width| "-".repeat(width + 2)).collect();
        table.insert(1, format!("|{}|", rule.join("|")));
        format!("{}\n", table.join("\n"))
    }
}

impl Answer {
    fn section(&self) -> String {
        let mut text = format!("\n### {}\n", self.heading);
        if let Some(ticked) = self.ticked {
            for label in BOXES {
                text.push_str(&format!("- [{}] {label}\n", if label == ticked { 'x' } else { ' ' }));
            }
        }
        if !self.text.is_empty() {
            text.push_str(&format!("\n{}\n", self.text));
        }
        text
    }
}

/// The box that a word of the script means: `done`, `part` or `none`.
pub fn ticked(word: &str) -> Option<&'static str> {
    match word {
        "done" => Some(BOXES[0]),
        "part" => Some(BOXES[1]),
        "none" => Some(BOXES[2]),
        _ => None,
    }
}

fn aligned(cells: &[&str], widths: &[usize]) -> String {
    let padded: Vec<String> = cells.iter().zip(widths).map(|(cell, width)| format!(" {cell:<width$} ")).collect();
    format!("|{}|", padded.join("|"))
}

#[cfg(test)]
mod tests {
    use super::{Answer, Row, WeekNote, ticked};
    use chrono::NaiveDate;

    fn note(year: i32, month: u32, day: u32) -> WeekNote {
        let row = |habit: &str, target: &str| Row { habit: habit.into(), target: target.into(), cells: Default::default() };
        WeekNote {
            monday: NaiveDate::from_ymd_opt(year, month, day).unwrap(),
            prompts: Some("turing/mod-2/week-5".into()),
            rows: vec![row("Code", "daily"), row("Outreach", "3/week")],
            answers: Vec::new(),
            wins: String::new(),
            review: String::new(),
        }
    }

    #[test]
    fn a_week_in_use_reads_like_one_kept_by_hand() {
        let mut week = note(2026, 11, 23);
        week.mark("Code", 1, "x with Noor");
        week.count_up("Outreach", 0);
        week.count_up("Outreach", 0);
        week.answer(Answer { heading: "Map: flow".into(), ticked: ticked("part"), text: "See the map.".into() });
        assert_eq!(
            week.text(),
            "---
week: 2026-W48
prompts: turing/mod-2/week-5
---
# Week 48: 23 to 29 November 2026

## Habits

| Habit    | Target | Mon | Tue         | Wed | Thu | Fri | Sat | Sun |
|----------|--------|-----|-------------|-----|-----|-----|-----|-----|
| Code     | daily  |     | x with Noor |     |     |     |     |     |
| Outreach | 3/week | 2   |             |     |     |     |     |     |

## Prompts

### Map: flow
- [ ] completed
- [x] partially complete
- [ ] not started

See the map.

## Review
"
        );
    }

    #[test]
    fn a_week_between_months_or_years_names_both() {
        assert_eq!(note(2026, 11, 30).title(), "Week 49: 30 November to 6 December 2026");
        assert_eq!(note(2026, 12, 28).title(), "Week 53: 28 December 2026 to 3 January 2027");
    }
}
