//! The upper and lower edge of a part of the map, by which parts are stacked as close as they go without touching.

/// The space that a part of the map takes, seen from its inner end: from `x = 0` outwards, each step from where the last one ended.
/// Pixels; `y` grows downwards.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    steps: Vec<Step>,
}

/// A piece of an outline with level edges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Step {
    /// Where it ends, not included.
    until: i32,
    top: i32,
    bottom: i32,
}

impl Outline {
    /// Takes the space from `top` to `bottom` for the next `length` pixels outwards.
    #[must_use]
    pub fn then(mut self, length: i32, top: i32, bottom: i32) -> Self {
        let until = self.length() + length.max(1);
        self.steps.push(Step { until, top, bottom });
        self
    }

    /// Puts `outer` at the outer end, as high as it stands.
    #[must_use]
    pub fn then_all(mut self, outer: &Self) -> Self {
        let from = self.length();
        self.steps.extend(outer.steps.iter().map(|step| Step { until: from + step.until, ..*step }));
        self
    }

    /// The same, `by` pixels further down.
    #[must_use]
    pub fn lowered(mut self, by: i32) -> Self {
        for step in &mut self.steps {
            step.top += by;
            step.bottom += by;
        }
        self
    }

    /// How far out it reaches.
    #[must_use]
    pub fn length(&self) -> i32 {
        self.steps.last().map_or(0, |step| step.until)
    }

    /// The highest point; 0 for an empty outline.
    #[must_use]
    pub fn top(&self) -> i32 {
        self.steps.iter().map(|step| step.top).min().unwrap_or(0)
    }

    /// The lowest point; 0 for an empty outline.
    #[must_use]
    pub fn bottom(&self) -> i32 {
        self.steps.iter().map(|step| step.bottom).max().unwrap_or(0)
    }

    /// How far `below` must go down to lie under this one with `gap` pixels between, wherever the two share an `x`.
    #[must_use]
    pub fn clearance(&self, below: &Self, gap: i32) -> i32 {
        let mut needed = i32::MIN;
        let (mut upper, mut lower) = (self.steps.iter().peekable(), below.steps.iter().peekable());
        while let (Some(above), Some(under)) = (upper.peek(), lower.peek()) {
            needed = needed.max(above.bottom + gap - under.top);
            let (above_ends, under_ends) = (above.until, under.until);
            if above_ends <= under_ends {
                upper.next();
            }
            if under_ends <= above_ends {
                lower.next();
            }
        }
        if needed == i32::MIN { 0 } else { needed }
    }

    /// Both as one, `below` lying under this one: the upper edge of this one and the lower edge of the other where they share an `x`.
    #[must_use]
    pub fn over(&self, below: &Self) -> Self {
        let mut steps = Vec::with_capacity(self.steps.len() + below.steps.len());
        let (mut upper, mut lower) = (self.steps.iter().peekable(), below.steps.iter().peekable());
        while let (Some(above), Some(under)) = (upper.peek(), lower.peek()) {
            let until = above.until.min(under.until);
            steps.push(Step { until, top: above.top.min(under.top), bottom: under.bottom.max(above.bottom) });
            let (above_ends, under_ends) = (above.until, under.until);
            if above_ends <= under_ends {
                upper.next();
            }
            if under_ends <= above_ends {
                lower.next();
            }
        }
        steps.extend(upper.chain(lower));
        Self { steps }
    }
}

#[cfg(test)]
mod tests {
    use super::Outline;

    #[test]
    fn a_short_part_slides_under_the_stem_of_a_long_one() {
        let long = Outline::default().then(10, -5, 5).then(10, -50, 50);
        let short = Outline::default().then(10, -5, 5);
        assert_eq!(long.clearance(&short, 2), 12);
        assert_eq!(long.clearance(&long, 2), 102);
    }

    #[test]
    fn what_lies_beyond_the_shorter_part_is_still_in_the_way_of_the_next() {
        let long = Outline::default().then(10, -5, 5).then(10, -50, 50);
        let short = Outline::default().then(10, -5, 5).lowered(12);
        let both = long.over(&short);
        assert_eq!((both.top(), both.bottom(), both.length()), (-50, 50, 20));
        assert_eq!(both.clearance(&long, 0), 100);
    }

    #[test]
    fn nothing_needs_no_room() {
        assert_eq!(Outline::default().clearance(&Outline::default(), 9), 0);
    }
}
