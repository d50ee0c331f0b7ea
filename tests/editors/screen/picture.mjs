// A picture of Neovim's real screen: its cells and colours, as it tells them to whoever draws it, put on a page and photographed.
//   node picture.mjs --nvim FILE --tools FOLDER --plugin FOLDER --init FILE --journal FOLDER --out FILE.png
import { spawn } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { parseArgs } from "node:util";

const names = ["nvim", "tools", "plugin", "init", "journal", "out"];
const { values } = parseArgs({ options: Object.fromEntries(names.map((name) => [name, { type: "string" }])) });
for (const name of names) values[name] = path.resolve(values[name]);
const need = createRequire(path.join(values.tools, "x.js"));
const { encode, decodeMultiStream } = need("@msgpack/msgpack");
const { chromium } = need("playwright-core");
const [columns, lines] = [104, 34];

const home = fs.mkdtempSync("/tmp/journal-picture-");
const env = { ...process.env, HOME: home, XDG_CONFIG_HOME: `${home}/c`, XDG_DATA_HOME: `${home}/d`, XDG_STATE_HOME: `${home}/s` };
const nvim = spawn(values.nvim, ["--embed", "-n", "--cmd", `set runtimepath^=${values.plugin}`, "-u", values.init], { cwd: values.journal, env, stdio: ["pipe", "pipe", "inherit"] });

const cells = Array.from({ length: lines }, () => Array.from({ length: columns }, () => [" ", 0]));
const looks = new Map([[0, {}]]);
let base = { fg: 0xe0e2ea, bg: 0x14161b };
let cursor = [0, 0];
const events = {
  default_colors_set: ([fg, bg]) => (base = { fg, bg }),
  hl_attr_define: ([id, look]) => looks.set(id, look),
  grid_clear: () => cells.forEach((row) => row.fill([" ", 0])),
  grid_cursor_goto: ([, row, column]) => (cursor = [row, column]),
  grid_line: ([, row, start, written]) => {
    let [column, look] = [start, 0];
    for (const [text, id, times = 1] of written) {
      look = id ?? look;
      for (let at = 0; at < times; at++) cells[row][column++] = [text, look];
    }
  },
  grid_scroll: ([, top, bottom, left, right, by]) => {
    const order = Array.from({ length: bottom - top - Math.abs(by) }, (_, at) => (by > 0 ? top + at : bottom - 1 - at));
    for (const row of order) for (let column = left; column < right; column++) cells[row][column] = cells[row + by][column];
  },
};
const waiting = new Map();
let asked = 0;
const ask = (method, ...params) =>
  new Promise((ok, no) => {
    waiting.set(++asked, [ok, no]);
    nvim.stdin.write(encode([0, asked, method, params]));
  });
void (async () => {
  for await (const message of decodeMultiStream(nvim.stdout)) {
    if (message[0] === 1) {
      const [ok, no] = waiting.get(message[1]);
      message[2] === null ? ok(message[3]) : no(new Error(JSON.stringify(message[2])));
    } else if (message[0] === 2 && message[1] === "redraw") {
      for (const [name, ...calls] of message[2]) calls.forEach((call) => events[name]?.(call));
    }
  }
})();

const sleep = (ms) => new Promise((ok) => setTimeout(ok, ms));
const screen = () => cells.map((row) => row.map(([text]) => text).join("")).join("\n");
const until = async (pattern) => {
  for (const end = Date.now() + 20000; !pattern.test(screen()); await sleep(100)) {
    if (Date.now() > end) throw new Error(`never seen: ${pattern}\n${screen()}`);
  }
};
const hex = (colour) => `#${colour.toString(16).padStart(6, "0")}`;
const safe = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");

function span(text, id, isCursor) {
  const look = looks.get(id) ?? {};
  let [fg, bg] = [look.foreground ?? base.fg, look.background ?? base.bg];
  if (Boolean(look.reverse) !== isCursor) [fg, bg] = [bg, fg];
  const rules = [`color:${hex(fg)}`, `background:${hex(bg)}`];
  if (look.bold) rules.push("font-weight:700");
  if (look.italic) rules.push("font-style:italic");
  const line = look.undercurl ? "wavy" : look.underline ? "solid" : "";
  if (line) rules.push(`text-decoration:underline ${line} ${hex(look.special ?? fg)}`);
  return `<span style="${rules.join(";")}">${safe(text)}</span>`;
}

function page() {
  const rows = cells.map((row, at) => {
    let [html, text, look, onCursor] = ["", "", row[0][1], false];
    row.forEach(([char, id], column) => {
      const here = at === cursor[0] && column === cursor[1];
      if (id !== look || here !== onCursor) {
        html += text && span(text, look, onCursor);
        [text, look, onCursor] = ["", id, here];
      }
      text += char;
    });
    return html + span(text, look, onCursor);
  });
  return `<body style="margin:0;background:${hex(base.bg)}"><pre style="margin:0;padding:10px;display:inline-block;font:14px/18px 'DejaVu Sans Mono',monospace;background:${hex(base.bg)}">${rows.join("\n")}</pre></body>`;
}

try {
  await ask("nvim_ui_attach", columns, lines, { rgb: true, ext_linegrid: true });
  await ask("nvim_command", "edit outreach/2026-11-24-lina-farouk.md");
  await until(/Hi Lina/);
  await ask("nvim_input", "/^Hi<CR>ccTo whom it may concern,<Esc>");
  await until(/without Lina/);
  await ask("nvim_command", "nohlsearch | botright 10split weeks/2026-W48.md");
  await ask("nvim_input", "9Gzt3]h");
  await sleep(1500);
  await ask("nvim_input", "<C-w>k");
  await until(/without Lina/);
  await ask("nvim_command", "echo ''");
  await sleep(800);
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
  const shown = await browser.newPage();
  await shown.setContent(page());
  await shown.locator("pre").screenshot({ path: values.out });
  await browser.close();
} finally {
  nvim.kill();
  fs.rmSync(home, { recursive: true, force: true });
}
