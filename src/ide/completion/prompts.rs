//! `###` in a week's note: the prompts of its set that it does not hold yet.

use crate::actions::new_note::week::prompt_headings;
use crate::ide::completion::item::{Completion, Docs, Item, ItemKind};
use crate::notes::note::Note;
use crate::notes::sections::same_heading;
use crate::text::range::TextRange;
use crate::workspace::snapshot::Snapshot;

/// The boxes under a prompt's heading.
const BOXES: &str = "\n\n- [ ] completed\n- [ ] partially complete\n- [x] not started\n";

/// The prompts left, with their boxes where none stand below yet.
#[must_use]
pub fn prompts(snapshot: &Snapshot, note: &Note, replace: TextRange) -> Completion {
    let Some(week) = note.week() else { return Completion::default() };
    let name = week.prompt_week.as_ref().map(|name| name.value.clone());
    let Some(set) = name.clone() else { return Completion::default() };
    let is_answered = |heading: &str| {
        week.prompts.iter().any(|prompt| same_heading(&prompt.heading.value, heading) && !prompt.heading.range.overlaps(replace))
    };
    let below = note.text.get(replace.end()..).unwrap_or("").trim_start();
    let has_boxes = below.starts_with("- [");
    let newline = if note.text.contains("\r\n") { "\r\n" } else { "\n" };
    let boxes = if has_boxes { String::new() } else { BOXES.replace('\n', newline) };
    let items = prompt_headings(snapshot, &set).into_iter().filter(|heading| !is_answered(heading)).map(|heading| {
        let docs = Docs::Prompt(name.clone(), heading.clone());
        let mut item = Item::new(heading.as_str(), ItemKind::Prompt, replace).beside(set.as_str()).told_in(docs);
        item.insert = format!("{heading}{boxes}");
        item.snippet =
            (!has_boxes).then(|| format!("{}{}\n$0", heading.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}"), BOXES));
        item
    });
    Completion::whole(items.collect())
}
