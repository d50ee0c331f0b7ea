//! Another name for a contact, company, note, heading or habit, carried through all that names it; and what moving a file asks for.

pub mod edits;
pub mod spelling;
pub mod note;
pub mod heading;
pub mod habit;
pub mod moved;
pub mod prompts;
