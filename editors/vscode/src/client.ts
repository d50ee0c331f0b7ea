/** The language server. */
import type * as vscode from "vscode";
import { LanguageClient, TransportKind, type LanguageClientOptions } from "vscode-languageclient/node";

/** Starts the server for the notes and settings below these roots. */
export async function startClient(program: string, roots: readonly string[], output: vscode.LogOutputChannel): Promise<LanguageClient> {
  const documentSelector = roots.flatMap((root) => {
    const below = (pattern: string): string => `${root.replace(/\\/g, "/").replace(/[*?[\]{}]/g, "[$&]")}/${pattern}`;
    return [
      { scheme: "file", language: "markdown", pattern: below("**/*.md") },
      { scheme: "file", pattern: below("journal.toml") },
    ];
  });
  const options: LanguageClientOptions = {
    documentSelector,
    outputChannel: output,
  };
  const client = new LanguageClient("journal", "Journal", { command: program, args: ["lsp"], transport: TransportKind.stdio }, options);
  await client.start();
  return client;
}
