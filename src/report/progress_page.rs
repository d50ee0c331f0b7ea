//! The progress log as one page with charts.

use crate::maps::words::xml;
use crate::notes::habits::written_number;
use crate::report::progress::ProgressWeek;

const STYLE: &str = ":root{color-scheme:light dark;--ink:#1f2328;--paper:#fff;--soft:#59636e;--bar:#1a7f37;--sent:#0969da;--line:#d1d9e0}\
@media screen and (prefers-color-scheme:dark){:root{--ink:#f0f6fc;--paper:#0d1117;--soft:#9198a1;--bar:#3fb950;--sent:#58a6ff;--line:#3d444d}}\
body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:52rem;margin:2rem auto;padding:0 1rem}\
h1{font-size:1.6rem}h2{font-size:1.15rem;margin:2rem 0 .3rem;border-top:1px solid var(--line);padding-top:1rem}\
svg{width:100%;height:auto}svg text{fill:var(--soft);font:11px system-ui,sans-serif}.done{fill:var(--bar)}.sent{fill:var(--sent)}.axis{stroke:var(--line)}\
p{margin:.2rem 0}ul{padding-left:1.2rem}time{color:var(--soft)}@page{margin:14mm}@media print{:root{color-scheme:light}body{margin:0;max-width:none;font-size:12px}h2{break-after:avoid}li{break-inside:avoid}}";

/// The page: self-contained, light and dark, readable without a script.
#[must_use]
pub fn page(weeks: &[ProgressWeek]) -> String {
    let mut html = String::from("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Progress log</title>\n");
    html.push_str(&format!("<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>Progress log</h1>\n"));
    html.push_str(&chart(weeks));
    for week in weeks {
        html.push_str(&section(week));
    }
    html.push_str("</main>\n</body>\n</html>\n");
    html
}

fn section(week: &ProgressWeek) -> String {
    let habits = match (week.done, week.goal) {
        (Some(done), Some(goal)) => format!("Habits {} of {}. ", written_number(done), written_number(goal)),
        _ => String::new(),
    };
    let mut html = format!("<section>\n<h2>{}, from <time>{}</time></h2>\n", week.week, week.start);
    html.push_str(&format!("<p>{habits}Messages sent: {}. Commits: {}.</p>\n", week.sent, week.commit_count()));
    if !week.subjects.is_empty() {
        html.push_str("<ul>\n");
        for (date, subject) in &week.subjects {
            html.push_str(&format!("<li><time>{date}</time> {}</li>\n", xml(subject)));
        }
        html.push_str("</ul>\n");
    }
    html.push_str("</section>\n");
    html
}

/// Habits done of what was asked, a bar a week, oldest on the left; below it the messages sent.
fn chart(weeks: &[ProgressWeek]) -> String {
    const WIDTH: f64 = 800.0;
    if weeks.is_empty() {
        return String::from("<p>No commit tells of this journal yet.</p>\n");
    }
    #[expect(clippy::cast_precision_loss, reason = "a number of weeks")]
    let step = WIDTH / weeks.len() as f64;
    let most = f64::from(weeks.iter().map(|week| week.sent).max().unwrap_or(0).max(1));
    let told = weeks.iter().filter(|week| week.goal.is_some()).count();
    let mut svg = format!(
        "<svg viewBox=\"0 0 {WIDTH} 210\" role=\"img\" aria-label=\"Habits and messages of {} weeks, {told} of them with habits; the numbers stand below\">\n",
        weeks.len()
    );
    svg.push_str("<text x=\"0\" y=\"10\">Habits done of asked</text><text x=\"0\" y=\"140\">Messages sent</text>\n");
    svg.push_str("<line class=\"axis\" x1=\"0\" x2=\"800\" y1=\"120\" y2=\"120\"/><line class=\"axis\" x1=\"0\" x2=\"800\" y1=\"200\" y2=\"200\"/>\n");
    for (at, week) in weeks.iter().rev().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "a number of weeks")]
        let x = at as f64 * step;
        let mut bar = |class: &str, share: f64, base: f64, height: f64, title: String| {
            let tall = (share.clamp(0.0, 1.0) * height).max(if share > 0.0 { 1.0 } else { 0.0 });
            svg.push_str(&format!(
                "<rect class=\"{class}\" x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{tall:.1}\"><title>{title}</title></rect>\n",
                x + step * 0.1,
                base - tall,
                step * 0.8
            ));
        };
        if let (Some(done), Some(goal)) = (week.done, week.goal.filter(|goal| *goal > 0.0)) {
            bar("done", done / goal, 120.0, 100.0, format!("{}: {} of {}", week.week, written_number(done), written_number(goal)));
        }
        bar("sent", f64::from(week.sent) / most, 200.0, 50.0, format!("{}: {} sent", week.week, week.sent));
    }
    svg.push_str("</svg>\n");
    svg
}

#[cfg(test)]
mod tests {
    use super::page;
    use crate::notes::settings::model::Settings;
    use crate::report::progress::{CommitTold, progress};
    use crate::testing::day;

    #[test]
    fn a_hostile_subject_stays_text() {
        let commit = CommitTold { date: day("2026-11-24"), subject: "<script>alert(1)</script>".into(), ..CommitTold::default() };
        let html = page(&progress(&[commit], &Settings::default()));
        assert!(!html.contains("<script") && html.contains("&lt;script&gt;"), "{html}");
    }
}
