import { spawn } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  commit,
  folderWith,
  git,
  lintel,
  programFile,
  repositoryWith,
  SPEC,
  start,
  writeFiles,
} from "../repository.ts";

const LINKED = "# Notes\n\nSee [the plan](plan.md#steps).\n";

/** Five documents, so that their reports are kept one by one as well. */
function repository(): string {
  const folder = repositoryWith({
    "docs/adr/0001-a.md": LINKED,
    "docs/adr/0002-b.md": "# B\n",
    "docs/adr/plan.md": "# Plan\n\n## Steps\n\nOne.\n",
    "directive/specs/20260114-retry/spec.md": SPEC,
    "directive/specs/20260114-retry/impact.md": "# Impact — Retry\n\n[Spec](spec.md)\n",
    "lintel.yaml": "rules: { heading-skipped: off }\n",
    ".gitignore": "out/\n",
  });
  writeFiles(folder, { "docs/adr/0008-draft.md": "# Draft\n" });
  age(folder);
  return folder;
}

/** Makes everything look a minute old: what was written a moment ago proves nothing yet, and is never believed. */
function age(folder: string): void {
  const then = Date.now() / 1000 - 60;
  const visit = (path: string): void => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      if (entry.isDirectory()) visit(join(path, entry.name));
      else utimesSync(join(path, entry.name), then, then);
    }
    utimesSync(path, then, then);
  };
  visit(folder);
}

const cacheOf = (folder: string) => join(folder, ".git/lintel");
const runs = (folder: string) =>
  existsSync(cacheOf(folder)) ? readdirSync(cacheOf(folder)).filter((name) => name.startsWith("run-")) : [];
const json = (folder: string, ...args: string[]) => start(folder, ["check", "--format", "json", ...args]).out;

/** What is found without any cache, by this process: starting another one for it would double the time of these tests. */
const anew = async (folder: string) => (await lintel(folder, ["check", "--format", "json"])).out;

/** Runs until the answer is kept. Change times of inodes cannot be set, so this waits for them to be old enough. */
function settle(folder: string): string {
  for (let i = 0; i < 40; i++) {
    const out = json(folder);
    if (runs(folder).length > 0) return out;
  }
  throw new Error("The answer was never kept.");
}

describe("an answer that is kept", () => {
  it("is given again as it was, until something that it rests on changes", () => {
    const folder = repository();
    const first = settle(folder);
    expect(json(folder)).toBe(first);
    expect(json(folder, "--no-cache")).toBe(first);
  });

  it.each<[string, (folder: string) => void]>([
    ["a document", (folder) => appendFileSync(join(folder, "docs/adr/0002-b.md"), "\n[x](gone.md)\n")],
    [
      "a document, keeping its size and its time",
      (folder) => {
        const file = join(folder, "docs/adr/0001-a.md");
        const { atime, mtime } = statSync(file);
        writeFileSync(file, LINKED.replace("plan.md", "plon.md"));
        utimesSync(file, atime, mtime);
      },
    ],
    [
      "a sibling",
      (folder) =>
        renameSync(
          join(folder, "directive/specs/20260114-retry/spec.md"),
          join(folder, "directive/specs/20260114-retry/spac.md"),
        ),
    ],
    [
      "a heading that somebody links to",
      (folder) => writeFileSync(join(folder, "docs/adr/plan.md"), "# Plan\n\n## Stops\n\nOne.\n"),
    ],
    ["the configuration", (folder) => writeFileSync(join(folder, "lintel.yaml"), "ignore: docs/**\n")],
    ["a new document", (folder) => writeFiles(folder, { "docs/adr/0003-c.md": LINKED })],
    [
      "a new document in a folder that was empty",
      (folder) => {
        writeFiles(folder, { "docs/tdd/deep/new.md": LINKED });
      },
    ],
    ["a document that is gone", (folder) => rmSync(join(folder, "docs/adr/0002-b.md"))],
    ["a file that is gone and that somebody links to", (folder) => rmSync(join(folder, "docs/adr/plan.md"))],
    ["what is ignored", (folder) => writeFileSync(join(folder, ".gitignore"), "docs/adr/\n")],
    [
      "what is tracked of what is ignored",
      (folder) => {
        writeFiles(folder, { "out/docs/adr/0009-z.md": LINKED });
        git(folder, "add", "--force", "out");
      },
    ],
    [
      "a template",
      (folder) => {
        writeFiles(folder, { "docs/adr/template.md": "# [title]\n\n## Why\n\n*Say why.*\n" });
      },
    ],
  ])("is found anew after a change of %s", async (_what, change) => {
    const folder = repository();
    mkdirSync(join(folder, "docs/tdd/deep"), { recursive: true });
    const before = settle(folder);
    change(folder);
    const after = json(folder);
    expect(after).not.toBe(before);
    expect(after).toBe(await anew(folder));
  });

  it("is not that of another folder, option or colour", () => {
    const folder = repository();
    settle(folder);
    expect(start(folder, ["check", "--format", "jsonl"]).out).not.toBe(json(folder));
    expect(start(join(folder, "docs"), ["check", "--format", "json"]).out).not.toBe(json(folder));
    const plain = start(folder, ["check"]).out;
    expect(start(folder, ["check"], { env: { NO_COLOR: "", FORCE_COLOR: "1" } }).out).not.toBe(plain);
  });

  it("is not kept when it was about something that changes by itself", () => {
    const folder = repository();
    for (let i = 0; i < 2; i++) {
      start(folder, ["check", "--changed"]);
      start(folder, ["check", "-"], { input: "# X\n" });
      start(folder, ["check", "gone.md"]);
      start(folder, ["check", "--no-cache"]);
    }
    expect(runs(folder)).toEqual([]);
  });
});

describe("a cache that is", () => {
  it.each<[string, (file: string) => void]>([
    ["deleted", (file) => rmSync(file)],
    ["cut off", (file) => truncateSync(file, 100)],
    ["emptied", (file) => truncateSync(file, 0)],
    [
      "overwritten in the middle",
      (file) => {
        const bytes = readFileSync(file);
        bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
        writeFileSync(file, bytes);
      },
    ],
    ["something else altogether", (file) => writeFileSync(file, "hello")],
    [
      "a folder",
      (file) => {
        rmSync(file);
        mkdirSync(file);
      },
    ],
  ])("%s is none: the answer is the same", (_what, damage) => {
    const folder = repository();
    const before = settle(folder);
    for (const name of readdirSync(cacheOf(folder))) damage(join(cacheOf(folder), name));
    const { code, out, err } = start(folder, ["check", "--format", "json"]);
    expect([code, err]).toEqual([1, ""]);
    expect(out).toBe(before);
  });

  it("in a repository that cannot be written is none", () => {
    const folder = repository();
    const before = json(folder, "--no-cache");
    writeFileSync(join(folder, ".git/lintel"), "in the way");
    expect(json(folder)).toBe(before);
    rmSync(join(folder, ".git/lintel"));
    chmodSync(join(folder, ".git"), 0o555);
    expect(json(folder)).toBe(before);
    chmodSync(join(folder, ".git"), 0o755);
  });

  it("written by several processes at once holds one answer, whole", async () => {
    const folder = repository();
    const expected = await anew(folder);
    const outputs = await Promise.all(
      Array.from(
        { length: 4 },
        () =>
          new Promise<string>((resolve) => {
            const child = spawn(process.execPath, [programFile(), "check", "--format", "json"], {
              cwd: folder,
              stdio: ["ignore", "pipe", "ignore"],
            });
            let out = "";
            child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString("utf8")));
            child.on("close", () => resolve(out));
          }),
      ),
    );
    expect(new Set(outputs)).toEqual(new Set([expected]));
    expect(json(folder)).toBe(expected);
    expect(readdirSync(cacheOf(folder)).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  it("copied with its repository holds for what is the same there, and for nothing else", async () => {
    const folder = repository();
    settle(folder);
    const copy = folderWith({});
    rmSync(copy, { recursive: true });
    git(folder, "clone", "--quiet", folder, copy);
    mkdirSync(cacheOf(copy), { recursive: true });
    for (const name of readdirSync(cacheOf(folder)))
      writeFileSync(join(cacheOf(copy), name), readFileSync(join(cacheOf(folder), name)));
    expect(json(copy)).toBe(await anew(copy));
    appendFileSync(join(copy, "docs/adr/0002-b.md"), "\n[x](gone.md)\n");
    expect(json(copy)).toBe(await anew(copy));
  });

  it("outside of a repository lies in the user's cache", () => {
    const folder = folderWith({ "docs/adr/0001-a.md": LINKED });
    const cache = folderWith({});
    age(folder);
    for (let i = 0; i < 3; i++) start(folder, ["check"], { env: { XDG_CACHE_HOME: cache } });
    expect(readdirSync(folder)).toEqual(["docs"]);
    // Beside what V8 compiled, which is there for all repositories.
    expect(readdirSync(join(cache, "lintel")).filter((name) => !name.startsWith("code-")).length).toBe(1);
  });
});

describe("compiled code", () => {
  const codeIn = (cache: string) =>
    readdirSync(join(cache, "lintel"))
      .filter((name) => name.startsWith("code-"))
      .map((name) => join(cache, "lintel", name));

  it("is kept for the user alone, and none when it is damaged, foreign or unwanted", () => {
    const folder = repository();
    const cache = folderWith({});
    const run = (env: Record<string, string> = {}) => {
      const { code, err } = start(folder, ["check", "--no-cache", "docs/adr/0002-b.md"], {
        env: { XDG_CACHE_HOME: cache, ...env },
      });
      return `${code} ${err}`;
    };
    expect(run({ LINTEL_CODE_CACHE: "off" })).toBe("1 ");
    expect(readdirSync(cache)).toEqual([]);
    expect(run()).toBe("1 ");
    const [file = ""] = codeIn(cache);
    expect(statSync(file).mode & 0o077).toBe(0);
    const written = statSync(file).mtimeMs;
    expect(run()).toBe("1 ");
    expect(statSync(file).mtimeMs).toBe(written);
    for (const damage of [
      () => truncateSync(file, 5000),
      () => appendFileSync(file, "x"),
      () => writeFileSync(file, ""),
      () => chmodSync(file, 0o666),
    ]) {
      damage();
      expect(run()).toBe("1 ");
      expect(codeIn(cache)).toEqual([file]);
      expect(statSync(file).mode & 0o077).toBe(0);
    }
  });
});

describe("reports of unchanged documents", () => {
  it("are taken from the last run, and are those that would be found anew", async () => {
    const folder = repository();
    json(folder);
    for (const step of [
      () => appendFileSync(join(folder, "docs/adr/0001-a.md"), "\n[y](z.md)\n"),
      () => writeFileSync(join(folder, "docs/adr/plan.md"), "# Plan\n\n## Other\n"),
      () => rmSync(join(folder, "directive/specs/20260114-retry/impact.md")),
      () => writeFileSync(join(folder, "lintel.yaml"), "rules: { link-broken: info }\n"),
      () => commit(folder, "all of it"),
    ]) {
      step();
      expect(json(folder)).toBe(await anew(folder));
    }
  });
});
