//! The checks and why each is there, for scripts.

use serde_json::{Value, json};

use crate::checks::check::Check;
use crate::checks::page::page;

/// The shape of `journal explain --format json`: the checks with the parts of their pages.
#[must_use]
pub fn explained<'c>(checks: impl IntoIterator<Item = &'c Check>) -> Value {
    let one = |check: &Check| {
        let parts = page(check.page);
        json!({
            "code": check.code, "severity": check.severity.word(), "summary": parts.summary, "why": parts.why,
            "instead_of": parts.instead_of, "try": parts.try_this, "stays_quiet": parts.stays_quiet,
        })
    };
    json!({"version": 1, "checks": checks.into_iter().map(one).collect::<Vec<_>>()})
}

#[cfg(test)]
mod tests {
    use super::explained;
    use crate::checks::catalogue::check_named;

    #[test]
    fn a_check_is_told_part_by_part() {
        let told = explained(check_named("broken-link"));
        let check = &told["checks"][0];
        assert_eq!((&check["code"], &told["version"]), (&"broken-link".into(), &1.into()));
        assert!(check["why"].as_str().is_some_and(|why| !why.is_empty()), "{told}");
    }
}
