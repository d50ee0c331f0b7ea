//! The acts a sentence may do, and the stage of a message it stands in.

use std::fmt;

/// What a sentence does; one sentence may do several things.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[repr(u8)]
pub enum Act {
    /// Opens to a person: "Hi Ada,".
    Greeting,
    /// Closes with a name.
    SignOff,
    /// Holds an address, a link or a telephone number.
    ContactLine,
    /// Says who the writer is, now or by trade.
    Intro,
    /// Tells somebody who knows the writer what the writer does now.
    Update,
    /// Is about the writer's own past.
    Past,
    /// Says how the two know or found each other, or whom they share.
    Link,
    /// Names something true of this person or their work that would not fit anybody else.
    Specific,
    /// Praises without naming anything particular.
    Praise,
    /// Says why the writer writes, or what they want to learn or understand.
    Purpose,
    /// Asks something that can be answered by return.
    Question,
    /// Asks how hiring, interviews or junior roles work there; welcome.
    ProcessQuestion,
    /// Asks for a job, role, internship or interview, however indirectly.
    JobAsk,
    /// Asks whether or when they hire or have openings.
    HiringProbe,
    /// Asks to be referred, recommended, passed on, put in touch with those who hire.
    ReferralAsk,
    /// Another request: a review of a CV, a tour, shadowing, advice by mail.
    OtherAsk,
    /// Asks for a call, coffee, chat or visit.
    MeetingAsk,
    /// Offers a day, date, time, span of days or booking link.
    Slot,
    /// Says how long.
    Duration,
    /// Thanks.
    Thanks,
    /// Shows regard for their time.
    Regard,
    /// Apologises for writing, belittles the writer.
    Apology,
    /// Offers something in return.
    Offer,
    /// Says or shows that others get the same message.
    Mass,
    /// Claims mastery, lectures.
    Expert,
    /// Says that a file is attached or enclosed.
    Attachment,
    /// Refers to an earlier message or talk.
    Earlier,
    /// Reproaches for silence.
    Guilt,
    /// Recalls a detail of a conversation.
    Detail,
    /// A stock phrase.
    Stock,
    /// Overly formal.
    Stiff,
    /// Too casual.
    Casual,
    /// Course words.
    Jargon,
}

/// How many acts there are.
pub const ACT_COUNT: usize = 33;

impl Act {
    /// Every act, in the order of the weights.
    pub const ALL: [Act; ACT_COUNT] = [
        Act::Greeting,
        Act::SignOff,
        Act::ContactLine,
        Act::Intro,
        Act::Update,
        Act::Past,
        Act::Link,
        Act::Specific,
        Act::Praise,
        Act::Purpose,
        Act::Question,
        Act::ProcessQuestion,
        Act::JobAsk,
        Act::HiringProbe,
        Act::ReferralAsk,
        Act::OtherAsk,
        Act::MeetingAsk,
        Act::Slot,
        Act::Duration,
        Act::Thanks,
        Act::Regard,
        Act::Apology,
        Act::Offer,
        Act::Mass,
        Act::Expert,
        Act::Attachment,
        Act::Earlier,
        Act::Guilt,
        Act::Detail,
        Act::Stock,
        Act::Stiff,
        Act::Casual,
        Act::Jargon,
    ];

    /// The acts that checks of severity error or warning rest on.
    pub const WEIGHTY: [Act; 20] = [
        Act::JobAsk,
        Act::HiringProbe,
        Act::ReferralAsk,
        Act::OtherAsk,
        Act::MeetingAsk,
        Act::Slot,
        Act::Purpose,
        Act::Specific,
        Act::Intro,
        Act::Update,
        Act::Past,
        Act::Mass,
        Act::Praise,
        Act::Expert,
        Act::Guilt,
        Act::Detail,
        Act::Stiff,
        Act::Casual,
        Act::Jargon,
        Act::ProcessQuestion,
    ];

    /// The act's name as the labelled sentences spell it, such as `job-ask`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Act::Greeting => "greeting",
            Act::SignOff => "sign-off",
            Act::ContactLine => "contact-line",
            Act::Intro => "intro",
            Act::Update => "update",
            Act::Past => "past",
            Act::Link => "link",
            Act::Specific => "specific",
            Act::Praise => "praise",
            Act::Purpose => "purpose",
            Act::Question => "question",
            Act::ProcessQuestion => "process-question",
            Act::JobAsk => "job-ask",
            Act::HiringProbe => "hiring-probe",
            Act::ReferralAsk => "referral-ask",
            Act::OtherAsk => "other-ask",
            Act::MeetingAsk => "meeting-ask",
            Act::Slot => "slot",
            Act::Duration => "duration",
            Act::Thanks => "thanks",
            Act::Regard => "regard",
            Act::Apology => "apology",
            Act::Offer => "offer",
            Act::Mass => "mass",
            Act::Expert => "expert",
            Act::Attachment => "attachment",
            Act::Earlier => "earlier",
            Act::Guilt => "guilt",
            Act::Detail => "detail",
            Act::Stock => "stock",
            Act::Stiff => "stiff",
            Act::Casual => "casual",
            Act::Jargon => "jargon",
        }
    }

    /// The act of this name, if there is one.
    #[must_use]
    pub fn named(name: &str) -> Option<Act> {
        Act::ALL.into_iter().find(|act| act.name() == name)
    }

    /// The act's place in the order of the weights.
    #[must_use]
    pub fn index(self) -> usize {
        self as usize
    }
}

impl fmt::Display for Act {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The stage of the acquaintance that a message stands at.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[repr(u8)]
pub enum Stage {
    /// A first message to a stranger.
    Cold,
    /// A first message to somebody who knows the writer.
    Warm,
    /// A second knock after silence.
    FollowUp,
    /// Thanks after a talk.
    ThankYou,
    /// An answer to theirs.
    Reply,
}

impl Stage {
    /// Every stage.
    pub const ALL: [Stage; 5] = [Stage::Cold, Stage::Warm, Stage::FollowUp, Stage::ThankYou, Stage::Reply];

    /// The stage's name as the labelled sentences spell it, such as `follow-up`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Stage::Cold => "cold",
            Stage::Warm => "warm",
            Stage::FollowUp => "follow-up",
            Stage::ThankYou => "thank-you",
            Stage::Reply => "reply",
        }
    }

    /// The stage of this name, if there is one.
    #[must_use]
    pub fn named(name: &str) -> Option<Stage> {
        Stage::ALL.into_iter().find(|stage| stage.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::{Act, Stage};

    #[test]
    fn the_order_of_the_list_is_the_order_of_the_weights() {
        for (place, act) in Act::ALL.into_iter().enumerate() {
            assert_eq!(act.index(), place);
            assert_eq!(Act::named(act.name()), Some(act));
        }
    }

    #[test]
    fn stages_are_found_by_name() {
        assert_eq!(Stage::named("follow-up"), Some(Stage::FollowUp));
        assert_eq!(Stage::named("lukewarm"), None);
    }
}
