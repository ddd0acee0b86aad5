/** What the template says about a section, short enough for a message. */
import type { PromptSpec, SectionSpec } from "../../template/kind.ts";

const MOST = 160;

/** An order made of the template's words: "Write: what is being built, for whom, and why now." Empty when it says nothing. */
export function guidanceFor(spec: SectionSpec): string {
  const said = spec.guidance.split("\n").find((line) => line.trim() !== "") ?? "";
  const words = said.replace(/^- /, "").replace(/\s+/g, " ");
  if (words !== "" && !isRemark(words)) return ` The template says: “${shorten(words)}”`;
  return spec.prompts.length === 0 ? "" : ` It asks for ${listed(spec.prompts.map(labelOf))}.`;
}

function isRemark(words: string): boolean {
  return /^(?:optional\b|this section must be (?:completed|filled))/i.test(words);
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
  const sentence = words.slice(0, most).search(/[.?!](?=\s[^.?!]*$)/);
  if (sentence > 40) return words.slice(0, sentence + 1);
  return `${words.slice(0, words.lastIndexOf(" ", most))} …`;
}
