/** One version of a template in the history of its repository. */
export interface TemplateRevision {
  readonly commit: string;
  /** When it was committed, in seconds since 1970. */
  readonly time: number;
}

/**
 * The version of a template that a document was written from: the newest one that was there when the document was first
 * committed. A document older than its template is held to the template's first version. Null stands for today's version: the
 * document is not committed yet, or the template has no history. Pure.
 *
 * @example revisionOfTheDay([{ commit: "b", time: 20 }, { commit: "a", time: 10 }], 15)?.commit // "a"
 */
export function revisionOfTheDay(
  revisions: readonly TemplateRevision[],
  firstCommitted: number | null,
): TemplateRevision | null {
  if (firstCommitted === null) return null;
  let chosen: TemplateRevision | null = null;
  let oldest: TemplateRevision | null = null;
  for (const revision of revisions) {
    if (oldest === null || revision.time < oldest.time) oldest = revision;
    if (revision.time <= firstCommitted && (chosen === null || revision.time > chosen.time)) chosen = revision;
  }
  return chosen ?? oldest;
}
