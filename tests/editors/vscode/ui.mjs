// The extension as its keeper sees it: typed, clicked and looked at in a real VS Code.
//   node ui.mjs --host FOLDER --tools FOLDER --extension FOLDER_OR_VSIX --journal DEMO --program FILE --shots FOLDER
import fs from "node:fs";
import path from "node:path";
import { say } from "./host.mjs";
import { keep, must } from "./keeper.mjs";

const DRAFT = "outreach/2026-11-24-lina-farouk.md";

await keep(DRAFT, {}, async (it, host) => {
  // The draft is read along.
  await it.says("Hi Lina");
  await it.page.locator(".view-line", { hasText: "Hi Lina" }).first().click();
  await it.page.keyboard.press("End");
  await it.page.keyboard.press("Shift+Home");
  await it.page.keyboard.type("To whom it may concern,");
  await it.page.locator(".squiggly-warning, .squiggly-info, .squiggly-error").first().waitFor({ timeout: 60000 });
  say("squiggles seen");
  await it.page.waitForTimeout(600);
  // A hover goes where hints move the text under the mouse: it is asked for again, as one would.
  await it.until("a hover", async () => {
    await it.page.mouse.move(800, 700);
    await it.page.locator(".view-line", { hasText: "To whom" }).first().locator("span span").first().hover();
    return it.page.locator(".monaco-hover:not(.hidden)").first().waitFor({ timeout: 3000 }).then(() => true, () => false);
  });
  await it.until("the hover tells why", async () => /too-formal|greeting|stiffer|name/i.test(await it.page.locator(".monaco-hover:not(.hidden)").first().innerText()));
  await it.shot("1-draft");
  say("the reason on hover");
  await it.page.keyboard.press("Control+Z");
  await it.revert();
  await it.says("Hi Lina");

  // The side bar.
  await it.command("Journal: What Wants Attention Today");
  const tree = it.page.locator(".pane-body .monaco-list-row");
  await tree.filter({ hasText: "Habits" }).first().waitFor();
  await tree.filter({ hasText: "Job search" }).first().waitFor();
  await tree.filter({ hasText: "Léo Fontaine" }).first().waitFor();
  await tree.filter({ hasText: "Want a word" }).first().waitFor();
  const count = it.page.locator(".statusbar-item", { hasText: /\d+(\.\d+)?\/21/ });
  await count.waitFor();
  must((await count.innerText()).includes("6/21"), `the status bar says ${await count.innerText()}`);
  say("side bar and status bar seen:", (await count.innerText()).trim());
  await it.shot("2-side-bar");

  // The week beside a draft, as the README shows it, and a habit ticked.
  await it.closeAll();
  await it.open("outreach/2026-11-23-ruth-odhiambo.md");
  await it.page.locator(".squiggly-warning").first().waitFor();
  await it.command("Journal: Show the Week");
  const week = await it.webview(/Habits[\s\S]*Job search/);
  must(/6\s+of 21/.test(await week.locator("#page").innerText()), "the week does not say 6 of 21");
  await it.page.waitForTimeout(800);
  await it.shot("3-week");
  const code = tree.filter({ hasText: /^Code/ }).first();
  await code.hover();
  await code.locator(".action-label.codicon-check").click();
  await it.until("the cell is ticked on the disk", () => /\| Code +\| daily +\| x +\| x +\| x +\|/.test(it.note("weeks/2026-W48.md")));
  await it.until("the week is drawn anew", async () => /7\s+of 21/.test(await week.locator("#page").innerText()));
  await it.page.locator(".statusbar-item", { hasText: "7/21" }).waitFor();
  say("a habit ticked in the side bar; the week and the count follow");
  await it.closeAll();

  // A mind map.
  await it.open("maps/energy.md");
  await it.page.locator('.editor-actions [aria-label^="Show the Map"]').first().click();
  const map = await it.webview(/./);
  await map.locator("svg.journal-map").waitFor();
  await it.page.waitForTimeout(500);
  await it.shot("4-map");
  await it.editor().locator(".view-line", { hasText: "Steps" }).first().click();
  await it.page.keyboard.press("End");
  await it.page.keyboard.type(" taken");
  await map.locator("svg.journal-map", { hasText: "Steps taken" }).waitFor();
  say("the map is drawn beside its note, and follows what is typed");
  await it.revert();
  await it.closeAll();

  // Completion.
  await it.open("weeks/2026-W48.md");
  await it.editor().locator(".view-lines").first().click();
  await it.page.keyboard.press("Control+End");
  await it.page.keyboard.type("\nTalked to @lina", { delay: 60 });
  const popup = it.page.locator(".suggest-widget.visible");
  await popup.locator(".monaco-list-row", { hasText: "Lina Farouk" }).first().waitFor();
  await it.shot("5-completion");
  await it.page.keyboard.press("Enter");
  await it.until("the link is in the text", async () => (await it.text()).includes("[[lina-farouk|Lina Farouk]]"));
  await it.page.keyboard.type(" and [[imani", { delay: 60 });
  await popup.locator(".monaco-list-row", { hasText: /imani/i }).first().waitFor();
  await it.page.waitForTimeout(200);
  await it.page.keyboard.press("Enter");
  await it.until("the second link is in the text", async () => /\[\[imani-brooks[^\]]*\]\]/.test(await it.text()));
  must(!(await it.text()).includes("]]]"), "brackets stand twice");
  say("completions accepted, brackets closed once");
  await it.revert();
  await it.closeAll();

  // A quick fix.
  await it.open(DRAFT);
  await it.says("Hi Lina");
  await it.page.locator(".view-line", { hasText: "status: draft" }).first().click();
  await it.page.keyboard.press("End");
  await it.page.keyboard.type("x");
  await it.page.locator(".squiggly-warning, .squiggly-error").first().waitFor();
  await it.page.waitForTimeout(500);
  await it.page.keyboard.press("Control+.");
  const fixes = it.page.locator(".action-widget .monaco-list-row");
  await fixes.first().waitFor();
  await it.shot("6-quick-fix");
  say("fixes:", (await fixes.allInnerTexts()).map((words) => words.trim()).filter(Boolean).slice(0, 4).join("; "));
  await fixes.filter({ hasText: /draft/ }).first().click();
  await it.until("the fix is in the text", async () => /status: draft(?!x)/.test(await it.text()));
  say("a quick fix applied");
  await it.revert();
  await it.closeAll();

  // A contact renamed, through every note.
  await it.open("contacts/wen-zhao.md");
  await it.page.locator(".view-line", { hasText: "name: Wen Zhao" }).first().click();
  await it.page.keyboard.press("End");
  await it.page.keyboard.press("ArrowLeft");
  await it.page.keyboard.press("F2");
  const box = it.page.locator(".rename-box input");
  await box.waitFor();
  await box.fill("Wen Zhang");
  await it.page.keyboard.press("Enter");
  await it.until("the name is changed", async () => (await it.text()).includes("name: Wen Zhang"));
  await it.command("File: Save All");
  await it.until("the message to them follows", () => /^to: Wen Zhang/m.test(fs.readdirSync(path.join(host.workspace, "outreach"))
    .filter((name) => name.includes("2026-11-13")).map((name) => it.note(`outreach/${name}`)).join("\n")));
  await it.shot("7-renamed");
  say("a contact renamed, with the messages to them");
  await it.closeAll();

  // A message marked sent, from the palette.
  await it.open(DRAFT);
  await it.says("Hi Lina");
  await it.command("Journal: Mark a Message Sent");
  await it.until("the message is sent", () => /^status: sent$/m.test(it.note(DRAFT)) && /Sent \[\[2026-11-24-lina-farouk\]\]/.test(it.note("contacts/lina-farouk.md")));
  say("a message marked sent: front matter, log and habit");

  // A new contact, made and opened.
  await it.command("Journal: New Contact");
  await it.enter("Their name", "Nadia Okonkwo");
  await it.tab("nadia-okonkwo.md");
  say("a contact made and opened");

  // The task says no more than the server said already.
  await it.closeAll();
  await it.open("outreach/2026-11-23-ruth-odhiambo.md");
  await it.page.locator(".squiggly-warning").first().waitFor();
  await it.page.waitForTimeout(800);
  const counted = () => it.page.locator(".statusbar-item", { has: it.page.locator(".codicon-error") }).first().innerText();
  const before = /(\d+)\D+(\d+)/.exec(await counted());
  await it.command("Journal: Check All Notes");
  await it.page.waitForTimeout(4000);
  const after = /(\d+)\D+(\d+)/.exec(await counted());
  must(before[1] === after[1] && before[2] === after[2], `the task's findings stand twice: ${before[0]} before, ${after[0]} after`);
  await it.page.locator(".markers-panel .monaco-list-row").first().waitFor();
  await it.shot("8-problems");
  say("the check task ran, nothing stands twice:", after[0].replace(/\s+/g, " "));

  // No program, one too old, and the right one again.
  host.configure({ "journal.path": "/nowhere/journal" });
  await it.notice("There is no program at /nowhere/journal");
  await it.page.waitForTimeout(1000);
  must((await it.page.locator(".notification-list-item", { hasText: "failed" }).count()) === 0, "the client complains of being stopped");
  await it.shot("9-no-program");
  const old = host.at("journal-old");
  fs.writeFileSync(old, "#!/bin/sh\necho journal 0.0.9\n", { mode: 0o755 });
  host.configure({ "journal.path": old });
  await it.notice(/is version 0\.0\.9; this extension needs/);
  host.configure({});
  await it.page.locator(".statusbar-item", { hasText: "8/21" }).waitFor();
  say("a missing program and one too old are told, the right one is taken up again");

  // Elsewhere it does not wake.
  const elsewhere = host.at("elsewhere");
  fs.mkdirSync(elsewhere);
  fs.writeFileSync(path.join(elsewhere, "README.md"), "# Another folder\n");
  await it.page.close();
  it.page = await host.open([["openFile", host.remote(path.join(elsewhere, "README.md"))]], elsewhere);
  await it.until("the other note is shown", async () => (await it.text()).includes("Another folder"));
  await it.page.waitForTimeout(2500);
  must((await it.page.locator('.activitybar [aria-label^="Journal"]').count()) === 0, "the side bar shows outside a journal");
  must((await it.page.locator(".statusbar-item", { hasText: "/21" }).count()) === 0, "the count shows outside a journal");
  say("outside a journal nothing shows");
});
