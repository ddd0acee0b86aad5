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

/** `[container/]<design>/<file>`; the container is `directive/specs` where nothing else is said. */
const PATH = /^(?:(.+)\/)?([^/]+)\/([^/]+)$/;

/** Where the folders of designs lie in repositories that do not call it `directive/specs`. */
const CONTAINERS = [
  "directive/specs",
  "specs",
  "docs/specs",
  "design",
  "designs",
  "docs/design",
  "docs/designs",
] as const;

/** The spec-first workflow of the first seed: spec, impact analysis, design review, implementation summary. */
export const directive: Layout = {
  name: "directive",
  title: "Directive",
  documentation:
    "`directive/specs/<YYYYMMDD-name>/{spec,impact,tdr,implementation_summary}.md`, folders without a date too; anywhere else a folder in which two of spec, impact analysis and TDR lie together.",
  steps: STEPS,

  locate(path, files): Located | null {
    const match = PATH.exec(path);
    if (match === null) return null;
    const [, container = "", folder = "", file = ""] = match;
    const kind = KINDS.get(file.toLowerCase());
    if (kind === undefined) return null;
    if (!isDirective(container) && !liesTogether(folderOf(path), files)) return null;
    const { date, rest } = splitDate(folder);
    return {
      path,
      layout: "directive",
      kind,
      template: templateOf(kind, container, files),
      design: { id: rest, path: folderOf(path), date },
    };
  },

  place({ kind, slug, date }, files) {
    const step = STEPS.find((each) => each.kind === kind);
    const container = containerIn(files);
    if (step === undefined || container === null) return null;
    const folder = designNamed(slug, files.names(container)) ?? `${date.replaceAll("-", "")}-${slug}`;
    return { path: joinPath(container, folder, step.file), template: templateOf(kind, container, files), number: null };
  },
};

function isDirective(container: string): boolean {
  return container === "directive/specs" || container.endsWith("/directive/specs");
}

/** A `spec.md` alone may be anybody's. */
function liesTogether(folder: string, files: Files): boolean {
  return ["spec.md", "impact.md", "tdr.md"].filter((name) => files.has(joinPath(folder, name))).length >= 2;
}

/** The folder in which a repository keeps the folders of its designs; null when it has none yet. */
function containerIn(files: Files): string | null {
  if (files.has("directive")) return "directive/specs";
  const holdsDesigns = (container: string): boolean =>
    files.names(container).some((name) => liesTogether(joinPath(container, name), files));
  return CONTAINERS.find((container) => files.has(container) && holdsDesigns(container)) ?? null;
}

function templateOf(kind: string, container: string, files: Files): string | null {
  const name = kind.replaceAll("-", "_");
  const folder = joinPath(folderOf(container), "reference/templates");
  return firstOf(files, [joinPath(folder, `${name}_template.md`), joinPath(folder, `${name}.md`)]);
}

/** The folder of an existing design: its whole name, or its name without the date when only one folder has that. */
function designNamed(slug: string, folders: readonly string[]): string | null {
  if (folders.includes(slug)) return slug;
  const named = folders.filter((folder) => splitDate(folder).rest === slug);
  return named.length === 1 ? (named[0] ?? null) : null;
}
