//! The list of all checks, in the order of their pages. It lists, and does nothing else.

use crate::checks::check::Check;
use crate::checks::journal::ambiguous_link::AMBIGUOUS_LINK;
use crate::checks::journal::broken_link::BROKEN_LINK;
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
    fn the_catalogue_stands_in_the_order_of_the_codes() {
        let places: Vec<_> = CATALOGUE.iter().map(|check| CODES.iter().position(|code| *code == check.code)).collect();
        assert!(places.iter().all(Option::is_some), "a code that codes.rs does not list: {places:?}");
        assert!(places.is_sorted(), "{places:?}");
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
