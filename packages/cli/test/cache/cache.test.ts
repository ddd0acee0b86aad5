import { readdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { DocumentStore, type StoredDocument } from "../../src/cache/documents.ts";
import { cacheFolder, hashOf } from "../../src/cache/folder.ts";
import { replaceFile } from "../../src/cache/keep.ts";
import { placeOfRun } from "../../src/cache/run.ts";
import { seal, unseal } from "../../src/cache/seal.ts";
import { isRecent, provesNothing, Trace } from "../../src/cache/trace.ts";
import { folderWith, git, repositoryWith, temporaryFolder } from "../repository.ts";

describe("a sealed file", () => {
  it("opens to what was put in, and to nothing once any of it is different", () => {
    const bytes = seal("lintel test 1", "a text: ü", Buffer.from("bytes"));
    const opened = unseal("lintel test 1", bytes);
    expect([opened?.head, Buffer.from(opened?.rest ?? []).toString()]).toEqual(["a text: ü", "bytes"]);
    expect(unseal("lintel test 2", bytes)).toBe(null);
    for (let i = 0; i < bytes.length; i++) {
      const damaged = Buffer.from(bytes);
      damaged[i] = (damaged[i] ?? 0) ^ 4;
      expect(unseal("lintel test 1", damaged)).toBe(null);
      expect(unseal("lintel test 1", bytes.subarray(0, i))).toBe(null);
    }
  });

  it("is told from others by a hash that differs in every bit half of the time", () => {
    const hashes = new Set(Array.from({ length: 20_000 }, (_, i) => hashOf(Buffer.from(`run ${i}`))));
    expect(hashes.size).toBe(20_000);
    expect(hashOf(Buffer.from([]))).not.toBe(hashOf(Buffer.from([0])));
    expect(hashOf(Buffer.from([0]))).not.toBe(hashOf(Buffer.from([0, 0])));
  });
});

describe("the folder of the cache", () => {
  it("lies in the repository's own folder, also for a work tree of its own", () => {
    const folder = repositoryWith({ "a/b.md": "" });
    expect(cacheFolder(join(folder, "a"))).toBe(join(folder, ".git/lintel"));
    const tree = join(temporaryFolder(), "tree");
    git(folder, "worktree", "add", "--quiet", tree);
    expect(cacheFolder(tree)).toBe(join(folder, ".git/worktrees/tree/lintel"));
  });

  it("outside of repositories is one for each root", () => {
    const [a, b] = [folderWith({ "lintel.yaml": "", "docs/x.md": "" }), folderWith({})];
    expect(cacheFolder(join(a, "docs"))).toBe(cacheFolder(a));
    expect(cacheFolder(a)).not.toBe(cacheFolder(b));
  });
});

describe("what is too young to prove anything", () => {
  it("was changed just before anybody looked; longer before on file systems that count in seconds", () => {
    const now = 1_800_000_000_000;
    expect(isRecent(now - 20.5, now)).toBe(true);
    expect(isRecent(now - 300.25, now)).toBe(false);
    expect(isRecent(now - 1000, now)).toBe(true);
    expect(isRecent(now - 5000, now)).toBe(false);
    expect(isRecent(now + 60_000.5, now)).toBe(true);
    expect(provesNothing([now - 9000.5, now - 20.5, 1, 1], now)).toBe(true);
    expect(provesNothing(null, now)).toBe(false);
  });
});

describe("a trace", () => {
  it("holds what was looked at, before it was read", () => {
    const folder = folderWith({ "a.md": "one" });
    const trace = new Trace();
    expect(trace.file(join(folder, "a.md"))).toBe(true);
    expect(trace.file(join(folder, "b.md"))).toBe(false);
    const before = trace.files.get(join(folder, "a.md"));
    writeFileSync(join(folder, "a.md"), "three");
    trace.file(join(folder, "a.md"));
    expect(trace.files.get(join(folder, "a.md"))).toBe(before);
    expect(trace.files.get(join(folder, "b.md"))).toBe(null);
  });
});

describe("the reports of documents", () => {
  const entry = (title: string): StoredDocument => ({
    key: title,
    inputs: [],
    answers: { exists: {}, anchors: {}, named: {} },
    report: {
      path: title,
      kind: null,
      design: null,
      digest: "",
      title,
      status: null,
      fields: {},
      sections: [],
      claims: [],
      findings: [],
    },
  });

  it("outlive the run, and those of other documents stay", () => {
    const file = join(temporaryFolder(), "documents");
    const first = new DocumentStore(file);
    first.put("a.md", entry("A"));
    first.put("b.md", entry("B"));
    first.save();
    const second = new DocumentStore(file);
    second.put("a.md", entry("A2"));
    second.save();
    const third = new DocumentStore(file);
    expect([third.get("a.md")?.key, third.get("b.md")?.key, third.get("c.md")]).toEqual(["A2", "B", null]);
  });

  it("are none when the file is damaged", () => {
    const file = join(temporaryFolder(), "documents");
    writeFileSync(file, "lintel documents 1 0000000000000000\n{");
    expect(new DocumentStore(file).get("a.md")).toBe(null);
  });
});

describe("answers", () => {
  it("are kept for commands that only answer", () => {
    const kept = (line: string) => placeOfRun(line.split(" ")) !== null;
    expect(["check", "check docs --format json", "claims --kind table", "status"].every(kept)).toBe(true);
    expect(
      [
        "new tdd x",
        "init",
        "check --fix",
        "check -",
        "check --changed=main",
        "check --staged",
        "check -o json=x",
        "check --output json=x",
        "check --no-cache",
        "check --profile",
        "check --write-baseline",
        "doctor",
      ].some(kept),
    ).toBe(false);
  });

  it("replace each other as wholes", () => {
    const folder = temporaryFolder();
    replaceFile(join(folder, "deep/run-1"), Buffer.from("one"));
    replaceFile(join(folder, "deep/run-1"), Buffer.from("two"));
    utimesSync(join(folder, "deep/run-1"), 1, 1);
    expect(readdirSync(join(folder, "deep"))).toEqual(["run-1"]);
  });
});
