/** Wakes where a journal is open: the server, the side bar, the commands. */
import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { beginCommands, missing } from "./commands/begin";
import { acts } from "./commands/index";
import { startClient } from "./client";
import { Journal, rootIn } from "./journal";
import { Journals } from "./journals";
import { provideTasks } from "./tasks";
import { showSideBar } from "./views/sidebar";
import { RowItem } from "./views/tree";

let client: LanguageClient | undefined;

/** The journals among the open folders. */
function roots(): string[] {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter((folder) => folder.uri.scheme === "file");
  return [...new Set(folders.map((folder) => rootIn(folder.uri.fsPath)).filter((root) => root !== undefined))];
}

async function setContext(name: string, value: boolean): Promise<void> {
  await vscode.commands.executeCommand("setContext", `journal.${name}`, value);
}

/** What other extensions and tests may ask: whether the server runs. */
export interface Api {
  readonly isRunning: () => boolean;
}

export async function activate(context: vscode.ExtensionContext): Promise<Api> {
  const log = vscode.window.createOutputChannel("Journal", { log: true });
  const journals = new Journals();
  context.subscriptions.push(log, beginCommands(context.extensionPath, log), journals);
  let parts: vscode.Disposable | undefined;

  const stop = async (): Promise<void> => {
    parts?.dispose();
    parts = undefined;
    journals.close();
    const stopping = client;
    client = undefined;
    await stopping?.dispose().catch((error: unknown) => log.warn(String(error)));
  };

  /** Looks at the open folders and the program anew. */
  const begin = async (): Promise<void> => {
    await stop();
    const all = roots();
    const [root] = all;
    await setContext("active", root !== undefined);
    if (root === undefined) {
      return;
    }
    const opened = all.map((one) => new Journal(one, context.extensionPath, log));
    const looks = await Promise.all(opened.map((journal) => journal.look()));
    journals.open(opened);
    const looked = looks.find((one) => "problem" in one) ?? looks[0];
    if (looked === undefined) {
      return;
    }
    await setContext("programMissing", "problem" in looked);
    await setContext("programFound", !("problem" in looked));
    if ("problem" in looked) {
      log.error(looked.problem);
      parts = showSideBar(journals);
      void missing(looked.problem);
      return;
    }
    log.info(`${looked.program}, version ${looked.version}, for ${all.join(", ")}`);
    parts = vscode.Disposable.from(showSideBar(journals), provideTasks(journals));
    try {
      const started = await startClient(looked.program, all, log);
      client = started;
      for (const journal of opened) {
        journal.server = (command, args) => started.sendRequest("workspace/executeCommand", { command, arguments: args });
      }
    } catch (error) {
      log.error(String(error));
      void vscode.window.showErrorMessage("The journal's language server did not start; the log tells why.");
    }
    journals.ready();
  };

  /** The journal that a command means: that of the row or the file it was called on, else the one shown. */
  const meant = (argument: unknown): Journal | undefined =>
    (argument instanceof RowItem ? journals.at(argument.journal.root) : argument instanceof vscode.Uri ? journals.of(argument) : undefined) ?? journals.shown;
  for (const [id, act] of Object.entries(acts(context.extensionUri, journals))) {
    const command = vscode.commands.registerCommand(`journal.ui.${id}`, async (argument: unknown) => {
      const journal = meant(argument);
      if (journal === undefined) {
        void vscode.window.showInformationMessage("No journal is open here. “Journal: Open a Sample Journal” shows one.");
      } else {
        await act(journal, argument);
      }
    });
    context.subscriptions.push(command);
  }
  // One start at a time: settings and folders may change while the server comes up.
  let queue = Promise.resolve();
  const again = (): Promise<void> => (queue = queue.then(begin));
  context.subscriptions.push(
    vscode.commands.registerCommand("journal.ui.restart", again),
    vscode.workspace.onDidChangeWorkspaceFolders(() => void again()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("journal.path")) {
        // After the server that runs was told of the change: stopped under it, the client complains.
        setTimeout(() => void again(), 300);
      }
    }),
    { dispose: () => void stop() },
  );
  await again();
  return { isRunning: () => client?.isRunning() ?? false };
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
