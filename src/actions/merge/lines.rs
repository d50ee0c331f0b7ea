//! Prose, joined line by line.

use diffy::{ConflictStyle, MergeOptions};

use crate::actions::merge::merged::{Markers, Merged};

/// Joins running text by lines; where both sides changed the same lines, both stand between markers. `place` says where, in words.
#[must_use]
pub fn join_lines(base: &str, ours: &str, theirs: &str, place: &str, markers: Markers) -> Merged {
    if ours == theirs || theirs == base {
        return Merged::clean(ours);
    }
    if ours == base {
        return Merged::clean(theirs);
    }
    let mut options = MergeOptions::new();
    options.set_conflict_style(ConflictStyle::Merge).set_conflict_marker_length(markers.length());
    match options.merge(base, ours, theirs) {
        Ok(text) => Merged::clean(text),
        Err(text) => Merged { text, conflicts: vec![format!("the text {place} was changed on both sides")] },
    }
}
