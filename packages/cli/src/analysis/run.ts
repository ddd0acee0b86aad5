import { summarise, type DocumentReport, type Summary, type Unreadable } from "./report.ts";
import { groupByDesign, readGroup, reportAnalysed, type Analysed, type Analysis } from "./analyse.ts";
import type { Detail } from "./place.ts";
import type { Reuse } from "./reuse.ts";
import type { Selected } from "../workspace/select.ts";

/** Documents, read and reported, in the order of their paths. */
export interface Analyses {
  readonly documents: readonly DocumentReport[];
  readonly unreadable: readonly Unreadable[];
  readonly summary: Summary;
}

export interface AnalyseOptions {
  readonly detail: Detail;
  /** Reports of earlier runs; null to find everything anew. */
  readonly reuse?: Reuse | null;
  /** Hears how many documents are done. */
  step?(done: number): void;
  /** Sees each document before it is let go. */
  look?(analysed: Analysed): void;
}

/**
 * Reads and reports the selected documents, one design at a time: only the documents of one design are in memory together.
 */
export function analyseAll(analysis: Analysis, selected: readonly Selected[], options: AnalyseOptions): Analyses {
  const { detail } = options;
  const reuse = options.reuse ?? null;
  const documents: DocumentReport[] = [];
  const unreadable: Unreadable[] = [];
  for (const group of groupByDesign(selected)) {
    options.step?.(documents.length + unreadable.length);
    const rest: Selected[] = [];
    for (const each of group.selected) {
      const stored = reuse?.find(each) ?? null;
      if (stored === null) rest.push(each);
      else documents.push(stored);
    }
    if (rest.length === 0) continue;
    for (const outcome of readGroup(analysis, { ...group, selected: rest })) {
      if (outcome.is === "unreadable") unreadable.push(outcome.unreadable);
      else if (outcome.is === "too-large") documents.push(outcome.report);
      else {
        options.look?.(outcome.analysed);
        analysis.surroundings.takeAnswers();
        const report = reportAnalysed(analysis, outcome.analysed, detail);
        reuse?.keep(outcome.analysed.selected, report);
        documents.push(report);
      }
    }
  }
  // Documents whose template cannot be read were held to nothing: that is not the whole picture.
  for (const [path, reason] of analysis.workspace.kinds.unreadable) unreadable.push({ path, reason });
  documents.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { documents, unreadable, summary: summarise(documents) };
}
