/** Today and People in the side bar, and the week's count in the status bar. */
import * as vscode from "vscode";
import type { Journal } from "../journal";
import { groups } from "../model/people";
import { inShort, progress } from "../model/progress";
import { sections } from "../model/today";
import type { Person, Today, Week } from "../shapes";
import { Tree } from "./tree";

export function showSideBar(journal: Journal): vscode.Disposable {
  const today = new Tree(journal, async () => {
    const shape = await journal.ask<Today>("today");
    return shape === undefined ? [] : sections(shape).map((section) => ({ ...section, collapsed: section.id === "drafts" || section.id === "prompts" }));
  });
  const people = new Tree(journal, async () => {
    const shape = await journal.ask<{ today: string; contacts: Person[] }>("contacts");
    return shape === undefined
      ? []
      : groups(shape.contacts, shape.today).map((group, at) => ({ ...group, id: group.label, detail: String(group.rows.length), collapsed: at > 1 }));
  });
  const status = vscode.window.createStatusBarItem("journal.week", vscode.StatusBarAlignment.Left, 10);
  status.name = "Journal: the week's count";
  status.command = "journal.ui.week";
  const count = async (): Promise<void> => {
    if (!vscode.workspace.getConfiguration("journal").get<boolean>("statusBar", true)) {
      status.hide();
      return;
    }
    const week = await journal.ask<Week>("week");
    if (week === undefined) {
      status.hide();
      return;
    }
    const sum = progress(week);
    status.text = `$(checklist) ${inShort(sum)}`;
    status.tooltip = `${week.week}: ${inShort(sum)} of the week's habits, ${week.messages.sent} sent, ${week.messages.answered} answered`;
    status.accessibilityInformation = { label: `Journal, ${status.tooltip}` };
    status.show();
  };
  const all = (): void => {
    today.refresh();
    people.refresh();
    void count();
  };
  void count();
  return vscode.Disposable.from(
    status,
    vscode.window.createTreeView("journal.today", { treeDataProvider: today }),
    vscode.window.createTreeView("journal.people", { treeDataProvider: people }),
    journal.onDidChange(all),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("journal.statusBar")) {
        void count();
      }
    }),
  );
}
