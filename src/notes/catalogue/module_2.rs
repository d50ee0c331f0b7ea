//! Module 2: habits that last, a story to tell, and outreach for the sake of learning.

use crate::notes::catalogue::prompt::{CataloguePrompt, PromptWeek};

/// Week 1 of the module: building habits, part II.
pub const WEEK_1: PromptWeek = PromptWeek {
    set: "turing/mod-2",
    name: "turing/mod-2/week-1",
    title: "Building habits, part II",
    prompts: &[
        CataloguePrompt {
            id: "m2w1.1",
            heading: "Last module's habits",
            body: "Which habit carried you through the last module, and which one leaked? Say what you would do the same \
                   again and what you will try another way.",
        },
        CataloguePrompt {
            id: "m2w1.2",
            heading: "Intentions",
            body: "Who would you like to be by the end of this module? Choose the two or three habits that would make it \
                   so, and say how each is something a developer simply does.",
        },
        CataloguePrompt {
            id: "m2w1.3",
            heading: "Temptation bundle",
            body: "Pair a habit you need with one you look forward to. Write it as a chain: \"After I [something I do \
                   already], I will [the one I need]. After that, I will [the one I want].\"",
        },
        CataloguePrompt {
            id: "m2w1.4",
            heading: "Enjoy the hard ones",
            body: "Take three things you tell yourself you have to do. Retell each as something you get to do, with the \
                   good it brings you spelled out.",
        },
        CataloguePrompt {
            id: "m2w1.5",
            heading: "Environment, again",
            body: "Look around the place where you work. What already nudges you towards following through, and what one \
                   change would make it easier still?",
        },
        CataloguePrompt {
            id: "m2w1.6",
            heading: "Two-minute versions",
            body: "Shrink two or three habits until each takes less than two minutes. Do one of them right now. What \
                   changes in how you see yourself when the small version counts?",
        },
    ],
};

/// Week 2 of the module: professional storytelling and branding.
pub const WEEK_2: PromptWeek = PromptWeek {
    set: "turing/mod-2",
    name: "turing/mod-2/week-2",
    title: "Professional storytelling and branding",
    prompts: &[
        CataloguePrompt {
            id: "m2w2.1",
            heading: "Assess last week",
            body: "Look at where last week's hours truly went. What worked, what could have gone better, and which one or \
                   two steps will make this week different?",
        },
        CataloguePrompt {
            id: "m2w2.2",
            heading: "Story draft",
            body: "Tell how you came to be here in a paragraph or two: who you are, the moment that turned you towards this \
                   work, and where you mean to go. Lead with the reasons rather than the dates.",
        },
        CataloguePrompt {
            id: "m2w2.3",
            heading: "Profile update",
            body: "Bring your public profile into line with that story: picture, headline, summary, and the course under \
                   both experience and education. Leave the link here.",
        },
        CataloguePrompt {
            id: "m2w2.4",
            heading: "Other branding steps",
            body: "What else about how you show up could use an hour: a portfolio page, the way you say your story aloud, \
                   your code's front door? Pick something for this week.",
        },
    ],
};

/// Week 3 of the module: job search strategies.
pub const WEEK_3: PromptWeek = PromptWeek {
    set: "turing/mod-2",
    name: "turing/mod-2/week-3",
    title: "Job search strategies",
    prompts: &[
        CataloguePrompt {
            id: "m2w3.1",
            heading: "Assess last week",
            body: "How did you spend the week, and did the hours go to what matters? Note a thing that worked, a thing that \
                   did not, and what you will adjust.",
        },
        CataloguePrompt {
            id: "m2w3.2",
            heading: "Engagement and energy",
            body: "Go back over the last two weeks. When did you forget the clock, when did you watch it, and what left you \
                   with more energy or less than you came with? Keep these notes; you will draw from them soon.",
        },
        CataloguePrompt {
            id: "m2w3.3",
            heading: "Make the time",
            body: "Put an hour or two for your search in the calendar this week. What exactly will you do in it, who will \
                   ask you whether you did, and what will exist afterwards that does not exist now?",
        },
        CataloguePrompt {
            id: "m2w3.4",
            heading: "Try two or three tools",
            body: "Spend a while with two or three places where work is found: a job board, a company list, an alumni \
                   search. Write down which, and your first impression of each.",
        },
        CataloguePrompt {
            id: "m2w3.5",
            heading: "Wayfinding",
            body: "What did you come across that points where your vision points? If nothing did, where could you look \
                   next, and which page is worth coming back to?",
        },
        CataloguePrompt {
            id: "m2w3.6",
            heading: "One posting",
            body: "Choose one real posting that makes you lean forward. Say what in it fits you, and put its company among \
                   your notes.",
        },
        CataloguePrompt {
            id: "m2w3.7",
            heading: "Its next steps",
            body: "How will you get to know this company better, and who there might talk to you? Add what you plan to the \
                   company's note.",
        },
    ],
};

/// Week 4 of the module: building habits, part III.
pub const WEEK_4: PromptWeek = PromptWeek {
    set: "turing/mod-2",
    name: "turing/mod-2/week-4",
    title: "Building habits, part III",
    prompts: &[
        CataloguePrompt {
            id: "m2w4.1",
            heading: "Before the job experience (AEIOU)",
            body: "You are about to see somebody at work. Prepare a question for each lens: the activities of their day, \
                   the environment, how people interact, the objects they work on (the code, the product), and the users \
                   they do it for.",
        },
        CataloguePrompt {
            id: "m2w4.2",
            heading: "After it (AEIOU)",
            body: "Go through the five lenses again with what you saw. What held their interest, how did they speak of \
                   their team, how do they build, how do they treat the people who use it, and how did the conversation \
                   feel to you? End with what it changes in your search.",
        },
        CataloguePrompt {
            id: "m2w4.3",
            heading: "Assess last week",
            body: "Where did your time go, and are you content with the trade? Name what worked, what you would improve, \
                   and the step that gets you there.",
        },
        CataloguePrompt {
            id: "m2w4.4",
            heading: "Instant reward",
            body: "Choose a small treat that comes straight after the habit, and does not undo it. Why will this one bring \
                   you back tomorrow?",
        },
        CataloguePrompt {
            id: "m2w4.5",
            heading: "Don't break the chain",
            body: "Which single habit do you want to do every day from now on? Decide what will remind you, where the \
                   unbroken row will be in plain sight, and whether it could tick itself.",
        },
        CataloguePrompt {
            id: "m2w4.6",
            heading: "Getting back",
            body: "You will miss a day sometimes, perhaps two. Write yourself a short plan for the morning after, kind \
                   enough that you will follow it.",
        },
        CataloguePrompt {
            id: "m2w4.7",
            heading: "Habit contract",
            body: "Who could keep you company in this? Agree how often you check in, what each of you reports, and what \
                   happens when one of you goes quiet.",
        },
    ],
};

/// Week 5 of the module: outreach and networking I.
pub const WEEK_5: PromptWeek = PromptWeek {
    set: "turing/mod-2",
    name: "turing/mod-2/week-5",
    title: "Outreach and networking I",
    prompts: &[
        CataloguePrompt {
            id: "m2w5.1",
            heading: "Review the tracker",
            body: "How did you keep track of your habits this module, and what do the marks say about the person you are \
                   turning into? Are you happy with how you spent the time, and what would you do better?",
        },
        CataloguePrompt {
            id: "m2w5.2",
            heading: "Map: engagement",
            body: "Start a map from one moment when you were wholly absorbed. Branch out into what you did step by step, \
                   the strengths each step took, and what was fun about it.",
        },
        CataloguePrompt {
            id: "m2w5.3",
            heading: "Map: energy",
            body: "Put a moment that left you livelier than before in the middle of a second map. Take it apart: the steps, \
                   the strengths at work, and the parts you would gladly do again.",
        },
        CataloguePrompt {
            id: "m2w5.4",
            heading: "Map: flow",
            body: "For a third map, choose a recent time when the hours vanished, or when you were simply playing. What \
                   were you doing at each stage, what were you good at in it, and where was the joy?",
        },
        CataloguePrompt {
            id: "m2w5.5",
            heading: "Prototype the maps",
            body: "Lay the three maps side by side. What seems to matter to you in this work, whatever you call it, and \
                   what do you still not know about it that a person could tell you?",
        },
        CataloguePrompt {
            id: "m2w5.6",
            heading: "Prototype the outreach",
            body: "Name two or three people who live with your open questions every day. Why each of them, what would you \
                   ask, and how would the answer move your search?",
        },
        CataloguePrompt {
            id: "m2w5.7",
            heading: "Outreach plan",
            body: "Settle on one person and plan it through: how you found them, why they are the right one, where you will \
                   write, what you will ask, what you will do with the answers, and how you will follow up.",
        },
        CataloguePrompt {
            id: "m2w5.8",
            heading: "Do it this week",
            body: "Send it, and if you can, a second one, or go to a meetup as well. What happened, what comes next, and \
                   what can you now add to the company's note?",
        },
    ],
};
