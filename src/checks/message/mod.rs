//! The checks on a message that is still a draft.
