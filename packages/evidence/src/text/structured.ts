import { EVENT_ID, getScalarValue, parseEvents, SCALAR_STYLE, YAMLException } from "js-yaml";

/** A YAML or JSON text, read: its value, and the line of every value in it. */
export interface Structured {
  readonly value: unknown;
  /** 1-based line of a value, by its path of keys and indexes; the line of the nearest value around it when there is none. */
  readonly lineOf: (path: readonly (string | number)[]) => number;
}

export type StructuredResult =
  | { readonly ok: true; readonly read: Structured }
  | { readonly ok: false; readonly line: number; readonly message: string };

const MOST_DEPTH = 200;
/** A few kilobytes of aliases to aliases can stand for more values than there is memory. */
const MOST_ALIASES = 10_000;

interface Node {
  readonly value: unknown;
  readonly line: number;
  /** By key or index. */
  readonly inner: ReadonlyMap<string, Node> | null;
}

/**
 * Reads one document of YAML 1.2 (of which JSON is a part) as plain data. Aliases share what they stand for, so that they cost
 * nothing; tags of a language's own are read as what they tag.
 */
export function readStructured(text: string): StructuredResult {
  const starts = lineStarts(text);
  const lineAt = (offset: number): number => lineIn(starts, offset);
  let events;
  try {
    events = parseEvents(text, { maxDepth: MOST_DEPTH });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    return { ok: false, line: lineAt(error.mark?.position ?? 0), message: error.reason };
  }
  interface Open {
    readonly start: number;
    readonly nodes: Node[];
    readonly is: "document" | "map" | "list";
    readonly anchor: string | null;
  }
  const stack: Open[] = [];
  const anchors = new Map<string, Node>();
  let root: Node | null = null;
  let aliases = 0;
  const put = (node: Node, anchor: string | null): void => {
    if (anchor !== null) anchors.set(anchor, node);
    stack.at(-1)?.nodes.push(node);
  };
  const anchorOf = (event: { readonly anchorStart: number; readonly anchorEnd: number }): string | null =>
    event.anchorStart === -1 ? null : text.slice(event.anchorStart, event.anchorEnd);
  for (const event of events) {
    if (event.type === EVENT_ID.DOCUMENT) {
      if (root !== null) break;
      stack.push({ start: 0, nodes: [], is: "document", anchor: null });
    } else if (event.type === EVENT_ID.POP) {
      const closed = stack.pop();
      if (closed === undefined) continue;
      if (closed.is === "document") root = closed.nodes[0] ?? { value: null, line: 1, inner: null };
      else
        put(
          closed.is === "map" ? mapOf(closed.nodes, lineAt(closed.start)) : listOf(closed.nodes, lineAt(closed.start)),
          closed.anchor,
        );
    } else if (event.type === EVENT_ID.ALIAS) {
      const name = text.slice(event.anchorStart, event.anchorEnd);
      const node = anchors.get(name);
      if (node === undefined)
        return { ok: false, line: lineAt(event.anchorStart), message: `there is no anchor “${name}”` };
      if (++aliases > MOST_ALIASES)
        return { ok: false, line: lineAt(event.anchorStart), message: `more than ${MOST_ALIASES} aliases` };
      put(node, null);
    } else if (event.type === EVENT_ID.SCALAR) {
      const written = getScalarValue(text, event);
      const value = event.style === SCALAR_STYLE.PLAIN ? resolveScalar(written) : written;
      put({ value, line: lineAt(event.valueStart), inner: null }, anchorOf(event));
    } else {
      const is = event.type === EVENT_ID.MAPPING ? "map" : "list";
      stack.push({ start: event.start, nodes: [], is, anchor: anchorOf(event) });
    }
  }
  const top = root ?? { value: null, line: 1, inner: null };
  return {
    ok: true,
    read: {
      value: top.value,
      lineOf(path) {
        let node: Node = top;
        for (const step of path) {
          const next = node.inner?.get(String(step));
          if (next === undefined) break;
          node = next;
        }
        return node.line;
      },
    },
  };
}

function mapOf(nodes: readonly Node[], line: number): Node {
  const entries: [string, unknown][] = [];
  const inner = new Map<string, Node>();
  for (let i = 0; i + 1 < nodes.length; i += 2) {
    const [key, value] = [nodes[i], nodes[i + 1]];
    if (key === undefined || value === undefined) continue;
    const name = String(key.value);
    if (name === "<<" && value.inner !== null) {
      for (const [merged, node] of value.inner) if (!inner.has(merged)) inner.set(merged, node);
      entries.unshift(...Object.entries(value.value as object));
      continue;
    }
    entries.push([name, value.value]);
    // A value is found at its key: that is where a person looks.
    inner.set(name, { ...value, line: key.line });
  }
  return { value: Object.fromEntries(entries), line, inner };
}

function listOf(nodes: readonly Node[], line: number): Node {
  return { value: nodes.map(({ value }) => value), line, inner: new Map(nodes.map((node, i) => [String(i), node])) };
}

/** A plain scalar by the core schema of YAML 1.2 (§10.3.2): `yes` and `off` are words. */
function resolveScalar(text: string): string | number | boolean | null {
  if (/^(?:null|Null|NULL|~|)$/.test(text)) return null;
  if (/^(?:true|True|TRUE)$/.test(text)) return true;
  if (/^(?:false|False|FALSE)$/.test(text)) return false;
  if (/^[-+]?(?:\d{1,15}|\d{0,15}\.\d{1,15}|\d{1,15}\.)(?:[eE][-+]?\d{1,3})?$/.test(text)) return Number(text);
  return text;
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

function lineIn(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
