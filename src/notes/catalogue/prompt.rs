//! What the catalogue is made of: a prompt, and a week of them.

/// A week of the catalogue, as a week note's `prompts:` names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PromptWeek {
    /// The set it belongs to: `turing/mod-2`.
    pub set: &'static str,
    /// The name that notes use: `turing/mod-2/week-5`.
    pub name: &'static str,
    /// What the week is about: `Outreach and networking I`.
    pub title: &'static str,
    /// Its prompts, in the order in which they are asked.
    pub prompts: &'static [CataloguePrompt],
}

/// One prompt of the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CataloguePrompt {
    /// The same for ever, and unique in the catalogue: `m2w5.1`.
    pub id: &'static str,
    /// Its `###` heading in a week's note; unique in its week.
    pub heading: &'static str,
    /// What is asked, in one to four sentences of plain text.
    pub body: &'static str,
}

impl PromptWeek {
    /// The week's prompt with this heading, ignoring case and outer blanks.
    pub fn prompt(&self, heading: &str) -> Option<&'static CataloguePrompt> {
        let heading = heading.trim().to_lowercase();
        self.prompts.iter().find(|prompt| prompt.heading.to_lowercase() == heading)
    }
}
