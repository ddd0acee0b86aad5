import { CLAIM_KINDS } from "@lintel/core";
import type { DocumentReport } from "../../analysis/report.ts";
import { clip, columnsOf, count, pad, printable, styles, type Styles } from "../../program/text.ts";
import { headLines, unreadableLines } from "../document-head.ts";
import type { ClaimsRun, Place } from "../reporter.ts";
import { fileLink, frequencies } from "../words.ts";

/** Longer names of fields are cut: where there is room, and where there is little. */
const WIDEST_KEY = 14;
const NARROW_KEY = 8;
const NARROW = 60;

/** For people: what was read in each document, by kind, each claim in a few words. */
export function pretty({ documents, unreadable }: ClaimsRun, place: Place): string {
  const s = styles(place.terminal.colour);
  const claims = documents.reduce((sum, document) => sum + document.claims.length, 0);
  const lines = [
    ...documents.flatMap((document) => [...documentLines(document, s, place), ""]),
    ...unreadableLines(unreadable, s, place),
    s.bold(`${count(claims, "claim")} in ${count(documents.length, "document")}.`),
  ];
  return `${lines.join("\n")}\n`;
}

function documentLines(document: DocumentReport, s: Styles, place: Place): string[] {
  const fields = fieldLines(document, s, place);
  const claims = claimLines(document, s, place);
  const nothing = fields.length + claims.length === 0 ? ["", s.dim("  No fields and no claims.")] : [];
  return [...headLines(document, s, place), ...(fields.length > 0 ? ["", ...fields] : []), ...claims, ...nothing];
}

function fieldLines({ fields, path }: DocumentReport, s: Styles, place: Place): string[] {
  const entries = Object.entries(fields).map(([key, field]) => [printable(key.replace(/^other:/, "")), field] as const);
  const most = place.terminal.width < NARROW ? NARROW_KEY : WIDEST_KEY;
  const widest = Math.min(most, Math.max(0, ...entries.map(([key]) => columnsOf(key))));
  const room = Math.max(16, place.terminal.width - widest - 10);
  return entries.map(([key, { raw, value, placeholder, line, path: beside }]) => {
    const text = printable(Array.isArray(value) ? value.join(", ") : raw);
    const left = placeholder ? `  ${s.yellow("not filled in")}` : "";
    const words = text === "" ? s.dim("empty") : clip(text, placeholder ? Math.max(7, room - 15) : room);
    return `${lineNumber(line, beside ?? path, s, place)}  ${s.dim(pad(clip(key, widest), widest))}  ${words}${left}`;
  });
}

function claimLines({ claims, path }: DocumentReport, s: Styles, place: Place): string[] {
  const byKind = new Map(frequencies(claims, ({ kind }) => kind));
  return CLAIM_KINDS.flatMap((kind) => {
    const own = byKind.get(kind.kind) ?? [];
    if (own.length === 0) return [];
    const rows = own.map(({ line, value, text }) => {
      const words = clip(printable(kind.describe(value, text)), Math.max(16, place.terminal.width - 8));
      return `${lineNumber(line, path, s, place)}  ${words}`;
    });
    return ["", `  ${s.cyan(kind.title)} ${s.dim(String(own.length))}`, ...rows];
  });
}

function lineNumber(line: number, path: string, s: Styles, place: Place): string {
  const number = String(line);
  return " ".repeat(Math.max(0, 6 - number.length)) + s.dim(fileLink(number, path, line, place));
}
