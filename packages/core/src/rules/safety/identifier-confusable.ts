import { Mark } from "../../claims/claim.ts";
import { codeSpansOf } from "../../grammar/code-spans.ts";
import { defineRule } from "../rule.ts";
import { charactersOf } from "../views/characters.ts";

export const identifierConfusable = defineRule({
  id: "identifier-confusable",
  severity: "warning",
  documentation: {
    summary: "A name in code mixes Latin letters with letters of another alphabet that look the same.",
    why: "It looks like a name that everybody knows and is another one: a search does not find it, a test of that name is never found, and a package of that name may belong to somebody else.",
    notes:
      "Only in code, and only where every foreign letter of the name has a Latin twin. Greek letters that stand for themselves (λ, Δ, µ) are fine.",
  },
  bad: [
    {
      markdown: "Call `canc\u0435l_order` and see:\n\n```py\ndef p\u0430y(): ...\n```\n",
      findings: [
        {
          line: 1,
          message:
            "“canc\u0435l_order” holds the Cyrillic letter “\u0435” (U+0435) that looks like “e”. Write it in Latin letters.",
        },
        {
          line: 4,
          message:
            "“p\u0430y” holds the Cyrillic letter “\u0430” (U+0430) that looks like “a”. Write it in Latin letters.",
        },
      ],
    },
  ],
  good: [{ markdown: "`Δt`, `λx`, `отмена`, `cancel_order`, `µs` and canc\u0435l in prose.\n" }],
  check({ document }, report) {
    const { tree } = document.outline;
    const { text } = tree;
    // Documents without such a letter, nearly all of them, are not looked at again.
    if (!charactersOf(document).hasForeign) return;
    const look = (start: number, end: number): void => {
      for (const match of text.slice(start, end).matchAll(/[\p{L}\p{N}_$]{2,200}/gu)) {
        const [name] = match;
        const twin = LOOKALIKE.exec(name)?.[0];
        if (twin === undefined || !/[A-Za-z]/.test(name)) continue;
        const foreign = name.replace(/[A-Za-z0-9_$]/g, "");
        if (foreign.split("").some((letter) => !TWINS.has(letter))) continue;
        const at = start + match.index;
        const alphabet = twin < "\u0400" ? "Greek" : "Cyrillic";
        const code = (twin.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
        report({
          start: at,
          end: at + name.length,
          message: `“${name}” holds the ${alphabet} letter “${twin}” (U+${code}) that looks like “${TWINS.get(twin) ?? ""}”. Write it in Latin letters.`,
        });
      }
    };
    for (const { block, marks } of document.leaves) {
      if (block.kind === "code") look(block.start, block.end);
      else if ((marks & Mark.Backtick) !== 0) {
        const spans = codeSpansOf(tree, block);
        for (let i = 0; i + 1 < spans.length; i += 2) look(spans[i] ?? 0, spans[i + 1] ?? 0);
      }
    }
  },
});

/** Letters of Greek and Cyrillic and the Latin ones that they are taken for (Unicode confusables, UTS #39). */
const TWINS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "\u0391": "A",
    "\u0392": "B",
    "\u0395": "E",
    "\u0396": "Z",
    "\u0397": "H",
    "\u0399": "I",
    "\u039a": "K",
    "\u039c": "M",
    "\u039d": "N",
    "\u039f": "O",
    "\u03a1": "P",
    "\u03a4": "T",
    "\u03a5": "Y",
    "\u03a7": "X",
    "\u03bf": "o",
    "\u03bd": "v",
    "\u0405": "S",
    "\u0406": "I",
    "\u0408": "J",
    "\u0410": "A",
    "\u0412": "B",
    "\u0415": "E",
    "\u041a": "K",
    "\u041c": "M",
    "\u041d": "H",
    "\u041e": "O",
    "\u0420": "P",
    "\u0421": "C",
    "\u0422": "T",
    "\u0425": "X",
    "\u0430": "a",
    "\u0435": "e",
    "\u043e": "o",
    "\u0440": "p",
    "\u0441": "c",
    "\u0443": "y",
    "\u0445": "x",
    "\u0455": "s",
    "\u0456": "i",
    "\u0458": "j",
    "\u0501": "d",
    "\u051b": "q",
    "\u051d": "w",
  }),
);

const LOOKALIKE = new RegExp(`[${[...TWINS.keys()].join("")}]`);
