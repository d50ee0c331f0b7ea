/** The journals that are open, and the one that is meant. Outlives a restart of the server, so that views hold on to it. */
import * as vscode from "vscode";
import type { Journal } from "./journal";

export class Journals implements vscode.Disposable {
  private readonly changes = new vscode.EventEmitter<Journal>();
  /** A journal's notes, settings or history have changed. */
  readonly onDidChange = this.changes.event;
  private readonly typing = new vscode.EventEmitter<vscode.Uri>();
  /** A note was typed in. */
  readonly onDidType = this.typing.event;
  private readonly starts = new vscode.EventEmitter<void>();
  /** The journals were opened anew. */
  readonly onDidStart = this.starts.event;
  private readonly turns = new vscode.EventEmitter<void>();
  /** Another journal is shown. */
  readonly onDidTurn = this.turns.event;
  private readonly follows: vscode.Disposable;
  private all: readonly Journal[] = [];
  private last: Journal | undefined;
  /** The root of the one shown before a restart. */
  private before = "";

  constructor() {
    this.follows = vscode.window.onDidChangeActiveTextEditor((editor) => {
      const entered = this.of(editor?.document.uri);
      if (entered !== undefined && entered !== this.last) {
        this.last = entered;
        this.turns.fire();
      }
    });
  }

  /** From now on these are open. */
  open(journals: readonly Journal[]): void {
    this.close();
    this.all = journals;
    this.last = this.of(vscode.window.activeTextEditor?.document.uri) ?? this.at(this.before) ?? journals[0];
    for (const journal of journals) {
      // They end with their journal.
      journal.onDidChange(() => this.changes.fire(journal));
      journal.onDidType((uri) => this.typing.fire(uri));
    }
  }

  /** The server and the program are there: what hung on those before is drawn anew. */
  ready(): void {
    this.starts.fire();
  }

  close(): void {
    this.before = this.last?.root ?? this.before;
    for (const journal of this.all) {
      journal.dispose();
    }
    this.all = [];
    this.last = undefined;
  }

  dispose(): void {
    this.close();
    for (const one of [this.follows, this.changes, this.typing, this.starts, this.turns]) {
      one.dispose();
    }
  }

  /** All that are open. */
  get every(): readonly Journal[] {
    return this.all;
  }

  /** The one that the side bar shows: that of the note one is in, else of the one before. */
  get shown(): Journal | undefined {
    return this.last;
  }

  /** The journal that a file belongs to; of two, one inside the other, the inner. */
  of(uri: vscode.Uri | undefined): Journal | undefined {
    return this.all.filter((journal) => journal.noteOf(uri) !== undefined).sort((a, b) => b.root.length - a.root.length)[0];
  }

  /** The journal with this root, while it is open. */
  at(root: string): Journal | undefined {
    return this.all.find((journal) => journal.root === root);
  }
}
