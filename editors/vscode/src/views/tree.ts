/** The side bar's trees: sections of rows. */
import * as vscode from "vscode";
import type { Journal } from "../journal";
import type { Journals } from "../journals";
import type { Row } from "../model/today";

export interface Branch {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  readonly rows: readonly Row[];
  readonly collapsed: boolean;
}

/** A row as the menus' commands get it. */
export class RowItem extends vscode.TreeItem {
  constructor(
    readonly row: Row,
    readonly journal: Journal,
  ) {
    super(row.label, vscode.TreeItemCollapsibleState.None);
    this.description = row.detail;
    this.contextValue = row.context;
    const colour = row.icon === "error" ? "errorForeground" : row.icon === "pass-filled" ? "charts.green" : row.pressing === true ? "list.warningForeground" : undefined;
    this.iconPath = new vscode.ThemeIcon(row.icon, colour === undefined ? undefined : new vscode.ThemeColor(colour));
    this.accessibilityInformation = { label: `${row.label}, ${row.detail}` };
    if (row.path !== undefined) {
      this.command = { command: "vscode.open", title: "Open", arguments: [journal.uri(row.path)] };
      this.tooltip = row.path;
    } else if (row.habit !== undefined) {
      this.tooltip = row.context === "habit" ? `${row.label}: not ticked today` : row.label;
    }
  }
}

class BranchItem extends vscode.TreeItem {
  constructor(
    readonly branch: Branch,
    readonly journal: Journal,
  ) {
    super(branch.label, branch.collapsed ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.Expanded);
    this.id = branch.id;
    this.description = branch.detail;
    this.contextValue = "section";
  }
}

type Item = BranchItem | RowItem;

export class Tree implements vscode.TreeDataProvider<Item> {
  private readonly changes = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changes.event;

  private drawn = "";

  constructor(
    private readonly journals: Journals,
    private readonly ask: (journal: Journal) => Promise<readonly Branch[]>,
  ) {}

  refresh(): void {
    this.changes.fire();
  }

  /** Draws anew where it would look otherwise: what is typed changes little here. */
  async look(): Promise<void> {
    const journal = this.journals.shown;
    if (journal !== undefined && JSON.stringify(await this.ask(journal)) !== this.drawn) {
      this.refresh();
    }
  }

  getTreeItem(item: Item): vscode.TreeItem {
    return item;
  }

  async getChildren(item?: Item): Promise<Item[]> {
    const journal = this.journals.shown;
    if (journal === undefined) {
      return [];
    }
    if (item === undefined) {
      const branches = await this.ask(journal);
      this.drawn = JSON.stringify(branches);
      return branches.map((branch) => new BranchItem(branch, journal));
    }
    return item instanceof BranchItem ? item.branch.rows.map((row) => new RowItem(row, item.journal)) : [];
  }
}
