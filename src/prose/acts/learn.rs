//! Learning: logistic regression, one act at a time, by dual coordinate ascent in a fixed order. For the training tool.

use crate::prose::acts::math::logistic;

/// Sentences as rows of features.
#[derive(Clone, Debug, Default)]
pub struct Matrix {
    starts: Vec<usize>,
    columns: Vec<u32>,
    values: Vec<f32>,
    norms: Vec<f32>,
}

impl Matrix {
    /// Adds a sentence.
    pub fn push(&mut self, row: &[(u32, f32)]) {
        if self.starts.is_empty() {
            self.starts.push(0);
        }
        self.columns.extend(row.iter().map(|(column, _)| *column));
        self.values.extend(row.iter().map(|(_, value)| *value));
        self.starts.push(self.columns.len());
        self.norms.push(row.iter().map(|(_, value)| value * value).sum());
    }

    /// How many sentences there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.norms.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.norms.is_empty()
    }

    /// The sum of a sentence under some weights, bias included.
    #[must_use]
    pub fn dot(&self, at: usize, weights: &Linear) -> f32 {
        let (mut place, end) = (self.starts[at], self.starts[at + 1]);
        let mut sum = weights.bias;
        // Plain loops: the comparison of weights runs in debug builds, where iterators cost several times more.
        while place < end {
            sum += weights.weights[self.columns[place] as usize] * self.values[place];
            place += 1;
        }
        sum
    }

    /// Adds `step` times a sentence to the weights.
    fn add(&self, at: usize, step: f32, weights: &mut Linear) {
        let (mut place, end) = (self.starts[at], self.starts[at + 1]);
        while place < end {
            weights.weights[self.columns[place] as usize] += step * self.values[place];
            place += 1;
        }
    }
}

/// Weights of one act.
#[derive(Clone, Debug, Default)]
pub struct Linear {
    /// One weight a column.
    pub weights: Vec<f32>,
    /// The sum with no feature at all.
    pub bias: f32,
}

/// How to learn.
#[derive(Clone, Copy, Debug)]
pub struct Learning {
    /// How dear an error is against large weights.
    pub cost: f32,
    /// How far the rarer side is lifted: 0 not at all, 1 until both sides weigh the same.
    pub balance: f32,
    /// How often every sentence is seen.
    pub rounds: usize,
}

const BIAS_VALUE: f32 = 1.0;

/// Learns one act: `labels` says for each sentence yes (`Some(true)`), no, or nothing (`None`: it is left out).
#[must_use]
pub fn fit(matrix: &Matrix, columns: usize, labels: &[Option<bool>], learning: &Learning) -> Linear {
    let yes = labels.iter().filter(|label| **label == Some(true)).count().max(1) as f32;
    let no = labels.iter().filter(|label| **label == Some(false)).count().max(1) as f32;
    let lift = power((no / yes).max(1.0), learning.balance);
    let even = (yes + no) / (yes * lift + no);
    let costs: Vec<f32> = labels.iter().map(|label| learning.cost * even * if *label == Some(true) { lift } else { 1.0 }).collect();
    let mut model = Linear { weights: vec![0.0; columns], bias: 0.0 };
    let mut alphas: Vec<f32> = vec![0.0; matrix.len()];
    let mut order: Vec<usize> = (0..matrix.len()).filter(|at| labels[*at].is_some()).collect();
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    for _ in 0..learning.rounds {
        shuffle(&mut order, &mut random);
        for &at in &order {
            let sign = if labels[at] == Some(true) { 1.0 } else { -1.0 };
            let norm = matrix.norms[at] + BIAS_VALUE * BIAS_VALUE;
            let rest = sign * matrix.dot(at, &model) - alphas[at] * norm;
            let alpha = best_alpha(rest, norm, costs[at]);
            let step = (alpha - alphas[at]) * sign;
            if step.abs() > 1e-7 {
                alphas[at] = alpha;
                model.bias += step * BIAS_VALUE * BIAS_VALUE;
                matrix.add(at, step, &mut model);
            }
        }
    }
    model
}

/// The share `a` of one sentence: the one where `a = cost * logistic(-(rest + a * norm))`.
fn best_alpha(rest: f32, norm: f32, cost: f32) -> f32 {
    let (rest, scale) = (f64::from(rest), f64::from(norm) * f64::from(cost));
    let (mut low, mut high) = (rest, rest + scale);
    let mut margin = if rest > 0.0 { rest } else { rest + scale * 0.5 };
    for _ in 0..12 {
        let share = logistic(-margin);
        let value = margin - rest - scale * share;
        if value > 0.0 {
            high = margin
        } else {
            low = margin
        }
        if value.abs() < 1e-6 {
            break;
        }
        let next = margin - value / (1.0 + scale * share * (1.0 - share));
        margin = if low < next && next < high { next } else { 0.5 * (low + high) };
    }
    ((margin - rest) / f64::from(norm)).clamp(0.0, f64::from(cost)) as f32
}

fn shuffle(order: &mut [usize], random: &mut u64) {
    for at in (1..order.len()).rev() {
        *random ^= *random << 13;
        *random ^= *random >> 7;
        *random ^= *random << 17;
        order.swap(at, (*random % (at as u64 + 1)) as usize);
    }
}

fn power(base: f32, exponent: f32) -> f32 {
    use crate::prose::acts::math::{exp, ln};
    exp(ln(f64::from(base)) * f64::from(exponent)) as f32
}

#[cfg(test)]
mod tests {
    use super::{Learning, Matrix, fit};

    #[test]
    fn a_feature_that_tells_gets_the_weight() {
        let mut matrix = Matrix::default();
        for _ in 0..10 {
            matrix.push(&[(0, 1.0), (2, 1.0)]);
            matrix.push(&[(1, 1.0), (2, 1.0)]);
        }
        let labels: Vec<Option<bool>> = (0..20).map(|at| Some(at % 2 == 0)).collect();
        let learnt = fit(&matrix, 3, &labels, &Learning { cost: 1.0, balance: 1.0, rounds: 20 });
        assert!(learnt.weights[0] > 0.5 && learnt.weights[1] < -0.5, "{learnt:?}");
        assert!(learnt.weights[2].abs() < 0.3, "{learnt:?}");
    }
}
