/** What the program answers with `--format json`, as far as it is used here. */

export interface Habit {
  readonly name: string;
  readonly target: string;
  readonly unit: "times" | "minutes" | "count";
  readonly mark: string;
  readonly amount: number | null;
  /** It wants attention today. */
  readonly due: boolean;
  readonly ticked: boolean;
  readonly done: number;
  readonly goal: number;
  readonly met: boolean;
  readonly chain: number;
  readonly at_risk: boolean;
}

export type DueKind = "reply" | "thank-you" | "follow-up" | "contact" | "meeting";

export interface Due {
  readonly date: string;
  readonly kind: DueKind;
  readonly path: string;
  readonly who: string;
}

export interface Draft {
  readonly path: string;
  readonly who: string | null;
  readonly errors: number;
  readonly days: number | null;
}

export interface Today {
  readonly today: string;
  readonly week: string;
  readonly habits: readonly Habit[];
  readonly due: readonly Due[];
  readonly drafts: readonly Draft[];
  readonly prompts: { readonly set: string | null; readonly completed: number; readonly partly: number; readonly open: number; readonly left: readonly string[] };
}

export interface Person {
  readonly path: string;
  readonly name: string;
  readonly company: string | null;
  readonly role: string | null;
  readonly tie: string | null;
  readonly last_touch: { readonly date: string; readonly kind: string } | null;
  readonly due: readonly Due[];
  readonly waiting: { readonly since: string; readonly path: string } | null;
  readonly drafts: readonly string[];
  readonly messages: number;
  readonly days_late: number | null;
}

export interface Message {
  readonly path: string;
  readonly who: string | null;
  readonly status: string;
  readonly channel: string;
  readonly intent: string;
  readonly days: number | null;
  readonly waiting: boolean;
}

export interface WeekDay {
  readonly date: string;
  readonly mark: "done" | "small" | "skipped" | "amount" | "missed" | "unanswered" | "open" | "none";
  readonly amount: number | null;
}

export interface WeekHabit {
  readonly name: string;
  readonly target: string;
  readonly unit: "times" | "minutes" | "count";
  readonly days: readonly WeekDay[];
  readonly done: number;
  readonly goal: number;
  readonly met: boolean;
}

export interface Week {
  readonly week: string;
  readonly habits: readonly WeekHabit[];
  readonly messages: { readonly sent: number; readonly answered: number };
}
