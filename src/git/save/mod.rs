//! The one way the disk changes: locked, compared with what was read, recorded before, replaced whole, and taken back on demand.

pub mod change;
#[cfg(test)]
mod faults;
pub mod held;
pub mod lock;
pub mod record;
pub mod recover;
pub mod replace;
pub mod undo;
