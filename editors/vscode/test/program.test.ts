import assert from "node:assert/strict";
import test from "node:test";
import { candidates, find, isNewEnough, versionIn, written, type Surroundings } from "../src/program";

const around = (...there: string[]): Surroundings => ({
  home: "/home/sam",
  path: "/usr/bin::/opt/bin",
  windows: false,
  extension: "/ext",
  runs: (file) => there.includes(file),
});

test("the program that came along is taken before the one on PATH, and cargo's last", () => {
  const here = around("/ext/bin/journal", "/opt/bin/journal", "/home/sam/.cargo/bin/journal");
  assert.equal(find("", here), "/ext/bin/journal");
  assert.equal(find("", around("/opt/bin/journal", "/home/sam/.cargo/bin/journal")), "/opt/bin/journal");
  assert.equal(find("", around("/home/sam/.cargo/bin/journal")), "/home/sam/.cargo/bin/journal");
  assert.equal(find("", around()), undefined);
});

test("a path that was set is the only one looked at", () => {
  assert.equal(find("~/bin/journal", around("/home/sam/bin/journal")), "/home/sam/bin/journal");
  assert.equal(find("/nowhere/journal", around("/opt/bin/journal")), undefined);
  assert.deepEqual(candidates("journal-next", around()), ["/usr/bin/journal-next", "/opt/bin/journal-next"]);
});

test("on Windows it ends in .exe and PATH is cut at semicolons", () => {
  const windows = { ...around(), windows: true, path: "C:\\bin;D:\\tools", home: "C:\\Users\\sam", extension: "C:\\ext" };
  assert.deepEqual(candidates("", windows), ["C:\\ext\\bin\\journal.exe", "C:\\bin\\journal.exe", "D:\\tools\\journal.exe", "C:\\Users\\sam\\.cargo\\bin\\journal.exe"]);
});

test("the home folder may be written in two ways", () => {
  assert.equal(written(" ~/x ", "/home/sam"), "/home/sam/x");
  assert.equal(written("${userHome}/x", "/home/sam"), "/home/sam/x");
  assert.equal(written("~other/x", "/home/sam"), "~other/x");
});

test("a version is read only from the journal program", () => {
  assert.equal(versionIn("journal 0.1.0\n"), "0.1.0");
  assert.equal(versionIn("journalctl 252"), undefined);
  assert.equal(versionIn("journal: no such option"), undefined);
});

test("versions compare by number, not by letter", () => {
  assert.ok(isNewEnough("0.10.0", "0.9.3"));
  assert.ok(!isNewEnough("0.9.9", "0.10.0"));
  assert.ok(isNewEnough("1.0.0", "1.0.0"));
  assert.ok(isNewEnough("1.0.0-beta.1", "1.0.0"));
  assert.ok(!isNewEnough("1.0", "1.0.1"));
});
