import { lineAt } from "../../text/source.ts";
import { defineRule } from "../rule.ts";
import { charactersOf } from "../views/characters.ts";

export const textUnreadable = defineRule({
  id: "text-unreadable",
  severity: "error",
  documentation: {
    summary: "Bytes that are no UTF-8, control characters, or text too deep or too long to be read.",
    why: "What a tool cannot read it cannot check: a claim behind such a place is neither found nor missed. People, too, may see something else than what is stored, each in their own editor.",
    notes: "One finding per line. Tabs, line ends and form feeds are text.",
  },
  bad: [
    {
      markdown: "# Orders\n\nThe queue\u0000 holds \u001b[31mred\u001b[0m rows.\n",
      findings: [
        {
          line: 3,
          message: "This line holds a control character (U+0000, 3 of them). Delete it, or write what it stands for.",
        },
      ],
    },
    {
      markdown: `# Orders\n\n${"> ".repeat(300)}deep\n`,
      findings: [{ line: 3, message: "The text is nested too deeply to be read from here on. Flatten it." }],
    },
  ],
  good: [{ markdown: "# Orders\r\n\r\n\tTabs, é, 日本 and 🙂 are text.\r\n" }],
  check({ document }, report) {
    const { tree, source } = document.outline;
    const { text, lineStarts } = tree;
    const lines = new Map<number, { at: number; times: number; what: string; end: number }>();
    const { odd } = charactersOf(document);
    if (isWide(text, odd, source.invalidUtf8 === true)) {
      report({ start: 0, end: Math.min(1, text.length), message: WIDE, key: "wide" });
      return;
    }
    for (const at of odd) {
      const what = unreadable(text, at, source.invalidUtf8 === true);
      if (what === null) continue;
      const line = lineAt(lineStarts, at);
      const first = lines.get(line);
      if (first === undefined) lines.set(line, { at, times: 1, what, end: at + 1 });
      else first.times++;
    }
    for (const { at, end, times, what } of lines.values()) {
      const code = text.charCodeAt(at).toString(16).toUpperCase().padStart(4, "0");
      const count = times === 1 ? "" : `, ${times} of them`;
      const message =
        what === "bytes"
          ? `This line holds bytes that are no UTF-8${times === 1 ? "" : ` (${times} places)`}. Save the file as UTF-8.`
          : `This line holds ${what} (U+${code}${count}). Delete it, or write what it stands for.`;
      report({ start: at, end, message, key: `${what} ${code}` });
    }
    for (const { what, start, end } of tree.limits) {
      const message =
        what === "nesting"
          ? "The text is nested too deeply to be read from here on. Flatten it."
          : "The text is too long to be searched for links, code and emphasis. Part it into paragraphs.";
      report({ start, end: Math.min(end, start + 200), message });
    }
  },
});

const WIDE = "This is no UTF-8 but, as it seems, UTF-16: nothing in it can be read. Save the file as UTF-8.";

/** Whether about every second character is a NUL, as when UTF-16 is read as UTF-8. */
function isWide(text: string, odd: readonly number[], invalidUtf8: boolean): boolean {
  const starts = invalidUtf8 || text.startsWith("\0") || text.charAt(1) === "\0";
  if (!starts || odd.length * 4 < text.length) return false;
  let zeros = 0;
  for (const at of odd) if (text.charCodeAt(at) === 0) zeros++;
  return zeros * 4 >= text.length;
}

function unreadable(text: string, at: number, invalidUtf8: boolean): string | null {
  const c = text.charCodeAt(at);
  if (c < 0xa0) return "a control character";
  if (c === 0xfffd) return invalidUtf8 ? "bytes" : null;
  if ((c & 0xf800) !== 0xd800) return null;
  const paired = c < 0xdc00 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00;
  return paired ? null : "half a character";
}
