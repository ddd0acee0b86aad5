import type { DocumentReport } from "../analysis/report.ts";

/** What every JSON format says of a document, in this order. The digest is null when the document was not read as a file. */
export function documentHead({ path, kind, design, digest, title, status }: DocumentReport): object {
  return { path, kind, design, digest: digest === "" ? null : digest, title, status };
}
