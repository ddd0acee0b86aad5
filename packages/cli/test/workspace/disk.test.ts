import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Trace } from "../../src/cache/trace.ts";
import { Disk, isInside } from "../../src/workspace/disk.ts";
import { findRoot } from "../../src/workspace/root.ts";
import { commit, folderWith, git, repositoryWith, temporaryFolder, writeFiles } from "../repository.ts";

function diskOf(folder: string): Disk {
  const trace = new Trace();
  return new Disk(findRoot(folder, trace), trace);
}

/** What git lists: tracked files that are there, and those that are neither tracked nor ignored. */
function listedByGit(folder: string): readonly string[] {
  const listed = git(
    folder,
    "-c",
    "core.quotePath=false",
    "ls-files",
    "-z",
    "--cached",
    "--others",
    "--exclude-standard",
  );
  const gone = new Set(git(folder, "ls-files", "-z", "--deleted").split("\0"));
  return [...new Set(listed.split("\0"))].filter((path) => path !== "" && !gone.has(path)).toSorted();
}

const NAMES = ["a", "b", "docs", "build", "x.md", "y.md", "z.log", ".hidden", "ab.md", "[c].md", "d e.md"] as const;
const path = fc.array(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 4 }).map((parts) => parts.join("/"));
const pattern = fc
  .tuple(
    fc.constantFrom("", "", "!"),
    fc.constantFrom("", "/", "**/", "docs/", "a/"),
    fc.constantFrom(
      "*",
      "*.md",
      "a",
      "b",
      "build",
      "x.md",
      "?.md",
      "[ab]*",
      "[!a]*",
      "**",
      "a/**",
      "**/b",
      "docs/*.md",
      "\\[c].md",
      "d e.md",
      "a/**/x.md",
      "*.log",
      ".*",
    ),
    fc.constantFrom("", "", "/", " ", "\\ "),
  )
  .map((parts) => parts.join(""));

describe("the files of a repository", () => {
  it("are those that git lists, whatever is ignored wherever", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(path, { minLength: 1, maxLength: 14 }),
        fc.array(pattern, { maxLength: 4 }),
        fc.array(pattern, { maxLength: 3 }),
        fc.integer({ min: 0, max: 5 }),
        (paths, rootPatterns, innerPatterns, tracked) => {
          const folder = temporaryFolder();
          git(folder, "init", "--quiet");
          const files: string[] = [];
          for (const each of paths) {
            // A path cannot be a file and the folder of another.
            if (files.some((other) => other.startsWith(`${each}/`) || each.startsWith(`${other}/`))) continue;
            writeFiles(folder, { [each]: "" });
            files.push(each);
          }
          writeFiles(folder, { ".gitignore": `${rootPatterns.join("\n")}\n` });
          if (innerPatterns.length > 0 && !files.includes("docs")) {
            writeFiles(folder, { "docs/.gitignore": innerPatterns.join("\r\n") });
          }
          const added = files.slice(0, tracked).map((each) => `:(literal)${each}`);
          if (added.length > 0) git(folder, "add", "--force", "--", ...added);
          expect(diskOf(folder).below("")).toEqual(listedByGit(folder));
          rmSync(folder, { recursive: true, force: true });
        },
      ),
      { numRuns: 30 },
    );
  });

  it("follow the repository's own exclude file and the user's", () => {
    const folder = repositoryWith({ "a.md": "", "b.md": "" });
    writeFiles(folder, { "c.tmp": "", "d.bak": "", ".git/info/exclude": "*.tmp\n", "../global-ignore": "*.bak\n" });
    git(folder, "config", "core.excludesFile", join(folder, "../global-ignore"));
    expect(diskOf(folder).below("")).toEqual(["a.md", "b.md"]);
    expect(diskOf(folder).below("")).toEqual(listedByGit(folder));
    rmSync(join(folder, "../global-ignore"));
  });

  it("do not include other repositories, node_modules, or what links lead to", () => {
    const folder = repositoryWith({ "docs/a.md": "" });
    const inner = join(folder, "vendor/inner");
    mkdirSync(inner, { recursive: true });
    git(inner, "init", "--quiet");
    writeFiles(folder, { "vendor/inner/x.md": "", "node_modules/y/z.md": "" });
    symlinkSync("docs", join(folder, "link"));
    expect(diskOf(folder).below("")).toEqual(["docs/a.md", "link"]);
  });

  it("are told from the root of the configuration, with the ignore files above it", () => {
    const folder = repositoryWith({
      ".gitignore": "*.log\npkg/out/\n",
      "pkg/lintel.yaml": "",
      "pkg/a.md": "",
      "other.md": "",
    });
    writeFiles(folder, { "pkg/b.log": "", "pkg/out/c.md": "" });
    expect(diskOf(join(folder, "pkg")).below("")).toEqual(["a.md", "lintel.yaml"]);
  });

  it.each([2, 3, 4])("are read from an index of version %i as git reads it", (version) => {
    const folder = repositoryWith({
      ".gitignore": "out/\n",
      "out/kept.md": "",
      "out/deep/kept too.md": "",
      "docs/ü.md": "",
      "docs/a.md": "",
    });
    git(folder, "update-index", "--index-version", String(version));
    if (version === 3) {
      writeFiles(folder, { "docs/later.md": "" });
      git(folder, "add", "--intent-to-add", "docs/later.md");
    }
    expect(diskOf(folder).below("")).toEqual(listedByGit(folder));
    expect(diskOf(folder).exists("out/kept.md")).toBe("file");
    expect(diskOf(folder).exists("out/deep")).toBe("folder");
  });

  it("are asked of git where the index is split, sparse or of SHA-256 names", () => {
    const split = repositoryWith({ ".gitignore": "out/\n", "out/kept.md": "", "a.md": "" });
    git(split, "update-index", "--split-index");
    expect(diskOf(split).below("")).toEqual([".gitignore", "a.md", "out/kept.md"]);

    const modern = temporaryFolder();
    git(modern, "init", "--quiet", "--object-format=sha256");
    git(modern, "config", "user.name", "Ada");
    git(modern, "config", "user.email", "ada@example.com");
    writeFiles(modern, { ".gitignore": "out/\n", "out/kept.md": "", "a.md": "" });
    commit(modern, "start");
    expect(diskOf(modern).below("")).toEqual([".gitignore", "a.md", "out/kept.md"]);
  });
});

describe("whether something is there", () => {
  it("is judged as git would in a fresh clone: what is ignored is not there", () => {
    const folder = repositoryWith({ ".gitignore": "dist/\n", "src/main.ts": "", "docs/a.md": "" });
    writeFiles(folder, { "dist/main.js": "", "new.md": "" });
    const disk = diskOf(folder);
    expect(disk.exists("src/main.ts")).toBe("file");
    expect(disk.exists("src")).toBe("folder");
    expect(disk.exists("src/")).toBe("folder");
    expect(disk.exists("docs/../src/./main.ts")).toBe("file");
    expect(disk.exists("new.md")).toBe("file");
    expect(disk.exists("dist/main.js")).toBe(null);
    expect(disk.exists("src/gone.ts")).toBe(null);
    expect(disk.exists("src/main.ts/x")).toBe(null);
    expect(disk.exists("../outside")).toBe(null);
    expect(disk.exists("/etc/passwd")).toBe(null);
  });

  it("never leaves the repository by a link", () => {
    const outside = folderWith({ "secret.md": "" });
    const folder = repositoryWith({ "docs/a.md": "" });
    symlinkSync(join(outside, "secret.md"), join(folder, "secret.md"));
    symlinkSync("docs/a.md", join(folder, "inside.md"));
    symlinkSync("gone.md", join(folder, "dead.md"));
    const disk = diskOf(folder);
    expect([disk.exists("secret.md"), disk.exists("inside.md"), disk.exists("dead.md")]).toEqual([null, "file", null]);
  });
});

it("knows which paths stay inside", () => {
  expect(["a/b", "a/../b", "./a", ""].every(isInside)).toBe(true);
  expect(["../a", "a/../../b", "/a", "a\0b"].some(isInside)).toBe(false);
});

it("finds all files of a name", () => {
  const folder = repositoryWith({ "a/spec.md": "", "b/spec.md": "", "b/xspec.md": "" });
  writeFileSync(join(folder, "spec.md"), "");
  expect(diskOf(folder).named("spec.md")).toEqual(["a/spec.md", "b/spec.md", "spec.md"]);
});
