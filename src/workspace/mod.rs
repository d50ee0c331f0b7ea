//! All notes together, as one snapshot.
