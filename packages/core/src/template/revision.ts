/** Which version of a template judges a document: the one that it names, else the one of its day. */
import type { Outline } from "../outline/outline.ts";
import { fold } from "../text/fold.ts";
import { isAnnotation, readAnnotations } from "./annotation.ts";
import { commentsIn } from "./text.ts";

/** One version of a template in the history of its repository. */
export interface TemplateRevision {
  readonly commit: string;
  /** When it was committed, in seconds since 1970. */
  readonly time: number;
  /** What it calls itself (`<!-- lintel: version 3 -->`); null or absent when it does not, or nobody looked. */
  readonly version?: string | null;
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

/** What is known of a document's age; null where it is not known. */
export interface DocumentAge {
  /** The version of the template that the document says it was written from (`namedVersion`). */
  readonly names: string | null;
  /** When it was first committed, in seconds since 1970. */
  readonly firstCommitted: number | null;
  /** The date in its own fields, `YYYY-MM-DD`; it counts where the history does not say. */
  readonly date: string | null;
}

/** The version that judges a document, and why that one; null stands for today's. */
export interface ChosenRevision {
  readonly revision: TemplateRevision | null;
  readonly because: "asked" | "named" | "first-commit" | "date" | "unknown-age";
  /** What could not be honoured: a version that the document names and that the template never had. */
  readonly problem: string | null;
}

const DAY = 24 * 60 * 60;

/**
 * Chooses among the versions of a template. A document that names one is judged by that one, else by the one in force when it
 * was first committed, else on the date in its fields, else by today's. `today` asks for today's whatever the document says.
 *
 * @example templateOfTheDay(versions, { names: "2", firstCommitted: null, date: null }).because // "named"
 */
export function templateOfTheDay(
  revisions: readonly TemplateRevision[],
  age: DocumentAge,
  today = false,
): ChosenRevision {
  if (today) return { revision: null, because: "asked", problem: null };
  const { names, firstCommitted, date } = age;
  const named = names === null ? null : newestNamed(revisions, names);
  if (named !== null) return { revision: named, because: "named", problem: null };
  const problem =
    names === null ? null : `The document names version “${names}” of its template, which the template never had.`;
  if (firstCommitted !== null) {
    return { revision: revisionOfTheDay(revisions, firstCommitted), because: "first-commit", problem };
  }
  const day = date === null ? Number.NaN : Date.parse(date.trim()) / 1000;
  if (Number.isNaN(day)) return { revision: null, because: "unknown-age", problem };
  // A date without a time counts to the end of its day.
  return { revision: revisionOfTheDay(revisions, day + DAY - 1), because: "date", problem };
}

/** By its own name, or by at least seven digits of its commit. */
function newestNamed(revisions: readonly TemplateRevision[], name: string): TemplateRevision | null {
  const wanted = bareVersion(name);
  let newest: TemplateRevision | null = null;
  for (const revision of revisions) {
    const { commit, version = null } = revision;
    const isOne =
      (version !== null && bareVersion(version) === wanted) ||
      (/^[0-9a-f]{7,64}$/.test(wanted) && commit.startsWith(wanted));
    if (isOne && (newest === null || revision.time > newest.time)) newest = revision;
  }
  return newest;
}

function bareVersion(version: string): string {
  return fold(version).replace(/^v(?:ersion)?[ .]?(?=\d)/, "");
}

/**
 * The version of its template that a document names: in a field "Template version", or by the annotation that it was copied
 * with. Null when it names none.
 *
 * @example namedVersion(readOutline({ path: "a.md", text: "<!-- lintel: version 3 -->\n# RFC: Retry\n" })) // "3"
 */
export function namedVersion(outline: Outline): string | null {
  const field = outline.fields.find(({ label }) => /^template[- ]?version$/.test(fold(label)));
  if (field !== undefined && field.raw !== "") return field.raw;
  const { text } = outline.tree;
  if (!text.includes("lintel")) return null;
  for (const { text: comment, start } of commentsIn(text)) {
    if (!isAnnotation(comment)) continue;
    for (const { annotation } of readAnnotations(comment, start)) {
      if (annotation?.is === "version") return annotation.version;
    }
  }
  return null;
}
