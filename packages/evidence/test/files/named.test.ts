import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { readFound, readNamed } from "../../src/files/named.ts";
import type { RepositoryFiles } from "../../src/source.ts";

/** A repository with these files; those below `ignored/` are ones that git does not see. */
function repositoryWith(contents: Readonly<Record<string, string | Buffer>>): RepositoryFiles {
  const root = mkdtempSync(join(tmpdir(), "lintel-named-"));
  for (const [path, content] of Object.entries(contents)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  const seen = Object.keys(contents).filter((path) => !path.startsWith("ignored/"));
  return {
    absolute: (path) => join(root, path),
    exists: (path) => (seen.includes(path) ? "file" : null),
    below: () => seen.toSorted(),
  };
}

describe("files that a setting names", () => {
  const files = repositoryWith({
    "openapi.yaml": "openapi: 3.1.0",
    "a#b.json": "{}",
    "ignored/openapi.yaml": "a copy",
    "ignored/k6.json": "{}",
    "utf16.xml": Buffer.from("\uFEFF<a/>", "utf16le"),
  });
  const pathsOf = (name: string, among: "sources" | "reports"): readonly string[] =>
    readNamed([name], files, among).files.map(({ path }) => path);

  it("are reports that git ignores, also by a glob", () => {
    expect(pathsOf("ignored/k*.json", "reports")).toEqual(["ignored/k6.json"]);
  });

  it("are no ignored copies of sources, unless they are named", () => {
    expect(pathsOf("**/openapi.yaml", "sources")).toEqual(["openapi.yaml"]);
    expect(readNamed(["ignored/openapi.yaml"], files, "sources").files).toMatchObject([
      { text: "a copy", isInRepository: false },
    ]);
  });

  it("say behind # what they measured, and may have one in their name", () => {
    const read = readNamed(["ignored/k6.json#GET /a", "ignored/k6.json#GET /b", "a#b.json"], files, "reports").files;
    expect(read.map(({ path, fragment }) => [path, fragment])).toEqual([
      ["ignored/k6.json", "GET /a"],
      ["ignored/k6.json", "GET /b"],
      ["a#b.json", null],
    ]);
  });

  it("are read in the encoding that their mark names", () => {
    expect(readNamed(["utf16.xml"], files, "reports").files[0]?.text).toBe("<a/>");
  });

  it.each([
    ["../other.json", /outside of the repository/],
    ["/etc/hostname", /outside of the repository/],
    ["none.json", /no such file/],
    ["none*.json", /No file matches/],
    ["[", /not a glob/],
    ["ignored", /is a folder/],
  ])("%s is a problem, and nothing is read", (name, message) => {
    for (const among of ["sources", "reports"] as const) {
      const { files: read, problems } = readNamed([name], files, among);
      expect(read).toEqual([]);
      expect(problems).toEqual([{ at: name, message: expect.stringMatching(message) as string }]);
    }
  });

  it("are not followed out of the repository", () => {
    const outside = join(mkdtempSync(join(tmpdir(), "lintel-outside-")), "secret.json");
    writeFileSync(outside, "{}");
    const linked = repositoryWith({ "plain.json": "{}" });
    symlinkSync(outside, linked.absolute("link.json"));
    for (const { files: read, problems } of [
      readNamed(["link.json"], linked, "reports"),
      readFound(["link.json"], linked),
    ]) {
      expect(read).toEqual([]);
      expect(problems[0]?.message).toMatch(/link/);
    }
  });
});
