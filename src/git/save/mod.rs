//! The one way the disk changes: locked, compared with what was read, recorded before, replaced whole, and taken back on demand.

pub mod change;
pub mod held;
pub mod step;
pub mod record;
pub mod replace;
pub mod turn;
pub mod lock;
pub mod recover;
pub mod undo;
#[cfg(test)]
mod faults;
