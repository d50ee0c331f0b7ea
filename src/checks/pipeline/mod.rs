//! Checks on the pipeline: who waits for whom, what is due, dates that contradict each other.

mod standing;

pub mod unknown_contact;
pub mod follow_up_due;
pub mod too_many_follow_ups;
pub mod thank_you_due;
pub mod reply_owed;
pub mod same_company;
pub mod contact_due;
pub mod prep_thin;
pub mod stale_draft;
pub mod status_order;
pub mod apply_first;
