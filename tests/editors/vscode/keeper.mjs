// What a keeper does in VS Code: looks, types, clicks, picks from the palette.
import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { startHost } from "./host.mjs";

/** The command line that both scripts have. */
export function options() {
  const names = ["host", "tools", "extension", "journal", "program", "shots"];
  const { values } = parseArgs({ options: Object.fromEntries(names.map((name) => [name, { type: "string" }])) });
  for (const name of names) {
    if (!values[name]) throw new Error(`--${name} is needed`);
    values[name] = path.resolve(values[name]);
  }
  fs.mkdirSync(values.shots, { recursive: true });
  return values;
}

export const must = (value, words) => {
  if (!value) throw new Error(words);
};

/** Opens VS Code on the journal with a note shown, does `acts` as its keeper, and ends the process with what came of it. */
export async function keep(note, more, acts) {
  const values = options();
  const settings = { "journal.path": values.program, "workbench.colorTheme": "Default Dark Modern", "editor.fontSize": 13, ...more };
  const host = await startHost({ ...values, settings, env: { JOURNAL_TODAY: "2026-11-25" } });
  let keeper;
  let failed;
  try {
    keeper = new Keeper(host, await host.open([["openFile", host.remote(path.join(host.workspace, note))]]), values.shots);
    await keeper.editor().waitFor({ timeout: 60000 });
    await acts(keeper, host, values);
  } catch (error) {
    failed = error;
    console.error("FAILED:", error.stack);
    await keeper?.shot("failure").catch(() => {});
  }
  await host.close(failed !== undefined);
  process.exit(failed === undefined ? 0 : 1);
}

class Keeper {
  constructor(host, page, shots) {
    Object.assign(this, { host, page, shots });
  }

  shot(name) {
    return this.page.screenshot({ path: path.join(this.shots, `${name}.png`) });
  }

  async until(what, ask, ms = 20000) {
    for (const end = Date.now() + ms; ; ) {
      const value = await ask();
      if (value) return value;
      if (Date.now() > end) throw new Error(`timed out: ${what}`);
      await this.page.waitForTimeout(150);
    }
  }

  /** A note as it stands on the disk; empty where there is none. */
  note(name) {
    const file = path.join(this.host.workspace, name);
    return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
  }

  editor() {
    return this.page.locator(".editor-group-container.active .monaco-editor").first();
  }

  async text() {
    return (await this.editor().locator(".view-lines").first().innerText()).replace(/\u00a0/g, " ");
  }

  /** Waits until the note that is edited says `words`. */
  says(words) {
    return this.until(`the note says ${words}`, async () => (await this.text()).includes(words));
  }

  /** Opens the palette by a key, types, and waits for a row; once more where the one before was still on its way out. */
  async palette(key, words, row) {
    for (let tries = 1; ; tries++) {
      await this.page.locator(".quick-input-widget").first().waitFor({ state: "hidden" });
      await this.page.keyboard.press(key);
      try {
        await this.page.locator(".quick-input-widget input").first().fill(words, { timeout: 4000 });
        await this.page.locator(".quick-input-list .monaco-list-row", { hasText: row }).first().waitFor({ timeout: 8000 });
        await this.page.waitForTimeout(200);
        return;
      } catch (error) {
        if (tries === 4) throw error;
        await this.page.keyboard.press("Escape");
        await this.page.waitForTimeout(400);
      }
    }
  }

  async command(title) {
    await this.palette("F1", `>${title}`, title);
    await this.page.keyboard.press("Enter");
  }

  async open(name) {
    await this.palette("Control+P", name, path.basename(name));
    await this.page.keyboard.press("Enter");
    await this.tab(path.basename(name));
  }

  tab(name) {
    return this.page.locator(".tab.active", { hasText: name }).waitFor();
  }

  async revert() {
    await this.command("File: Revert File");
    await this.page.locator(".tab.active.dirty").waitFor({ state: "detached" });
    await this.page.waitForTimeout(200);
  }

  closeAll() {
    return this.command("View: Close All Editors");
  }

  /** In the picker that is open: types, and takes the first row that says so. */
  async pick(title, words, row = words) {
    const widget = this.page.locator(".quick-input-widget", { hasText: title });
    await widget.waitFor();
    await widget.locator("input").first().fill(words);
    await widget.locator(".monaco-list-row", { hasText: row }).first().waitFor();
    await this.page.waitForTimeout(200);
    await this.page.keyboard.press("Enter");
  }

  /** Into the input box that is open. */
  async enter(title, words) {
    const widget = this.page.locator(".quick-input-widget", { hasText: title });
    await widget.waitFor();
    await this.page.waitForTimeout(200);
    await widget.locator("input").first().fill(words);
    await this.page.keyboard.press("Enter");
  }

  /** The innermost frame of the webview whose text fits. */
  webview(pattern) {
    return this.until(`a webview that says ${pattern}`, async () => {
      for (const frame of this.page.frames()) {
        if (frame === this.page.mainFrame()) continue;
        const words = await frame.locator("#page").innerText({ timeout: 200 }).catch(() => "");
        if (pattern.test(words)) return frame;
      }
      return undefined;
    });
  }

  /** A notification that says so. */
  notice(words) {
    return this.page.locator(".notifications-toasts .notification-list-item", { hasText: words }).first().waitFor();
  }
}
