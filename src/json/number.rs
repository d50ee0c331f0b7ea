//! Numbers as scripts like them: whole ones without a fraction.

use serde_json::Value;

/// A number: `7`, not `7.0`; null where it is none. Fractions keep three places.
#[must_use]
pub fn number(value: f64) -> Value {
    let rounded = (value * 1000.0).round() / 1000.0;
    #[expect(clippy::cast_possible_truncation, reason = "whole, and far below the limit")]
    if rounded.fract() == 0.0 && rounded.abs() < 1e15 { Value::from(rounded as i64) } else { Value::from(rounded) }
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn whole_numbers_have_no_fraction() {
        assert_eq!(number(7.0).to_string(), "7");
        assert_eq!(number(5.5).to_string(), "5.5");
        assert_eq!(number(2.0 / 3.0).to_string(), "0.667");
        assert_eq!(number(f64::NAN).to_string(), "null");
    }
}
