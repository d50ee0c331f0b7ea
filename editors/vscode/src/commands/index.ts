/** The commands of the palette, the menus and the side bar. */
import * as vscode from "vscode";
import type { Journal } from "../journal";
import type { Journals } from "../journals";
import { weekOf, type Step } from "../model/fits";
import { CHECK, checkTask } from "../tasks";
import { showMap, showWeek } from "../views/panels";
import { amount, habit, message, name, person } from "./ask";
import { change, changeOrAsk, make, refused } from "./change";

type Act = (journal: Journal, argument: unknown) => Promise<void> | void;

function moves(word: Step, title: string): Act {
  return async (journal, argument) => {
    const which = await message(journal, argument, word, title);
    if (which !== undefined) {
      await changeOrAsk(journal, [word, which], "Do It Anyway");
    }
  };
}

function drafts(word: Step, title: string): Act {
  return async (journal, argument) => {
    const which = await message(journal, argument, word, title);
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

/** The exit status where the name is taken. */
const TAKEN = 2;

/** What is made without a name; one that is there already is opened. */
function made(kind: "week" | "day"): Act {
  return async (journal) => {
    const answer = await change(journal, ["new", kind]);
    const words = `${answer.stdout}\n${answer.stderr}`;
    const note = new RegExp(`${kind}s/[\\w-]+\\.md`).exec(words)?.[0];
    if (note !== undefined && (answer.status === 0 || answer.status === TAKEN)) {
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
export function acts(extension: vscode.Uri, journals: Journals): Record<string, Act> {
  return {
    // On a week's note that week, else this one.
    week: (journal, argument) => showWeek(extension, journals, journal, weekOf(argument instanceof vscode.Uri ? journal.noteOf(argument) : undefined)),
    today: async () => {
      await vscode.commands.executeCommand("journal.today.focus");
    },
    mapPreview: async (journal, argument) => {
      const shown = argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
      const note = journal.noteOf(shown);
      if (note === undefined) {
        await vscode.window.showInformationMessage("Open a mind map of the journal first.");
      } else {
        showMap(extension, journals, journal, note);
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
      if (to === undefined) {
        return;
      }
      if (to.fresh) {
        const answer = await change(journal, ["new", "contact", to.name]);
        if (answer.status !== 0) {
          await refused(answer);
          return;
        }
      }
      await make(journal, ["new", "message", to.name]);
    },
    markSent: moves("sent", "Which message went?"),
    markReplied: moves("replied", "Which message was answered?"),
    markMet: moves("met", "Which message led to a meeting?"),
    markDeclined: moves("declined", "Which message was declined?"),
    closeMessage: moves("close", "Which message is done with?"),
    followUp: drafts("follow-up", "Follow up on which message?"),
    thank: drafts("thank", "Give thanks after which message?"),
    tick,
    skip: marks("skip", "Skip a habit today"),
    clear: marks("clear", "Clear a habit today"),
    commit: runs(["commit"], "Committing the notes…"),
    sync: runs(["sync"], "Syncing with the remote…"),
    undo: runs(["undo"], "Undoing…"),
    check: async (journal) => {
      await vscode.tasks.executeTask(checkTask(journal, [], CHECK));
      await vscode.commands.executeCommand("workbench.actions.view.problems");
    },
    refresh: (journal) => journal.changed(),
  };
}
