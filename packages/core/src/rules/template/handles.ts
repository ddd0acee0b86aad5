/** Handles: `@name` and `@organisation/team`, as GitHub and GitLab allow them. */

const HANDLE =
  /^@[\p{L}\p{N}](?:[\p{L}\p{N}._-]*[\p{L}\p{N}_])?(?:\/[\p{L}\p{N}](?:[\p{L}\p{N}._-]*[\p{L}\p{N}_])?)?$/u;

/** What stands behind an `@` in a field and can be the handle of no person or team, with its index. */
export function deadHandles(raw: string): readonly { text: string; start: number }[] {
  const dead: { text: string; start: number }[] = [];
  const token = /(?<![\p{L}\p{N}.])@[^\s,;)\]>"'`]*/gu;
  for (let match = token.exec(raw); match !== null; match = token.exec(raw)) {
    const text = match[0].replace(/[.:!?*_]+$/, "");
    if (!HANDLE.test(text)) dead.push({ text: text === "" ? "@" : text, start: match.index });
  }
  return dead;
}
