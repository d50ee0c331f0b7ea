//! The `journal` binary: start, exit status.

fn main() {}
