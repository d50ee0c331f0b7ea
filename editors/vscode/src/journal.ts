/** The journal that is open, and the program run on it. */
import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as vscode from "vscode";
import { firstWords } from "./model/made";
import { find, isNewEnough, NEEDED, versionIn } from "./program";

export interface Answer {
  /** The exit status; 2 where the program could not be started. */
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder that the editor has open and that is a journal, or the folder one level down that is. */
export function rootIn(folder: string): string | undefined {
  const isFile = (file: string): boolean => fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
  const isFolder = (file: string): boolean => fs.statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false;
  for (let dir = folder; ; dir = path.dirname(dir)) {
    if (isFile(path.join(dir, "journal.toml"))) {
      return dir;
    }
    if (path.dirname(dir) === dir) {
      break;
    }
  }
  if (["contacts", "companies", "outreach", "weeks", "days", "events", "maps"].some((name) => isFolder(path.join(folder, name)))) {
    return folder;
  }
  try {
    const below = fs.readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && !entry.name.startsWith("."));
    return below.map((entry) => path.join(folder, entry.name)).find((dir) => isFile(path.join(dir, "journal.toml")));
  } catch {
    return undefined;
  }
}

/** Wherever a program may be run: a file with the right to. */
function runs(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

export class Journal implements vscode.Disposable {
  private readonly changes = new vscode.EventEmitter<void>();
  /** Notes, settings or history have changed; told at most every few tenths of a second. */
  readonly onDidChange = this.changes.event;
  private readonly typing = new vscode.EventEmitter<vscode.Uri>();
  /** A note was typed in. */
  readonly onDidType = this.typing.event;
  private readonly watchers: vscode.Disposable[] = [];
  private timer: NodeJS.Timeout | undefined;
  /** Asks the language server, which sees notes as they are typed; nothing while it does not run. */
  server: ((command: string, args: readonly string[]) => Promise<unknown>) | undefined;
  private found: string | undefined;

  constructor(
    readonly root: string,
    private readonly extension: string,
    private readonly log: vscode.LogOutputChannel,
  ) {
    for (const glob of ["**/*.md", "journal.toml", ".git/HEAD", ".git/refs/heads/**"]) {
      const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(vscode.Uri.file(root), glob));
      const soon = (): void => this.changed();
      this.watchers.push(watcher, watcher.onDidChange(soon), watcher.onDidCreate(soon), watcher.onDidDelete(soon));
    }
    const typed = vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (this.noteOf(document.uri)?.endsWith(".md") === true) {
        this.typing.fire(document.uri);
      }
    });
    this.watchers.push(typed);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.watchers.forEach((watcher) => void watcher.dispose());
    this.changes.dispose();
    this.typing.dispose();
  }

  /** Has everything that hangs on the notes drawn anew. */
  changed(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.changes.fire(), 250);
  }

  uri(note: string): vscode.Uri {
    return vscode.Uri.file(path.join(this.root, note));
  }

  /** A file's path from the root, with `/`; nothing where it lies outside. */
  noteOf(uri: vscode.Uri | undefined): string | undefined {
    if (uri?.scheme !== "file") {
      return undefined;
    }
    const relative = path.relative(this.root, uri.fsPath);
    return relative === "" || relative.startsWith("..") || path.isAbsolute(relative) ? undefined : relative.split(path.sep).join("/");
  }

  /** Looks for the program; says in words what is amiss where there is none that will do. */
  async look(): Promise<{ program: string; version: string } | { problem: string }> {
    const setting = vscode.workspace.getConfiguration("journal").get<string>("path", "");
    const windows = process.platform === "win32";
    const program = find(setting, { home: os.homedir(), path: process.env["PATH"] ?? "", windows, extension: this.extension, runs });
    this.found = undefined;
    if (program === undefined) {
      return { problem: setting === "" ? "The journal program was not found on PATH or in ~/.cargo/bin." : `There is no program at ${setting} (journal.path).` };
    }
    const answer = await start(program, ["--version"], this.root, 10_000);
    const version = versionIn(answer.stdout);
    if (version === undefined) {
      return { problem: `${program} is not the journal program: it does not tell its version.` };
    }
    if (!isNewEnough(version)) {
      return { problem: `${program} is version ${version}; this extension needs ${NEEDED} or newer.` };
    }
    this.found = program;
    return { program, version };
  }

  /** The program, once it was found. */
  get program(): string | undefined {
    return this.found;
  }

  async run(args: readonly string[]): Promise<Answer> {
    const program = this.found;
    if (program === undefined) {
      return { status: 2, stdout: "", stderr: "the journal program was not found" };
    }
    const answer = await start(program, ["--journal", this.root, "--color", "never", "--no-pager", ...args], this.root);
    const line = `journal ${args.join(" ")}: ${answer.status}${answer.stderr === "" ? "" : `\n${answer.stderr.trimEnd()}`}`;
    if (answer.status > 1) {
      this.log.warn(line);
    } else {
      this.log.debug(line);
    }
    return answer;
  }

  /** What today or the week comes to, as the notes are typed: what is not saved only the server knows. */
  async now<Shape>(word: "today" | "week"): Promise<Shape | undefined> {
    if (this.server !== undefined && this.unsaved().length > 0) {
      try {
        return (await this.server(`journal.${word}`, [this.uri("journal.toml").toString(), "json"])) as Shape;
      } catch {
        this.log.warn(`journal.${word}: the server did not say`);
      }
    }
    return this.ask<Shape>(word);
  }

  /** What a reading command says; nothing (and a line in the log) where it fails. */
  async ask<Shape>(...args: readonly string[]): Promise<Shape | undefined> {
    const answer = await this.run([...args, "--format", "json"]);
    try {
      return JSON.parse(answer.stdout) as Shape;
    } catch {
      this.log.warn(`journal ${args.join(" ")}: ${firstWords(answer.stderr)}`);
      return undefined;
    }
  }

  /** The notes that are changed here and not yet saved. */
  unsaved(): vscode.TextDocument[] {
    return vscode.workspace.textDocuments.filter((document) => document.isDirty && this.noteOf(document.uri) !== undefined);
  }

  /** Saves the notes that are changed here, so that the program sees what the keeper sees. The one that could not be, by its path. */
  async save(): Promise<string | undefined> {
    const saved = await Promise.all(this.unsaved().map(async (document) => ((await document.save()) ? undefined : this.noteOf(document.uri))));
    return saved.find((note) => note !== undefined);
  }
}

/** Runs a program without a terminal, so that it asks nothing; for so many milliseconds at most. */
export function start(program: string, args: readonly string[], cwd: string, timeout = 120_000): Promise<Answer> {
  return new Promise((answered) => {
    const options = { cwd, maxBuffer: 64 * 1024 * 1024, timeout, env: { ...process.env, NO_COLOR: "1" } };
    const child = execFile(program, args, options, (error, stdout, stderr) => {
      const status = error === null ? 0 : typeof error.code === "number" ? error.code : 2;
      answered({ status, stdout, stderr: stderr === "" && error !== null && status === 2 ? error.message : stderr });
    });
    child.stdin?.end();
  });
}
