import type { Files, Layout, Located, Step } from "./layout.ts";
import { firstOf, folderOf, joinPath, splitDate } from "./paths.ts";

const STEPS: readonly Step[] = [
  { kind: "spec", file: "spec.md" },
  { kind: "impact", file: "impact.md" },
  { kind: "tdr", file: "tdr.md" },
  { kind: "implementation-summary", file: "implementation_summary.md" },
];

/** Kinds by file name; `pr.md` is what the summary was called at first. */
const KINDS: ReadonlyMap<string, string> = new Map([
  ...STEPS.map(({ kind, file }): [string, string] => [file, kind]),
  ["implementation-summary.md", "implementation-summary"],
  ["pr.md", "implementation-summary"],
]);

/** `[base/]specs/<design>/<file>` */
const PATH = /^(?:(.+)\/)?specs\/([^/]+)\/([^/]+)$/;

/** The spec-first workflow of the first seed: spec, impact analysis, design review, implementation summary. */
export const directive: Layout = {
  name: "directive",
  title: "Directive",
  documentation:
    "`directive/specs/<YYYYMMDD-name>/{spec,impact,tdr,implementation_summary}.md`; folders without a date too, and `specs/` elsewhere when a TDR or impact analysis lies beside the spec.",
  steps: STEPS,

  locate(path, files): Located | null {
    const match = PATH.exec(path);
    if (match === null) return null;
    const [, base = "", folder = "", file = ""] = match;
    const kind = KINDS.get(file.toLowerCase());
    if (kind === undefined) return null;
    if (!isDirective(base) && !hasOwnFiles(folderOf(path), files)) return null;
    const { date, rest } = splitDate(folder);
    return {
      path,
      layout: "directive",
      kind,
      template: templateOf(kind, base, files),
      design: { id: rest, path: folderOf(path), date },
    };
  },

  place({ kind, slug, date }, files) {
    const step = STEPS.find((each) => each.kind === kind);
    const base = files.has("directive/specs") ? "directive" : files.has("directive") ? "directive" : null;
    if (step === undefined || base === null) return null;
    const specs = joinPath(base, "specs");
    const folder = designNamed(slug, files.names(specs)) ?? `${date.replaceAll("-", "")}-${slug}`;
    return { path: joinPath(specs, folder, step.file), template: templateOf(kind, base, files), number: null };
  },
};

function isDirective(base: string): boolean {
  return base === "directive" || base.endsWith("/directive");
}

/** Files that only this workflow has: `specs/<id>/spec.md` alone may be anybody's. */
function hasOwnFiles(folder: string, files: Files): boolean {
  return files.has(joinPath(folder, "tdr.md")) || files.has(joinPath(folder, "impact.md"));
}

function templateOf(kind: string, base: string, files: Files): string | null {
  const name = kind.replaceAll("-", "_");
  const folder = joinPath(base, "reference/templates");
  return firstOf(files, [joinPath(folder, `${name}_template.md`), joinPath(folder, `${name}.md`)]);
}

/** The folder of an existing design: its whole name, or its name without the date when only one folder has that. */
function designNamed(slug: string, folders: readonly string[]): string | null {
  if (folders.includes(slug)) return slug;
  const named = folders.filter((folder) => splitDate(folder).rest === slug);
  return named.length === 1 ? (named[0] ?? null) : null;
}
