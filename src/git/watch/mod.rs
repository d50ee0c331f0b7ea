//! The journal's files seen changing: told by the system where it can, else looked at every few seconds.

pub mod seen;
mod sight;
mod eyes;
mod events;
mod polling;
pub mod watcher;
