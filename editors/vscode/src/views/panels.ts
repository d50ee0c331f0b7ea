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
    typed: string | undefined,
    private readonly draw: () => Promise<string>,
  ) {
    const again = (): void => void this.refresh();
    this.subscriptions.push(
      journal.onDidChange(again),
      journal.onDidType((uri) => {
        if (uri.toString() === typed) {
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

/** Shows a panel, or the one that is there. One with a `typed` note is drawn anew while that is typed in. */
function show(
  key: string,
  title: string,
  extension: vscode.Uri,
  journal: Journal,
  beside: boolean,
  typed: string | undefined,
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
  new Panel(panel, key, extension, journal, typed, draw);
}

export function showWeek(extension: vscode.Uri, journal: Journal): void {
  const beside = vscode.workspace.getConfiguration("journal").get<boolean>("week.openBeside", true);
  const editor = vscode.window.activeTextEditor;
  show("week", "Week", extension, journal, beside && editor !== undefined, undefined, async () => {
    const answer = await journal.run(["week", "--format", "html"]);
    return answer.status === 0 ? answer.stdout : words(`The week cannot be shown: ${firstWords(answer.stderr)}`);
  });
}

/** The map as it is typed, from the language server; nothing where that cannot draw it. */
async function typedMap(journal: Journal, note: string): Promise<string | undefined> {
  try {
    const drawn = (await journal.server?.("journal.map", [journal.uri(note).toString(), "svg"])) as { text?: string } | undefined;
    return drawn?.text;
  } catch {
    return undefined;
  }
}

export function showMap(extension: vscode.Uri, journal: Journal, note: string): void {
  const name = path.posix.basename(note, ".md");
  const uri = journal.uri(note).toString();
  show(`map:${note}`, `Map: ${name}`, extension, journal, true, uri, async () => {
    const typed = await typedMap(journal, note);
    if (typed !== undefined) {
      return `<div class="map">${typed}</div>`;
    }
    const answer = await journal.run(["map", note, "--format", "svg"]);
    return answer.status === 0 ? `<div class="map">${answer.stdout}</div>` : words(`The map cannot be drawn: ${firstWords(answer.stderr)}`);
  });
}
