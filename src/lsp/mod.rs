//! The face for editors: the language server's protocol, and the sole home of its types.

pub mod server;
pub mod world;
mod addresses;
mod frames;
mod guard;
mod dispatch;
mod capabilities;
mod offers;
mod outbox;
mod output;
mod load;
mod switches;
mod registration;
mod inbox;
mod event;
mod state;
mod asking;
mod underneath;
mod journals;
mod documents;
mod disk;
mod view;
mod workers;
mod publish;
mod from_proto;
mod to_proto;
mod requests;
