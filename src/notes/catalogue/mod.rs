//! The built-in catalogue of prompts, `turing/…`: what a week may ask of its keeper.

pub mod module_0;
pub mod module_1;
pub mod module_2;
pub mod module_3;
pub mod module_4;
pub mod prompt;
pub mod walk;

pub use prompt::{CataloguePrompt, PromptWeek};
pub use walk::{next_week, sets, week, weeks};
