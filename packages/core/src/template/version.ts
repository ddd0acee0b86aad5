/** Which version of a template judges a document: the one of its day, unless it names another. */
import { fold } from "../text/fold.ts";
import type { Outline } from "../outline/outline.ts";
import { isAnnotation, readAnnotations } from "./annotation.ts";
import { commentsIn } from "./text.ts";

/** One version of a template, as the history of the repository has it. */
export interface TemplateVersion {
  /** Commit; null for the working tree. */
  readonly revision: string | null;
  /** When it came in force: a date or timestamp of ISO 8601. */
  readonly date: string;
  readonly text: string;
  /** What it calls itself (`<!-- lintel: version 3 -->`), when it does. */
  readonly version: string | null;
}

/** What is known of a document's age. Dates of ISO 8601; null where it is not known. */
export interface DocumentAge {
  /** The version of the template that the document says it was written from. */
  readonly names: string | null;
  /** When the document was first committed. */
  readonly firstCommit: string | null;
  /** The date in its own fields. */
  readonly date: string | null;
}

/** The version that judges a document, and why that one. */
export interface ChosenVersion {
  readonly version: TemplateVersion;
  readonly because: "today" | "named" | "first-commit" | "date" | "newest" | "oldest";
  /** What could not be honoured: a version that the document names and that the template never had. */
  readonly problem: string | null;
}

/**
 * Chooses among the versions of a template, oldest first; null when there are none. A document that names a version is judged
 * by that one, else by the one in force when it was first committed, else on its own date, else by the newest. `today` asks for
 * the newest whatever the document says. A document older than the template is judged by the oldest version.
 *
 * @example templateOfTheDay(versions, { names: null, firstCommit: "2024-05-01T10:00:00Z", date: null })?.because // "first-commit"
 */
export function templateOfTheDay(
  versions: readonly TemplateVersion[],
  age: DocumentAge,
  today = false,
): ChosenVersion | null {
  const newest = versions.at(-1);
  const oldest = versions[0];
  if (newest === undefined || oldest === undefined) return null;
  if (today) return { version: newest, because: "today", problem: null };
  let problem: string | null = null;
  if (age.names !== null) {
    const named = versions.findLast((version) => isNamed(version, age.names ?? ""));
    if (named !== undefined) return { version: named, because: "named", problem: null };
    problem = `The document names version “${age.names}” of its template, which the template never had.`;
  }
  const [moment, because] =
    age.firstCommit !== null
      ? [endOf(age.firstCommit), "first-commit" as const]
      : [age.date === null ? null : endOf(age.date), "date" as const];
  if (moment === null) return { version: newest, because: "newest", problem };
  const inForce = versions.findLast((version) => startOf(version.date) <= moment);
  return inForce === undefined
    ? { version: oldest, because: "oldest", problem }
    : { version: inForce, because, problem };
}

/** By its own name, or by at least seven digits of its commit. */
function isNamed({ version, revision }: TemplateVersion, name: string): boolean {
  const wanted = fold(name).replace(/^v(?:ersion)?[ .]?(?=\d)/, "");
  if (version !== null && fold(version).replace(/^v(?=\d)/, "") === wanted) return true;
  return revision !== null && /^[0-9a-f]{7,40}$/.test(wanted) && revision.startsWith(wanted);
}

const DAY = 24 * 60 * 60 * 1000;

/** Milliseconds of a date or timestamp; a date without a time counts as its beginning. */
function startOf(date: string): number {
  return Date.parse(date);
}

/** The same, a date without a time counting as its end; null for what is no date. */
function endOf(date: string): number | null {
  const time = Date.parse(date);
  if (Number.isNaN(time)) return null;
  return /^\d{4}-\d{2}-\d{2}$/.test(date.trim()) ? time + DAY - 1 : time;
}

/**
 * The version of its template that a document names: by the annotation that it was copied with, or in a field
 * "Template version". Null when it names none.
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
