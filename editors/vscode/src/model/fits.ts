/** Which messages and people a command can be meant for, the likeliest first. */
import type { Due, Message, Person } from "../shapes";

/** What the program moves on, by its words: the statuses that it takes, the likeliest first. */
export const STATUSES = {
  sent: ["draft"],
  replied: ["sent", "closed"],
  met: ["replied", "sent", "declined", "closed"],
  declined: ["sent", "replied", "closed"],
  close: ["sent"],
  "follow-up": ["sent"],
  thank: ["met", "replied", "declined"],
} as const satisfies Record<string, readonly string[]>;

export type Step = keyof typeof STATUSES;

/** The messages with one of these statuses, in the statuses' order. */
export function fitting(messages: readonly Message[], step: Step): Message[] {
  const statuses: readonly string[] = STATUSES[step];
  return messages.filter((one) => statuses.includes(one.status)).sort((a, b) => statuses.indexOf(a.status) - statuses.indexOf(b.status));
}

/** The meetings without a message for which thanks are due: they are told by the contact's own note. */
export function meetings(due: readonly Due[]): Due[] {
  return due.filter((one) => one.kind === "thank-you" && one.path.startsWith("contacts/"));
}

export interface Offer {
  readonly name: string;
  readonly about: string;
  /** Nobody is called so yet. */
  readonly fresh: boolean;
}

/** The people a message can go to, the one whose note is shown first; where the words typed fit nobody, who is not known yet by that name. */
export function offers(people: readonly Person[], shown: string | undefined, typed: string): Offer[] {
  const known = [...people]
    .sort((a, b) => Number(b.path === shown) - Number(a.path === shown))
    .map((one) => ({ name: one.name, about: [one.role, one.company].filter(Boolean).join(", "), fresh: false }));
  const name = typed.trim();
  const fits = known.some((one) => `${one.name} ${one.about}`.toLowerCase().includes(name.toLowerCase()));
  return name === "" || fits ? known : [...known, { name, about: "a new contact", fresh: true }];
}

/** The week whose note this is, such as `2026-W46`. */
export function weekOf(note: string | undefined): string | undefined {
  return /^weeks\/(\d{4}-W\d{2})\.md$/i.exec(note ?? "")?.[1]?.toUpperCase();
}
