import { summarise, type DocumentReport, type Summary, type Unreadable } from "./report.ts";
import { groupByDesign, readGroup, reportAnalysed, type Analysed, type Analysis } from "./analyse.ts";
import type { Detail } from "./place.ts";
import type { Selected } from "../workspace/select.ts";

/** Documents, read and reported, in the order of their paths. */
export interface Analyses {
  readonly documents: readonly DocumentReport[];
  readonly unreadable: readonly Unreadable[];
  readonly summary: Summary;
}

/**
 * Reads and reports the selected documents, one design at a time: only the documents of one design are in memory together.
 * `look` sees each document before it is let go.
 */
export function analyseAll(
  analysis: Analysis,
  selected: readonly Selected[],
  detail: Detail,
  look?: (analysed: Analysed) => void,
): Analyses {
  const documents: DocumentReport[] = [];
  const unreadable: Unreadable[] = [];
  for (const group of groupByDesign(selected)) {
    for (const outcome of readGroup(analysis, group)) {
      if (outcome.is === "unreadable") unreadable.push(outcome.unreadable);
      else if (outcome.is === "too-large") documents.push(outcome.report);
      else {
        look?.(outcome.analysed);
        documents.push(reportAnalysed(analysis, outcome.analysed, detail));
      }
    }
  }
  documents.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { documents, unreadable, summary: summarise(documents) };
}
