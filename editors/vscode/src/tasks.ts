/** The task `journal: check`, whose findings go to the Problems panel. */
import * as vscode from "vscode";
import type { Journal } from "./journal";
import type { Journals } from "./journals";

export function checkTask(journal: Journal, paths: readonly string[], definition: vscode.TaskDefinition): vscode.Task {
  const execution = new vscode.ProcessExecution(journal.program ?? "journal", ["--journal", journal.root, "check", ...paths, "--format", "github"], {
    cwd: journal.root,
  });
  // Findings are told by their path from here.
  const scope = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(journal.root)) ?? vscode.TaskScope.Workspace;
  const task = new vscode.Task(definition, scope, "check", "journal", execution, "$journal-check");
  task.detail = "The coach's findings in all notes";
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Never, clear: true };
  return task;
}

export const CHECK: vscode.TaskDefinition = { type: "journal", command: "check" };

export function provideTasks(journals: Journals): vscode.Disposable {
  return vscode.tasks.registerTaskProvider("journal", {
    provideTasks: () => journals.every.map((journal) => checkTask(journal, [], CHECK)),
    resolveTask: (task) => {
      const { paths } = task.definition as unknown as { paths?: string[] };
      const folder = typeof task.scope === "object" ? task.scope.uri.fsPath : undefined;
      const journal = (folder === undefined ? undefined : journals.at(folder)) ?? journals.shown;
      return journal === undefined ? undefined : checkTask(journal, paths ?? [], task.definition);
    },
  });
}
