//! Front matter: found between its fences, read with the place of every value, and edited with every other byte kept.

pub mod key;
pub(super) mod fences;
mod yaml;
mod simple_yaml;
mod broken_yaml;
pub(super) mod read;
mod yaml_scalar;
pub mod new_value;
mod splice;
mod entry_lines;
mod verify;
pub mod edit;
