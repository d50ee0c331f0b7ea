// The program's pages in a real browser: nothing wider than a phone, nothing cut or tinted on paper.
//   node pages.mjs --tools FOLDER --journal DEMO --program FILE --shots FOLDER
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

const names = ["tools", "journal", "program", "shots"];
const { values } = parseArgs({ options: Object.fromEntries(names.map((name) => [name, { type: "string" }])) });
for (const name of names) values[name] = path.resolve(values[name]);
fs.mkdirSync(values.shots, { recursive: true });
const { chromium } = createRequire(path.join(values.tools, "x.js"))("playwright-core");
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
const page = await browser.newPage();
const faults = [];
const must = (holds, words) => holds || faults.push(words);
/** How far the page reaches beyond what is shown of it. */
const beyond = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

const PAGES = { week: ["week"], "week-before": ["week", "last week"], habits: ["habits"], log: ["log"] };
for (const [name, words] of Object.entries(PAGES)) {
  const file = path.join(values.shots, `${name}.html`);
  execFileSync(values.program, ["--journal", values.journal, ...words, "--format", "html", "--output", file]);
  await page.goto(pathToFileURL(file).href);
  for (const [width, colorScheme] of [[320, "dark"], [390, "light"], [768, "light"], [1280, "dark"]]) {
    await page.setViewportSize({ width, height: 844 });
    await page.emulateMedia({ media: "screen", colorScheme });
    const more = await beyond();
    must(more <= 0, `${name} is ${more} pixels wider than a screen of ${width}`);
    await page.screenshot({ path: path.join(values.shots, `${name}-${width}.png`), fullPage: true });
  }
  // Paper of A4 within its margins, from a machine that is dark.
  await page.setViewportSize({ width: 688, height: 1000 });
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  must((await beyond()) <= 0, `${name} is cut at the right of the paper`);
  const [ground, ink] = await page.evaluate(() => [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]);
  must(/^rgb\(255, 255, 255\)$|^rgba\(0, 0, 0, 0\)$/.test(ground), `${name} is printed on ${ground}`);
  must(ink.match(/\d+/g).slice(0, 3).every((part) => Number(part) < 100), `${name} is printed in ${ink}`);
  const charts = await page.evaluate(() => [...document.querySelectorAll("svg")].map((svg) => svg.getBoundingClientRect().width));
  must(charts.every((width) => width > 0), `a chart of ${name} does not show on paper`);
  const paper = await page.pdf({ format: "A4", printBackground: true, path: path.join(values.shots, `${name}.pdf`) });
  const pages = paper.toString("latin1").match(/\/Type\s*\/Page\b/g).length;
  must(pages <= 2 || !name.startsWith("week"), `${name} takes ${pages} pages`);
  console.log(`${name}: ${charts.length} charts, ${pages} pages on paper`);
}
await browser.close();
faults.forEach((fault) => console.error("FAILED:", fault));
process.exit(faults.length === 0 ? 0 : 1);
