/** A small run of `lintel check`, written by hand: what reports are tested with. */
import type { DesignReport } from "../../src/analysis/portfolio.ts";
import {
  summarise,
  type ClaimReport,
  type DocumentReport,
  type FindingReport,
  type Unreadable,
} from "../../src/analysis/report.ts";
import type { Terminal } from "../../src/program/io.ts";
import type { CheckRun, ClaimsRun, ReportContext, StatusRun } from "../../src/reporters/reporter.ts";

const RETRY = [
  "# TDR — Retry payments",
  "",
  "**Author**: <agent>",
  "**Links**: [spec](spec/spec.md), see the table below",
  "",
  "## 1. Summary",
  "",
  "Cards that were declined for a passing reason are tried again, 最大で三回, without 👩 anybody asking.",
  "",
  "#### Charged twice",
  "",
  "\t- `POST /v1/retries`\tanswers 202",
  "",
  "## 7. Security, Privacy, Compliance",
  "",
].join("\n");

/** Everything that a document may hold to fool a reader: escapes, directions, markup of four formats. */
export const HOSTILE = "a\u001b[2J\u202eb | <b>&\"'\u0007 %0A::error:: [x](http://evil.example) @team #12 `c` ]]>";

const finding = (
  rule: string,
  severity: FindingReport["severity"],
  [line, column, endColumn]: readonly [number, number, number],
  message: string,
  more: Partial<FindingReport> = {},
): FindingReport => ({
  rule,
  severity,
  message,
  line,
  column,
  endLine: line,
  endColumn,
  fingerprint: `${rule}-${line}`,
  ...more,
});

const document = (path: string, more: Partial<DocumentReport>): DocumentReport => ({
  path,
  kind: null,
  design: null,
  digest: "",
  title: null,
  status: null,
  fields: {},
  sections: [],
  claims: [],
  findings: [],
  ...more,
});

export const retry = document("specs/20260114-retry/tdr.md", {
  kind: "tdr",
  design: "retry",
  digest: `sha256:${"0123456789abcdef".repeat(4)}`,
  title: "Retry payments",
  status: "in-review",
  findings: [
    finding("field-unfilled", "error", [3, 13, 20], "The field “Author” still says “<agent>”. Write the author.", {
      guidance: "Who answers for the\n  design, person or agent.",
    }),
    finding("link-broken", "error", [4, 19, 31], "“spec/spec.md” leads nowhere. Did you mean “spec.md”?", {
      fix: {
        title: "Link to spec.md",
        edits: [{ line: 4, column: 19, endLine: 4, endColumn: 31, text: "spec.md" }],
      },
      related: [
        {
          message: "The document that is there.",
          path: "specs/20260114-retry/spec.md",
          line: 1,
          column: 1,
          endLine: 1,
          endColumn: 17,
        },
      ],
    }),
    finding("summary-long", "info", [8, 64, 70], "“最大で三回” is about numbers. Keep them for the targets."),
    finding(
      "heading-skipped",
      "warning",
      [10, 1, 19],
      "“Charged twice” is a heading of level 4 below one of level 2.",
      {
        related: [
          {
            message: "The heading above it.",
            path: "specs/20260114-retry/tdr.md",
            line: 6,
            column: 1,
            endLine: 6,
            endColumn: 14,
          },
        ],
      },
    ),
    finding(
      "section-empty",
      "error",
      [14, 1, 36],
      "“Security, Privacy, Compliance” is empty. Write what the template asks for.",
    ),
  ],
});

/** Nine findings of one rule, and one that was written to do harm. */
export const many = document("notes/many.md", {
  title: HOSTILE,
  findings: [
    ...[1, 3, 5, 7, 9, 11, 13, 15, 17].map((line) =>
      finding("section-unfilled", "warning", [line, 3, 8], "“TODO” is a placeholder. Replace it.", {
        fingerprint: "section-unfilled-same",
      }),
    ),
    finding("text-hidden", "error", [20, 1, 4], HOSTILE),
  ],
});

export const clean = document("specs/20260114-retry/spec.md", {
  kind: "spec",
  design: "retry",
  title: "Retry payments",
});

const unreadable: Unreadable = { path: "notes/gone.md", reason: "it is a link to a file that is not there" };

export function runOf(documents: readonly DocumentReport[], more: Partial<CheckRun> = {}): CheckRun {
  const summary = summarise(documents);
  const tool = { name: "lintel", version: "1.2.3" } as const;
  const counts = { known: 0, gone: 0, fixed: 0 };
  return { tool, documents, unreadable: [], summary, ...counts, exitCode: summary.errors > 0 ? 1 : 0, ...more };
}

/** Everything at once. */
export const everything = runOf([many, clean, retry], {
  unreadable: [unreadable],
  known: 4,
  gone: 1,
  fixed: 2,
  exitCode: 2,
});

const FILES: ReadonlyMap<string, readonly string[]> = new Map([
  [retry.path, RETRY.split("\n")],
  [clean.path, ["# Retry payments"]],
  [many.path, Array.from({ length: 20 }, (_, i) => (i === 19 ? HOSTILE : i % 2 === 0 ? "- TODO: say it" : ""))],
]);

const PLAIN: Terminal = { isTerminal: false, colour: false, links: false, width: 80 };

export function contextOf(terminal: Partial<Terminal> = {}, limit = 0): ReportContext {
  return {
    terminal: { ...PLAIN, ...terminal },
    root: "/repository",
    shown: (path) => path,
    lines: (path) => FILES.get(path) ?? null,
    limit,
  };
}

const claim = (kind: string, line: number, text: string, section: string | null, value: object): ClaimReport => ({
  id: `${kind}:${line}`,
  kind,
  line,
  column: 3,
  endLine: line,
  endColumn: 3 + Array.from(text).length,
  text,
  section,
  value,
});

/** What was read in two documents. */
export const reading: ClaimsRun = {
  tool: { name: "lintel", version: "1.2.3" },
  documents: [
    {
      ...clean,
      fields: {},
      sections: [{ line: 1, level: 1, number: null, title: "Retry payments", canonical: "title" }],
    },
    {
      ...retry,
      fields: {
        title: { raw: "Retry payments", value: "Retry payments", line: 1, placeholder: false },
        author: { raw: "<agent>", value: "<agent>", line: 3, placeholder: true },
        reviewers: {
          raw: "@eng-lead, @security-team",
          value: ["@eng-lead", "@security-team"],
          line: 4,
          placeholder: false,
        },
        "other:Ticket of the \u001b[2J tracker": { raw: "", value: null, line: 5, placeholder: false },
        status: {
          raw: "In-Review",
          value: "in-review",
          line: 7,
          placeholder: false,
          path: "specs/20260114-retry/meta.yaml",
        },
      },
      sections: [
        { line: 1, level: 1, number: null, title: "TDR — Retry payments", canonical: "title" },
        { line: 6, level: 2, number: "1", title: "Summary", canonical: "summary" },
      ],
      claims: [
        claim("target", 8, "p95 < 200 ms", "performance", {
          metric: "latency",
          op: "<",
          value: 200,
          unit: "ms",
          quantile: "p95",
        }),
        claim("endpoint", 12, "POST /v1/retries", "api", { method: "POST", path: "/v1/retries" }),
        claim("goal", 13, HOSTILE, null, { role: "goal" }),
        claim("endpoint", 14, "/v1/health", "api", { method: null, path: "/v1/health" }),
      ],
    },
  ],
  unreadable: [unreadable],
};

const waiting: DesignReport = {
  id: "retry",
  path: "specs/20260114-retry",
  layout: "directive",
  title: "Retry payments",
  status: "in-review",
  documents: [
    { path: "specs/20260114-retry/spec.md", kind: "spec", status: null, errors: 0, warnings: 0, infos: 0 },
    { path: "specs/20260114-retry/tdr.md", kind: "tdr", status: "in-review", errors: 3, warnings: 1, infos: 1 },
  ],
  missing: [{ kind: "impact", path: "specs/20260114-retry/impact.md" }],
  findings: { errors: 3, warnings: 1, infos: 1 },
  claims: { total: 4, byKind: { goal: 1, target: 1, endpoint: 2 } },
  outcomes: null,
  openQuestions: 1,
  waitingFor: [
    { who: ["Ada | Lovelace"], for: "3 errors put right" },
    { who: ["@eng-lead", "@security-team"], for: "review" },
  ],
};

const done: DesignReport = {
  id: "one-database",
  path: "docs/adr/0001-one-database.md",
  layout: null,
  title: "One database",
  status: "approved",
  documents: [
    { path: "docs/adr/0001-one-database.md", kind: "adr", status: "approved", errors: 0, warnings: 0, infos: 0 },
  ],
  missing: [],
  findings: { errors: 0, warnings: 0, infos: 0 },
  claims: { total: 0, byKind: {} },
  outcomes: null,
  openQuestions: 0,
  waitingFor: [],
};

const silent: DesignReport = {
  ...done,
  id: HOSTILE,
  path: "notes/many.md",
  title: null,
  status: null,
  documents: [{ path: "notes/many.md", kind: null, status: null, errors: 0, warnings: 0, infos: 2 }],
  findings: { errors: 0, warnings: 0, infos: 2 },
};

/** Where three designs stand. */
export const portfolio: StatusRun = {
  tool: { name: "lintel", version: "1.2.3" },
  designs: [done, silent, waiting],
  unreadable: [unreadable],
  summary: { documents: 4, errors: 3, warnings: 1, infos: 3 },
};
