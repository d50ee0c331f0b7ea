// Where a keeper begins and what comes between: an older week, a server started anew, a note changed underneath, a message written from
// nothing, an empty folder made a journal, two journals in one window, no process left behind; in a real VS Code.
//   node places.mjs --host FOLDER --tools FOLDER --extension FOLDER_OR_VSIX --journal DEMO --program FILE --shots FOLDER
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { say } from "./host.mjs";
import { keep, must } from "./keeper.mjs";

const WEEK = "weeks/2026-W48.md";

await keep("contacts/imani-brooks.md", {}, async (it, host, { program }) => {
  const run = (...words) => execFileSync(program, words, { encoding: "utf8", env: { ...process.env, HOME: host.at("home") } });
  const count = (words) => it.page.locator(".statusbar-item", { hasText: words });
  await count("6/21").waitFor({ timeout: 60000 });

  // The week of the note that is shown, and one that lives on under a server started anew.
  await it.open("weeks/2026-W46.md");
  await it.page.locator('.editor-actions [aria-label^="Show the Week"]').first().click();
  await it.webview(/9 to 15 November 2026/);
  await it.closeAll();
  await it.command("Journal: Show the Week");
  const week = await it.webview(/6\s+of 21/);
  await it.command("Journal: Restart the Language Server");
  await it.page.waitForTimeout(1000);
  await it.command("Journal: Tick a Habit");
  await it.pick("Tick a habit", "Code");
  await it.until("the week follows", async () => /7\s+of 21/.test(await week.locator("#page").innerText()));
  // Behind another tab nothing is drawn; looked at again it is as it should be.
  await it.closeAll();
  await it.command("Journal: Show the Week");
  await it.webview(/7\s+of 21/);
  await it.open("contacts/imani-brooks.md");
  await it.command("Journal: Undo the Last Change");
  await count("6/21").waitFor();
  await it.page.locator(".tab", { hasText: /^Week/ }).click();
  await it.webview(/6\s+of 21/);
  await it.command("Journal: Tick a Habit");
  await it.pick("Tick a habit", "Code");
  await it.webview(/7\s+of 21/);
  await it.closeAll();
  say("a week's note shows that week; the week follows a tick after a restart, and behind another tab");

  // What is typed counts before it is saved.
  await it.open(WEEK);
  await it.page.locator(".view-line", { hasText: /^\|\s*Run/ }).first().click();
  await it.page.keyboard.press("End");
  await it.page.keyboard.type("\n| Write | daily | x | x | | | | | |");
  await count("9/28").waitFor();
  must(!/Write/.test(it.note(WEEK)), "the note was saved unasked");
  say("the status bar counts what is typed");

  // Changed underneath: nothing is done to what the keeper does not see.
  fs.appendFileSync(path.join(host.workspace, WEEK), "\nfrom elsewhere\n");
  await it.page.waitForTimeout(1500);
  await it.command("Journal: Tick a Habit");
  await it.pick("Tick a habit", "Outreach");
  await it.notice(/could not be saved, so nothing was done/);
  must(/\| Outreach +\| 3\/week +\| +\| +\| +\|/.test(it.note(WEEK)), "ticked under an edit that could not be saved");
  await it.shot("p1-conflict");
  await it.command("Notifications: Clear All Notifications");
  await it.revert();
  await it.closeAll();
  say("a note that changed underneath stops a tick");

  // A message, from nothing to sent.
  await it.command("Journal: New Message");
  await it.pick("New message", "Greta Holm");
  await it.tab("2026-11-25-greta-holm.md");
  await it.says("Hi Greta");
  await it.page.locator(".view-line", { hasText: "subject:" }).first().click();
  await it.page.keyboard.press("End");
  await it.page.keyboard.type(" Your talk on steam ovens", { delay: 20 });
  await it.page.keyboard.press("Escape");
  await it.page.locator(".view-line", { hasText: "I'm Sam" }).first().click();
  await it.page.keyboard.press("End");
  await it.page.keyboard.type(" Your talk on steam ovens made me rebuild mine. Would you have 20 minutes on ", { delay: 20 });
  const slots = it.page.locator(".suggest-widget.visible .monaco-list-row");
  await slots.filter({ hasText: "Friday 27 November at 4pm" }).first().waitFor();
  await it.page.waitForTimeout(300);
  await it.page.keyboard.press("Enter");
  await it.page.keyboard.type("?");
  await it.until("the day is in the text", async () => /20 minutes on Friday 27 November at 4pm\?/.test(await it.text()));
  await it.page.keyboard.press("Control+S");
  await it.page.locator(".codelens-decoration a", { hasText: "Mark sent" }).first().click();
  await it.page.locator(".codelens-decoration", { hasText: "They answered" }).first().waitFor();
  await it.command("File: Save All");
  await it.until("the message went", () => /^status: sent$/m.test(it.note("outreach/2026-11-25-greta-holm.md")));
  await it.shot("p2-sent");
  await it.closeAll();
  say("a message written from nothing, with a day that was offered, and sent");

  // A heart beside who was met without a message before.
  await it.command("Journal: What Wants Attention Today");
  const thanks = it.page.locator(".pane-body .monaco-list-row", { hasText: /Mateo Rivera\s*thank/ }).first();
  await thanks.hover();
  await thanks.locator(".action-label.codicon-heart").click();
  await it.tab("2026-11-25-mateo-rivera.md");
  await it.closeAll();
  say("thanks drafted from the side bar");

  // No process is left behind.
  const servers = () => execFileSync("ps", ["ax", "-o", "args"], { encoding: "utf8" }).split("\n").filter((line) => line.startsWith(`${program} lsp`));
  must(servers().length > 0, "no server is seen while VS Code is open");
  await it.page.close();
  for (const end = Date.now() + 20000; servers().length > 0; await new Promise((ok) => setTimeout(ok, 200))) {
    must(Date.now() < end, `left behind: ${servers().join("; ")}`);
  }
  say("closed, no server is left");

  // An empty folder becomes a journal where it is open.
  const bare = host.at("bare");
  fs.mkdirSync(bare);
  it.page = await host.open([], bare);
  await it.command("Journal: Begin a Journal in a Folder");
  const where = it.page.locator(".quick-input-widget", { hasText: "Which folder becomes a journal?" });
  await where.waitFor();
  await it.page.waitForTimeout(600);
  await where.locator(".monaco-button", { hasText: "Begin the Journal Here" }).click();
  await it.until("the journal is made", () => fs.existsSync(path.join(bare, "journal.toml")), 60000);
  await count(/^\s*0\/\d+/).waitFor();
  await it.page.locator(".pane-body .monaco-list-row", { hasText: "Habits" }).first().waitFor();
  await it.shot("p3-begun");
  await it.page.close();
  say("a journal begun in the folder that is open");

  // Two journals in one window: what is done is done in that of the note one is in.
  const other = host.at("other");
  run("init", other);
  fs.mkdirSync(path.join(other, "outreach"), { recursive: true });
  const draft = path.join(other, "outreach/2026-11-25-zed-zuse.md");
  fs.writeFileSync(path.join(other, "contacts/zed-zuse.md"), "---\nname: Zed Zuse\n---\n# Zed Zuse\n");
  fs.writeFileSync(draft, "---\nto: Zed Zuse\nchannel: email\nsubject: Ovens\nstatus: draft\n---\nHi Zed,\n\nI bake. Would you have 20 minutes?\n\nThanks,\nSam\n");
  const both = host.at("both.code-workspace");
  fs.writeFileSync(both, JSON.stringify({ folders: [{ path: host.workspace }, { path: other }] }));
  it.page = await host.open([], both);
  // VS Code's page sometimes reads the workspace's file before it has reached its server, and shows no folder at all.
  await it.until("both folders are open", async () => {
    if ((await it.page.locator(".explorer-folders-view .monaco-list-row", { hasText: "other" }).count()) > 0) return true;
    if (await it.page.getByText("You have not yet added a folder").isVisible()) await it.page.reload();
    await it.page.waitForTimeout(2500);
    return false;
  }, 40000);
  await count("8/21").waitFor();
  await it.open("2026-11-25-zed-zuse.md");
  await count(/^\s*0\/\d+/).waitFor();
  await it.command("Journal: What Wants Attention Today");
  await it.page.locator(".pane-body .monaco-list-row", { hasText: "Zed Zuse" }).first().waitFor();
  await it.shot("p4-two");
  await it.command("Journal: Mark a Message Sent");
  await it.until("the other journal's message went", () => /^status: sent$/m.test(fs.readFileSync(draft, "utf8")));
  await it.open("imani-brooks.md");
  await count("8/21").waitFor();
  say("of two journals the one is meant whose note is shown");
});
