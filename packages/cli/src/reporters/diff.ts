/** Unified diffs, for `lintel check --diff`. */

/** Beyond so many changed lines the stretch between first and last change is shown as one replacement. */
const MOST_CHANGES = 2000;
const CONTEXT = 3;

interface Step {
  readonly sign: " " | "-" | "+";
  readonly text: string;
}

/**
 * What turns one text into another, as `git apply` and people read it; empty when they are equal.
 *
 * @example unifiedDiff("a.md", "x\n", "y\n") // "--- a/a.md\n+++ b/a.md\n@@ -1 +1 @@\n-x\n+y\n"
 */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return "";
  const steps = compare(linesOf(before), linesOf(after));
  const hunks = hunksOf(steps);
  const name = /[\s"\\\u0000-\u001f]/.test(path)
    ? (prefix: string) => JSON.stringify(`${prefix}/${path}`)
    : (prefix: string) => `${prefix}/${path}`;
  return `--- ${name("a")}\n+++ ${name("b")}\n${hunks.join("")}`;
}

/** Lines with their ends; the last one may have none. */
function linesOf(text: string): string[] {
  const lines = text.split(/(?<=\n)/);
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}

function compare(a: readonly string[], b: readonly string[]): readonly Step[] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const same = (lines: readonly string[]): Step[] => lines.map((text) => ({ sign: " ", text }));
  return [
    ...same(a.slice(0, head)),
    ...myers(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    ...same(a.slice(a.length - tail)),
  ];
}

/** The shortest edit script (Myers 1986): time and memory grow with the number of changes, which is bounded. */
function myers(a: readonly string[], b: readonly string[]): readonly Step[] {
  const furthest = new Map<number, number>([[1, 0]]);
  const rounds: ReadonlyMap<number, number>[] = [];
  for (let d = 0; d <= Math.min(a.length + b.length, MOST_CHANGES); d++) {
    rounds.push(new Map(furthest));
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && (furthest.get(k - 1) ?? -1) < (furthest.get(k + 1) ?? -1));
      let x = down ? (furthest.get(k + 1) ?? 0) : (furthest.get(k - 1) ?? 0) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      furthest.set(k, x);
      if (x >= a.length && x - k >= b.length) return walkBack(a, b, rounds);
    }
  }
  return [...a.map((text): Step => ({ sign: "-", text })), ...b.map((text): Step => ({ sign: "+", text }))];
}

function walkBack(
  a: readonly string[],
  b: readonly string[],
  rounds: readonly ReadonlyMap<number, number>[],
): readonly Step[] {
  const steps: Step[] = [];
  let x = a.length;
  let y = b.length;
  for (let d = rounds.length - 1; d >= 0; d--) {
    const round = rounds[d];
    const k = x - y;
    const down = k === -d || (k !== d && (round?.get(k - 1) ?? -1) < (round?.get(k + 1) ?? -1));
    const fromK = down ? k + 1 : k - 1;
    const fromX = round?.get(fromK) ?? 0;
    const fromY = fromX - fromK;
    while (x > fromX && y > fromY && x > 0 && y > 0) {
      steps.push({ sign: " ", text: a[--x] ?? "" });
      y--;
    }
    if (d === 0) break;
    if (down) steps.push({ sign: "+", text: b[--y] ?? "" });
    else steps.push({ sign: "-", text: a[--x] ?? "" });
  }
  return steps.toReversed();
}

function hunksOf(steps: readonly Step[]): readonly string[] {
  const hunks: string[] = [];
  let i = 0;
  let [oldLine, newLine] = [1, 1];
  while (i < steps.length) {
    if (steps[i]?.sign === " ") {
      i++;
      oldLine++;
      newLine++;
      continue;
    }
    const start = Math.max(0, i - CONTEXT);
    let end = i;
    // A hunk goes on while the next change is near enough for their contexts to touch.
    for (let j = i; j < steps.length && j <= end + 2 * CONTEXT; j++) if (steps[j]?.sign !== " ") end = j;
    const body = steps.slice(start, Math.min(steps.length, end + 1 + CONTEXT));
    const count = (sign: "-" | "+"): number => body.filter((step) => step.sign === " " || step.sign === sign).length;
    const [oldCount, newCount] = [count("-"), count("+")];
    const lead = i - start;
    const range = (line: number, lines: number): string => {
      const from = lines === 0 ? line - lead - 1 : line - lead;
      return lines === 1 ? `${from}` : `${from},${lines}`;
    };
    const text = body.map(
      (step) => step.sign + step.text + (step.text.endsWith("\n") ? "" : "\n\\ No newline at end of file\n"),
    );
    hunks.push(`@@ -${range(oldLine, oldCount)} +${range(newLine, newCount)} @@\n${text.join("")}`);
    for (; i < start + body.length; i++) {
      if (steps[i]?.sign !== "+") oldLine++;
      if (steps[i]?.sign !== "-") newLine++;
    }
  }
  return hunks;
}
