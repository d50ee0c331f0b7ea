//! What happened and what is due, as plain values.

pub mod changes;
