import { codeSpansOf } from "../grammar/code-spans.ts";
import { isDictOfTypes } from "../grammar/field-list.ts";
import { readJson } from "../grammar/json.ts";
import { inlinesOf, plainText } from "../markdown/inline.ts";
import { contentOf, languageOf, type CodeBlock, type Tree } from "../markdown/tree.ts";
import { lineAt } from "../text/source.ts";
import { defineClaim, Mark, type Emit, type Leaf, type Reading } from "./claim.ts";

export interface Payload {
  /** The block's language as marked, lower case; empty for none. */
  readonly lang: string;
  /** First and last line, 1-based, fences included. */
  readonly lines: readonly [number, number];
  /** Whether it is strict JSON (RFC 8259), one value. */
  readonly valid: boolean;
  /** Whether it is JSON once comments and trailing commas go. */
  readonly jsonc: boolean;
  /** Why it is not strict JSON. */
  readonly why?: string;
}

const JSON_LANGUAGES = /^(?:json|jsonc|json5|hjson|geojson|jsonld|json-ld)$/;
/** Blocks that are not marked as JSON and may still hold one literal. */
const OTHERS = new Set([
  "",
  "text",
  "txt",
  "plain",
  "plaintext",
  "js",
  "javascript",
  "ts",
  "typescript",
  "python",
  "py",
  "response",
  "request",
  "ruby",
  "rb",
  "php",
  "http",
  "none",
  "output",
]);
const SAYS_PAYLOAD =
  /\b(?:payloads?|requests?|responses?|body|bodies|errors?|cuerpo|respuestas?|petici[oó]n(?:es)?|solicitud(?:es)?|carga [uú]til)\b/i;

export const payload = defineClaim<"payload", Payload>({
  kind: "payload",
  title: "Payload",
  documentation: {
    what: "An example of data that is sent, answered or stored.",
    counts:
      "Every block marked `json`, `jsonc` or `json5`; any other block that is one object or array literal; an inline object on a line that calls it payload, request, response, body or error.",
    not: "YAML and TOML, code that builds an object, types instead of values.",
  },
  examples: [
    {
      markdown: '```json\n{"id": 7, "tags": ["a"]}\n```',
      claims: [{ line: 1, text: "```json", value: { lang: "json", lines: [1, 3], valid: true, jsonc: true } }],
    },
    {
      markdown: '```jsonc\n{\n  "id": 7, // the number\n}\n```',
      claims: [{ line: 1, text: "```jsonc", value: { valid: false, jsonc: true, why: "line 3: a trailing comma" } }],
    },
    {
      markdown: '```json\n{\n  "id": 7,\n  "rest": ...\n}\n```',
      claims: [{ line: 1, text: "```json", value: { valid: false, jsonc: false, why: "line 4: holds an ellipsis" } }],
    },
    {
      markdown:
        '```\n// what comes back\n{ "ok": true }\n```\n\n```python\nbody = {"a": 1}\n```\n\n```\nfoo { bar }\n```',
      claims: [{ line: 1, text: "```", value: { lang: "", lines: [1, 4], jsonc: true } }],
    },
    {
      markdown: '- Error response: `{"error": "not_found"}`\n- Set `{"a": 1}` in the file',
      claims: [{ line: 1, text: '{"error": "not_found"}', value: { lang: "", lines: [1, 1], valid: true } }],
    },
  ],
  leaves: {
    marks: Mark.Code | Mark.Backtick,
    recognise(leaf, reading, emit) {
      if (leaf.block.kind === "code") inBlock(leaf.block, reading.tree, emit);
      else inText(leaf, reading, emit);
    },
  },
  describe: (value) => `${value.lang === "" ? "payload" : value.lang}, lines ${value.lines[0]} to ${value.lines[1]}`,
});

function inBlock(block: CodeBlock, tree: Tree, emit: Emit<Payload>): void {
  if (!block.fenced) return;
  const lang = languageOf(block);
  const isMarked = JSON_LANGUAGES.test(lang);
  if (!isMarked) {
    if (!OTHERS.has(lang)) return;
    const first = firstSign(tree.text, block.lines[0] ?? block.end, block.lines.at(-1) ?? block.end);
    if (first !== "{" && first !== "[" && first !== "/" && first !== "#") return;
  }
  const content = contentOf(tree, block);
  if (!isMarked && !isLiteral(content)) return;
  const end = lineEnd(tree.text, block.start);
  emit({
    start: block.start,
    end,
    key: firstKey(content) ?? `line ${block.line}`,
    value: { lang, lines: [block.line, block.endLine], ...judge(content, block.line + 1) },
  });
}

/** The first character of a block that is no blank. */
function firstSign(text: string, start: number, end: number): string {
  for (let i = start; i < end; i++) if (text.charCodeAt(i) > 32) return text.charAt(i);
  return "";
}

function lineEnd(text: string, start: number): number {
  const feed = text.indexOf("\n", start);
  return start + text.slice(start, feed === -1 ? text.length : feed).trimEnd().length;
}

function judge(content: string, firstLine: number): Pick<Payload, "valid" | "jsonc" | "why"> {
  const { error, comments, trailingCommas, ellipses, values } = readJson(content);
  const at = (offset: number): string => `line ${firstLine + lineOf(content, offset)}`;
  const left = ellipses[0];
  // What the author left out explains the rest better than the sign at which reading stopped.
  if (left !== undefined && (error === null || left.start <= error.start))
    return { valid: false, jsonc: false, why: `${at(left.start)}: holds an ellipsis` };
  if (error !== null) return { valid: false, jsonc: false, why: `${at(error.start)}: ${error.message}` };
  if (values > 1) return { valid: false, jsonc: false, why: `${values} values side by side` };
  const extra = [comments[0], trailingCommas[0]]
    .filter((each) => each !== undefined)
    .toSorted((a, b) => a.start - b.start)[0];
  if (extra === undefined) return { valid: true, jsonc: true };
  return {
    valid: false,
    jsonc: true,
    why: `${at(extra.start)}: ${extra === comments[0] ? "a comment" : "a trailing comma"}`,
  };
}

function lineOf(content: string, offset: number): number {
  let line = 0;
  for (let at = content.indexOf("\n"); at !== -1 && at < offset; at = content.indexOf("\n", at + 1)) line++;
  return line;
}

const MOST_LITERAL = 100_000;

/**
 * Whether a text is one object or array literal shown as data: its first bracket closes at its end, a comment may stand before
 * it, and it holds names with values (or elements) rather than code or types.
 */
function isLiteral(content: string): boolean {
  const start = /^(?:\s*(?:\/\/|#)[^\n]*\n)*\s*(?=[{[])/.exec(content)?.[0].length ?? 0;
  const open = content.charAt(start);
  if ((open !== "{" && open !== "[") || content.length > MOST_LITERAL) return false;
  const end = closing(content, start);
  if (end === null || !/^[\s;,]*(?:(?:\/\/|#)[^\n]*)?\s*$/.test(content.slice(end))) return false;
  const inside = content.slice(start + 1, end - 1);
  if (inside.trim() === "") return open === "{";
  if (open === "[" && /^\s*[\w-]+\s*$/.test(inside)) return false;
  if (isDictOfTypes(content)) return false;
  const name = /^\s*(?:(?:\/\/|#)[^\n]*\n\s*)*(?:"[^"\n]{1,200}"|'[^'\n]{1,200}'|[A-Za-z_$][\w$-]{0,80})\s*:(?![:=])/;
  if (open === "{") return name.test(inside) && !/^\s*[\w$-]+\s*:\s*[\w-]+\s*;/.test(inside);
  return /^\s*(?:[{["'\d-]|true|false|null)/.test(inside);
}

/** The offset behind the bracket that closes the one at `start`; strings are passed over. */
function closing(content: string, start: number): number | null {
  let depth = 0;
  for (let i = start; i < content.length; i++) {
    const c = content.charAt(i);
    if (c === '"' || c === "'" || c === "`") {
      const line = content.indexOf("\n", i + 1);
      const stop = line === -1 ? content.length : line;
      let close = i + 1;
      while (close < stop && content.charAt(close) !== c) close += content.charAt(close) === "\\" ? 2 : 1;
      if (close < stop) i = close;
      continue;
    }
    if (c === "{" || c === "[" || c === "(") depth++;
    else if ((c === "}" || c === "]" || c === ")") && --depth === 0) return i + 1;
  }
  return null;
}

function firstKey(content: string): string | null {
  const keys = [...content.slice(0, 2000).matchAll(/["']([A-Za-z_][\w-]{0,60})["']\s?:/g)]
    .slice(0, 3)
    .map((match) => match[1]);
  return keys.length === 0 ? null : keys.join(" ");
}

/** `{…}` between backticks, on a line (or under a header) that calls it a payload. */
function inText(leaf: Leaf, reading: Reading, emit: Emit<Payload>): void {
  const { tree } = reading;
  const { block } = leaf;
  const spans = codeSpansOf(tree, block);
  let context: string | null = null;
  for (let i = 0; i + 1 < spans.length; i += 2) {
    const start = spans[i] ?? 0;
    const end = spans[i + 1] ?? start;
    const open = tree.text.charCodeAt(start);
    if ((open !== 123 && open !== 91) || end - start < 5 || end - start > 2000) continue;
    const code = tree.text.slice(start, end);
    if (!/[:"]/.test(code) || !isLiteral(code)) continue;
    if (open === 91 && !code.includes("{")) continue;
    context ??= contextOf(leaf, tree);
    const line = lineAt(tree.lineStarts, start);
    const from = tree.lineStarts[line - 1] ?? start;
    const words = `${context} ${tree.text.slice(Math.max(from, start - 160), start)} ${tree.text.slice(end, Math.min(lineEnd(tree.text, end), end + 80))}`;
    if (!SAYS_PAYLOAD.test(words)) continue;
    emit({
      start,
      end,
      key: firstKey(code) ?? code,
      value: { lang: "", lines: [line, lineAt(tree.lineStarts, end)], ...judge(code, line) },
    });
  }
}

/** The header over a cell. */
function contextOf(leaf: Leaf, tree: Tree): string {
  const cell = leaf.block;
  if (cell.kind !== "cell") return "";
  const header = cell.parent?.parent?.children[0]?.children[cell.level];
  return header === undefined ? "" : plainText(inlinesOf(tree, header));
}
