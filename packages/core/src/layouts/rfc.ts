import type { Files, Layout, Located } from "./layout.ts";
import { firstOf, folderOf, isAside, joinPath, nameOf, nextNumber, ownDesign } from "./paths.ts";

/** Folders of numbered proposals, and where their template lies: beside the folder, in it, or in a folder of its own. */
interface Family {
  readonly folder: RegExp;
  readonly kind: string;
  /** What file names begin with. */
  readonly name: RegExp;
  templates(base: string, folder: string, files: Files): readonly string[];
}

const NUMBERED = /^\d{1,6}[-_]/;

const FAMILIES: readonly Family[] = [
  {
    folder: /^(?:(.+)\/)?text(?:\/[^/]+)?$/,
    kind: "rfc",
    name: NUMBERED,
    templates: (base) => [joinPath(base, "0000-template.md"), joinPath(base, "template.md")],
  },
  {
    folder: /^(?:(.+)\/)?rfcs?(?:\/[^/]+)?$/,
    kind: "rfc",
    name: /^[^.]/,
    templates: (base, folder) => [
      joinPath(folder, "0000-template.md"),
      joinPath(folder, "template.md"),
      joinPath(folder, "rfc-template.md"),
      joinPath(folder, "RFC_TEMPLATE.md"),
      joinPath(folder, "0000-rfc-template.md"),
      joinPath(base, "0000-template.md"),
      joinPath(base, "rfc-template.md"),
    ],
  },
  {
    folder: /^(?:(.+)\/)?proposals$/,
    kind: "proposal",
    name: NUMBERED,
    templates: (base, folder, files) => [
      ...files
        .names(joinPath(base, "proposal-templates"))
        .filter((name) => name.startsWith("0000-") && name.endsWith(".md"))
        .map((name) => joinPath(base, "proposal-templates", name)),
      joinPath(folder, "0000-template.md"),
      joinPath(folder, "template.md"),
      joinPath(base, "0000-template.md"),
    ],
  },
  {
    folder: /^(?:(.+)\/)?EIPS$/,
    kind: "eip",
    name: /^eip-\d+\.md$/,
    templates: (base) => [joinPath(base, "eip-template.md")],
  },
  {
    folder: /^(?:(.+)\/)?enhancements(?:\/[^/]+)*$/,
    kind: "enhancement",
    name: /^[a-z0-9]/,
    templates: (base) => [joinPath(base, "guidelines/enhancement_template.md")],
  },
];

/** Numbered proposals in one folder, written from a template beside them. */
export const rfc: Layout = {
  name: "rfc",
  title: "RFC folder",
  documentation:
    "`text/NNNN-name.md`, `rfcs/NNNN-name.md`, `proposals/NNNN-name.md`, `EIPS/eip-N.md` or `enhancements/**/name.md` where a template (`0000-template.md`, …) lies in its usual place; `rfcs/` is enough without one.",
  steps: [],

  locate(path, files): Located | null {
    const found = familyOf(path, files);
    if (found === null) return null;
    const { family, template } = found;
    return { path, layout: "rfc", kind: family.kind, template, design: ownDesign(path) };
  },

  place({ kind, slug }, files) {
    if (kind !== "rfc" && kind !== "proposal") return null;
    for (const folder of ["text", "rfcs", "docs/rfcs", "docs/rfc", "rfc", "proposals"]) {
      if (!files.has(folder)) continue;
      const number = nextNumber(files.names(folder));
      const path = joinPath(folder, `${number}-${slug}.md`);
      const found = familyOf(path, files);
      if (found !== null && found.family.kind === kind) return { path, template: found.template, number };
    }
    return null;
  },
};

function familyOf(path: string, files: Files): { family: Family; template: string | null } | null {
  const folder = folderOf(path);
  const name = nameOf(path);
  for (const family of FAMILIES) {
    const match = family.folder.exec(folder);
    if (match === null || !family.name.test(name) || isAside(name)) continue;
    const template = firstOf(files, family.templates(match[1] ?? "", folder, files));
    // A folder called `text` or `enhancements` means something only with the template beside it.
    if (template === null && !/(?:^|\/)rfcs?(?:\/|$)/.test(folder)) continue;
    return { family, template };
  }
  return null;
}
