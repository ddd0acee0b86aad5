import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readDocument, type Document } from "@lintel/core";
import { describe, expect, it, onTestFinished } from "vitest";
import { History } from "../../src/repository/history.ts";
import { treeOf } from "../../src/repository/tree.ts";
import type { Git } from "../../src/source.ts";

/** A repository in a temporary folder; `step` changes files and commits. */
function repository(): {
  readonly folder: string;
  readonly git: Git;
  readonly step: (message: string, change: () => void) => void;
} {
  const folder = mkdtempSync(join(tmpdir(), "lintel-evidence-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const run = (...args: string[]): string =>
    execFileSync("git", args, { cwd: folder, encoding: "utf8", stdio: "pipe" });
  run("init", "--quiet", "--initial-branch=main");
  const git: Git = (args) => {
    try {
      return { ok: true, out: run(...args) };
    } catch (error) {
      return { ok: false, message: String(error) };
    }
  };
  return {
    folder,
    git,
    step(message, change) {
      change();
      run("add", "-A");
      run(
        "-c",
        "user.name=Ada",
        "-c",
        "user.email=ada@example.com",
        "-c",
        "commit.gpgsign=false",
        "commit",
        "-qm",
        message,
      );
    },
  };
}

function write(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** A document that names these paths. */
function naming(...paths: readonly string[]): Document {
  return readDocument(
    { path: "docs/tdd/d.md", text: `# D\n\n${paths.map((path) => `- \`${path}\``).join("\n")}\n` },
    null,
  );
}

function historyOf(git: Git, ...paths: readonly string[]): History {
  const files = git(["ls-files", "-z"]);
  const now = treeOf("now", () => (files.ok ? files.out.split("\0").filter((path) => path !== "") : []));
  return new History(git, now, [naming(...paths)]);
}

const LONG = Array.from({ length: 40 }, (_, i) => `line ${i} of a file that git can follow`).join("\n");

describe("the history of paths that are missing now", () => {
  it("knows what was removed, by its full path or an end of it, and in which commit", () => {
    const { folder, git, step } = repository();
    step("start", () => write(folder, "packages/app/src/queue.ts", LONG));
    step("drop", () => rmSync(join(folder, "packages/app/src/queue.ts")));
    const dropped = git(["rev-parse", "--short=10", "HEAD"]);
    const history = historyOf(git, "src/queue.ts", "packages/app/src/queue.ts", "src/other.ts");
    const past = {
      path: "packages/app/src/queue.ts",
      removedIn: dropped.ok ? dropped.out.trim() : "",
      renamedTo: null,
    };
    expect(history.past("src/queue.ts")).toEqual([past]);
    expect(history.past("packages/app/src/queue.ts")).toEqual([past]);
    expect(history.past("src/other.ts")).toEqual([]);
  });

  it("follows what was moved, when it is still there", () => {
    const { folder, git, step } = repository();
    step("start", () => write(folder, "src/queue.ts", LONG));
    step("move", () => {
      mkdirSync(join(folder, "src/jobs"));
      renameSync(join(folder, "src/queue.ts"), join(folder, "src/jobs/queue.ts"));
    });
    expect(historyOf(git, "src/queue.ts", "src/a.ts").past("src/queue.ts")[0]?.renamedTo).toBe("src/jobs/queue.ts");
    step("drop", () => rmSync(join(folder, "src/jobs/queue.ts")));
    expect(historyOf(git, "src/queue.ts", "src/a.ts").past("src/queue.ts")[0]?.renamedTo).toBeNull();
  });

  it("knows folders that are gone with all that was in them", () => {
    const { folder, git, step } = repository();
    step("start", () => write(folder, "src/queue/a.ts", LONG));
    step("drop", () => rmSync(join(folder, "src/queue"), { recursive: true }));
    expect(historyOf(git, "src/queue/", "src/a.ts").past("src/queue")).toMatchObject([{ path: "src/queue" }]);
  });

  it("is not led astray by names that are patterns, options or hold a line break", () => {
    const { folder, git, step } = repository();
    step("start", () => {
      write(folder, "src/queue.ts", LONG);
      write(folder, "src/[id]/page.tsx", LONG);
      write(folder, "src/i/page.tsx", "other");
      write(folder, "--output=x.ts", "x");
      write(folder, "src/a\nb.ts", "x");
    });
    step("drop", () => {
      rmSync(join(folder, "src/[id]"), { recursive: true });
      rmSync(join(folder, "src/i"), { recursive: true });
      rmSync(join(folder, "--output=x.ts"));
    });
    expect(
      historyOf(git, "src/[id]/page.tsx")
        .past("src/[id]/page.tsx")
        .map(({ path }) => path),
    ).toEqual(["src/[id]/page.tsx"]);
  });

  it("says nothing where there is no history", () => {
    const { git } = repository();
    const history = historyOf(git, "src/queue.ts");
    expect(history.past("src/queue.ts")).toEqual([]);
    expect(history.written("docs/tdd/d.md")).toBeNull();
  });

  it("has the tree in which a document was first committed", () => {
    const { folder, git, step } = repository();
    step("before", () => write(folder, "src/queue.ts", LONG));
    step("the design", () => write(folder, "docs/tdd/d.md", "# D"));
    step("later", () => {
      rmSync(join(folder, "src/queue.ts"));
      write(folder, "docs/tdd/d.md", "# D, again");
      write(folder, "src/new.ts", "x");
    });
    const tree = historyOf(git, "src/queue.ts").written("docs/tdd/d.md");
    expect([tree?.exists("src/queue.ts"), tree?.exists("src/new.ts"), tree?.exists("src")]).toEqual([
      "file",
      null,
      "folder",
    ]);
  });
});

describe("what was done between a design and its implementation summary", () => {
  it("is what was changed from before its first document to its summary, and nothing later", () => {
    const { folder, git, step } = repository();
    step("before", () => {
      write(folder, "src/old.ts", LONG);
      write(folder, "src/same.ts", LONG);
      write(folder, "src/edited.ts", LONG);
    });
    step("design", () => write(folder, "specs/a/spec.md", "# S"));
    step("code", () => {
      write(folder, "src/made.ts", "x");
      write(folder, "src/edited.ts", "y");
      rmSync(join(folder, "src/old.ts"));
    });
    step("summary", () => write(folder, "specs/a/implementation_summary.md", "# I"));
    step("later", () => write(folder, "src/same.ts", "z"));
    const read = (path: string): Document => readDocument({ path, text: "# x" }, null);
    const paths = ["specs/a/spec.md", "specs/a/implementation_summary.md"];
    const history = new History(
      git,
      treeOf("now", () => []),
      paths.map(read),
    );
    const delivery = history.delivered(paths, "specs/a/implementation_summary.md");
    const changes = ["src/made.ts", "src/edited.ts", "src/old.ts", "src/same.ts", "src", "made.ts"];
    expect(changes.map((path) => delivery?.changed(path))).toEqual([
      "added",
      "changed",
      "deleted",
      null,
      "changed",
      null,
    ]);
  });

  it("is not known without a summary that was committed", () => {
    const { folder, git, step } = repository();
    step("design", () => write(folder, "docs/tdd/d.md", "# D"));
    expect(historyOf(git, "src/a.ts").delivered(["docs/tdd/d.md"], "docs/tdd/summary.md")).toBeNull();
  });
});
