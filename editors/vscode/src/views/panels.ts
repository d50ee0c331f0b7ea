/** The Week and the Map: what the program draws, beside the notes and live. */
import { randomBytes } from "node:crypto";
import * as path from "node:path";
import * as vscode from "vscode";
import type { Journal } from "../journal";
import type { Journals } from "../journals";
import { firstWords } from "../model/made";
import { inside, page, words } from "../model/page";
import type { Week } from "../shapes";

/** One panel of each kind, by what it shows. */
const open = new Map<string, Panel>();

class Panel {
  private readonly subscriptions: vscode.Disposable[] = [];
  private drawn = "";
  private shown = true;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    key: string,
    private readonly extension: vscode.Uri,
    private readonly journals: Journals,
    private readonly root: string,
    follows: (typed: vscode.Uri) => boolean,
    private readonly draw: (journal: Journal) => Promise<string>,
  ) {
    const again = (): void => void this.refresh();
    this.subscriptions.push(
      journals.onDidStart(again),
      journals.onDidChange((journal) => {
        if (journal.root === root) {
          again();
        }
      }),
      journals.onDidType((uri) => {
        if (follows(uri)) {
          clearTimeout(this.timer);
          this.timer = setTimeout(again, 200);
        }
      }),
      // A page behind another tab is thrown away: it is not drawn there, and made anew when it is looked at again.
      panel.onDidChangeViewState(() => {
        const before = this.shown;
        this.shown = panel.visible;
        if (this.shown && !before) {
          void this.refresh(true);
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
    const journal = this.journals.at(this.root);
    if (journal === undefined || !this.shown) {
      return;
    }
    const html = await this.draw(journal);
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
  journals: Journals,
  root: string,
  beside: boolean,
  follows: (typed: vscode.Uri) => boolean,
  draw: (journal: Journal) => Promise<string>,
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
  new Panel(panel, key, extension, journals, root, follows, draw);
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

/** Shows this week, or another one by its name. */
export async function showWeek(extension: vscode.Uri, journals: Journals, of: Journal, wanted?: string): Promise<void> {
  const which = wanted === undefined || wanted === (await of.now<Week>("week"))?.week ? [] : [wanted];
  const title = which[0] === undefined ? "Week" : `Week ${which[0]}`;
  const beside = vscode.workspace.getConfiguration("journal").get<boolean>("week.openBeside", true);
  const editor = vscode.window.activeTextEditor;
  const follows = (uri: vscode.Uri): boolean => journals.of(uri)?.root === of.root;
  show(`week:${which.join()}:${of.root}`, title, extension, journals, of.root, beside && editor !== undefined, follows, async (journal) => {
    // What is typed and not saved only the server knows; what is saved the program reads itself, sooner than the server is told.
    const drawn = journal.unsaved().length > 0 ? await typed(journal, "journal.week", [journal.uri("journal.toml").toString(), "html", ...which]) : undefined;
    if (drawn !== undefined) {
      return drawn;
    }
    const answer = await journal.run(["week", ...which, "--format", "html"]);
    return answer.status === 0 ? answer.stdout : words(`The week cannot be shown: ${firstWords(answer.stderr)}`);
  });
}

export function showMap(extension: vscode.Uri, journals: Journals, of: Journal, note: string): void {
  const name = path.posix.basename(note, ".md");
  const uri = of.uri(note).toString();
  show(`map:${uri}`, `Map: ${name}`, extension, journals, of.root, true, (one) => one.toString() === uri, async (journal) => {
    const drawn = await typed(journal, "journal.map", [uri, "svg"]);
    if (drawn !== undefined) {
      return `<div class="map">${drawn}</div>`;
    }
    const answer = await journal.run(["map", note, "--format", "svg"]);
    return answer.status === 0 ? `<div class="map">${answer.stdout}</div>` : words(`The map cannot be drawn: ${firstWords(answer.stderr)}`);
  });
}
