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
      { name: "fix", takes: "flag", summary: "Put right what can be put right with certainty" },
      { name: "diff", takes: "flag", summary: "Show what --fix would change, and change nothing" },
      {
        name: "changed",
        takes: "optional",
        placeholder: "BASE",
        summary:
          "Only documents that changed since the branch left BASE (default: the default branch), committed or not",
      },
      {
        name: "staged",
        takes: "flag",
        summary: "Only documents that are staged, as they are staged: for commit hooks",
      },
      {
        name: "baseline",
        takes: "value",
        placeholder: "FILE",
        summary: "Leave out findings that this file knows (default: what lintel.yaml says)",
      },
      { name: "write-baseline", takes: "flag", summary: "Write today's findings to the baseline, and report none" },
      {
        name: "fail-on",
        takes: "value",
        placeholder: "SEVERITY",
        choices: ["error", "warning", "info", "never"],
        summary: "The mildest finding that makes the exit code 1",
      },
      { name: "rule", takes: "values", placeholder: "RULE", summary: "Only this rule; may be given several times" },
      {
        name: "template",
        takes: "value",
        placeholder: "WHEN",
        choices: ["today", "then"],
        summary: "Hold documents to today's template, or to that of the day of their first commit",
      },
      { name: "limit", takes: "value", placeholder: "N", summary: "Show at most N findings (pretty; 0 for all)" },
      { name: "profile", takes: "flag", summary: "Say on standard error where the time went" },
      ...selection,
    ],
    examples: [
      { line: "lintel check", does: "every design below this folder" },
      { line: "lintel check directive/specs/20260114-retry/tdr.md", does: "one document" },
      { line: "lintel check --fix", does: "put right what can be put right" },
      { line: "lintel check --changed origin/main --format github", does: "in CI: what a pull request touches" },
      {
        line: "lintel check --write-baseline",
        does: "begin with a repository that has many findings: only new ones will count",
      },
      { line: "lintel check -o sarif=lintel.sarif -o junit=lintel.xml", does: "several formats in one run" },
      { line: "cat tdr.md | lintel check - --stdin-filename specs/retry/tdr.md", does: "a text that is not saved yet" },
    ],
    notes: [
      "A file is always read. A folder stands for the documents in it that a layout or lintel.yaml knows; where it has none, for all its Markdown files. Without paths the current folder is meant.",
      "Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 something could not be read or nothing was there to read.",
    ],
    load: () => import("../commands/check.ts"),
  },
];
