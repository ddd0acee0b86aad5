/** The one list of layouts. A new layout is a new file beside this one and a line here. */
import { adr } from "./adr.ts";
import { directive } from "./directive.ts";
import { kep } from "./kep.ts";
import { kiro } from "./kiro.ts";
import type { Files, Layout, Located } from "./layout.ts";
import { openspec } from "./openspec.ts";
import { folderOf, isMarkdown, joinPath } from "./paths.ts";
import { rfc } from "./rfc.ts";
import { specKit } from "./spec-kit.ts";
import { tdd } from "./tdd.ts";

/** In order: the first layout that knows a file has it, so those with markers of their own stand before those without. */
export const LAYOUTS: readonly Layout[] = [openspec, kiro, specKit, directive, kep, rfc, adr, tdd];

/**
 * Says what a Markdown file is: its layout, its kind, its template and the design that it belongs to; null when no layout knows it.
 *
 * @example locate("directive/specs/20260114-retry/tdr.md", files)?.design.id // "retry"
 */
export function locate(path: string, files: Files, layouts: readonly Layout[] = LAYOUTS): Located | null {
  if (!isMarkdown(path)) return null;
  for (const layout of layouts) {
    const located = layout.locate(path, files);
    if (located !== null) return located;
  }
  return null;
}

/** Folders inside the folder of a design that hold documents of it. */
const INNER = ["checklists", "contracts", "specs"] as const;

/** How deep documents of one design lie below its folder, at most (`specs/<capability>/spec.md`). */
const DEEPEST = 4;

/** All documents of the design that a located one belongs to, itself included, in the order in which they are due. */
export function membersOf(located: Located, files: Files, layouts: readonly Layout[] = LAYOUTS): readonly Located[] {
  if (located.design.path === located.path) return [located];
  const layout = layouts.find(({ name }) => name === located.layout);
  const members: Located[] = [];
  const visit = (folder: string, depth: number): void => {
    for (const name of files.names(folder)) {
      const path = joinPath(folder, name);
      if (!isMarkdown(name)) {
        if (depth < DEEPEST && (depth > 0 || INNER.some((inner) => inner === name))) visit(path, depth + 1);
        continue;
      }
      const other = layout?.locate(path, files) ?? null;
      if (other !== null && other.design.path === located.design.path) members.push(other);
    }
  };
  visit(located.design.path, 0);
  if (!members.some(({ path }) => path === located.path)) members.push(located);
  const order = (kind: string | null): number => {
    const at = layout?.steps.findIndex((step) => step.kind === kind) ?? -1;
    return at === -1 ? Number.POSITIVE_INFINITY : at;
  };
  return members.toSorted((a, b) => {
    const [first, second] = [order(a.kind), order(b.kind)];
    return first === second ? (a.path < b.path ? -1 : 1) : first - second;
  });
}

/** Look-ups over a list of paths: folders are what lies in front of their slashes. */
export function filesOf(paths: readonly string[]): Files {
  const names = new Map<string, Set<string>>([["", new Set()]]);
  const all = new Set(paths);
  for (const path of paths) {
    let child = path;
    for (;;) {
      const folder = folderOf(child);
      const known = names.get(folder);
      const name = folder === "" ? child : child.slice(folder.length + 1);
      if (known !== undefined) known.add(name);
      else names.set(folder, new Set([name]));
      if (folder === "" || known !== undefined) break;
      child = folder;
    }
  }
  return {
    has: (path) => all.has(path) || (path !== "" && names.has(path)),
    names: (folder) => [...(names.get(folder) ?? [])].toSorted(),
  };
}
