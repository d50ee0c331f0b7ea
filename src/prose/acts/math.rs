//! Arithmetic that gives the same bits everywhere: an exponential, the logistic curve, and hashes.
//!
//! The system's `exp` differs between C libraries; weights trained with it would too.

/// `e` to the power `x`, to about one part in 10^9, made of additions and multiplications alone.
#[must_use]
pub fn exp(x: f64) -> f64 {
    const LN_2: f64 = std::f64::consts::LN_2;
    let x = x.clamp(-700.0, 700.0);
    let whole = (x / LN_2).round();
    let rest = x - whole * LN_2;
    let mut sum = 1.0;
    for n in (1..=11).rev() {
        sum = 1.0 + rest * sum / f64::from(n);
    }
    let power = f64::from_bits(((whole as i64 + 1023) as u64) << 52);
    sum * power
}

/// The logistic curve: 0 far left, one half at 0, 1 far right.
#[must_use]
pub fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + exp(-x))
}

/// The natural logarithm of a positive number, to about one part in 10^9.
#[must_use]
pub fn ln(x: f64) -> f64 {
    let bits = x.to_bits();
    let power = ((bits >> 52) & 0x7ff) as i64 - 1023;
    let part = f64::from_bits((bits & 0x000f_ffff_ffff_ffff) | (1023_u64 << 52));
    let t = (part - 1.0) / (part + 1.0);
    let square = t * t;
    let mut sum = 0.0;
    for n in (0..16).rev() {
        sum = sum * square + 1.0 / f64::from(2 * n + 1);
    }
    power as f64 * std::f64::consts::LN_2 + 2.0 * t * sum
}

/// A hash of some bytes, the same on every machine and in every version.
#[must_use]
pub const fn hash_bytes(bytes: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut place = 0;
    while place < bytes.len() {
        hash = (hash ^ bytes[place] as u64).wrapping_mul(0x0000_0100_0000_01b3);
        place += 1;
    }
    hash
}

/// Joins a hash and one more value; the order matters.
#[must_use]
pub const fn join(hash: u64, value: u64) -> u64 {
    let mixed = (hash.rotate_left(23) ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 29)
}

/// The 32 bits of a hash that a feature is known by; never 0, which marks an empty place.
#[must_use]
pub const fn key(hash: u64) -> u32 {
    let mixed = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    let key = (mixed >> 32) as u32;
    if key == 0 { 1 } else { key }
}

#[cfg(test)]
mod tests {
    use super::{exp, ln, logistic};

    #[test]
    fn exp_and_ln_are_near_the_true_values() {
        for x in [-20.0, -3.3, -0.5, 0.0, 0.1, 1.0, 7.7, 30.0] {
            let (ours, theirs) = (exp(x), f64::exp(x));
            assert!(((ours - theirs) / theirs).abs() < 1e-8, "{x}: {ours} {theirs}");
        }
        for x in [1e-9, 0.3, 1.0, 2.5, 1e6] {
            assert!((ln(x) - f64::ln(x)).abs() < 1e-7, "{x}");
        }
    }

    #[test]
    fn the_logistic_curve_is_even_about_one_half() {
        assert!((logistic(0.0) - 0.5).abs() < 1e-12);
        assert!((logistic(2.0) + logistic(-2.0) - 1.0).abs() < 1e-9);
    }
}
