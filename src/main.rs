//! The `journal` binary: start, exit status.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(journal::cli::run::run(std::env::args_os()))
}
