/** What the side bar's People shows: those who want something first, then the others by name. */
import type { Person } from "../shapes";
import { distance, type Row } from "./today";

export interface Group {
  readonly label: string;
  readonly rows: readonly Row[];
}

function row(person: Person, today: string): Row {
  const due = person.due.find((one) => one.date <= today);
  const parts = [
    person.company ?? person.tie ?? "",
    person.waiting ? `waiting since ${person.waiting.since}` : person.last_touch ? `last touch ${distance(person.last_touch.date, today)}` : "no touch yet",
  ];
  return {
    label: person.name,
    detail: parts.filter((part) => part !== "").join(" · "),
    icon: due ? "bell-dot" : person.waiting ? "watch" : "person",
    context: "person",
    path: person.path,
    who: person.name,
    pressing: due !== undefined,
  };
}

export function groups(people: readonly Person[], today: string): Group[] {
  const wanting = people.filter((person) => person.due.some((due) => due.date <= today));
  const waiting = people.filter((person) => person.waiting !== null && !wanting.includes(person));
  const rest = people.filter((person) => !wanting.includes(person) && !waiting.includes(person));
  const byName = [...rest].sort((a, b) => a.name.localeCompare(b.name));
  const all = [
    { label: "Want a word", people: wanting },
    { label: "Waiting for their answer", people: waiting },
    { label: "Everybody else", people: byName },
  ];
  return all.filter((group) => group.people.length > 0).map((group) => ({ label: group.label, rows: group.people.map((person) => row(person, today)) }));
}
