/** The Week and the Map: what the program draws, beside the notes and live. */
import { randomBytes } from "node:crypto";
import * as path from "node:path";
import * as vscode from "vscode";
import type { Journal } from "../journal";
import { firstWords } from "../model/made";
import { inside, page, words } from "../model/page";

/** One panel of each kind, by what it shows. */
const open = new Map<string, Panel>();

class Panel {
  private readonly subscriptions: vscode.Disposable[] = [];
  private drawn = "";
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    key: string,
    private readonly extension: vscode.Uri,
    journal: Journal,
    follows: (typed: vscode.Uri) => boolean,
    private readonly draw: () => Promise<string>,
  ) {
    const again = (): void => void this.refresh();
    this.subscriptions.push(
      journal.onDidChange(again),
      journal.onDidType((uri) => {
        if (follows(uri)) {
          clearTimeout(this.timer);
          this.timer = setTimeout(again, 200);
        }
      }),
      // Another theme has other rules: the whole page is made anew.
      vscode.window.onDidChangeActiveColorTheme(() => void this.refresh(true)),
      panel.onDidDispose(() => {
        open.delete(key);
        clearTimeout(this.timer);
        this.subscriptions.forEach((subscription) => void subscription.dispose());
      }),
    );
    open.set(key, this);
    void this.refresh(true);
  }

  reveal(): void {
    this.panel.reveal(undefined, true);
    void this.refresh();
  }

  /** Draws; in place where the page stands already, so that it stays where it was scrolled to. */
  async refresh(whole = false): Promise<void> {
    const html = await this.draw();
    const kind = vscode.window.activeColorTheme.kind;
    const dark = kind === vscode.ColorThemeKind.Dark || kind === vscode.ColorThemeKind.HighContrast;
    if (whole || this.drawn === "") {
      const webview = this.panel.webview;
      const media = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(this.extension, "media", name)).toString();
      const nonce = randomBytes(16).toString("base64").replace(/[^A-Za-z0-9]/g, "");
      webview.html = page(html, { source: webview.cspSource, nonce, style: media("page.css"), script: media("page.js"), dark, title: this.panel.title });
    } else if (html !== this.drawn) {
      await this.panel.webview.postMessage(inside(html, dark));
    }
    this.drawn = html;
  }
}

/** Shows a panel, or the one that is there. It is drawn anew with every save, and while a note that it follows is typed in. */
function show(
  key: string,
  title: string,
  extension: vscode.Uri,
  journal: Journal,
  beside: boolean,
  follows: (typed: vscode.Uri) => boolean,
  draw: () => Promise<string>,
): void {
  const there = open.get(key);
  if (there !== undefined) {
    there.reveal();
    return;
  }
  const column = beside ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
  const options = { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(extension, "media")] };
  const panel = vscode.window.createWebviewPanel(`journal.${key.split(":")[0] ?? key}`, title, { viewColumn: column, preserveFocus: true }, options);
  const icon = (theme: string): vscode.Uri => vscode.Uri.joinPath(extension, "media", `journal-${theme}.svg`);
  panel.iconPath = { light: icon("light"), dark: icon("dark") };
  new Panel(panel, key, extension, journal, follows, draw);
}

/** What the language server draws from the notes as they are typed; nothing where it cannot. */
async function typed(journal: Journal, command: string, args: readonly string[]): Promise<string | undefined> {
  try {
    const drawn = (await journal.server?.(command, args)) as { text?: string } | undefined;
    return drawn?.text;
  } catch {
    return undefined;
  }
}

export function showWeek(extension: vscode.Uri, journal: Journal): void {
  const beside = vscode.workspace.getConfiguration("journal").get<boolean>("week.openBeside", true);
  const editor = vscode.window.activeTextEditor;
  show("week", "Week", extension, journal, beside && editor !== undefined, () => true, async () => {
    // What is typed and not saved only the server knows; what is saved the program reads itself, sooner than the server is told.
    const drawn = journal.unsaved().length > 0 ? await typed(journal, "journal.week", [journal.uri("journal.toml").toString(), "html"]) : undefined;
    if (drawn !== undefined) {
      return drawn;
    }
    const answer = await journal.run(["week", "--format", "html"]);
    return answer.status === 0 ? answer.stdout : words(`The week cannot be shown: ${firstWords(answer.stderr)}`);
  });
}

export function showMap(extension: vscode.Uri, journal: Journal, note: string): void {
  const name = path.posix.basename(note, ".md");
  const uri = journal.uri(note).toString();
  show(`map:${note}`, `Map: ${name}`, extension, journal, true, (one) => one.toString() === uri, async () => {
    const drawn = await typed(journal, "journal.map", [uri, "svg"]);
    if (drawn !== undefined) {
      return `<div class="map">${drawn}</div>`;
    }
    const answer = await journal.run(["map", note, "--format", "svg"]);
    return answer.status === 0 ? `<div class="map">${answer.stdout}</div>` : words(`The map cannot be drawn: ${firstWords(answer.stderr)}`);
  });
}
