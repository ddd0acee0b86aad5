import type { FindingReport } from "../../analysis/report.ts";
import { clip, columnsOf, count, pad, paintLines, printable, styles, wrap, type Styles } from "../../program/text.ts";
import { headLines, unreadableLines } from "../document-head.ts";
import type { CheckRun, ReportContext, Reporter } from "../reporter.ts";
import { colourOf, enumerate, fileLink, frequencies, RANK, tally } from "../words.ts";
import { choose, type Shown } from "./choose.ts";
import { frame, type Pointer } from "./frame.ts";

/** Wider lines are hard to read. */
const WIDEST = 110;

/** Below this, message and rule do not fit beside the place. */
const NARROW = 60;

/** So much of what the template says is shown. */
const MOST_GUIDANCE = 200;

/** From so many findings on, a baseline is the way to begin. */
const MANY = 50;

/** A commit hook calls with every file of a commit: nobody wants to read that again. */
const LONGEST_COMMAND = 60;

/** What stands before the last line, by the worst finding. */
const SIGNS = { error: "✗", warning: "!", info: "•" } as const;

/** How things stand in the columns of one document. */
interface Look {
  readonly s: Styles;
  readonly context: ReportContext;
  readonly width: number;
  readonly narrow: boolean;
  /** Columns of the widest `line:column` and of the widest severity. */
  readonly place: number;
  readonly severity: number;
  /** What stands before messages, and before everything that belongs to one. */
  readonly indent: string;
}

/** For people: grouped by document, with the lines in question, and what to do next. */
export const pretty: Reporter = (run, context) => {
  const s = styles(context.terminal.colour);
  const width = Math.min(context.terminal.width, WIDEST);
  const shown = choose(run.documents, context.limit);
  const lines = [
    ...shown.flatMap((each) => [...documentLines(each, width, s, context), ""]),
    ...unreadableLines(run.unreadable, s, context),
    ...summaryLines(run, shown, width, s, context),
  ];
  return `${lines.join("\n")}\n`;
};

function documentLines(shown: Shown, width: number, s: Styles, context: ReportContext): string[] {
  const { document, findings, framed, hidden } = shown;
  const narrow = width < NARROW;
  const place = Math.max(...findings.map((finding) => placeOf(finding).length));
  const severity = Math.max(...findings.map((finding) => finding.severity.length));
  const indent = narrow ? "    " : " ".repeat(place + severity + 6);
  const look: Look = { s, context, width, narrow, place, severity, indent };
  const lines = [...headLines(document, s, context), ""];
  let roomy = true;
  for (const finding of findings) {
    const more = framed.has(finding) ? detailLines(finding, shown, look) : [];
    if (more.length > 0 && !roomy) lines.push("");
    lines.push(...findingLines(finding, document.path, more.length > 0, look), ...more);
    roomy = more.length > 0;
    if (roomy) lines.push("");
  }
  if (roomy && hidden.length === 0) lines.pop();
  if (hidden.length > 0) lines.push(paintLines(wrap(`… and ${folded(hidden)}`, width, "  "), s.dim));
  return lines;
}

function placeOf({ line, column }: FindingReport): string {
  return `${line}:${column}`;
}

/** Place, severity, message, rule. The place comes first: terminals of editors make a link of it, below the path. */
function findingLines(finding: FindingReport, path: string, explained: boolean, look: Look): string[] {
  const { s, context, width, narrow, indent } = look;
  const paint = colourOf(finding.severity, s);
  const at = placeOf(finding);
  const place = " ".repeat(look.place - at.length) + s.dim(fileLink(at, path, finding.line, context));
  const rule =
    finding.fix === undefined || explained ? s.dim(finding.rule) : `${s.dim(finding.rule)} ${s.green("fixable")}`;
  const message = printable(finding.message);
  if (narrow) {
    return [`  ${place}  ${paint(finding.severity)}  ${rule}`, wrap(message, width, indent)];
  }
  const lead = `  ${place}  ${paint(pad(finding.severity, look.severity))}  `;
  const [first = "", ...rest] = wrap(message, width, indent).split("\n");
  const lines = [lead + first.slice(indent.length), ...rest];
  const last = rest.at(-1) ?? first;
  if (columnsOf(last) + 2 + columnsOf(rule) <= width) lines[lines.length - 1] += `  ${rule}`;
  else lines.push(indent + rule);
  return lines;
}

/** The lines in question, what `--fix` would do, and what the template says. */
function detailLines(finding: FindingReport, { document }: Shown, look: Look): string[] {
  const { s, context, width, narrow, indent } = look;
  const { related = [], fix } = finding;
  const here: Pointer = { ...finding, label: "", paint: colourOf(finding.severity, s) };
  const beside = related.filter(({ path }) => path === document.path);
  const elsewhere = related.filter(({ path }) => path !== document.path);
  const pointer = (other: (typeof related)[number]): Pointer => ({ ...other, label: other.message, paint: s.blue });
  // A frame needs the room more than it needs to stand in line.
  const inset = narrow || width < 100 ? "    " : indent;
  const draw = (path: string, pointers: readonly Pointer[]): string[] =>
    frame(pointers, context.lines(path) ?? [], inset, width, s);
  const pointers = [...(isWholeHeading(finding, context.lines(document.path)) ? [] : [here]), ...beside.map(pointer)];
  const lines = draw(document.path, pointers);
  if (lines.length === 0) {
    for (const other of beside)
      lines.push(paintLines(wrap(`line ${other.line}: ${printable(other.message)}`, width, inset), s.dim));
  }
  for (const other of elsewhere) {
    const at = `${printable(context.shown(other.path))}:${other.line}`;
    const drawn = draw(other.path, [pointer(other)]);
    lines.push(inset + s.dim(fileLink(at, other.path, other.line, context)));
    if (drawn.length === 0) lines.push(paintLines(wrap(printable(other.message), width, `${inset}  `), s.dim));
    lines.push(...drawn);
  }
  if (fix !== undefined) lines.push(paintLines(wrap(`--fix: ${printable(fix.title)}`, width, inset), s.green));
  const guidance = guidanceOf(finding);
  if (guidance !== null) lines.push(paintLines(wrap(`The template: ${guidance}`, width, inset), s.dim));
  return lines;
}

/** Whether a finding is about a heading as a whole: its line would show nothing that the message has not said. */
function isWholeHeading(finding: FindingReport, lines: readonly string[] | null): boolean {
  const source = lines?.[finding.line - 1] ?? "";
  const whole = finding.column === 1 && finding.endLine === finding.line && finding.endColumn > source.trimEnd().length;
  return whole && source.startsWith("#") && finding.related === undefined;
}

/** What the template says, as far as its first list or blank line, unless the message has just said it. */
function guidanceOf({ guidance, message }: FindingReport): string | null {
  if (guidance === undefined || /\btemplate\b/i.test(message)) return null;
  const lines = guidance.trim().split(/\r?\n/);
  const end = lines.findIndex((line) => /^\s*(?:$|[-*+|>]|\d+[.)]\s)/.test(line));
  const said = printable(
    lines
      .slice(0, end === -1 ? undefined : end)
      .join(" ")
      .replace(/\s+/g, " ")
      .trim(),
  );
  return said === "" ? null : clip(said, MOST_GUIDANCE);
}

/** "12 more section-unfilled, on lines 3, 8, 14 and 9 others". */
function folded(hidden: readonly FindingReport[]): string {
  const rules = frequencies(hidden, ({ rule }) => rule);
  const [only] = rules;
  if (rules.length === 1 && only !== undefined) {
    const lines = hidden.slice(0, hidden.length <= 6 ? 6 : 5).map(({ line }) => String(line));
    const others = hidden.length - lines.length;
    const where = enumerate(others > 0 ? [...lines, `${others} others`] : lines);
    return `${hidden.length} more ${only[0]}, on ${hidden.length === 1 ? "line" : "lines"} ${where}`;
  }
  const named = rules.slice(0, rules.length > 4 ? 3 : 4).map(([rule, findings]) => `${findings.length} ${rule}`);
  const others = rules.slice(named.length);
  const left = others.reduce((sum, [, findings]) => sum + findings.length, 0);
  const rest = others.length === 0 ? [] : [`${left} of other rules`];
  return `${hidden.length} more: ${enumerate([...named, ...rest])}`;
}

function summaryLines(
  run: CheckRun,
  shown: readonly Shown[],
  width: number,
  s: Styles,
  context: ReportContext,
): string[] {
  const { documents, unreadable } = run;
  const findings = documents.flatMap((document) => document.findings);
  const lines: [text: string, paint: (text: string) => string][] = [];
  if (run.fixed > 0) lines.push([`✓ Put ${count(run.fixed, "finding")} right.`, s.green]);
  if (unreadable.length > 0) {
    const what = count(unreadable.length, "document");
    lines.push([`✗ ${what} could not be read: this is not the whole picture.`, (text) => s.bold(s.red(text))]);
  }
  const affected = documents.filter((document) => document.findings.length > 0);
  if (findings.length > 0) {
    const of = affected.length === documents.length ? "" : `${affected.length} of `;
    const worst = findings.map(({ severity }) => severity).toSorted((a, b) => RANK[a] - RANK[b])[0] ?? "info";
    const text = `${SIGNS[worst]} ${tally(findings)} in ${of}${count(documents.length, "document")}.`;
    lines.push([text, (line) => s.bold(colourOf(worst, s)(line))]);
  } else if (unreadable.length === 0) {
    lines.push([`✓ ${count(documents.length, "document")} checked, nothing found.`, s.green]);
  }
  const seen = shown.reduce((sum, each) => sum + each.findings.length, 0);
  if (seen < findings.length) {
    const unseen = affected.length - shown.length;
    const whole = unseen === 0 ? "" : `, among them all of ${count(unseen, "document")}`;
    lines.push([
      `  Not shown: ${count(findings.length - seen, "finding")}${whole}; --limit 0 shows everything.`,
      s.dim,
    ]);
  }
  if (run.known > 0) lines.push([`  ${count(run.known, "finding")} of the baseline not shown.`, s.dim]);
  if (run.gone > 0) lines.push([`  ${count(run.gone, "finding")} of the baseline gone.`, s.dim]);
  const counted = lines.map(([text, paint]) => {
    const hanging = wrap(text.slice(2), width, "  ");
    return paintLines(text.slice(0, 2) + hanging.slice(2), paint);
  });
  const { command = "" } = context;
  const steps = nextSteps(
    run,
    findings,
    command !== "" && command.length <= LONGEST_COMMAND ? command : "lintel check",
  );
  return steps.length === 0 ? counted : [...counted, "", ...stepLines(steps, width, s)];
}

type Step = readonly [command: string, does: string];

/** What to do now, most useful first. */
function nextSteps({ known, gone }: CheckRun, findings: readonly FindingReport[], command: string): readonly Step[] {
  const steps: Step[] = [];
  const fixable = findings.filter(({ fix }) => fix !== undefined).length;
  if (fixable > 0) {
    steps.push([
      `${command} --fix`,
      `puts ${fixable === findings.length ? "all" : fixable} of them right (--diff shows how)`,
    ]);
  }
  const severity = findings.map((finding) => finding.severity).toSorted((a, b) => RANK[a] - RANK[b])[0];
  const worst = findings.filter((finding) => finding.severity === severity);
  const [often] = frequencies(worst, ({ rule }) => rule);
  if (often !== undefined) steps.push([`lintel explain ${often[0]}`, "says why it matters, and what good looks like"]);
  if (findings.length >= MANY && known === 0) {
    steps.push([`${command} --write-baseline`, "accepts what is there, so that only new findings count"]);
  }
  if (gone > 0) steps.push([`${command} --write-baseline`, "takes what is gone out of the baseline"]);
  return steps;
}

function stepLines(steps: readonly Step[], width: number, s: Styles): string[] {
  const widest = Math.max(...steps.map(([command]) => columnsOf(command)));
  const beside = widest + 4 + 46 <= width;
  return steps.flatMap(([command, does]) => {
    const name = s.cyan(printable(command));
    if (!beside) return [`  ${name}`, wrap(does, width, "    ")];
    const indent = " ".repeat(widest + 4);
    return [`  ${name}${" ".repeat(widest - columnsOf(command))}  ${wrap(does, width, indent).trimStart()}`];
  });
}
