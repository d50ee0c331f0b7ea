import assert from "node:assert/strict";
import fs from "node:fs";
import test from "node:test";

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly menus: Record<string, readonly { readonly command: string }[]>;
    readonly problemMatchers: readonly [{ readonly pattern: { readonly regexp: string } & Record<string, number> }];
  };
}

const { contributes } = JSON.parse(fs.readFileSync("package.json", "utf8")) as Manifest;

test("the problem matcher reads the lines of `journal check --format github`", () => {
  const { pattern } = contributes.problemMatchers[0];
  const line =
    "::warning file=outreach/2026-11-12-rafael-nunez.md,line=8,col=6,endLine=8,endColumn=16,title=thank-you-due::You met Rafael 2 days ago: write, today.";
  const found = new RegExp(pattern.regexp).exec(line);
  const part = (name: string): string | undefined => found?.[pattern[name] ?? 0];
  assert.deepEqual(["severity", "file", "line", "column", "endLine", "endColumn", "code", "message"].map(part), [
    "warning", "outreach/2026-11-12-rafael-nunez.md", "8", "6", "8", "16", "thank-you-due", "You met Rafael 2 days ago: write, today.",
  ]);
  assert.equal(new RegExp(pattern.regexp).exec("23 notes, nothing found"), null);
});

test("every command in a menu is one that is declared", () => {
  const declared = new Set(contributes.commands.map((one) => one.command));
  const shown = Object.values(contributes.menus).flat().map((one) => one.command);
  assert.deepEqual(shown.filter((command) => !declared.has(command)), []);
});
