/** The one table of commands. Help, "did you mean", completions and docs/reference/cli.md are made from it. */
import type { CommandSpec, OptionSpec } from "./command.ts";

export const GLOBAL_OPTIONS: readonly OptionSpec[] = [
  {
    name: "config",
    takes: "value",
    placeholder: "FILE",
    summary: "Configuration to use instead of the nearest lintel.yaml",
  },
  { name: "cwd", takes: "value", placeholder: "DIR", summary: "Run as if started in this folder" },
  { name: "quiet", short: "q", takes: "flag", summary: "No progress and no side remarks" },
  { name: "no-color", takes: "flag", summary: "No colours (as NO_COLOR does; FORCE_COLOR asks for them)" },
  { name: "help", short: "h", takes: "flag", summary: "Show this" },
];

export const FORMATS = ["pretty", "json", "jsonl", "sarif", "github", "gitlab", "junit", "markdown"] as const;

const format = (choices: readonly string[]): OptionSpec => ({
  name: "format",
  short: "f",
  takes: "value",
  placeholder: "FORMAT",
  choices,
  summary: "What to write to standard output",
});

const noCache: OptionSpec = { name: "no-cache", takes: "flag", summary: "Neither read nor write the cache" };

const whole: OptionSpec = {
  name: "all",
  takes: "flag",
  summary: "Every Markdown file below the paths, not only those that a layout or lintel.yaml knows",
};

const selection: readonly OptionSpec[] = [
  whole,
  {
    name: "stdin-filename",
    takes: "value",
    placeholder: "PATH",
    summary: "Read a document from standard input as if it were this file",
  },
  noCache,
];

export const COMMANDS: readonly CommandSpec[] = [
  {
    name: "check",
    summary: "Find what is missing, left unfilled, contradictory or dead in documents",
    operands: "[paths…]",
    operandCount: [0, Number.POSITIVE_INFINITY],
    completes: "paths",
    options: [
      format(FORMATS),
      {
        name: "output",
        short: "o",
        takes: "values",
        placeholder: "FORMAT=FILE",
        summary: "Write a format to a file as well; may be given several times",
      },
      ...selection,
    ],
    examples: [
      { line: "lintel check", does: "every design of this repository" },
      { line: "lintel check directive/specs/20260114-retry/tdr.md", does: "one document" },
      { line: "lintel check --format sarif -o junit=report.xml", does: "two formats in one run" },
    ],
    load: () => import("../commands/check.ts"),
  },
];
