//! Front matter: keys that the kind knows, and values by what a field holds.

use std::cmp::Reverse;

use chrono::NaiveDate;

use crate::actions::rename::spelling::in_yaml;
use crate::calendar::date::{days_after, iso_date, long_date};
use crate::calendar::phrase::{Lean, date_phrase};
use crate::calendar::week::Week;
use crate::ide::completion::codes;
use crate::ide::completion::item::{Completion, Docs, Item, ItemKind, MOST};
use crate::ide::completion::links::{contact_names, messages};
use crate::ide::completion::ranking::{Wanted, ranked};
use crate::notes::catalogue::walk;
use crate::notes::field::{Fields, Shape, Spanned};
use crate::notes::kind::NoteKind;
use crate::notes::note::{Meaning, Note};
use crate::text::fuzzy::Fuzzy;
use crate::text::range::TextRange;
use crate::workspace::index::NoteId;
use crate::workspace::roster::shown_name;
use crate::workspace::snapshot::Snapshot;

/// The keys of the note's kind that it does not have yet, in their usual order.
#[must_use]
pub fn keys(note: &Note, replace: TextRange, has_colon: bool) -> Completion {
    let fields = Fields::of(&note.markdown);
    let written = replace.of(&note.text).trim();
    let missing = note.kind.fields().iter().filter(|field| fields.entry(field.name).is_none() || field.name == written);
    let items = missing.map(|field| {
        let words = if has_colon { field.name.to_owned() } else { format!("{}: ", field.name) };
        Item::new(field.name, ItemKind::Key, replace).inserting(words).beside(field.about)
    });
    Completion::whole(items.collect())
}

/// What a value of a field may be.
#[must_use]
pub fn values(snapshot: &Snapshot, id: NoteId, note: &Note, key: &str, replace: TextRange, typed: &str, in_brackets: bool) -> Completion {
    let Some(field) = note.kind.fields().iter().find(|field| field.name == key) else { return Completion::default() };
    // Behind a colon or a dash without a space, the space is written along.
    let before = replace.start().checked_sub(1).and_then(|at| note.text.as_bytes().get(at));
    let lead = if matches!(before, Some(b':' | b'-')) { " " } else { "" };
    let typed = typed.trim_start_matches(['"', '\'', '[']);
    // The other values of a list are there already.
    let others: Vec<Spanned<String>> = Fields::of(&note.markdown)
        .texts(key)
        .into_iter()
        .filter(|other| !other.range.touches(replace.start()) && !other.range.overlaps(replace))
        .collect();
    let word =
        |words: &str, kind: ItemKind| Item::new(words, kind, replace).inserting(format!("{lead}{}", in_yaml(words, false, in_brackets)));
    let words = |all: &[&str]| all.iter().map(|one| word(one, ItemKind::Word)).collect::<Vec<_>>();
    let rows = |(rows, is_cut): (Vec<(String, String, Docs, String)>, bool), kind| {
        let items = rows.into_iter().map(|(name, detail, docs, filter)| word(&name, kind).beside(detail).found_by(filter).told_in(docs));
        Completion::best(items.collect(), is_cut)
    };
    let complete = Completion::whole;
    match field.shape {
        Shape::OneOf(all) | Shape::Suggest(all) => complete(words(all)),
        Shape::YesNo => complete(words(&["yes", "no"])),
        Shape::Period => periods(typed, &|period| word(period, ItemKind::Word)),
        // Behind a whole date a time may follow, and no other date.
        Shape::Date | Shape::DateTime if typed.split_once(' ').is_some_and(|(date, _)| iso_date(date).is_some()) => Completion::default(),
        Shape::Date | Shape::DateTime => dates(snapshot.today(), key, typed, &|date: NaiveDate| word(&date.to_string(), ItemKind::Date)),
        Shape::Contacts => {
            let (mut found, is_cut) = contact_names(snapshot, typed.trim_start_matches('@'));
            let there: Vec<_> = others.iter().filter_map(|other| snapshot.get(snapshot.resolve_contact(&other.value).one()?)).collect();
            found.retain(|(_, _, docs, _)| !there.iter().any(|note| *docs == Docs::Note(note.path.clone())));
            rows((found, is_cut), ItemKind::Contact)
        }
        Shape::Message => rows(messages(snapshot, id, typed), ItemKind::Message),
        Shape::Company => companies(snapshot, id, typed, &|name| word(name, ItemKind::Company)),
        Shape::Codes => complete(codes::items(note, replace, lead)),
        Shape::Week => {
            let this = Week::of(snapshot.today(), snapshot.settings().week_start);
            complete(
                [this, this.plus(1), this.plus(-1)]
                    .iter()
                    .map(|week| word(&week.to_string(), ItemKind::Date).beside(week.title(snapshot.settings().week_start)))
                    .collect(),
            )
        }
        Shape::PromptWeek => {
            complete(prompt_weeks(snapshot).into_iter().map(|(name, title)| word(&name, ItemKind::Prompt).beside(title)).collect())
        }
        Shape::Zone => {
            let mut zones: Vec<&str> = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name()).filter(|name| name.contains('/')).collect();
            // One's own zone and those of the contacts are likelier than six hundred others.
            let own = snapshot.settings().timezone.as_deref();
            zones.sort_by_key(|name| Some(*name) != own);
            complete(words(&zones))
        }
        Shape::Texts => {
            let mut words = words_in_use(snapshot, note.kind, key, (id, replace));
            words.retain(|word| !others.iter().any(|other| other.value == *word));
            complete(words.iter().map(|one| word(one, ItemKind::Word)).collect())
        }
        Shape::Text | Shape::Email | Shape::Url => Completion::default(),
    }
}

/// Days to choose from, and the one that the typed words mean.
fn dates(today: NaiveDate, key: &str, typed: &str, item: &dyn Fn(NaiveDate) -> Item) -> Completion {
    let is_past = matches!(key, "sent" | "replied" | "met" | "reviewed" | "applied");
    let steps: &[i64] = if is_past { &[0, -1, -2, -3, -7] } else { &[7, 14, 28, 1, 2, 3, 0, 42] };
    let mut items = Vec::new();
    let lean = if is_past { Lean::Past } else { Lean::Future };
    let meant = date_phrase(typed.trim(), today, lean).ok();
    if let Some(date) = meant {
        items.push(item(date).found_by(typed).beside(format!("{typed}: {}", crate::ide::dates::date_words(date, today))));
    }
    let plain = steps.iter().map(|days| days_after(today, *days)).filter(|date| Some(*date) != meant);
    items.extend(plain.map(|date| item(date).beside(format!("{}, {}", long_date(date), crate::calendar::date::distance(date, today)))));
    // Words such as “next tue” mean another day with every letter.
    let is_words = typed.chars().any(char::is_alphabetic);
    Completion::best(items, is_words)
}

/// How often to be in touch: usual ones, and what a number that was typed may count.
fn periods(typed: &str, item: &dyn Fn(&str) -> Item) -> Completion {
    let usual = ["2 weeks", "4 weeks", "6 weeks", "8 weeks", "3 months", "6 months"].map(str::to_owned);
    let number = typed.split(' ').next().and_then(|word| word.parse::<u8>().ok()).filter(|number| *number > 1);
    let own = number.map(|number| ["weeks", "days", "months"].map(|unit| format!("{number} {unit}")));
    let mut all: Vec<String> = own.into_iter().flatten().collect();
    all.extend(usual.into_iter().filter(|period| number.is_none_or(|number| !period.starts_with(&format!("{number} ")))));
    // With another number there are others.
    Completion { items: all.iter().map(|period| item(period)).collect(), is_incomplete: true, is_ranked: false }
}

fn companies(snapshot: &Snapshot, id: NoteId, typed: &str, item: &dyn Fn(&str) -> Item) -> Completion {
    let (found, is_cut) = ranked(snapshot, Wanted::of(NoteKind::Company), typed, MOST);
    let mut items: Vec<Item> = found.iter().map(|(_, note)| item(shown_name(note)).told_in(Docs::Note(note.path.clone()))).collect();
    // Companies without a note of their own, as other contacts name them.
    let mut named: Vec<&str> = snapshot
        .contacts()
        .filter(|(other, ..)| *other != id)
        .filter_map(|(.., contact)| contact.company.as_ref())
        .map(|name| crate::notes::note::bare_target(&name.value))
        .filter(|name| !name.is_empty())
        .collect();
    named.sort_unstable();
    named.dedup();
    let known: Vec<String> = items.iter().map(|item| item.label.clone()).collect();
    let mut fuzzy = Fuzzy::new(typed.trim());
    let mut scored: Vec<(u32, &str)> = named.into_iter().filter_map(|name| Some((fuzzy.score(name)?, name))).collect();
    scored.sort_by_key(|(score, _)| Reverse(*score));
    let mut without_note = scored
        .into_iter()
        .map(|(_, name)| name)
        .filter(|name| !known.iter().any(|it| it == name) && snapshot.resolve_company(name).one().is_none());
    let room = MOST.saturating_sub(items.len());
    items.extend(without_note.by_ref().take(room).map(item));
    Completion::best(items, is_cut || without_note.next().is_some())
}

fn prompt_weeks(snapshot: &Snapshot) -> Vec<(String, String)> {
    let own = snapshot
        .of_kind(NoteKind::Prompts)
        .filter_map(|(_, note)| if let Meaning::Prompts(set) = &note.meaning { Some(&**set) } else { None });
    let own = own.flat_map(|set| set.weeks.iter().map(|week| (week.name.clone(), week.title.value.clone())));
    own.chain(walk::weeks().iter().map(|week| (week.name.to_owned(), week.title.to_owned()))).collect()
}

/// The words that notes of this kind hold in a field, the most frequent first; but what stands at the place that is being typed at.
fn words_in_use(snapshot: &Snapshot, kind: NoteKind, key: &str, typing: (NoteId, TextRange)) -> Vec<String> {
    if key == "aliases" {
        return Vec::new();
    }
    let mut counts: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
    for (id, note) in snapshot.of_kind(kind) {
        let is_typed = |range: TextRange| id == typing.0 && (range.overlaps(typing.1) || range.touches(typing.1.start()));
        for word in Fields::of(&note.markdown).texts(key).into_iter().filter(|word| !is_typed(word.range)) {
            *counts.entry(word.value).or_default() += 1;
        }
    }
    let mut words: Vec<(String, usize)> = counts.into_iter().collect();
    words.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    words.into_iter().map(|(word, _)| word).take(MOST).collect()
}
