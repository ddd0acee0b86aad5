import { readFileSync } from "node:fs";
import {
  BUILT_IN_NAMES,
  builtInTemplate,
  closest,
  deriveKind,
  isBuiltInName,
  LAYOUTS,
  locate,
  type Glob,
  type Located,
  type NewDocument,
  type Placed,
} from "@lintel/core";
import { flag, valueOf, type Invocation } from "../program/command.ts";
import { today } from "../program/today.ts";
import { Exit, Stop, type ExitCode } from "../program/exit.ts";
import { printable } from "../program/text.ts";
import { fillTemplate } from "../workspace/fill.ts";
import { gitUser } from "../workspace/person.ts";
import { decode, whyNot } from "../workspace/read.ts";
import { openWorkspace, shownPath, siblingsOf, type Workspace } from "../workspace/workspace.ts";
import { createFile } from "../workspace/write.ts";
import { isInside } from "../workspace/disk.ts";

/** What is to be written, and where. */
interface Plan extends Placed {
  readonly kind: string;
  readonly title: string;
}

export async function run(invocation: Invocation): Promise<ExitCode> {
  const { io, cwd, operands } = invocation;
  const workspace = await openWorkspace(cwd, null);
  const date = dateOf(invocation);
  const [first = "", second] = operands;
  const plan = second === undefined ? nextOf(workspace, first) : planFor(workspace, first, second, date);
  const file = workspace.disk.absolute(plan.path);
  const shown = shownPath(file, cwd);
  if (!isInside(plan.path)) throw new Stop(Exit.Usage, `${shown} lies outside of the repository.`);
  if (workspace.disk.exists(plan.path) !== null)
    throw new Stop(Exit.CannotJudge, `${shown} is there already, and was left alone.`);
  const template = templateOf(workspace, plan);
  const text = fillTemplate(
    template.text,
    deriveKind({ path: template.path, text: template.text }, { name: plan.kind }),
    {
      title: valueOf(invocation, "title") ?? plan.title,
      date,
      author: valueOf(invocation, "author") ?? gitUser(workspace.root.folder),
      number: plan.number,
      path: plan.path,
      siblings: siblingPaths(workspace, plan),
    },
  );
  if (flag(invocation, "dry-run")) {
    io.err(`lintel: ${shown} would be written from ${template.path}:\n`);
    io.out(text);
    return Exit.Fine;
  }
  if (!createFile(file, text)) throw new Stop(Exit.CannotJudge, `${shown} is there already, and was left alone.`);
  io.out(`${printable(shown)}\n`);
  noteOrder(workspace, plan, invocation);
  return Exit.Fine;
}

function dateOf(invocation: Invocation): string {
  const option = valueOf(invocation, "date");
  if (option === null) return today();
  const parsed = /^(\d{4})-(\d{2})-(\d{2})$/.exec(option);
  const real = parsed !== null && new Date(`${option}T00:00:00Z`).toISOString().startsWith(option);
  if (!real) throw new Stop(Exit.Usage, `\`--date ${option}\` is no date. Write it as YYYY-MM-DD.`);
  return option;
}

/** `lintel new retry`: the document of an existing design that is due. */
function nextOf(workspace: Workspace, name: string): Plan {
  if (isBuiltInName(name) || workspace.config.templates.some((template) => template.name === name)) {
    throw new Stop(Exit.Usage, `how is the ${name} called? \`lintel new ${name} <name>\``);
  }
  const wanted = slugOf(name);
  for (const layout of workspace.layouts) {
    const [begin] = layout.steps;
    if (begin === undefined) continue;
    const placed = layout.place?.({ kind: begin.kind, slug: wanted, date: "2000-01-01" }, workspace.disk) ?? null;
    const folder = placed === null ? null : placed.path.slice(0, placed.path.lastIndexOf("/"));
    if (folder === null || workspace.disk.exists(folder) !== "folder") continue;
    for (const { kind, file, optional } of layout.steps) {
      const path = `${folder}/${file}`;
      if (optional === true || workspace.disk.exists(path) !== null) continue;
      const located = locate(path, workspace.disk, workspace.layouts);
      return { path, template: located?.template ?? null, number: null, kind, title: titleOf(wanted) };
    }
    throw new Stop(Exit.CannotJudge, `${folder} has all its documents.`);
  }
  throw new Stop(
    Exit.Usage,
    `there is no design \`${name}\` yet. \`lintel new <kind> ${wanted}\` begins one; kinds: ${kindNames(workspace).join(", ")}.`,
  );
}

function planFor(workspace: Workspace, kind: string, name: string, date: string): Plan {
  const known = kindNames(workspace);
  if (!known.includes(kind)) {
    const near = closest(kind, known);
    const hint = near === null ? `Kinds: ${known.join(", ")}.` : `Did you mean \`${near}\`?`;
    throw new Stop(Exit.Usage, `there is no kind \`${kind}\`. ${hint}`);
  }
  const slug = slugOf(name);
  const title = /[\s\p{Lu}]/u.test(name) ? name.trim() : titleOf(slug);
  const request: NewDocument = { kind, slug, date };
  return { ...placeFor(workspace, request), kind, title };
}

/** Lower case words joined by dashes; nothing of a path is left in it. */
function slugOf(name: string): string {
  const slug = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 80)
    .replace(/-+$/, "");
  if (slug === "") throw new Stop(Exit.Usage, `\`${name}\` holds no letter or digit to make a name of.`);
  return slug;
}

function titleOf(slug: string): string {
  const words = slug.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function kindNames(workspace: Workspace): readonly string[] {
  const own = workspace.config.templates.map(({ name }) => name);
  const ofLayouts = LAYOUTS.flatMap(({ steps, name }) =>
    name === "directive" ? [] : steps.map(({ kind }) => kind).filter(() => layoutIsThere(workspace, name)),
  );
  const rfc = placeIn(workspace, { kind: "rfc", slug: "x", date: "2000-01-01" });
  return [...new Set([...own, ...BUILT_IN_NAMES, ...(rfc === null ? [] : ["rfc"]), ...ofLayouts])];
}

const MARKERS: Readonly<Record<string, string>> = { "spec-kit": ".specify", openspec: "openspec", kiro: ".kiro" };

function layoutIsThere({ disk }: Workspace, layout: string): boolean {
  const marker = MARKERS[layout];
  return marker !== undefined && disk.exists(marker) !== null;
}

function placeIn(workspace: Workspace, request: NewDocument): Placed | null {
  for (const layout of workspace.layouts) {
    const placed = layout.place?.(request, workspace.disk) ?? null;
    if (placed !== null) return placed;
  }
  return null;
}

function placeFor(workspace: Workspace, request: NewDocument): Placed {
  const { kind, slug, date } = request;
  const named = workspace.config.templates.find(({ name }) => name === kind);
  const glob = named?.documents[0];
  if (named !== undefined && glob !== undefined) {
    return { ...beside(workspace, glob, slug, named.path), template: named.path };
  }
  const placed = placeIn(workspace, request);
  if (placed !== null) return named === undefined ? placed : { ...placed, template: named.path };
  if (kind === "adr") return { path: `docs/adr/0001-${slug}.md`, template: null, number: "0001" };
  const file = `${kind.replaceAll("-", "_")}.md`;
  return { path: `directive/specs/${date.replaceAll("-", "")}-${slug}/${file}`, template: null, number: null };
}

/**
 * A place for a document of a template of one's own, read off the glob of its documents: `docs/rfcs/*.md` gives a file in the
 * folder, `rfcs/<name>/README.md` a folder of its own. Numbered when others there are, or the template is called `0000-…`.
 */
function beside({ disk }: Workspace, glob: Glob, slug: string, template: string): Omit<Placed, "template"> {
  const { pattern } = glob;
  const fixed = pattern.replace(/^(?:\.?\/)+/, "").split(/[*?[{]/, 1)[0] ?? "";
  const folder = fixed.slice(0, Math.max(0, fixed.lastIndexOf("/")));
  const inside = (rest: string): string => (folder === "" ? rest : `${folder}/${rest}`);
  const numbers = disk.names(folder).flatMap((name) => /^(\d{3,6})[-_]/.exec(name)?.[1] ?? []);
  const asks = /(?:^|\/)(?:N{3,}|0{3,})[-_]/.exec(template)?.[0].replace(/\W|_/g, "");
  const digits = Math.max(0, asks?.length ?? 0, ...numbers.map(({ length }) => length));
  const number = digits === 0 ? null : String(Math.max(0, ...numbers.map(Number)) + 1).padStart(digits, "0");
  const bare = [slug, `0001-${slug}`];
  const names = number === null ? bare : [`${number}-${slug}`, ...bare];
  const last = pattern.slice(pattern.lastIndexOf("/") + 1);
  for (const name of names) {
    // `*/README.md`: the folder bears the name; `*-design.md`: the file bears the rest.
    for (const rest of [`${name}.md`, last.replace("*", name), `${name}/${last}`]) {
      const path = inside(rest);
      if (!/[*?[\]{}]/.test(rest) && glob.matches(path)) return { path, number: /^(\d+)-/.exec(name)?.[1] ?? null };
    }
  }
  return { path: inside(`${names[0] ?? slug}.md`), number };
}

function templateOf(workspace: Workspace, { template, kind }: Plan): { path: string; text: string } {
  const path = template ?? (isBuiltInName(kind) ? `built-in:${kind}` : null);
  if (path === null) {
    throw new Stop(
      Exit.CannotJudge,
      `there is no template for ${kind}. Name one in lintel.yaml: \`templates: { ${kind}: { path: … } }\`.`,
    );
  }
  const builtIn = /^built-in:(.+)$/.exec(path)?.[1];
  if (builtIn !== undefined) {
    if (isBuiltInName(builtIn)) return { path, text: builtInTemplate(builtIn) };
    throw new Stop(
      Exit.CannotJudge,
      `there is no built-in template \`${builtIn}\`. There are: ${BUILT_IN_NAMES.join(", ")}.`,
    );
  }
  try {
    return { path, text: decode(path, readFileSync(workspace.disk.absolute(path))).source.text };
  } catch (error) {
    throw new Stop(Exit.CannotJudge, `cannot read the template ${path}: ${whyNot(error)}.`);
  }
}

/** Paths of the documents that the new one stands beside, by kind. */
function siblingPaths(workspace: Workspace, plan: Plan): ReadonlyMap<string, string> {
  const located = locate(plan.path, workspace.disk, workspace.layouts);
  const siblings = located === null ? [] : siblingsOf(workspace, located);
  const paths = new Map(
    siblings.flatMap(({ kind, path }) => (kind === null || path === plan.path ? [] : [[kind, path] as const])),
  );
  // Where no layout knows the folder, documents beside are told by their names.
  const folder = plan.path.slice(0, Math.max(0, plan.path.lastIndexOf("/")));
  for (const name of folder === "" ? [] : workspace.disk.names(folder)) {
    const kind = /^(spec|impact|tdr)(?:[-_]analysis)?\.md$/i.exec(name)?.[1]?.toLowerCase();
    const path = `${folder}/${name}`;
    if (kind !== undefined && path !== plan.path && !paths.has(kind)) paths.set(kind, path);
  }
  return paths;
}

/** Says what is due before the new document, or after it. */
function noteOrder(workspace: Workspace, plan: Plan, { io }: Invocation): void {
  const located: Located | null = locate(plan.path, workspace.disk, workspace.layouts);
  const steps = LAYOUTS.find(({ name }) => name === located?.layout)?.steps ?? [];
  const at = steps.findIndex(({ kind }) => kind === plan.kind);
  const folder = plan.path.slice(0, plan.path.lastIndexOf("/"));
  const before = steps
    .slice(0, Math.max(0, at))
    .filter(({ file, optional }) => optional !== true && workspace.disk.exists(`${folder}/${file}`) === null);
  if (before.length > 0) {
    io.note(`In this layout ${before.map(({ file }) => file).join(" and ")} come first.\n`);
    return;
  }
  const next = steps.slice(at + 1).find(({ optional }) => optional !== true);
  if (at !== -1 && next !== undefined) io.note(`When it is accepted, ${next.file} is next.\n`);
}
