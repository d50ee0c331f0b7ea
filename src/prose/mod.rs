//! A message's anatomy: sentences and what each of them does, names, likeness.

pub mod acts;
