//! Who of the people in a file is known already, and what the file adds to what the keeper wrote.

use rustc_hash::FxHashMap;

use crate::exchange::card::{Card, one_line};
use crate::exchange::profile::profile_key;
use crate::text::fuzzy::fold;

/// Somebody whom the journal knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// What the caller calls them: a path, a stem.
    pub key: String,
    /// Their name.
    pub name: String,
    /// Their other names.
    pub aliases: Vec<String>,
    /// Their e-mail addresses.
    pub emails: Vec<String>,
    /// The address of their LinkedIn profile.
    pub profile: Option<String>,
}

/// Whom a card means; each holds the key of [`Known`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Match {
    /// They share an e-mail address.
    ByEmail(String),
    /// They share a profile.
    ByProfile(String),
    /// They share a name, and nothing speaks against it.
    ByName(String),
    /// Nobody knows them.
    New,
    /// Several people fit, or one whose profile is another: the keeper has to say.
    Ambiguous(Vec<String>),
}

/// Everybody whom the journal knows, ready to be looked up; built once for a whole import.
#[derive(Clone, Debug, Default)]
pub struct Index {
    people: Vec<Known>,
    by_email: FxHashMap<String, Vec<usize>>,
    by_profile: FxHashMap<String, Vec<usize>>,
    by_name: FxHashMap<String, Vec<usize>>,
}

impl Index {
    /// Takes everybody in.
    pub fn new(people: impl IntoIterator<Item = Known>) -> Index {
        let mut index = Index::default();
        people.into_iter().for_each(|known| index.add(known));
        index
    }

    /// Takes one more in: a card that was new, so that its double further down the file is not new again.
    pub fn add(&mut self, known: Known) {
        let place = self.people.len();
        for address in &known.emails {
            enter(&mut self.by_email, email_key(address), place);
        }
        if let Some(profile) = known.profile.as_deref().and_then(profile_key) {
            enter(&mut self.by_profile, profile, place);
        }
        for name in [&known.name].into_iter().chain(&known.aliases) {
            enter(&mut self.by_name, name_key(name), place);
        }
        self.people.push(known);
    }

    /// Whom a card means: by e-mail, then by profile, then by name.
    pub fn match_card(&self, card: &Card) -> Match {
        let profile = card.profile.as_deref().and_then(profile_key);
        let by_email = places(card.emails.iter().filter_map(|address| self.by_email.get(&email_key(address))));
        let by_profile = places(profile.iter().filter_map(|profile| self.by_profile.get(profile)));
        match (by_email.as_slice(), by_profile.as_slice()) {
            ([], []) => self.match_name(card, profile.as_deref()),
            ([one], []) => Match::ByEmail(self.key(*one)),
            ([one], [other]) if one == other => Match::ByEmail(self.key(*one)),
            ([], [one]) => Match::ByProfile(self.key(*one)),
            // A shared address, or an address of one and the profile of another.
            _ => self.settle(&by_email, &by_profile, card),
        }
    }

    /// A name alone says least: it is taken only where one person has it and no profile contradicts.
    fn match_name(&self, card: &Card, profile: Option<&str>) -> Match {
        // “O’Reilly, Shauna”, as offices sort their people.
        let turned = card.name.split_once(',').map(|(last, first)| name_key(&format!("{first} {last}")));
        let as_written = self.by_name.get(&name_key(&card.name));
        let found = as_written.or_else(|| turned.and_then(|name| self.by_name.get(&name)));
        let candidates = places(found.into_iter());
        match candidates.as_slice() {
            [] => Match::New,
            [one] => {
                let known_profile = self.people[*one].profile.as_deref().and_then(profile_key);
                let contradicts = matches!((profile, known_profile), (Some(theirs), Some(known)) if theirs != known);
                if contradicts { Match::Ambiguous(vec![self.key(*one)]) } else { Match::ByName(self.key(*one)) }
            }
            several => self.ambiguous(several),
        }
    }

    /// Several people share an address or a profile: the one of them who has the card's name, else nobody for sure.
    fn settle(&self, by_email: &[usize], by_profile: &[usize], card: &Card) -> Match {
        let all = places([&by_email.to_vec(), &by_profile.to_vec()].into_iter());
        let name = name_key(&card.name);
        let shared = if by_profile.is_empty() || by_email.is_empty() { all.as_slice() } else { &[] };
        let named: Vec<usize> = shared.iter().copied().filter(|place| self.is_called(*place, &name)).collect();
        match (named.as_slice(), by_email.is_empty()) {
            ([one], false) => Match::ByEmail(self.key(*one)),
            ([one], true) => Match::ByProfile(self.key(*one)),
            _ => self.ambiguous(&all),
        }
    }

    fn is_called(&self, place: usize, name: &str) -> bool {
        let known = &self.people[place];
        [&known.name].into_iter().chain(&known.aliases).any(|known| name_key(known) == name)
    }

    fn ambiguous(&self, places: &[usize]) -> Match {
        Match::Ambiguous(places.iter().map(|place| self.key(*place)).collect())
    }

    fn key(&self, place: usize) -> String {
        self.people[place].key.clone()
    }
}

/// Whom one card means. For many cards build an [`Index`] once.
pub fn match_card(card: &Card, known: &[Known]) -> Match {
    Index::new(known.iter().cloned()).match_card(card)
}

/// What the card adds to a contact's front matter: keys that have no value yet, with theirs as plain text (not YAML). `tags` has commas between them.
/// What the keeper wrote is never among it. `written` holds the keys that stand there, with their values.
pub fn additions(card: &Card, written: &[(&str, &str)]) -> Vec<(&'static str, String)> {
    let is_empty = |key: &str| !written.iter().any(|(known, value)| *known == key && !value.trim().is_empty());
    offered(card).into_iter().filter(|(key, _)| is_empty(key)).collect()
}

/// Where the card says something else than the keeper: the key, what is written, what the card has. For the keeper to look at; nothing is taken over.
pub fn differences(card: &Card, written: &[(&str, &str)]) -> Vec<(&'static str, String, String)> {
    let single = offered(card).into_iter().filter(|(key, _)| *key != "tags");
    let differing = single.filter_map(|(key, theirs)| {
        let (_, ours) = written.iter().find(|(known, value)| *known == key && !value.trim().is_empty())?;
        let agrees = match key {
            "email" => card.emails.iter().any(|address| email_key(address) == email_key(ours)),
            "linkedin" => profile_key(ours) == profile_key(&theirs),
            _ => name_key(ours) == name_key(&theirs),
        };
        (!agrees).then(|| (key, one_line(ours), theirs))
    });
    differing.collect()
}

/// The card in the words of a contact's front matter, in the order of its template.
fn offered(card: &Card) -> Vec<(&'static str, String)> {
    let first_email = card.emails.first().cloned();
    let tags = Some(card.tags.join(", "));
    let fields = [
        ("name", Some(card.name.clone())),
        ("pronouns", card.pronouns.clone()),
        ("company", card.company.clone()),
        ("role", card.role.clone()),
        ("email", first_email),
        ("phone", card.phones.first().cloned()),
        ("linkedin", card.profile.clone()),
        ("timezone", card.timezone.clone()),
        ("tags", tags),
    ];
    let filled = fields.into_iter().filter_map(|(key, value)| Some((key, one_line(&value?))));
    filled.filter(|(_, value)| !value.is_empty()).collect()
}

fn enter(map: &mut FxHashMap<String, Vec<usize>>, key: String, place: usize) {
    if !key.is_empty() {
        map.entry(key).or_default().push(place);
    }
}

/// All places of all lists, each once, in order.
fn places<'l>(lists: impl Iterator<Item = &'l Vec<usize>>) -> Vec<usize> {
    let mut all: Vec<usize> = lists.flatten().copied().collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn email_key(address: &str) -> String {
    address.trim().to_lowercase()
}

/// A name as it is compared: folded, without emoji and points, and without what follows it (`Ada Lovelace, PhD (she/her)`).
fn name_key(name: &str) -> String {
    let shown = name.split(['(', '[']).next().filter(|name| !name.trim().is_empty()).unwrap_or(name);
    let before_comma = shown.split(',').next().filter(|before| before.split_whitespace().count() >= 2).unwrap_or(shown);
    let letters: String = fold(before_comma).chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Card, Index, Known, Match, additions, differences, match_card};

    fn people() -> Vec<Known> {
        let known = |key: &str, name: &str, email: &str, profile: &str| Known {
            key: key.into(),
            name: name.into(),
            emails: vec![email.into()],
            profile: Some(profile.into()).filter(|profile: &String| !profile.is_empty()),
            aliases: Vec::new(),
        };
        vec![
            Known {
                aliases: vec!["Ada King".into()],
                ..known("ada", "Ada Lovelace", "ada@mill.example", "https://www.linkedin.com/in/ada-l")
            },
            known("soren", "Søren Ødegård", "soren@fjord.example", ""),
            known("kim-1", "Kim Lee", "kim@one.example", ""),
            known("kim-2", "Kim Lee", "kim@two.example", ""),
            known("desk", "Front Desk", "hello@mill.example", ""),
            known("jo", "Jo Park", "hello@mill.example", ""),
        ]
    }

    /// `Name <address> profile`, the latter two optional.
    fn check(name: &str, email: &str, profile: &str, expected: &str) {
        let mut card =
            Card { name: name.into(), profile: Some(profile.into()).filter(|profile: &String| !profile.is_empty()), ..Card::default() };
        assert!(card.add_email(email));
        let found = match match_card(&card, &people()) {
            Match::ByEmail(key) => format!("email {key}"),
            Match::ByProfile(key) => format!("profile {key}"),
            Match::ByName(key) => format!("name {key}"),
            Match::New => "new".into(),
            Match::Ambiguous(keys) => format!("ambiguous {}", keys.join(" ")),
        };
        assert_eq!(found, expected);
    }

    #[test]
    fn an_address_goes_before_a_profile_and_that_before_a_name() {
        check("A. L.", "ADA@Mill.example", "", "email ada");
        check("A. L.", "other@x.example", "de.linkedin.com/in/Ada-L/?trk=x", "profile ada");
        check("soren odegard", "", "", "name soren");
        check("ADA KING", "", "", "name ada");
        check("Ada Lovelace 🦀, PhD (she/her)", "", "", "name ada");
        check("King, Ada", "", "", "name ada");
        check("Ødegård, Søren", "", "", "name soren");
        check("Brand, Zoe", "", "", "new");
        check("Zoe Brand", "zoe@mill.example", "", "new");
    }

    #[test]
    fn where_several_fit_the_keeper_has_to_say() {
        check("Kim Lee", "", "", "ambiguous kim-1 kim-2");
        check("Kim Lee", "kim@two.example", "", "email kim-2");
        check("Ada Lovelace", "", "https://www.linkedin.com/in/another-ada", "ambiguous ada");
        check("Soren", "soren@fjord.example", "https://www.linkedin.com/in/ada-l", "ambiguous ada soren");
        check("Jo Park", "hello@mill.example", "", "email jo");
        check("Sam Rivera", "hello@mill.example", "", "ambiguous desk jo");
    }

    #[test]
    fn a_double_further_down_the_file_is_known() {
        let mut index = Index::new(people());
        let card = Card { name: "Zoe Brand".into(), ..Card::default() };
        assert_eq!(index.match_card(&card), Match::New);
        index.add(Known { key: "zoe".into(), name: "Zoë Brand".into(), ..Known::default() });
        assert_eq!(index.match_card(&card), Match::ByName("zoe".into()));
    }

    #[test]
    fn nothing_that_the_keeper_wrote_is_touched() {
        let card = Card {
            name: "Ada Lovelace".into(),
            emails: vec!["ada@home.example".into(), "ada@mill.example".into()],
            company: Some("Mill".into()),
            role: Some("Engineer".into()),
            tags: vec!["a".into(), "b".into()],
            ..Card::default()
        };
        let written = [("name", "Ada"), ("company", "Analytical Engines"), ("email", "Ada@mill.example"), ("role", " ")];
        assert_eq!(additions(&card, &written), [("role", "Engineer".into()), ("tags", "a, b".into())]);
        assert_eq!(
            differences(&card, &written),
            [("name", "Ada".into(), "Ada Lovelace".into()), ("company", "Analytical Engines".into(), "Mill".into())]
        );
    }
}
