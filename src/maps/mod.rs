//! A mind map laid out and drawn.

pub mod colours;
pub mod html;
pub mod layout;
pub mod measure;
pub mod mermaid;
pub mod outline;
#[cfg(feature = "png")]
pub mod png;
pub mod svg;
pub mod words;
