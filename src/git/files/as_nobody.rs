//! For tests of refusals: root is refused nothing, so they run again as somebody else.

use std::process::Command;

/// Runs `body` as a user without rights. As root, the test called `name` (its whole path in the crate) is started once more as nobody.
///
/// # Panics
/// When the other run fails, and loudly where root has no `setpriv`: a refusal that was not tried is not tested.
#[track_caller]
pub fn as_nobody(name: &str, body: impl FnOnce()) {
    // SAFETY: asks the system who we are, with no argument and no effect.
    if unsafe { libc::geteuid() } != 0 {
        return body();
    }
    let this = std::env::current_exe().expect("the test's own program");
    let mut command = Command::new("setpriv");
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups", "--"]).arg(this).args(["--exact", name, "--nocapture"]);
    let output = command.env("HOME", "/nonexistent").output().expect("root needs setpriv (util-linux) to test refusals");
    let told = String::from_utf8_lossy(&output.stdout);
    let ran_it = told.contains("1 passed");
    assert!(output.status.success() && ran_it, "as nobody:\n{told}{}", String::from_utf8_lossy(&output.stderr));
}
