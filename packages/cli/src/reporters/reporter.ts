/**
 * Reporters: one file for each format of `lintel check`, a pure function from a run to text.
 *
 *     io.out(await report(format, run, context));
 *
 * `run` is the outcome as plain data (documents in the order of their paths, what could not be read, the summary), `context` is
 * what the place of output can show. Nothing here reads a clock, a file or the environment: source lines for code frames come
 * through `context.lines`. Only the module of the asked format is loaded. A reporter never writes; what it returns ends with a
 * line break and is all that goes to standard output, so several formats of one run (`-o junit=report.xml`) are several calls.
 *
 * To add a format: a file here, its name in `FORMATS`, a case in `reporterOf`, a golden in `test/reporters/`.
 */
import type { DocumentReport, Summary, Unreadable } from "../analysis/report.ts";
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
}

/** What a reporter may know besides. */
export interface ReportContext {
  readonly terminal: Terminal;
  /** Absolute folder that the paths of documents start from. */
  readonly root: string;
  /** A path as a person in the current folder writes it. */
  shown(path: string): string;
  /** The lines of a document for code frames; null when it cannot be read (any more). */
  lines(path: string): readonly string[] | null;
  /** Findings that the pretty report shows, at most; 0 for all. */
  readonly limit: number;
}

/** Makes one format of a run. Pure but for reading lines. */
export type Reporter = (run: CheckRun, context: ReportContext) => string;

export const FORMATS = ["pretty", "json", "jsonl", "sarif", "github", "gitlab", "junit", "markdown"] as const;

export type Format = (typeof FORMATS)[number];

/** A run in a format, as text that ends with a line break. */
export async function report(format: Format, run: CheckRun, context: ReportContext): Promise<string> {
  return (await reporterOf(format))(run, context);
}

/** The reporter of a format; its module is loaded now. */
export async function reporterOf(format: Format): Promise<Reporter> {
  switch (format) {
    case "pretty":
      return (await import("./pretty.ts")).pretty;
    case "json":
      return (await import("./json.ts")).json;
    case "jsonl":
      return (await import("./jsonl.ts")).jsonl;
    case "sarif":
      return (await import("./sarif.ts")).sarif;
    case "github":
      return (await import("./github.ts")).github;
    case "gitlab":
      return (await import("./gitlab.ts")).gitlab;
    case "junit":
      return (await import("./junit.ts")).junit;
    case "markdown":
      return (await import("./markdown.ts")).markdown;
    default:
      return format satisfies never;
  }
}
