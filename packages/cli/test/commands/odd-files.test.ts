import { execFileSync } from "node:child_process";
import { closeSync, lstatSync, openSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { check, lintel, repositoryWith } from "../repository.ts";

const repository = (): string => repositoryWith({ "docs/adr/0001-x.md": "# X\n" });

describe("a file that is none to read", () => {
  it("is named with the reason, whatever keeps it from being one", async () => {
    const folder = repository();
    symlinkSync("circle.md", join(folder, "circle.md"));
    symlinkSync("nowhere.md", join(folder, "dangling.md"));
    for (const operand of ["circle.md", "dangling.md", "docs/adr/0001-x.md/y.md", `${"a".repeat(5000)}.md`]) {
      const { code, err } = await lintel(folder, ["check", operand]);
      expect([code, err]).toEqual([2, `lintel: there is no file or folder ${operand}.\n`]);
    }
  });

  it("is told to be UTF-16 once, not line by line", async () => {
    for (const bom of ["\ufeff", ""]) {
      const folder = repositoryWith({ "docs/adr/0001-x.md": Buffer.from(`${bom}# X\n\nWords\n`, "utf16le") });
      const { documents } = await check(folder, "--rule", "text-unreadable");
      const found = documents.flatMap(({ findings }) =>
        findings.map(({ line, message }) => [line, /UTF-16/.test(message)]),
      );
      expect(found).toEqual([[1, true]]);
    }
  });

  it.skipIf(process.platform === "win32")("does not keep anybody waiting as a configuration", async () => {
    const folder = repository();
    execFileSync("mkfifo", [join(folder, "lintel.yaml")]);
    const { code, err } = await lintel(folder, ["check"]);
    expect([code, err]).toEqual([2, "lintel: cannot read lintel.yaml: it is not a regular file.\n"]);
  });
});

describe("a report", () => {
  it.skipIf(process.platform === "win32")("is written into a pipe or a device, not in its place", async () => {
    const folder = repository();
    const pipe = join(folder, "pipe");
    execFileSync("mkfifo", [pipe]);
    // Open for reading and writing: neither side waits for the other.
    const held = openSync(pipe, "r+");
    try {
      await lintel(folder, ["check", "-o", "json=pipe", "--fail-on", "never"]);
      expect(lstatSync(pipe).isFIFO()).toBe(true);
    } finally {
      closeSync(held);
    }
  });

  it("takes the place of an older one", async () => {
    const folder = repository();
    writeFileSync(join(folder, "report.json"), "old");
    await lintel(folder, ["check", "-o", "json=report.json", "--fail-on", "never"]);
    expect(JSON.parse(readFileSync(join(folder, "report.json"), "utf8"))).toMatchObject({ schemaVersion: 1 });
  });
});
