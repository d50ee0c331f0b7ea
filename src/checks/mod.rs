//! The checks: each in a file of its own, listed in one catalogue.

pub mod check;
pub mod page;
pub mod codes;
pub mod message;
pub mod pipeline;
pub mod journal;
pub mod catalogue;
pub mod fold;
pub mod run;
pub mod mend;
