//! Module 3: resume and letter, outreach to a company one aims at, interviews, a strategy.

use crate::notes::catalogue::prompt::{CataloguePrompt, PromptWeek};

/// Intermission of the module: between modules.
pub const INTERMISSION: PromptWeek = PromptWeek {
    set: "turing/mod-3",
    name: "turing/mod-3/intermission",
    title: "Between modules",
    prompts: &[
        CataloguePrompt {
            id: "m3w0.1",
            heading: "Targets",
            body: "If you had to begin looking today, which three to five companies or fields would you go after? A first \
                   list is enough.",
        },
        CataloguePrompt {
            id: "m3w0.2",
            heading: "Why these",
            body: "What do your targets have to do with what you value and where you want to go? Put a sentence to each, \
                   and be suspicious of any that resists one.",
        },
        CataloguePrompt {
            id: "m3w0.3",
            heading: "Profile fit",
            body: "Read your own profile as somebody at one of these companies would. What would they learn about your \
                   aims, and what has to change before you write to them?",
        },
    ],
};

/// Week 1 of the module: storytelling II: resume and portfolio.
pub const WEEK_1: PromptWeek = PromptWeek {
    set: "turing/mod-3",
    name: "turing/mod-3/week-1",
    title: "Storytelling II: resume and portfolio",
    prompts: &[
        CataloguePrompt {
            id: "m3w1.1",
            heading: "Refine the vision",
            body: "Say again what you value, what you are aiming at, and in which role. Then name three to five places that \
                   fit, with a reason for each that could not be copied to the next.",
        },
        CataloguePrompt {
            id: "m3w1.2",
            heading: "Build the resume",
            body: "For those places, what should catch the eye first? Write the resume in the usual order of sections, let \
                   it say less than you know, and link it here.",
        },
        CataloguePrompt {
            id: "m3w1.3",
            heading: "Machine review",
            body: "Let a resume checker read it. Which of its complaints are fair, which will you overrule, and what are \
                   you going to change?",
        },
        CataloguePrompt {
            id: "m3w1.4",
            heading: "Portfolio",
            body: "Fill your portfolio and put it where people can see it. What should a visitor think of you after two \
                   minutes, and how will you keep it growing?",
        },
        CataloguePrompt {
            id: "m3w1.5",
            heading: "Stack research",
            body: "Compare what your target fields build with. Note languages, frameworks and services company by company, \
                   link the sheet, and say what the pattern tells you to learn next.",
        },
    ],
};

/// Week 2 of the module: the application process.
pub const WEEK_2: PromptWeek = PromptWeek {
    set: "turing/mod-3",
    name: "turing/mod-3/week-2",
    title: "The application process",
    prompts: &[
        CataloguePrompt {
            id: "m3w2.1",
            heading: "Cover letter",
            body: "Write a letter for one posting you have noted, to a person rather than a department. Link it here.",
        },
        CataloguePrompt {
            id: "m3w2.2",
            heading: "Peer review",
            body: "Ask somebody to read the letter and tell you the truth. What did they say, and what will you do about \
                   it?",
        },
        CataloguePrompt {
            id: "m3w2.3",
            heading: "Tailoring",
            body: "Hold the resume beside this posting. Which lines would you move up, rewrite or leave out, and what else \
                   is left to do before it could go?",
        },
    ],
};

/// Week 3 of the module: outreach and networking II.
pub const WEEK_3: PromptWeek = PromptWeek {
    set: "turing/mod-3",
    name: "turing/mod-3/week-3",
    title: "Outreach and networking II",
    prompts: &[
        CataloguePrompt {
            id: "m3w3.1",
            heading: "Resume and letter",
            body: "With a few days' distance, what would make your resume and letter stronger? Pick the two changes that \
                   matter.",
        },
        CataloguePrompt {
            id: "m3w3.2",
            heading: "Outreach brainstorm",
            body: "In your notes on the company, name a couple of people there worth getting to know. What makes each of \
                   them interesting to you, beyond working there?",
        },
        CataloguePrompt {
            id: "m3w3.3",
            heading: "Finalise the plan",
            body: "Choose one of them. Fix the reason, the channel, the two or three things you want to hear about, and the \
                   day on which you will follow up.",
        },
        CataloguePrompt {
            id: "m3w3.4",
            heading: "Do it this week",
            body: "Write to them. What happened, what did you find out about the company that its website does not say, and \
                   what follows from it? Bring the company's note up to date.",
        },
    ],
};

/// Week 4 of the module: interview prep.
pub const WEEK_4: PromptWeek = PromptWeek {
    set: "turing/mod-3",
    name: "turing/mod-3/week-4",
    title: "Interview prep",
    prompts: &[
        CataloguePrompt {
            id: "m3w4.1",
            heading: "Before the shadow (AEIOU)",
            body: "For the hours at somebody's side, prepare questions on what they do, the place they do it in, the \
                   interactions you hope to witness, the objects (their code, their product), and the users.",
        },
        CataloguePrompt {
            id: "m3w4.2",
            heading: "After the shadow (AEIOU)",
            body: "What did you observe through each of the five lenses? Sum up the two or three things you took home, and \
                   how they shift your search.",
        },
        CataloguePrompt {
            id: "m3w4.3",
            heading: "STAR success",
            body: "Choose a project you are proud of. Tell the situation, your task, what you did yourself, and what came \
                   of it, in about two minutes' worth of words.",
        },
        CataloguePrompt {
            id: "m3w4.4",
            heading: "Failure",
            body: "Tell of something that went wrong in your hands. What did you learn, and where has that already made you \
                   act differently?",
        },
        CataloguePrompt {
            id: "m3w4.5",
            heading: "Teamwork",
            body: "Describe one real moment of working with others, disagreement included. What did you say or do that \
                   helped?",
        },
        CataloguePrompt {
            id: "m3w4.6",
            heading: "More stories",
            body: "Which other stories will you want within reach: a conflict, a deadline, a time you led, a thing you \
                   taught? List them, with a word to remember each by.",
        },
        CataloguePrompt {
            id: "m3w4.7",
            heading: "Target stacks",
            body: "Go through what your targets build with. What do you know, what can you liken to something you know, and \
                   what must you still learn?",
        },
        CataloguePrompt {
            id: "m3w4.8",
            heading: "Practice kit",
            body: "Gather at least three places to practise and three questions about behaviour that make you sweat a \
                   little. When is your first round?",
        },
    ],
};

/// Week 5 of the module: refining your strategy.
pub const WEEK_5: PromptWeek = PromptWeek {
    set: "turing/mod-3",
    name: "turing/mod-3/week-5",
    title: "Refining your strategy",
    prompts: &[
        CataloguePrompt {
            id: "m3w5.1",
            heading: "Take stock",
            body: "What have you done for your search so far, what has it taught you, and where are you stuck? Begin with \
                   what went well.",
        },
        CataloguePrompt {
            id: "m3w5.2",
            heading: "Three company plans",
            body: "Plan for three companies: the one your letter was for, another in its field, and one from somewhere else \
                   entirely. For each: why them, why you, what to learn, whom to meet, how to get experience that counts \
                   there, how it fits your vision, and what your life would be a year in.",
        },
        CataloguePrompt {
            id: "m3w5.3",
            heading: "Rank and act",
            body: "Give each plan one to five points for the means you have, how well it hangs together, how sure you feel, \
                   and how much you look forward to it. Take the winner and write down its next three steps, with days.",
        },
    ],
};
