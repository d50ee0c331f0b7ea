//! The shapes that scripts and editors lean on, written out by hand.
