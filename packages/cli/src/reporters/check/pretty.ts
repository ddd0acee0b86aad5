import { pathToFileURL } from "node:url";
import { join } from "node:path";
import type { DocumentReport, FindingReport } from "../../analysis/report.ts";
import { clip, columnsOf, count, pad, printable, styles, wrap, type Styles } from "../../program/text.ts";
import type { CheckRun, ReportContext, Reporter } from "../reporter.ts";

/** So many findings are shown with their line, and with what the template says. */
const MOST_FRAMES = 6;

const WORDS = { error: "error", warning: "warning", info: "info" } as const;
const RANK = { error: 0, warning: 1, info: 2 } as const;
const WIDEST_WORD = 7;

/** For people: grouped by document, worst findings first when not all can be shown, and what to do next. */
export const pretty: Reporter = (run, context) => {
  const s = styles(context.terminal.colour);
  const chosen = choose(run.documents, context.limit);
  const frames = framed(chosen);
  const lines: string[] = [];
  for (const document of run.documents) {
    const findings = document.findings.filter((finding) => chosen.has(finding));
    if (findings.length === 0) continue;
    lines.push(head(document, context, s));
    const places = findings.map(({ line, column }) => `${line}:${column}`);
    const widest = Math.max(...places.map(({ length }) => length));
    findings.forEach((finding, i) => {
      lines.push(
        ...row(finding, pad(" ".repeat(widest - (places[i] ?? "").length) + (places[i] ?? ""), widest), context, s),
      );
      if (frames.has(finding)) lines.push(...details(finding, document, widest, context, s));
      else lines.push(...fixLine(finding, widest, context, s));
    });
    const hidden = document.findings.filter((finding) => !chosen.has(finding));
    if (hidden.length > 0) lines.push(s.dim(`  … and ${tally(hidden)} more here`));
    lines.push("");
  }
  lines.push(...unreadableLines(run, context, s), ...summaryLines(run, chosen.size, context, s));
  return `${lines.join("\n")}\n`;
};

/** The findings that are shown: all of them, or the worst as they come. */
function choose(documents: readonly DocumentReport[], limit: number): ReadonlySet<FindingReport> {
  const all = documents.flatMap(({ findings }) => findings);
  if (limit === 0 || all.length <= limit) return new Set(all);
  return new Set(all.toSorted((a, b) => RANK[a.severity] - RANK[b.severity]).slice(0, limit));
}

/** The first of the worst findings, and no two of the same rule before each rule had one. */
function framed(chosen: ReadonlySet<FindingReport>): ReadonlySet<FindingReport> {
  const byRank = [...chosen].toSorted((a, b) => RANK[a.severity] - RANK[b.severity]);
  const rules = new Set<string>();
  const first: FindingReport[] = [];
  const others: FindingReport[] = [];
  for (const finding of byRank) {
    if (rules.has(finding.rule)) others.push(finding);
    else first.push(finding);
    rules.add(finding.rule);
  }
  return new Set([...first, ...others].slice(0, MOST_FRAMES));
}

function head({ path, kind, design, status }: DocumentReport, context: ReportContext, s: Styles): string {
  const shown = printable(context.shown(path));
  const about = [kind, design === null ? null : `of ${printable(design)}`, status].filter((part) => part !== null);
  const name = s.bold(s.underline(linked(shown, path, context)));
  const rest = about.length === 0 ? "" : `  ${about.join(" ")}`;
  return columnsOf(shown) + rest.length > context.terminal.width ? name : name + s.dim(rest);
}

function row(finding: FindingReport, place: string, context: ReportContext, s: Styles): string[] {
  const paint = colourOf(finding.severity, s);
  const indent = " ".repeat(place.length + WIDEST_WORD + 6);
  const narrow = context.terminal.width < 70;
  const lead = `  ${s.dim(place)}  ${paint(pad(WORDS[finding.severity], WIDEST_WORD))}  `;
  const message = printable(finding.message);
  const rule = s.dim(finding.rule);
  if (narrow) return [`${lead}${rule}`, wrap(message, context.terminal.width, "    ")];
  const [first = "", ...rest] = wrap(message, context.terminal.width, indent).split("\n");
  const lines = [lead + first.slice(indent.length), ...rest];
  const last = lines.length - 1;
  const used = last === 0 ? indent.length + columnsOf(first.slice(indent.length)) : columnsOf(lines[last] ?? "");
  if (used + 2 + finding.rule.length <= context.terminal.width) lines[last] = `${lines[last] ?? ""}  ${rule}`;
  else lines.push(indent + rule);
  return lines;
}

function details(
  finding: FindingReport,
  document: DocumentReport,
  widest: number,
  context: ReportContext,
  s: Styles,
): string[] {
  const indent = " ".repeat(context.terminal.width < 70 ? 4 : widest + 4);
  const lines = [...frame(finding, document, indent, context, s), ...fixLine(finding, widest, context, s)];
  for (const { path, line, message } of finding.related ?? []) {
    const place = path === document.path ? `line ${line}` : `${printable(context.shown(path))}:${line}`;
    lines.push(s.dim(wrap(`see ${place}: ${printable(message)}`, context.terminal.width, indent)));
  }
  if (finding.guidance !== undefined && !finding.message.includes(finding.guidance)) {
    const guidance = clip(printable(finding.guidance.replace(/\s+/g, " ").trim()), 220);
    lines.push(s.dim(wrap(`The template asks: ${guidance}`, context.terminal.width, indent)));
  }
  return lines;
}

function fixLine(finding: FindingReport, widest: number, context: ReportContext, s: Styles): string[] {
  if (finding.fix === undefined) return [];
  const indent = " ".repeat(context.terminal.width < 70 ? 4 : widest + 4);
  return [s.green(wrap(`fix: ${printable(finding.fix.title)}`, context.terminal.width, indent))];
}

/** The line in which a finding begins, with a mark under it; a long line is cut around the place. */
function frame(
  { line, column, endLine, endColumn }: FindingReport,
  { path }: DocumentReport,
  indent: string,
  context: ReportContext,
  s: Styles,
): string[] {
  const source = context.lines(path)?.[line - 1];
  if (source === undefined || source.trim() === "") return [];
  const gutter = `${indent}${s.dim("│")} `;
  const room = Math.max(20, context.terminal.width - indent.length - 3);
  const chars = Array.from(source);
  const from = column - 1 > room - 12 ? Math.max(0, column - 1 - Math.floor(room / 3)) : 0;
  const ahead = from > 0 ? "…" : "";
  const visible = clip(ahead + printable(chars.slice(from).join("")), room);
  const before = columnsOf(ahead + printable(chars.slice(from, column - 1).join("")));
  const marked = printable(
    chars
      .slice(column - 1, endLine === line ? endColumn - 1 : undefined)
      .join("")
      .trimEnd(),
  );
  const length = Math.max(1, Math.min(columnsOf(marked), columnsOf(visible) - before));
  if (before >= columnsOf(visible)) return [gutter + visible];
  return [gutter + visible, `${gutter}${" ".repeat(before)}${s.red("^".repeat(length))}`];
}

function unreadableLines({ unreadable }: CheckRun, context: ReportContext, s: Styles): string[] {
  if (unreadable.length === 0) return [];
  const lines = unreadable.map(({ path, reason }) =>
    wrap(
      `${s.red("could not read")} ${printable(context.shown(path))}: ${printable(reason)}`,
      context.terminal.width,
      "  ",
    ),
  );
  return [...lines, ""];
}

function summaryLines(run: CheckRun, shown: number, context: ReportContext, s: Styles): string[] {
  const { errors, warnings, infos, documents } = run.summary;
  const total = errors + warnings + infos;
  const lines: string[] = [];
  if (run.fixed > 0) lines.push(s.green(`✓ ${count(run.fixed, "finding")} put right.`));
  if (run.unreadable.length > 0) {
    lines.push(
      s.red(
        s.bold(`✗ ${count(run.unreadable.length, "document")} could not be read, so this is not the whole picture.`),
      ),
    );
  }
  if (total === 0) {
    if (run.unreadable.length === 0) lines.push(s.green(`✓ ${count(documents, "document")}, nothing found.`));
  } else {
    const affected = run.documents.filter(({ findings }) => findings.length > 0).length;
    const all = run.documents.flatMap(({ findings }) => findings);
    const paint = errors > 0 ? s.red : s.yellow;
    const sign = errors > 0 ? "✗" : "!";
    lines.push(paint(s.bold(`${sign} ${tally(all)} in ${affected} of ${count(documents, "document")}.`)));
    if (shown < total)
      lines.push(
        `  ${total - shown} are not shown: \`--limit 0\` shows all, \`--fail-on\` and \`--rule\` narrow it down.`,
      );
    lines.push(...advice(all));
  }
  if (run.known > 0) lines.push(s.dim(`  ${count(run.known, "finding")} of the baseline not shown.`));
  if (run.gone > 0)
    lines.push(s.dim(`  ${count(run.gone, "finding")} of the baseline gone: \`--write-baseline\` shortens it.`));
  return lines.flatMap((line) => wrap(line, context.terminal.width).split("\n"));
}

function advice(findings: readonly FindingReport[]): string[] {
  const lines: string[] = [];
  const fixable = findings.filter(({ fix }) => fix !== undefined).length;
  if (fixable > 0)
    lines.push(
      `  \`lintel check --fix\` puts ${fixable === findings.length ? "all" : fixable} of them right; \`--diff\` shows how.`,
    );
  const [worst] = findings.toSorted((a, b) => RANK[a.severity] - RANK[b.severity]);
  if (worst !== undefined) lines.push(`  \`lintel explain ${worst.rule}\` says why, and what good looks like.`);
  return lines;
}

/** "2 errors, 1 warning". */
function tally(findings: readonly FindingReport[]): string {
  const of = (severity: FindingReport["severity"]): number =>
    findings.filter((each) => each.severity === severity).length;
  const [errors, warnings, infos] = [of("error"), of("warning"), of("info")];
  return [
    ...(errors > 0 ? [count(errors, "error")] : []),
    ...(warnings > 0 ? [count(warnings, "warning")] : []),
    ...(infos > 0 ? [count(infos, "remark")] : []),
  ].join(", ");
}

function colourOf(severity: FindingReport["severity"], s: Styles): (text: string) => string {
  if (severity === "error") return s.red;
  return severity === "warning" ? s.yellow : s.blue;
}

/** A path as a link to the file, on terminals that show such links (OSC 8). */
function linked(shown: string, path: string, { terminal, root }: ReportContext): string {
  if (!terminal.links) return shown;
  return `\u001b]8;;${pathToFileURL(join(root, path)).href}\u001b\\${shown}\u001b]8;;\u001b\\`;
}
