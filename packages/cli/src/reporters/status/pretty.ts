import type { DesignReport } from "../../analysis/portfolio.ts";
import { clip, columnsOf, count, pad, paintLines, printable, styles, wrap, type Styles } from "../../program/text.ts";
import { unreadableLines } from "../document-head.ts";
import type { Place, StatusRun } from "../reporter.ts";
import { fileLink } from "../words.ts";
import { documentsWord, findingsWord, headline, outcomesWord, statusWord, waitingWord } from "./words.ts";

const WIDEST_ID = 40;
const WIDEST_STATUS = 10;

/** For people: a line for each design, what it consists of, and who is waited for. */
export function pretty({ designs, unreadable }: StatusRun, place: Place): string {
  const s = styles(place.terminal.colour);
  const widest = Math.min(WIDEST_ID, Math.max(0, ...designs.map(({ id }) => columnsOf(printable(id)))));
  const lines = [
    ...designs.flatMap((design) => [...designLines(design, widest, s, place), ""]),
    ...unreadableLines(unreadable, s, place),
    paintLines(wrap(headline(designs), place.terminal.width), s.bold),
  ];
  return `${lines.join("\n")}\n`;
}

function designLines(design: DesignReport, widest: number, s: Styles, place: Place): string[] {
  const { width } = place.terminal;
  const id = clip(printable(design.id), widest);
  const name = s.bold(fileLink(id, design.path, null, place));
  const status = paintStatus(design, statusWord(design), s);
  const findings = paintFindings(design, s);
  const judged = outcomesWord(design);
  const claims = design.claims.total === 0 || judged !== "" ? "" : `  ${s.dim(count(design.claims.total, "claim"))}`;
  const roomy = width >= widest + WIDEST_STATUS + 40;
  const head = roomy
    ? [`${name}${" ".repeat(widest - columnsOf(id))}  ${pad(status, WIDEST_STATUS)}  ${pad(findings, 24)}${claims}`]
    : [name, `  ${status}  ${findings}${columnsOf(`${status}${findings}${claims}`) + 4 > width ? "" : claims}`];
  const title = design.title === null || sameName(design.title, design.id) ? "" : `${printable(design.title)} · `;
  const about = `${title}${printable(place.shown(design.path))}: ${printable(documentsWord(design))}`;
  const waiting = waitingWord(design);
  return [
    ...head.map((line) => line.trimEnd()),
    paintLines(wrap(about, width, "  "), s.dim),
    ...(judged === ""
      ? []
      : [paintLines(wrap(judged, width, "  "), (design.outcomes?.broken ?? 0) > 0 ? s.red : s.dim)]),
    ...(waiting === "" ? [] : [wrap(`waits for ${printable(waiting)}`, width, "  ")]),
  ];
}

/** Whether a title says no more than an ID: "Delivery windows" and `delivery-windows`. */
function sameName(title: string, id: string): boolean {
  const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}]+/gu, "");
  return letters(title) === letters(id);
}

function paintStatus({ status }: DesignReport, text: string, s: Styles): string {
  if (status === "approved") return s.green(text);
  if (status === "in-review") return s.yellow(text);
  return status === "draft" ? s.cyan(text) : s.dim(text);
}

function paintFindings(design: DesignReport, s: Styles): string {
  const { errors, warnings, infos } = design.findings;
  const text = findingsWord(design);
  if (errors > 0) return s.red(text);
  if (warnings > 0) return s.yellow(text);
  return infos > 0 ? s.dim(text) : s.green(`✓ ${text}`);
}
