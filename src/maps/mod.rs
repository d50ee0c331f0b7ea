//! A mind map laid out and drawn.
