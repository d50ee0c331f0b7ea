//! Sequences of things with names, joined by name: what either side added is kept, what one side took out and the other left alone goes.

use crate::actions::merge::merged::Merged;

/// A piece of text with the name by which the two sides' pieces are matched; names are unique within a side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The name.
    pub key: String,
    /// The text, line breaks included.
    pub text: String,
}

/// Joins three sequences. `join` is asked where both sides hold a piece and they differ from each other and from the base.
///
/// The order is the base's (that of the side which changed it, where only one did); what a side added stands behind what it stood
/// behind there. Where both added at one place, the order does not hang on which side is ours.
pub fn join_keyed(base: &[Piece], ours: &[Piece], theirs: &[Piece], join: impl FnMut(Option<&Piece>, &Piece, &Piece) -> Merged) -> Merged {
    let mut result = Merged::default();
    join_pieces(base, ours, theirs, join).into_iter().for_each(|(_, piece)| result.push(piece));
    result
}

/// As [`join_keyed`], the joined pieces one by one, each with its name.
pub fn join_pieces(
    base: &[Piece],
    ours: &[Piece],
    theirs: &[Piece],
    mut join: impl FnMut(Option<&Piece>, &Piece, &Piece) -> Merged,
) -> Vec<(String, Merged)> {
    let mut joined = |key: &str| {
        let (base, ours, theirs) = (find(base, key), find(ours, key), find(theirs, key));
        match (ours, theirs) {
            (Some(ours), Some(theirs)) if ours.text == theirs.text || base.is_some_and(|it| it.text == theirs.text) => {
                Some(Merged::clean(&ours.text))
            }
            (Some(ours), Some(theirs)) if base.is_some_and(|it| it.text == ours.text) => Some(Merged::clean(&theirs.text)),
            (Some(ours), Some(theirs)) => Some(join(base, ours, theirs)),
            // Taken out by one side: gone, unless the other worked on it.
            (Some(kept), None) | (None, Some(kept)) => base.is_none_or(|it| it.text != kept.text).then(|| Merged::clean(&kept.text)),
            (None, None) => None,
        }
    };
    joined_order(base, ours, theirs).into_iter().filter_map(|key| Some((key.to_owned(), joined(key)?))).collect()
}

fn find<'a>(pieces: &'a [Piece], key: &str) -> Option<&'a Piece> {
    pieces.iter().find(|piece| piece.key == key)
}

fn joined_order<'a>(base: &'a [Piece], ours: &'a [Piece], theirs: &'a [Piece]) -> Vec<&'a str> {
    let skeleton = skeleton(base, ours, theirs);
    let (from_ours, from_theirs) = (additions(&skeleton, ours), additions(&skeleton, theirs));
    let mut order: Vec<&str> = Vec::new();
    let mut add = |key: &'a str| {
        if !order.contains(&key) {
            order.push(key);
        }
    };
    for anchor in std::iter::once(None).chain(skeleton.iter().copied().map(Some)) {
        anchor.into_iter().for_each(&mut add);
        let run = |side: &[(Option<&'a str>, Vec<&'a str>)]| {
            side.iter().find(|(at, _)| *at == anchor).map(|(_, run)| run.clone()).unwrap_or_default()
        };
        let mut runs = [run(&from_ours), run(&from_theirs)];
        runs.sort();
        runs.into_iter().flatten().for_each(&mut add);
    }
    order
}

/// The keys of the base in the order that holds.
fn skeleton<'a>(base: &'a [Piece], ours: &'a [Piece], theirs: &'a [Piece]) -> Vec<&'a str> {
    let keys: Vec<&str> = base.iter().map(|piece| piece.key.as_str()).collect();
    let order_in =
        |side: &'a [Piece]| -> Vec<&'a str> { side.iter().map(|piece| piece.key.as_str()).filter(|key| keys.contains(key)).collect() };
    let moved = |side: &[&str]| !side.iter().eq(keys.iter().filter(|key| side.contains(key)));
    let (by_ours, by_theirs) = (order_in(ours), order_in(theirs));
    let complete = |mut order: Vec<&'a str>| {
        // What this side took out keeps its place behind its neighbour of the base.
        for (at, key) in keys.iter().enumerate() {
            if !order.contains(key) {
                let before = keys[..at].iter().rev().find_map(|earlier| order.iter().position(|own| own == earlier));
                order.insert(before.map_or(0, |place| place + 1), key);
            }
        }
        order
    };
    match (moved(&by_ours), moved(&by_theirs)) {
        (true, false) => complete(by_ours),
        (false, true) => complete(by_theirs),
        _ => keys,
    }
}

/// What a side added, run by run, each with the key that it stands behind.
fn additions<'a>(skeleton: &[&'a str], side: &'a [Piece]) -> Vec<(Option<&'a str>, Vec<&'a str>)> {
    let mut runs: Vec<(Option<&str>, Vec<&str>)> = Vec::new();
    let mut anchor = None;
    for piece in side {
        let key = piece.key.as_str();
        if skeleton.contains(&key) {
            anchor = Some(key);
            continue;
        }
        match runs.iter_mut().find(|(at, _)| *at == anchor) {
            Some((_, run)) => run.push(key),
            None => runs.push((anchor, vec![key])),
        }
    }
    runs
}

/// Makes names unique: the second of a name gets its number.
#[must_use]
pub fn numbered(pieces: Vec<(String, String)>) -> Vec<Piece> {
    let mut seen: Vec<(String, usize)> = Vec::new();
    let number = |(key, text): (String, String)| {
        let count = match seen.iter_mut().find(|(name, _)| *name == key) {
            Some((_, count)) => {
                *count += 1;
                *count
            }
            None => {
                seen.push((key.clone(), 1));
                1
            }
        };
        Piece { key: nth(&key, count), text }
    };
    pieces.into_iter().map(number).collect()
}

/// The name of the piece that is number `count` of those called `key`.
pub fn nth(key: &str, count: usize) -> String {
    if count <= 1 { key.to_owned() } else { format!("{key}\u{1}{count}") }
}
