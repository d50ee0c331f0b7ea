//! The colours of a map: a family of shades for each first-level branch, on light and on dark paper.

/// The shades of one branch, as `#rrggbb`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shades {
    /// Fills the first-level box.
    pub full: &'static str,
    /// Words on `full`.
    pub on_full: &'static str,
    /// Lines and rings.
    pub line: &'static str,
    /// Fills the boxes further out.
    pub soft: &'static str,
    /// Words on `soft` and on the paper.
    pub ink: &'static str,
}

/// All colours of a map on one kind of paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// The paper.
    pub paper: &'static str,
    /// Fills the centre.
    pub centre: &'static str,
    /// Words on the centre.
    pub on_centre: &'static str,
    /// Taken in turn by the first-level branches.
    pub families: [Shades; 8],
}

impl Theme {
    /// The shades of the first-level branch with this index.
    #[must_use]
    pub fn shades(&self, family: usize) -> &Shades {
        &self.families[family % self.families.len()]
    }
}

const fn shades(full: &'static str, on_full: &'static str, line: &'static str, soft: &'static str, ink: &'static str) -> Shades {
    Shades { full, on_full, line, soft, ink }
}

/// On white paper.
pub const LIGHT: Theme = Theme {
    paper: "#ffffff",
    centre: "#263040",
    on_centre: "#ffffff",
    families: [
        shades("#1f66b0", "#ffffff", "#4a8fd4", "#e4effa", "#163f6b"),
        shades("#a84c0c", "#ffffff", "#dd8137", "#fcecdd", "#6d340c"),
        shades("#1d7547", "#ffffff", "#45a86f", "#e0f3e7", "#124e2e"),
        shades("#a32a69", "#ffffff", "#d4629c", "#fae5ef", "#6d1b47"),
        shades("#0e6d77", "#ffffff", "#2f9faa", "#dcf2f4", "#0a4a52"),
        shades("#6343b5", "#ffffff", "#9176d6", "#ece7fa", "#432c80"),
        shades("#b1342f", "#ffffff", "#e06e66", "#fbe6e3", "#7a211d"),
        shades("#676010", "#ffffff", "#a89f31", "#f4f1d8", "#49440b"),
    ],
};

/// On dark paper.
pub const DARK: Theme = Theme {
    paper: "#14181f",
    centre: "#e6ebf2",
    on_centre: "#141a24",
    families: [
        shades("#8cc1f5", "#0b2138", "#5a9ad8", "#1a2d42", "#cfe4fa"),
        shades("#f2b07a", "#331a05", "#c97c3f", "#3a2817", "#fadfc8"),
        shades("#85d3a6", "#062414", "#4aa673", "#173325", "#c9efd9"),
        shades("#f09cc5", "#38091f", "#c9649a", "#3b1d2e", "#fad3e5"),
        shades("#79d0d9", "#04262a", "#3c9fa9", "#143338", "#c4eef2"),
        shades("#bfa9f5", "#1e0f45", "#8d74cf", "#2a2346", "#e2d8fc"),
        shades("#f5a29b", "#3a0b08", "#cf6a62", "#3c201e", "#fcd9d5"),
        shades("#d8cf6e", "#262303", "#a39b3b", "#322f16", "#f0ebbd"),
    ],
};

/// Energy gained, drained, unsure: what stands against [`SIGN_INK`] in their signs, the same on any paper.
pub const GAINED: &str = "#15803d";
/// See [`GAINED`].
pub const DRAINED: &str = "#c02626";
/// See [`GAINED`].
pub const UNSURE: &str = "#5b6472";
/// The sign itself, and the rim that sets it off from its box; for the question mark the disc behind it.
pub const SIGN_INK: &str = "#ffffff";

#[cfg(test)]
mod tests {
    use super::{DARK, DRAINED, GAINED, LIGHT, SIGN_INK, Theme, UNSURE};

    /// The contrast ratio of WCAG 2: 1 to 21.
    fn contrast(one: &str, other: &str) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    fn luminance(colour: &str) -> f64 {
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    fn check(theme: &Theme) {
        let mut pairs = vec![(theme.on_centre, theme.centre), (SIGN_INK, GAINED), (SIGN_INK, DRAINED), (SIGN_INK, UNSURE)];
        for shades in &theme.families {
            pairs.extend([(shades.on_full, shades.full), (shades.ink, shades.soft), (shades.ink, theme.paper)]);
            // Lines are graphics: 3 to 1 is asked, a little less is let pass, for each ends in a box of its own.
            assert!(contrast(shades.line, theme.paper) > 2.6, "{shades:?}: {}", contrast(shades.line, theme.paper));
        }
        for (words, ground) in pairs {
            assert!(contrast(words, ground) >= 4.5, "{words} on {ground}: {:.2}", contrast(words, ground));
        }
    }

    #[test]
    fn words_can_be_read_on_light_and_on_dark_paper() {
        assert!((contrast("#000000", "#ffffff") - 21.0).abs() < 0.01);
        check(&LIGHT);
        check(&DARK);
    }

    #[test]
    fn neighbouring_families_differ_and_colours_come_round() {
        let distinct = LIGHT.families.windows(2).all(|pair| pair[0].full != pair[1].full);
        assert!(distinct && LIGHT.shades(8) == LIGHT.shades(0));
    }
}
