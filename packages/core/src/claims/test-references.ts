/** References to tests as they stand in a cell or a bullet, each with the file and the suites in front of it. */

/**
 * The references of a cell or a bullet. Code spans and links stay whole; `` `file` > `suite` > `title` `` is one; the rest is
 * split at line breaks, commas, semicolons, bullets, "and" and "&", not within brackets.
 *
 * @example splitReferences("`a.test.ts` > `keeps order`, TBD") // ["a.test.ts > keeps order", "TBD"]
 */
export function splitReferences(cell: string): readonly string[] {
  const references: string[] = [];
  let current = "";
  let depth = 0;
  const finish = (): void => {
    const text = current
      .trim()
      .replace(/^[-*•]\s+/, "")
      .replace(/[.,;]+$/, "")
      .trim();
    if (text !== "") references.push(text);
    current = "";
    depth = 0;
  };
  const text = cell.slice(0, MOST);
  for (let i = 0; i < text.length;) {
    const mark = text[i] ?? "";
    if (mark === "`") {
      const ticks = /^`+/.exec(text.slice(i, i + 20))?.[0] ?? "`";
      const end = text.indexOf(ticks, i + ticks.length);
      if (end !== -1) {
        // Spans that nothing joins are one reference each.
        if (current.trim() !== "" && !JOINED.test(current)) finish();
        current += text.slice(i + ticks.length, end);
        i = end + ticks.length;
        const rest = text.slice(i, i + 40);
        if (!JOINT.test(rest) && /^\s*`/.test(rest)) finish();
        continue;
      }
    }
    const stop = depth === 0 ? STOP.exec(text.slice(i, i + 12)) : null;
    if (stop !== null) {
      finish();
      i += stop[0].length;
      continue;
    }
    if (mark === "[" || mark === "(") depth++;
    else if (mark === "]" || mark === ")") depth = Math.max(0, depth - 1);
    current += mark;
    i++;
  }
  finish();
  return references;
}

const MOST = 4000;
const JOINED = /(?:[>›»→#/]|::|:)\s*$/;
const JOINT = /^\s*(?:[>›»→#]|::)/;
const STOP = /^(?:<br\s*\/?>|[\n;,•]|\s(?:and|y|&|\+)\s)/i;

const QUALIFIED = /::|\s[>›»→]\s|#\w|\.\w{1,5}:\s?\S/;

/**
 * The references of a text, where at least one says in which file or suite its test stands; null where the bare names say all.
 *
 * @param tests Names of tests that are known to stand in the text, without their files.
 * @param files Files that stand in it.
 */
export function qualifiedReferences(
  text: string,
  tests: readonly string[],
  files: readonly string[],
): readonly string[] | null {
  if (!/[>›»→#:]/.test(text)) return null;
  const all = splitReferences(text).filter((each) => [...tests, ...files].some((name) => each.includes(name)));
  const isMore = all.some((each) => QUALIFIED.test(each) && !tests.includes(each));
  if (!isMore) return null;
  const left = tests.filter((test) => !all.some((each) => each.includes(test)));
  return [...all.filter((each) => !files.includes(each) || tests.length === 0), ...left];
}
