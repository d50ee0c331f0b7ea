//! What one note means: a contact, a message, a week, the settings.

pub mod problem;
pub mod field;
pub mod kind;
pub mod sections;
pub mod log;
mod log_abroad;
pub mod contact;
pub mod company;
pub mod outreach;
pub mod habits;
pub mod tally;
pub mod week;
pub mod week_heading;
pub mod day;
pub mod event;
pub mod prompts;
pub mod map;
pub mod settings;
pub mod note;
pub mod catalogue;
