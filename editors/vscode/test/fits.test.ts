import assert from "node:assert/strict";
import test from "node:test";
import { fitting, meetings, offers, weekOf } from "../src/model/fits";
import type { Message, Person } from "../src/shapes";

const message = (path: string, status: string): Message => ({ path, who: null, status, channel: "email", intent: "first", days: null, waiting: false });
const person = (name: string, more: Partial<Person> = {}): Person => ({
  path: `contacts/${name}.md`, name, company: null, role: null, tie: null, last_touch: null, due: [], waiting: null, drafts: [], messages: 0, days_late: null, ...more,
});

test("a step is offered for the messages that the program would take, the likeliest first", () => {
  const all = ["draft", "sent", "replied", "met", "declined", "closed"].map((status) => message(status, status));
  const paths = (step: Parameters<typeof fitting>[1]): string[] => fitting(all, step).map((one) => one.path);
  assert.deepEqual(paths("sent"), ["draft"]);
  assert.deepEqual(paths("close"), ["sent"]);
  assert.deepEqual(paths("replied"), ["sent", "closed"]);
  assert.deepEqual(paths("declined"), ["sent", "replied", "closed"]);
  assert.deepEqual(paths("met"), ["replied", "sent", "declined", "closed"]);
  assert.deepEqual(paths("thank"), ["met", "replied", "declined"]);
});

test("thanks for a meeting that no message led to go by the contact", () => {
  const due = [
    { date: "2026-11-17", kind: "thank-you", path: "contacts/mateo.md", who: "Mateo" },
    { date: "2026-11-23", kind: "thank-you", path: "outreach/2026-11-12-rafael.md", who: "Rafael" },
    { date: "2026-11-23", kind: "contact", path: "contacts/lina.md", who: "Lina" },
  ] as const;
  assert.deepEqual(meetings(due).map((one) => one.who), ["Mateo"]);
});

test("only who fits nobody known is offered as a new contact, and the one whose note is shown first", () => {
  const people = [person("Ada", { company: "Engines" }), person("Bo")];
  assert.deepEqual(offers(people, "contacts/Bo.md", "").map((one) => one.name), ["Bo", "Ada"]);
  assert.deepEqual(offers(people, undefined, " Zoë Ünal ").at(-1), { name: "Zoë Ünal", about: "a new contact", fresh: true });
  assert.deepEqual(["ad", "engines", ""].flatMap((typed) => offers(people, undefined, typed)).filter((one) => one.fresh), []);
});

test("a week's note means that week, and no other note means one", () => {
  assert.deepEqual(["weeks/2026-W46.md", "weeks/notes.md", "days/2026-11-25.md", undefined].map(weekOf), ["2026-W46", undefined, undefined, undefined]);
});
