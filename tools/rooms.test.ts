// The house has rooms, and data goes through them one way. This test holds every import to that.

import { readFileSync, readdirSync } from "node:fs";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

/**
 * The rooms of `packages/core/src`, first to last. A file may import from its own room and from those above it.
 * `index.ts` may import from all of them. A new room gets a line here, at its place.
 */
const rooms = [
  "text", //      bytes, lines, places
  "markdown", //  the tree of one file
  "grammar", //   how people write paths, quantities, requests, records
  "outline", //   headings and sections
  "template", //  what a team's template asks for
  "claims", //    the checkable statements of a document
  "document", //  one file read as its kind
  "contracts", // the HTTP interface that a document describes
  "layouts", //   where a team's documents lie, and which belong together
  "rules", //     what can be wrong with a document
  "check", //     all rules over one document
  "facts", //     what is known of the world outside
  "trace", //     criteria, the tests that they name, what these said
  "verdicts", //  claims held against facts
];

interface SourceFile {
  /** From the repository's root, with forward slashes: `packages/core/src/text/place.ts`. */
  readonly path: string;
  readonly text: string;
}

interface Import {
  readonly line: number;
  readonly specifier: string;
}

/**
 * What a file imports or re-exports, types and dynamic imports included. The formatter puts such statements at the
 * start of a line, so examples in comments (which begin with ` * `) are not mistaken for them.
 */
function importsOf(text: string): Import[] {
  const statement = /^(?:import|export)\s(?:[^;"'`]*?\sfrom\s+)?["']([^"']+)["']/gm;
  const call = /^(?!\s*(?:\*|\/\/)).*?\bimport\(\s*["'`]([^"'`]+)["'`]/gm;
  return [...text.matchAll(statement), ...text.matchAll(call)].map((match) => ({
    line: text.slice(0, match.index + match[0].length).split("\n").length,
    specifier: match[1] ?? "",
  }));
}

/** One sentence for each import that goes where it may not. */
function trespasses(files: readonly SourceFile[], coreDependencies: readonly string[]): string[] {
  return files.flatMap((file) => {
    const complain = file.path.startsWith("packages/core/src/")
      ? (specifier: string) => complaintInCore(file.path, specifier, coreDependencies)
      : (specifier: string) => complaintElsewhere(file.path, specifier);
    return importsOf(file.text).flatMap(({ line, specifier }) => {
      const complaint = complain(specifier);
      return complaint === undefined ? [] : [`${file.path}:${line} imports "${specifier}": ${complaint}`];
    });
  });
}

function complaintInCore(path: string, specifier: string, dependencies: readonly string[]): string | undefined {
  if (!specifier.startsWith(".")) {
    const known = dependencies.some((name) => specifier === name || specifier.startsWith(`${name}/`));
    return known ? undefined : "core is pure and may import only its own files and its own dependencies";
  }
  const target = posix.join(posix.dirname(path), specifier);
  if (!target.startsWith("packages/core/src/")) return "it lies outside of core's sources";

  const [from, to] = [roomOf(path), roomOf(target)];
  if (from === "index.ts") return undefined;
  if (to === "index.ts") return "inside core, import the file itself and not the index";
  for (const room of [from, to]) {
    if (!rooms.includes(room)) return `\`${room}\` is not a room; add it to the table in tools/rooms.test.ts`;
  }
  if (rooms.indexOf(to) > rooms.indexOf(from)) return `\`${from}\` comes before \`${to}\` and may not know it`;
  return undefined;
}

/** Outside of core a package sees of another one only its index. */
function complaintElsewhere(path: string, specifier: string): string | undefined {
  if (specifier.startsWith("@lintel/core/")) return "only `@lintel/core` itself is open to others";
  if (!specifier.startsWith(".")) return undefined;
  const ownFolder = packageOf(path);
  const stays = posix.join(posix.dirname(path), specifier).startsWith(ownFolder);
  return stays ? undefined : `it lies outside of ${ownFolder}`;
}

/** `packages/core/src/text/place.ts` is in the room `text`; a file beside the rooms is its own room. */
function roomOf(path: string): string {
  return path.split("/")[3] ?? "";
}

function packageOf(path: string): string {
  return path.split("/").slice(0, 2).join("/") + "/";
}

const root = fileURLToPath(new URL("..", import.meta.url));

function sources(): SourceFile[] {
  return readdirSync(`${root}packages`).flatMap((name) => {
    const folder = `packages/${name}/src`;
    return readdirSync(root + folder, { recursive: true, encoding: "utf8" })
      .map((inside) => `${folder}/${inside.replaceAll("\\", "/")}`)
      .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
      .map((path) => ({ path, text: readFileSync(root + path, "utf8") }));
  });
}

function dependenciesOfCore(): string[] {
  const manifest: { dependencies?: Record<string, string> } = JSON.parse(
    readFileSync(`${root}packages/core/package.json`, "utf8"),
  );
  return Object.keys(manifest.dependencies ?? {});
}

describe("the rooms of the house", () => {
  it("are entered only by those who may know them", () => {
    expect(trespasses(sources(), dependenciesOfCore())).toEqual([]);
  });

  it("are really looked at", () => {
    const paths = sources().map(({ path }) => path);
    expect(paths).toContain("packages/core/src/index.ts");
    expect(paths).toContain("packages/cli/src/main.ts");
  });
});

describe("a trespass is found", () => {
  const core = (inside: string, text: string) =>
    trespasses([{ path: `packages/core/src/${inside}`, text }], ["allowed"]).length;
  const cli = (inside: string, text: string) => trespasses([{ path: `packages/cli/src/${inside}`, text }], []).length;

  it.each([
    ["a later room", "text/a.ts", `import { b } from "../markdown/b.ts";`],
    ["a later room, for a type", "text/a.ts", `import type { B } from "../rules/b.ts";`],
    ["a later room, over several lines", "text/a.ts", `import {\n  b,\n  c,\n} from "../rules/b.ts";`],
    ["a later room, by re-export", "text/a.ts", `export * from "../rules/b.ts";`],
    ["a later room, as a type expression", "text/a.ts", `type B = import("../rules/b.ts").B;`],
    ["the index", "rules/a.ts", `import { b } from "../index.ts";`],
    ["a room nobody knows", "rules/a.ts", `import { b } from "../cellar/b.ts";`],
    ["Node", "rules/a.ts", `import { readFileSync } from "node:fs";`],
    ["Node, without its prefix", "rules/a.ts", `import { readFileSync } from "fs";`],
    ["Node, when called", "rules/a.ts", `  const fs = await import("node:fs");`],
    ["a package that is not a dependency", "rules/a.ts", `import "unknown";`],
    ["another package's files", "rules/a.ts", `import { b } from "../../../cli/src/b.ts";`],
  ])("when core imports %s", (_what, path, text) => {
    expect(core(path, text)).toBe(1);
  });

  it.each([
    ["an earlier room", "markdown/a.ts", `import { b } from "../text/b.ts";`],
    ["its own room", "rules/a.ts", `import { b } from "./b.ts";`],
    ["a dependency", "rules/a.ts", `import { b } from "allowed/inner";`],
    ["any room, into the index", "index.ts", `export { b } from "./rules/b.ts";`],
    ["in an example in a comment", "text/a.ts", `/**\n * import { b } from "@lintel/core";\n */`],
  ])("and none when core imports %s", (_what, path, text) => {
    expect(core(path, text)).toBe(0);
  });

  it("when another package reaches behind core's index", () => {
    expect(cli("main.ts", `import { b } from "@lintel/core/src/text/b.ts";`)).toBe(1);
    expect(cli("main.ts", `import { b } from "../../core/src/text/b.ts";`)).toBe(1);
    expect(cli("commands/check.ts", `import { version } from "../../package.json";`)).toBe(0);
    expect(cli("main.ts", `import { b } from "@lintel/core";`)).toBe(0);
  });
});
