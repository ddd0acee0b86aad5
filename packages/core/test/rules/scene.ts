/** What an example of a rule stands for: a document in a repository that holds nothing but the example's files. */
import { anchorsOf } from "../../src/outline/anchors.ts";
import { checkDocument } from "../../src/check/check.ts";
import { readDocument } from "../../src/document/read.ts";
import type { Design, Document } from "../../src/document/document.ts";
import type { Finding } from "../../src/rules/finding.ts";
import type { Rule, RuleExample, Surroundings } from "../../src/rules/rule.ts";
import { builtInKind, isBuiltInName } from "../../src/template/builtin/kinds.ts";
import { filesOf, locate, membersOf } from "../../src/layouts/layouts.ts";
import { deriveKind } from "../../src/template/derive.ts";
import type { Kind } from "../../src/template/kind.ts";

interface Scene {
  readonly path: string;
  readonly text: string;
  readonly files: Readonly<Record<string, string>>;
  readonly kind: Kind | null;
}

function sceneOf(example: RuleExample): Scene {
  return {
    path: example.path ?? "design.md",
    text: example.markdown,
    files: example.files ?? {},
    kind: kindOf(example),
  };
}

function kindOf({ kind, template }: RuleExample): Kind | null {
  if (template !== undefined) return deriveKind({ path: "template.md", text: template });
  return kind === undefined ? null : kindNamed(kind);
}

function kindNamed(name: string): Kind {
  if (!isBuiltInName(name)) throw new Error(`There is no built-in kind “${name}”.`);
  return builtInKind(name);
}

/** The findings of one rule on an example. */
export function findingsOf(rule: Rule, example: RuleExample, text = example.markdown): readonly Finding[] {
  const scene = { ...sceneOf(example), text };
  const document = readDocument({ path: scene.path, text }, scene.kind);
  const settings = {
    severities: {},
    options: example.options === undefined ? {} : { [rule.id]: example.options },
    ignores: example.ignores ?? "allow",
  };
  return checkDocument(document, designOf(scene, document), surroundingsOf(scene), settings).filter(
    (finding) => finding.rule === rule.id,
  );
}

function designOf(scene: Scene, document: Document): Design {
  const folder = folderOf(scene.path);
  const paths = [scene.path, ...Object.keys(scene.files)];
  const located = locate(scene.path, filesOf(paths));
  // The members of a design in the order in which they are due; elsewhere, whatever lies in the same folder.
  const members =
    located === null
      ? paths.filter((path) => path.endsWith(".md") && folderOf(path) === folder)
      : membersOf(located, filesOf(paths)).map(({ path }) => path);
  const documents = members.map((path) => {
    const text = scene.files[path] ?? "";
    return path === scene.path ? document : readDocument({ path, text }, kindOfPath(path, paths));
  });
  return { id: folder.split("/").at(-1) ?? "", layout: located?.layout ?? "example", path: folder, documents };
}

function kindOfPath(path: string, paths: readonly string[]): Kind | null {
  const name = locate(path, filesOf(paths))?.kind ?? "";
  return isBuiltInName(name) ? builtInKind(name) : null;
}

function surroundingsOf(scene: Scene): Surroundings {
  const files: Record<string, string> = { ...scene.files, [scene.path]: scene.text };
  const paths = Object.keys(files);
  return {
    exists: (path) => {
      if (paths.includes(path)) return "file";
      return path === "" || paths.some((file) => file.startsWith(`${path}/`)) ? "folder" : null;
    },
    anchors: (path) => {
      const text = files[path];
      if (text === undefined) return null;
      return new Set(anchorsOf(readDocument({ path, text }, null).outline.tree).map(({ name }) => name));
    },
    named: (name) => paths.filter((path) => path.split("/").at(-1) === name),
  };
}

function folderOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
}
