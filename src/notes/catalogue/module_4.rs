//! Module 4 and after: the search itself, week by week, and a fresh look after a month.

use crate::notes::catalogue::prompt::{CataloguePrompt, PromptWeek};

/// Week 1 of the module: a week of searching.
pub const WEEK_1: PromptWeek = PromptWeek {
    set: "turing/mod-4",
    name: "turing/mod-4/week-1",
    title: "A week of searching",
    prompts: &[
        CataloguePrompt {
            id: "m4.1",
            heading: "Plan the week",
            body: "Empty your head onto the page, then number what you see by what matters. Block time for the first few, \
                   and name the one thing each day that will happen whatever else does.",
        },
        CataloguePrompt {
            id: "m4.2",
            heading: "Retro",
            body: "Count last week: people reached, new leads, applications, interviews, hours. What is the story behind \
                   the numbers, and what one thing will you adjust?",
        },
        CataloguePrompt {
            id: "m4.3",
            heading: "Must-haves",
            body: "Write down everything you would like in a job. Keep five, then keep one. Why does that one stand, and in \
                   what order do the other four follow?",
        },
    ],
};

/// Week 2 of the module: becoming one.
pub const WEEK_2: PromptWeek = PromptWeek {
    set: "turing/mod-4",
    name: "turing/mod-4/week-2",
    title: "Becoming one",
    prompts: &[
        CataloguePrompt {
            id: "m4.4",
            heading: "Developer identity",
            body: "Tell of one way in which you have grown into a developer since you began. Which people and which \
                   routines will you need around you for the next stretch?",
        },
        CataloguePrompt {
            id: "m4.5",
            heading: "Help us help you",
            body: "For those who stand by you: what drives you, how do you take a no, who keeps you honest, how do you like \
                   to be reached? Describe the job you hope for, what you have tried so far, and the help you would \
                   welcome.",
        },
        CataloguePrompt {
            id: "m4.6",
            heading: "Pulse",
            body: "Give each a number from one to five: your schedule, daily practice, people and meetups, keeping track, \
                   interview practice, portfolio, profile, and one channel you have not tried enough. Which number would \
                   you most like to raise, and by how much this week?",
        },
    ],
};

/// Day 30 of the module: thirty days on.
pub const DAY_30: PromptWeek = PromptWeek {
    set: "turing/mod-4",
    name: "turing/mod-4/day-30",
    title: "Thirty days on",
    prompts: &[CataloguePrompt {
        id: "m4.7",
        heading: "30-day re-plan",
        body: "A month of searching is behind you. Where do you stand with leads: none yet, some, or talking to people? \
                   Write down what worked and deserves more of you, what did not, and for each hurdle what you will try in \
                   the next thirty days.",
    }],
};
