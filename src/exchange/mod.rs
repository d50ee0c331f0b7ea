//! Contacts, follow-ups and search activities in and out of other programs.
