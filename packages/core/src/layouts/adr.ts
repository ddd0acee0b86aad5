import type { Layout, Located } from "./layout.ts";
import { firstOf, folderOf, isAside, joinPath, nameOf, nextNumber, ownDesign } from "./paths.ts";

const FOLDER = /(?:^|\/)(?:adrs?|decisions|decision-records|architecture-decisions)(?:\/[^/]+)?$/;

/** Where `lintel new adr` looks for the folder that a repository uses. */
const USUAL = [
  "docs/adr",
  "docs/adrs",
  "doc/adr",
  "docs/decisions",
  "docs/architecture/decisions",
  "doc/architecture/decisions",
  "docs/architecture/adr",
  "adr",
  "decisions",
] as const;

const TEMPLATES = [
  "template.md",
  "adr-template.md",
  "0000-template.md",
  "000-template.md",
  "_template.md",
  "templates/template.md",
];

/** Architecture decision records: one short file per decision. */
export const adr: Layout = {
  name: "adr",
  title: "Decision records",
  documentation:
    "Markdown files in a folder called `adr`, `adrs`, `decisions` or `decision-records` (`docs/adr/0001-name.md`); a `template.md` in the folder is theirs.",
  steps: [],

  locate(path, files): Located | null {
    const folder = folderOf(path);
    const name = nameOf(path);
    if (!FOLDER.test(folder) || isAside(name) || nameOf(folder) === "templates") return null;
    return { path, layout: "adr", kind: "adr", template: templateIn(folder, files), design: ownDesign(path) };
  },

  place({ kind, slug }, files) {
    if (kind !== "adr") return null;
    const folder = firstOf(files, USUAL);
    if (folder === null) return null;
    const number = nextNumber(files.names(folder));
    return { path: joinPath(folder, `${number}-${slug}.md`), template: templateIn(folder, files), number };
  },
};

function templateIn(folder: string, files: Parameters<Layout["locate"]>[1]): string | null {
  return firstOf(
    files,
    TEMPLATES.map((name) => joinPath(folder, name)),
  );
}
