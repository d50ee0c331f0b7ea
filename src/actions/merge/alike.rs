//! Which of several pieces of one name are the same piece on the three sides: told by their order and what they hold.

use rustc_hash::FxHashMap;

use crate::actions::merge::keyed::{Piece, nth};

/// A piece that may share its name with others, and the text by which it is known again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named<'a> {
    /// The name.
    pub key: String,
    /// What is compared: for a section, with the sections below it.
    pub text: &'a str,
}

/// So many comparisons are worth their time; beyond, pieces of one name are told apart by their order alone.
const COMPARISONS: usize = 4096;

/// Names that are unique within each side (base, ours, theirs), and the same for what is the same piece. Where one side took out the
/// first of two of a name, the one that it kept is still the second.
#[must_use]
pub fn told_apart(sides: &[Vec<Named<'_>>; 3]) -> [Vec<String>; 3] {
    let mut names = sides.each_ref().map(|side| side.iter().map(|piece| piece.key.clone()).collect::<Vec<_>>());
    let places = sides.each_ref().map(|side| {
        let mut places: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        side.iter().enumerate().for_each(|(at, piece)| places.entry(&piece.key).or_default().push(at));
        places
    });
    let mut keys: Vec<&str> = places.iter().flatten().filter(|(_, own)| 1 < own.len()).map(|(key, _)| *key).collect();
    keys.sort_unstable();
    keys.dedup();
    for key in keys {
        let own = places.each_ref().map(|places| places.get(key).cloned().unwrap_or_default());
        let texts = [0, 1, 2].map(|side: usize| own[side].iter().map(|&at| sides[side][at].text.trim_end()).collect::<Vec<_>>());
        for (side, numbers) in numbers(&texts).into_iter().enumerate() {
            for (&at, number) in own[side].iter().zip(numbers) {
                names[side][at] = nth(key, number);
            }
        }
    }
    names
}

/// As [`told_apart`], for names with the texts that belong to them.
#[must_use]
pub fn numbered_alike(sides: [Vec<(String, String)>; 3]) -> [Vec<Piece>; 3] {
    let named = sides.each_ref().map(|side| side.iter().map(|(key, text)| Named { key: key.clone(), text }).collect());
    let mut names = told_apart(&named);
    let mut at = 0;
    sides.map(|side| {
        let own = std::mem::take(&mut names[at]);
        at += 1;
        own.into_iter().zip(side).map(|(key, (_, text))| Piece { key, text }).collect()
    })
}

/// The numbers, from 1, of the texts of one name on the three sides.
fn numbers([base, ours, theirs]: &[Vec<&str>; 3]) -> [Vec<usize>; 3] {
    let mut numbers = [ours, theirs].map(|side| {
        let mut numbers = vec![0; side.len()];
        paired(base, side).into_iter().for_each(|(at, own)| numbers[own] = at + 1);
        numbers
    });
    let new = numbers.each_ref().map(|numbers| (0..numbers.len()).filter(|&at| numbers[at] == 0).collect::<Vec<_>>());
    let texts = [new[0].iter().map(|&at| ours[at]).collect::<Vec<_>>(), new[1].iter().map(|&at| theirs[at]).collect()];
    for (number, run) in (base.len() + 1..).zip(joined_runs(&texts)) {
        for (side, at) in run {
            numbers[side][new[side][at]] = number;
        }
    }
    let [ours, theirs] = numbers;
    [(1..=base.len()).collect(), ours, theirs]
}

/// What both sides added, in an order that does not hang on which side is ours: each time the places (side and index) of one piece.
fn joined_runs(texts: &[Vec<&str>; 2]) -> Vec<Vec<(usize, usize)>> {
    let pairs = match texts[0] <= texts[1] {
        true => paired(&texts[0], &texts[1]),
        false => paired(&texts[1], &texts[0]).into_iter().map(|(there, here)| (here, there)).collect(),
    };
    let mut joined = Vec::new();
    let mut done = (0, 0);
    for (here, there) in pairs.into_iter().chain([(texts[0].len(), texts[1].len())]) {
        let alone = [(0, done.0..here), (1, done.1..there)];
        let mut alone = alone.map(|(side, range)| (&texts[side][range.clone()], side, range));
        alone.sort_by_key(|(texts, _, _)| *texts);
        for (_, side, range) in alone {
            joined.extend(range.map(|at| vec![(side, at)]));
        }
        if here < texts[0].len() && there < texts[1].len() {
            joined.push(vec![(0, here), (1, there)]);
        }
        done = (here + 1, there + 1);
    }
    joined
}

/// Pairs the texts of two sides in their order, so that what is paired is as much alike as can be.
fn paired(one: &[&str], other: &[&str]) -> Vec<(usize, usize)> {
    let (rows, columns) = (one.len(), other.len());
    if one == other || rows * columns <= 1 || COMPARISONS < rows * columns {
        return (0..rows.min(columns)).map(|at| (at, at)).collect();
    }
    let words = [one, other].map(|side| side.iter().map(|text| words(text)).collect::<Vec<_>>());
    let worth = |row: usize, column: usize| match one[row] == other[column] {
        true => 1_000_000,
        false => 1 + likeness(&words[0][row], &words[1][column]),
    };
    let worths: Vec<Vec<usize>> = (0..rows).map(|row| (0..columns).map(|column| worth(row, column)).collect()).collect();
    // What the rest of both sides is worth at best, from each place on.
    let mut best = vec![vec![0; columns + 1]; rows + 1];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            let pair = worths[row][column] + best[row + 1][column + 1];
            best[row][column] = pair.max(best[row + 1][column]).max(best[row][column + 1]);
        }
    }
    let mut pairs = Vec::new();
    let (mut row, mut column) = (0, 0);
    while row < rows && column < columns {
        if best[row][column] == worths[row][column] + best[row + 1][column + 1] {
            pairs.push((row, column));
            (row, column) = (row + 1, column + 1);
        } else if best[row][column] == best[row + 1][column] {
            row += 1;
        } else {
            column += 1;
        }
    }
    pairs
}

/// The words of a text, sorted; those of its first line, which names it, left out where more follows.
fn words(text: &str) -> Vec<&str> {
    let below = text.split_once('\n').map_or(text, |(_, below)| below);
    let mut words: Vec<&str> = below.split_whitespace().collect();
    words.sort_unstable();
    words
}

/// How much of two sorted lists of words is the same, in thousandths.
fn likeness(one: &[&str], other: &[&str]) -> usize {
    let (mut at, mut there, mut shared) = (0, 0, 0);
    while let (Some(left), Some(right)) = (one.get(at), other.get(there)) {
        shared += usize::from(left == right);
        at += usize::from(left <= right);
        there += usize::from(right <= left);
    }
    2000 * shared / (one.len() + other.len()).max(1)
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[track_caller]
    fn check(sides: [&str; 3], expected: [&[usize]; 3]) {
        let texts = sides.map(|side| side.split_terminator('|').collect::<Vec<_>>());
        assert_eq!(numbers(&texts), expected.map(<[usize]>::to_vec));
        let swapped = [texts[0].clone(), texts[2].clone(), texts[1].clone()];
        assert_eq!(numbers(&swapped), [expected[0], expected[2], expected[1]].map(<[usize]>::to_vec));
    }

    #[test]
    fn what_is_left_of_several_keeps_its_number() {
        check(["a|b", "b", "a|b c"], [&[1, 2], &[2], &[1, 2]]);
        check(["a|b|c", "c", "b|c"], [&[1, 2, 3], &[3], &[2, 3]]);
    }

    #[test]
    fn what_was_reworded_is_known_by_what_is_left_of_it() {
        check(["one two three|four five six", "four five seven", "one two three|four five six"], [&[1, 2], &[2], &[1, 2]]);
    }

    #[test]
    fn what_both_added_has_one_number_and_the_rest_numbers_of_its_own() {
        check(["", "q", "p|q"], [&[], &[2], &[1, 2]]);
        check(["", "p|q", "q|r"], [&[], &[1, 2], &[2, 3]]);
        check(["a", "a|b", "a|c"], [&[1], &[1, 2], &[1, 2]]);
    }
}
