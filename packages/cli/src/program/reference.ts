import type { CommandSpec, OptionSpec } from "./command.ts";
import { COMMANDS, GLOBAL_OPTIONS } from "./commands.ts";
import { optionHead } from "./help.ts";

/** The reference of the command line as a Markdown page: `docs/reference/cli.md` is made of it, and a test holds the two together. */
export function referencePage(): string {
  const lines = [
    "# Command line",
    "",
    "Made from the table of commands by `node tools/reference.mjs`.",
    "",
    "```text",
    "lintel <command> [paths…] [options]",
    "```",
    "",
    "| command | does |",
    "| --- | --- |",
    ...COMMANDS.map(({ name, summary }) => `| [\`${name}\`](#lintel-${name}) | ${summary} |`),
    "",
    "## Exit codes",
    "",
    "| code | means |",
    "| ---: | --- |",
    "| 0 | fine |",
    "| 1 | findings, broken claims, or denied |",
    "| 2 | could not be judged: bad configuration, missing history, an unreadable file, nothing to read |",
    "| 64 | wrong usage |",
    "",
    "Nothing but the asked format goes to standard output. Progress and side remarks go to standard error, and only to a terminal.",
    "",
    "## Options of every command",
    "",
    ...optionTable(GLOBAL_OPTIONS),
    "",
    ...COMMANDS.flatMap(commandLines),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

function commandLines(spec: CommandSpec): string[] {
  const { name, summary, operands, options, examples, notes } = spec;
  const usage = ["lintel", name, operands, options.length > 0 ? "[options]" : ""]
    .filter((part) => part !== "")
    .join(" ");
  return [
    `## lintel ${name}`,
    "",
    `${summary}.`,
    "",
    "```text",
    usage,
    "```",
    "",
    ...examples.flatMap(({ line, does }) => ["```sh", line, "```", "", sentenceOf(does), ""]),
    ...(options.length > 0 ? [...optionTable(options), ""] : []),
    ...(notes ?? []).flatMap((note) => [note, ""]),
  ];
}

/** What an example does as a sentence; a path stays as it is written. */
function sentenceOf(does: string): string {
  return /^\S+[/.]\w+$/.test(does) ? `Writes \`${does}\`.` : `${does.charAt(0).toUpperCase()}${does.slice(1)}.`;
}

function optionTable(options: readonly OptionSpec[]): string[] {
  const rows = options.map((option) => {
    const choices =
      option.choices === undefined ? "" : `: ${option.choices.map((choice) => `\`${choice}\``).join(", ")}`;
    return `| \`${optionHead(option)}\` | ${option.summary}${choices} |`;
  });
  return ["| option | does |", "| --- | --- |", ...rows];
}
