//! Offered times found in running English: `Tuesday 1 December at 4pm`, `any weekday after 4`, a booking link.

mod days;
pub mod find;
pub mod model;
mod reader;
mod relative;
mod spans;
#[cfg(test)]
mod tests;
mod times;
mod tokens;
mod vocabulary;
mod weekdays;

pub use find::slots;
pub use model::{DateOrder, Mismatch, PartOfDay, Slot, SlotContext, SlotKind, SlotTime, TimeSpan};
