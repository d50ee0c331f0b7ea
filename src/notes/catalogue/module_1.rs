//! Module 1: strengths, values, first habits, a vision.

use crate::notes::catalogue::prompt::{CataloguePrompt, PromptWeek};

/// Week 1 of the module: understanding your strengths.
pub const WEEK_1: PromptWeek = PromptWeek {
    set: "turing/mod-1",
    name: "turing/mod-1/week-1",
    title: "Understanding your strengths",
    prompts: &[
        CataloguePrompt {
            id: "m1w1.1",
            heading: "Build one strength",
            body: "A strength has three ingredients: something you have learned to do, something you know, and something \
                   that has always come naturally. Write one of each, as \"I can\", \"I know\" and \"I am\", then give the \
                   mixture a name of your own.",
        },
        CataloguePrompt {
            id: "m1w1.2",
            heading: "Assessment results",
            body: "Take the four qualities at the top of your strengths survey and say each as you would to a friend. Which \
                   of them made you nod, which surprised you, and where do they meet the strength you built?",
        },
        CataloguePrompt {
            id: "m1w1.3",
            heading: "Strength trouble",
            body: "Every strength has a shadow. When do you lean on yours too hard, what keeps you from noticing one that \
                   others see, and what could you say no to instead?",
        },
        CataloguePrompt {
            id: "m1w1.4",
            heading: "Strengths at work",
            body: "Write the two sentences a new teammate should hear about how you like to work. How would you put it to a \
                   mentor, and what will you watch for with somebody who works the opposite way?",
        },
        CataloguePrompt {
            id: "m1w1.5",
            heading: "Keep growing",
            body: "Choose one strength to sharpen or one weak spot to lift. What are the first two steps, and what will you \
                   see when it is working?",
        },
    ],
};

/// Week 2 of the module: building your compass.
pub const WEEK_2: PromptWeek = PromptWeek {
    set: "turing/mod-1",
    name: "turing/mod-1/week-2",
    title: "Building your compass",
    prompts: &[
        CataloguePrompt {
            id: "m1w2.1",
            heading: "Reflecting on reflection",
            body: "What usually gets in the way when you try to look inward: time, discomfort, the blank page? Decide when \
                   and where you will do it anyway, and what makes that pleasant enough to last.",
        },
        CataloguePrompt {
            id: "m1w2.2",
            heading: "Identity map",
            body: "Draw three rings: what you were given, what you chose, and what lies at your core. Underline what \
                   matters most to you, and mark each item + if tech seems to have room for it, - if not, and “?” if you \
                   cannot tell. Take one of the last two and ask how it might turn into an advantage.",
        },
        CataloguePrompt {
            id: "m1w2.3",
            heading: "Values sort",
            body: "Sort twenty values into four piles of five: those you live by always, often, sometimes and seldom. What \
                   does the first pile say about the place you should work, and does the last one bother you?",
        },
        CataloguePrompt {
            id: "m1w2.4",
            heading: "Work view and life view",
            body: "In a few lines each: what is work for, and what makes a life a good one? Notice where the two agree, \
                   where they pull apart, and which of them has been steering lately.",
        },
    ],
};

/// Week 3 of the module: habits and accountability systems.
pub const WEEK_3: PromptWeek = PromptWeek {
    set: "turing/mod-1",
    name: "turing/mod-1/week-3",
    title: "Habits and accountability systems",
    prompts: &[
        CataloguePrompt {
            id: "m1w3.1",
            heading: "Traits of a good developer",
            body: "Picture the developer everybody hopes to be paired with. What are they like in a review, in a crisis and \
                   on a dull Tuesday, and how would the person next to them describe it?",
        },
        CataloguePrompt {
            id: "m1w3.2",
            heading: "Their habits",
            body: "Nobody is like that by accident. What do you suppose they do every day or every week, mostly unseen, \
                   that keeps them so?",
        },
        CataloguePrompt {
            id: "m1w3.3",
            heading: "Who you will be",
            body: "Write \"I am a developer who …\" and finish it truthfully for a year from now. Which of the behaviours \
                   it needs are already yours, which are missing, and how could the first missing one begin?",
        },
        CataloguePrompt {
            id: "m1w3.4",
            heading: "Habit scorecard",
            body: "Walk through an ordinary day and write down each habit in order, from the first thing you reach for to \
                   the last. Mark each one + where it votes for that developer, - where it votes against, and = where it \
                   abstains.",
        },
        CataloguePrompt {
            id: "m1w3.5",
            heading: "Intention and stack",
            body: "Give one new habit a sentence with a time and a place: \"I will … at … in …\". Then hang it on something \
                   you do already: \"After I …, I will …\". If you could not start today, make it smaller.",
        },
        CataloguePrompt {
            id: "m1w3.6",
            heading: "Shape your space",
            body: "Your desk and your phone are casting votes too. What will you move, hide or put in plain sight so that \
                   the good habit is the easy one, and when will you do it?",
        },
        CataloguePrompt {
            id: "m1w3.7",
            heading: "A few days on",
            body: "You have tried it for some days now. What happened, how did it feel to go about it this way, and what \
                   will you keep, change or drop?",
        },
    ],
};

/// Week 4 of the module: creating your vision, part I.
pub const WEEK_4: PromptWeek = PromptWeek {
    set: "turing/mod-1",
    name: "turing/mod-1/week-4",
    title: "Creating your vision, part I",
    prompts: &[
        CataloguePrompt {
            id: "m1w4.1",
            heading: "Habit check-in",
            body: "What have you caught yourself doing since you began to pay attention? Tell about one thing you tried, \
                   and what came of it.",
        },
        CataloguePrompt {
            id: "m1w4.2",
            heading: "Dashboard",
            body: "Read your four gauges: health (from 1 to 5), work, play and love. For each, say where the needle stands \
                   and name one small thing that would move it. Which gauge points at a problem that is worth real thought?",
        },
        CataloguePrompt {
            id: "m1w4.3",
            heading: "Needs, problem, insight",
            body: "State a problem in your working life as if you were asked to design for it. What do you know about the \
                   person who has it, what would you have to find out, and who do you hope to have become once it is \
                   solved?",
        },
        CataloguePrompt {
            id: "m1w4.4",
            heading: "Question assumptions",
            body: "List what you believe a developer's days are made of. Which of these beliefs have you actually checked, \
                   whom could you ask about the others, and what do you want in your own days regardless?",
        },
        CataloguePrompt {
            id: "m1w4.5",
            heading: "Prototype futures",
            body: "Try on three futures: one that meets the least you need, one that must not happen, and one with money, \
                   time and courage to spare. What turns up in more than one of them?",
        },
        CataloguePrompt {
            id: "m1w4.6",
            heading: "First vision statement",
            body: "In three or four sentences, say where you are heading and why it is worth it to you. Write it plainly \
                   enough that a friend could hold you to it.",
        },
    ],
};

/// Week 5 of the module: creating your vision, part II.
pub const WEEK_5: PromptWeek = PromptWeek {
    set: "turing/mod-1",
    name: "turing/mod-1/week-5",
    title: "Creating your vision, part II",
    prompts: &[
        CataloguePrompt {
            id: "m1w5.1",
            heading: "Habit check-in",
            body: "Another week has passed. Which habit has begun to run by itself, which one needs pushing, and what did \
                   you learn by pushing it?",
        },
        CataloguePrompt {
            id: "m1w5.2",
            heading: "Beginner's mind",
            body: "Remember how it feels to ask a question without worrying whether it is a foolish one. Where in your \
                   search would that help most, and what could you do each week to keep it alive?",
        },
        CataloguePrompt {
            id: "m1w5.3",
            heading: "Seven sides of you",
            body: "Look at yourself from seven sides: what you know, the people you like to be among, skills that travel, \
                   working conditions, pay and responsibility, place, and purpose. Gather freely, boil each down to a line, \
                   put them in order, and link the page you end up with.",
        },
        CataloguePrompt {
            id: "m1w5.4",
            heading: "Strengths overlap",
            body: "Put your five strengths, as others have seen them in action, beside those of a working developer you \
                   admire. Where do the lists touch, and what does the difference bring to a team?",
        },
        CataloguePrompt {
            id: "m1w5.5",
            heading: "Refined vision",
            body: "Read your first vision statement aloud. Keep what still rings true, cut what was there to impress, and \
                   write it again with what you know now.",
        },
    ],
};
