/** A week's habits added up, as format.md has it: due days done of due days; a count a week its sum; a duration a week all or nothing. */
import type { Week, WeekHabit } from "../shapes";

export interface Progress {
  readonly done: number;
  readonly goal: number;
}

/** What is asked each day, in minutes or times; nothing where the target is a week's or names days. */
function aDay(target: string): number | undefined {
  const found = /^(?:(\d+(?:\.\d+)?)h)?(?:(\d+)m(?:in)?)?(\d+)?\/day$/.exec(target.replace(/\s/g, ""));
  if (!found) {
    return undefined;
  }
  const [hours, minutes, times] = [found[1], found[2], found[3]].map((text) => Number(text ?? 0));
  return (hours ?? 0) * 60 + (minutes ?? 0) + (times ?? 0);
}

function ofHabit(habit: WeekHabit): Progress {
  const daily = aDay(habit.target);
  if (daily !== undefined && daily > 0) {
    const share = (day: WeekHabit["days"][number]): number => {
      const amount = day.mark === "done" ? daily : day.mark === "small" ? daily / 2 : day.mark === "amount" ? (day.amount ?? 0) : 0;
      return amount >= daily ? 1 : day.mark === "small" ? 0.5 : 0;
    };
    return { done: habit.days.reduce((sum, day) => sum + share(day), 0), goal: Math.round(habit.goal / daily) };
  }
  if (habit.unit === "minutes") {
    const skipped = habit.days.every((day) => day.mark === "skipped");
    return { done: habit.met ? 1 : 0, goal: skipped ? 0 : 1 };
  }
  return { done: Math.min(habit.done, habit.goal), goal: habit.goal };
}

export function progress(week: Week): Progress {
  return week.habits.map(ofHabit).reduce((sum, one) => ({ done: sum.done + one.done, goal: sum.goal + one.goal }), { done: 0, goal: 0 });
}

/** `7.5/21` */
export function inShort({ done, goal }: Progress): string {
  return `${Number(done.toFixed(1))}/${Number(goal.toFixed(1))}`;
}
