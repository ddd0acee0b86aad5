import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readDocument, RULES, schemaVersion } from "@lintel/core";
import { valueOf, type Invocation } from "../program/command.ts";
import { Exit, isStop, type ExitCode } from "../program/exit.ts";
import { count, printable, styles, wrap } from "../program/text.ts";
import { version } from "../version.ts";
import { runGit } from "../workspace/git.ts";
import { readSource } from "../workspace/read.ts";
import { locateDocument, openWorkspace, shownPath, type Workspace } from "../workspace/workspace.ts";

/** One thing that was looked at. `bad` makes the exit code 1. */
interface Observation {
  readonly topic: "program" | "repository" | "configuration" | "documents" | "templates" | "gate";
  readonly level: "good" | "note" | "bad";
  readonly message: string;
  /** What to do about it. */
  readonly next?: string;
}

export async function run(invocation: Invocation): Promise<ExitCode> {
  const { io, cwd } = invocation;
  const seen: Observation[] = program(cwd);
  let workspace: Workspace | null = null;
  try {
    workspace = await openWorkspace(cwd, valueOf(invocation, "config"));
  } catch (error) {
    if (!isStop(error)) throw error;
    seen.push({ topic: "configuration", level: "bad", message: error.message });
  }
  if (workspace !== null) {
    seen.push(...repository(workspace), ...configuration(workspace, cwd), ...documents(workspace), ...gate(workspace));
  }
  if (valueOf(invocation, "format") === "json") {
    io.out(`${JSON.stringify({ schemaVersion, tool: { name: "lintel", version }, observations: seen }, null, 2)}\n`);
  } else io.out(pretty(seen, invocation));
  return seen.some(({ level }) => level === "bad") ? Exit.Findings : Exit.Fine;
}

function program(cwd: string): Observation[] {
  const git = runGit(cwd, ["--version"]);
  const node = process.versions.node;
  return [
    { topic: "program", level: "good", message: `lintel ${version} on Node ${node}` },
    git.ok
      ? { topic: "program", level: "good", message: git.out.trim() }
      : {
          topic: "program",
          level: "bad",
          message: `git does not answer: ${git.message}`,
          next: "Install git; `--changed`, `--staged` and everything about history need it.",
        },
  ];
}

function repository({ root }: Workspace): Observation[] {
  if (root.repository === null) {
    return [
      {
        topic: "repository",
        level: "note",
        message: `${root.folder} is in no git repository`,
        next: "Documents are read all the same; what changed, and who approved, nobody can tell.",
      },
    ];
  }
  const seen: Observation[] = [
    { topic: "repository", level: "good", message: `git repository ${root.repository.workTree}` },
  ];
  if (existsSync(join(root.repository.commonDir, "shallow"))) {
    seen.push({
      topic: "repository",
      level: "note",
      message: "the clone is shallow: `--changed` and `--template then` may not find what they compare with",
      next: "git fetch --unshallow",
    });
  }
  return seen;
}

function configuration({ root, config, disk, kinds }: Workspace, cwd: string): Observation[] {
  const seen: Observation[] = [];
  if (root.configFile === null) {
    seen.push({
      topic: "configuration",
      level: "note",
      message: "no lintel.yaml: known layouts and built-in templates are used",
      next: "`lintel init` writes one.",
    });
  } else seen.push({ topic: "configuration", level: "good", message: `${shownPath(root.configFile, cwd)} is valid` });
  for (const template of config.templates) {
    if (kinds.fromTemplate(template.path, template.name) === null) {
      const reason = kinds.unreadable.get(template.path) ?? "it cannot be read";
      seen.push({
        topic: "templates",
        level: "bad",
        message: `the template \`${template.name}\` (${template.path}): ${reason}`,
        next: "Without it no document is held to it.",
      });
    }
  }
  if (config.baseline !== null && disk.exists(config.baseline) !== "file") {
    seen.push({
      topic: "configuration",
      level: "bad",
      message: `the baseline ${config.baseline} is not there`,
      next: "`lintel check --write-baseline` makes it.",
    });
  }
  const off = RULES.filter(({ id }) => config.rules.severities[id] === "off").map(({ id }) => id);
  if (off.length > 0)
    seen.push({
      topic: "configuration",
      level: "note",
      message: `${count(off.length, "rule")} off: ${off.join(", ")}`,
    });
  return seen;
}

/** Markdown files that are read to see whether they look like designs, at most. */
const MOST_READ = 500;

function documents(workspace: Workspace): Observation[] {
  const { disk, kinds } = workspace;
  const markdown = disk.below("").filter((path) => /\.(?:md|mdx|markdown)$/i.test(path));
  const byLayout = new Map<string, number>();
  const templates = new Map<string, string | null>();
  const strays: string[] = [];
  const untemplated = new Map<string, number>();
  let read = 0;
  for (const path of markdown) {
    const located = locateDocument(workspace, path);
    if (located !== null) {
      byLayout.set(located.layout, (byLayout.get(located.layout) ?? 0) + 1);
      if (located.template !== null) templates.set(located.template, located.kind);
      else if (located.kind !== null && kinds.of(located) === null) {
        untemplated.set(located.kind, (untemplated.get(located.kind) ?? 0) + 1);
      }
      continue;
    }
    if (read++ >= MOST_READ) continue;
    const source = readSource(path, disk.absolute(path));
    if (source.ok && !isTemplate(path) && kinds.recognise(readDocument(source.source, null).outline) !== null)
      strays.push(path);
  }
  const seen: Observation[] = [];
  if (byLayout.size === 0) {
    seen.push({
      topic: "documents",
      level: "bad",
      message: `no design documents among ${count(markdown.length, "Markdown file")}`,
      next: "Say in lintel.yaml where they are (`templates`), or begin one: `lintel new tdd <name>`.",
    });
  }
  for (const [layout, n] of byLayout)
    seen.push({ topic: "documents", level: "good", message: `${count(n, "document")} in the layout ${layout}` });
  if (strays.length > 0) {
    seen.push({
      topic: "documents",
      level: "note",
      message: `${strays.length === 1 ? "1 file looks like a design and is in no layout" : `${strays.length} files look like designs and are in no layout`}: ${list(strays)}`,
      next: "`templates.<name>.documents` in lintel.yaml takes them in; until then neither `lintel check` nor a gate sees them.",
    });
  }
  for (const [path, kind] of templates) seen.push(...templateState(workspace, path, kind));
  for (const [kind, n] of untemplated) {
    seen.push({
      topic: "templates",
      level: "note",
      message: `${count(n, "document")} of kind ${kind} and no template for it: sections are not checked`,
      next: `\`templates.${kind}.path\` in lintel.yaml names one.`,
    });
  }
  return seen;
}

function isTemplate(path: string): boolean {
  return /template/i.test(path);
}

function templateState({ kinds }: Workspace, path: string, name: string | null): Observation[] {
  const kind = kinds.fromTemplate(path, name);
  if (kind === null) {
    const reason = kinds.unreadable.get(path) ?? "it cannot be read";
    return [{ topic: "templates", level: "bad", message: `the template ${path} was not read: ${reason}` }];
  }
  const { sections, fields, problems } = kind;
  const about = `${path} (${kind.name}): ${count(sections.length, "section")}, ${count(fields.length, "field")}`;
  return [
    { topic: "templates", level: "good", message: about },
    ...problems.map(({ message }): Observation => ({
      topic: "templates",
      level: "bad",
      message: `${path}: ${message}`,
    })),
  ];
}

/** What stands between an unapproved design and the main branch; each is only looked at, never run. */
function gate({ root, disk, config }: Workspace): Observation[] {
  const workflows = [
    ...disk.names(".github/workflows").map((name) => `.github/workflows/${name}`),
    ...(disk.exists(".gitlab-ci.yml") === null ? [] : [".gitlab-ci.yml"]),
  ];
  const calls = workflows.filter((path) => mentionsLintel(disk.absolute(path)));
  const hooks =
    root.repository === null
      ? []
      : ["pre-commit", "pre-push", "commit-msg"].filter((name) =>
          mentionsLintel(join(root.repository?.commonDir ?? "", "hooks", name)),
        );
  const seen: Observation[] = [
    calls.length > 0
      ? { topic: "gate", level: "good", message: `lintel runs in ${list(calls)}` }
      : {
          topic: "gate",
          level: "note",
          message: "no CI job runs lintel: a change can go in with findings",
          next: "Run `lintel check --changed origin/main --format github` (or gitlab, junit, sarif) in CI, and require the job.",
        },
    hooks.length > 0
      ? { topic: "gate", level: "good", message: `lintel runs in the git hooks ${hooks.join(", ")}` }
      : {
          topic: "gate",
          level: "note",
          message: "no git hook runs lintel: what is wrong is seen after the commit",
          next: "Call `lintel check --staged` in .git/hooks/pre-commit.",
        },
  ];
  if (config.failOn === "never") {
    seen.push({ topic: "gate", level: "note", message: "`fail-on: never`: no finding stops anything" });
  }
  if (config.rules.ignores !== "forbid") {
    seen.push({
      topic: "gate",
      level: "note",
      message: "comments in documents may silence rules (with a reason)",
      next: "`inline-ignores: forbid` stops that.",
    });
  }
  return seen;
}

function mentionsLintel(file: string): boolean {
  try {
    return /\blintel\b/.test(readFileSync(file, "utf8"));
  } catch {
    return false;
  }
}

const MOST_LISTED = 5;

function list(paths: readonly string[]): string {
  const shown = paths.slice(0, MOST_LISTED).map(printable).join(", ");
  return paths.length > MOST_LISTED ? `${shown} and ${paths.length - MOST_LISTED} more` : shown;
}

const TITLES = {
  program: "Program",
  repository: "Repository",
  configuration: "Configuration",
  documents: "Documents",
  templates: "Templates",
  gate: "What a gate would miss",
} as const;

function pretty(seen: readonly Observation[], { io }: Invocation): string {
  const s = styles(io.terminal.colour);
  const signs = { good: s.green("✓"), note: s.yellow("!"), bad: s.red("✗") };
  const out: string[] = [];
  for (const [topic, title] of Object.entries(TITLES)) {
    const own = seen.filter((each) => each.topic === topic);
    if (own.length === 0) continue;
    out.push(s.bold(title));
    for (const { level, message, next } of own) {
      const text = message
        .split("\n")
        .map((line) => wrap(line, io.terminal.width, "    "))
        .join("\n")
        .trimStart();
      out.push(`  ${signs[level]} ${text}`);
      if (next !== undefined) out.push(s.dim(wrap(next, io.terminal.width, "    ")));
    }
    out.push("");
  }
  return out.join("\n");
}
