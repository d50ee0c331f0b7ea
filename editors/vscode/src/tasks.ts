/** The task `journal: check`, whose findings go to the Problems panel. */
import * as vscode from "vscode";
import type { Journal } from "./journal";

export function checkTask(journal: Journal, paths: readonly string[], definition: vscode.TaskDefinition): vscode.Task {
  const execution = new vscode.ProcessExecution(journal.program ?? "journal", ["--journal", journal.root, "check", ...paths, "--format", "github"], {
    cwd: journal.root,
  });
  const task = new vscode.Task(definition, vscode.TaskScope.Workspace, "check", "journal", execution, "$journal-check");
  task.detail = "The coach's findings in all notes";
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Never, clear: true };
  return task;
}

export function provideTasks(journal: Journal): vscode.Disposable {
  return vscode.tasks.registerTaskProvider("journal", {
    provideTasks: () => [checkTask(journal, [], { type: "journal", command: "check" })],
    resolveTask: (task) => {
      const { paths } = task.definition as unknown as { paths?: string[] };
      return checkTask(journal, paths ?? [], task.definition);
    },
  });
}
