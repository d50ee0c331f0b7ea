//! New notes, each from its template.

pub mod week;
pub mod free_path;
pub mod own_template;
pub mod contact;
pub mod company;
pub mod message;
pub mod titled;
pub mod day;
pub mod event;
pub mod map;
pub mod prompts;
