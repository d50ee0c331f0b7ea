//! Contacts, follow-ups and search activities in and out of other programs.

pub mod card;
pub mod charset;
pub mod columns;
pub mod content_line;
pub mod csv;
pub mod foreign_date;
pub mod ics;
pub mod linkedin;
pub mod mailto;
pub mod merge;
pub mod profile;
pub mod table;
pub mod vcard;
pub mod work_search;
pub mod contacts;
pub mod import;
pub mod agenda;
