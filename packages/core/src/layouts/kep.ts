import type { Layout, Located } from "./layout.ts";
import { firstOf, folderOf, joinPath, nameOf } from "./paths.ts";

/** `[base/]keps/[sig-x/]<NNNN-name>/README.md` */
const PATH = /^((?:.+\/)?keps)\/(?:[^/]+\/)*[^/]+\/README\.md$/;

/** Kubernetes enhancement proposals: a folder with README.md and kep.yaml. */
export const kep: Layout = {
  name: "kep",
  title: "Kubernetes enhancement proposals",
  documentation:
    "`keps/<sig>/<number-name>/README.md` with `kep.yaml` beside it; the template is `keps/NNNN-kep-template/README.md`.",
  steps: [],

  locate(path, files): Located | null {
    const base = PATH.exec(path)?.[1];
    if (base === undefined) return null;
    const folder = folderOf(path);
    const name = nameOf(folder);
    if (/^N+-/.test(name) || !files.has(joinPath(folder, "kep.yaml"))) return null;
    return {
      path,
      layout: "kep",
      kind: "kep",
      template: firstOf(files, [joinPath(base, "NNNN-kep-template/README.md")]),
      design: { id: name.replace(/^\d+-/, ""), path: folder, date: null },
    };
  },
};

/** The file of metadata beside a document, as the layout has it; null where documents carry their own. */
export function metadataFile(located: Located): string | null {
  return located.layout === "kep" ? joinPath(folderOf(located.path), "kep.yaml") : null;
}
