//! All notes together, as one snapshot.

pub mod change;
pub mod index;
mod postings;
pub mod snapshot;
pub mod links;
pub mod hubs;
pub mod people;
pub mod known_names;
pub mod timeline;
pub mod counted;
pub mod chains;
pub mod likeness;
pub mod reading;
pub mod owed;
pub mod roster;
