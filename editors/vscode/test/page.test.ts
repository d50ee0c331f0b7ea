import assert from "node:assert/strict";
import test from "node:test";
import { firstWords, madeIn, reason } from "../src/model/made";
import { inside, page, themed, words } from "../src/model/page";
import { inShort, progress } from "../src/model/progress";
import type { WeekDay, WeekHabit } from "../src/shapes";

const REPORT = `<!DOCTYPE html><html><head><style>.a{color:red}
@media screen and (prefers-color-scheme: dark) {.a{color:pink}}</style></head><body class="x"><main>Hello</main></body></html>`;
const frame = { source: "https://it.example", nonce: "n0", style: "page.css", script: "page.js", dark: true, title: "A <week>" };

test("dark rules hold where the editor's theme is dark, and only there", () => {
  assert.equal(themed("@media screen and (prefers-color-scheme: dark) {", true), "@media screen {");
  assert.equal(themed("@media (prefers-color-scheme:dark){", false), "@media not all{");
});

test("a page is taken apart into its styles and its body", () => {
  const { style, body } = inside(REPORT, false);
  assert.match(style, /\.a\{color:red\}\s+@media not all/);
  assert.equal(body, "<main>Hello</main>");
});

test("a drawing is all body", () => {
  assert.deepEqual(inside("<svg><style>@media (prefers-color-scheme: dark) {}</style></svg>", true), { style: "", body: "<svg><style>@media screen {}</style></svg>" });
});

test("the policy lets the one named script run, and nothing in line", () => {
  const html = page(REPORT, frame);
  assert.match(html, /script-src 'nonce-n0'"/);
  assert.match(html, /default-src 'none'/);
  assert.equal(html.match(/<script/g)?.length, 1);
  assert.match(html, /<script nonce="n0" src="page\.js"><\/script>/);
  assert.match(html, /<title>A &lt;week&gt;<\/title>/);
});

test("a script in what was drawn is left out, and words that look like one's attribute stay", () => {
  const { body } = inside(`<body><p class="a">one = 1</p><script>bad()</script><SCRIPT src=x></SCRIPT></body>`, true);
  assert.equal(body, `<p class="a">one = 1</p>`);
});

test("plain words are shown as they are", () => {
  assert.equal(words("a < b & c"), `<pre class="words">a &lt; b &amp; c</pre>`);
});

test("the note that a command made is found in its words", () => {
  assert.equal(madeIn("Made outreach/2026-11-25-wen-zhao.md (to Wen Zhao, linkedin)."), "outreach/2026-11-25-wen-zhao.md");
  assert.equal(madeIn("Made contacts/léo-fontaine.md."), "contacts/léo-fontaine.md");
  assert.equal(madeIn("Nothing to do"), undefined);
});

test("a failure is told in its first words", () => {
  assert.equal(firstWords("journal: no such contact: Ada\n  did you mean Ava?\n"), "No such contact: Ada. Did you mean Ava?");
  assert.equal(firstWords("error: there is no remote\n  help: Make one: git remote add origin ADDRESS\n"), "There is no remote. Make one: git remote add origin ADDRESS.");
  assert.equal(reason("error: a.md is not fit to go.\n  help: journal sent a --anyway\n"), "a.md is not fit to go.");
  assert.equal(firstWords(""), "The journal program said nothing.");
});

const days = (...marks: (WeekDay["mark"] | number)[]): WeekDay[] =>
  marks.map((mark, at) => ({ date: `2026-11-${23 + at}`, mark: typeof mark === "number" ? "amount" : mark, amount: typeof mark === "number" ? mark : null }));
const row = (target: string, unit: WeekHabit["unit"], done: number, goal: number, met: boolean, marks: WeekDay[]): WeekHabit => ({ name: target, target, unit, done, goal, met, days: marks });
const week = (...habits: WeekHabit[]) => progress({ week: "2026-W48", habits, messages: { sent: 0, answered: 0 } });

test("a week adds up as the command line adds it up", () => {
  // The demo's: Code 2 of 7, Read 2 days of 7, Run 2 of 3, Outreach 0 of 3, Job search not yet: 6 of 21.
  const sum = week(
    row("daily", "times", 2, 7, false, days("done", "done", "open", "open", "open", "open", "open")),
    row("30m/day", "minutes", 60, 210, false, days(30, 30, "open", "open", "open", "open", "open")),
    row("Mon Wed Sat", "times", 2, 3, false, days("done", "none", "done", "none", "none", "open", "none")),
    row("3/week", "count", 0, 3, false, days("open", "open", "open", "open", "open", "open", "open")),
    row("2h/week", "minutes", 60, 120, false, days("open", 60, "open", "open", "open", "open", "open")),
  );
  assert.equal(inShort(sum), "6/21");
});

test("more than the target counts no more, a small day a half, and a duration a week all or nothing", () => {
  assert.equal(inShort(week(row("3/week", "count", 5, 3, true, days(5)))), "3/3");
  assert.equal(inShort(week(row("daily", "times", 1.5, 7, false, days("done", "small")))), "1.5/7");
  assert.equal(inShort(week(row("2h/week", "minutes", 150, 120, true, days(150)))), "1/1");
  assert.equal(inShort(week(row("1h30m/day", "minutes", 180, 630, false, days("done", 90, 60)))), "2/7");
  assert.equal(inShort(week(row("2/day", "count", 3, 14, false, days(2, 1, "small")))), "1.5/7");
});
