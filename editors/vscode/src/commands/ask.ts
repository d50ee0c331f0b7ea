/** What commands ask of the keeper: a message, a person, a habit. */
import * as vscode from "vscode";
import type { Journal } from "../journal";
import { fitting, meetings, offers, STATUSES, type Offer, type Step } from "../model/fits";
import { distance, duration } from "../model/today";
import type { Habit, Message, Person, Today } from "../shapes";
import { RowItem } from "../views/tree";

/** The message meant: the row that was clicked, the note that is shown, else one that is picked. */
export async function message(journal: Journal, argument: unknown, step: Step, title: string): Promise<string | undefined> {
  if (argument instanceof RowItem && argument.row.path !== undefined) {
    return argument.row.path;
  }
  const shown = argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
  const note = journal.noteOf(shown);
  if (note?.startsWith("outreach/") === true) {
    return note;
  }
  const all = (await journal.ask<{ messages: Message[] }>("messages"))?.messages ?? [];
  const items = fitting(all, step).map((one) => ({
    label: one.who ?? one.path,
    description: `${one.status}, ${one.channel}${one.days === null ? "" : `, ${one.days} days`}`,
    detail: one.path,
    path: one.path,
  }));
  const today = step === "thank" ? await journal.now<Today>("today") : undefined;
  for (const one of meetings(today?.due ?? [])) {
    items.push({ label: one.who, description: `thanks due ${distance(one.date, today?.today ?? one.date)}`, detail: one.path, path: one.path });
  }
  if (items.length === 0) {
    await vscode.window.showInformationMessage(`Journal: no message is ${STATUSES[step].map((status) => (status === "draft" ? "a draft" : status)).join(" or ")}.`);
    return undefined;
  }
  return (await vscode.window.showQuickPick(items, { title, matchOnDetail: true, placeHolder: "Which message?" }))?.path;
}

/** A contact, or the words typed where none is called so. */
export async function person(journal: Journal, argument: unknown, title: string): Promise<Offer | undefined> {
  if (argument instanceof RowItem && argument.row.who !== undefined) {
    return { name: argument.row.who, about: "", fresh: false };
  }
  const people = (await journal.ask<{ contacts: Person[] }>("contacts"))?.contacts ?? [];
  const shown = journal.noteOf(vscode.window.activeTextEditor?.document.uri);
  const rows = (typed: string): (vscode.QuickPickItem & { offer: Offer })[] =>
    offers(people, shown, typed).map((offer) => ({
      label: offer.fresh ? `$(person-add) ${offer.name}` : offer.name,
      description: offer.about,
      alwaysShow: offer.fresh,
      offer,
    }));
  const pick = vscode.window.createQuickPick<vscode.QuickPickItem & { offer: Offer }>();
  pick.title = title;
  pick.placeholder = "To whom?";
  pick.matchOnDescription = true;
  pick.items = rows("");
  return new Promise((answered) => {
    pick.onDidChangeValue((typed) => {
      pick.items = rows(typed);
    });
    pick.onDidAccept(() => {
      answered(pick.selectedItems[0]?.offer);
      pick.hide();
    });
    pick.onDidHide(() => {
      answered(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

/** Words for a name; nothing where the keeper turns away. */
export async function name(title: string, prompt: string): Promise<string | undefined> {
  const given = await vscode.window.showInputBox({ title, prompt, validateInput: (text) => (text.trim() === "" ? "A name is needed." : undefined) });
  return given?.trim();
}

/** A habit, and for one that is measured how much. */
export async function habit(journal: Journal, argument: unknown, title: string, wanted: (habit: Habit) => boolean): Promise<Habit | undefined> {
  const habits = (await journal.now<Today>("today"))?.habits ?? [];
  if (argument instanceof RowItem) {
    return habits.find((one) => one.name === argument.row.habit);
  }
  const items = habits
    .map((one) => ({
      label: `$(${one.ticked ? "pass-filled" : "circle-large-outline"}) ${one.name}`,
      description: one.unit === "minutes" ? `${duration(one.done)} of ${duration(one.goal)}` : `${one.done} of ${one.goal}`,
      habit: one,
    }))
    .sort((a, b) => Number(wanted(b.habit)) - Number(wanted(a.habit)));
  return (await vscode.window.showQuickPick(items, { title, placeHolder: "Which habit?" }))?.habit;
}

/** How much of a habit that is measured in time. */
export async function amount(of: Habit): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title: `Tick ${of.name}`,
    prompt: "How long: 45m, 1h30m. Empty: as the target asks.",
    validateInput: (text) => (/^(?:\s*|~|-|no|\d+(?:[.,]\d+)?\s*(?:h(?:\s*\d+\s*m?)?|m|min)?)$/i.test(text.trim()) ? undefined : "Such as 45m, 1h or 1h30m."),
  });
}
