import assert from "node:assert/strict";
import test from "node:test";
import { groups } from "../src/model/people";
import { distance, duration, sections } from "../src/model/today";
import type { Habit, Person, Today } from "../src/shapes";

const habit = (name: string, more: Partial<Habit> = {}): Habit => ({
  name, target: "daily", unit: "times", mark: "open", amount: null, due: true, ticked: false, done: 0, goal: 7, met: false, chain: 0, at_risk: false, ...more,
});

const today = (more: Partial<Today> = {}): Today => ({
  today: "2026-11-25", week: "2026-W48", habits: [], due: [], drafts: [], prompts: { set: null, completed: 0, partly: 0, open: 0, left: [] }, ...more,
});

test("a quiet day has no sections", () => {
  assert.deepEqual(sections(today()), []);
});

test("open habits stand before ticked ones, with sum and chain", () => {
  const [first] = sections(today({ habits: [habit("Run", { ticked: true, mark: "done" }), habit("Read", { unit: "minutes", done: 90, goal: 210, chain: 5 })] }));
  assert.equal(first?.detail, "1 of 2");
  assert.deepEqual(first.rows.map((row) => [row.label, row.detail, row.context]), [
    ["Read", "1h30m of 3h30m, 5 in a row", "habit"],
    ["Run", "0 of 7", "habit-ticked"],
  ]);
});

test("a habit that is not due today is neither open nor ticked", () => {
  const [first] = sections(today({ habits: [habit("Run", { due: false })] }));
  assert.equal(first?.rows[0]?.context, "habit-rest");
});

test("only what is due by today is owed, and late ones press", () => {
  const due = [
    { date: "2026-11-24", kind: "reply", path: "outreach/a.md", who: "Léo" },
    { date: "2026-11-30", kind: "meeting", path: "events/b.md", who: "Ada" },
  ] as const;
  const [first] = sections(today({ due }));
  assert.deepEqual(first?.rows, [{ label: "Léo", detail: "reply, yesterday", icon: "reply", context: "due-reply", path: "outreach/a.md", who: "Léo", pressing: true }]);
});

test("drafts with errors come first and cannot be marked sent from the side bar", () => {
  const drafts = [
    { path: "outreach/a.md", who: "Ada", errors: 0, days: 1 },
    { path: "outreach/b.md", who: null, errors: 2, days: 0 },
  ];
  const [first] = sections(today({ drafts }));
  assert.equal(first?.detail, "2, 1 with errors");
  assert.deepEqual(first.rows.map((row) => [row.label, row.detail, row.context]), [
    ["outreach/b.md", "2 errors, today", "draft-errors"],
    ["Ada", "1 day old", "draft"],
  ]);
});

test("distances and durations are told as one says them", () => {
  assert.deepEqual(["2026-11-25", "2026-11-24", "2026-11-26", "2026-11-01", "2026-12-01", "?"].map((date) => distance(date, "2026-11-25")),
    ["today", "yesterday", "tomorrow", "24 days ago", "in 6 days", "?"]);
  assert.deepEqual([0, 45, 60, 150].map(duration), ["0m", "45m", "1h", "2h30m"]);
});

test("people who want a word stand first, then those one waits for, then the rest by name", () => {
  const person = (name: string, more: Partial<Person> = {}): Person => ({
    path: `contacts/${name}.md`, name, company: null, role: null, tie: "weak", last_touch: null, due: [], waiting: null, drafts: [], messages: 0, days_late: null, ...more,
  });
  const all = groups([
    person("Zoë"),
    person("Émile", { last_touch: { date: "2026-11-20", kind: "met" } }),
    person("Wen", { waiting: { since: "2026-11-16", path: "outreach/x.md" }, company: "Fernway" }),
    person("Bo", { due: [{ date: "2026-11-24", kind: "contact", path: "contacts/Bo.md", who: "Bo" }] }),
    person("Later", { due: [{ date: "2026-12-24", kind: "contact", path: "contacts/Later.md", who: "Later" }] }),
  ], "2026-11-25");
  assert.deepEqual(all.map((group) => [group.label, group.rows.map((row) => row.label)]), [
    ["Want a word", ["Bo"]],
    ["Waiting for their answer", ["Wen"]],
    ["Everybody else", ["Émile", "Later", "Zoë"]],
  ]);
  assert.equal(all[1]?.rows[0]?.detail, "Fernway · waiting since 2026-11-16");
  assert.equal(all[2]?.rows[0]?.detail, "weak · last touch 5 days ago");
});
