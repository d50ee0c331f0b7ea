/** Today and People in the side bar, and the week's count in the status bar. */
import * as path from "node:path";
import * as vscode from "vscode";
import type { Journals } from "../journals";
import { groups } from "../model/people";
import { inShort, progress } from "../model/progress";
import { sections } from "../model/today";
import type { Person, Today, Week } from "../shapes";
import { Tree } from "./tree";

export function showSideBar(journals: Journals): vscode.Disposable {
  const today = new Tree(journals, async (journal) => {
    const shape = await journal.now<Today>("today");
    return shape === undefined ? [] : sections(shape).map((section) => ({ ...section, collapsed: section.id === "drafts" || section.id === "prompts" }));
  });
  const people = new Tree(journals, async (journal) => {
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
    const week = await journals.shown?.now<Week>("week");
    const sum = week === undefined ? undefined : progress(week);
    if (week === undefined || sum === undefined || sum.goal === 0) {
      status.hide();
      return;
    }
    status.text = `$(checklist) ${inShort(sum)}`;
    status.tooltip = `${week.week}: ${inShort(sum)} of the week's habits, ${week.messages.sent} sent, ${week.messages.answered} answered`;
    status.accessibilityInformation = { label: `Journal, ${status.tooltip}` };
    status.show();
  };
  const views = [
    vscode.window.createTreeView("journal.today", { treeDataProvider: today }),
    vscode.window.createTreeView("journal.people", { treeDataProvider: people }),
  ];
  /** Of several journals it is told which one. */
  const name = (): void => {
    for (const view of views) {
      view.description = journals.every.length > 1 && journals.shown !== undefined ? path.basename(journals.shown.root) : "";
    }
  };
  const all = (): void => {
    name();
    today.refresh();
    people.refresh();
    void count();
  };
  let timer: NodeJS.Timeout | undefined;
  const typed = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      void today.look();
      void count();
    }, 400);
  };
  name();
  void count();
  return vscode.Disposable.from(
    status,
    ...views,
    journals.onDidChange(all),
    journals.onDidTurn(all),
    journals.onDidType(typed),
    { dispose: () => clearTimeout(timer) },
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("journal.statusBar")) {
        void count();
      }
    }),
  );
}
