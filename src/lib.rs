//! `journal`: a plain-text career journal that coaches its keeper.

pub mod actions;
pub mod calendar;
pub mod checks;
pub mod cli;
pub mod exchange;
pub mod git;
pub mod ide;
pub mod json;
pub mod lsp;
pub mod maps;
pub mod markdown;
pub mod notes;
pub mod prose;
pub mod report;
#[cfg(test)]
pub mod testing;
pub mod text;
pub mod workspace;
