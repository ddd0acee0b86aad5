import { checkDocument, fixAll, type Finding } from "@lintel/core";
import { settingsFor, narrow, widest } from "./settings.ts";
import { readAs, type Analysed, type Analysis } from "./analyse.ts";

/** A document that fixes change. */
export interface Fixed {
  readonly analysed: Analysed;
  readonly text: string;
  readonly applied: readonly Finding[];
}

/** What the fixes of all findings make of a document; null when there is nothing to fix. Writes nothing. */
export function fixDocument(analysis: Analysis, analysed: Analysed): Fixed | null {
  const { document, design, selected } = analysed;
  const { source } = document.outline;
  // Bytes that were replaced while decoding would be lost.
  if (source.invalidUtf8 === true) return null;
  const settings = settingsFor(source.path, analysis.workspace.config, analysis.rules);
  const check = (text: string): readonly Finding[] => {
    const version = text === source.text ? document : readAs(analysis, { ...source, text }, selected.located);
    const found = checkDocument(version, design, analysis.surroundings, widest(settings));
    return narrow(found, version, settings);
  };
  const { text, applied } = fixAll(source.text, check);
  return text === source.text ? null : { analysed, text, applied };
}
