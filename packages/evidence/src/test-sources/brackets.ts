import type { Masked } from "./mask.ts";

/** The offset behind the bracket that closes the one at `open`, in masked code; the end of the text when none does. */
export function closing(code: string, open: number): number {
  const pattern = /[()[\]{}]/g;
  pattern.lastIndex = open;
  let depth = 0;
  for (let match = pattern.exec(code); match !== null; match = pattern.exec(code)) {
    if ("([{".includes(match[0])) depth++;
    else if (--depth <= 0) return match.index + 1;
  }
  return code.length;
}

/** For every opening brace, where it closes: one pass over the masked code. Braces that nothing closes run to the end. */
export function bracePairs(code: string): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>();
  const open: number[] = [];
  const pattern = /[{}]/g;
  for (let match = pattern.exec(code); match !== null; match = pattern.exec(code)) {
    if (match[0] === "{") open.push(match.index);
    else {
      const from = open.pop();
      if (from !== undefined) pairs.set(from, match.index + 1);
    }
  }
  for (const from of open) pairs.set(from, code.length);
  return pairs;
}

/** A stretch of code with a name, such as a class, and what lies in it. */
export interface Scope {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** Marked as not to be run. */
  readonly disabled: boolean;
}

/** The scopes around an offset, outermost first. Scopes come in the order of their starts and nest. */
export class Scopes {
  private readonly scopes: readonly Scope[];
  private readonly open: Scope[] = [];
  private next = 0;

  constructor(scopes: readonly Scope[]) {
    this.scopes = scopes;
  }

  /** Offsets must not fall from call to call. */
  around(offset: number): readonly Scope[] {
    for (let scope = this.scopes[this.next]; scope !== undefined && scope.start <= offset;) {
      while ((this.open.at(-1)?.end ?? Number.POSITIVE_INFINITY) <= scope.start) this.open.pop();
      this.open.push(scope);
      scope = this.scopes[++this.next];
    }
    while ((this.open.at(-1)?.end ?? Number.POSITIVE_INFINITY) <= offset) this.open.pop();
    return [...this.open];
  }
}

/** The original text of a string literal whose opening quote is at `at`; null when none is there. */
export function stringAt(masked: Masked, at: number): { readonly raw: string; readonly end: number } | null {
  const quote = masked.code[at];
  if (quote !== '"' && quote !== "'" && quote !== "`") return null;
  const end = masked.code.indexOf(quote, at + 1);
  return end === -1 ? null : { raw: masked.text.slice(at + 1, end), end: end + 1 };
}
