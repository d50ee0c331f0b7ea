// A real VS Code, served on this machine alone and shown in a headless Chromium.
import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import net from "node:net";
import os from "node:os";
import path from "node:path";

const started = Date.now();
export const say = (...words) => console.log(`${String(Date.now() - started).padStart(6)} ms `, ...words);

const freePort = () =>
  new Promise((ok) => {
    const server = net.createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => ok(port));
    });
  });

/** Settings under which nothing comes between the test and the editor. */
const QUIET = {
  "workbench.startupEditor": "none",
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "update.mode": "none",
  "chat.disableAIFeatures": true,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "git.enabled": false,
  "files.autoSave": "off",
  "editor.minimap.enabled": false,
  "editor.accessibilitySupport": "off",
  "workbench.tips.enabled": false,
};

/**
 * Starts VS Code with an extension, a folder (for development) or a .vsix, on a copy of a journal.
 * @param {{ host: string, tools: string, extension: string, journal: string, settings: object, env: object }} options
 */
export async function startHost({ host, tools, extension, journal, settings, env }) {
  const { chromium } = createRequire(path.join(tools, "x.js"))("playwright-core");
  const tmp = fs.mkdtempSync(path.join(os.tmpdir(), "journal-vscode-"));
  const at = (...parts) => path.join(tmp, ...parts);
  const workspace = at("journal-demo");
  fs.cpSync(journal, workspace, { recursive: true });
  const isVsix = extension.endsWith(".vsix");
  const configure = (more) => {
    for (const folder of ["User", "Machine"]) {
      fs.mkdirSync(at("data", folder), { recursive: true });
      fs.writeFileSync(at("data", folder, "settings.json"), JSON.stringify({ ...QUIET, ...settings, ...more }, null, 1));
    }
  };
  configure({});
  const node = path.join(host, "bin/node");
  const main = path.join(host, "vscode/out/server-main.js");
  const folders = ["--server-data-dir", tmp, "--user-data-dir", at("data"), "--extensions-dir", at("ext"), "--accept-server-license-terms"];
  const whole = {
    ...process.env, HOME: tmp, XDG_CONFIG_HOME: at("xdg"), XDG_DATA_HOME: at("xdg"), XDG_STATE_HOME: at("xdg"), XDG_CACHE_HOME: at("xdg"),
    VSCODE_IPC_HOOK_CLI: "",
    // No marketplace.
    EXTENSIONS_GALLERY: JSON.stringify({ serviceUrl: "" }),
    ...env,
  };
  if (isVsix) {
    const installed = spawnSync(node, [main, ...folders, "--install-extension", extension, "--force"], { env: whole, encoding: "utf8" });
    if (installed.status !== 0 || !/successfully installed/.test(installed.stdout)) {
      throw new Error(`the .vsix cannot be installed: ${installed.stdout}${installed.stderr}`);
    }
    say("installed", path.basename(extension));
  }
  const port = await freePort();
  const log = fs.openSync(at("server.log"), "w");
  // A release build honours a folder under development and tests in the address only with the smoke test driver.
  const more = isVsix ? [] : ["--enable-smoke-test-driver"];
  const listening = ["--host", "127.0.0.1", "--port", String(port), "--without-connection-token", "--telemetry-level", "off"];
  const server = spawn(node, [main, ...folders, ...listening, ...more], { env: whole, stdio: ["ignore", log, log], detached: true });
  let browser;
  const lines = [];
  const close = async (keep) => {
    await browser?.close().catch(() => {});
    const ended = new Promise((ok) => (server.exitCode === null ? server.on("exit", ok) : ok()));
    try {
      process.kill(-server.pid, "SIGTERM");
    } catch {}
    await Promise.race([ended, new Promise((ok) => setTimeout(ok, 5000))]);
    try {
      process.kill(-server.pid, "SIGKILL");
    } catch {}
    if (keep) {
      console.error("-- browser console (end)\n" + lines.slice(-20).join("\n"));
      console.error("-- server log (end)\n" + fs.readFileSync(at("server.log"), "utf8").slice(-3000));
      console.error("kept:", tmp);
    } else {
      fs.rmSync(tmp, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    }
  };
  try {
    for (let tries = 0; ; tries++) {
      const up = await fetch(`http://127.0.0.1:${port}/version`).then((answer) => answer.ok, () => false);
      if (up) break;
      if (tries > 200 || server.exitCode !== null) throw new Error("the VS Code server did not come up");
      await new Promise((ok) => setTimeout(ok, 200));
    }
    say("the VS Code server is up");
    const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"];
    browser = await chromium.launchPersistentContext(at("profile"), {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", headless: true, viewport: { width: 1280, height: 800 }, args: flags });
    // Nothing goes out. A webview's frame has a host name of its own, which is answered by the same server below.
    await browser.route((url) => url.hostname !== "127.0.0.1" && /^(https?|wss?):$/.test(url.protocol), (route) => route.abort());
  } catch (error) {
    await close(true);
    throw error;
  }
  const remote = (file) => `vscode-remote://127.0.0.1:${port}${file}`;
  /** Opens the workbench in a new page, on a folder or a workspace's file; `payload` as VS Code's own tests have it. */
  const open = async (payload, place = workspace) => {
    const page = await browser.newPage();
    page.on("console", (line) => lines.push(`${line.type()}: ${line.text().slice(0, 500)}`));
    page.on("pageerror", (error) => lines.push(`pageerror: ${error}`));
    const development = isVsix ? [] : [["extensionDevelopmentPath", remote(extension)]];
    // Several folders are opened by a file that lists them.
    const kind = place.endsWith(".code-workspace") ? "workspace" : "folder";
    const query = new URLSearchParams({ [kind]: place, payload: JSON.stringify([...development, ...payload]) });
    await page.goto(`http://127.0.0.1:${port}/?${query}`);
    await page.locator(".monaco-workbench").waitFor({ timeout: 60000 });
    say("the workbench is drawn");
    return page;
  };
  return { open, close, remote, workspace, configure, at };
}
