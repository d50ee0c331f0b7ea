//! The checks on notes, links, weeks and settings.
