/** The commands of the palette, the menus and the side bar. */
import * as vscode from "vscode";
import type { Journal } from "../journal";
import type { Message } from "../shapes";
import { showMap, showWeek } from "../views/panels";
import { amount, habit, message, name, person } from "./ask";
import { change, changeOrAsk, make, refused } from "./change";

type Act = (journal: Journal, argument: unknown) => Promise<void> | void;

function moves(word: string, title: string, fits: (message: Message) => boolean): Act {
  return async (journal, argument) => {
    const which = await message(journal, argument, fits, title);
    if (which !== undefined) {
      await changeOrAsk(journal, [word, which], "Do It Anyway");
    }
  };
}

function drafts(word: string, title: string, fits: (message: Message) => boolean): Act {
  return async (journal, argument) => {
    const which = await message(journal, argument, fits, title);
    if (which !== undefined) {
      await make(journal, [word, which]);
    }
  };
}

function named(kind: string, title: string, prompt: string): Act {
  return async (journal) => {
    const given = await name(title, prompt);
    if (given !== undefined) {
      await make(journal, ["new", kind, given]);
    }
  };
}

/** What is made without a name; one that is there already is opened. */
function made(kind: "week" | "day"): Act {
  return async (journal) => {
    const answer = await change(journal, ["new", kind]);
    const words = `${answer.stdout}\n${answer.stderr}`;
    const note = new RegExp(`${kind}s/[\\w-]+\\.md`).exec(words)?.[0];
    if (note !== undefined) {
      await vscode.window.showTextDocument(journal.uri(note));
    } else if (answer.status !== 0) {
      await refused(answer);
    }
  };
}

const tick: Act = async (journal, argument) => {
  const which = await habit(journal, argument, "Tick a habit", (one) => one.due && !one.ticked);
  if (which === undefined) {
    return;
  }
  const much = which.unit === "minutes" ? await amount(which) : "";
  if (much !== undefined) {
    await changeOrAsk(journal, ["done", which.name, ...(much.trim() === "" ? [] : [much.trim()])]);
  }
};

function marks(word: "skip" | "clear", title: string): Act {
  return async (journal, argument) => {
    const which = await habit(journal, argument, title, (one) => one.ticked === (word === "clear"));
    if (which !== undefined) {
      await changeOrAsk(journal, [word, which.name]);
    }
  };
}

function runs(words: readonly string[], progress: string): Act {
  return async (journal) => {
    const answer = await change(journal, words, progress);
    if (answer.status !== 0) {
      await refused(answer);
    }
  };
}

/** By their ids without the prefix. Those of the language server bear no `ui`. */
export function acts(extension: vscode.Uri): Record<string, Act> {
  return {
    week: (journal) => showWeek(extension, journal),
    today: async () => {
      await vscode.commands.executeCommand("journal.today.focus");
    },
    mapPreview: async (journal, argument) => {
      const shown = argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
      const note = journal.noteOf(shown);
      if (note === undefined) {
        await vscode.window.showInformationMessage("Open a mind map of the journal first.");
      } else {
        showMap(extension, journal, note);
      }
    },
    newContact: named("contact", "New contact", "Their name"),
    newCompany: named("company", "New company", "Its name"),
    newEvent: named("event", "New event", "What it is called"),
    newMap: named("map", "New mind map", "What stands in its centre"),
    newWeek: made("week"),
    newDay: made("day"),
    newMessage: async (journal, argument) => {
      const to = await person(journal, argument, "New message");
      if (to !== undefined) {
        await make(journal, ["new", "message", to]);
      }
    },
    markSent: moves("sent", "Which message went?", (one) => one.status === "draft"),
    markReplied: moves("replied", "Which message was answered?", (one) => one.status === "sent"),
    markMet: moves("met", "Which message led to a meeting?", (one) => one.status === "sent" || one.status === "replied"),
    markDeclined: moves("declined", "Which message was declined?", (one) => one.status === "sent" || one.status === "replied"),
    closeMessage: moves("close", "Which message is done with?", (one) => one.status !== "closed"),
    followUp: drafts("follow-up", "Follow up on which message?", (one) => one.waiting),
    thank: drafts("thank", "Give thanks after which message?", (one) => one.status === "met" || one.status === "replied"),
    tick,
    skip: marks("skip", "Skip a habit today"),
    clear: marks("clear", "Clear a habit today"),
    commit: runs(["commit"], "Committing the notes…"),
    sync: runs(["sync"], "Syncing with the remote…"),
    undo: runs(["undo"], "Undoing…"),
    check: async () => {
      const tasks = await vscode.tasks.fetchTasks({ type: "journal" });
      if (tasks[0] !== undefined) {
        await vscode.tasks.executeTask(tasks[0]);
        await vscode.commands.executeCommand("workbench.actions.view.problems");
      }
    },
    refresh: (journal) => journal.changed(),
  };
}
