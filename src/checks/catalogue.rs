//! The list of all checks, in the order of their pages. It lists, and does nothing else.

use crate::checks::check::Check;
// On the message.
use crate::checks::journal::ambiguous_link::AMBIGUOUS_LINK;
use crate::checks::journal::broken_link::BROKEN_LINK;
use crate::checks::journal::conflict_marker::CONFLICT_MARKER;
use crate::checks::journal::duplicate_contact::DUPLICATE_CONTACT;
use crate::checks::journal::future_mark::FUTURE_MARK;
use crate::checks::journal::invalid_front_matter::INVALID_FRONT_MATTER;
use crate::checks::journal::invalid_mark::INVALID_MARK;
use crate::checks::journal::invalid_settings::INVALID_SETTINGS;
use crate::checks::journal::invalid_target::INVALID_TARGET;
use crate::checks::journal::invalid_value::INVALID_VALUE;
use crate::checks::journal::missed_twice::MISSED_TWICE;
use crate::checks::journal::prompt_status::PROMPT_STATUS;
use crate::checks::journal::unknown_field::UNKNOWN_FIELD;
use crate::checks::journal::unknown_prompt::UNKNOWN_PROMPT;
use crate::checks::journal::unreadable_note::UNREADABLE_NOTE;
use crate::checks::journal::week_mismatch::WEEK_MISMATCH;
use crate::checks::message::apologetic::APOLOGETIC;
use crate::checks::message::blank_message::BLANK_MESSAGE;
use crate::checks::message::date_mismatch::DATE_MISMATCH;
use crate::checks::message::expert_pose::EXPERT_POSE;
use crate::checks::message::follow_up_guilt::FOLLOW_UP_GUILT;
use crate::checks::message::follow_up_slot::FOLLOW_UP_SLOT;
use crate::checks::message::hard_to_read::HARD_TO_READ;
use crate::checks::message::hiring_probe::HIRING_PROBE;
use crate::checks::message::jargon::JARGON;
use crate::checks::message::job_ask::JOB_ASK;
use crate::checks::message::leftover_placeholder::LEFTOVER_PLACEHOLDER;
use crate::checks::message::life_story::LIFE_STORY;
use crate::checks::message::long_ask::LONG_ASK;
use crate::checks::message::long_sentence::LONG_SENTENCE;
use crate::checks::message::many_asks::MANY_ASKS;
use crate::checks::message::many_questions::MANY_QUESTIONS;
use crate::checks::message::mass_mention::MASS_MENTION;
use crate::checks::message::missing_ask::MISSING_ASK;
use crate::checks::message::missing_attachment::MISSING_ATTACHMENT;
use crate::checks::message::missing_duration::MISSING_DURATION;
use crate::checks::message::missing_greeting::MISSING_GREETING;
use crate::checks::message::missing_intro::MISSING_INTRO;
use crate::checks::message::missing_purpose::MISSING_PURPOSE;
use crate::checks::message::missing_sign_off::MISSING_SIGN_OFF;
use crate::checks::message::missing_slot::MISSING_SLOT;
use crate::checks::message::missing_specifics::MISSING_SPECIFICS;
use crate::checks::message::missing_subject::MISSING_SUBJECT;
use crate::checks::message::missing_thanks::MISSING_THANKS;
use crate::checks::message::missing_update::MISSING_UPDATE;
use crate::checks::message::missing_zone::MISSING_ZONE;
use crate::checks::message::misspelt_name::MISSPELT_NAME;
use crate::checks::message::one_slot::ONE_SLOT;
use crate::checks::message::over_limit::OVER_LIMIT;
use crate::checks::message::past_date::PAST_DATE;
use crate::checks::message::referral_ask::REFERRAL_ASK;
use crate::checks::message::reused_text::REUSED_TEXT;
use crate::checks::message::salesy_subject::SALESY_SUBJECT;
use crate::checks::message::stock_phrase::STOCK_PHRASE;
use crate::checks::message::thank_you_ask::THANK_YOU_ASK;
use crate::checks::message::thank_you_generic::THANK_YOU_GENERIC;
use crate::checks::message::too_casual::TOO_CASUAL;
use crate::checks::message::too_formal::TOO_FORMAL;
use crate::checks::message::too_long::TOO_LONG;
use crate::checks::message::too_short::TOO_SHORT;
use crate::checks::message::wrong_name::WRONG_NAME;
use crate::checks::pipeline::apply_first::APPLY_FIRST;
use crate::checks::pipeline::contact_due::CONTACT_DUE;
use crate::checks::pipeline::follow_up_due::FOLLOW_UP_DUE;
use crate::checks::pipeline::prep_thin::PREP_THIN;
use crate::checks::pipeline::reply_owed::REPLY_OWED;
use crate::checks::pipeline::same_company::SAME_COMPANY;
use crate::checks::pipeline::stale_draft::STALE_DRAFT;
use crate::checks::pipeline::status_order::STATUS_ORDER;
use crate::checks::pipeline::thank_you_due::THANK_YOU_DUE;
use crate::checks::pipeline::too_many_follow_ups::TOO_MANY_FOLLOW_UPS;
use crate::checks::pipeline::unknown_contact::UNKNOWN_CONTACT;

/// Every check: on the message, on the pipeline, on the journal.
pub const CATALOGUE: &[&Check] = &[
    // On the message.
    &MISSING_GREETING,
    &MISSING_INTRO,
    &MISSING_UPDATE,
    &MISSING_PURPOSE,
    &MISSING_SPECIFICS,
    &MISSING_ASK,
    &MISSING_SLOT,
    &MISSING_DURATION,
    &ONE_SLOT,
    &MISSING_ZONE,
    &MISSING_THANKS,
    &MISSING_SIGN_OFF,
    &TOO_SHORT,
    &LONG_SENTENCE,
    &HARD_TO_READ,
    &MANY_QUESTIONS,
    &MISSING_ATTACHMENT,
    &MISSING_SUBJECT,
    &SALESY_SUBJECT,
    &BLANK_MESSAGE,
    &JOB_ASK,
    &REFERRAL_ASK,
    &HIRING_PROBE,
    &MASS_MENTION,
    &LEFTOVER_PLACEHOLDER,
    &REUSED_TEXT,
    &WRONG_NAME,
    &MISSPELT_NAME,
    &DATE_MISMATCH,
    &PAST_DATE,
    &TOO_FORMAL,
    &TOO_CASUAL,
    &TOO_LONG,
    &OVER_LIMIT,
    &LIFE_STORY,
    &STOCK_PHRASE,
    &JARGON,
    &EXPERT_POSE,
    &MANY_ASKS,
    &LONG_ASK,
    &APOLOGETIC,
    &FOLLOW_UP_GUILT,
    &FOLLOW_UP_SLOT,
    &THANK_YOU_GENERIC,
    &THANK_YOU_ASK,
    // On the pipeline.
    &UNKNOWN_CONTACT,
    &FOLLOW_UP_DUE,
    &TOO_MANY_FOLLOW_UPS,
    &THANK_YOU_DUE,
    &REPLY_OWED,
    &SAME_COMPANY,
    &CONTACT_DUE,
    &PREP_THIN,
    &STALE_DRAFT,
    &STATUS_ORDER,
    &APPLY_FIRST,
    // On the journal.
    &INVALID_FRONT_MATTER,
    &INVALID_VALUE,
    &UNKNOWN_FIELD,
    &BROKEN_LINK,
    &AMBIGUOUS_LINK,
    &DUPLICATE_CONTACT,
    &UNKNOWN_PROMPT,
    &PROMPT_STATUS,
    &INVALID_MARK,
    &INVALID_TARGET,
    &WEEK_MISMATCH,
    &FUTURE_MARK,
    &MISSED_TWICE,
    &CONFLICT_MARKER,
    &UNREADABLE_NOTE,
    &INVALID_SETTINGS,
];

/// The check of this code.
#[must_use]
pub fn check_named(code: &str) -> Option<&'static Check> {
    CATALOGUE.iter().copied().find(|check| check.code == code)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{CATALOGUE, check_named};
    use crate::checks::codes::CODES;
    use crate::checks::page::page;
    use crate::testing::fires;

    /// Found only on the disk, so that no text can show it.
    const WITHOUT_EXAMPLES: &[&str] = &["unreadable-note"];

    #[test]
    fn codes_are_unique_and_well_formed() {
        let codes: HashSet<&str> = CATALOGUE.iter().map(|check| check.code).collect();
        assert_eq!(codes.len(), CATALOGUE.len());
        for code in codes {
            let formed = code.split('-').all(|part| !part.is_empty() && part.bytes().all(|letter| letter.is_ascii_lowercase()));
            assert!(formed && check_named(code).is_some(), "{code}");
        }
    }

    #[test]
    fn the_catalogue_and_the_list_of_codes_are_one() {
        assert_eq!(CATALOGUE.iter().map(|check| check.code).collect::<Vec<_>>(), CODES);
    }

    #[test]
    fn every_page_is_complete() {
        for check in CATALOGUE {
            let parts = page(check.page);
            assert!(parts.summary.ends_with('.') && !parts.summary.starts_with('#'), "{}: {}", check.code, parts.summary);
            assert!(!parts.why.is_empty() && !parts.stays_quiet.is_empty(), "{}: a part of its page is missing", check.code);
            let shown = !parts.instead_of.is_empty() && !parts.try_this.is_empty();
            assert!(shown || WITHOUT_EXAMPLES.contains(&check.code), "{}: its page shows no examples", check.code);
        }
    }

    #[test]
    fn every_instead_of_fires_and_every_try_stays_quiet() {
        let mut wrong = Vec::new();
        for check in CATALOGUE {
            let parts = page(check.page);
            wrong.extend(
                parts.instead_of.iter().filter(|text| !fires(check, text)).map(|text| format!("{} is silent on\n{text}", check.code)),
            );
            wrong.extend(parts.try_this.iter().filter(|text| fires(check, text)).map(|text| format!("{} fires on\n{text}", check.code)));
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    }
}
