//! The face for the terminal: words on a screen.
