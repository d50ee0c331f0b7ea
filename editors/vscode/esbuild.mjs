// Bundles the extension into dist/; with --tests the unit tests into out/.
import { build } from "esbuild";
import fs from "node:fs";
import path from "node:path";

const here = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname);
const common = { bundle: true, platform: "node", target: "node20", logLevel: "warning", absWorkingDir: here };
if (process.argv.includes("--tests")) {
  fs.rmSync(path.join(here, "out"), { recursive: true, force: true });
  const entryPoints = fs.readdirSync(path.join(here, "test")).filter((name) => name.endsWith(".test.ts")).map((name) => `test/${name}`);
  await build({ ...common, format: "esm", entryPoints, outdir: "out", outExtension: { ".js": ".mjs" } });
} else {
  const minify = process.argv.includes("--minify");
  fs.rmSync(path.join(here, "dist"), { recursive: true, force: true });
  await build({ ...common, format: "cjs", entryPoints: ["src/extension.ts"], outfile: "dist/extension.js", external: ["vscode"], minify, sourcemap: !minify });
}
// The settings' schema comes along, so that editors of TOML find it without a network.
const schema = path.join(here, "../../schemas/journal.toml.json");
if (fs.existsSync(schema)) {
  fs.mkdirSync(path.join(here, "schemas"), { recursive: true });
  fs.copyFileSync(schema, path.join(here, "schemas/journal.toml.json"));
}
