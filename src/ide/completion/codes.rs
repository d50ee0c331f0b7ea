//! Codes of checks, for `allow:` and for the comment that allows.

use crate::checks::catalogue::CATALOGUE;
use crate::checks::page::page;
use crate::ide::completion::item::{Docs, Item, ItemKind};
use crate::notes::note::Note;
use crate::text::range::TextRange;

/// Every code that is not allowed yet.
#[must_use]
pub fn items(note: &Note, replace: TextRange, lead: &str) -> Vec<Item> {
    let there = |code: &str| note.allow.iter().any(|allowed| allowed.value == code && !allowed.range.touches(replace.end()));
    let left = CATALOGUE.iter().filter(|check| !there(check.code));
    left.map(|check| {
        let item = Item::new(check.code, ItemKind::Check, replace).beside(page(check.page).summary);
        item.inserting(format!("{lead}{}", check.code)).told_in(Docs::Check(check.code))
    })
    .collect()
}
