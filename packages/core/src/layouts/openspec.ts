import type { Layout, Located, Step } from "./layout.ts";
import { joinPath, nameOf, splitDate, folderOf } from "./paths.ts";

const STEPS: readonly Step[] = [
  { kind: "openspec/proposal", file: "proposal.md" },
  { kind: "openspec/design", file: "design.md", optional: true },
  { kind: "openspec/tasks", file: "tasks.md" },
];

/** `[base/]openspec/changes/[archive/]<change>/<file>` */
const CHANGE = /^((?:.+\/)?openspec\/changes\/(?:archive\/)?)([^/]+)\/(.+\.md)$/;
/** `[base/]openspec/specs/<capability, may be nested>/spec.md` */
const SPEC = /^(?:.+\/)?openspec\/specs\/(.+)\/spec\.md$/;

/** OpenSpec: a folder per change with delta specs, and the living specs beside. */
export const openspec: Layout = {
  name: "openspec",
  title: "OpenSpec",
  documentation:
    "`openspec/changes/<id>/{proposal,design,tasks}.md` with delta specs in `specs/<capability>/spec.md`, archived ones too; living specs in `openspec/specs/<capability>/spec.md`.",
  steps: STEPS,

  locate(path): Located | null {
    const change = CHANGE.exec(path);
    if (change !== null) {
      const [, base = "", folder = "", file = ""] = change;
      const kind = file.startsWith("specs/") && nameOf(file) === "spec.md" ? "openspec/delta" : kindOf(file);
      if (kind === null || (folder === "archive" && !base.endsWith("archive/"))) return null;
      const { date, rest } = splitDate(folder);
      return { path, layout: "openspec", kind, template: null, design: { id: rest, path: base + folder, date } };
    }
    const capability = SPEC.exec(path)?.[1];
    if (capability === undefined) return null;
    const design = { id: capability, path: folderOf(path), date: null };
    return { path, layout: "openspec", kind: "openspec/spec", template: null, design };
  },

  place({ kind, slug }, files) {
    const step = STEPS.find((each) => each.kind === kind || each.kind === `openspec/${kind}`);
    if (step === undefined || !files.has("openspec")) return null;
    return { path: joinPath("openspec/changes", slug, step.file), template: null, number: null };
  },
};

function kindOf(file: string): string | null {
  return STEPS.find((step) => step.file === file)?.kind ?? null;
}
