import assert from "node:assert/strict";
import test from "node:test";
import { beyondHeadings } from "../src/model/outline";

interface One {
  readonly kind: string;
  readonly name: string;
  children: One[];
}
const one = (kind: string, name: string, ...children: One[]): One => ({ kind, name, children });
const told = (symbols: readonly One[]): string => symbols.map((symbol) => `${symbol.name}(${told(symbol.children)})`).join(" ");

test("headings are left to the Markdown extension, and what stands under them moves up", () => {
  const outline = [one("part", "ask"), one("heading", "Week", one("heading", "Habits", one("habit", "Code"), one("habit", "Read")), one("prompt", "Wins"))];
  assert.equal(told(beyondHeadings(outline, new Set(["heading", "prompt"]))), "ask() Code() Read()");
});

test("what is no heading keeps what it holds", () => {
  assert.equal(told(beyondHeadings([one("part", "ask", one("heading", "Why", one("part", "slot")))], new Set(["heading"]))), "ask(slot())");
});
