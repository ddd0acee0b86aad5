/** Names in a field: "Ada Lovelace (@ada), Grace Hopper and @platform-team". */

export interface Person {
  /** As written, without Markdown marks and quotes. */
  readonly name: string;
  /** Offsets of the name. */
  readonly start: number;
  readonly end: number;
}

const SEPARATOR = /[ \t]*(?:[,;|、]|<br ?\/?>|[ \t](?:and|y|und|et|&|\+|\/)(?=[ \t]))[ \t]*/gi;
const NOBODY =
  /^(?:tbd|tba|tbc|todo|n\/?a|none|nobody|unknown|unassigned|pending|your names?|(?:author |full )?names?(?: here)?|author|reviewers?|approvers?|owners?|ninguno|pendiente|por definir|team|@?handle|[-–—?_.\s*]*)$/i;
const ROLE =
  /^(?:(?:senior|staff|principal|lead|tech(?:nical)?|software|backend|frontend|engineering|product|data|security|solutions?)\s+)*(?:engineer|developer|architect|manager|lead|scientist|analyst|cto|ceo|pm)$/i;
const MOST_PEOPLE = 200;

/** The people (or teams) whom the text between two offsets names; nobody for a placeholder. */
export function readPeople(text: string, start: number, end: number): readonly Person[] {
  const people: Person[] = [];
  for (const [from, to] of partsOf(text, start, end)) {
    const person = personAt(text, from, to);
    if (person === null) continue;
    const previous = people.at(-1);
    // "@ada, for networking": what somebody is asked about.
    if (previous !== undefined && /^(?:for|on|as|from|to|who|with|regarding|re|para|sobre)\b/.test(person.name))
      continue;
    if (previous !== undefined && ROLE.test(person.name) && /^\p{Lu}\S*\s+\p{Lu}/u.test(previous.name)) continue;
    people.push(person);
    if (people.length >= MOST_PEOPLE) break;
  }
  return people;
}

/** Stretches between separators; what stands in brackets is one piece. */
function partsOf(text: string, start: number, end: number): [number, number][] {
  const parts: [number, number][] = [];
  const all = text.slice(start, end);
  let from = 0;
  let depth = 0;
  let scanned = 0;
  SEPARATOR.lastIndex = 0;
  for (let match = SEPARATOR.exec(all); match !== null; match = SEPARATOR.exec(all)) {
    for (; scanned < match.index; scanned++) {
      const c = all.charAt(scanned);
      if (c === "(" || c === "[") depth++;
      else if (c === ")" || c === "]") depth = Math.max(0, depth - 1);
    }
    if (depth > 0 && !(depth === 1 && all.startsWith("["))) continue;
    parts.push([start + from, start + match.index]);
    from = match.index + match[0].length;
  }
  parts.push([start + from, end]);
  return parts;
}

function personAt(text: string, start: number, end: number): Person | null {
  let from = start;
  let to = end;
  const skip = (pattern: RegExp): boolean => pattern.test(text.charAt(from));
  while (from < to && (/[\s*_`"'‘’“”[]/.test(text.charAt(from)) || skip(/[-•]/))) from++;
  while (to > from && /[\s*`"'‘’“”.]/.test(text.charAt(to - 1))) to--;
  // A link is shown by its text; `[` was skipped above.
  const link = text.slice(from, to).indexOf("](");
  if (link !== -1) to = from + link;
  else while (to > from && text.charAt(to - 1) === "]") to--;
  const label = /^(?:name|github|user|login|and|y)\s*:?\s+(?=\S)/i.exec(text.slice(from, to));
  if (label !== null) from += label[0].length;
  const name = text.slice(from, to).replace(/["'`]+$/, "");
  if (name.length < 2 || name.length > 100 || NOBODY.test(name)) return null;
  if (
    /^<(?![^<>\s]+@)|^\[|[<{][^<>@]*[>}]$|^_{2,}|^\(|https?:|^@?<|\b(?:your name|agent or engineer|to be )/i.test(name)
  )
    return null;
  return /[\p{L}\p{N}]/u.test(name) ? { name, start: from, end: from + name.length } : null;
}
