//! One's own answer rates and days to answer, each with its number and how sure it is.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::calendar::date::{add_working_days, weekday_long};
use crate::notes::contact::Tie;
use crate::notes::kind::NoteKind;
use crate::notes::outreach::{Channel, Status};
use crate::notes::sections::word_count;
use crate::report::week::asks;
use crate::workspace::owed::sent_on;
use crate::workspace::snapshot::Snapshot;

/// Below so many messages a rate is too uncertain to be told.
pub const ENOUGH: usize = 10;

/// The answer rates of first messages and follow-ups, as they stand today.
#[derive(Clone, Debug, PartialEq)]
pub struct MessageStats {
    /// The day.
    pub today: NaiveDate,
    /// All of them.
    pub all: Rate,
    /// Of these, so many went in the last days, within the time after which a follow-up is due, and have no answer yet.
    pub fresh: usize,
    /// By channel, tie, length and weekday, each in its usual order.
    pub by: Vec<(&'static str, Vec<Rate>)>,
}

/// How often messages of one kind are answered, and how soon.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rate {
    /// What they have in common.
    pub name: String,
    /// So many were sent.
    pub sent: usize,
    /// So many were answered by today; a no is an answer too.
    pub answered: usize,
    /// The days from sending to the answer, as far as its day is known, the quickest first.
    pub days: Vec<i64>,
}

impl Rate {
    /// Whether there are enough to tell a rate.
    #[must_use]
    pub fn is_enough(&self) -> bool {
        ENOUGH <= self.sent
    }

    /// The share that is answered; none where none was sent.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "numbers of messages")]
    pub fn share(&self) -> Option<f64> {
        (self.sent > 0).then(|| self.answered as f64 / self.sent as f64)
    }

    /// The 95 % interval of the share after Wilson, which stays honest for few messages and for shares near 0 and 1.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "numbers of messages")]
    pub fn interval(&self) -> Option<(f64, f64)> {
        const Z: f64 = 1.959_963_985;
        let (share, n) = (self.share()?, self.sent as f64);
        let spread = Z * Z / n;
        let middle = (share + spread / 2.0) / (1.0 + spread);
        let half = Z / (1.0 + spread) * (share * (1.0 - share) / n + spread / (4.0 * n)).sqrt();
        Some(((middle - half).max(0.0), (middle + half).min(1.0)))
    }

    /// The median of the days to an answer; of an even number the mean of the middle two.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "numbers of days")]
    pub fn median_days(&self) -> Option<f64> {
        let middle = self.days.len() / 2;
        let upper = *self.days.get(middle)? as f64;
        let even = self.days.len().is_multiple_of(2);
        Some(if even { (self.days[middle - 1] as f64 + upper) / 2.0 } else { upper })
    }

    fn add(&mut self, answered: bool, days: Option<i64>) {
        self.sent += 1;
        self.answered += usize::from(answered);
        if let Some(days) = days {
            let place = self.days.partition_point(|one| *one <= days);
            self.days.insert(place, days);
        }
    }
}

/// The answer rates of all first messages and follow-ups that were sent.
#[must_use]
pub fn message_stats(snapshot: &Snapshot) -> MessageStats {
    let today = snapshot.today();
    let mut all = Rate { name: "all".to_owned(), ..Rate::default() };
    let mut fresh = 0;
    // The keys put each group in its usual order.
    let mut groups: [BTreeMap<(usize, String), Rate>; 4] = Default::default();
    for (id, note) in snapshot.of_kind(NoteKind::Outreach) {
        let Some(message) = note.outreach().filter(|message| asks(message) && message.status != Status::Draft) else { continue };
        let Some(sent) = sent_on(message).filter(|sent| *sent <= today) else { continue };
        let answered = snapshot.is_answered(id);
        let days = snapshot.answered_on(id).map(|day| (day - sent).num_days()).filter(|days| 0 <= *days);
        all.add(answered, days);
        let waits_until = add_working_days(sent, snapshot.settings().outreach.follow_up_after_days);
        fresh += usize::from(!answered && message.status == Status::Sent && today < waits_until);
        let tie = snapshot.recipients(note).first().and_then(|id| snapshot.get(*id)?.contact()?.tie);
        let words = word_count(&note.text, &note.markdown, message.message);
        let weekday = sent.weekday();
        let keys = [
            (place(&Channel::ALL, message.channel), message.channel.word().to_owned()),
            tie_name(tie),
            length_band(words),
            (weekday.num_days_from_monday() as usize, weekday_long(weekday).to_owned()),
        ];
        for (group, (order, name)) in groups.iter_mut().zip(keys) {
            group.entry((order, name.clone())).or_insert_with(|| Rate { name, ..Rate::default() }).add(answered, days);
        }
    }
    let by = ["channel", "tie", "length", "weekday"].into_iter().zip(groups.map(|group| group.into_values().collect())).collect();
    MessageStats { today, all, fresh, by }
}

fn place<T: PartialEq>(all: &[T], one: T) -> usize {
    all.iter().position(|other| *other == one).unwrap_or(all.len())
}

fn tie_name(tie: Option<Tie>) -> (usize, String) {
    const TIES: [Tie; 5] = [Tie::Close, Tie::Community, Tie::Weak, Tie::Dormant, Tie::Cold];
    tie.map_or((TIES.len(), "no tie noted".to_owned()), |tie| (place(&TIES, tie), tie.word().to_owned()))
}

fn length_band(words: usize) -> (usize, String) {
    match words {
        ..=50 => (0, "up to 50 words".to_owned()),
        51..=100 => (1, "51 to 100 words".to_owned()),
        101..=150 => (2, "101 to 150 words".to_owned()),
        151.. => (3, "over 150 words".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Rate, message_stats};
    use crate::testing::journal;

    fn rate(answered: usize, sent: usize) -> Rate {
        Rate { sent, answered, ..Rate::default() }
    }

    #[test]
    fn the_interval_is_wilsons() {
        let told = |rate: Rate| rate.interval().map(|(low, high)| format!("{low:.3} {high:.3}"));
        assert_eq!(told(rate(7, 20)).as_deref(), Some("0.181 0.567"));
        assert_eq!(told(rate(0, 10)).as_deref(), Some("0.000 0.278"));
        assert_eq!(told(rate(10, 10)).as_deref(), Some("0.722 1.000"));
        assert_eq!(told(rate(0, 0)), None);
    }

    #[test]
    fn a_median_stands_in_the_middle() {
        assert_eq!(Rate { days: vec![1, 2, 9], ..Rate::default() }.median_days(), Some(2.0));
        assert_eq!(Rate { days: vec![1, 2, 3, 9], ..Rate::default() }.median_days(), Some(2.5));
        assert_eq!(Rate::default().median_days(), None);
    }

    #[test]
    fn first_messages_and_follow_ups_are_counted_by_kind() {
        let notes = "
//- contacts/ada.md
---
name: Ada
tie: weak
---
//- outreach/2026-11-02-ada.md
---
to: Ada
channel: email
status: replied
sent: 2026-11-02
replied: 2026-11-05
---
Hi Ada, thank you
//- outreach/2026-11-19-bo.md
---
to: Bo
channel: slack
status: sent
sent: 2026-11-19
---
//- outreach/2026-11-06-ada.md
---
to: Ada
intent: thank-you
status: sent
sent: 2026-11-06
---
//- outreach/2026-11-06-cy.md
---
to: Cy
---
";
        let stats = message_stats(&journal(notes));
        assert_eq!((stats.all.sent, stats.all.answered, stats.fresh, stats.all.days.clone()), (2, 1, 1, vec![3]));
        let told: Vec<String> = stats
            .by
            .iter()
            .flat_map(|(kind, rates)| rates.iter().map(move |rate| format!("{kind}: {} {}/{}", rate.name, rate.answered, rate.sent)))
            .collect();
        assert_eq!(
            told,
            [
                "channel: email 1/1",
                "channel: slack 0/1",
                "tie: weak 1/1",
                "tie: no tie noted 0/1",
                "length: up to 50 words 1/2",
                "weekday: Monday 1/1",
                "weekday: Thursday 0/1"
            ]
        );
        assert!(!stats.all.is_enough());
    }
}
