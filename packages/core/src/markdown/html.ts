/** Where HTML blocks start and end: the seven conditions of CommonMark 0.31 §4.6. */

const BLOCK_NAMES = new Set(
  (
    "address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt " +
    "fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link " +
    "main menu menuitem nav noframes ol optgroup option p param search section summary table tbody td tfoot th thead " +
    "title tr track ul"
  ).split(" "),
);

const RAW_NAMES = new Set(["pre", "script", "style", "textarea"]);

/**
 * Which of the seven kinds of HTML block starts at `from` (a `<`), 0 for none.
 * Kind 7 (any complete tag alone on its line) cannot interrupt a paragraph.
 */
export function htmlBlockStart(text: string, from: number, end: number, inParagraph: boolean): number {
  const next = text.charCodeAt(from + 1);
  if (next === 33) {
    if (text.startsWith("<!--", from)) return 2;
    if (text.startsWith("<![CDATA[", from)) return 5;
    const letter = text.charCodeAt(from + 2);
    return from + 2 < end && isLetter(letter) ? 4 : 0;
  }
  if (next === 63) return 3;
  const closing = next === 47;
  const nameStart = from + (closing ? 2 : 1);
  let nameEnd = nameStart;
  while (nameEnd < end && nameEnd - nameStart < 64 && isNameCharacter(text.charCodeAt(nameEnd))) nameEnd++;
  if (nameEnd === nameStart || !isLetter(text.charCodeAt(nameStart))) return 0;
  const name = text.slice(nameStart, nameEnd).toLowerCase();
  const after = nameEnd < end ? text.charCodeAt(nameEnd) : 32;
  const ended = after === 32 || after === 9 || after === 62;
  if (!closing && ended && RAW_NAMES.has(name)) return 1;
  if (BLOCK_NAMES.has(name) && (ended || (after === 47 && text.charCodeAt(nameEnd + 1) === 62))) return 6;
  if (inParagraph) return 0;
  const tagEnd = htmlTagEnd(text, from, end);
  if (tagEnd === -1) return 0;
  for (let i = tagEnd; i < end; i++) {
    const c = text.charCodeAt(i);
    if (c !== 32 && c !== 9) return 0;
  }
  return 7;
}

/** Whether the line `[from, end)` ends an HTML block of kind 1 to 5. */
export function htmlBlockEnd(text: string, kind: number, from: number, end: number): boolean {
  switch (kind) {
    case 1: {
      const line = text.slice(from, end).toLowerCase();
      return (
        line.includes("</pre>") ||
        line.includes("</script>") ||
        line.includes("</style>") ||
        line.includes("</textarea>")
      );
    }
    case 2:
      return within(text, "-->", from, end);
    case 3:
      return within(text, "?>", from, end);
    case 4:
      return within(text, ">", from, end);
    default:
      return within(text, "]]>", from, end);
  }
}

function within(text: string, needle: string, from: number, end: number): boolean {
  // The line is sliced first: searching the whole text from every line would be quadratic.
  return text.slice(from, end).includes(needle);
}

/**
 * The offset behind a complete open or closing tag at `from`, or −1 (CommonMark §6.6). Stops at `end`; each character is
 * looked at once.
 */
export function htmlTagEnd(text: string, from: number, end: number): number {
  let i = from + 1;
  const closing = text.charCodeAt(i) === 47;
  if (closing) i++;
  if (i >= end || !isLetter(text.charCodeAt(i))) return -1;
  while (i < end && isNameCharacter(text.charCodeAt(i))) i++;
  if (closing) {
    i = skipSpace(text, i, end);
    return i < end && text.charCodeAt(i) === 62 ? i + 1 : -1;
  }
  for (;;) {
    const spaced = skipSpace(text, i, end);
    const c = spaced < end ? text.charCodeAt(spaced) : 0;
    if (c === 62) return spaced + 1;
    if (c === 47) return text.charCodeAt(spaced + 1) === 62 && spaced + 1 < end ? spaced + 2 : -1;
    if (spaced === i || !(isLetter(c) || c === 95 || c === 58)) return -1;
    i = spaced + 1;
    while (i < end && isAttributeCharacter(text.charCodeAt(i))) i++;
    const equals = skipSpace(text, i, end);
    if (equals < end && text.charCodeAt(equals) === 61) {
      i = skipSpace(text, equals + 1, end);
      if (i >= end) return -1;
      const quote = text.charCodeAt(i);
      if (quote === 34 || quote === 39) {
        i++;
        while (i < end && text.charCodeAt(i) !== quote) i++;
        if (i >= end) return -1;
        i++;
      } else {
        const start = i;
        while (i < end && !isUnquotedStop(text.charCodeAt(i))) i++;
        if (i === start) return -1;
      }
    }
  }
}

function skipSpace(text: string, from: number, end: number): number {
  let i = from;
  while (i < end) {
    const c = text.charCodeAt(i);
    if (c !== 32 && c !== 9 && c !== 10 && c !== 13) break;
    i++;
  }
  return i;
}

function isUnquotedStop(c: number): boolean {
  return c <= 32 || c === 34 || c === 39 || c === 60 || c === 61 || c === 62 || c === 96;
}

function isLetter(c: number): boolean {
  return (c >= 65 && c <= 90) || (c >= 97 && c <= 122);
}

function isNameCharacter(c: number): boolean {
  return isLetter(c) || (c >= 48 && c <= 57) || c === 45;
}

function isAttributeCharacter(c: number): boolean {
  return isNameCharacter(c) || c === 95 || c === 58 || c === 46;
}
