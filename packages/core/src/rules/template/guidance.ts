/** What the template says about a section, short enough for a message. */
import type { PromptSpec, SectionSpec } from "../../template/kind.ts";
import { matchesIn } from "../../text/matches.ts";

const MOST = 160;

/** What the template says about a section, or what it asks for there: a sentence for a message, empty when it says nothing. */
export function guidanceFor(spec: SectionSpec): string {
  let guidance = known.get(spec);
  if (guidance === undefined) known.set(spec, (guidance = guidanceIn(spec)));
  return guidance;
}

/** Many documents miss the same section. */
const known = new WeakMap<SectionSpec, string>();

function guidanceIn(spec: SectionSpec): string {
  const lines = spec.guidance.split("\n").map((line) => line.replace(/\s+/g, " ").trim());
  const said: string[] = [];
  for (const line of lines) {
    if (line === "" || isRemark(line)) continue;
    said.push(
      said.length === 0
        ? line.replace(/^- /, "")
        : line.replace(/^- /, said.at(-1)?.endsWith(":") === true ? "" : "; "),
    );
    // "Describe how to:" says nothing without the list behind it.
    if (said.join(" ").length >= SHORT) break;
  }
  // A sentence that introduces a list says nothing without it.
  const words = said
    .join(" ")
    .replaceAll(" ; ", "; ")
    .replace(/(?<=[.?!]) [^.?!]*:$/, "");
  if (words !== "") return ` The template says: “${shorten(words)}”`;
  return spec.prompts.length === 0 ? "" : ` It asks for ${listed(spec.prompts.map(labelOf))}.`;
}

/** Guidance below this length goes on in the next line. */
const SHORT = 40;

function isRemark(words: string): boolean {
  return /^(?:note: )?\W*(?:optional\b|this section must be (?:completed|filled)|(?:section )?not required until|if applicable\W*$)/i.test(
    words,
  );
}

function labelOf(prompt: PromptSpec): string {
  return `“${prompt.label.replace(/[?:]$/, "")}”`;
}

/** At most four of the names, and how many more there are: “a”, “b” and 3 more. */
export function listed(names: readonly string[]): string {
  if (names.length <= 1) return names[0] ?? "";
  const shown = names.length > 4 ? names.slice(0, 3) : names.slice(0, -1);
  const last = names.length > 4 ? `${names.length - 3} more` : (names.at(-1) ?? "");
  return `${shown.join(", ")} and ${last}`;
}

/** Cuts at the end of a sentence, or at a word. */
export function shorten(words: string, most = MOST): string {
  if (words.length <= most) return words;
  // What follows "e.g." belongs to the sentence.
  const sentence = matchesIn(SENTENCE_END, words.slice(0, most)).at(-1)?.index ?? 0;
  if (sentence > 40) return words.slice(0, sentence + 1);
  return `${words.slice(0, words.lastIndexOf(" ", most))} …`;
}

const SENTENCE_END = /(?<!\b(?:e\.g|i\.e|etc|vs|cf))[.?!](?=\s)/gi;
