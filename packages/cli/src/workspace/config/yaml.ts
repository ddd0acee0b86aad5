import { EVENT_ID, getScalarValue, parseEvents, SCALAR_STYLE, YAMLException } from "js-yaml";

/** A value of a YAML text with its place, so that whoever checks it can point at it. */
export type YamlNode = YamlMap | YamlList | YamlScalar;

export interface YamlMap {
  readonly is: "map";
  readonly entries: readonly { readonly key: YamlScalar; readonly value: YamlNode }[];
  readonly start: number;
}
export interface YamlList {
  readonly is: "list";
  readonly items: readonly YamlNode[];
  readonly start: number;
}
export interface YamlScalar {
  readonly is: "scalar";
  readonly value: string | number | boolean | null;
  /** As written, without quotes. */
  readonly text: string;
  readonly start: number;
}

export interface YamlProblem {
  readonly message: string;
  /** Offset in the text. */
  readonly at: number;
}

export type YamlResult =
  | { readonly ok: true; readonly node: YamlNode | null }
  | { readonly ok: false; readonly problem: YamlProblem };

/** Bounds: nothing that people write by hand comes near them. */
const MOST_LENGTH = 256 * 1024;
const MOST_DEPTH = 20;

/**
 * Reads one YAML document (YAML 1.2, core schema) with the place of every value. Anchors, aliases and tags are refused: they are
 * what makes YAML dangerous, and a configuration needs none.
 */
export function readYaml(text: string): YamlResult {
  if (text.length > MOST_LENGTH) return fail(`This is longer than ${MOST_LENGTH / 1024} KiB.`, 0);
  let events;
  try {
    events = parseEvents(text, { maxDepth: MOST_DEPTH });
  } catch (error) {
    if (!(error instanceof YAMLException)) return fail("This is not YAML.", 0);
    return fail(`This is not YAML: ${error.reason}.`, error.mark?.position ?? 0);
  }

  type Open = { readonly start: number; readonly nodes: YamlNode[]; readonly map: boolean };
  const stack: Open[] = [];
  const documents: YamlNode[] = [];
  const put = (node: YamlNode): void => {
    (stack.at(-1)?.nodes ?? documents).push(node);
  };
  let count = 0;
  for (const event of events) {
    if (event.type === EVENT_ID.DOCUMENT) {
      if (++count > 1) return fail("There is more than one document here. One is read.", 0);
      stack.push({ start: 0, nodes: documents, map: false });
      continue;
    }
    if (event.type === EVENT_ID.POP) {
      const closed = stack.pop();
      if (closed === undefined || closed.nodes === documents) continue;
      const node = closeNode(closed, closed.nodes, closed.map);
      if ("message" in node) return { ok: false, problem: node };
      put(node);
      continue;
    }
    if (event.type === EVENT_ID.ALIAS)
      return fail("Aliases (`*name`) are not read here. Write the value out.", event.anchorStart);
    if (event.anchorStart !== -1) return fail("Anchors (`&name`) are not read here.", event.anchorStart);
    if (event.tagStart !== -1) return fail("Tags (`!name`) are not read here.", event.tagStart);
    if (event.type === EVENT_ID.SCALAR) {
      const written = getScalarValue(text, event);
      const value = event.style === SCALAR_STYLE.PLAIN ? resolveScalar(written) : written;
      put({ is: "scalar", value, text: written, start: event.valueStart });
      continue;
    }
    stack.push({ start: event.start, nodes: [], map: event.type === EVENT_ID.MAPPING });
  }
  return { ok: true, node: documents[0] ?? null };
}

function closeNode(open: { readonly start: number }, nodes: readonly YamlNode[], map: boolean): YamlNode | YamlProblem {
  if (!map) return { is: "list", items: nodes, start: open.start };
  const entries: { key: YamlScalar; value: YamlNode }[] = [];
  const seen = new Set<string>();
  for (let i = 0; i + 1 < nodes.length; i += 2) {
    const [key, value] = [nodes[i], nodes[i + 1]];
    if (key === undefined || value === undefined) continue;
    if (key.is !== "scalar") return { message: "A key must be a word.", at: key.start };
    if (seen.has(key.text)) return { message: `\`${key.text}\` stands here twice.`, at: key.start };
    seen.add(key.text);
    entries.push({ key, value });
  }
  return { is: "map", entries, start: entries[0]?.key.start ?? open.start };
}

/** A plain scalar by the core schema of YAML 1.2 (§10.3.2): `yes` and `off` are words. */
function resolveScalar(text: string): string | number | boolean | null {
  if (/^(?:null|Null|NULL|~|)$/.test(text)) return null;
  if (/^(?:true|True|TRUE)$/.test(text)) return true;
  if (/^(?:false|False|FALSE)$/.test(text)) return false;
  if (/^[-+]?(?:\d{1,15}|\d{0,15}\.\d{1,15}|\d{1,15}\.)(?:[eE][-+]?\d{1,3})?$/.test(text)) return Number(text);
  return text;
}

function fail(message: string, at: number): YamlResult {
  return { ok: false, problem: { message, at } };
}
