/** Parts of repository paths, and the dates and numbers in names. */
import type { Files } from "./layout.ts";

/** Path of the folder that holds `path`; `""` for the root. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash === -1 ? "" : path.slice(0, slash);
}

/** The last segment of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Joins parts of a path; empty ones are left out. */
export function joinPath(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("/");
}

/** A name without `.md`. */
function stem(name: string): string {
  return name.replace(/\.(?:md|mdx|markdown)$/i, "");
}

/**
 * The date in front of a name and the rest of it. Only real calendar dates count: `20261340-x` carries none.
 *
 * @example splitDate("20260114-retry") // { date: "2026-01-14", rest: "retry" }
 */
export function splitDate(name: string): { readonly date: string | null; readonly rest: string } {
  const match = /^(\d{4})-?(\d{2})-?(\d{2})(?:-\d{6})?[-_](?=.)/.exec(name);
  if (match === null) return { date: null, rest: name };
  const [all, year = "", month = "", day = ""] = match;
  if (!isRealDate(Number(year), Number(month), Number(day))) return { date: null, rest: name };
  return { date: `${year}-${month}-${day}`, rest: name.slice(all.length) };
}

/** Whether the Gregorian calendar has this day. */
export function isRealDate(year: number, month: number, day: number): boolean {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return days !== undefined && day >= 1 && day <= days && year >= 1;
}

/** The first of these paths that exists; null when none does. */
export function firstOf(files: Files, paths: readonly string[]): string | null {
  return paths.find((path) => files.has(path)) ?? null;
}

/**
 * The number after the highest one in front of the names of a folder, as wide as they are.
 *
 * @example nextNumber(["0001-a.md", "0007-b.md", "README.md"]) // "0008"
 */
export function nextNumber(names: readonly string[]): string {
  let highest = 0;
  let width = 4;
  let seen = false;
  for (const name of names) {
    const digits = /^(\d{1,6})(?=[-_.])/.exec(name)?.[1];
    if (digits === undefined || Number(digits) < highest || splitDate(name).date !== null) continue;
    highest = Number(digits);
    width = seen ? Math.max(width, digits.length) : digits.length;
    seen = true;
  }
  return String(highest + 1).padStart(width, "0");
}

/** The design that is one file. */
export function ownDesign(path: string): { id: string; path: string; date: string | null } {
  const { date, rest } = splitDate(stem(nameOf(path)));
  return { id: rest, path, date };
}

/** Markdown files that are about the folder, or templates, and no documents. */
export function isAside(name: string): boolean {
  return (
    /^(?:readme|index|_index|contributing|changelog|template|license|summary|toc|agents|claude|code_of_conduct)(?:\.\w+)*$/i.test(
      name,
    ) ||
    /(?:^|[-_.])template(?:[-_.]|\.md$)/i.test(name) ||
    /^(?:N{2,}|X{2,}|Y{2,})[-_]/.test(name) ||
    name.startsWith("_")
  );
}

export function isMarkdown(path: string): boolean {
  return /\.(?:md|mdx|markdown)$/i.test(path);
}
