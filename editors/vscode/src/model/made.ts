/** What a command says it made or moved. */

/** The first note that is named in an answer, by its path from the root. */
export function madeIn(answer: string): string | undefined {
  return /(?:^|[\s:(])([\w.-]+\/[^\s:()]+\.md)\b/mu.exec(answer)?.[1];
}

/** A failure's first words, without the program's name. */
export function firstWords(stderr: string): string {
  const lines = stderr.trim().split("\n").map((line) => line.trim()).filter((line) => line !== "");
  return lines.slice(0, 3).join(" ").replace(/^(?:journal|error): /, "") || "the journal program said nothing";
}
