/** Entity, state and class diagrams: lines of relations, and blocks in braces. */
import { linesFrom, type Diagram, type Flaw, type Line } from "./diagram.ts";

/** Braces that open and close at the end and the start of lines. */
class Braces {
  private readonly open: Line[] = [];

  /** Takes a line in; a flaw when it closes what is not open. */
  take(line: Line): Flaw | null {
    const bare = line.text.replace(/"[^"]*"/g, "");
    if (bare.startsWith("}")) {
      if (this.open.pop() === undefined)
        return { start: line.start, end: line.start + 1, message: "Nothing is open that this “}” could close." };
    }
    if (bare.endsWith("{")) this.open.push(line);
    return null;
  }

  get inside(): boolean {
    return this.open.length > 0;
  }

  rest(): Flaw | null {
    const line = this.open.at(-1);
    return line === undefined
      ? null
      : { start: line.end - 1, end: line.end, message: "This “{” is never closed by “}”." };
  }
}

const CARDINALITY = /(?:\|o|\|\||\}o|\}\|)(?:--|\.\.)(?:o\||\|\||o\{|\|\{)/;
const CARDINALITY_IN_WORDS =
  /\b(?:only one|zero or one|one or zero|one or more|one or many|many|zero or more|zero or many|1\+|0\+|\d\+?|u)\b.*\b(?:to|optionally to)\b/i;

/** Entity diagrams: how many of each stands at both ends of a line, and what the relation is called. */
export function checkEntities(text: string, diagram: Diagram): Flaw | null {
  const braces = new Braces();
  for (const line of linesFrom(text, diagram.body)) {
    const inside = braces.inside;
    const flaw = braces.take(line);
    if (flaw !== null) return flaw;
    if (inside || line.text.endsWith("{") || line.text.startsWith("}")) continue;
    if (/^(?:title|acctitle|accdescr|direction|style|classdef|class)\b/i.test(line.text)) continue;
    const bare = line.text.replace(/"[^"]*"/g, (quoted) => "q".repeat(quoted.length));
    const relation = /[|}o{<>*-]*(?:--|\.\.)[|{o}<>*-]*/.exec(bare);
    if (relation === null || CARDINALITY_IN_WORDS.test(bare)) continue;
    const start = line.start + relation.index;
    if (!CARDINALITY.test(relation[0]))
      return {
        start,
        end: start + relation[0].length,
        message: `“${relation[0]}” does not say how many stand at both ends. Write “||--o{”, say, for one to many.`,
      };
    if (!bare.slice(relation.index).includes(":"))
      return {
        start: line.start,
        end: line.end,
        message: "This relation has no name. Write a colon and what it is called: “: places”.",
      };
  }
  return braces.rest();
}

/** State diagrams: `-->` alone is an arrow. */
export function checkStates(text: string, diagram: Diagram): Flaw | null {
  const braces = new Braces();
  let note = false;
  for (const line of linesFrom(text, diagram.body)) {
    if (note) {
      note = !/^end note$/i.test(line.text);
      continue;
    }
    if (/^note\b/i.test(line.text)) {
      note = !line.text.includes(":");
      continue;
    }
    const flaw =
      braces.take(line) ?? arrowFlaw(line, /(?:<-+>?|(?<!-)->>?|-->>|(?<=\\s)=+>|→)/, "a state diagram", "-->");
    if (flaw !== null) return flaw;
  }
  return braces.rest();
}

/** Class diagrams: relations have two strokes or two dots. */
export function checkClasses(text: string, diagram: Diagram): Flaw | null {
  const braces = new Braces();
  for (const line of linesFrom(text, diagram.body)) {
    const inside = braces.inside;
    const flaw = braces.take(line);
    if (flaw !== null) return flaw;
    if (inside && !/^(?:class|namespace)\b/.test(line.text)) continue;
    if (
      /^(?:class|note|click|link|callback|style|cssClass|classDef|title|accTitle|accDescr|direction|namespace|<<)/.test(
        line.text,
      )
    )
      continue;
    const arrow = arrowFlaw(
      line,
      /(?:(?<![-.<|])<-(?!-)|(?<![-.])->(?!>)|=+>|→)/,
      "a class diagram",
      "-->”, “--|>” or “..>",
    );
    if (arrow !== null) return arrow;
  }
  return braces.rest();
}

/** An arrow of another kind of diagram in front of the colon; not inside quotes or generics. */
function arrowFlaw(line: Line, wrong: RegExp, what: string, right: string): Flaw | null {
  const bare = line.text.replace(/"[^"]*"/g, (quoted) => "q".repeat(quoted.length));
  const colon = bare.indexOf(":");
  const found = wrong.exec(colon === -1 ? bare : bare.slice(0, colon));
  if (found === null) return null;
  const start = line.start + found.index;
  return { start, end: start + found[0].length, message: `“${found[0]}” is no arrow of ${what}. Write “${right}”.` };
}
