//! What a file of people means for the journal: who is new, what it adds to whom, and where it is not clear.

use rustc_hash::FxHashMap;

use crate::exchange::card::Card;
use crate::exchange::contacts::{known_people, written_fields};
use crate::exchange::merge::{Index, Known, Match, additions, differences};
use crate::text::fuzzy::fold;
use crate::workspace::links::Resolution;
use crate::workspace::snapshot::Snapshot;

/// Fields of a contact's front matter, as plain text.
pub type FieldTexts = Vec<(&'static str, String)>;

/// What becomes of one person of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival<'c> {
    /// The card that came first.
    pub card: &'c Card,
    /// Whom it means.
    pub whom: Whom,
    /// What it, and its doubles further down the file, add.
    pub added: FieldTexts,
    /// What the journal says otherwise: the key, what is written, what the file has.
    pub differs: Vec<(&'static str, String, String)>,
}

/// Whom a card means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whom {
    /// Nobody yet.
    New,
    /// The contact with the note at this path.
    Known(String),
    /// Several fit, or one with another profile.
    Unclear(Vec<String>),
}

/// Matches the people of a file with the journal's. Everybody is there once, in the order of the file.
#[must_use]
pub fn arrivals<'c>(snapshot: &Snapshot, cards: &'c [Card]) -> Vec<Arrival<'c>> {
    let mut index = Index::new(known_people(snapshot));
    let mut all: Vec<Arrival<'c>> = Vec::new();
    // Where in `all` somebody stands, by the key under which the index knows them.
    let mut places: FxHashMap<String, usize> = FxHashMap::default();
    for card in cards {
        let key = match index.match_card(card) {
            Match::Ambiguous(keys) => {
                all.push(Arrival { card, whom: Whom::Unclear(keys), added: Vec::new(), differs: Vec::new() });
                continue;
            }
            Match::New => {
                let key = new_key(all.len());
                index.add(known(key.clone(), card));
                places.insert(key, all.len());
                all.push(Arrival { card, whom: Whom::New, added: additions(card, &[]), differs: Vec::new() });
                continue;
            }
            Match::ByEmail(key) | Match::ByProfile(key) | Match::ByName(key) => key,
        };
        match places.get(&key) {
            // A double in the file: it fills what is still empty.
            Some(place) => {
                let arrival = &mut all[*place];
                let written = fields_of(snapshot, &arrival.whom, &arrival.added);
                let more = additions(card, &borrowed(&written));
                arrival.added.extend(more);
            }
            None => {
                let whom = Whom::Known(key.clone());
                let written = fields_of(snapshot, &whom, &[]);
                let written = borrowed(&written);
                places.insert(key, all.len());
                all.push(Arrival { card, whom, added: additions(card, &written), differs: differences(card, &written) });
            }
        }
    }
    one_bearer_each(snapshot, &mut all);
    all
}

/// A name that two people bear tells neither: a nickname goes into the journal only where nothing else there, and nobody else in the file, has it.
fn one_bearer_each(snapshot: &Snapshot, all: &mut [Arrival<'_>]) {
    if all.iter().all(|arrival| arrival.added.iter().all(|(key, _)| *key != "aliases")) {
        return;
    }
    let mut bearers: FxHashMap<String, usize> = FxHashMap::default();
    for arrival in &*all {
        let mut names: Vec<String> = arrival.card.nicknames.iter().chain([&arrival.card.name]).map(|name| fold(name)).collect();
        names.sort_unstable();
        names.dedup();
        names.into_iter().for_each(|name| *bearers.entry(name).or_default() += 1);
    }
    let is_free =
        |name: &&str| bearers.get(&fold(name)).is_none_or(|count| *count < 2) && matches!(snapshot.resolve(name), Resolution::None);
    for arrival in all {
        for (key, names) in &mut arrival.added {
            if *key == "aliases" {
                *names = names.split(", ").filter(is_free).collect::<Vec<_>>().join(", ");
            }
        }
        arrival.added.retain(|(key, names)| *key != "aliases" || !names.is_empty());
    }
}

/// A key that no path has.
fn new_key(number: usize) -> String {
    format!("\u{0}{number}")
}

fn known(key: String, card: &Card) -> Known {
    Known { key, name: card.name.clone(), aliases: card.nicknames.clone(), emails: card.emails.clone(), profile: card.profile.clone() }
}

fn fields_of(snapshot: &Snapshot, whom: &Whom, added: &[(&'static str, String)]) -> Vec<(String, String)> {
    let mut fields = match whom {
        Whom::Known(path) => snapshot.at(path).and_then(|note| Some(written_fields(note, note.contact()?))).unwrap_or_default(),
        Whom::New | Whom::Unclear(_) => Vec::new(),
    };
    fields.extend(added.iter().map(|(key, value)| ((*key).to_owned(), value.clone())));
    fields
}

fn borrowed(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect()
}

#[cfg(test)]
mod tests {
    use super::{Whom, arrivals};
    use crate::exchange::csv;
    use crate::testing::journal;

    const PEOPLE: &str = "
//- contacts/ada.md
---
name: Ada Lovelace
email: ada@mill.example
role: Countess
---
//- contacts/kim-1.md
# Kim Lee
//- contacts/kim-2.md
# Kim Lee
";

    #[track_caller]
    fn check(rows: &str, expected: &[&str]) {
        let reading = csv::read(format!("Name,Email,Company,Role\n{rows}").as_bytes(), None);
        let snapshot = journal(PEOPLE);
        let all: Vec<String> = arrivals(&snapshot, &reading.cards)
            .iter()
            .map(|it| {
                let whom = match &it.whom {
                    Whom::New => "new".to_owned(),
                    Whom::Known(path) => path.clone(),
                    Whom::Unclear(paths) => paths.join("?"),
                };
                let added = it.added.iter().map(|(key, value)| format!(" {key}={value}")).collect::<String>();
                let differs = it.differs.iter().map(|(key, ours, theirs)| format!(" {key}:{ours}≠{theirs}")).collect::<String>();
                format!("{whom}{added}{differs}")
            })
            .collect();
        assert_eq!(all, expected);
    }

    #[test]
    fn only_what_is_missing_is_added() {
        check("Ada L,ADA@mill.example,Mill,Engineer\n", &["contacts/ada.md company=Mill name:Ada Lovelace≠Ada L role:Countess≠Engineer"]);
    }

    #[test]
    fn a_double_in_the_file_is_one_person() {
        check(
            "Zoe Brand,,Mill,\nZoë Brand,zoe@x.example,Other,Baker\n",
            &["new name=Zoe Brand company=Mill role=Baker email=zoe@x.example"],
        );
        check("Ada Lovelace,,Mill,\nAda Lovelace,,Other,\n", &["contacts/ada.md company=Mill"]);
    }

    #[test]
    fn where_several_fit_nobody_is_touched() {
        check("Kim Lee,,Mill,\n", &["contacts/kim-1.md?contacts/kim-2.md"]);
    }
}
