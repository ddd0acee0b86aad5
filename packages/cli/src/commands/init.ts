import { createInterface } from "node:readline/promises";
import { join } from "node:path";
import { flag, type Invocation } from "../program/command.ts";
import { Exit, Stop, type ExitCode } from "../program/exit.ts";
import { styles } from "../program/text.ts";
import { BASELINE_NAME } from "../analysis/baseline.ts";
import { CONFIG_NAME } from "../workspace/root.ts";
import { locateDocument, openWorkspace, shownPath, type Workspace } from "../workspace/workspace.ts";
import { createFile } from "../workspace/write.ts";

export async function run(invocation: Invocation): Promise<ExitCode> {
  const { io, cwd } = invocation;
  const workspace = await openWorkspace(cwd, null);
  const { root } = workspace;
  if (root.configFile !== null) {
    io.err(`lintel: ${shownPath(root.configFile, cwd)} is there already, and stays as it is.\n`);
    return Exit.Fine;
  }
  const file = join(root.folder, CONFIG_NAME);
  const text = configText(workspace);
  const s = styles(io.terminal.colour);
  io.out(`${s.bold(shownPath(file, cwd))} will be written:\n\n${text.replace(/^/gm, "    ").trimEnd()}\n\n`);
  if (flag(invocation, "dry-run")) return Exit.Fine;
  if (!flag(invocation, "yes") && !(await agrees())) {
    io.err("lintel: nothing was written.\n");
    return Exit.Fine;
  }
  if (!createFile(file, text))
    throw new Stop(Exit.CannotJudge, `${shownPath(file, cwd)} appeared meanwhile, and was left alone.`);
  io.out(`Written. \`lintel status\` shows where every design stands, \`lintel check\` what is wrong.\n`);
  return Exit.Fine;
}

async function agrees(): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    throw new Stop(Exit.Usage, "nobody is here to answer; `lintel init --yes` writes without asking.");
  }
  const dialogue = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const answer = await dialogue.question("Write it? [y/N] ");
    return /^y(?:es)?$/i.test(answer.trim());
  } finally {
    dialogue.close();
  }
}

/** A configuration that says what is so already, and shows what could be said. */
function configText(workspace: Workspace): string {
  const markdown = workspace.disk.below("").filter((path) => /\.(?:md|mdx|markdown)$/i.test(path));
  const layouts = new Map<string, number>();
  for (const path of markdown) {
    const layout = locateDocument(workspace, path)?.layout;
    if (layout !== undefined) layouts.set(layout, (layouts.get(layout) ?? 0) + 1);
  }
  const found =
    layouts.size === 0
      ? ["# No design documents were found in the places that Lintel knows (`lintel explain` lists the layouts)."]
      : [...layouts].map(([name, n]) => `# Found: ${n} in the layout ${name}.`);
  const templates = markdown.filter(
    (path) => /template/i.test(path) && !path.includes("node_modules") && !path.startsWith(".github/"),
  );
  const own = templates.filter((path) => locateDocument(workspace, path) === null).slice(0, 3);
  return [
    "# What Lintel holds the design documents of this repository to. `lintel config` shows what is in force.",
    ...found,
    "",
    "# Templates of your own: documents that match are held to them.",
    "# templates:",
    ...(own.length === 0
      ? ["#   rfc:", "#     path: docs/rfc-template.md", "#     documents: docs/rfcs/*.md"]
      : own.flatMap((path) => [`#   ${nameFor(path)}:`, `#     path: ${path}`, "#     documents: docs/…/*.md"])),
    "",
    "# Documents to leave alone.",
    "# ignore:",
    "#   - docs/archive/**",
    "",
    "# Severities: error, warning, info, off. `lintel explain <rule>` says what a rule is about.",
    "# rules:",
    "#   prompt-unanswered: off",
    "",
    "# With many old findings: `lintel check --write-baseline`, and then only new ones count.",
    `# baseline: ${BASELINE_NAME}`,
    "",
    "# The mildest finding that makes `lintel check` fail.",
    "fail-on: error",
    "",
  ].join("\n");
}

function nameFor(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1).replace(/\.[a-z]+$/i, "");
  return (
    name
      .replace(/[-_.]?template[-_.]?/i, "")
      .replace(/^[N0]+-?/, "")
      .toLowerCase() || "design"
  );
}
