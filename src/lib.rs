//! `journal`: a plain-text career journal that coaches its keeper.

pub mod text;
pub mod calendar;
pub mod markdown;
pub mod git;
pub mod notes;
pub mod prose;
pub mod maps;
pub mod workspace;
pub mod checks;
pub mod actions;
pub mod report;
pub mod exchange;
pub mod ide;
pub mod json;
pub mod lsp;
pub mod cli;
#[cfg(test)]
pub mod testing;
