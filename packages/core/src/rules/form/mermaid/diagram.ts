import type { Span } from "../../../text/source.ts";
import { closest } from "../../../text/closest.ts";

/** Something in a diagram that Mermaid refuses; offsets count from the start of the block's content. */
export interface Flaw extends Span {
  /** What was found and what to write; one sentence, or two. */
  readonly message: string;
}

/** A diagram's type and the text below its first line. */
export interface Diagram {
  readonly type: string;
  /** What stands behind the type on its line. */
  readonly header: string;
  /** Offsets of the type's word. */
  readonly at: Span;
  /** Offset at which the body starts. */
  readonly body: number;
}

const TYPES = [
  "flowchart",
  "flowchart-elk",
  "graph",
  "sequenceDiagram",
  "classDiagram",
  "classDiagram-v2",
  "stateDiagram",
  "stateDiagram-v2",
  "erDiagram",
  "journey",
  "gantt",
  "pie",
  "quadrantChart",
  "requirementDiagram",
  "gitGraph",
  "mindmap",
  "timeline",
  "zenuml",
  "sankey",
  "sankey-beta",
  "xychart",
  "xychart-beta",
  "block",
  "block-beta",
  "packet",
  "packet-beta",
  "kanban",
  "architecture",
  "architecture-beta",
  "radar-beta",
  "treemap",
  "treemap-beta",
  "C4Context",
  "C4Container",
  "C4Component",
  "C4Dynamic",
  "C4Deployment",
  "info",
] as const;

const KNOWN: ReadonlySet<string> = new Set(TYPES);

/** Reads the first line that is no comment, directive or front matter. A flaw when it names no type of diagram. */
export function readDiagram(text: string): Diagram | Flaw | null {
  const start = skipPreamble(text);
  const line = /^[^\r\n]*/.exec(text.slice(start))?.[0] ?? "";
  if (line.trim() === "") return null;
  const word = /^[\w-]+/.exec(line)?.[0] ?? "";
  const at = { start, end: start + Math.max(1, word.length) };
  if (KNOWN.has(word)) {
    const header = line.slice(word.length);
    return { type: word, header, at, body: start + line.length };
  }
  const guess = word === "" ? null : closest(word, TYPES);
  if (guess !== null) return { ...at, message: `“${word}” is no type of diagram. Did you mean “${guess}”?` };
  if (!/--[->x)]|->>|==>|-\.->/.test(line)) return null;
  return {
    start,
    end: start + line.length,
    message: "The diagram does not say its type. Begin with “flowchart TD”, say, or “sequenceDiagram”.",
  };
}

/** Front matter between `---`, comments and directives (`%%`) stand in front of the type. */
function skipPreamble(text: string): number {
  let at = 0;
  const front = /^\s*---[ \t]*\r?\n[\s\S]{0,5000}?\r?\n---[ \t]*(?:\r?\n|$)/.exec(text);
  if (front !== null) at = front[0].length;
  for (;;) {
    const blank = /^\s*/.exec(text.slice(at))?.[0].length ?? 0;
    at += blank;
    if (!text.startsWith("%%", at)) return at;
    const close = text.startsWith("%%{", at) ? text.indexOf("}%%", at) : -1;
    if (close !== -1) at = close + 3;
    else {
      const feed = text.indexOf("\n", at);
      if (feed === -1) return text.length;
      at = feed + 1;
    }
  }
}

export interface Line extends Span {
  /** Without outer blanks. */
  readonly text: string;
}

/** The lines from an offset on, without blank ones and comments. */
export function linesFrom(text: string, from: number): readonly Line[] {
  const lines: Line[] = [];
  let start = from;
  for (const raw of text.slice(from).split("\n")) {
    const trimmed = raw.trim();
    const lead = raw.length - raw.trimStart().length;
    if (trimmed !== "" && !trimmed.startsWith("%%"))
      lines.push({ text: trimmed, start: start + lead, end: start + lead + trimmed.length });
    start += raw.length + 1;
  }
  return lines;
}
