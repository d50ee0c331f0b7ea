// The extension as its keeper sees it: typed, clicked and looked at in a real VS Code.
//   node ui.mjs --host FOLDER --tools FOLDER --extension FOLDER_OR_VSIX --journal DEMO --program FILE --shots FOLDER
import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { say, startHost } from "./host.mjs";

const names = ["host", "tools", "extension", "journal", "program", "shots"];
const { values } = parseArgs({ options: Object.fromEntries(names.map((name) => [name, { type: "string" }])) });
for (const name of names) {
  if (!values[name]) throw new Error(`--${name} is needed`);
  values[name] = path.resolve(values[name]);
}
fs.mkdirSync(values.shots, { recursive: true });
const settings = { "journal.path": values.program, "workbench.colorTheme": "Default Dark Modern", "editor.fontSize": 13 };
const host = await startHost({ ...values, settings, env: { JOURNAL_TODAY: "2026-11-25" } });
const waits = (feature) => (process.env.UNFINISHED ?? "").split(",").includes(feature);

const DRAFT = "outreach/2026-11-24-lina-farouk.md";
let page;
const shot = (name) => page.screenshot({ path: path.join(values.shots, `${name}.png`) });
const must = (value, words) => {
  if (!value) throw new Error(words);
};
const until = async (what, ask, ms = 20000) => {
  for (const end = Date.now() + ms; ; ) {
    const value = await ask();
    if (value) return value;
    if (Date.now() > end) throw new Error(`timed out: ${what}`);
    await page.waitForTimeout(150);
  }
};
const note = (name) => fs.readFileSync(path.join(host.workspace, name), "utf8");
const editor = () => page.locator(".editor-group-container.active .monaco-editor").first();
const text = async () => (await editor().locator(".view-lines").first().innerText()).replace(/\u00a0/g, " ");
/** Opens the palette by a key, types, and waits for a row; once more where the one before was still on its way out. */
const palette = async (key, words, row) => {
  for (let tries = 1; ; tries++) {
    await page.locator(".quick-input-widget").first().waitFor({ state: "hidden" });
    await page.keyboard.press(key);
    try {
      await page.locator(".quick-input-widget input").first().fill(words, { timeout: 4000 });
      await page.locator(".quick-input-list .monaco-list-row", { hasText: row }).first().waitFor({ timeout: 8000 });
      await page.waitForTimeout(200);
      return;
    } catch (error) {
      if (tries === 4) throw error;
      await page.keyboard.press("Escape");
      await page.waitForTimeout(400);
    }
  }
};
const command = async (title) => {
  await palette("F1", `>${title}`, title);
  await page.keyboard.press("Enter");
};
const openNote = async (name) => {
  await palette("Control+P", name, path.basename(name));
  await page.keyboard.press("Enter");
  await page.locator(".tab.active", { hasText: path.basename(name) }).waitFor();
};
/** The innermost frame of the webview whose text fits. */
const webview = (pattern) =>
  until(`a webview that says ${pattern}`, async () => {
    for (const frame of page.frames()) {
      if (frame === page.mainFrame()) continue;
      const words = await frame.locator("#page").innerText({ timeout: 200 }).catch(() => "");
      if (pattern.test(words)) return frame;
    }
    return undefined;
  });

let failed;
try {
  page = await host.open([["openFile", host.remote(path.join(host.workspace, DRAFT))]]);

  // The draft is read along.
  await editor().waitFor({ timeout: 60000 });
  await until("the draft is shown", async () => (await text()).includes("Hi Lina"));
  await page.locator(".view-line", { hasText: "Hi Lina" }).first().click();
  await page.keyboard.press("End");
  await page.keyboard.press("Shift+Home");
  await page.keyboard.type("To whom it may concern,");
  await page.locator(".squiggly-warning, .squiggly-info, .squiggly-error").first().waitFor({ timeout: 60000 });
  say("squiggles seen");
  await page.waitForTimeout(600);
  await page.locator(".view-line", { hasText: "To whom" }).first().locator("span span").first().hover();
  await page.locator(".monaco-hover:not(.hidden)").first().waitFor();
  await until("the hover tells why", async () => /too-formal|greeting|stiffer|name/i.test(await page.locator(".monaco-hover:not(.hidden)").first().innerText()));
  await shot("1-draft");
  say("the reason on hover");
  await page.keyboard.press("Control+Z");
  await command("File: Revert File");
  await until("the draft is as it was", async () => (await text()).includes("Hi Lina"));

  // The side bar.
  await command("Journal: What Wants Attention Today");
  const tree = page.locator(".pane-body .monaco-list-row");
  await tree.filter({ hasText: "Habits" }).first().waitFor();
  await tree.filter({ hasText: "Job search" }).first().waitFor();
  await tree.filter({ hasText: "Léo Fontaine" }).first().waitFor();
  await tree.filter({ hasText: "Want a word" }).first().waitFor();
  const count = page.locator(".statusbar-item", { hasText: /\d+(\.\d+)?\/21/ });
  await count.waitFor();
  must((await count.innerText()).includes("6/21"), `the status bar says ${await count.innerText()}`);
  say("side bar and status bar seen:", (await count.innerText()).trim());
  await shot("2-side-bar");

  // The week, and a habit ticked beside it.
  await command("Journal: Show the Week");
  const week = await webview(/Habits[\s\S]*Job search/);
  must(/6\s+of 21/.test(await week.locator("#page").innerText()), "the week does not say 6 of 21");
  await shot("3-week");
  const code = tree.filter({ hasText: /^Code/ }).first();
  await code.hover();
  await code.locator(".action-label.codicon-check").click();
  await until("the cell is ticked on the disk", () => /\| Code +\| daily +\| x +\| x +\| x +\|/.test(note("weeks/2026-W48.md")));
  await until("the week is drawn anew", async () => /7\s+of 21/.test(await week.locator("#page").innerText()));
  await page.locator(".statusbar-item", { hasText: "7/21" }).waitFor();
  say("a habit ticked in the side bar; the week and the count follow");
  await command("View: Close All Editors");

  // A mind map.
  await openNote("maps/energy.md");
  await page.locator('.editor-actions [aria-label^="Show the Map"]').first().click();
  const map = await webview(/./);
  await map.locator("svg.journal-map").waitFor();
  await page.waitForTimeout(500);
  await shot("4-map");
  await editor().locator(".view-line", { hasText: "Steps" }).first().click();
  await page.keyboard.press("End");
  await page.keyboard.type(" taken");
  await map.locator("svg.journal-map", { hasText: "Steps taken" }).waitFor();
  say("the map is drawn beside its note, and follows what is typed");
  await command("File: Revert File");
  await command("View: Close All Editors");

  // Completion.
  if (!waits("completion")) {
    await openNote("weeks/2026-W48.md");
    await editor().locator(".view-lines").first().click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("\nTalked to @lina", { delay: 60 });
    const popup = page.locator(".suggest-widget.visible");
    await popup.locator(".monaco-list-row", { hasText: "Lina Farouk" }).first().waitFor();
    await shot("5-completion");
    await page.keyboard.press("Enter");
    await until("the link is in the text", async () => (await text()).includes("[[lina-farouk|Lina Farouk]]"));
    await page.keyboard.type(" and [[imani", { delay: 60 });
    await popup.locator(".monaco-list-row", { hasText: /imani/i }).first().waitFor();
    await page.waitForTimeout(200);
    await page.keyboard.press("Enter");
    await until("the second link is in the text", async () => /\[\[imani-brooks[^\]]*\]\]/.test(await text()));
    must(!(await text()).includes("]]]"), "brackets stand twice");
    say("completions accepted, brackets closed once");
    await command("File: Revert File");
    await command("View: Close All Editors");
  }

  // A quick fix.
  if (!waits("fixes")) {
    await openNote(DRAFT);
    await until("the draft is shown", async () => (await text()).includes("Hi Lina"));
    await page.locator(".view-line", { hasText: "status: draft" }).first().click();
    await page.keyboard.press("End");
    await page.keyboard.type("x");
    await page.locator(".squiggly-warning, .squiggly-error").first().waitFor();
    await page.waitForTimeout(500);
    await page.keyboard.press("Control+.");
    const fixes = page.locator(".action-widget .monaco-list-row");
    await fixes.first().waitFor();
    await shot("6-quick-fix");
    say("fixes:", (await fixes.allInnerTexts()).map((words) => words.trim()).filter(Boolean).slice(0, 4).join("; "));
    await fixes.filter({ hasText: /draft/ }).first().click();
    await until("the fix is in the text", async () => /status: draft(?!x)/.test(await text()));
    say("a quick fix applied");
    await command("File: Revert File");
    await command("View: Close All Editors");
  }

  // A contact renamed, through every note.
  if (!waits("rename")) {
    await openNote("contacts/wen-zhao.md");
    await page.locator(".view-line", { hasText: "name: Wen Zhao" }).first().click();
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("F2");
    const box = page.locator(".rename-box input");
    await box.waitFor();
    await box.fill("Wen Zhang");
    await page.keyboard.press("Enter");
    await until("the name is changed", async () => (await text()).includes("name: Wen Zhang"));
    await command("File: Save All");
    await until("the message to them follows", () => /^to: Wen Zhang/m.test(fs.readdirSync(path.join(host.workspace, "outreach"))
      .filter((name) => name.includes("2026-11-13")).map((name) => note(`outreach/${name}`)).join("\n")));
    await shot("7-renamed");
    say("a contact renamed, with the messages to them");
    await command("View: Close All Editors");
  }

  // A message marked sent, from the palette.
  await openNote(DRAFT);
  await until("the draft is shown", async () => (await text()).includes("Hi Lina"));
  await command("Journal: Mark a Message Sent");
  await until("the message is sent", () => /^status: sent$/m.test(note(DRAFT)) && /Sent \[\[2026-11-24-lina-farouk\]\]/.test(note("contacts/lina-farouk.md")));
  say("a message marked sent: front matter, log and habit");

  // A new contact, made and opened.
  await command("Journal: New Contact");
  const name = page.locator('.quick-input-widget input[aria-label*="Their name"], .quick-input-widget input[placeholder=""]').first();
  await page.locator(".quick-input-widget", { hasText: "Their name" }).waitFor();
  await name.fill("Nadia Okonkwo");
  await page.keyboard.press("Enter");
  await page.locator(".tab.active", { hasText: "nadia-okonkwo.md" }).waitFor();
  say("a contact made and opened");

  // All of it side by side, for the README's picture.
  await command("View: Close All Editors");
  await openNote("outreach/2026-11-23-ruth-odhiambo.md");
  await page.locator(".squiggly-warning").first().waitFor();
  await command("Journal: What Wants Attention Today");
  await command("Journal: Show the Week");
  await webview(/Habits[\s\S]*Job search/);
  await page.waitForTimeout(800);
  await shot("8-overview");

  // The task says no more than the server said already.
  const counted = () => page.locator(".statusbar-item", { has: page.locator(".codicon-error") }).first().innerText();
  const before = /(\d+)\D+(\d+)/.exec(await counted());
  await command("Journal: Check All Notes");
  await page.waitForTimeout(4000);
  const after = /(\d+)\D+(\d+)/.exec(await counted());
  must(before[1] === after[1] && before[2] === after[2], `the task's findings stand twice: ${before[0]} before, ${after[0]} after`);
  await page.locator(".markers-panel .monaco-list-row").first().waitFor();
  await shot("9-problems");
  say("the check task ran, nothing stands twice:", after[0].replace(/\s+/g, " "));

  // No program, one too old, and the right one again.
  const notice = (words) => page.locator(".notifications-toasts .notification-list-item", { hasText: words }).first().waitFor();
  host.configure({ "journal.path": "/nowhere/journal" });
  await notice("There is no program at /nowhere/journal");
  await page.waitForTimeout(1000);
  must((await page.locator(".notification-list-item", { hasText: "failed" }).count()) === 0, "the client complains of being stopped");
  await shot("9-no-program");
  const old = host.at("journal-old");
  fs.writeFileSync(old, "#!/bin/sh\necho journal 0.0.9\n", { mode: 0o755 });
  host.configure({ "journal.path": old });
  await notice(/is version 0\.0\.9; this extension needs/);
  host.configure({});
  await page.locator(".statusbar-item", { hasText: "8/21" }).waitFor();
  say("a missing program and one too old are told, the right one is taken up again");

  // Elsewhere it does not wake.
  const elsewhere = host.at("elsewhere");
  fs.mkdirSync(elsewhere);
  fs.writeFileSync(path.join(elsewhere, "README.md"), "# Another folder\n");
  await page.close();
  page = await host.open([["openFile", host.remote(path.join(elsewhere, "README.md"))]], elsewhere);
  await until("the other note is shown", async () => (await text()).includes("Another folder"));
  await page.waitForTimeout(2500);
  must((await page.locator('.activitybar [aria-label^="Journal"]').count()) === 0, "the side bar shows outside a journal");
  must((await page.locator(".statusbar-item", { hasText: "/21" }).count()) === 0, "the count shows outside a journal");
  say("outside a journal nothing shows");
} catch (error) {
  failed = error;
  console.error("FAILED:", error.message);
  await shot("failure").catch(() => {});
}
await host.close(failed !== undefined);
process.exit(failed === undefined ? 0 : 1);
