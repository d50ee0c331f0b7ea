/** What a command says it made or moved. */

/** The first note that is named in an answer, by its path from the root. */
export function madeIn(answer: string): string | undefined {
  return /(?:^|[\s:(])([\w.-]+\/[^\s:()]+\.md)\b/mu.exec(answer)?.[1];
}

/** The sentences of a failure: what went wrong, then what helps. */
function sentences(stderr: string): string[] {
  const lines = stderr.trim().split("\n").map((line) => line.trim()).filter((line) => line !== "");
  return lines.slice(0, 3).map((line) => {
    const words = line.replace(/^(?:journal|error|help): /, "");
    // A file's or a command's name keeps its case.
    const first = /^[a-z]+(?=[ :])/.test(words) ? words.charAt(0).toUpperCase() : words.charAt(0);
    return first + words.slice(1) + (/[.:?!…]$/u.test(words) ? "" : ".");
  });
}

/** A failure's first words, without the program's name. */
export function firstWords(stderr: string): string {
  return sentences(stderr).join(" ") || "The journal program said nothing.";
}

/** What went wrong, without what to type on a command line instead. */
export function reason(stderr: string): string {
  return sentences(stderr)[0] ?? "The journal program said nothing.";
}
