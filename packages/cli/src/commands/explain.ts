import {
  BUILT_IN_NAMES,
  builtInKind,
  CANONICAL_IDS,
  CLAIM_KINDS,
  closest,
  FIELD_NAMES,
  LAYOUTS,
  LEXICON,
  RULES,
  schemaVersion,
  type ClaimExample,
  type ClaimKind,
  type Kind,
  type Layout,
  type Rule,
  type RuleExample,
  type SectionSpec,
  JUDGES,
  TOPICS,
} from "@lintel/core";
import { EDGE_RULES } from "../analysis/edge-rules.ts";
import { valueOf, type Invocation } from "../program/command.ts";
import { Exit, Stop, type ExitCode } from "../program/exit.ts";
import { markdownToTerminal } from "../program/markdown.ts";

/** One thing that can be explained, and its page in Markdown. */
interface Topic {
  readonly name: string;
  readonly what: "rule" | "claim" | "section" | "field" | "layout";
  readonly summary: string;
  page(): string;
}

export function run(invocation: Invocation): ExitCode {
  const { io, operands } = invocation;
  const format = valueOf(invocation, "format") ?? "pretty";
  const topics = allTopics();
  const [wanted] = operands;
  const found = wanted === undefined ? topics : topicsNamed(wanted, topics);
  if (format === "json") {
    const entries = found.map((topic) => ({
      name: topic.name,
      what: topic.what,
      summary: topic.summary,
      ...(wanted === undefined ? {} : { markdown: topic.page() }),
    }));
    io.out(`${JSON.stringify({ schemaVersion, topics: entries }, null, 2)}\n`);
    return Exit.Fine;
  }
  const text = wanted === undefined ? index(found) : found.map((topic) => topic.page()).join("\n");
  io.out(format === "markdown" ? text : markdownToTerminal(text, io.terminal));
  return Exit.Fine;
}

function topicsNamed(wanted: string, topics: readonly Topic[]): readonly Topic[] {
  const folded = wanted.toLowerCase();
  const found = topics.filter(({ name }) => name.toLowerCase() === folded);
  if (found.length > 0) return found;
  const near = closest(
    wanted,
    topics.map(({ name }) => name),
  );
  const hint = near === null ? "`lintel explain` without a name lists everything." : `Did you mean \`${near}\`?`;
  throw new Stop(Exit.Usage, `there is no rule, kind of claim, section, field or layout \`${wanted}\`. ${hint}`);
}

function allTopics(): readonly Topic[] {
  return [
    ...RULES.map(ruleTopic),
    ...EDGE_RULES.map(({ id, severity, documentation }): Topic => ({
      name: id,
      what: "rule",
      summary: documentation.summary,
      page: () =>
        `# ${id}\n\n*${severity}* — ${documentation.summary}\n\n${documentation.why}\n\n${documentation.notes ?? ""}\n`,
    })),
    ...CLAIM_KINDS.map(claimTopic),
    ...sectionTopics(),
    ...fieldTopics(),
    ...LAYOUTS.map(layoutTopic),
  ];
}

const TITLES = {
  rule: "Rules",
  claim: "Kinds of claim",
  section: "Sections",
  field: "Fields",
  layout: "Layouts",
} as const;

function index(topics: readonly Topic[]): string {
  const parts = Object.entries(TITLES).map(([what, title]) => {
    const own = topics.filter((topic) => topic.what === what);
    return `# ${title}\n\n${own.map(({ name, summary }) => `- \`${name}\`: ${summary}`).join("\n")}\n`;
  });
  return `${parts.join("\n")}\n\`lintel explain <name>\` shows one of them with examples.\n`;
}

function ruleTopic(rule: Rule): Topic {
  const { id, documentation } = rule;
  return { name: id, what: "rule", summary: documentation.summary, page: () => rulePage(rule) };
}

function rulePage({ id, severity, documentation, needs, options, bad, good }: Rule): string {
  const out = [`# ${id}`, "", `*${severity}* — ${documentation.summary}`, "", documentation.why, ""];
  if (documentation.notes !== undefined) out.push(documentation.notes, "");
  if (needs !== undefined) {
    out.push(
      `It says nothing where the ${needs === "design" ? "other documents of the design" : "repository"} cannot be seen.`,
      "",
    );
  }
  if (bad.length > 0) out.push("## It finds", "", ...bad.flatMap(ruleExample));
  if (good.length > 0) out.push("## It is content with", "", ...good.flatMap(ruleExample));
  const settings = Object.entries(options ?? {});
  if (settings.length > 0) {
    out.push("## Options", "");
    for (const [name, spec] of settings)
      out.push(`- \`${name}\` (${spec.type}, default \`${JSON.stringify(spec.default)}\`): ${spec.description}`);
    out.push("");
  }
  out.push("## In lintel.yaml", "", "```yaml", "rules:", `  ${id}: off        # or error, warning, info`);
  for (const [name, spec] of settings.slice(0, 1)) {
    out.push("# or", "rules:", `  ${id}:`, `    severity: ${severity}`, `    ${name}: ${JSON.stringify(spec.default)}`);
  }
  out.push(
    "```",
    "",
    "In a document, with a reason:",
    "",
    "```markdown",
    `<!-- lintel-ignore-next ${id}: why it is right here -->`,
    "```",
    "",
  );
  return out.join("\n");
}

function ruleExample({ markdown, findings, path, kind, fixed }: RuleExample): string[] {
  const about = [...(kind === undefined ? [] : [`read as ${kind}`]), ...(path === undefined ? [] : [`in \`${path}\``])];
  const out = about.length === 0 ? [] : [`${about.join(", ")}:`, ""];
  out.push(...fenced(markdown, "markdown"));
  for (const { line, message } of findings ?? []) {
    out.push(`- line ${line}: ${typeof message === "string" ? message : readable(message)}`);
  }
  if ((findings ?? []).length > 0) out.push("");
  if (fixed !== undefined) out.push("`--fix` makes of it:", "", ...fenced(fixed, "markdown"));
  return out;
}

/** A pattern as the text that it stands for, near enough for a reader. */
function readable(pattern: RegExp): string {
  return pattern.source.replace(/\\([.()[\]?+*/])/g, "$1").replace(/^\^|\$$/g, "");
}

/** A block with a fence longer than any in it. */
function fenced(text: string, info: string): string[] {
  const longest = Math.max(2, ...(text.match(/`{3,}/g) ?? []).map(({ length }) => length));
  const fence = "`".repeat(longest + 1);
  return [`${fence}${info}`, text.replace(/\n$/, ""), fence, ""];
}

function claimTopic(claim: ClaimKind<string, unknown>): Topic {
  const { kind, title, documentation, examples } = claim;
  return {
    name: kind,
    what: "claim",
    summary: documentation.what,
    page: () =>
      [
        `# ${kind}`,
        "",
        `${title}. ${documentation.what}`,
        "",
        `**Counts**: ${documentation.counts}`,
        "",
        ...(documentation.not === "" ? [] : [`**Does not count**: ${documentation.not}`, ""]),
        ...(claim.zones === undefined ? [] : [`**Looked for in**: ${claim.zones.of.join(", ")}`, ""]),
        ...judgedLines(kind),
        "## Examples",
        "",
        ...examples.flatMap(claimExample),
      ].join("\n"),
  };
}

/** How `lintel verify` judges claims of a kind. */
function judgedLines(kind: string): string[] {
  const judge = JUDGES.find((each) => each.kind === kind);
  if (judge === undefined)
    return ["## Verified", "", "Nothing that evidence could prove: `lintel verify` counts it as not judged.", ""];
  const { holds, broken, unproven } = judge.documentation;
  const provide = judge.needs.map((topic) => TOPICS[topic].provide);
  return [
    "## Verified",
    "",
    `- **holds**: ${holds}`,
    `- **broken**: ${broken}`,
    `- **unproven**: ${unproven}`,
    "",
    ...provide.flatMap((line) => [line, ""]),
  ];
}

function claimExample({ markdown, claims }: ClaimExample<unknown>): string[] {
  const found = claims.map(({ line, text, value }) => {
    const data = value === undefined || Object.keys(value).length === 0 ? "" : ` \`${JSON.stringify(value)}\``;
    return `- line ${line}: ${text}${data}`;
  });
  return [...fenced(markdown, "markdown"), ...(found.length === 0 ? ["Nothing.", ""] : [...found, ""])];
}

function sectionTopics(): readonly Topic[] {
  const names = new Map(LEXICON.map(([id, phrases]) => [id, phrases]));
  return CANONICAL_IDS.map((id) => {
    const uses = BUILT_IN_NAMES.flatMap((name) => usesOf(id, builtInKind(name)));
    return {
      name: id,
      what: "section",
      summary: `The function “${id.replaceAll("-", " ")}” of a section`,
      page: () =>
        [
          `# ${id}`,
          "",
          "A function that a section can have, whatever it is called.",
          "",
          ...phrasesLines(names.get(id) ?? []),
          ...(uses.length === 0 ? [] : ["## In the built-in templates", "", ...uses, ""]),
        ].join("\n"),
    };
  });
}

function phrasesLines(phrases: readonly string[]): string[] {
  if (phrases.length === 0) return [];
  const shown = phrases.map((phrase) => `\`${phrase}\``).join(", ");
  return [
    `It is recognised by these words in a title: ${shown}.`,
    "",
    "In them `a/b` are choices, `word(s)` both numbers, `^` and `$` the ends of the title, `…` any words.",
    "",
  ];
}

function usesOf(id: string, kind: Kind): string[] {
  const found: string[] = [];
  const visit = (section: SectionSpec): void => {
    const guidance = section.guidance.replace(/\s+/g, " ").trim();
    if (section.canonical === id)
      found.push(`- ${kind.name}, “${section.title}”${guidance === "" ? "" : `: ${guidance}`}`);
    for (const prompt of section.prompts) {
      if (prompt.canonical === id && prompt.canonical !== section.canonical) {
        found.push(
          `- ${kind.name}, “${prompt.label}” under “${section.title}”: ${prompt.guidance.replace(/\s+/g, " ")}`,
        );
      }
    }
    for (const child of section.children) visit(child);
  };
  for (const section of kind.sections) visit(section);
  return found;
}

function fieldTopics(): readonly Topic[] {
  return FIELD_NAMES.map(([key, names]) => ({
    name: key,
    what: "field",
    summary: `A field: ${names.slice(0, 3).join(", ")}${names.length > 3 ? ", …" : ""}`,
    page: () =>
      [
        `# ${key}`,
        "",
        "A field that a document says of itself: a line above the first section, a row of a table there, or a key of the front matter.",
        "",
        `It is recognised by these labels: ${names.map((name) => `\`${name}\``).join(", ")}.`,
        "",
      ].join("\n"),
  }));
}

function layoutTopic({ name, title, documentation, steps }: Layout): Topic {
  const order = steps.map(
    ({ kind, file, optional }) => `1. ${kind}: \`${file}\`${optional === true ? " (when needed)" : ""}`,
  );
  return {
    name,
    what: "layout",
    summary: title,
    page: () =>
      [
        `# ${name}`,
        "",
        `${title}: ${documentation}`,
        "",
        ...(order.length === 0 ? [] : ["Documents of a design, in the order in which they are due:", "", ...order, ""]),
        "```yaml",
        "layouts:",
        `  ${name}: off      # stops Lintel from looking for it`,
        "```",
        "",
      ].join("\n"),
  };
}
