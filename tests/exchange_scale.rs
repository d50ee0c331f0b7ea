//! A large network in one go: what is slow by the square of its size would not come to an end here.

use std::fmt::Write;

use journal::exchange::linkedin;
use journal::exchange::merge::{Index, Known, Match};

#[test]
fn a_network_of_a_hundred_thousand_is_read_and_matched() {
    let mut file =
        String::from("Notes:\n\"Some addresses are missing.\"\n\nFirst Name,Last Name,URL,Email Address,Company,Position,Connected On\n");
    for number in 0..100_000 {
        let address = if number % 20 == 0 { format!("p{number}@mill.example") } else { String::new() };
        let page = format!("https://www.linkedin.com/in/person-{number}");
        writeln!(file, "Ødile,Person {number},{page},{address},\"Mill, {}\",Engineer,23 Nov 2026", number % 1000)
            .expect("a string takes all");
    }
    let known = (0..10_000).map(|number| Known {
        key: format!("person-{number}"),
        name: format!("odile person {number}"),
        emails: if number % 3 == 0 { vec![format!("P{number}@mill.example")] } else { Vec::new() },
        profile: (number % 3 == 1).then(|| format!("linkedin.com/in/person-{number}/")),
        aliases: Vec::new(),
    });
    let reading = linkedin::read(file.as_bytes());
    assert_eq!((reading.cards.len(), reading.problems), (100_000, Vec::new()));
    let index = Index::new(known);
    let mut counts = [0; 5];
    for card in &reading.cards {
        counts[match index.match_card(card) {
            Match::ByEmail(_) => 0,
            Match::ByProfile(_) => 1,
            Match::ByName(_) => 2,
            Match::New => 3,
            Match::Ambiguous(_) => 4,
        }] += 1;
    }
    // Every 60th of the 10,000 shares its address, every third its profile; of the rest the name is all there is.
    assert_eq!(counts, [167, 3333, 6500, 90_000, 0]);
}
