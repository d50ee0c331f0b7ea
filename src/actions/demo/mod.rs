//! A lived-in sample journal: twenty weeks of a made-up keeper, with the history that such a journal would have.

pub mod acts;
pub mod dates;
pub mod notes;
pub mod script;
pub mod step;
pub mod timeline;
pub mod history;
pub mod weeks;

pub use step::{DemoChange, DemoStep};
pub use timeline::demo;
