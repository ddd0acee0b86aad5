import { canonicalOfWhole, mayNameFunction, type CanonicalId } from "./canonical.ts";
import { foldTitle } from "../text/fold.ts";

/** A name at the start of a line that says what follows: `**Drivers**: …`, `**Author:** …`, `Date: …`, `**Risks**`. */
export interface Label {
  /** Without marks and colon. */
  readonly text: string;
  /** Offsets of the name without marks. */
  readonly start: number;
  readonly end: number;
  /** Offset at which what it labels starts (blanks skipped), at most the end of the line. */
  readonly rest: number;
  /** In bold or italics. */
  readonly strong: boolean;
  /** Whether a colon (or a dash, behind a strong name) parts it from the rest. */
  readonly separated: boolean;
}

// Behind a strong name a remark may stand before the colon: `**Metrics** (future): …`.
const SEPARATOR = String.raw`(?:[ \t]*\([^()\n]{1,80}\)(?=[ \t]*[:：]))?[ \t]*([:：]|[-–—](?=[ \t]))?[ \t]*`;
const STRONG = new RegExp(
  String.raw`(?:\*\*|__)(?=\S)([^*_\n](?:[^*\n]|\*(?!\*)){0,159}?)(?:\*\*|__)${SEPARATOR}`,
  "y",
);
const EMPHASISED = new RegExp(String.raw`[*_](?=[^\s*_])([^*_\n]{1,60}?)[*_]${SEPARATOR}`, "y");
const PLAIN = /([\p{L}\p{N}][^:：\n*`[\]<>|]{0,60}?)[ \t]*[:：](?=[ \t]|$)[ \t]*/muy;

const MOST_PLAIN = 66;

/** The label at `start`, looking no further than `end` (the end of the line). */
export function labelAt(text: string, start: number, end: number): Label | null {
  const first = text.charCodeAt(start);
  if (first === 42 || first === 95) return strongLabelAt(text, start, end);
  if (!hasColon(text, start, Math.min(end, start + MOST_PLAIN))) return null;
  PLAIN.lastIndex = start;
  const match = PLAIN.exec(text);
  if (match === null || match[1] === undefined || start + match[1].length >= end) return null;
  if (/[.!?;,]\s/.test(match[1])) return null;
  return {
    text: match[1].trim(),
    start,
    end: start + match[1].length,
    rest: Math.min(end, start + match[0].length),
    strong: false,
    separated: true,
  };
}

/** The cheap look: a plain label has its colon within the first words. */
function hasColon(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === 58 || code === 0xff1a) return true;
  }
  return false;
}

function strongLabelAt(text: string, start: number, end: number): Label | null {
  const double = text.charCodeAt(start + 1) === text.charCodeAt(start);
  const pattern = double ? STRONG : EMPHASISED;
  pattern.lastIndex = start;
  const match = pattern.exec(text);
  if (match === null || match[1] === undefined) return null;
  const inner = match[1];
  const nameStart = start + (double ? 2 : 1);
  if (nameStart + inner.length >= end) return null;
  const name = inner.replace(/[ \t]*[:：.][ \t]*$/, "");
  if (name.trim() === "") return null;
  return {
    text: name.trim(),
    start: nameStart,
    end: nameStart + name.length,
    rest: Math.min(end, start + match[0].length),
    strong: true,
    separated: /[:：][ \t]*$/.test(inner) || match[2] !== undefined,
  };
}

const MOST_QUESTION = 110;

/** A question that a template asks, alone on its line, as the label of its answer: "What is deliberately not in scope?" */
export function questionAt(text: string, start: number, end: number): Label | null {
  if (text.charCodeAt(end - 1) !== 63 || end - start > MOST_QUESTION) return null;
  const name = text.slice(start, end - 1).replace(/[*_]+/g, "");
  return { text: name, start, end: end - 1, rest: end, strong: false, separated: true };
}

/** Whether a line is nothing but a label: `**Non-Goals**`, `Drivers:`. */
export function isOnlyLabel(label: Label, end: number): boolean {
  return label.rest >= end;
}

const MOST_WORDS = 8;

/** Words that say too little without a heading or bold letters: "Options:" over the flags of a command. */
const VAGUE =
  /^(?:options?|schedule|plan|tasks?|flows?|states?|files?|errors?|events?|scope|links?|services?|tests?|why|purpose|table|tables|models?|today|current|design|approach|solution)$/;

/** What makes a piece of work done belongs to that work, and is read with it. */
const DONE = /^(?:dod|definition of done|done when|definición de (?:hecho|terminado))$/;
const PLANS = /milestone|roadmap|timeline|phas|graduation|breakdown|hito|cronograma|fases/;

/** The function that a label names. Labels are short: a sentence that ends in a colon is none. */
export function canonicalOfLabel(label: Label): CanonicalId | null {
  // Names of things, not of functions.
  if (label.text.length > MOST_QUESTION || /[`{}<>=]|\w_\w/.test(label.text)) return null;
  if (!mayNameFunction(label.text)) return null;
  const folded = foldTitle(label.text);
  if (folded.length > 70 || folded.startsWith("no ")) return null;
  if (folded === "implementation" || folded === "alternative" || (!label.strong && VAGUE.test(folded))) return null;
  if (folded.startsWith("what") && /\bscope\b/.test(folded)) {
    if (/\b(?:out of|outside)\b|\bnot\b.{0,12}\bin scope\b/.test(folded)) return "non-goals";
    return /^what is (?:also )?in scope\b/.test(folded) ? "goals" : null;
  }
  if (DONE.test(folded)) return null;
  if (folded.split(" ").length > MOST_WORDS) return null;
  const canonical = canonicalOfWhole(folded);
  // "Action items" or "Tasks" in a section about something else are no plan of the work.
  return canonical === "milestones" && !PLANS.test(folded) ? null : canonical;
}
