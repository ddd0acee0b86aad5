import { SaxesParser } from "saxes";

/** A start tag. Prefixes of namespaces are taken off the name; attributes keep theirs. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** 1-based line on which the tag begins. */
  readonly line: number;
}

/** What is told of a document while it is read. */
export interface XmlListener {
  open(element: XmlElement): void;
  close(name: string): void;
  /** Text and CDATA, in pieces. */
  text(text: string): void;
  comment?(text: string): void;
  /** The tags do not fit together here: what is open may not be what it seems. */
  damaged?(): void;
}

/** No report that a tool wrote is deeper. */
const MOST_DEPTH = 200;
const MOST_DAMAGE = 200;

/** What makes a text no single well-formed document and leaves no doubt of its elements. The end is looked at by ourselves. */
const HARMLESS =
  /only one root|must be at the start|expected one of|outside of root|disallowed character\.|undefined entity|unclosed tag|document must contain|malformed comment/;

class Enough extends Error {}

/** The parser, telling what is wrong as text: an error object for each of a million mistakes would take minutes. */
class Tolerant extends SaxesParser {
  private readonly wrong: (message: string) => void;

  constructor(wrong: (message: string) => void) {
    super({ position: true });
    this.wrong = wrong;
  }

  override fail(message: string): this {
    this.wrong(message);
    return this;
  }
}

/**
 * Reads XML from its first to its last character and tells a listener. Whatever the text is, it ends, and it throws nothing: what is
 * wrong is answered in sentences. Several documents may follow one another, and control characters, which programs under test print
 * and XML forbids, count as blanks. A document type declaration is passed over: no entity but the five of XML is ever expanded.
 */
export function parseXml(text: string, listener: XmlListener): readonly string[] {
  const problems: string[] = [];
  const open: string[] = [];
  let line = 1;
  let damage = 0;
  const parser = new Tolerant((message) => {
    if (HARMLESS.test(message)) return;
    if (damage === 0) problems.push(`It is damaged at line ${parser.line}: ${message}`);
    listener.damaged?.();
    if (++damage > MOST_DAMAGE) throw new Enough();
  });
  parser.on("opentagstart", () => {
    ({ line } = parser);
  });
  parser.on("opentag", ({ name, attributes }) => {
    if (open.push(name) > MOST_DEPTH) {
      problems.push(`It is nested more than ${MOST_DEPTH} deep at line ${line}, and was read to there.`);
      throw new Enough();
    }
    listener.open({ name: localName(name), attributes, line });
  });
  parser.on("closetag", ({ name }) => {
    open.pop();
    listener.close(localName(name));
  });
  const tell = (piece: string): void => listener.text(piece);
  parser.on("text", tell);
  parser.on("cdata", tell);
  if (listener.comment !== undefined) parser.on("comment", (comment) => listener.comment?.(comment));
  try {
    parser.write(withoutControls(text)).close();
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
    return problems;
  }
  const last = open.at(-1);
  if (last !== undefined)
    problems.push(`It ends in the middle of <${last}>: the run, or the writing of it, was cut off.`);
  return problems;
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

function withoutControls(text: string): string {
  return CONTROLS.test(text) ? text.replaceAll(new RegExp(CONTROLS, "g"), " ") : text;
}
