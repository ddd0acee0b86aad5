import { codeSpansOf } from "../grammar/code-spans.ts";
import { looksLikeRoute, methodsOnly, readRequests, readTarget, type RequestLine } from "../grammar/request.ts";
import { inlinesOf, plainText } from "../markdown/inline.ts";
import { languageOf, type Block, type CodeBlock, type Tree } from "../markdown/tree.ts";
import type { CanonicalId } from "../outline/canonical.ts";
import { fold } from "../text/fold.ts";
import { defineClaim, Mark, type Emit, type Leaf, type Reading } from "./claim.ts";

export interface Endpoint {
  /** Null when the document never names one for this path. */
  readonly method: string | null;
  /** As written, parameters included, without query. */
  readonly path: string;
  readonly query?: string;
}

/** Blocks in which a line may be a request. */
const REQUESTS = new Set([
  "",
  "http",
  "https",
  "text",
  "txt",
  "plain",
  "plaintext",
  "bash",
  "sh",
  "shell",
  "console",
  "zsh",
  "curl",
  "rest",
  "api",
  "none",
]);
const LINE =
  /^\s{0,40}(?:[$>#*-]\s|\/\/\s|\d{1,3}[.)]\s|->\s?|→\s?|[\p{L}\d .()-]{1,40}(?::|→|->|=>|-->|──>)\s{0,4})?(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\b/u;
const CURL = /\bcurl\b(?:(?:\s+(?:-X|--request)\s*['"]?(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS))|[^\n])*/;
const ABOUT_API: ReadonlySet<CanonicalId | null> = new Set([
  "api",
  "contracts",
  "compatibility",
  "data-model",
  "design",
  "components",
  "architecture",
  "metrics",
  "observability",
  "security",
  "requirements",
  "goals",
  "acceptance-criteria",
]);
const SAYS_ROUTE =
  /\b(?:endpoints?|routes?|apis?|urls?|uris?|handlers?|http|rest|requests?|webhooks?|rutas?|paths?)\b/i;
const NO_ROUTE =
  /\b(?:prefix\w*|begins? with|starts? with|under|mounted|base (?:path|url)|file|directory|folder|command|volume|mount|socket|branch|label|resource)\b/i;

export const endpoint = defineClaim<"endpoint", Endpoint>({
  kind: "endpoint",
  title: "Endpoint",
  documentation: {
    what: "An HTTP endpoint that the design names.",
    counts:
      "One per method and path, at the first mention with a method: in headings, tables, bullets, code and request lines; a path without a method only when it never appears with one.",
    not: "RPC, gRPC and MCP methods, commands, paths with a star, files.",
  },
  examples: [
    {
      markdown:
        "### API\n`POST /v1/orders?dry=true` creates; **GET** `/v1/orders/{id}` reads; POST /v1/orders again.\n\n### DELETE /v1/orders/:id",
      claims: [
        { line: 2, text: "POST /v1/orders", value: { method: "POST", path: "/v1/orders", query: "dry=true" } },
        { line: 2, text: "GET** `/v1/orders/{id}", value: { method: "GET", path: "/v1/orders/{id}" } },
        { line: 4, text: "DELETE /v1/orders/:id", value: { method: "DELETE", path: "/v1/orders/:id" } },
      ],
    },
    {
      markdown:
        "| Method | Path | What |\n|---|---|---|\n| GET | `/users` | list |\n| PUT, PATCH | /users/<id> | change |",
      claims: [
        { line: 3, text: "/users", value: { method: "GET", path: "/users" } },
        { line: 4, text: "/users/<id>", value: { method: "PUT" } },
        { line: 4, text: "/users/<id>", value: { method: "PATCH", path: "/users/<id>" } },
      ],
    },
    {
      markdown:
        "```http\nPATCH /v1/users/7 HTTP/1.1\nAccept: */*\n```\n\n```bash\ncurl -X POST https://api.example.com/v1/tokens -d '{}'\n```",
      claims: [
        { line: 2, text: "PATCH /v1/users/7", value: { method: "PATCH", path: "/v1/users/7" } },
        { line: 7, text: "/v1/tokens", value: { method: "POST", path: "/v1/tokens" } },
      ],
    },
    {
      markdown:
        "## API\nThe endpoint `/v2/report` is new, and so is the `/healthz` route; `GET /healthz` answers at once.",
      claims: [
        { line: 2, text: "/v2/report", value: { method: null, path: "/v2/report" } },
        { line: 2, text: "GET /healthz", value: { method: "GET", path: "/healthz" } },
      ],
    },
    {
      markdown: "## Design\nClients open a socket at /ws/orders, or poll /api/orders (see /api/orders.md) every 5 s.",
      claims: [
        { line: 2, text: "/ws/orders", value: { method: null, path: "/ws/orders" } },
        { line: 2, text: "/api/orders", value: { method: null, path: "/api/orders" } },
      ],
    },
    {
      markdown:
        "## API\nNot: `GET /v1/*`, `/etc/hosts`, `docs/api.md`, `/pkg.Service/Method`, URLs that begin with `/v1`, GET and POST.",
      claims: [],
    },
  ],
  leaves: {
    marks: Mark.Capitals | Mark.Slash,
    recognise(leaf, reading, emit) {
      if ((leaf.marks & Mark.Slash) === 0) {
        if (leaf.block.kind === "cell") inRow(leaf.block, reading.tree, emit);
        return;
      }
      if (leaf.block.kind === "code") inBlock(leaf.block, reading.tree, emit);
      else inText(leaf, reading, emit);
    },
  },
  settle(found) {
    const withMethod = new Set(found.filter(({ value }) => value.method !== null).map(({ value }) => value.path));
    const seen = new Set<string>();
    return found.filter(({ value }) => {
      if (value.method === null && withMethod.has(value.path)) return false;
      const key = `${value.method ?? ""} ${value.path}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
  },
  describe: (value) => (value.method === null ? value.path : `${value.method} ${value.path}`),
});

function emitRequest({ method, path, query, start, end }: RequestLine, offset: number, emit: Emit<Endpoint>): void {
  // The query belongs to the value, not to what names the endpoint.
  const length = query === undefined ? end - start : end - start - query.length - 1;
  emit({
    start: offset + start,
    end: offset + start + length,
    key: `${method ?? "any"} ${path}`,
    value: { method, path, ...(query === undefined ? {} : { query }) },
  });
}

function inText(leaf: Leaf, reading: Reading, emit: Emit<Endpoint>): void {
  const { block } = leaf;
  const { tree } = reading;
  const start = block.lines[0] ?? block.start;
  const text = tree.text.slice(start, block.lines.at(-1) ?? start);
  if ((leaf.marks & Mark.Capitals) !== 0) for (const request of readRequests(text)) emitRequest(request, start, emit);
  if ((leaf.marks & Mark.Backtick) !== 0 && ABOUT_API.has(leaf.canonical)) pathsAlone(leaf, text, start, tree, emit);
  if (PREFIXED.test(text)) routesInText(text, start, emit);
}

/** One look for a path with a prefix that only routes have. */
const PREFIXED = /\/(?:api|rest|ws)\//;
const ROUTE = /(?<=^|[\s("'])(`?)(?=\/(?:api|rest|ws)\/[\w{:])/g;
/** Right before a path that is only the start of others, or one of the disk. */
const NO_ENDPOINT =
  /\b(?:prefix\w*|begins? with|starts? with|under|mounted (?:at|on|under)|base (?:path|url)|files?|directory|folder|in)[\s:("'`]{1,4}$/i;
const FILE = /\.\w{1,5}$|\/$/;

/** "polls /api/positions every second": a path that begins as only routes do needs no word that calls it one. */
function routesInText(text: string, start: number, emit: Emit<Endpoint>): void {
  for (const match of text.matchAll(ROUTE)) {
    const code = match[1] === "`";
    const at = match.index + match[0].length;
    const target = readTarget(text, at, false);
    if (target === null || FILE.test(target.path) || (code && text.charAt(target.end) !== "`")) continue;
    if (NO_ENDPOINT.test(text.slice(Math.max(0, at - 40), at))) continue;
    emitRequest({ method: null, ...target }, start, emit);
  }
}

/** `/v1/x` between backticks, where the words around it or its own look say that it is a route. */
function pathsAlone(leaf: Leaf, text: string, start: number, tree: Tree, emit: Emit<Endpoint>): void {
  const spans = codeSpansOf(tree, leaf.block);
  for (let i = 0; i + 1 < spans.length; i += 2) {
    const from = spans[i] ?? 0;
    const to = spans[i + 1] ?? from;
    if (tree.text.charCodeAt(from) !== 47 || to - from < 3) continue;
    const code = tree.text.slice(from, to);
    const target = readTarget(code, 0, false);
    if (target === null || target.end < code.length || /^\/(?:[{:<[]|v\d+(?:\.\d+)?$)/.test(code)) continue;
    const around = text.slice(Math.max(0, from - start - 60), to - start + 40).replace(code, " ");
    if (NO_ROUTE.test(around) || /^\/(?:foo|bar|baz|abc|xyz)\b/.test(code)) continue;
    const said = SAYS_ROUTE.test(around) || (leaf.canonical === "api" && leaf.block.kind !== "paragraph");
    const isRoute = looksLikeRoute(target.path);
    if (
      !isRoute &&
      !(
        said &&
        /^\/[a-z][\w-]*(?:\/[\w{}:.-]+)*$/.test(target.path) &&
        !/^\/(?:etc|var|usr|tmp|proc|sys|dev|home|opt|bin|lib|mnt|run)\b|\.\w{2,4}$/.test(target.path)
      )
    )
      continue;
    if (isRoute && !said && leaf.canonical !== "api") continue;
    emitRequest({ method: null, ...target }, from, emit);
  }
}

/** A cell that holds methods only: the path stands in another cell of its row. */
function inRow(cell: Block, tree: Tree, emit: Emit<Endpoint>): void {
  const methods = methodsOnly(tree.text.slice(cell.start, cell.end));
  const row = cell.parent;
  const table = row?.parent;
  if (methods.length === 0 || row === null || table === null || table === undefined) return;
  for (const other of row.children) {
    const source = tree.text.slice(other.start, other.end);
    const at = source.search(/\//);
    if (other === cell || at === -1 || /[\w)]\s+\S*$/.test(source.slice(0, at))) continue;
    const header = table.children[0]?.children[other.kind === "cell" ? other.level : 0];
    const name = header === undefined ? "" : fold(plainText(inlinesOf(tree, header)));
    if (!/^[*_`\s]*(?:https?:\/\/[^\s/]{1,100})?$/.test(source.slice(0, at))) continue;
    if (/^(?:descri|note|example|purpose)/.test(name)) continue;
    const target = readTarget(source, at, true);
    if (target === null) continue;
    for (const method of methods) emitRequest({ method, ...target }, other.start, emit);
    return;
  }
}

/** Request lines and calls of curl. */
function inBlock(block: CodeBlock, tree: Tree, emit: Emit<Endpoint>): void {
  if (!REQUESTS.has(languageOf(block))) return;
  // "/api/tasks/" over indented lines with a method and the rest of the path.
  let base = "";
  for (let i = 0; i + 1 < block.lines.length; i += 2) {
    const start = block.lines[i] ?? 0;
    const line = tree.text.slice(start, Math.min(block.lines[i + 1] ?? start, start + 600));
    if (LINE.test(line)) {
      const [first] = readRequests(line);
      if (first === undefined) continue;
      const path =
        base !== "" && /^\s/.test(line) && !first.path.startsWith(base) ? joined(base, first.path) : first.path;
      emitRequest({ ...first, path }, start, emit);
      continue;
    }
    if (/^\S/.test(line)) base = /^(\/[\w{}:./-]{1,200})\s*(?:#.*|\/\/.*|\(.*)?$/.exec(line)?.[1] ?? "";
    if (line.includes("curl")) curl(block, i, start, line, tree, emit);
  }
}

function joined(base: string, path: string): string {
  const rest = path === "/" ? "" : path;
  return `${base.replace(/\/$/, "")}${rest}`;
}

function curl(block: CodeBlock, at: number, start: number, line: string, tree: Tree, emit: Emit<Endpoint>): void {
  if (!CURL.test(line)) return;
  // The call goes on where a line ends in a backslash.
  let whole = line;
  let next = at + 2;
  while (whole.trimEnd().endsWith("\\") && next + 1 < block.lines.length && next <= at + 20) {
    whole += `\n${tree.text.slice(block.lines[next], Math.min(block.lines[next + 1] ?? 0, (block.lines[next] ?? 0) + 600))}`;
    next += 2;
  }
  const url =
    /(?:https?:\/\/[^\s/"'`<>]{1,200}|\$\{?\w{1,60}\}?|\{\{?\w{1,60}\}?\}|\blocalhost(?::\d{1,5})?)(?=\/)/.exec(line);
  if (url === null) return;
  const target = readTarget(line, url.index + url[0].length, true);
  if (target === null) return;
  const named = /\s(?:-X|--request)[\s=]*['"]?(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\b/.exec(whole)?.[1];
  const sends = /\s(?:-d|--data(?:-\w+)?|--json|-F|--form)[\s=]/.test(whole);
  emitRequest({ method: named ?? (sends ? "POST" : "GET"), ...target }, start, emit);
}
