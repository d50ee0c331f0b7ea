//! Judging scores: what probability a score stands for, from which one on an act is there, and how often that is right. For the training tool.

use crate::prose::acts::math::logistic;
use crate::prose::acts::model::Calibration;

/// The curve and the threshold for one act's scores, given each with the truth; the scores must come from weights that have not seen the sentence.
#[must_use]
pub fn calibrate(judged: &[(f32, bool)]) -> Calibration {
    let (slope, offset) = curve(judged);
    let odds: Vec<(f32, bool)> = judged.iter().map(|(score, truth)| (slope * score + offset, *truth)).collect();
    let threshold = logistic(f64::from(best_threshold(&odds))) as f32;
    Calibration { scale: 0.0, bias: 0.0, slope, offset, threshold }
}

/// The logistic curve that fits scores to truths best, found by Newton's method.
fn curve(judged: &[(f32, bool)]) -> (f32, f32) {
    let (mut slope, mut offset) = (1.0_f64, 0.0_f64);
    for _ in 0..25 {
        let (mut gs, mut go, mut hss, mut hso, mut hoo) = (0.0, 0.0, 1e-3, 0.0, 1e-3);
        for (score, truth) in judged {
            let x = f64::from(*score);
            let p = logistic(slope * x + offset);
            let (error, bend) = (p - f64::from(u8::from(*truth)), p * (1.0 - p));
            gs += error * x;
            go += error;
            hss += bend * x * x;
            hso += bend * x;
            hoo += bend;
        }
        let det = hss * hoo - hso * hso;
        if det.abs() < 1e-9 {
            break;
        }
        let step = |value: f64| value.clamp(-2.0, 2.0);
        slope -= step((gs * hoo - go * hso) / det);
        offset -= step((go * hss - gs * hso) / det);
        slope = slope.clamp(0.05, 20.0);
    }
    (slope as f32, offset as f32)
}

/// The log-odds that, as a threshold, give the best F1.
///
/// F1 leaps from sentence to sentence; a broad hill holds for new writers too, the tip of a spike does not. Of thresholds that are nearly as
/// good the highest is taken: in whole messages faults are rarer than in the labelled sentences, and a false alarm costs more than a miss.
fn best_threshold(judged: &[(f32, bool)]) -> f32 {
    const STEP: f32 = 0.1;
    const STEPS: i32 = 90;
    const HILL: i32 = 8;
    const NEAR_ENOUGH: f64 = 0.004;
    let grid: Vec<f64> = (0..=STEPS).map(|step| f1_at(judged, step as f32 * STEP - 5.0)).collect();
    let smooth = |at: i32| {
        let (mut sum, mut weights) = (0.0, 0.0);
        for shift in -HILL..=HILL {
            let weight = f64::from(HILL + 1 - shift.abs());
            let place = (at + shift).clamp(0, STEPS) as usize;
            sum += weight * grid[place];
            weights += weight;
        }
        sum / weights
    };
    let heights: Vec<f64> = (0..=STEPS).map(smooth).collect();
    let top = heights.iter().fold(0.0_f64, |top, height| top.max(*height));
    let best = heights.iter().rposition(|height| top - NEAR_ENOUGH <= *height).unwrap_or(0);
    best as f32 * STEP - 5.0
}

fn f1_at(judged: &[(f32, bool)], threshold: f32) -> f64 {
    let mut tally = Tally::default();
    judged.iter().for_each(|(odds, truth)| tally.count(threshold <= *odds, *truth));
    tally.f1()
}

/// Hits, false alarms and misses of one act.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Rightly found.
    pub hits: u32,
    /// Wrongly found.
    pub alarms: u32,
    /// Not found.
    pub misses: u32,
}

impl Tally {
    /// Counts one verdict.
    pub fn count(&mut self, said: bool, truth: bool) {
        match (said, truth) {
            (true, true) => self.hits += 1,
            (true, false) => self.alarms += 1,
            (false, true) => self.misses += 1,
            (false, false) => {}
        }
    }

    /// The harmonic mean of precision and recall.
    #[must_use]
    pub fn f1(self) -> f64 {
        let whole = 2 * self.hits + self.alarms + self.misses;
        if whole == 0 { 0.0 } else { 2.0 * f64::from(self.hits) / f64::from(whole) }
    }
}

#[cfg(test)]
mod tests {
    use super::{Tally, best_threshold, calibrate};

    #[test]
    fn the_threshold_parts_right_from_wrong() {
        let threshold = best_threshold(&[(3.0, true), (2.0, true), (-1.0, false), (-2.0, false)]);
        assert!(-1.0 < threshold && threshold <= 2.0, "{threshold}");
    }

    #[test]
    fn a_higher_score_is_a_higher_probability() {
        let judged: Vec<(f32, bool)> = (0..40).map(|at| (at as f32 / 10.0, at % 7 < 3 || 25 < at)).collect();
        let calibration = calibrate(&judged);
        assert!(calibration.probability(1.0) < calibration.probability(3.0));
    }

    #[test]
    fn f1_of_nothing_is_nothing() {
        assert!(Tally::default().f1() < 1e-9);
    }
}
