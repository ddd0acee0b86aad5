import type { Files, Layout, Located, Step } from "./layout.ts";
import { firstOf, joinPath, splitDate } from "./paths.ts";

const STEPS: readonly Step[] = [
  { kind: "spec-kit/spec", file: "spec.md" },
  { kind: "spec-kit/plan", file: "plan.md" },
  { kind: "spec-kit/research", file: "research.md", optional: true },
  { kind: "spec-kit/data-model", file: "data-model.md", optional: true },
  { kind: "spec-kit/quickstart", file: "quickstart.md", optional: true },
  { kind: "spec-kit/tasks", file: "tasks.md" },
];

/** `[base/]specs/<NNN-name or YYYYMMDD-HHMMSS-name>/<file, or folder/file>` */
const PATH = /^(?:(.+)\/)?specs\/(\d{3,}-[^/]+)\/((?:checklists\/|contracts\/)?[^/]+\.md)$/;

/** GitHub's Spec Kit: one numbered folder per feature, `.specify/` at the root. */
export const specKit: Layout = {
  name: "spec-kit",
  title: "Spec Kit",
  documentation:
    "`specs/<NNN-name>/{spec,plan,research,data-model,quickstart,tasks}.md` with `checklists/` and `contracts/`; `.specify/` beside `specs/`, or a plan or tasks beside the spec.",
  steps: STEPS,

  locate(path, files): Located | null {
    const match = PATH.exec(path);
    if (match === null) return null;
    const [, base = "", feature = "", file = ""] = match;
    const folder = joinPath(base, "specs", feature);
    const known = files.has(joinPath(base, ".specify")) || hasOwnFiles(folder, files);
    const kind = kindOf(file);
    if (!known || kind === null) return null;
    const { date, rest } = splitDate(feature);
    return {
      path,
      layout: "spec-kit",
      kind,
      template: templateOf(kind, base, files),
      design: { id: date === null ? rest.replace(/^\d{3,}-/, "") : rest, path: folder, date },
    };
  },

  place({ kind, slug }, files) {
    const step = STEPS.find((each) => each.kind === kind || each.kind === `spec-kit/${kind}`);
    if (step === undefined || !files.has(".specify")) return null;
    const folders = files.names("specs");
    const known = folders.find((folder) => folder.replace(/^\d{3,}-/, "") === slug);
    const number = String(highestOf(folders) + 1).padStart(3, "0");
    return {
      path: joinPath("specs", known ?? `${number}-${slug}`, step.file),
      template: templateOf(step.kind, "", files),
      number: known === undefined ? number : null,
    };
  },
};

function kindOf(file: string): string | null {
  if (file.startsWith("checklists/")) return "spec-kit/checklist";
  if (file.startsWith("contracts/")) return "spec-kit/contract";
  return STEPS.find((step) => step.file === file)?.kind ?? null;
}

function hasOwnFiles(folder: string, files: Files): boolean {
  return files.has(joinPath(folder, "plan.md")) || files.has(joinPath(folder, "tasks.md"));
}

/** Spec Kit looks for templates in its overrides first. */
function templateOf(kind: string, base: string, files: Files): string | null {
  const name = `${kind.slice("spec-kit/".length)}-template.md`;
  const folder = joinPath(base, ".specify/templates");
  return firstOf(files, [joinPath(folder, "overrides", name), joinPath(folder, name)]);
}

function highestOf(folders: readonly string[]): number {
  let highest = 0;
  for (const folder of folders) {
    const digits = /^(\d{3,6})-/.exec(folder)?.[1];
    if (digits !== undefined) highest = Math.max(highest, Number(digits));
  }
  return highest;
}
