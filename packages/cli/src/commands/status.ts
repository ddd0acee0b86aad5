import { schemaVersion } from "@lintel/core";
import { portfolioOf, type DesignReport } from "../analysis/portfolio.ts";
import { summarise, type Unreadable } from "../analysis/report.ts";
import { valueOf, type Invocation } from "../program/command.ts";
import { Exit, type ExitCode } from "../program/exit.ts";
import type { Terminal } from "../program/io.ts";
import { clip, columnsOf, count, pad, printable, styles, wrap, type Styles } from "../program/text.ts";
import { version } from "../version.ts";
import { countByKind } from "./claims.ts";
import { analyseSession, openSession } from "./session.ts";

export async function run(invocation: Invocation): Promise<ExitCode> {
  const session = await openSession(invocation);
  const found = analyseSession(invocation, session, { findings: true, content: true });
  const designs = portfolioOf(found.documents, session.selected, session.workspace.disk, countByKind);
  invocation.keep(session.workspace.trace);
  const { io } = invocation;
  const format = valueOf(invocation, "format") ?? "pretty";
  if (format === "json") {
    const json = {
      schemaVersion,
      tool: { name: "lintel", version },
      designs,
      unreadable: found.unreadable,
      summary: {
        designs: designs.length,
        ...summarise(found.documents),
        unreadable: found.unreadable.length,
        byStatus: countStatuses(designs),
      },
    };
    io.out(`${JSON.stringify(json, null, 2)}\n`);
  } else if (format === "markdown") io.out(markdown(designs, found.unreadable));
  else io.out(pretty(designs, found.unreadable, io.terminal));
  return found.unreadable.length > 0 ? Exit.CannotJudge : Exit.Fine;
}

const ORDER = ["approved", "in-review", "draft", "superseded", "closed"] as const;

function countStatuses(designs: readonly DesignReport[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const status of ORDER) {
    const n = designs.filter((design) => design.status === status).length;
    if (n > 0) counts[status] = n;
  }
  const none = designs.filter(({ status }) => status === null).length;
  return none > 0 ? { ...counts, none } : counts;
}

const WORDS = {
  approved: "Approved",
  "in-review": "In-Review",
  draft: "Draft",
  superseded: "Superseded",
  closed: "Closed",
} as const;

function statusWord({ status }: DesignReport): string {
  return status === null ? "—" : WORDS[status];
}

function paintStatus({ status }: DesignReport, text: string, s: Styles): string {
  if (status === "approved") return s.green(text);
  if (status === "in-review") return s.yellow(text);
  return status === "draft" ? s.cyan(text) : s.dim(text);
}

/** "3 errors, 1 warning", or a dash. */
function findingsWord({ findings }: DesignReport): string {
  const { errors, warnings, infos } = findings;
  const parts = [
    ...(errors > 0 ? [count(errors, "error")] : []),
    ...(warnings > 0 ? [count(warnings, "warning")] : []),
    ...(errors + warnings === 0 && infos > 0 ? [count(infos, "remark")] : []),
  ];
  return parts.length === 0 ? "none" : parts.join(", ");
}

function waitingWord({ waitingFor }: DesignReport): string {
  return waitingFor.map(({ who, for: what }) => (who.length === 0 ? what : `${who.join(", ")} (${what})`)).join("; ");
}

function pretty(designs: readonly DesignReport[], unreadable: readonly Unreadable[], terminal: Terminal): string {
  const s = styles(terminal.colour);
  const out: string[] = [];
  const widest = Math.min(36, Math.max(6, ...designs.map(({ id }) => columnsOf(printable(id)))));
  const hasRoom = terminal.width >= widest + 46;
  for (const design of designs) {
    const id = clip(printable(design.id), widest);
    const status = pad(statusWord(design), 10);
    const line = `${s.bold(pad(id, widest))}  ${paintStatus(design, status, s)}  ${paintFindings(design, s)}`;
    out.push(hasRoom ? line : `${s.bold(id)}\n  ${paintStatus(design, status.trim(), s)}  ${paintFindings(design, s)}`);
    const indent = hasRoom ? " ".repeat(widest + 2) : "  ";
    const title = design.title === null || design.title === design.id ? "" : printable(design.title);
    if (title !== "") out.push(indent + clip(title, terminal.width - indent.length));
    out.push(s.dim(wrap(documentsLine(design), terminal.width, indent)));
    if (design.claims.total > 0) out.push(s.dim(wrap(claimsLine(design), terminal.width, indent)));
    const waiting = waitingWord(design);
    if (waiting !== "") out.push(wrap(`waits for ${printable(waiting)}`, terminal.width, indent));
    out.push("");
  }
  for (const { path, reason } of unreadable)
    out.push(`${s.red("could not read")} ${printable(path)}: ${printable(reason)}`);
  out.push(s.bold(headline(designs)), "");
  return out.join("\n");
}

function paintFindings(design: DesignReport, s: Styles): string {
  const { errors, warnings } = design.findings;
  const text = findingsWord(design);
  if (errors > 0) return s.red(text);
  if (warnings > 0) return s.yellow(text);
  return text === "none" ? s.green("✓ nothing found") : s.dim(text);
}

/** "spec, impact, tdr; implementation-summary is due". */
function documentsLine({ documents, missing, path }: DesignReport): string {
  const there = documents.map(({ kind }) => kind ?? "text").join(", ");
  const due = missing.length === 0 ? "" : `; no ${missing.map(({ kind }) => kind).join(", no ")}`;
  return `${there}${due} — ${printable(path)}`;
}

const MOST_KINDS = 6;

function claimsLine({ claims }: DesignReport): string {
  const kinds = Object.entries(claims.byKind).toSorted((a, b) => b[1] - a[1]);
  const shown = kinds.slice(0, MOST_KINDS).map(([kind, n]) => `${n} ${kind}`);
  const rest = kinds.length > MOST_KINDS ? ", …" : "";
  return `${count(claims.total, "claim")}: ${shown.join(", ")}${rest}`;
}

function headline(designs: readonly DesignReport[]): string {
  const statuses = Object.entries(countStatuses(designs)).map(([status, n]) =>
    status === "none" ? `${n} without a status` : `${n} ${status}`,
  );
  const errors = designs.reduce((sum, { findings }) => sum + findings.errors, 0);
  const found = errors === 0 ? "no errors" : count(errors, "error");
  return `${count(designs.length, "design")}: ${statuses.join(", ")}; ${found}.`;
}

function markdown(designs: readonly DesignReport[], unreadable: readonly Unreadable[]): string {
  const cell = (text: string): string => printable(text).replace(/[\\|<>[\]*_`]/g, "\\$&");
  return [
    "| design | status | documents | findings | claims | waits for |",
    "| --- | --- | --- | --- | ---: | --- |",
    ...designs.map((design) => {
      const { id, documents, missing, claims } = design;
      const due = missing.length === 0 ? "" : ` (no ${missing.map(({ kind }) => kind).join(", ")})`;
      const there = documents.map(({ kind }) => kind ?? "text").join(", ") + due;
      return `| ${[id, statusWord(design), there, findingsWord(design), String(claims.total), waitingWord(design)].map(cell).join(" | ")} |`;
    }),
    "",
    headline(designs),
    ...unreadable.map(({ path, reason }) => `\n${cell(path)} could not be read: ${cell(reason)}.`),
    "",
  ].join("\n");
}
