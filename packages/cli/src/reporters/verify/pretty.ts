import { CLAIM_KINDS } from "@lintel/core";
import { countOutcomes } from "../../analysis/count-outcomes.ts";
import type { AdviceReport, ClaimReport, VerdictReport, VerifiedDocument } from "../../analysis/report.ts";
import { clip, count, pad, paintLines, printable, styles, wrap, type Styles } from "../../program/text.ts";
import { headLines, unreadableLines } from "../document-head.ts";
import type { Place, VerifyRun } from "../reporter.ts";
import { enumerate, fileLink } from "../words.ts";

/** Worst first. */
const ORDER = ["broken", "unproven", "waived", "holds"] as const;
const INDENT = "        ";

/** For people: what does not hold and why, claim by claim; what holds is counted. */
export function pretty({ documents, unreadable, problems }: VerifyRun, place: Place): string {
  const s = styles(place.terminal.colour);
  const { width } = place.terminal;
  const counts = countOutcomes(documents);
  const judged = ORDER.filter((outcome) => counts[outcome] > 0).map((outcome) =>
    paint(outcome, s)(`${counts[outcome]} ${outcome === "holds" && counts.holds > 1 ? "hold" : outcome}`),
  );
  const lines = [
    ...documents.flatMap((document) => [...documentLines(document, s, place), ""]),
    ...unreadableLines(unreadable, s, place),
    ...problems.flatMap(({ at, message }) => [
      s.bold(printable(at)),
      paintLines(wrap(printable(message), width, "  "), s.red),
      "",
    ]),
    `${s.bold(
      `${count(
        documents.reduce((sum, { claims }) => sum + claims.length, 0),
        "claim",
      )} in ${count(documents.length, "document")}:`,
    )} ${enumerate([...judged, s.dim(`${counts.notJudged} not judged`)])}.`,
  ];
  return `${lines.join("\n")}\n`;
}

function documentLines(document: VerifiedDocument, s: Styles, place: Place): string[] {
  const claims = new Map(document.claims.map((claim) => [claim.id, claim]));
  const lines = ORDER.filter((outcome) => outcome !== "holds").flatMap((outcome) =>
    document.verdicts
      .filter((verdict) => verdict.outcome === outcome)
      .flatMap((verdict) => verdictLines(verdict, claims.get(verdict.claim), document.path, s, place)),
  );
  const held = document.verdicts.filter(({ outcome }) => outcome === "holds").length;
  const last = held === 0 ? [] : [`  ${s.green(`✓ ${count(held, "claim")} ${held === 1 ? "holds" : "hold"}`)}`];
  const advice = document.advice.flatMap((each) => adviceLines(each, document.path, s, place));
  const nothing = document.verdicts.length === 0 ? [s.dim("  No claims that evidence could prove.")] : [];
  return [...headLines(document, s, place), ...lines, ...last, ...nothing, ...advice];
}

function verdictLines(
  verdict: VerdictReport,
  claim: ClaimReport | undefined,
  path: string,
  s: Styles,
  place: Place,
): string[] {
  const { width } = place.terminal;
  const line = claim === undefined ? "" : fileLink(String(claim.line).padStart(4), path, claim.line, place);
  const mark = paint(verdict.outcome, s)(pad(word(verdict.outcome, verdict.reason), 12));
  const named = claim === undefined ? verdict.claim : words(claim);
  return [
    `  ${s.dim(line)}  ${mark}  ${s.bold(clip(printable(named), Math.max(20, width - 22)))}`,
    wrap(printable(verdict.because), width, INDENT),
    ...verdict.evidence.map(({ at, detail }) => s.dim(wrap(`${printable(at)}  ${printable(detail)}`, width, INDENT))),
    ...(verdict.next === undefined ? [] : [paintLines(wrap(`→ ${printable(verdict.next)}`, width, INDENT), s.cyan)]),
  ];
}

function adviceLines({ rule, message, next, at, line }: AdviceReport, path: string, s: Styles, place: Place): string[] {
  const { width } = place.terminal;
  const where = line === null ? "    " : fileLink(String(line).padStart(4), path, line, place);
  return [
    `  ${s.dim(where)}  ${s.yellow(pad("advice", 12))}  ${s.bold(rule)}${line === null ? s.dim(`  ${printable(at)}`) : ""}`,
    wrap(printable(message), width, INDENT),
    paintLines(wrap(`→ ${printable(next)}`, width, INDENT), s.cyan),
  ];
}

function words(claim: ClaimReport): string {
  const kind = CLAIM_KINDS.find((each) => each.kind === claim.kind);
  return kind === undefined ? claim.text : `${kind.title}: ${kind.describe(claim.value, claim.text)}`;
}

function word(outcome: VerdictReport["outcome"], reason?: VerdictReport["reason"]): string {
  if (outcome !== "unproven" || reason === undefined) return outcome;
  return reason === "no-evidence" || reason === "inconclusive" ? "unproven" : reason;
}

function paint(outcome: VerdictReport["outcome"], s: Styles): (text: string) => string {
  if (outcome === "broken") return s.red;
  if (outcome === "holds") return s.green;
  return outcome === "waived" ? s.blue : s.yellow;
}
