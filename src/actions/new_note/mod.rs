//! New notes, each from its template.

pub mod week;
