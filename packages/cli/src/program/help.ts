import type { CommandSpec, Example, OptionSpec } from "./command.ts";
import { COMMANDS, GLOBAL_OPTIONS } from "./commands.ts";
import { styles, wrap, type Styles } from "./text.ts";
import type { Terminal } from "./io.ts";

/** The page that `lintel` and `lintel help` show. */
export function overview(terminal: Terminal): string {
  const s = styles(terminal.colour);
  const widest = Math.max(...COMMANDS.map(({ name }) => name.length));
  const lines = [
    `${s.bold("Lintel")} reads design documents in your own template and holds them to what they say.`,
    "",
    `${s.bold("Usage")}  lintel <command> [paths…] [options]`,
    "",
    ...COMMANDS.map(({ name, summary }) => row(s.cyan(name), name.length, widest, summary, terminal.width)),
    "",
    s.bold("Start here"),
    ...examples(
      [
        { line: "lintel status", does: "where every design of this repository stands" },
        { line: "lintel check", does: "what is missing or wrong" },
        { line: "lintel new tdr retry-payments", does: "a new document from your template, in its place" },
      ],
      s,
      terminal.width,
    ),
    "",
    wrap(
      "`lintel help <command>` says more about one. Exit codes: 0 fine, 1 findings, 2 could not be judged, 64 wrong usage.",
      terminal.width,
    ),
    "",
  ];
  return lines.join("\n");
}

/** The page of one command. */
export function helpFor(spec: CommandSpec, terminal: Terminal): string {
  const s = styles(terminal.colour);
  const { width } = terminal;
  const own = spec.options.map((option) => option.name);
  const globals = GLOBAL_OPTIONS.filter(({ name }) => !own.includes(name));
  const lines = [
    wrap(`${spec.summary}.`, width),
    "",
    `${s.bold("Usage")}  lintel ${[spec.name, spec.operands, "[options]"].filter((part) => part !== "").join(" ")}`,
    "",
    s.bold("Examples"),
    ...examples(spec.examples, s, width),
    "",
    ...(spec.options.length > 0 ? [s.bold("Options"), ...optionRows(spec.options, s, width), ""] : []),
    s.bold("Options of every command"),
    ...optionRows(globals, s, width),
    "",
    ...(spec.notes ?? []).flatMap((note) => [wrap(note, width), ""]),
  ];
  return lines.join("\n");
}

function examples(list: readonly Example[], s: Styles, width: number): string[] {
  return list.flatMap(({ line, does }) => [`  ${s.cyan(line)}`, wrap(does, width, "      ")]);
}

function optionRows(options: readonly OptionSpec[], s: Styles, width: number): string[] {
  const heads = options.map(optionHead);
  const widest = Math.min(30, Math.max(...heads.map(({ length }) => length)));
  return options.map((option, i) => {
    const head = heads[i] ?? "";
    const choices = option.choices === undefined ? "" : ` (${option.choices.join(", ")})`;
    return row(s.cyan(head), head.length, widest, option.summary + choices, width);
  });
}

/** `-q, --quiet`, `--format FORMAT`, `--changed [BASE]`. */
export function optionHead(option: OptionSpec): string {
  const value = option.placeholder ?? "VALUE";
  const suffix = option.takes === "flag" ? "" : option.takes === "optional" ? ` [${value}]` : ` ${value}`;
  return `${option.short === undefined ? "" : `-${option.short}, `}--${option.name}${suffix}`;
}

function row(head: string, length: number, widest: number, text: string, width: number): string {
  const indent = " ".repeat(widest + 4);
  if (length > widest || width < widest + 30) return `  ${head}\n${wrap(text, width, "      ")}`;
  return `  ${head}${" ".repeat(widest - length)}  ${wrap(text, width, indent).trimStart()}`;
}
