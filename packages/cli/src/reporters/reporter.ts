/**
 * Reporters: what a run found, in the format that was asked for. Pure functions from plain data to text.
 *
 *     io.out(await report(format, run, context)); // lintel check
 *     io.out(await reportClaims(format, run, place)); // lintel claims
 *     io.out(await reportVerify(format, run, place)); // lintel verify
 *     io.out(await reportTrace(format, run, place)); // lintel trace
 *     io.out(await reportStatus(format, run, place)); // lintel status
 *
 * `run` is what came out: documents in the order of their paths, what could not be read, counts. `context` is what the place of
 * output can show. Nothing here reads a clock, a file or the environment; source lines for code frames come through
 * `context.lines`, which a reporter calls for shown documents only. A reporter never writes. What it returns ends with a line
 * break and is all that goes to standard output, so several formats of one run (`-o junit=report.xml`) are several calls. Only
 * the module of the asked format is loaded.
 *
 * A run that is too large to wait for can go out as JSON lines while it goes on: `findingLines(document)` of `check/jsonl.ts` for
 * each document, then `endLines(run)`; together they are what the format `jsonl` is.
 *
 * A folder holds the formats of one command, a file one format. To add one: a file, its name in the list of its command, a case
 * in the function below the list, and a golden in `packages/cli/test/reporters/`.
 */
import type { Severity, SnapshotComparison, TraceMatrix } from "@lintel/core";
import type { DesignReport } from "../analysis/portfolio.ts";
import type { DocumentReport, Summary, Unreadable, VerifiedDocument } from "../analysis/report.ts";
import type { Terminal } from "../program/io.ts";

/** The outcome of `lintel check`, as reporters get it. */
export interface CheckRun {
  readonly tool: { readonly name: "lintel"; readonly version: string };
  /** In the order of their paths, those without findings too. */
  readonly documents: readonly DocumentReport[];
  readonly unreadable: readonly Unreadable[];
  readonly summary: Summary;
  /** Findings that the baseline knows; they are in no document here. */
  readonly known: number;
  /** Entries of the baseline that nobody found any more. */
  readonly gone: number;
  /** Findings that `--fix` put right; they are in no document here. */
  readonly fixed: number;
  readonly exitCode: number;
  /** The mildest severity that makes the run fail, or none at all; `error` when absent. */
  readonly failOn?: Severity | "never";
}

/** The outcome of `lintel claims`: what was read in each document. Findings do not matter to it. */
export interface ClaimsRun {
  readonly tool: CheckRun["tool"];
  /** In the order of their paths. */
  readonly documents: readonly DocumentReport[];
  readonly unreadable: readonly Unreadable[];
}

/** The outcome of `lintel status`. */
export interface StatusRun {
  readonly tool: CheckRun["tool"];
  /** In the order of their paths. */
  readonly designs: readonly DesignReport[];
  readonly unreadable: readonly Unreadable[];
  readonly summary: Summary;
}

/** The outcome of `lintel verify`. */
export interface VerifyRun {
  readonly tool: CheckRun["tool"];
  /** In the order of their paths. */
  readonly documents: readonly VerifiedDocument[];
  readonly unreadable: readonly Unreadable[];
  /** Evidence that was named and could not be read. */
  readonly problems: readonly { readonly at: string; readonly message: string }[];
}

/** The outcome of `lintel trace`. */
export interface TraceRun {
  readonly tool: CheckRun["tool"];
  readonly matrix: TraceMatrix;
  /** Against the committed snapshot; null when there is none. */
  readonly comparison: SnapshotComparison | null;
  readonly unreadable: readonly Unreadable[];
  /** Evidence that was named and could not be read. */
  readonly problems: readonly { readonly at: string; readonly message: string }[];
}

/** Where a report goes, and how paths are written there. */
export interface Place {
  readonly terminal: Terminal;
  /** Absolute folder that the paths of documents start from. */
  readonly root: string;
  /** A path as a person in the current folder writes it. */
  shown(path: string): string;
}

/** What a reporter of findings may know besides. */
export interface ReportContext extends Place {
  /** The lines of a document for code frames; null when it cannot be read (any more). */
  lines(path: string): readonly string[] | null;
  /** Findings that the pretty report shows, at most; 0 for all. */
  readonly limit: number;
  /** What was called, without options, for the lines that say what to do next: `lintel check docs`. Default: the bare command. */
  readonly command?: string;
}

/** Makes one format of a run. */
export type Reporter = (run: CheckRun, context: ReportContext) => string;

/** Formats of `lintel check`. */
export const FORMATS = ["pretty", "json", "jsonl", "sarif", "github", "gitlab", "junit", "markdown"] as const;

export type Format = (typeof FORMATS)[number];

/** A run of `lintel check` in a format. */
export async function report(format: Format, run: CheckRun, context: ReportContext): Promise<string> {
  return (await reporterOf(format))(run, context);
}

/** The reporter of a format of `lintel check`; its module is loaded now. */
export async function reporterOf(format: Format): Promise<Reporter> {
  switch (format) {
    case "pretty":
      return (await import("./check/pretty.ts")).pretty;
    case "json":
      return (await import("./check/json.ts")).json;
    case "jsonl":
      return (await import("./check/jsonl.ts")).jsonl;
    case "sarif":
      return (await import("./check/sarif.ts")).sarif;
    case "github":
      return (await import("./check/github.ts")).github;
    case "gitlab":
      return (await import("./check/gitlab.ts")).gitlab;
    case "junit":
      return (await import("./check/junit.ts")).junit;
    case "markdown":
      return (await import("./check/markdown.ts")).markdown;
    default:
      return format satisfies never;
  }
}

/** Formats of `lintel claims`. */
export type ClaimsFormat = "pretty" | "json" | "jsonl";

/** A run of `lintel claims` in a format. */
export async function reportClaims(format: ClaimsFormat, run: ClaimsRun, place: Place): Promise<string> {
  switch (format) {
    case "pretty":
      return (await import("./claims/pretty.ts")).pretty(run, place);
    case "json":
      return (await import("./claims/json.ts")).json(run);
    case "jsonl":
      return (await import("./claims/jsonl.ts")).jsonl(run);
    default:
      return format satisfies never;
  }
}

/** Formats of `lintel status`. */
export type StatusFormat = "pretty" | "json" | "markdown";

/** A run of `lintel status` in a format. */
export async function reportStatus(format: StatusFormat, run: StatusRun, place: Place): Promise<string> {
  switch (format) {
    case "pretty":
      return (await import("./status/pretty.ts")).pretty(run, place);
    case "json":
      return (await import("./status/json.ts")).json(run);
    case "markdown":
      return (await import("./status/markdown.ts")).markdown(run);
    default:
      return format satisfies never;
  }
}

/** A run of `lintel verify`: for people and as JSON with verdicts; every other format shows them as findings. */
export async function reportVerify(format: Format, run: VerifyRun, context: ReportContext): Promise<string> {
  if (format === "json") return (await import("./verify/json.ts")).json(run);
  if (format === "pretty") return (await import("./verify/pretty.ts")).pretty(run, context);
  return report(format, (await import("./verify/findings.ts")).findingsOf(run), context);
}

/** Formats of `lintel trace`. */
export type TraceFormat = "pretty" | "markdown" | "csv" | "json" | "html";

/** A run of `lintel trace` in a format. */
export async function reportTrace(format: TraceFormat, run: TraceRun, place: Place): Promise<string> {
  switch (format) {
    case "pretty":
      return (await import("./trace/pretty.ts")).pretty(run, place);
    case "markdown":
      return (await import("./trace/markdown.ts")).markdown(run);
    case "csv":
      return (await import("./trace/csv.ts")).csv(run);
    case "json":
      return (await import("./trace/json.ts")).json(run);
    case "html":
      return (await import("./trace/html.ts")).html(run);
    default:
      return format satisfies never;
  }
}
