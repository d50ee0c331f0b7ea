/** What the journal adds to the outline that VS Code's own Markdown extension draws already. */

export interface Branching<Kind> {
  readonly kind: Kind;
  children: this[];
}

/** The symbols without the headings; what stands under one moves up to its place. */
export function beyondHeadings<Kind, One extends Branching<Kind>>(symbols: readonly One[], headings: ReadonlySet<Kind>): One[] {
  return symbols.flatMap((symbol) => {
    const children = beyondHeadings<Kind, One>(symbol.children, headings);
    if (headings.has(symbol.kind)) {
      return children;
    }
    symbol.children = children;
    return [symbol];
  });
}
