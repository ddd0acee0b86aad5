import type { DocumentReport, Unreadable } from "../analysis/report.ts";
import { paintLines, printable, wrap, type Styles } from "../program/text.ts";
import type { Place } from "./reporter.ts";
import { fileLink, subject } from "./words.ts";

/**
 * The lines above what is said of a document: its path, which stands alone so that terminals of editors make a link of it, and
 * what it is.
 */
export function headLines(document: DocumentReport, s: Styles, place: Place): string[] {
  const path = s.bold(fileLink(printable(place.shown(document.path)), document.path, null, place));
  const about = subject(document);
  return about === "" ? [path] : [path, paintLines(wrap(about, place.terminal.width), s.dim)];
}

/** Files that could not be read, and why, with a blank line behind each. */
export function unreadableLines(unreadable: readonly Unreadable[], s: Styles, place: Place): string[] {
  return unreadable.flatMap(({ path, reason }) => [
    s.bold(fileLink(printable(place.shown(path)), path, null, place)),
    paintLines(wrap(`could not be read: ${printable(reason)}`, place.terminal.width, "  "), s.red),
    "",
  ]);
}
