import type { FindingReport } from "../../analysis/report.ts";
import { count } from "../../program/text.ts";
import { htmlText, markdownCode, markdownText } from "../markdown-text.ts";
import type { CheckRun, Reporter } from "../reporter.ts";
import { subject, tally } from "../words.ts";
import { choose, type Shown } from "./choose.ts";

const SIGNS = { error: "❌", warning: "⚠️", info: "ℹ️" } as const;

/** GitHub refuses a longer comment; other forges take more. Counted in UTF-16 units, which is the strictest reading. */
const MOST_CHARACTERS = 65_536;

/** Kept for the lines behind the last row. */
const RESERVE = 700;

/** With so few findings, documents are unfolded. */
const FEW = 10;

/** With more findings than this, the worst of all documents come first, and not one rule over and over. */
const MOST_ROWS = 200;

/** Lets a job find its last comment, to replace it. */
const MARKER = "<!-- lintel check -->";

/**
 * A comment for a merge request, or a summary for the page of a job: the Markdown of GitHub and GitLab. Each document unfolds to
 * its findings; what does not fit is counted.
 */
export const markdown: Reporter = (run) => {
  const text = new Bounded(MOST_CHARACTERS - RESERVE);
  text.add(`${MARKER}\n### Lintel: ${headline(run)}\n\n`);
  for (const { path, reason } of run.unreadable) {
    text.add(`${SIGNS.error} ${markdownCode(path)} could not be read: ${markdownText(reason)}.\n\n`);
  }
  const total = run.documents.reduce((sum, { findings }) => sum + findings.length, 0);
  const shown = choose(run.documents, total > MOST_ROWS ? MOST_ROWS : 0);
  let seen = 0;
  for (const each of shown) seen += addDocument(text, each, total <= FEW);
  const end: string[] = [];
  if (seen < total) end.push(`… and ${count(total - seen, "more finding")}. \`lintel check\` shows all.`);
  const findings = run.documents.flatMap((document) => document.findings);
  const fixable = findings.filter(({ fix }) => fix !== undefined).length;
  if (fixable > 0) end.push(`\`lintel check --fix\` puts ${fixable === total ? "all" : fixable} of them right.`);
  if (run.known > 0) end.push(`${count(run.known, "finding")} of the baseline not shown.`);
  return `${[text.value.trimEnd(), ...end].join("\n\n")}\n`;
};

function headline({ documents, unreadable, summary }: CheckRun): string {
  const findings = documents.flatMap((document) => document.findings);
  const affected = documents.filter((document) => document.findings.length > 0).length;
  const read = count(documents.length, "document");
  const where = affected === documents.length ? read : `${affected} of ${read}`;
  const found = findings.length === 0 ? `${read} checked, nothing found` : `${tally(findings)} in ${where}`;
  if (unreadable.length > 0)
    return `${SIGNS.error} ${count(unreadable.length, "document")} could not be read; ${found}`;
  if (findings.length === 0) return `✅ ${found}`;
  return `${summary.errors > 0 ? SIGNS.error : summary.warnings > 0 ? SIGNS.warning : SIGNS.info} ${found}`;
}

/** Adds what fits of a document, whole rows only; returns how many findings that were. */
function addDocument(text: Bounded, { document, findings, hidden }: Shown, open: boolean): number {
  const { path } = document;
  const about = subject({ ...document, status: null });
  const head = [
    `<details${open ? " open" : ""}>`,
    `<summary><code>${htmlText(path)}</code> — ${tally(document.findings)}${about === "" ? "" : ` · ${htmlText(about)}`}</summary>`,
    "",
    "| Line | | Finding | Rule |",
    "| ---: | --- | --- | --- |",
    "",
  ].join("\n");
  const foot = (left: number): string =>
    `${left === 0 ? "" : `\n… and ${left} more in this document.\n`}\n</details>\n\n`;
  const longest = foot(document.findings.length).length;
  const rows = findings.map(row);
  if (!text.fits(head.length + (rows[0] ?? "").length + longest)) return 0;
  text.add(head);
  let seen = 0;
  while (seen < rows.length && text.fits((rows[seen] ?? "").length + longest)) text.add(rows[seen++] ?? "");
  text.add(foot(rows.length - seen + hidden.length));
  return seen;
}

function row({ line, severity, message, rule, fix }: FindingReport): string {
  const fixable = fix === undefined ? "" : `<br>*Fix: ${markdownText(fix.title)}*`;
  return `| ${line} | ${SIGNS[severity]} | ${markdownText(message)}${fixable} | ${markdownCode(rule)} |\n`;
}

/** Text that grows up to a limit. */
class Bounded {
  value = "";
  private readonly most: number;

  constructor(most: number) {
    this.most = most;
  }

  fits(length: number): boolean {
    return this.value.length + length <= this.most;
  }

  /** Adds a piece if it fits. */
  add(piece: string): void {
    if (this.fits(piece.length)) this.value += piece;
  }
}
