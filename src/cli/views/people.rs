//! Contacts, one person's card, and companies on the screen.

use anstyle::Style;
use chrono::NaiveDate;

use crate::calendar::date::{distance, short_date_seen};
use crate::cli::screen::{Screen, styles};
use crate::cli::views::draw::{cell, heading, paragraph, shortened, wrapped};
use crate::cli::views::table::table;
use crate::notes::company::Stage;
use crate::report::companies::{Standing, Step};
use crate::report::due::{Due, DueKind};
use crate::report::people::Person;
use crate::report::person::{Card, Entry, EntryKind};
use crate::text::width::{visible, width};
use crate::workspace::timeline::TouchKind;

/// Below so many columns a list shows two lines for each instead of a table.
const NARROW: usize = 60;

/// Shows contacts in their order.
pub fn show_people(screen: &mut Screen, people: &[Person], today: NaiveDate) {
    if screen.width() < NARROW {
        for person in people {
            paragraph(screen, styles::NAME, &person.name, 0);
            let parts = [person.company.clone().unwrap_or_default(), last_touch(person, today), next_step(person, today).1];
            let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            paragraph(screen, Style::new(), &parts.join(" · "), 2);
        }
        return;
    }
    let rows: Vec<Vec<(Style, String)>> = people
        .iter()
        .map(|person| {
            let (style, next) = next_step(person, today);
            vec![
                (styles::NAME, person.name.clone()),
                (Style::new(), person.company.clone().unwrap_or_default()),
                (Style::new(), person.tie.map(|tie| tie.word().to_owned()).unwrap_or_default()),
                (Style::new(), last_touch(person, today)),
                (style, next),
            ]
        })
        .collect();
    table(screen, &["Name", "Company", "Tie", "Last touch", "Next"], &rows);
}

fn last_touch(person: &Person, today: NaiveDate) -> String {
    person.last.map_or_else(|| "none yet".to_owned(), |(day, _)| distance(day, today))
}

/// What to do next with somebody, in a few words.
fn next_step(person: &Person, today: NaiveDate) -> (Style, String) {
    let now = |due: &&Due| due.date <= today;
    if let Some(due) = person.due.iter().find(now) {
        return (styles::WARM, pressing(due, today));
    }
    if !person.drafts.is_empty() {
        return (Style::new(), "a draft to finish".to_owned());
    }
    if let Some((since, _)) = &person.waiting {
        return (Style::new(), format!("no answer since {}", short_date_seen(*since, today)));
    }
    match person.due.first() {
        Some(due) => (Style::new(), format!("{} {}", word(due.kind), short_date_seen(due.date, today))),
        None if person.last.is_none() => (styles::DIM, "a first message".to_owned()),
        None => (styles::DIM, String::new()),
    }
}

fn pressing(due: &Due, today: NaiveDate) -> String {
    match due.kind {
        DueKind::Contact if due.date == today => "be in touch today".to_owned(),
        DueKind::Contact => {
            format!("be in touch, {} late", distance(due.date, today).trim_end_matches(" ago").replace("yesterday", "1 day"))
        }
        DueKind::Meeting => "meet today".to_owned(),
        DueKind::Reply | DueKind::ThankYou | DueKind::FollowUp => word(due.kind).to_owned(),
    }
}

/// What is due, with the reason.
fn card_line(due: &Due, today: NaiveDate) -> (Style, String) {
    let words = if due.date <= today { pressing(due, today) } else { format!("{} {}", word(due.kind), short_date_seen(due.date, today)) };
    (if due.date <= today { styles::WARM } else { Style::new() }, format!("{words}: {}", due.why))
}

fn word(kind: DueKind) -> &'static str {
    match kind {
        DueKind::Reply => "reply",
        DueKind::ThankYou => "say thanks",
        DueKind::FollowUp => "follow up",
        DueKind::Meeting => "meet",
        DueKind::Contact => "be in touch",
    }
}

/// Shows one person: the card, what is due, all that passed.
pub fn show_card(screen: &mut Screen, card: &Card, today: NaiveDate) {
    let person = &card.person;
    let pronouns = card.pronouns.as_ref().map(|words| format!(" ({words})")).unwrap_or_default();
    paragraph(screen, styles::HEADING, &format!("{}{pronouns}", person.name), 0);
    let work = [person.role.clone(), person.company.clone()].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let tie = person.tie.map(|tie| tie.word().to_owned());
    let may_name = card.may_name.map(|may| if may { "yes" } else { "no" }.to_owned());
    let list = |words: &[String]| (!words.is_empty()).then(|| words.join(", "));
    let fields = [
        ("Work", (!work.is_empty()).then_some(work)),
        ("Also called", list(&person.aliases)),
        ("Tie", tie),
        ("Via", person.via.clone()),
        ("E-mail", person.email.clone()),
        ("Phone", card.phone.clone()),
        ("LinkedIn", card.linkedin.clone()),
        ("Time zone", card.timezone.clone()),
        ("May be named", may_name),
        ("Tags", list(&person.tags)),
        ("Note", Some(person.path.to_string())),
    ];
    for (label, value) in fields {
        let Some(value) = value else { continue };
        let label = cell(screen, styles::DIM, label, 12);
        // Fourteen columns for the label; a long value goes on below itself.
        for (at, line) in wrapped(screen, &visible(&value), screen.width().saturating_sub(16).max(10)).iter().enumerate() {
            screen.say(if at == 0 { format!("  {label}  {line}") } else { format!("{:16}{line}", "") });
        }
    }
    if !person.due.is_empty() || person.waiting.is_some() {
        heading(screen, styles::HEADING, "Next");
        for due in &person.due {
            let (style, words) = card_line(due, today);
            paragraph(screen, style, &words, 2);
        }
        if let Some((since, path)) = &person.waiting {
            paragraph(screen, Style::new(), &format!("no answer since {} ({path})", short_date_seen(*since, today)), 2);
        }
    }
    if !card.facts.is_empty() {
        heading(screen, styles::HEADING, "Facts");
        for fact in &card.facts {
            let lines = wrapped(screen, &visible(fact), screen.width().saturating_sub(4).max(10));
            lines.into_iter().enumerate().for_each(|(at, line)| screen.say(format!("{}{line}", if at == 0 { "  - " } else { "    " })));
        }
    }
    heading(screen, styles::HEADING, "Timeline");
    if card.entries.is_empty() {
        screen.say("  nothing yet");
    }
    card.entries.iter().for_each(|entry| show_entry(screen, entry));
}

fn show_entry(screen: &mut Screen, entry: &Entry) {
    let date = entry.date.map_or_else(|| " ".repeat(10), |day| day.to_string());
    let style = match entry.kind {
        EntryKind::Touch(TouchKind::Answered | TouchKind::Met | TouchKind::Event) => styles::GOOD,
        EntryKind::Touch(TouchKind::Sent | TouchKind::Declined | TouchKind::Noted) => Style::new(),
        EntryKind::Draft | EntryKind::ToCome => styles::WARM,
        EntryKind::Mention => styles::DIM,
    };
    let kind = cell(screen, style, entry.kind.word(), 9);
    let place = format!("{}:{}", entry.path, entry.line);
    let words = if entry.words.is_empty() { place.clone() } else { entry.words.clone() };
    let room = screen.width().saturating_sub(25);
    let line = if room < 12 { visible(&words).into_owned() } else { shortened(screen, &visible(&words), room) };
    screen.say(format!("  {date}  {kind}  {line}"));
    let told_elsewhere = !entry.words.is_empty() && width(&place) + 25 <= screen.list_width();
    if told_elsewhere && matches!(entry.kind, EntryKind::Mention | EntryKind::Draft) {
        let place = screen.paint(styles::DIM, place);
        screen.say(format!("  {:21}  {place}", ""));
    }
}

/// Shows companies on the ring.
pub fn show_companies(screen: &mut Screen, companies: &[Standing], today: NaiveDate) {
    if screen.width() < NARROW {
        companies.iter().for_each(|it| narrow_company(screen, it, today));
    } else {
        company_table(screen, companies, today);
    }
    screen.gap();
    let key = "Ring: find, research, outreach, apply, back to the contact. ● done, ○ skipped, · to come";
    paragraph(screen, styles::DIM, key, 0);
}

fn narrow_company(screen: &mut Screen, it: &Standing, today: NaiveDate) {
    paragraph(screen, styles::NAME, &it.name, 0);
    let stage = it.stage.map(|stage| stage.word().to_owned()).unwrap_or_default();
    let parts = [ring(it), stage, it.last.map(|day| distance(day, today)).unwrap_or_default(), next_of(it).1];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    paragraph(screen, Style::new(), &parts.join(", "), 2);
}

fn company_table(screen: &mut Screen, companies: &[Standing], today: NaiveDate) {
    let rows: Vec<Vec<(Style, String)>> = companies
        .iter()
        .map(|it| {
            let (style, next) = next_of(it);
            let stage = it.stage.map(|stage| stage.word().to_owned()).unwrap_or_default();
            let last = it.last.map(|day| distance(day, today)).unwrap_or_default();
            vec![(styles::NAME, it.name.clone()), (Style::new(), ring(it)), (Style::new(), stage), (Style::new(), last), (style, next)]
        })
        .collect();
    table(screen, &["Company", "Ring", "Stage", "Last touch", "Next"], &rows);
}

fn ring(standing: &Standing) -> String {
    let sign = |step: Step| {
        if standing.done.contains(&step) {
            '●'
        } else if standing.skipped.contains(&step) {
            '○'
        } else {
            '·'
        }
    };
    Step::ALL.map(sign).iter().collect()
}

fn next_of(standing: &Standing) -> (Style, String) {
    if standing.stage == Some(Stage::Closed) {
        return (styles::DIM, "over".to_owned());
    }
    let who = || standing.people.first().map_or_else(|| "somebody there".to_owned(), Clone::clone);
    let words = match standing.next {
        None => return (styles::GOOD, "once around".to_owned()),
        Some(Step::Find | Step::Research) => "research".to_owned(),
        Some(Step::Outreach) => format!("write to {}", who()),
        Some(Step::Apply) => "apply".to_owned(),
        Some(Step::Back) => format!("tell {} that you applied", who()),
    };
    if standing.skipped.is_empty() { (Style::new(), words) } else { (styles::WARM, format!("skipped: {words}")) }
}
