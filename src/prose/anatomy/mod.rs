//! One reading of a message, shared by all who judge it: its sentences, what each does, whom it greets, what it offers and asks.

pub mod model;
pub mod read;
pub mod placeholders;
pub mod opening;
pub mod closing;
pub mod sentence;
pub mod asks;
pub mod offers;
pub mod specifics;
