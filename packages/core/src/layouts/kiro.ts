import type { Layout, Located, Step } from "./layout.ts";
import { firstOf, folderOf, joinPath } from "./paths.ts";

const STEPS: readonly Step[] = [
  { kind: "kiro/requirements", file: "requirements.md" },
  { kind: "kiro/design", file: "design.md" },
  { kind: "kiro/tasks", file: "tasks.md" },
];

/** A bug fix has its own first document; cc-sdd writes a brief and notes of research as well. */
const OTHERS: ReadonlyMap<string, string> = new Map([
  ["bugfix.md", "kiro/bugfix"],
  ["research.md", "kiro/research"],
  ["brief.md", "kiro/brief"],
]);

/** `[base/].kiro/specs/<feature>/<file>`, and the same below `.spec-workflow/`. */
const PATH = /^(?:(.+)\/)?(\.kiro|\.spec-workflow)\/specs\/([^/]+)\/([^/]+\.md)$/;

/** Kiro, cc-sdd and spec-workflow: requirements, design and tasks in one folder per feature. */
export const kiro: Layout = {
  name: "kiro",
  title: "Kiro",
  documentation:
    "`.kiro/specs/<feature>/{requirements,design,tasks}.md` or `bugfix.md`; the same below `.spec-workflow/specs/`.",
  steps: STEPS,

  locate(path, files): Located | null {
    const match = PATH.exec(path);
    if (match === null) return null;
    const [, base = "", marker = "", feature = "", file = ""] = match;
    const kind = STEPS.find((step) => step.file === file)?.kind ?? OTHERS.get(file);
    if (kind === undefined) return null;
    const name = file.replace(/\.md$/, "");
    const template = firstOf(files, [
      joinPath(base, ".kiro/settings/templates/specs", `${name}.md`),
      joinPath(base, ".spec-workflow/user-templates", `${name}-template.md`),
      joinPath(base, ".spec-workflow/templates", `${name}-template.md`),
    ]);
    const ours = template !== null && template.slice(base === "" ? 0 : base.length + 1).startsWith(`${marker}/`);
    return {
      path,
      layout: "kiro",
      kind,
      template: ours ? template : null,
      design: { id: feature, path: folderOf(path), date: null },
    };
  },

  place({ kind, slug }, files) {
    const step = STEPS.find((each) => each.kind === kind || each.kind === `kiro/${kind}`);
    const root = firstOf(files, [".kiro", ".spec-workflow"]);
    if (step === undefined || root === null) return null;
    return { path: joinPath(root, "specs", slug, step.file), template: null, number: null };
  },
};
