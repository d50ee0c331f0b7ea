//! The weights as they are compiled in: a table of features, and for each feature one byte an act.

use std::sync::OnceLock;

use crate::prose::acts::act::{ACT_COUNT, Act};
use crate::prose::acts::features::Feature;
use crate::prose::acts::math::logistic;

/// How a sum of weights becomes a probability, and from which probability on an act is there.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Calibration {
    /// What one step of a weight is worth.
    pub scale: f32,
    /// The sum with no feature at all.
    pub bias: f32,
    /// The slope from sum to log-odds.
    pub slope: f32,
    /// The log-odds at sum 0.
    pub offset: f32,
    /// The probability from which on the act is there.
    pub threshold: f32,
}

impl Calibration {
    /// The probability that a sum stands for.
    #[must_use]
    pub fn probability(&self, sum: f32) -> f32 {
        logistic(f64::from(self.slope * sum + self.offset)) as f32
    }
}

/// Weights read from bytes.
#[derive(Clone, Copy)]
pub struct Model<'a> {
    calibrations: [Calibration; ACT_COUNT],
    keys: &'a [u8],
    rows: &'a [u8],
    weights: &'a [u8],
    mask: usize,
}

const MAGIC: &[u8; 4] = b"ACT1";
const HEAD: usize = 12;

impl Model<'static> {
    /// The weights that are compiled in.
    pub fn get() -> &'static Model<'static> {
        static MODEL: OnceLock<Model<'static>> = OnceLock::new();
        MODEL.get_or_init(|| Model::read(include_bytes!("weights.bin")).unwrap_or(Model::EMPTY))
    }
}

impl<'a> Model<'a> {
    /// Weights that know nothing.
    pub const EMPTY: Model<'static> = Model {
        calibrations: [Calibration { scale: 0.0, bias: 0.0, slope: 0.0, offset: -20.0, threshold: 1.0 }; ACT_COUNT],
        keys: &[0; 4],
        rows: &[0; 2],
        weights: &[],
        mask: 0,
    };

    /// Reads what [`write`] wrote; `None` if the bytes are not whole.
    #[must_use]
    pub fn read(bytes: &'a [u8]) -> Option<Model<'a>> {
        if bytes.get(..4)? != MAGIC {
            return None;
        }
        let row_count = number(bytes, 4)? as usize;
        let slots = number(bytes, 8)? as usize;
        if !slots.is_power_of_two() {
            return None;
        }
        let mut calibrations = [Calibration::default(); ACT_COUNT];
        for (place, calibration) in calibrations.iter_mut().enumerate() {
            let field = |index: usize| number(bytes, HEAD + (place * 5 + index) * 4).map(f32::from_bits);
            *calibration = Calibration { scale: field(0)?, bias: field(1)?, slope: field(2)?, offset: field(3)?, threshold: field(4)? };
        }
        let keys_at = HEAD + ACT_COUNT * 20;
        let rows_at = keys_at + slots * 4;
        let weights_at = rows_at + slots * 2;
        let keys = bytes.get(keys_at..rows_at)?;
        let rows = bytes.get(rows_at..weights_at)?;
        let weights = bytes.get(weights_at..weights_at + row_count * ACT_COUNT)?;
        Some(Model { calibrations, keys, rows, weights, mask: slots - 1 })
    }

    /// How sums of `act` are read.
    #[must_use]
    pub fn calibration(&self, act: Act) -> &Calibration {
        &self.calibrations[act.index()]
    }

    /// How many features the weights know.
    #[must_use]
    pub fn row_count(&self) -> usize {
        self.weights.len() / ACT_COUNT
    }

    /// The row of a feature, if the weights know it.
    #[must_use]
    pub fn row(&self, key: u32) -> Option<usize> {
        let mut slot = key as usize & self.mask;
        loop {
            let found = number(self.keys, slot * 4)?;
            if found == key {
                let low = *self.rows.get(slot * 2)?;
                let high = *self.rows.get(slot * 2 + 1)?;
                return Some(usize::from(u16::from_le_bytes([low, high])));
            }
            if found == 0 {
                return None;
            }
            slot = (slot + 1) & self.mask;
        }
    }

    /// The weights of a row, one byte an act.
    #[must_use]
    pub fn weights(&self, row: usize) -> &'a [u8] {
        self.weights.get(row * ACT_COUNT..(row + 1) * ACT_COUNT).unwrap_or(&[])
    }

    /// The weighted sums of a sentence's features, before calibration; a feature counts once.
    #[must_use]
    pub fn sums(&self, features: &[Feature]) -> [i32; ACT_COUNT] {
        let mut seen = vec![0_u64; self.row_count() / 64 + 1];
        let mut sums = [0_i32; ACT_COUNT];
        for feature in features {
            let Some(row) = self.row(feature.key) else { continue };
            let (word, bit) = (row / 64, 1 << (row % 64));
            if seen.get(word).is_none_or(|word| word & bit != 0) {
                continue;
            }
            seen[word] |= bit;
            let value = i32::from(feature.group.value());
            for (sum, weight) in sums.iter_mut().zip(self.weights(row)) {
                *sum += i32::from(*weight as i8) * value;
            }
        }
        sums
    }

    /// The sum of `act` as the learner knows it.
    #[must_use]
    pub fn raw(&self, act: Act, sum: i32) -> f32 {
        let calibration = self.calibration(act);
        sum as f32 * calibration.scale / 16.0 + calibration.bias
    }
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at + 4)?;
    Some(u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

/// Writes weights: `keys` in rising order, `weights` one row of bytes a key.
///
/// At most 65,536 keys; more are left out.
#[must_use]
pub fn write(keys: &[u32], weights: &[[i8; ACT_COUNT]], calibrations: &[Calibration; ACT_COUNT]) -> Vec<u8> {
    let keys = &keys[..keys.len().min(1 << 16)];
    let slots = (keys.len() * 3 / 2 + 1).next_power_of_two();
    let mut slot_keys = vec![0_u32; slots];
    let mut slot_rows = vec![0_u16; slots];
    for (row, key) in keys.iter().enumerate() {
        let mut slot = *key as usize & (slots - 1);
        while slot_keys[slot] != 0 {
            slot = (slot + 1) & (slots - 1);
        }
        slot_keys[slot] = *key;
        slot_rows[slot] = row as u16;
    }
    let mut out = MAGIC.to_vec();
    out.extend((keys.len() as u32).to_le_bytes());
    out.extend((slots as u32).to_le_bytes());
    for calibration in calibrations {
        for field in [calibration.scale, calibration.bias, calibration.slope, calibration.offset, calibration.threshold] {
            out.extend(field.to_bits().to_le_bytes());
        }
    }
    slot_keys.iter().for_each(|key| out.extend(key.to_le_bytes()));
    slot_rows.iter().for_each(|row| out.extend(row.to_le_bytes()));
    for row in &weights[..keys.len()] {
        out.extend(row.iter().map(|weight| *weight as u8));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Calibration, Model, write};
    use crate::prose::acts::act::ACT_COUNT;

    #[test]
    fn what_is_written_is_read() {
        let bytes = write(&[3, 19, 35], &[[1; ACT_COUNT], [2; ACT_COUNT], [-3; ACT_COUNT]], &[Calibration::default(); ACT_COUNT]);
        let model = Model::read(&bytes).expect("whole");
        let row = model.row(35).expect("known");
        assert_eq!(model.weights(row)[0] as i8, -3);
        assert_eq!(model.row(4), None);
    }

    #[test]
    fn broken_bytes_are_no_weights() {
        assert!(Model::read(b"ACT1").is_none());
        assert!(Model::read(b"").is_none());
    }

    #[test]
    fn the_compiled_weights_are_whole_and_small() {
        assert!(Model::get().row_count() > 1000);
        assert!(include_bytes!("weights.bin").len() < 2_000_000);
    }
}
