//! What happened and what is due, as plain values.

pub mod due;
pub mod prompt_counts;
pub mod habits;
pub mod explain_habit;
pub mod messages;
pub mod message_stats;
pub mod today;
pub mod week;
pub mod words;
pub mod page;
pub mod changes;
pub mod prompts;
pub mod people;
pub mod person;
pub mod companies;
pub mod progress;
pub mod progress_page;
