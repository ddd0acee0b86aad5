import { RULES, schemaVersion } from "@lintel/core";
import { settingsFor } from "../analysis/settings.ts";
import { flag, valueOf, type Invocation } from "../program/command.ts";
import { Exit, Stop, type ExitCode } from "../program/exit.ts";
import { pad, printable, styles } from "../program/text.ts";
import { configSchema } from "../workspace/config/schema.ts";
import { selectDocuments } from "../workspace/select.ts";
import { openWorkspace, shownPath, VOCABULARY, type Workspace } from "../workspace/workspace.ts";

/** One effective value and where it comes from. */
interface Value {
  readonly key: string;
  readonly value: unknown;
  readonly from: string;
}

export async function run(invocation: Invocation): Promise<ExitCode> {
  const { io, cwd, operands } = invocation;
  if (flag(invocation, "schema")) {
    io.out(`${JSON.stringify(configSchema(VOCABULARY), null, 2)}\n`);
    return Exit.Fine;
  }
  const workspace = await openWorkspace(cwd, valueOf(invocation, "config"), operands);
  const values = valuesOf(workspace, documentPath(workspace, operands, cwd));
  if (valueOf(invocation, "format") === "json") {
    const { folder, configFile } = workspace.root;
    io.out(`${JSON.stringify({ schemaVersion, root: folder, file: configFile, values }, null, 2)}\n`);
    return Exit.Fine;
  }
  const s = styles(io.terminal.colour);
  const { configFile, folder } = workspace.root;
  const file = configFile === null ? "no lintel.yaml" : shownPath(configFile, cwd);
  const widest = Math.max(...values.map(({ key }) => key.length));
  io.out(
    [
      `${s.bold("root")}  ${printable(folder)}`,
      `${s.bold("file")}  ${printable(file)}`,
      "",
      ...values.map(({ key, value, from }) => {
        const text = typeof value === "string" ? value : JSON.stringify(value);
        return `${pad(key, widest)}  ${from === "default" ? text : s.cyan(printable(text))}  ${s.dim(from)}`;
      }),
      "",
    ].join("\n"),
  );
  return Exit.Fine;
}

function documentPath(workspace: Workspace, operands: readonly string[], cwd: string): string | null {
  if (operands.length === 0) return null;
  const { documents } = selectDocuments(workspace, operands, cwd, { all: true, among: null });
  const [document] = documents;
  if (document === undefined || documents.length !== 1) {
    throw new Stop(Exit.Usage, "`lintel config` shows the settings of one document; name a file.");
  }
  return document.path;
}

/** Effective values; those of one document when it is named. */
function valuesOf(workspace: Workspace, path: string | null): readonly Value[] {
  const { config, rawConfig } = workspace;
  const from = (key: string): string => (Object.hasOwn(rawConfig, key) ? "lintel.yaml" : "default");
  const values: Value[] = [
    { key: "fail-on", value: config.failOn, from: from("fail-on") },
    { key: "inline-ignores", value: config.rules.ignores, from: from("inline-ignores") },
    { key: "baseline", value: config.baseline, from: from("baseline") },
    {
      key: "ignore",
      value: config.ignore.map(({ glob, negated }) => (negated ? "!" : "") + glob.pattern),
      from: from("ignore"),
    },
  ];
  for (const { name } of workspace.layouts)
    values.push({ key: `layouts.${name}`, value: "auto", from: layoutFrom(workspace, name) });
  for (const name of config.layoutsOff) values.push({ key: `layouts.${name}`, value: "off", from: "lintel.yaml" });
  for (const { name, path: template, documents, judgeBy } of config.templates) {
    values.push({
      key: `templates.${name}`,
      value: { path: template, documents: documents.map(({ pattern }) => pattern), "judge-by": judgeBy },
      from: "lintel.yaml",
    });
  }
  const { check } = path === null ? { check: config.rules } : settingsFor(path, config, []);
  for (const rule of RULES) {
    const severity = check.severities[rule.id] ?? rule.severity;
    const options = check.options[rule.id];
    values.push({
      key: `rules.${rule.id}`,
      value: options === undefined ? severity : { severity, ...options },
      from: ruleFrom(workspace, rule.id, severity, rule.severity, options),
    });
  }
  return values;
}

function layoutFrom({ rawConfig }: Workspace, name: string): string {
  const { layouts } = rawConfig;
  return typeof layouts === "object" && layouts !== null && Object.hasOwn(layouts, name) ? "lintel.yaml" : "default";
}

function ruleFrom({ config }: Workspace, id: string, severity: string, normal: string, options: unknown): string {
  const named = config.rules.severities[id] ?? normal;
  if (severity !== named || options !== config.rules.options[id]) return "lintel.yaml, overrides";
  return config.rules.severities[id] === undefined && config.rules.options[id] === undefined
    ? "default"
    : "lintel.yaml";
}
