import { codeSpansOf, isInSpans } from "../grammar/code-spans.ts";
import { readFileTree } from "../grammar/file-tree.ts";
import { isDocumentPath, mayBePath, readPath, type RepositoryPath } from "../grammar/path.ts";
import { inlinesOf, walkInlines, type LinkInline } from "../markdown/inline.ts";
import { languageOf, type CodeBlock } from "../markdown/tree.ts";
import { defineClaim, Mark, type Emit, type Found, type Leaf, type Reading } from "./claim.ts";

export interface CodePath {
  /** As written, without `./` in front, a slash at the end or a line number. */
  readonly path: string;
  /** A name without a folder. */
  readonly bare?: true;
  /** From a file tree: joined with the folders above it. */
  readonly tree?: true;
  readonly dir?: true;
  /** What the design means to do with it; absent for what is there, or where it says nothing. */
  readonly role?: "new" | "deleted" | "rejected";
}

/** Languages of blocks in which people draw file trees. */
const DRAWN = new Set([
  "",
  "text",
  "txt",
  "plaintext",
  "plain",
  "tree",
  "ascii",
  "bash",
  "sh",
  "shell",
  "console",
  "none",
  "fs",
  "filetree",
  "directory",
]);
const COMMENT =
  /^\s*(?:\/\/|#|--|;|%|\/\*\*?|<!--|"""|''')\s*(?:(?:file(?:name)?|path|in|new|modified)\s*:\s*)?[`"']?([^\s`"']{3,200})[`"']?\s*(?:\([^)]{0,40}\)|\[[^\]]{0,40}\])?\s*(?:\*\/|-->|"""|''')?\s*$/i;
const COMMAND_MOST = 12;

export const codePath = defineClaim<"code-path", CodePath>({
  kind: "code-path",
  title: "Code path",
  documentation: {
    what: "A file or folder of the repository that the design names.",
    counts:
      "One per distinct path, at its first mention: between backticks, as a link target, in a table cell, in bold, in a file tree, in the comment that opens a block, or in prose when it has a slash and an extension.",
    not: "Globs, placeholders, system and home paths, URLs, routes, imports, branch names; the design's own documents.",
  },
  examples: [
    {
      markdown:
        "## Modules\n- `packages/api/src/server.ts:42` - new handler\n- `./packages/api/src/server.ts` again\n- **lib/queue.rb**",
      claims: [
        { line: 2, text: "packages/api/src/server.ts:42", value: { path: "packages/api/src/server.ts" } },
        { line: 4, text: "lib/queue.rb", value: { path: "lib/queue.rb" } },
      ],
    },
    {
      markdown: "Tests: run `cd packages/worker && npm test -- tests/` for `queue.py`, see src/worker/loop.go.",
      claims: [
        { line: 1, text: "packages/worker", value: { path: "packages/worker", dir: true } },
        { line: 1, text: "tests/", value: { path: "tests", dir: true } },
        { line: 1, text: "queue.py", value: { path: "queue.py", bare: true } },
        { line: 1, text: "src/worker/loop.go", value: { path: "src/worker/loop.go" } },
      ],
    },
    {
      markdown: "```\nservices/billing/\n├── api/\n│   └── routes.py   # HTTP\n├── models.py\n└── README.md\n```",
      claims: [
        { line: 2, text: "services/billing/", value: { path: "services/billing", dir: true, tree: true } },
        { line: 4, text: "routes.py", value: { path: "services/billing/api/routes.py", tree: true } },
        { line: 5, text: "models.py", value: { path: "services/billing/models.py" } },
        { line: 6, text: "README.md", value: { path: "services/billing/README.md" } },
      ],
    },
    {
      markdown: "```python\n# billing/models/invoice.py\nclass Invoice: ...\n```",
      claims: [{ line: 2, text: "billing/models/invoice.py", value: { path: "billing/models/invoice.py" } }],
    },
    {
      markdown: "The old code is in [the loop](../src/loop.c), the plan in [plan.md](./plan.md).",
      claims: [{ line: 1, text: "../src/loop.c", value: { path: "../src/loop.c" } }],
    },
    {
      markdown:
        "Not paths: `src/**/*.ts`, `path/to/x.py`, `/etc/hosts.json`, `~/.config/a.toml`, Expand ~/tools/custom.py, `message/send`, `application/json`, `@scope/pkg`, and/or, 2024/01/02, `GET /v1/x`, Node.js/Next.js, https://a.org/b.html, `<feature>/spec.md`.",
      claims: [],
    },
    {
      markdown: "- `src/hook.ts` - NEW: the handler\n- Remove `src/poll.ts`\n- `src/main.ts` - add the route",
      claims: [
        { line: 1, text: "src/hook.ts", value: { path: "src/hook.ts", role: "new" } },
        { line: 2, text: "src/poll.ts", value: { role: "deleted" } },
        { line: 3, text: "src/main.ts", value: { path: "src/main.ts" } },
      ],
    },
    {
      markdown: "`tyler/streams` holds `tyler/streams/a.py`.",
      claims: [
        { line: 1, text: "tyler/streams", value: { path: "tyler/streams", dir: true } },
        { line: 1, text: "tyler/streams/a.py" },
      ],
    },
  ],
  leaves: {
    marks: Mark.Backtick | Mark.Slash | Mark.Code | Mark.Bracket,
    recognise(leaf, reading, emitPlain) {
      const emit: Emit<CodePath> = (found) => {
        const role = roleOf(leaf, reading.tree.text, found.start, found.end);
        emitPlain(role === null ? found : { ...found, value: { ...found.value, role } });
      };
      if (leaf.block.kind === "code") inBlock(leaf.block, reading, emit);
      else inText(leaf, reading, emit);
    },
  },
  settle(found) {
    const files = new Set<string>();
    for (const { value, doubtful } of found) {
      if (doubtful) continue;
      for (let at = value.path.indexOf("/"); at !== -1; at = value.path.indexOf("/", at + 1)) {
        files.add(value.path.slice(0, at));
        if (files.size > MOST_FOLDERS) break;
      }
    }
    const seen = new Set<string>();
    return found.filter(({ value, doubtful }) => {
      if ((doubtful && !files.has(value.path)) || seen.has(value.path)) return false;
      seen.add(value.path);
      return true;
    });
  },
  describe: (value) => (value.dir ? `${value.path}/` : value.path),
});

/** Words around a path, on its line, that say it is to come or to go. */
const CREATES_BEFORE =
  /\b(?:creat(?:e|es|ed|ing)|introduc(?:e|es|ing)|new (?:file|module|folder|package|test)s?|write|crear|nuevo archivo)\s(?:an?\s|the\s|el\s|un\s)?(?:new\s)?[*_`"']*$/i;
const CREATES_BEHIND =
  /^[`*_"']*(?:\s{0,12}[#/]{0,2}\s{0,4}|\s?[-–—:]\s|\s)[([*_]{0,3}(?:NEW|Nuevo|new(?=[\])*:,]| file| module))|^[`*_"']*\s(?:will be|is to be|to be)\s(?:created|added)\b|^[`*_"']*\s?\(to be (?:created|added)/;
const DELETES_BEFORE = /\b(?:delet(?:e|es|ing)|remov(?:e|es|ing)|drop|eliminar|borrar)\s(?:the\s|el\s)?[*_`"']*$/i;
const DELETES_BEHIND =
  /^[`*_"']*(?:\s{0,12}[#/]{0,2}\s{0,4}|\s?[-–—:]\s|\s)[([*_]{0,3}(?:DELETED?|REMOVED?|deleted|removed)\b|^[`*_"']*\s(?:will be|is to be|to be|is)\s(?:deleted|removed)\b/;
const AROUND = 60;

function roleOf(leaf: Leaf, text: string, start: number, end: number): NonNullable<CodePath["role"]> | null {
  const before = text.slice(Math.max(leaf.block.start, start - AROUND), start);
  const behind = text.slice(end, Math.min(leaf.block.end, end + AROUND));
  const line = before.slice(before.lastIndexOf("\n") + 1);
  const feed = behind.indexOf("\n");
  const rest = feed === -1 ? behind : behind.slice(0, feed);
  if (DELETES_BEFORE.test(line) || DELETES_BEHIND.test(rest)) return "deleted";
  if (leaf.canonical === "alternatives") return "rejected";
  return CREATES_BEFORE.test(line) || CREATES_BEHIND.test(rest) ? "new" : null;
}

const MOST_FOLDERS = 100_000;

function inText(leaf: Leaf, reading: Reading, emit: Emit<CodePath>): void {
  const { block, marks } = leaf;
  const { tree } = reading;
  const { text } = tree;
  const start = block.lines[0] ?? block.start;
  const end = block.lines.at(-1) ?? start;
  const linked: number[] = [];
  const links = (marks & Mark.Bracket) !== 0 ? linksIn(leaf, reading, linked) : [];
  const own = ownDocuments(leaf, reading);
  const spans = (marks & Mark.Backtick) !== 0 ? codeSpansOf(tree, block) : [];
  let next = 0;
  let looked: LinkInline | undefined;
  let toDocument = false;
  for (let i = 0; i + 1 < spans.length; i += 2) {
    const from = spans[i] ?? 0;
    if (isInSpans(own, from)) continue;
    while (next < links.length && (links[next]?.end ?? 0) <= from) next++;
    const link = links[next];
    if (link !== undefined && link.start <= from) {
      // A link is looked at once, however many spans stand in it.
      if (link !== looked) toDocument = !isUrl(link.target) && isDocumentPath(withoutAnchor(link.target));
      looked = link;
      if (toDocument) continue;
    }
    inSpan(text, from, spans[i + 1] ?? from, emit);
  }
  for (const link of links) if (!isInSpans(own, link.start)) linkTarget(link, text, emit);
  if ((marks & Mark.Slash) === 0) return;
  inProse(
    text,
    start,
    end,
    block.kind === "cell",
    emit,
    (at) => isInSpans(spans, at) || isInSpans(linked, at) || isInSpans(own, at),
  );
}

/** Where the head of the document names the design's own documents: those are links, never code paths as well. */
function ownDocuments(leaf: Leaf, reading: Reading): readonly number[] {
  if (leaf.zone !== null && leaf.canonical !== "title") return [];
  const own: number[] = [];
  for (const field of reading.outline.fields) {
    if (field.key !== "links") continue;
    if (field.raw !== "") own.push(field.start, field.end);
    for (const item of field.items) own.push(item.start, item.end);
  }
  return own;
}

/** The links of a leaf; what they and the images cover is added to `covered`. */
function linksIn(leaf: Leaf, reading: Reading, covered: number[]): readonly LinkInline[] {
  const { text } = reading.tree;
  if (!text.slice(leaf.block.start, leaf.block.end).includes("](")) return [];
  const links: LinkInline[] = [];
  walkInlines(inlinesOf(reading.tree, leaf.block), (inline) => {
    if (inline.kind !== "link" && inline.kind !== "image") return true;
    covered.push(inline.start, inline.end);
    if (inline.kind === "link" && inline.form === "inline") links.push(inline);
    return false;
  });
  return links;
}

function linkTarget(link: LinkInline, text: string, emit: Emit<CodePath>): void {
  const target = withoutAnchor(link.target);
  if (isUrl(target) || isDocumentPath(target)) return;
  const path = readPath(target, false);
  if (path === null || path.bare || path.dir) return;
  const label = text
    .slice(link.start + 1, link.targetSpan.start)
    .replace(/`?\]\(<?$/, "")
    .replace(/^`/, "");
  const shown = readPath(label, text.charCodeAt(link.start + 1) === 96);
  // The text of the link names the same file: that mention is the claim.
  if (shown !== null && path.path.endsWith(shown.path)) return;
  emitPath(path, link.targetSpan.start, link.targetSpan.start + target.length, emit);
}

function inSpan(text: string, start: number, end: number, emit: Emit<CodePath>): void {
  if (end - start > 400) return;
  const code = text.slice(start, end);
  if (!mayBePath(code)) return;
  const words = /\s/.test(code) ? code.split(/\s+/) : [code];
  if (words.length === 1) {
    const path = readPath(code.replace(/[,;.]+$/, ""), true);
    if (path === null) return;
    const before = text.slice(Math.max(0, start - 30), start);
    const behind = text.slice(end, end + 30);
    const named =
      /\b(?:director(?:y|ies)|folders?|dir|under|path|carpeta|directorio)\b[^.]*$/i.test(before) ||
      /^`+\s*(?:sub)?(?:director(?:y|ies)|folders?|dir|carpeta|directorio)\b/i.test(behind);
    emitPath(named ? { ...path, sure: true } : path, start, end, emit);
    return;
  }
  if (
    words.length > COMMAND_MOST ||
    /^(?:import|from|use|require|package|GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|\{|\[|<)\b/.test(code)
  )
    return;
  if (/^[A-Z]{3,7}\s+\//.test(code) || /[{}<>]/.test(code)) return;
  let at = start;
  for (const word of words) {
    const from = text.indexOf(word, at);
    at = from + word.length;
    if (word.startsWith("-") || !word.includes("/")) continue;
    const clean = word.replace(/[;,)]+$/, "");
    const path = readPath(clean, true);
    if (path !== null && path.sure) emitPath(path, from, from + clean.length, emit);
  }
}

/** Words with a slash and an extension, grown to both sides of each slash. */
function inProse(
  text: string,
  start: number,
  end: number,
  isCell: boolean,
  emit: Emit<CodePath>,
  isElsewhere: (offset: number) => boolean,
): void {
  let at = text.indexOf("/", start);
  let behind = start;
  while (at !== -1 && at < end) {
    let from = at;
    while (from > behind && at - from < 200 && isPathChar(text.charCodeAt(from - 1))) from--;
    let to = at + 1;
    while (to < end && to - at < 240 && (isPathChar(text.charCodeAt(to)) || text.charCodeAt(to) === 47)) to++;
    behind = to;
    if (!isElsewhere(at)) proseWord(text, start, end, from, to, isCell, emit);
    at = text.indexOf("/", to);
  }
}

function proseWord(
  text: string,
  start: number,
  end: number,
  from: number,
  to: number,
  isCell: boolean,
  emit: Emit<CodePath>,
): void {
  let first = from;
  let last = to;
  while (first < last && /[[_~:]/.test(text.charAt(first))) first++;
  // A path below somebody's home is none of the repository.
  if (first > from && text.charAt(first - 1) === "~" && text.charCodeAt(first) === 47) return;
  while (last > first && /[.,;:!?\])_~-]/.test(text.charAt(last - 1))) last--;
  const previous = first > start ? text.charAt(first - 1) : " ";
  const next = last < end ? text.charAt(last) : " ";
  const isGlob = next === "*" && text.charAt(last + 1) !== "*";
  if (/[<{$%=:\\#&?]/.test(previous) || /[<{$%=\\]/.test(next) || isGlob) return;
  if (previous === "*" && text.charCodeAt(first) === 47) return;
  const word = text.slice(first, last);
  if (word.includes("//")) return;
  const isWhole =
    (isCell && first === start && last === end) ||
    (text.startsWith("**", first - 2) && text.startsWith("**", last) && first - 2 >= start);
  const path = readPath(word, isWhole);
  if (path === null || path.bare || !path.sure) return;
  emitPath(path, first, last, emit);
}

function isPathChar(c: number): boolean {
  return (
    (c >= 97 && c <= 122) ||
    (c >= 65 && c <= 90) ||
    (c >= 48 && c <= 57) ||
    c === 95 || // _
    c === 45 || // -
    c === 46 || // .
    c === 64 || // @
    c === 43 || // +
    c === 91 || // [
    c === 93 || // ]
    c === 126 || // ~
    c === 58 // :
  );
}

function inBlock(block: CodeBlock, reading: Reading, emit: Emit<CodePath>): void {
  const { text } = reading.tree;
  const start = block.lines[0];
  const end = block.lines[1];
  if (start === undefined || end === undefined) return;
  if (block.fenced && DRAWN.has(languageOf(block))) {
    const entries = readFileTree(text, block.lines);
    for (const { path, dir, start: from, end: to } of entries) {
      const value = path.includes("/") || dir ? { path } : { path, bare: true as const };
      emit({ start: from, end: to, key: path, value: { ...value, tree: true, ...(dir ? { dir: true } : {}) } });
    }
    if (entries.length > 0) return;
  }
  if (end - start > 300) return;
  const match = COMMENT.exec(text.slice(start, end));
  if (match?.[1] === undefined || !match[1].includes("/")) return;
  const path = readPath(match[1], false);
  if (path === null) return;
  const from = text.indexOf(match[1], start);
  emitPath(path, from, from + match[1].length, emit);
}

function emitPath(path: RepositoryPath, start: number, end: number, emit: Emit<CodePath>): void {
  const found: Found<CodePath> = {
    start,
    end,
    key: path.path,
    value: { path: path.path, ...(path.bare ? { bare: true } : {}), ...(path.dir ? { dir: true } : {}) },
  };
  emit(path.sure ? found : { ...found, doubtful: true });
}

function isUrl(target: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:|\/\/|#)/i.test(target);
}

function withoutAnchor(target: string): string {
  const at = target.search(/[#?]/);
  return at === -1 ? target : target.slice(0, at);
}
