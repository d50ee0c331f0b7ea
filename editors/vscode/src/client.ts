/** The language server. */
import * as vscode from "vscode";
import { LanguageClient, TransportKind, type LanguageClientOptions } from "vscode-languageclient/node";
import { beyondHeadings } from "./model/outline";

/** What the server calls a heading, and a prompt, which is one too. */
const HEADINGS = new Set([vscode.SymbolKind.String, vscode.SymbolKind.Key]);

function isOutline(symbols: readonly (vscode.DocumentSymbol | vscode.SymbolInformation)[]): symbols is vscode.DocumentSymbol[] {
  return symbols.every((symbol) => "children" in symbol);
}

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
    middleware: {
      // VS Code shows the outlines of all extensions together: where its own for Markdown is on, headings would stand twice.
      provideDocumentSymbols: async (document, token, next) => {
        const symbols = await next(document, token);
        const alone = vscode.extensions.getExtension("vscode.markdown-language-features") === undefined;
        return alone || document.languageId !== "markdown" || !symbols || !isOutline(symbols) ? symbols : beyondHeadings(symbols, HEADINGS);
      },
    },
  };
  const client = new LanguageClient("journal", "Journal", { command: program, args: ["lsp"], transport: TransportKind.stdio }, options);
  await client.start();
  return client;
}
