//! What one note means: a contact, a message, a week, the settings.
pub mod map;
