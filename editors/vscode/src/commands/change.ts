/** Running what changes notes: saved before, told after, refused in words. */
import * as vscode from "vscode";
import type { Answer, Journal } from "../journal";
import { firstWords, madeIn, reason } from "../model/made";

/** The exit status of a refusal for safety. */
const REFUSED = 4;
/** The exit status of a conflict. */
const CONFLICT = 5;

/** Runs a command that changes notes and tells its first line. */
export async function change(journal: Journal, args: readonly string[], progress?: string): Promise<Answer> {
  const left = await journal.save();
  if (left !== undefined) {
    // Changed under an edit: what is on the disk is not what the keeper sees.
    return { status: CONFLICT, stdout: "", stderr: `${left} could not be saved, so nothing was done.` };
  }
  const answer =
    progress === undefined
      ? await journal.run(args)
      : await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title: progress }, () => journal.run(args));
  journal.changed();
  if (answer.status === 0) {
    const said = `${answer.stdout}\n${answer.stderr}`.split("\n").map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("→"));
    vscode.window.setStatusBarMessage(`$(check) ${said[0] ?? "Done"}`, 8000);
  }
  return answer;
}

/** Tells why a command did not do it, with the log a click away. */
export async function refused(answer: Answer): Promise<void> {
  const log = "Show the Log";
  if ((await vscode.window.showErrorMessage(`Journal: ${firstWords(answer.stderr)}`, log)) === log) {
    await vscode.commands.executeCommand("journal.ui.log");
  }
}

/** As `change`; a refusal for safety is asked about once, and anything else told. */
export async function changeOrAsk(journal: Journal, args: readonly string[], anyway?: string): Promise<boolean> {
  let answer = await change(journal, args);
  if (answer.status === REFUSED && anyway !== undefined) {
    const picked = await vscode.window.showWarningMessage(reason(answer.stderr), { modal: true, detail: "If it is so all the same, the journal takes your word for it." }, anyway);
    if (picked !== anyway) {
      return false;
    }
    answer = await change(journal, [...args, "--anyway"]);
  }
  if (answer.status !== 0) {
    await refused(answer);
  }
  return answer.status === 0;
}

/** Runs a command that makes a note, and opens it. */
export async function make(journal: Journal, args: readonly string[]): Promise<void> {
  const answer = await change(journal, args);
  const made = madeIn(`${answer.stdout}\n${answer.stderr}`);
  if (answer.status === 0 && made !== undefined) {
    await vscode.window.showTextDocument(journal.uri(made));
  } else if (answer.status !== 0) {
    await refused(answer);
  }
}
