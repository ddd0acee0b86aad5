import { linesFrom, type Diagram, type Flaw, type Line } from "./diagram.ts";

const OPENS = /^(loop|alt|opt|par|par_over|critical|break|rect|box)\b/i;
const PARTS = /^(?:else|and|option)\b/i;
const OTHER =
  /^(?:participant|actor|create|destroy|autonumber|title|note|activate|deactivate|links?|properties|details|acctitle|accdescr)\b/i;
const STATEMENT = new RegExp(`${OPENS.source}|${PARTS.source}|${OTHER.source}|^(?:end\\b|%%|#)`, "i");
const ARROW = /(?:<<)?--?(?:>>|>|x(?=\s*[+-]?[^\s:])|\))/;

/**
 * What Mermaid's grammar of sequence diagrams refuses: messages without a colon, arrows of other diagrams, blocks without an end
 * and ends without a block.
 */
export function checkSequence(text: string, diagram: Diagram): Flaw | null {
  const open: { line: Line; word: string }[] = [];
  for (const line of linesFrom(text, diagram.body)) {
    const opens = OPENS.exec(line.text);
    if (opens?.[1] !== undefined) {
      open.push({ line, word: opens[1] });
      continue;
    }
    if (/^end\s*;?$/i.test(line.text)) {
      if (open.pop() === undefined) return { ...span(line), message: "There is no block that this “end” could close." };
      continue;
    }
    if (PARTS.test(line.text) || OTHER.test(line.text)) continue;
    const flaw = messageFlaw(line);
    if (flaw !== null) return flaw;
  }
  const last = open.at(-1);
  if (last === undefined) return null;
  return {
    start: last.line.start,
    end: last.line.start + last.word.length,
    message: `This “${last.word}” has no “end”.`,
  };
}

function messageFlaw(line: Line): Flaw | null {
  const colon = line.text.indexOf(":");
  const head = colon === -1 ? line.text : line.text.slice(0, colon);
  const foreign = /(?:=+>|-\.->|→|--?>>>)/.exec(head);
  if (foreign !== null) {
    const start = line.start + foreign.index;
    return {
      start,
      end: start + foreign[0].length,
      message: `“${foreign[0]}” is no arrow of a sequence diagram. Write “->>” or “-->>”.`,
    };
  }
  const semicolon =
    colon === -1 || !ARROW.test(head) ? null : /(?<!#\w{1,20});\s*(?=[^\s;])/.exec(line.text.slice(colon));
  if (semicolon !== null) {
    const rest = line.text.slice(colon + semicolon.index + semicolon[0].length);
    const start = line.start + colon + semicolon.index;
    // What follows may be a statement of its own.
    if (!ARROW.test(rest) && !STATEMENT.test(rest))
      return {
        start,
        end: start + 1,
        message: "A semicolon ends the message. Write “#59;” for one inside it, or a comma.",
      };
  }
  if (colon !== -1 || line.text.includes(";") || !ARROW.test(head)) return null;
  return { ...span(line), message: "This message has no text. Write a colon and what is sent: “A->>B: text”." };
}

function span({ start, end }: Line): { start: number; end: number } {
  return { start, end };
}
