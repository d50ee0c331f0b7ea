//! Completion: what may be meant, where it may be meant, and exactly which letters it replaces.

pub mod item;
pub mod filter;
pub mod place;
pub mod ranking;
pub mod links;
pub mod fields;
pub mod prompts;
pub mod table;
pub mod codes;
pub mod slots;
pub mod complete;
pub mod docs;
