//! The face for editors: the language server protocol, and the sole home of its types.
