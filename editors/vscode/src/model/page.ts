/** The program's pages and drawings, fitted into a webview: the editor's theme, nothing fetched, no script but the one that is named. */

export interface Frame {
  /** The webview's own source, for the policy. */
  readonly source: string;
  readonly nonce: string;
  readonly style: string;
  readonly script: string;
  readonly dark: boolean;
  readonly title: string;
}

export function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

/** The rules for dark screens hold where the editor's theme is dark, whatever the machine's own setting. */
export function themed(text: string, dark: boolean): string {
  return text.replace(/@media\s+(?:screen\s+and\s+)?\(prefers-color-scheme:\s*dark\)/g, dark ? "@media screen" : "@media not all");
}

/** Without scripts: the program writes none, and the policy would let none run that a note's words brought in. */
function harmless(html: string): string {
  return html.replace(/<script\b[\s\S]*?(?:<\/script\s*>|$)/gi, "");
}

/** The styles and the body of a whole page; a drawing is all body. */
export function inside(html: string, dark: boolean): { style: string; body: string } {
  const body = /<body[^>]*>([\s\S]*?)<\/body>/i.exec(html)?.[1];
  if (body === undefined) {
    return { style: "", body: harmless(themed(html, dark)) };
  }
  const styles = [...html.slice(0, html.search(/<body/i)).matchAll(/<style[^>]*>([\s\S]*?)<\/style>/gi)].map((found) => found[1] ?? "");
  return { style: themed(styles.join("\n"), dark), body: harmless(themed(body, dark)) };
}

/** A whole webview page around what the program wrote. */
export function page(html: string, frame: Frame): string {
  const { style, body } = inside(html, frame.dark);
  const policy = `default-src 'none'; img-src ${frame.source} data:; style-src ${frame.source} 'unsafe-inline'; script-src 'nonce-${frame.nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(frame.title)}</title>
<style id="report">${style}</style>
<link rel="stylesheet" href="${frame.style}">
</head>
<body>
<div id="page">${body}</div>
<script nonce="${frame.nonce}" src="${frame.script}"></script>
</body>
</html>
`;
}

/** Plain words as a page's body. */
export function words(text: string): string {
  return `<pre class="words">${escaped(text)}</pre>`;
}
