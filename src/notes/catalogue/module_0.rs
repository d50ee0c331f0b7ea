//! Module 0: getting started, before the course begins.

use crate::notes::catalogue::prompt::{CataloguePrompt, PromptWeek};

/// Week 0 of the module: getting started.
pub const START: PromptWeek = PromptWeek {
    set: "turing/mod-0",
    name: "turing/mod-0/week-0",
    title: "Getting started",
    prompts: &[
        CataloguePrompt {
            id: "m0.1",
            heading: "Systems that worked",
            body: "Think of something hard you once pulled off: a marathon, a house move, a licence. Which calendar, list, \
                   person or ritual carried you there, and what would that look like in the months ahead?",
        },
        CataloguePrompt {
            id: "m0.2",
            heading: "One strength, with evidence",
            body: "Pick one thing you are good at that will matter in this work. Tell the story of a day when somebody \
                   could have watched you use it.",
        },
        CataloguePrompt {
            id: "m0.3",
            heading: "How you work best",
            body: "Describe the hour of day, the room, the noise and the company in which you do your best work. Which of \
                   these can you arrange for yourself from now on?",
        },
        CataloguePrompt {
            id: "m0.4",
            heading: "Biggest growth area",
            body: "Which professional skill would make the most difference if it were a little stronger? Say where its \
                   absence has cost you something, and what a first small improvement would be.",
        },
        CataloguePrompt {
            id: "m0.5",
            heading: "Why know yourself",
            body: "Suppose you knew your strengths and your ways of working as well as a good coach does. Where would that \
                   help you as a developer: in choosing a team, in asking for help, on a bad day?",
        },
        CataloguePrompt {
            id: "m0.6",
            heading: "First vision",
            body: "Draw the working life you hope for a year after the course, rough edges and all: what you build, with \
                   whom, and what your evenings look like. It is a sketch, and you will redraw it.",
        },
    ],
};
