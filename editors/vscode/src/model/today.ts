/** What the side bar's Today shows, before it is a tree. */
import type { Draft, Due, DueKind, Habit, Today } from "../shapes";

export interface Row {
  readonly label: string;
  readonly detail: string;
  /** A codicon. */
  readonly icon: string;
  /** What the menus look at. */
  readonly context: string;
  readonly path?: string;
  readonly habit?: string;
  readonly who?: string;
  /** Past its day, or with errors. */
  readonly pressing?: boolean;
}

export interface Section {
  readonly id: "habits" | "due" | "drafts" | "prompts";
  readonly label: string;
  readonly detail: string;
  readonly rows: readonly Row[];
}

const DUE_WORDS: Record<DueKind, string> = {
  reply: "reply",
  "thank-you": "thank",
  "follow-up": "follow up",
  contact: "be in touch",
  meeting: "meet",
};

const DUE_ICONS: Record<DueKind, string> = {
  reply: "reply",
  "thank-you": "heart",
  "follow-up": "bell",
  contact: "person",
  meeting: "calendar",
};

/** `2h30m`, `45m` */
export function duration(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), Math.round(minutes % 60)];
  return hours === 0 ? `${rest}m` : rest === 0 ? `${hours}h` : `${hours}h${rest}m`;
}

function amount(value: number, unit: Habit["unit"]): string {
  return unit === "minutes" ? duration(value) : String(Number(value.toFixed(1)));
}

/** `3 days ago`, `today`, `in 2 days`; both dates as `2026-11-25`. */
export function distance(date: string, today: string): string {
  const days = Math.round((Date.parse(date) - Date.parse(today)) / 86_400_000);
  if (Number.isNaN(days)) {
    return date;
  }
  if (Math.abs(days) <= 1) {
    return days === 0 ? "today" : days < 0 ? "yesterday" : "tomorrow";
  }
  return days < 0 ? `${-days} days ago` : `in ${days} days`;
}

function habitRow(habit: Habit): Row {
  const chain = habit.chain > 1 ? `, ${habit.chain} in a row` : "";
  const closed = habit.ticked || !habit.due;
  return {
    label: habit.name,
    detail: `${amount(habit.done, habit.unit)} of ${amount(habit.goal, habit.unit)}${chain}`,
    icon: habit.mark === "skipped" ? "debug-step-over" : closed ? "pass-filled" : "circle-large-outline",
    context: habit.ticked || habit.mark === "skipped" ? "habit-ticked" : habit.due ? "habit" : "habit-rest",
    habit: habit.name,
    pressing: habit.at_risk,
  };
}

function dueRow(due: Due, today: string): Row {
  return {
    label: due.who,
    detail: `${DUE_WORDS[due.kind]}, ${distance(due.date, today)}`,
    icon: DUE_ICONS[due.kind],
    context: `due-${due.kind}`,
    path: due.path,
    who: due.who,
    pressing: due.date < today,
  };
}

function draftRow(draft: Draft): Row {
  const errors = draft.errors === 1 ? "1 error" : `${draft.errors} errors`;
  const age = draft.days === null || draft.days === 0 ? "today" : draft.days === 1 ? "1 day old" : `${draft.days} days old`;
  return {
    label: draft.who ?? draft.path,
    detail: draft.errors > 0 ? `${errors}, ${age}` : age,
    icon: draft.errors > 0 ? "error" : "edit",
    context: draft.errors > 0 ? "draft-errors" : "draft",
    path: draft.path,
    pressing: draft.errors > 0,
  };
}

/** Today's sections, empty ones left out: what is owed first, then habits still open before those done, then drafts, the faulty first. */
export function sections(today: Today): Section[] {
  const ticked = today.habits.filter((habit) => habit.ticked || !habit.due).length;
  const habits = [...today.habits].sort((a, b) => Number(a.ticked || !a.due) - Number(b.ticked || !b.due));
  const owed = today.due.filter((due) => due.date <= today.today);
  const drafts = [...today.drafts].sort((a, b) => Number(b.errors > 0) - Number(a.errors > 0));
  const faulty = drafts.filter((draft) => draft.errors > 0).length;
  const all: Section[] = [
    { id: "habits", label: "Habits", detail: `${ticked} of ${today.habits.length}`, rows: habits.map(habitRow) },
    { id: "due", label: "Due", detail: String(owed.length), rows: owed.map((due) => dueRow(due, today.today)) },
    {
      id: "prompts",
      label: "Prompts",
      detail: `${today.prompts.left.length} left`,
      rows: today.prompts.left.map((prompt) => ({ label: prompt, detail: "", icon: "comment", context: "prompt", path: `weeks/${today.week}.md` })),
    },
    { id: "drafts", label: "Drafts", detail: faulty > 0 ? `${drafts.length}, ${faulty} with errors` : String(drafts.length), rows: drafts.map(draftRow) },
  ];
  return all.filter((section) => section.rows.length > 0);
}
