//! The weights as they are compiled in: a table of features, and for each feature one byte for every act it speaks to.

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

/// Weights read from bytes: the features' keys in rising order, found by their upper bits, and for each a row of the acts it speaks to.
#[derive(Clone, Copy)]
pub struct Model<'a> {
    calibrations: [Calibration; ACT_COUNT],
    /// For each value of a key's upper bits the place of the first key that has it, and where that one's row begins; at the end the numbers of both.
    buckets: &'a [u8],
    keys: &'a [u8],
    /// A row: a bit for each act it has a weight for, and those weights, one byte each.
    rows: &'a [u8],
}

/// A feature's row of weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its place among all rows.
    pub index: usize,
    start: usize,
}

const MAGIC: &[u8; 4] = b"ACT3";
const HEAD: usize = 8;
/// How many of a key's upper bits choose its bucket.
const BUCKET_BITS: u32 = 12;
const BUCKETS: usize = 1 << BUCKET_BITS;
/// The bytes that hold a bit for each act.
const BITS: usize = ACT_COUNT.div_ceil(8);

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
        buckets: &[],
        keys: &[],
        rows: &[],
    };

    /// Reads what [`write`] wrote; `None` if the bytes are not whole.
    #[must_use]
    pub fn read(bytes: &'a [u8]) -> Option<Model<'a>> {
        if bytes.get(..4)? != MAGIC {
            return None;
        }
        let row_count = number(bytes, 4)? as usize;
        let mut calibrations = [Calibration::default(); ACT_COUNT];
        for (place, calibration) in calibrations.iter_mut().enumerate() {
            let field = |index: usize| number(bytes, HEAD + (place * 5 + index) * 4).map(f32::from_bits);
            *calibration = Calibration { scale: field(0)?, bias: field(1)?, slope: field(2)?, offset: field(3)?, threshold: field(4)? };
        }
        let buckets_at = HEAD + ACT_COUNT * 20;
        let keys_at = buckets_at + (BUCKETS + 1) * 8;
        let rows_at = keys_at + row_count * 4;
        Some(Model {
            calibrations,
            buckets: bytes.get(buckets_at..keys_at)?,
            keys: bytes.get(keys_at..rows_at)?,
            rows: bytes.get(rows_at..)?,
        })
    }

    /// How sums of `act` are read.
    #[must_use]
    pub fn calibration(&self, act: Act) -> &Calibration {
        &self.calibrations[act.index()]
    }

    /// How many features the weights know.
    #[must_use]
    pub fn row_count(&self) -> usize {
        self.keys.len() / 4
    }

    /// The row of a feature, if the weights know it.
    #[must_use]
    pub fn row(&self, key: u32) -> Option<Row> {
        let bucket = (key >> (32 - BUCKET_BITS)) as usize;
        let (first, end) = (number(self.buckets, bucket * 8)? as usize, number(self.buckets, bucket * 8 + 8)? as usize);
        let index = (first..end).find(|index| number(self.keys, index * 4) == Some(key))?;
        // A row tells its own length; those before it in the bucket are few.
        let bucket_start = number(self.buckets, bucket * 8 + 4)? as usize;
        let start = (first..index).fold(bucket_start, |start, _| start + BITS + self.bits(start).count_ones() as usize);
        Some(Row { index, start })
    }

    /// A bit for each act that the row at `start` has a weight for.
    fn bits(&self, start: usize) -> u64 {
        let bits = self.rows.get(start..start.saturating_add(BITS)).unwrap_or_default();
        bits.iter().rev().fold(0, |bits, byte| bits << 8 | u64::from(*byte))
    }

    /// The weights of a row that are not nothing, each with the place of its act.
    pub fn weights(&self, row: Row) -> impl Iterator<Item = (usize, i8)> + 'a {
        let mut bits = self.bits(row.start);
        let mut values = self.rows.get(row.start.saturating_add(BITS)..).unwrap_or_default().iter();
        std::iter::from_fn(move || {
            let act = bits.trailing_zeros() as usize;
            let weight = *values.next().filter(|_| act < ACT_COUNT)?;
            bits &= bits - 1;
            Some((act, weight as i8))
        })
    }

    /// The weighted sums of a sentence's features, before calibration; a feature counts once.
    #[must_use]
    pub fn sums(&self, features: &[Feature]) -> [i32; ACT_COUNT] {
        let mut seen = vec![0_u64; self.row_count() / 64 + 1];
        let mut sums = [0_i32; ACT_COUNT];
        for feature in features {
            let Some(row) = self.row(feature.key) else { continue };
            let (word, bit) = (row.index / 64, 1 << (row.index % 64));
            if seen.get(word).is_none_or(|word| word & bit != 0) {
                continue;
            }
            seen[word] |= bit;
            let value = i32::from(feature.group.value());
            for (act, weight) in self.weights(row) {
                sums[act] += i32::from(weight) * value;
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
#[must_use]
pub fn write(keys: &[u32], weights: &[[i8; ACT_COUNT]], calibrations: &[Calibration; ACT_COUNT]) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    out.extend((keys.len() as u32).to_le_bytes());
    for calibration in calibrations {
        for field in [calibration.scale, calibration.bias, calibration.slope, calibration.offset, calibration.threshold] {
            out.extend(field.to_bits().to_le_bytes());
        }
    }
    let (mut rows, mut starts) = (Vec::new(), Vec::with_capacity(keys.len() + 1));
    for row in weights {
        starts.push(rows.len() as u32);
        let bits = (0..ACT_COUNT).filter(|act| row[*act] != 0).fold(0_u64, |bits, act| bits | 1 << act);
        rows.extend(&bits.to_le_bytes()[..BITS]);
        rows.extend(row.iter().filter(|weight| **weight != 0).map(|weight| *weight as u8));
    }
    starts.push(rows.len() as u32);
    for bucket in 0..=BUCKETS {
        let before = keys.partition_point(|key| ((key >> (32 - BUCKET_BITS)) as usize) < bucket);
        out.extend((before as u32).to_le_bytes());
        out.extend(starts[before].to_le_bytes());
    }
    keys.iter().for_each(|key| out.extend(key.to_le_bytes()));
    out.extend(rows);
    out
}

#[cfg(test)]
mod tests {
    use super::{Calibration, Model, write};
    use crate::prose::acts::act::ACT_COUNT;

    #[test]
    fn what_is_written_is_read() {
        let mut sparse = [0; ACT_COUNT];
        (sparse[2], sparse[32]) = (7, -9);
        let bytes = write(&[3, 19, u32::MAX], &[[1; ACT_COUNT], [-3; ACT_COUNT], sparse], &[Calibration::default(); ACT_COUNT]);
        let model = Model::read(&bytes).expect("whole");
        let weights = |key: u32| model.weights(model.row(key).expect("known")).collect::<Vec<_>>();
        assert_eq!(weights(19), (0..ACT_COUNT).map(|act| (act, -3)).collect::<Vec<_>>());
        assert_eq!(weights(u32::MAX), [(2, 7), (32, -9)]);
        assert_eq!(model.row(4), None);
    }

    #[test]
    fn broken_bytes_are_no_weights() {
        assert!(Model::read(b"ACT3").is_none());
        assert!(Model::read(b"").is_none());
    }

    #[test]
    fn the_compiled_weights_are_whole_and_small() {
        assert!(Model::get().row_count() > 1000);
        assert!(include_bytes!("weights.bin").len() < 1_200_000);
    }
}
