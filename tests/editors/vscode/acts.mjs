// The extension's commands, snippets, walkthrough and settings, and how it lives with VS Code's own Markdown, in a real VS Code.
//   node acts.mjs --host FOLDER --tools FOLDER --extension FOLDER_OR_VSIX --journal DEMO --program FILE --shots FOLDER
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { say } from "./host.mjs";
import { keep, must } from "./keeper.mjs";

const WEEK = "weeks/2026-W48.md";
const CONTACT = "contacts/imani-brooks.md";

await keep(CONTACT, {}, async (it, host) => {
  const git = (...words) => execFileSync("git", ["-C", host.workspace, ...words], { encoding: "utf8" }).trim();
  const onDisk = (what, file, pattern) => it.until(what, () => pattern.test(it.note(file)));
  const { page } = it;
  await page.locator(".statusbar-item", { hasText: /\d\/21/ }).waitFor({ timeout: 60000 });

  // Beside the Markdown extension: one outline, one fold, one link.
  await it.says("Imani Brooks");
  await page.keyboard.press("Control+Shift+O");
  const symbols = page.locator(".quick-input-list .monaco-list-row");
  await symbols.first().waitFor();
  await page.waitForTimeout(800);
  const names = (await symbols.allInnerTexts()).map((words) => words.replace(/\s+/g, " ").trim());
  await it.shot("a1-symbols");
  await page.keyboard.press("Escape");
  const headings = names.filter((name) => /Log/.test(name));
  must(headings.length === 1, `headings stand twice: ${names.join("; ")}`);
  await page.locator(".view-line", { hasText: "## Facts" }).first().click();
  await page.keyboard.press("Control+Shift+BracketLeft");
  await it.until("the facts are folded", async () => (await page.locator(".codicon-folding-collapsed").count()) === 1);
  await page.keyboard.press("Control+Shift+BracketRight");
  say("symbols stand once:", names.slice(0, 6).join("; "));
  await page.keyboard.press("Control+End");
  await page.keyboard.type("\nSee [Lina](", { delay: 60 });
  await page.keyboard.press("Control+Space");
  const popup = page.locator(".suggest-widget.visible");
  await popup.locator(".monaco-list-row").first().waitFor();
  await page.keyboard.type("lina", { delay: 60 });
  await page.waitForTimeout(800);
  const paths = (await popup.locator(".monaco-list-row").allInnerTexts().catch(() => [])).map((words) => words.replace(/\s+/g, " ").trim());
  await it.shot("a2-link");
  say("offered behind `[Lina](lina`:", paths.join("; ") || "nothing");
  must(new Set(paths).size === paths.length, `a path is offered twice: ${paths.join("; ")}`);
  await page.keyboard.press("Escape");
  await it.revert();

  // Snippets.
  await page.keyboard.press("Control+End");
  await page.keyboard.type("\njournal-log", { delay: 40 });
  await page.keyboard.press("Control+Space");
  await popup.locator(".monaco-list-row", { hasText: "journal-log" }).first().waitFor();
  await it.shot("a3-snippet");
  await page.keyboard.press("Enter");
  await it.until("the snippet is in the text", async () => /^- \d{4}-\d{2}-\d{2}/m.test(await it.text()));
  await it.revert();
  await it.closeAll();
  say("a snippet put in");

  // Habits from the quick pick.
  await it.command("Journal: Tick a Habit");
  await it.pick("Tick a habit", "Read");
  await page.locator(".quick-input-widget", { hasText: "How long" }).waitFor();
  await it.shot("a4-how-long");
  await it.enter("How long", "25m");
  await onDisk("Read is ticked", WEEK, /\| Read +\| 30m\/day +\| 30m +\| 30m +\| 25m +\|/);
  await it.command("Journal: Skip a Habit Today");
  await it.pick("Skip a habit today", "Code");
  await onDisk("Code is skipped", WEEK, /\| Code +\| daily +\| x +\| x +\| - +\|/);
  await it.command("Journal: Undo the Last Change");
  await onDisk("the skip is taken back", WEEK, /\| Code +\| daily +\| x +\| x +\| +\|/);
  await it.command("Journal: Clear a Habit Today");
  await it.pick("Clear a habit today", "Run");
  await onDisk("Run is cleared", WEEK, /\| Run +\| Mon Wed Sat +\| x +\| +\| +\|/);
  say("habits ticked with an amount, skipped, cleared, and the last change undone");

  // Messages, from the picker.
  await it.command("Journal: Mark a Message Sent");
  await it.pick("Which message went?", "Imani");
  await onDisk("the message went", "outreach/2026-11-23-imani-brooks.md", /^status: sent$/m);
  await it.command("Journal: Mark a Message Sent");
  await it.pick("Which message went?", "Dagny");
  const dialog = page.locator(".monaco-dialog-box");
  await dialog.waitFor();
  await it.shot("a5-refused");
  say("a draft with errors is asked about:", (await dialog.innerText()).replace(/\s+/g, " ").slice(0, 160));
  await dialog.locator(".monaco-button", { hasText: "Cancel" }).click();
  await dialog.waitFor({ state: "hidden" });
  must(/^status: draft$/m.test(it.note("outreach/2026-11-18-dagny-holm.md")), "what was turned down was done");
  await it.command("Journal: Mark a Message Answered");
  await it.pick("Which message was answered?", "Chiara");
  await onDisk("the message is answered", "outreach/2026-11-12-chiara-dangelo.md", /^status: replied$/m);
  await it.command("Journal: Mark a Message Met");
  await it.pick("Which message led to a meeting?", "Petra");
  await it.until("they met", () => /status: met/.test(git("diff", "HEAD", "--", "outreach")));
  await it.command("Journal: Draft a Follow-Up");
  await it.pick("Follow up on which message?", "Wen");
  await it.tab("2026-11-25-wen-zhao.md");
  await it.says("Wen");
  await it.closeAll();
  say("messages marked sent, answered and met; a follow-up drafted");
  await it.command("Journal: Mark a Message Declined");
  await it.pick("Which message was declined?", "Chiara");
  await onDisk("the message is declined", "outreach/2026-11-12-chiara-dangelo.md", /^status: declined$/m);
  await it.command("Journal: Draft a Thank-You");
  await it.pick("Give thanks after which message?", "Chiara");
  await it.tab("2026-11-25-chiara-dangelo.md");
  await it.says("Thank you for letting me know");
  await it.closeAll();
  await it.command("Journal: Draft a Thank-You");
  await it.pick("Give thanks after which message?", "Noor");
  await it.tab("2026-11-25-noor-haddad.md");
  await it.says("intent: thank-you");
  await it.closeAll();
  await it.command("Journal: Close a Message");
  const closing = page.locator(".quick-input-widget", { hasText: "Which message is done with?" });
  await closing.locator(".monaco-list-row").first().waitFor();
  must((await closing.locator(".monaco-list-row", { hasText: /draft|replied|met,|declined|closed/ }).count()) === 0, "a message that waits for nothing is offered to be closed");
  await it.pick("Which message is done with?", "Desta");
  await it.until("the message is closed", () => /^\+status: closed$/m.test(git("diff", "HEAD", "--", "outreach")));
  say("messages declined, thanked for with and without a message before, closed");

  // What is new.
  await it.command("Journal: New Message");
  await it.pick("New message", "Desta");
  await it.tab("2026-11-25-desta-bekele.md");
  await it.command("Journal: New Message");
  await it.pick("New message", "Quentin Strange");
  await it.tab("2026-11-25-quentin-strange.md");
  must(/^name: Quentin Strange$/m.test(it.note("contacts/quentin-strange.md")), "who was not known got no contact note");
  await it.command("Journal: New Company");
  await it.enter("Its name", "Quillfeather");
  await it.tab("quillfeather.md");
  await it.command("Journal: New Event");
  await it.enter("What it is called", "Rust evening");
  await it.tab("rust-evening");
  await it.command("Journal: New Mind Map");
  await it.enter("What stands in its centre", "Good days");
  await it.tab("good-days.md");
  await it.command("Journal: New Day");
  await it.tab("2026-11-25.md");
  await it.command("Journal: New Week");
  await it.tab("2026-W48.md");
  await it.closeAll();
  fs.rmSync(path.join(host.workspace, WEEK));
  await page.locator(".statusbar-item", { hasText: /^ *0\// }).or(page.locator(".statusbar-item", { hasText: "6/21" })).first().waitFor();
  await it.command("Journal: New Week");
  await it.tab("2026-W48.md");
  await onDisk("the week's habits are those of the week before", WEEK, /\| Code +\| daily/);
  await it.until("the week as it is made is shown", async () => /Review/.test(await it.text()) && !/Resume/.test(await it.text()));
  await it.shot("a6-new-week");
  await it.closeAll();
  say("a message, a company, an event, a map, a day and a week made and opened");

  // History.
  const before = git("rev-list", "--count", "HEAD");
  await it.command("Journal: Commit the Notes");
  await it.until("there is a commit", () => git("rev-list", "--count", "HEAD") > before && git("status", "--porcelain") === "");
  say("committed:", git("log", "-1", "--format=%s"));
  await it.command("Journal: Sync with the Remote");
  await it.notice(/no remote/);
  await it.shot("a7-no-remote");
  await it.command("Notifications: Clear All Notifications");
  execFileSync("git", ["init", "-q", "--bare", host.at("remote.git")]);
  git("remote", "add", "origin", host.at("remote.git"));
  await it.command("Journal: Sync with the Remote");
  await it.until("the remote has it", () => execFileSync("git", ["-C", host.at("remote.git"), "for-each-ref"], { encoding: "utf8" }).includes(git("rev-parse", "HEAD")));
  say("synced; without a remote it is told");

  // The week follows what is typed and what is saved.
  await it.open(WEEK);
  await it.command("Journal: Show the Week");
  const week = await it.webview(/Habits[\s\S]*Job search/);
  const sum = async () => (await week.locator("#page .figures li").first().innerText()).replace(/\s+/g, " ");
  const stood = await sum();
  await page.locator(".tab", { hasText: "2026-W48.md" }).click();
  await it.command("Journal: Tick a Habit");
  await it.pick("Tick a habit", "Code");
  await it.until("the week follows the tick", async () => (await sum()) !== stood);
  const ticked = await sum();
  await page.locator(".view-line", { hasText: /^\|\s*Run/ }).first().click();
  await page.keyboard.press("End");
  await page.keyboard.type("\n| Write | daily | x | x | x | | | | |");
  await it.until("the week follows what is typed", async () => (await sum()) !== ticked && /Write/.test(await week.locator("#page").innerText()));
  must(!/Write/.test(it.note(WEEK)), "the note was saved unasked");
  await it.shot("a7-typed");
  say("the week went from", stood, "to", await sum());
  await page.locator(".tab", { hasText: "2026-W48.md" }).click();
  await it.revert();
  await it.closeAll();

  // The walkthrough, the settings, the settings file.
  await it.command("Welcome: Open Walkthrough");
  await page.locator(".quick-input-list .monaco-list-row", { hasText: "The First Five Minutes" }).first().click();
  await page.locator(".getting-started-step", { hasText: "Look at the week" }).waitFor();
  await page.waitForTimeout(1500);
  await it.shot("a8-walkthrough");
  const steps = await page.locator(".getting-started-step").count();
  must(steps === 6, `the walkthrough has ${steps} steps`);
  await it.closeAll();
  await it.command("Preferences: Open Settings (UI)");
  await page.locator(".settings-editor .monaco-editor").first().click();
  await page.keyboard.type("@ext:journal.journal");
  await page.locator(".setting-item-contents", { hasText: "At Least" }).first().waitFor();
  await page.waitForTimeout(500);
  await it.shot("a9-settings");
  await it.closeAll();
  await it.open("journal.toml");
  await page.locator(".view-line", { hasText: "hard-to-read" }).first().click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("\nhard-to-raed = \"info\"\n");
  await page.locator(".squiggly-warning, .squiggly-info, .squiggly-error, .squiggly-hint").first().waitFor();
  await it.shot("a10-settings-file");
  await it.revert();
  say("the walkthrough has its six steps, the settings say what they do, journal.toml is checked");

  // A sample journal, made where the keeper says and opened.
  const place = host.at("place");
  fs.mkdirSync(place);
  await it.closeAll();
  await it.command("Journal: Open a Sample Journal");
  const where = page.locator(".quick-input-widget", { hasText: "Where shall the sample journal go?" });
  await where.waitFor();
  await page.waitForTimeout(500);
  await where.locator("input").first().fill(`${place}/`);
  await page.waitForTimeout(1000);
  await it.shot("a11-where");
  await where.locator(".monaco-button", { hasText: "Make journal-demo Here" }).click();
  await it.until("the sample is made", () => fs.existsSync(path.join(place, "journal-demo", "journal.toml")), 60000);
  await page.waitForURL(/place/, { timeout: 60000 });
  await page.locator(".statusbar-item", { hasText: /\d\/21/ }).waitFor({ timeout: 60000 });
  say("a sample journal made and opened");
});
