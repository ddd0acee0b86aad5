import { CLAIM_KINDS } from "@lintel/core";
import type { DocumentReport, FieldReport } from "../../analysis/report.ts";
import { clip, columnsOf, count, pad, printable, styles, type Styles } from "../../program/text.ts";
import { headLines, unreadableLines } from "../document-head.ts";
import type { ClaimsRun, Place } from "../reporter.ts";
import { fileLink, frequencies } from "../words.ts";

/** Longer names of fields are cut. */
const WIDEST_NAME = 20;

/** With fewer columns, names stand above what they name. */
const NARROW = 60;

/** So many columns has the number of a line; one that has more makes its row longer. */
const NUMBER = 4;

/** One field or claim in a row. */
interface Row {
  readonly line: number;
  readonly path: string;
  readonly words: string;
  readonly mark?: string;
}

/** Rows under one name: a field, or the claims of one kind. */
interface Group {
  readonly name: string;
  readonly rows: readonly Row[];
}

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
  const fields = fieldGroups(document);
  const claims = claimGroups(document);
  const widest = Math.max(0, ...[...fields, ...claims].map(({ name }) => columnsOf(name)));
  const lines = (groups: readonly Group[], paint: (text: string) => string): string[] =>
    groups.length === 0 ? [] : ["", ...groups.flatMap((group) => groupLines(group, widest, paint, s, place))];
  const body = [...lines(fields, s.dim), ...lines(claims, s.cyan)];
  return [...headLines(document, s, place), ...(body.length > 0 ? body : ["", s.dim("  No fields and no claims.")])];
}

function fieldGroups({ fields, path }: DocumentReport): readonly Group[] {
  return Object.entries(fields).map(([key, field]) => ({
    name: clip(printable(key.replace(/^other:/, "")), WIDEST_NAME),
    rows: [{ line: field.line, path: field.path ?? path, ...fieldWords(field) }],
  }));
}

function fieldWords({ raw, value, placeholder }: FieldReport): Pick<Row, "words" | "mark"> {
  const words = printable(Array.isArray(value) ? value.join(", ") : raw);
  if (words === "") return { words, mark: "empty" };
  return placeholder ? { words, mark: "not filled in" } : { words };
}

function claimGroups({ claims, path }: DocumentReport): readonly Group[] {
  const byKind = new Map(frequencies(claims, ({ kind }) => kind));
  return CLAIM_KINDS.flatMap((kind) => {
    const own = byKind.get(kind.kind) ?? [];
    const rows = own.map(({ line, value, text }) => ({ line, path, words: printable(kind.describe(value, text)) }));
    return rows.length === 0 ? [] : [{ name: kind.title, rows }];
  });
}

/** The name beside its first row, or above where there is little room. */
function groupLines(
  { name, rows }: Group,
  widest: number,
  paint: (text: string) => string,
  s: Styles,
  place: Place,
): string[] {
  const { width } = place.terminal;
  const narrow = width < NARROW;
  const indent = narrow ? "" : " ".repeat(widest + 2);
  const lines = rows.map(({ line, path, words, mark = "" }) => {
    const number = String(line);
    const link = " ".repeat(Math.max(0, NUMBER - number.length)) + s.dim(fileLink(number, path, line, place));
    const room = width - indent.length - Math.max(NUMBER, number.length) - 4 - (mark === "" ? 0 : mark.length + 2);
    const said = [clip(words, Math.max(7, room)), mark === "" ? "" : s.yellow(mark)].filter((part) => part !== "");
    return `${indent}  ${link}  ${said.join("  ")}`;
  });
  if (narrow) return [`  ${paint(name)}`, ...lines];
  return [`  ${paint(pad(name, widest))}${(lines[0] ?? "").slice(widest + 2)}`, ...lines.slice(1)];
}
