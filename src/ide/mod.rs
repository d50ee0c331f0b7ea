//! What an editor may ask: a snapshot and a place in, plain values out.
