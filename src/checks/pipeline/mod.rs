//! The checks on what is awaited, owed and due.
