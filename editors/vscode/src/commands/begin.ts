/** What works without a journal: a sample, and one's own. */
import * as os from "node:os";
import * as path from "node:path";
import * as vscode from "vscode";
import { Journal, start } from "../journal";
import { firstWords } from "../model/made";

async function begin(extension: string, log: vscode.LogOutputChannel, word: "demo" | "init"): Promise<void> {
  const demo = word === "demo";
  const picked = await vscode.window.showOpenDialog({
    canSelectFolders: true,
    canSelectFiles: false,
    defaultUri: vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(os.homedir()),
    openLabel: demo ? "Make journal-demo Here" : "Begin the Journal Here",
    title: demo ? "Where shall the sample journal go?" : "Which folder becomes a journal?",
  });
  const folder = picked?.[0]?.fsPath;
  if (folder === undefined) {
    return;
  }
  const journal = new Journal(folder, extension, log);
  const looked = await journal.look();
  journal.dispose();
  if ("problem" in looked) {
    await missing(looked.problem);
    return;
  }
  await vscode.commands.executeCommand("setContext", "journal.programFound", true);
  const target = demo ? path.join(folder, "journal-demo") : folder;
  const answer = await start(looked.program, ["--color", "never", "--no-pager", word, target], folder);
  if (answer.status !== 0) {
    await vscode.window.showErrorMessage(`Journal: ${firstWords(answer.stderr)}`);
    return;
  }
  // One that is open already is not opened again: it is only looked at anew.
  if (vscode.workspace.workspaceFolders?.some((one) => one.uri.fsPath === target) === true) {
    await vscode.commands.executeCommand("journal.ui.restart");
    await vscode.commands.executeCommand("journal.ui.today");
    return;
  }
  await vscode.commands.executeCommand("vscode.openFolder", vscode.Uri.file(target));
}

/** Tells that the program is missing or too old, and what helps. */
export async function missing(problem: string): Promise<void> {
  const [how, where] = ["How to Install It", "Say Where It Is"];
  const picked = await vscode.window.showErrorMessage(`${problem} Checks, completion and the side bar need it.`, how, where);
  if (picked === how) {
    await vscode.commands.executeCommand("workbench.action.openWalkthrough", "journal.journal#start", false);
  } else if (picked === where) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "journal.path");
  }
}

export function beginCommands(extension: string, log: vscode.LogOutputChannel): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand("journal.ui.demo", () => begin(extension, log, "demo")),
    vscode.commands.registerCommand("journal.ui.init", () => begin(extension, log, "init")),
    vscode.commands.registerCommand("journal.ui.log", () => log.show()),
  );
}
