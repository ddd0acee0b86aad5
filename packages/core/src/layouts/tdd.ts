import type { Layout, Located } from "./layout.ts";
import { firstOf, folderOf, isAside, joinPath, nameOf, ownDesign } from "./paths.ts";

/** Folders in which a Markdown file is a design, at the root of the repository or of one of its packages. */
const FOLDER =
  /^(?:.+\/)?docs?\/(?:tdds?|designs?|design-docs?|technical-designs?|tech-designs?|technical-design-documents?)(?:\/.+)?$|^(?:.+\/)?(?:tdds?|design-docs?|technical-designs?)(?:\/.+)?$|^designs?(?:\/.+)?$/;

/** Single files that are the design of a whole repository. */
const FILE =
  /^(?:(?:.+\/)?docs?\/)?(?:technical[-_]design(?:[-_]doc(?:ument)?)?|tech[-_]design|tdd|design[-_]doc(?:ument)?)\.md$/i;

const USUAL = [
  "docs/tdd",
  "docs/tdds",
  "docs/design",
  "docs/designs",
  "docs/design-docs",
  "docs/technical-designs",
  "design",
  "designs",
] as const;

/** Technical design documents: one file per design, in one of the places where people keep them. */
export const tdd: Layout = {
  name: "tdd",
  title: "Technical design documents",
  documentation:
    "Markdown files in `docs/tdd`, `docs/design`, `docs/designs`, `docs/design-docs`, `docs/technical-designs`, `design` and the like, and `docs/technical-design.md`. What kind of design a file is, its content says; a `template.md` in the folder is theirs.",
  steps: [],

  locate(path, files): Located | null {
    const name = nameOf(path);
    const folder = folderOf(path);
    if (!FILE.test(path) && (!FOLDER.test(folder) || isAside(name))) return null;
    const template = templateIn(folder, files);
    const kind = template === null ? null : template.includes("tdr") ? "tdr" : "tdd";
    return { path, layout: "tdd", kind, template, design: ownDesign(path) };
  },

  place({ kind, slug }, files) {
    if (kind !== "tdd" && kind !== "tdr") return null;
    const folder = firstOf(files, USUAL) ?? `docs/${kind === "tdd" ? "tdd" : "design"}`;
    return { path: joinPath(folder, `${slug}.md`), template: templateIn(folder, files), number: null };
  },
};

function templateIn(folder: string, files: Parameters<Layout["locate"]>[1]): string | null {
  return firstOf(
    files,
    ["template.md", "_template.md", "tdd-template.md", "tdr-template.md", "design-template.md", "TEMPLATE.md"].map(
      (name) => joinPath(folder, name),
    ),
  );
}
