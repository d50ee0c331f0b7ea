//! `leftover-placeholder`: something that was to be filled in.

use crate::checks::check::{Finding, Fix, MessageContext, check};
use crate::checks::message::shared::quoted;
use crate::notes::sections::{line_end, line_start};
use crate::prose::anatomy::placeholders::placeholders;
use crate::text::edit::TextEdit;
use crate::text::range::TextRange;

check! {
    /// Something that was to be filled in is still there.
    ///
    /// ## Why it matters
    /// It shows at a glance that this is a form letter, and it is the slip that people tell their friends about.
    ///
    /// ## Instead of
    /// > Hi {{first_name}},
    /// >
    /// > how do you test a parser?
    ///
    /// > Hi Ada,
    /// >
    /// > I admire what [Company] is doing.
    ///
    /// > Hi Ada,
    /// >
    /// > Are you free on ____ or ____?
    ///
    /// > Hi Ada,
    /// >
    /// > Your clock waits (say something here about the barn), and I do too.
    ///
    /// ## Try
    /// > Hi Ada,
    /// >
    /// > Your [guide](https://a.example) is the only one I've seen.
    ///
    /// > Hi Ada,
    /// >
    /// > The fax "is been refused" [sic].
    ///
    /// ## Stays quiet
    /// With a Markdown link, a footnote, code, `<https://…>` and `[sic]`.
    pub LEFTOVER_PLACEHOLDER = { code: "leftover-placeholder", severity: Error, reads: Message(leftover_placeholder) }
}

fn leftover_placeholder(ctx: &MessageContext<'_>) -> Vec<Finding> {
    let in_subject = ctx.message.subject.iter().flat_map(|subject| {
        let start = subject.range.start() + ctx.of(subject.range).find(subject.value.as_str()).unwrap_or(0);
        placeholders(&subject.value, start, &ctx.note.markdown)
    });
    let holes = in_subject.chain(ctx.anatomy.placeholders.iter().copied());
    holes
        .map(|range| {
            let finding =
                Finding::new(range, format!("{} was to be filled in.", quoted(ctx, range)), "Put the real words there, or take it out.");
            match line_of(ctx, range) {
                Some(line) => finding.fixed_by(Fix::edits("Take the line out", vec![TextEdit::delete(line)])),
                None => finding,
            }
        })
        .collect()
}

/// The whole line, its end included, where nothing else stands on it.
fn line_of(ctx: &MessageContext<'_>, range: TextRange) -> Option<TextRange> {
    let text = &ctx.note.text;
    let (start, end) = (line_start(text, range.start()), line_end(text, range.end()));
    let alone =
        text.get(start..range.start())?.trim().is_empty() && text.get(range.end()..end)?.trim_matches([' ', '.', ',']).trim().is_empty();
    let within = ctx.message.message.covers(range);
    (alone && within).then(|| TextRange::new(start, end))
}

#[cfg(test)]
mod tests {
    use super::LEFTOVER_PLACEHOLDER;
    use crate::testing::{check_fix, message_journal};

    #[test]
    fn a_line_that_is_all_instruction_can_go() {
        let front = "---\nto: Ada Lovelace\n---\n";
        check_fix(
            &LEFTOVER_PLACEHOLDER,
            &message_journal(&format!("{front}Hi Ada,\n[say why]\nThanks\n")),
            &format!("{front}Hi Ada,\nThanks\n"),
        );
    }
}
