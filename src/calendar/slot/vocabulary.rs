//! The words that dates and times are made of.

use std::sync::LazyLock;

use chrono::Weekday;
use rustc_hash::FxHashMap;

use crate::calendar::slot::model::PartOfDay;

/// A word as far as dates go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    Weekday {
        day: Weekday,
        plural: bool,
    },
    Month(u32),
    Count(u32),
    Nth(u32),
    Part {
        part: PartOfDay,
        plural: bool,
    },
    Unit(Unit),
    Today,
    Tonight,
    Tomorrow,
    Yesterday,
    Now,
    Noon,
    Midnight,
    Week,
    Weekend,
    /// weekday, weekdays, weeknights: a day of any week.
    AnyDay,
    Calendar,
    Day,
    This,
    Next,
    Last,
    Coming,
    Following,
    That,
    Same,
    Any,
    Every,
    Since,
    The,
    A,
    Of,
    On,
    In,
    At,
    Around,
    After,
    Before,
    By,
    From,
    To,
    Through,
    Between,
    And,
    Or,
    Half,
    Quarter,
    Oclock,
    Early,
    Mid,
    Late,
    Back,
    First,
    Starting,
    Ago,
    Later,
    Time,
    Whose,
    Local,
    Zone,
    ZoneName,
    Christmas,
    NewYear,
    Thanksgiving,
    Boxing,
    Halloween,
    Eve,
    Wish,
    Not,
    Fails,
    /// Little words that may stand between a week and the days picked out of it.
    Pick,
    /// Words that may follow `the 7th` and show that it is a date.
    Follows,
    Other,
}

/// A unit of counted time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Days,
    Weeks,
    Fortnight,
    Months,
}

/// What `lower`, a word in lower case, means for dates.
pub(super) fn look_up(lower: &str) -> Word {
    static WORDS: LazyLock<FxHashMap<&'static str, Word>> = LazyLock::new(table);
    WORDS.get(lower).copied().unwrap_or(Word::Other)
}

fn table() -> FxHashMap<&'static str, Word> {
    let mut words = FxHashMap::default();
    let mut put = |line: &'static str, word: Word| line.split(' ').for_each(|one| _ = words.insert(one, word));
    let weekdays = [
        (Weekday::Mon, "monday mon lundi montag", "mondays"),
        (Weekday::Tue, "tuesday tues tue mardi dienstag", "tuesdays"),
        (Weekday::Wed, "wednesday weds wed mercredi mittwoch", "wednesdays"),
        (Weekday::Thu, "thursday thurs thur thu jeudi donnerstag", "thursdays"),
        (Weekday::Fri, "friday fri vendredi freitag", "fridays"),
        (Weekday::Sat, "saturday sat samedi samstag", "saturdays"),
        (Weekday::Sun, "sunday sun dimanche sonntag", "sundays"),
    ];
    for (day, one, many) in weekdays {
        put(one, Word::Weekday { day, plural: false });
        put(many, Word::Weekday { day, plural: true });
    }
    let months = [
        "january jan janvier januar",
        "february feb février februar",
        "march mar märz",
        "april apr avril",
        "may",
        "june jun juin juni",
        "july jul juillet juli",
        "august aug août",
        "september sept sep septembre",
        "october oct octobre oktober",
        "november nov novembre",
        "december dec décembre dezember",
    ];
    for (month, line) in (1..).zip(months) {
        put(line, Word::Month(month));
    }
    for (count, word) in (1..).zip("one two three four five six seven eight nine ten eleven twelve".split(' ')) {
        put(word, Word::Count(count));
    }
    for (nth, word) in (2..).zip("second third fourth fifth sixth seventh eighth ninth tenth".split(' ')) {
        put(word, Word::Nth(nth));
    }
    let parts = [
        (PartOfDay::Morning, "morning breakfast", "mornings"),
        (PartOfDay::Lunch, "lunch lunchtime brunch midday", "lunchtimes lunches"),
        (PartOfDay::Afternoon, "afternoon arvo teatime tea", "afternoons arvos"),
        (PartOfDay::Evening, "evening sundown sunset dusk cob eod dinner", "evenings"),
        (PartOfDay::Night, "night", "nights"),
    ];
    for (part, one, many) in parts {
        put(one, Word::Part { part, plural: false });
        put(many, Word::Part { part, plural: true });
    }
    put("days", Word::Unit(Unit::Days));
    put("weeks", Word::Unit(Unit::Weeks));
    put("fortnight fortnights", Word::Unit(Unit::Fortnight));
    put("month months", Word::Unit(Unit::Months));
    let single = [
        ("today", Word::Today),
        ("tonight", Word::Tonight),
        ("tomorrow tmrw tmr", Word::Tomorrow),
        ("yesterday", Word::Yesterday),
        ("now", Word::Now),
        ("noon", Word::Noon),
        ("midnight", Word::Midnight),
        ("week wk", Word::Week),
        ("weekend weekends", Word::Weekend),
        ("weekday weekdays weeknight weeknights", Word::AnyDay),
        ("kw", Word::Calendar),
        ("day", Word::Day),
        ("this", Word::This),
        ("next", Word::Next),
        ("last", Word::Last),
        ("coming upcoming", Word::Coming),
        ("following", Word::Following),
        ("that", Word::That),
        ("same", Word::Same),
        ("any most some", Word::Any),
        ("every each", Word::Every),
        ("since", Word::Since),
        ("the", Word::The),
        ("a an", Word::A),
        ("of", Word::Of),
        ("on", Word::On),
        ("in during", Word::In),
        ("at @", Word::At),
        ("around about circa roughly approximately towards", Word::Around),
        ("after past onwards", Word::After),
        ("before", Word::Before),
        ("by", Word::By),
        ("from", Word::From),
        ("to until till til", Word::To),
        ("through thru", Word::Through),
        ("between", Word::Between),
        ("and", Word::And),
        ("or", Word::Or),
        ("half", Word::Half),
        ("quarter", Word::Quarter),
        ("o'clock", Word::Oclock),
        ("early beginning start", Word::Early),
        ("mid middle", Word::Mid),
        ("late end", Word::Late),
        ("back latter", Word::Back),
        ("first", Word::First),
        ("starting commencing w/c", Word::Starting),
        ("ago", Word::Ago),
        ("later", Word::Later),
        ("time", Word::Time),
        ("your my our their", Word::Whose),
        ("local", Word::Local),
        (
            "et est edt ct cst cdt mt mst mdt pt pst pdt gmt utc bst cet cest wet eet eest ist jst aest aedt akst hst nzst sgt msk zulu",
            Word::Zone,
        ),
        ("eastern central mountain pacific atlantic", Word::ZoneName),
        ("christmas xmas", Word::Christmas),
        ("newyear", Word::NewYear),
        ("thanksgiving", Word::Thanksgiving),
        ("boxing", Word::Boxing),
        ("halloween", Word::Halloween),
        ("eve", Word::Eve),
        ("happy merry good black cyber casual", Word::Wish),
        ("not except excluding never can't cannot", Word::Not),
        ("doesn't won't", Word::Fails),
        ("say either maybe perhaps possibly ideally like example eg e.g for both any sometime", Word::Pick),
        (
            "works work would is are was has have could can might if instead it i we you i'm i'd we'd but so because as suits suit looks look sounds \
             will be for with when again please too also should all where which then feels ish over once they he she without me us earlier free fine better best perfect isn't \
             possible ideal great clear open quiet",
            Word::Follows,
        ),
    ];
    for (line, word) in single {
        line.split_ascii_whitespace().for_each(|one| _ = words.entry(one).or_insert(word));
    }
    words
}
