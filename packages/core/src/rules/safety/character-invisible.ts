import { lineAt } from "../../text/source.ts";
import { defineRule } from "../rule.ts";
import { charactersOf } from "../views/characters.ts";

export const characterInvisible = defineRule({
  id: "character-invisible",
  severity: "warning",
  documentation: {
    summary: "A character that nobody sees stands in the text, mostly left over from copying.",
    why: "A name with such a character in it is not found: not by a search, not by a reader who types it, not by a tool that looks for the file or the test of that name.",
    notes:
      "Joiners are fine in scripts that need them, joiners also in emoji. Characters that change the order of the text are `text-hidden`. One finding per line; the fix takes out all of the line.",
  },
  bad: [
    {
      markdown: "# Orders\n\nRun `test_\u200bcancel` twice\u2060.\n",
      findings: [
        {
          line: 3,
          message: "This line holds U+200B (zero width space), which nobody sees, 2 such in all. Delete them.",
        },
      ],
      fixed: "# Orders\n\nRun `test_cancel` twice.\n",
    },
  ],
  good: [{ markdown: "# Orders\n\n👩\u200d💻 and नमस्\u200dते and می\u200cخواهم, שלום\u200f! and co\u00adoperate.\n" }],
  check({ document }, report) {
    const { text, lineStarts } = document.outline.tree;
    const lines = new Map<number, number[]>();
    for (const at of charactersOf(document).odd) {
      if (at === 0 || !NAMES.has(text.charCodeAt(at)) || isJoining(text, at)) continue;
      const line = lineAt(lineStarts, at);
      const others = lines.get(line);
      if (others === undefined) lines.set(line, [at]);
      else others.push(at);
    }
    for (const places of lines.values()) {
      const [at = 0] = places;
      const code = text.charCodeAt(at);
      const hex = code.toString(16).toUpperCase().padStart(4, "0");
      const rest = places.length === 1 ? ". Delete it." : `, ${places.length} such in all. Delete them.`;
      report({
        start: at,
        end: at + 1,
        key: hex,
        message: `This line holds U+${hex} (${NAMES.get(code) ?? ""}), which nobody sees${rest}`,
        fix: { title: "Delete what nobody sees", edits: places.map((start) => ({ start, end: start + 1, text: "" })) },
      });
    }
  },
});

const NAMES: ReadonlyMap<number, string> = new Map([
  [0x061c, "Arabic letter mark"],
  [0x115f, "Hangul choseong filler"],
  [0x1160, "Hangul jungseong filler"],
  [0x180e, "Mongolian vowel separator"],
  [0x200b, "zero width space"],
  [0x200c, "zero width non-joiner"],
  [0x200d, "zero width joiner"],
  [0x200e, "left-to-right mark"],
  [0x200f, "right-to-left mark"],
  [0x2060, "word joiner"],
  [0x2061, "function application"],
  [0x2062, "invisible times"],
  [0x2063, "invisible separator"],
  [0x2064, "invisible plus"],
  [0x3164, "Hangul filler"],
  [0xfeff, "zero width no-break space"],
  [0xffa0, "halfwidth Hangul filler"],
]);

const EMOJI = /[\p{Extended_Pictographic}\u{1f3fb}-\u{1f3ff}]\ufe0f?$/u;
/** Scripts in which a joiner changes the letters beside it: Arabic and its neighbours, those of India, Myanmar, Khmer. */
const JOINING = /[\u0600-\u0dff\u1000-\u109f\u1780-\u17ff]$/;
const HANGUL = /[\u1101-\u115e\u1161-\u11ff\u3131-\u3163\uac00-\ud7af]/;
const RIGHT_TO_LEFT = /[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
/** Scripts that part words without showing it. */
const UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]/;

/** Whether a joiner or filler stands where its script or an emoji needs it. */
function isJoining(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  const before = text.slice(Math.max(0, at - 3), at);
  const around = text.slice(Math.max(0, at - 1), at + 2);
  if (code === 0x200c || code === 0x200d) return EMOJI.test(before) || JOINING.test(before);
  if (code === 0x061c || code === 0x200e || code === 0x200f)
    return RIGHT_TO_LEFT.test(text.slice(Math.max(0, at - 200), at + 200));
  if (code === 0x115f || code === 0x1160 || code === 0x3164 || code === 0xffa0) return HANGUL.test(around);
  return code === 0x200b && UNSPACED.test(around);
}
