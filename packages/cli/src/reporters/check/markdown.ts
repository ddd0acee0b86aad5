import type { DocumentReport, FindingReport } from "../../analysis/report.ts";
import { count } from "../../program/text.ts";
import { htmlText, markdownCode, markdownText } from "../markdown-text.ts";
import type { CheckRun, Reporter } from "../reporter.ts";
import { subject, tally } from "../words.ts";

const SIGNS = { error: "❌", warning: "⚠️", info: "ℹ️" } as const;

/** GitHub refuses a longer comment; other forges take more. Counted in UTF-16 units, which is the strictest reading. */
const MOST_CHARACTERS = 65_536;

/** Kept for the lines behind the last row. */
const RESERVE = 700;

/** With so few findings, documents are unfolded. */
const FEW = 10;

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
  const affected = run.documents.filter(({ findings }) => findings.length > 0);
  const total = affected.reduce((sum, { findings }) => sum + findings.length, 0);
  const left: FindingReport[] = [];
  for (const document of affected) left.push(...addDocument(text, document, total <= FEW));
  const end: string[] = [];
  if (left.length > 0)
    end.push(`… and ${count(left.length, "more finding")} (${tally(left)}). \`lintel check\` shows all.\n`);
  const fixable = affected.flatMap(({ findings }) => findings).filter(({ fix }) => fix !== undefined).length;
  if (fixable > 0) end.push(`\`lintel check --fix\` puts ${fixable === total ? "all" : fixable} of them right.\n`);
  if (run.known > 0) end.push(`${count(run.known, "finding")} of the baseline not shown.\n`);
  return `${[text.value, ...end].join("\n").trimEnd()}\n`;
};

function headline({ documents, unreadable, summary }: CheckRun): string {
  const read = count(documents.length, "document");
  if (unreadable.length > 0)
    return `${count(unreadable.length, "document")} of ${documents.length + unreadable.length} could not be read`;
  const findings = documents.flatMap((document) => document.findings);
  if (findings.length === 0) return `${read} checked, nothing found`;
  const affected = documents.filter((document) => document.findings.length > 0).length;
  const sign = summary.errors > 0 ? SIGNS.error : summary.warnings > 0 ? SIGNS.warning : SIGNS.info;
  return `${sign} ${tally(findings)} in ${affected === documents.length ? read : `${affected} of ${read}`}`;
}

/** Adds what fits of a document, whole rows only; returns the findings that did not. */
function addDocument(text: Bounded, document: DocumentReport, open: boolean): readonly FindingReport[] {
  const { path, findings } = document;
  const about = subject({ ...document, status: null });
  const head = [
    `<details${open ? " open" : ""}>`,
    `<summary><code>${htmlText(path)}</code> — ${tally(findings)}${about === "" ? "" : ` · ${htmlText(about)}`}</summary>`,
    "",
    "| Line | | Finding | Rule |",
    "| ---: | --- | --- | --- |",
    "",
  ].join("\n");
  const foot = "\n</details>\n\n";
  const rows = findings.map(row);
  const [first = ""] = rows;
  if (!text.fits(head.length + first.length + foot.length)) return findings;
  text.add(head);
  for (const [i, each] of rows.entries()) {
    if (!text.fits(each.length + foot.length)) {
      text.add(foot);
      return findings.slice(i);
    }
    text.add(each);
  }
  text.add(foot);
  return [];
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
