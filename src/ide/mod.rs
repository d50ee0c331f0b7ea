//! What an editor may ask: a snapshot and a place in, plain values out. No protocol, no disk, no clock.

pub mod thing;
pub mod dates;
pub mod contact_card;
pub mod habit_card;
pub mod hover;
pub mod definition;
pub mod references;
pub mod neighbours;
pub mod highlight;
pub mod links;
pub mod symbols;
pub mod workspace_symbols;
pub mod folding;
pub mod selection;
pub mod tokens;
pub mod linked;
pub mod completion;
pub mod anatomy;
pub mod message_hover;
pub mod rename;
pub mod act;
pub mod code_actions;
pub mod code_lens;
pub mod inlay_hints;
