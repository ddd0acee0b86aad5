/** The one table of commands. Help, "did you mean", completions and docs/reference/cli.md are made from it. */
import { FORMATS } from "../reporters/reporter.ts";
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

const others = () => import("../commands/others.ts");

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

const judging: OptionSpec = {
  name: "verify",
  takes: "flag",
  summary: "Hold every claim against the evidence that lintel.yaml names as well",
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
    name: "init",
    summary: "Write a first lintel.yaml, after showing it",
    operands: "",
    operandCount: [0, 0],
    completes: "nothing",
    options: [
      { name: "yes", short: "y", takes: "flag", summary: "Write without asking" },
      { name: "dry-run", takes: "flag", summary: "Show what would be written, and write nothing" },
    ],
    examples: [
      { line: "lintel init", does: "show what will be written, ask, write" },
      { line: "lintel init --yes", does: "the same without asking" },
    ],
    notes: [
      "Nothing that is there is ever overwritten. Lintel works without a lintel.yaml; it is there for what you want otherwise.",
    ],
    load: async () => (await others()).init,
  },
  {
    name: "new",
    summary: "Begin a document from your template, in its place, dated and numbered",
    operands: "<kind> <name> | <design>",
    operandCount: [1, 2],
    completes: "kinds",
    options: [
      { name: "title", takes: "value", placeholder: "TITLE", summary: "Title (default: made of the name)" },
      { name: "author", takes: "value", placeholder: "NAME", summary: "Author (default: git's user.name)" },
      { name: "date", takes: "value", placeholder: "YYYY-MM-DD", summary: "Date (default: today)" },
      { name: "dry-run", takes: "flag", summary: "Show the document, and write nothing" },
    ],
    examples: [
      { line: "lintel new spec retry-payments", does: "directive/specs/20260114-retry-payments/spec.md" },
      { line: "lintel new retry-payments", does: "the next document of that design that is due: impact, then tdr, …" },
      { line: 'lintel new adr "Use an outbox for events"', does: "docs/adr/0007-use-an-outbox-for-events.md" },
      { line: "lintel new tdd search --dry-run", does: "only show it" },
    ],
    notes: [
      "Kinds are those of your lintel.yaml and the built-in ones: tdr, spec, impact, implementation-summary, tdd, adr; rfc where the repository has a folder of RFCs. The repository's own template is used where it has one.",
      "Nothing that is there is ever overwritten.",
    ],
    load: async () => (await others()).begin,
  },
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
      judging,
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
  {
    name: "claims",
    summary: "Show what Lintel reads in documents: fields, sections, claims",
    operands: "[paths…]",
    operandCount: [0, Number.POSITIVE_INFINITY],
    completes: "paths",
    options: [
      format(["pretty", "json", "jsonl"]),
      {
        name: "kind",
        takes: "values",
        placeholder: "KIND",
        summary: "Only claims of this kind; may be given several times",
      },
      ...selection,
    ],
    examples: [
      { line: "lintel claims docs/tdd/search.md", does: "what the document promises" },
      { line: "lintel claims --kind endpoint --kind table", does: "endpoints and tables of all designs" },
      {
        line: "lintel claims --format json > claims.json",
        does: "for scripts; schemas/claims.schema.json describes it",
      },
    ],
    load: () => import("../commands/claims.ts"),
  },
  {
    name: "verify",
    summary: "Hold every claim against evidence: holds, broken or unproven, with the reason and the place",
    operands: "[paths…]",
    operandCount: [0, Number.POSITIVE_INFINITY],
    completes: "paths",
    options: [
      format(FORMATS),
      {
        name: "kind",
        takes: "values",
        placeholder: "KIND",
        summary: "Only claims of this kind; may be given several times",
      },
      {
        name: "evidence",
        short: "e",
        takes: "values",
        placeholder: "NAME=WHERE",
        summary: "Evidence beside what lintel.yaml names, such as tests=reports/*.xml; may be given several times",
      },
      {
        name: "red-green",
        takes: "flag",
        summary:
          "Run the tests that designs name without the change (in temporary folders, by `evidence: test-command:`), to see which guard it",
      },
      {
        name: "base",
        takes: "value",
        placeholder: "REF",
        summary: "Where the change began, for --red-green (default: where the branch left the default branch)",
      },
      {
        name: "service",
        takes: "values",
        placeholder: "URL",
        summary: "Ask a running service for the endpoints of the designs; only requests that change nothing are sent",
      },
      {
        name: "load",
        takes: "value",
        placeholder: "URL",
        summary: "Put this address under load first (GET, on schedule), and hold targets against what it took",
      },
      { name: "rate", takes: "value", placeholder: "N", summary: "Requests per second of --load; 50 without it" },
      { name: "duration", takes: "value", placeholder: "SECONDS", summary: "How long --load lasts; 30 without it" },
      {
        name: "load-host",
        takes: "value",
        placeholder: "HOST",
        summary: "A host beside this machine that --load may put under load",
      },
      whole,
    ],
    examples: [
      { line: "lintel verify", does: "every design below this folder" },
      { line: "lintel verify directive/specs/20260114-retry -e tests=junit.xml", does: "one design, with a report" },
      { line: "lintel verify --kind code-path", does: "only the paths that designs name" },
      {
        line: "lintel verify --load http://127.0.0.1:3000/v1/orders --rate 100",
        does: "targets, with a run of its own: 100 requests per second for 30 s, each timed from when it was due",
      },
    ],
    notes: [
      "Exit codes: 0 no claim is broken, 1 a claim is broken, 2 evidence or a document could not be read. What nobody could tell is unproven and never holds.",
    ],
    load: () => import("../commands/verify.ts"),
  },
  {
    name: "export",
    summary: "Write what designs say in a form that other tools read",
    operands: "<openapi> [paths…]",
    operandCount: [1, Number.POSITIVE_INFINITY],
    completes: "paths",
    options: [
      {
        name: "title",
        takes: "value",
        placeholder: "TITLE",
        summary: "Title of what is written (default: made of the designs)",
      },
      whole,
    ],
    examples: [
      {
        line: "lintel export openapi docs/tdd/search.md > openapi.json",
        does: "the endpoints and bodies of a design as OpenAPI 3.1",
      },
    ],
    notes: ["Schemas are inferred from the examples, and what the design does not say is not made up."],
    load: async () => (await others()).exporting,
  },
  {
    name: "evidence",
    summary: "Bind reports to the commit that they were made on, so that verify can count on them",
    operands: "<add|list|export> [reports…]",
    operandCount: [1, Number.POSITIVE_INFINITY],
    completes: "paths",
    options: [
      format(["pretty", "json"]),
      {
        name: "commit",
        takes: "value",
        placeholder: "COMMIT",
        summary: "With add: the commit that was checked out when the report was made (default: HEAD)",
      },
      { name: "command", takes: "value", placeholder: "COMMAND", summary: "With add: what was run, to be shown" },
      {
        name: "run",
        takes: "value",
        placeholder: "URL",
        summary: "With add: where the run can be seen (default: what the variables of the CI system say)",
      },
    ],
    examples: [
      { line: "lintel evidence add reports/junit.xml", does: "in the job that ran the tests, right behind them" },
      { line: 'lintel evidence add "reports/*.xml" --commit 4f561f8', does: "reports that were made elsewhere" },
      { line: "lintel evidence list", does: "what is bound, and whether it is of the state of today" },
      {
        line: "lintel evidence export reports/junit.xml > statement.json",
        does: "an in-toto statement (test-result/v0.1) for whoever signs it",
      },
    ],
    notes: [
      "A report does not say which sources it was made from, and its date proves nothing. A binding keeps the digest of the report, the commit, its tree and what was not committed, in .lintel/evidence/, a file for each report. Commit that folder or leave it out of git: a job that tests and verifies needs it only while it lasts.",
      "A report counts while the tree of HEAD is the one it was made on, so a rebase or squash that changes nothing keeps it. A binding is as honest as whoever made it; export and sign it where that is not enough.",
    ],
    load: async () => (await import("../commands/verify.ts")).evidence,
  },
  {
    name: "trace",
    summary: "Show criteria, the tests that are mapped to them and what these said, in both directions, gaps first",
    operands: "[paths…]",
    operandCount: [0, Number.POSITIVE_INFINITY],
    completes: "paths",
    options: [
      format(["pretty", "markdown", "csv", "json", "html"]),
      {
        name: "evidence",
        short: "e",
        takes: "values",
        placeholder: "NAME=WHERE",
        summary: "Test reports beside what lintel.yaml names: tests=reports/*.xml; may be given several times",
      },
      {
        name: "snapshot",
        takes: "value",
        placeholder: "FILE",
        summary: "The committed snapshot to compare with (default: .lintel/trace.json)",
      },
      {
        name: "write-snapshot",
        takes: "flag",
        summary: "Write the snapshot: criteria and tests were looked at together",
      },
      { name: "ratchet", takes: "flag", summary: "Fail when a criterion is proven less well than in the snapshot" },
      whole,
    ],
    examples: [
      { line: "lintel trace", does: "every criterion below this folder, those without proof first" },
      { line: "lintel trace -e tests=junit.xml --format html > trace.html", does: "the matrix as one page" },
      { line: "lintel trace --write-snapshot", does: "what is there now is what later runs are compared with" },
      { line: "lintel trace --ratchet", does: "in CI: coverage may grow and not fall" },
    ],
    notes: [
      "A criterion is called `<design>#AC-3` everywhere. Tests are found in sources of JavaScript, TypeScript, Python, Go, Java, Kotlin, Rust, C#, Ruby, PHP, C++ and shells, and in reports of test runs. Only a pass in a report that is bound to the judged commit is proof.",
      "Suspect is what changed since the snapshot was written: the words of a criterion, or the body of a test. Writing the snapshot again says that both were looked at.",
      "Exit codes: 0 shown, 1 coverage fell below the snapshot (--ratchet), 2 evidence, snapshot or a document could not be read.",
    ],
    load: () => import("../commands/trace.ts"),
  },
  {
    name: "status",
    summary: "Show where every design stands: status, documents, findings, claims, who is waited for",
    operands: "[paths…]",
    operandCount: [0, Number.POSITIVE_INFINITY],
    completes: "paths",
    options: [format(["pretty", "json", "markdown"]), judging, ...selection],
    examples: [
      { line: "lintel status", does: "every design below this folder" },
      { line: "lintel status --format markdown", does: "a table for a wiki or an issue" },
    ],
    load: () => import("../commands/status.ts"),
  },
  {
    name: "explain",
    summary: "Explain a rule, a kind of claim, a section, a field or a layout, with examples",
    operands: "[name]",
    operandCount: [0, 1],
    completes: "explainable",
    options: [format(["pretty", "markdown", "json"])],
    examples: [
      { line: "lintel explain link-broken", does: "why, what is found, what is fine, how to configure it" },
      { line: "lintel explain endpoint", does: "what counts as a claim of this kind" },
      { line: "lintel explain", does: "everything that can be explained" },
    ],
    load: async () => (await others()).explain,
  },
  {
    name: "config",
    summary: "Show the settings that are in force, and where each comes from",
    operands: "[file]",
    operandCount: [0, 1],
    completes: "paths",
    options: [format(["pretty", "json"]), { name: "schema", takes: "flag", summary: "The JSON Schema of lintel.yaml" }],
    examples: [
      { line: "lintel config", does: "the settings of the repository" },
      { line: "lintel config docs/tdd/search.md", does: "those of one document, overrides included" },
      { line: "lintel config --schema > lintel.schema.json", does: "for completion in an editor" },
    ],
    load: async () => (await others()).config,
  },
  {
    name: "doctor",
    summary: "Show what is set up, what is not, and what a gate would miss",
    operands: "",
    operandCount: [0, 0],
    completes: "nothing",
    options: [format(["pretty", "json"])],
    examples: [
      { line: "lintel doctor", does: "look at program, repository, configuration, documents, templates, gate" },
    ],
    notes: ["Exit code 1 when something is wrong that makes Lintel see less than you think."],
    load: async () => (await others()).doctor,
  },
  {
    name: "completion",
    summary: "Write the completions of a shell",
    operands: "<bash|zsh|fish>",
    operandCount: [1, 1],
    completes: "shells",
    options: [],
    examples: [
      { line: "source <(lintel completion bash)", does: "in ~/.bashrc" },
      { line: 'lintel completion zsh > "${fpath[1]}/_lintel"', does: "for zsh" },
      { line: "lintel completion fish > ~/.config/fish/completions/lintel.fish", does: "for fish" },
    ],
    load: async () => (await others()).completion,
  },
  {
    name: "version",
    summary: "Say the versions of Lintel, Node and git",
    operands: "",
    operandCount: [0, 0],
    completes: "nothing",
    options: [format(["pretty", "json"])],
    examples: [{ line: "lintel version", does: "for a report of a problem" }],
    load: async () => (await others()).version,
  },
  {
    name: "help",
    summary: "Show the commands, or one of them",
    operands: "[command]",
    operandCount: [0, 1],
    completes: "commands",
    options: [],
    examples: [{ line: "lintel help check", does: "options and examples of check" }],
    load: async () => (await others()).help,
  },
];
