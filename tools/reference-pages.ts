// The pages of docs/reference that are made from the files of rules and claim kinds. `node tools/reference.mjs` writes them.

/** What the pages say of a rule. */
export interface RuleEntry {
  readonly id: string;
  readonly severity: string;
  readonly documentation: { readonly summary: string; readonly why: string; readonly notes?: string };
  readonly needs?: string;
  readonly bad?: readonly ExampleEntry[];
  readonly good?: readonly ExampleEntry[];
  readonly options?: Readonly<
    Record<string, { readonly type: string; readonly default: unknown; readonly description: string }>
  >;
}

interface ExampleEntry {
  readonly markdown: string;
  readonly kind?: string;
  readonly path?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly ignores?: string;
  readonly findings?: readonly { readonly line: number; readonly message: string | RegExp }[];
  readonly fixed?: string;
}

/** What the pages say of a kind of claim. */
export interface ClaimEntry {
  readonly kind: string;
  readonly title: string;
  readonly documentation: { readonly what: string; readonly counts: string; readonly not: string };
  readonly zones?: { readonly of: readonly string[] };
  readonly examples: readonly {
    readonly markdown: string;
    readonly claims: readonly { readonly line: number; readonly text: string; readonly value?: unknown }[];
  }[];
}

/** The rooms of the rules, in the order of the page. */
const ROOMS: Readonly<Record<string, readonly [title: string, about: string]>> = {
  links: ["Links", "What a document points to is there."],
  identity: ["Names, dates and siblings", "A document says the same of itself as its folder and its siblings do."],
  template: ["Template", "A document has what its template asks for."],
  criteria: ["Criteria and tests", "What is promised can be checked, and a test is named for it."],
  substance: ["Substance", "What a demanding reviewer asks."],
  form: ["Form", "What is written is shown as it was meant."],
  safety: ["Safety", "Nothing is hidden, nothing leaks."],
  ignores: ["Comments that silence rules", "An exception has a reason and an end."],
  edge: ["Files", "What was looked at could be read."],
};

const NOTE = "Made from the sources by `node tools/reference.mjs`; the examples are the tests.";

/** docs/reference/rules.md. `rooms` tells the folder of each rule. */
export function rulesPage(rules: readonly RuleEntry[], rooms: ReadonlyMap<string, string>): string {
  const roomOf = (rule: RuleEntry): string => rooms.get(rule.id) ?? "edge";
  const unknown = rules.filter((rule) => ROOMS[roomOf(rule)] === undefined);
  if (unknown.length > 0)
    throw new Error(`A room of rules has no title in tools/reference-pages.ts: ${unknown.map(roomOf).join(", ")}.`);
  const groups = Object.entries(ROOMS).flatMap(([room, [title, about]]) => {
    const own = rules.filter((rule) => roomOf(rule) === room).toSorted((a, b) => (a.id < b.id ? -1 : 1));
    return own.length === 0 ? [] : [{ title, about, own }];
  });
  const out = [
    "# Rules",
    "",
    NOTE,
    "",
    `${rules.length} rules. *Error* is what is certainly wrong, *warning* what most likely is, *info* what is worth a look. Severities and options are set`,
    "in `lintel.yaml`; a comment silences a rule in one place (see [Comments that silence rules](#comments-that-silence-rules)). `lintel explain <rule>` shows",
    "one of these entries in the terminal.",
    "",
  ];
  for (const { title, about, own } of groups) {
    out.push(`**[${title}](#${anchor(title)})**: ${about}`, "", "| rule | | finds |", "| --- | --- | --- |");
    for (const rule of own)
      out.push(
        `| [\`${rule.id}\`](#${rule.id}) | ${rule.severity}${isFixed(rule) ? ", fixes" : ""} | ${cell(rule.documentation.summary)} |`,
      );
    out.push("");
  }
  for (const { title, about, own } of groups) {
    out.push(`## ${title}`, "", about, "");
    for (const rule of own) out.push(...ruleEntry(rule));
  }
  return `${out.join("\n").trimEnd()}\n`;
}

function isFixed({ bad = [] }: RuleEntry): boolean {
  return bad.some(({ fixed }) => fixed !== undefined);
}

function ruleEntry(rule: RuleEntry): string[] {
  const { id, severity, documentation, needs, options = {}, bad = [], good = [] } = rule;
  const traits = [
    severity,
    ...(isFixed(rule) ? ["fixes"] : []),
    ...(needs === undefined ? [] : [`needs the ${needs}`]),
  ];
  const out = [`### ${id}`, "", `*${traits.join(", ")}*`, "", documentation.summary, "", documentation.why, ""];
  if (documentation.notes !== undefined) out.push(documentation.notes, "");
  const names = Object.entries(options);
  if (names.length > 0) {
    out.push("| option | default | |", "| --- | --- | --- |");
    for (const [name, spec] of names)
      out.push(`| \`${name}\` | \`${JSON.stringify(spec.default)}\` | ${cell(spec.description)} |`);
    out.push("");
  }
  for (const example of bad) out.push(...ruleExample(example, "Bad"));
  for (const example of good) out.push(...ruleExample(example, "Good"));
  return out;
}

function ruleExample(example: ExampleEntry, verdict: string): string[] {
  const { markdown, kind, path, files = {}, options = {}, ignores, findings = [], fixed } = example;
  const settings = Object.entries(options).map(([name, value]) => `\`${name}: ${JSON.stringify(value)}\``);
  const about = [
    ...(kind === undefined ? [] : [`read as \`${kind}\``]),
    ...(path === undefined ? [] : [`at \`${path}\``]),
    ...(settings.length === 0 ? [] : [`with ${settings.join(", ")}`]),
    ...(ignores === undefined ? [] : [`with \`inline-ignores: ${ignores}\``]),
  ];
  const out = [`${verdict}${about.length === 0 ? "" : `, ${about.join(", ")}`}:`, "", ...fenced(markdown, "markdown")];
  for (const { line, message } of findings)
    out.push(`- line ${line}: ${visible(typeof message === "string" ? message : readable(message))}`);
  if (findings.length > 0) out.push("");
  for (const [name, text] of Object.entries(files)) {
    if (text === "") out.push(`Beside it: \`${name}\`.`, "");
    else out.push(`Beside it, \`${name}\`:`, "", ...fenced(text, "markdown"));
  }
  if (fixed !== undefined) out.push("`--fix` makes of it:", "", ...fenced(fixed, "markdown"));
  return out;
}

/** How claims of a kind are judged, as the reference shows it. */
export interface JudgeEntry {
  readonly kind: string;
  readonly documentation: { readonly holds: string; readonly broken: string; readonly unproven: string };
}

/** docs/reference/claims.md. */
export function claimsPage(kinds: readonly ClaimEntry[], judges: readonly JudgeEntry[]): string {
  const sorted = kinds.toSorted((a, b) => (a.kind < b.kind ? -1 : 1));
  const out = [
    "# Kinds of claim",
    "",
    NOTE,
    "",
    `A claim is one checkable statement of a document. There are ${kinds.length} kinds. \`lintel claims <file>\` shows what was read, \`lintel explain <kind>\` one of`,
    "these entries. A negative statement (“None”, “No new metrics”) is never a claim.",
    "",
    "| kind | is |",
    "| --- | --- |",
    ...sorted.map(({ kind, documentation }) => `| [\`${kind}\`](#${kind}) | ${cell(documentation.what)} |`),
    "",
  ];
  for (const { kind, documentation, zones, examples } of sorted) {
    out.push(`## ${kind}`, "", documentation.what, "", `**Counts**: ${documentation.counts}`, "");
    if (documentation.not !== "") out.push(`**Does not count**: ${documentation.not}`, "");
    if (zones !== undefined)
      out.push(
        `**Looked for in** sections and labels of the function ${zones.of.map((id) => `\`${id}\``).join(", ")}.`,
        "",
      );
    const judge = judges.find((each) => each.kind === kind);
    if (judge !== undefined) {
      const { holds, broken, unproven } = judge.documentation;
      out.push("`lintel verify` says:", "");
      out.push(`- **holds**: ${holds}`, `- **broken**: ${broken}`, `- **unproven**: ${unproven}`, "");
    }
    for (const { markdown, claims } of examples) {
      out.push(...fenced(markdown, "markdown"));
      if (claims.length === 0) out.push("Nothing.", "");
      for (const { line, text, value } of claims) {
        const shown = value === undefined || JSON.stringify(value) === "{}" ? "" : ` — ${code(JSON.stringify(value))}`;
        out.push(`- line ${line}: ${code(text)}${shown}`);
      }
      if (claims.length > 0) out.push("");
    }
  }
  return `${out.join("\n").trimEnd()}\n`;
}

/** A block with a fence longer than any in it. */
function fenced(text: string, info: string): string[] {
  const longest = Math.max(2, ...(text.match(/`{3,}/g) ?? []).map(({ length }) => length));
  const fence = "`".repeat(longest + 1);
  return [`${fence}${info}`, visible(text).replace(/\n$/, ""), fence, ""];
}

/** A code span, whatever the text holds. */
function code(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const ticks = "`".repeat(longest + 1);
  const pad = text.startsWith("`") || text.endsWith("`") ? " " : "";
  return `${ticks}${pad}${visible(text)}${pad}${ticks}`;
}

/** A text with everything that nobody sees named: the pages of rules about hidden text hide nothing. */
function visible(text: string): string {
  return text
    .replaceAll("\r\n", "⟨CRLF⟩\n")
    .replace(
      /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\u3164\ufeff\uffa0\u{e0000}-\u{e01ef}]/gu,
      (character) => `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}⟩`,
    );
}

/** A pattern as the text that it stands for, near enough for a reader. */
function readable(pattern: RegExp): string {
  const text = pattern.source.replace(/\\([\\.()[\]?+*/{}|^$-])/g, "$1").replaceAll(".*", "…");
  return `${text.startsWith("^") ? "" : "… "}${text.replace(/^\^|\$$/g, "")}${text.endsWith("$") ? "" : " …"}`;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}

function anchor(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, "")
    .replaceAll(" ", "-");
}
