/** The `journal` program: where it may be, and whether it is new enough. */
import * as path from "node:path";

/** The oldest program that has all that this extension asks for. */
export const NEEDED = "0.1.0";

export interface Surroundings {
  readonly home: string;
  /** The value of `PATH`. */
  readonly path: string;
  readonly windows: boolean;
  /** The extension's own folder: a platform's package brings the program along in `bin/`. */
  readonly extension: string;
  /** Whether a file is there and may be run. */
  readonly runs: (file: string) => boolean;
}

/** The setting's value with `~/` and `${userHome}` told. */
export function written(setting: string, home: string): string {
  const value = setting.trim().replace(/^\$\{userHome\}(?=[/\\])/, home);
  return /^~[/\\]/.test(value) ? path.join(home, value.slice(2)) : value;
}

/** Where the program may be, the likeliest first. A path that was set is the only one. */
export function candidates(setting: string, around: Surroundings): string[] {
  const { win32, posix } = path;
  const join = (...parts: string[]): string => (around.windows ? win32 : posix).join(...parts);
  const set = written(setting, around.home);
  const name = around.windows ? "journal.exe" : "journal";
  const folders = around.path.split(around.windows ? ";" : ":").filter((folder) => folder !== "");
  if (set !== "") {
    // A bare name is looked for as a shell would.
    return /[/\\]/.test(set) ? [set] : folders.map((folder) => join(folder, set));
  }
  return [join(around.extension, "bin", name), ...folders.map((folder) => join(folder, name)), join(around.home, ".cargo", "bin", name)];
}

/** The first candidate that runs. */
export function find(setting: string, around: Surroundings): string | undefined {
  return candidates(setting, around).find(around.runs);
}

/** The version in what `journal --version` says; nothing where another program answers. */
export function versionIn(answer: string): string | undefined {
  return /^journal (\d+\.\d+\.\d+\S*)/.exec(answer.trim())?.[1];
}

/** Whether a version is at least the one needed; what follows a dash is let pass. */
export function isNewEnough(version: string, needed: string = NEEDED): boolean {
  const numbers = (text: string): number[] => text.split("-")[0]?.split(".").map(Number) ?? [];
  const [have, want] = [numbers(version), numbers(needed)];
  for (let at = 0; at < want.length; at++) {
    const difference = (have[at] ?? 0) - (want[at] ?? 0);
    if (difference !== 0) {
      return difference > 0;
    }
  }
  return true;
}
