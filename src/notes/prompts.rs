//! Prompts: sets of one's own, and what a week's note answers.

use crate::markdown::tree::{ListItem, Markdown, Task};
use crate::notes::field::Spanned;
use crate::notes::problem::{Problem, ProblemKind};
use crate::notes::sections::{Section, has_text, items_in, section, section_at, title, word_count};
use crate::text::edit::TextEdit;
use crate::text::fuzzy::stem;
use crate::text::range::TextRange;

/// How far a prompt is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PromptStatus {
    /// Not begun.
    NotStarted,
    /// Begun.
    Partly,
    /// Answered.
    Completed,
}

impl PromptStatus {
    /// The words beside the box.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::NotStarted => "not started",
            Self::Partly => "partially complete",
            Self::Completed => "completed",
        }
    }

    fn named(words: &str) -> Option<Self> {
        match words.trim().to_lowercase().as_str() {
            "completed" | "complete" => Some(Self::Completed),
            "partially complete" | "partially completed" | "partly complete" | "partly" => Some(Self::Partly),
            "not started" => Some(Self::NotStarted),
            _ => None,
        }
    }
}

/// A prompt in a week's note, with its answer.
#[derive(Clone, Debug, PartialEq)]
pub struct AnsweredPrompt {
    /// The heading's words.
    pub heading: Spanned<String>,
    /// All of the section.
    pub section: Section,
    /// The boxes that stand there.
    pub boxes: Vec<(PromptStatus, Task)>,
    /// Whether anything is written besides the boxes.
    pub has_text: bool,
    /// How many words are written.
    pub words: usize,
    /// How far it is answered: the ticked box, of several the least; with none ticked, completed where there is text.
    pub status: PromptStatus,
}

/// The prompts under `## Prompts` of a week's note.
#[must_use]
pub fn answered_prompts(text: &str, markdown: &Markdown) -> Vec<AnsweredPrompt> {
    let Some(all) = section(text, markdown, 2, "Prompts") else { return Vec::new() };
    let inside = |index: &usize| markdown.headings[*index].level == 3 && all.content.contains(markdown.headings[*index].range.start());
    (0..markdown.headings.len()).filter(inside).map(|index| answered(text, markdown, index)).collect()
}

fn answered(text: &str, markdown: &Markdown, index: usize) -> AnsweredPrompt {
    let section = section_at(text, markdown, index);
    let boxes: Vec<(PromptStatus, Task, &ListItem)> =
        items_in(markdown, section.content).filter_map(|item| Some((PromptStatus::named(item.text.of(text))?, item.task?, item))).collect();
    let (has_text, words) = text_besides(text, markdown, section.content, &boxes);
    let ticked = boxes.iter().filter(|(_, task, _)| task.done).map(|(status, _, _)| *status).min();
    let by_text = if has_text { PromptStatus::Completed } else { PromptStatus::NotStarted };
    let heading = markdown.headings[index].text;
    AnsweredPrompt {
        heading: Spanned::new(heading.of(text).trim().to_owned(), heading),
        section,
        has_text,
        words,
        status: ticked.unwrap_or(by_text),
        boxes: boxes.into_iter().map(|(status, task, _)| (status, task)).collect(),
    }
}

fn text_besides(text: &str, markdown: &Markdown, content: TextRange, boxes: &[(PromptStatus, Task, &ListItem)]) -> (bool, usize) {
    let mut from = content.start();
    let mut pieces = Vec::new();
    for (_, _, item) in boxes {
        if item.range.start() >= from {
            pieces.push(TextRange::new(from, item.range.start()));
            from = item.range.end().min(content.end());
        }
    }
    pieces.push(TextRange::new(from.min(content.end()), content.end()));
    let written = pieces.iter().any(|piece| has_text(text, markdown, *piece));
    (written, pieces.iter().map(|piece| word_count(text, markdown, *piece)).sum())
}

/// What disagrees between a prompt's boxes and its text.
#[must_use]
pub fn prompt_problems(prompts: &[AnsweredPrompt]) -> Vec<Problem> {
    prompts.iter().filter_map(prompt_problem).collect()
}

fn prompt_problem(prompt: &AnsweredPrompt) -> Option<Problem> {
    if prompt.boxes.is_empty() {
        return None;
    }
    let name = &prompt.heading.value;
    let ticked: Vec<&(PromptStatus, Task)> = prompt.boxes.iter().filter(|(_, task)| task.done).collect();
    let problem = |message: String, help: &str| Problem::new(ProblemKind::PromptStatus, prompt.heading.range, message, help);
    match ticked.as_slice() {
        [] => Some(
            problem(format!("None of the boxes under “{name}” is ticked."), "Tick the one that is true.")
                .mended_by(format!("Tick “{}”", prompt.status.words()), tick(prompt, prompt.status)?),
        ),
        [(PromptStatus::Completed, _)] if !prompt.has_text => {
            let edits = [tick(prompt, PromptStatus::NotStarted)?, untick(prompt, PromptStatus::Completed)].concat();
            Some(
                problem(
                    format!("“{name}” is ticked as completed, and nothing is written under it."),
                    "Write a line, or paste a link: either will do.",
                )
                .mended_by("Tick “not started” instead", edits),
            )
        }
        [(PromptStatus::NotStarted, _)] if prompt.has_text => {
            let edits = [tick(prompt, PromptStatus::Partly)?, untick(prompt, PromptStatus::NotStarted)].concat();
            Some(
                problem(
                    format!("“{name}” is ticked as not started, and you have already written something."),
                    "Give yourself credit: tick another box.",
                )
                .mended_by("Tick “partially complete” instead", edits),
            )
        }
        [_] => None,
        _ => Some(problem(format!("Several boxes under “{name}” are ticked."), "Leave one; until then the least of them counts.")),
    }
}

fn tick(prompt: &AnsweredPrompt, status: PromptStatus) -> Option<Vec<TextEdit>> {
    let (_, task) = prompt.boxes.iter().find(|(own, task)| *own == status && !task.done)?;
    Some(vec![TextEdit::replace(task.mark, "x")])
}

fn untick(prompt: &AnsweredPrompt, status: PromptStatus) -> Vec<TextEdit> {
    let ticked = prompt.boxes.iter().filter(|(own, task)| *own == status && task.done);
    ticked.map(|(_, task)| TextEdit::replace(task.mark, " ")).collect()
}

/// A set of prompts of one's own: `prompts/*.md`.
#[derive(Clone, Debug, PartialEq)]
pub struct PromptSet {
    /// The title, or the stem where there is none.
    pub title: String,
    /// Its weeks, in order.
    pub weeks: Vec<OwnWeek>,
}

/// A week of a set of one's own.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnWeek {
    /// The heading's words.
    pub title: Spanned<String>,
    /// What it is called: the file's stem and the heading's, `mine/first-week`.
    pub name: String,
    /// Its prompts.
    pub prompts: Vec<OwnPrompt>,
}

/// A prompt of one's own.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnPrompt {
    /// The heading's words.
    pub heading: Spanned<String>,
    /// The text below, blank lines around it left out.
    pub body: TextRange,
}

/// What a file of prompts says. `file_stem` is the file's.
#[must_use]
pub fn prompt_set(text: &str, markdown: &Markdown, file_stem: &str) -> PromptSet {
    let mut weeks: Vec<OwnWeek> = Vec::new();
    for (index, heading) in markdown.headings.iter().enumerate() {
        let words = heading.text.of(text).trim().to_owned();
        match heading.level {
            2 => {
                let name = format!("{file_stem}/{}", stem(&words));
                weeks.push(OwnWeek { title: Spanned::new(words, heading.text), name, prompts: Vec::new() });
            }
            3 => {
                let Some(week) = weeks.last_mut() else { continue };
                let content = section_at(text, markdown, index).content;
                let inner = content.of(text);
                let start = content.start() + inner.len() - inner.trim_start().len();
                let body = TextRange::new(start.min(content.end()), start.min(content.end()) + inner.trim().len());
                week.prompts.push(OwnPrompt { heading: Spanned::new(words, heading.text), body });
            }
            _ => {}
        }
    }
    PromptSet { title: title(text, markdown).map_or(file_stem, |(words, _)| words).to_owned(), weeks }
}

#[cfg(test)]
mod tests {
    use super::{PromptStatus, answered_prompts, prompt_problems, prompt_set};
    use crate::markdown::parse::parse;
    use crate::text::edit::apply;

    const BOXES: &str = "- [x] completed\n- [ ] partially complete\n- [ ] not started\n";

    fn status(body: &str) -> (PromptStatus, Vec<String>) {
        let text = format!("# Week\n\n## Prompts\n\n### Review\n{body}\n## Review\nall\n");
        let prompts = answered_prompts(&text, &parse(&text));
        (prompts[0].status, prompt_problems(&prompts).into_iter().map(|problem| problem.message).collect())
    }

    #[test]
    fn the_ticked_box_tells_and_text_alone_will_do() {
        assert_eq!(status(&format!("{BOXES}\nI tracked it.\n")), (PromptStatus::Completed, vec![]));
        assert_eq!(status("https://video.example/1\n"), (PromptStatus::Completed, vec![]));
        assert_eq!(status("\n"), (PromptStatus::NotStarted, vec![]));
    }

    #[test]
    fn boxes_and_text_that_disagree_are_told() {
        assert!(status(BOXES).1[0].contains("nothing is written"));
        assert!(status(&format!("{}\nwords\n", BOXES.replace("[x]", "[ ]"))).1[0].contains("None of the boxes"));
        let two = BOXES.replace("[ ]", "[x]");
        assert_eq!(status(&format!("{two}\nwords\n")).0, PromptStatus::NotStarted);
        assert!(status(&format!("{two}\nwords\n")).1[0].contains("Several"));
    }

    #[test]
    fn the_fix_ticks_the_other_box() {
        let text = format!("## Prompts\n### Review\n{BOXES}");
        let problems = prompt_problems(&answered_prompts(&text, &parse(&text)));
        let fixed = apply(&text, &problems[0].fix.as_ref().unwrap().1).unwrap();
        assert!(fixed.ends_with("- [ ] completed\n- [ ] partially complete\n- [x] not started\n"));
    }

    #[test]
    fn a_set_of_ones_own_has_weeks_and_prompts() {
        let text = "# Mine\n## First week\n### Why?\n\nSay why.\nTwice.\n\n### How?\n## Second\n";
        let set = prompt_set(text, &parse(text), "mine");
        assert_eq!(set.title, "Mine");
        assert_eq!(set.weeks[0].name, "mine/first-week");
        assert_eq!(set.weeks[0].prompts[0].body.of(text), "Say why.\nTwice.");
        assert_eq!(set.weeks[0].prompts[1].body.of(text), "");
    }
}
