import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { decode, readSource } from "../../src/workspace/read.ts";
import { folderWith } from "../repository.ts";

const digestOf = (bytes: Uint8Array) => `sha256:${createHash("sha256").update(bytes).digest("hex")}`;

it.each([
  ["ASCII", Buffer.from("# A\r\n"), "# A\r\n", false, undefined],
  ["UTF-8", Buffer.from("# Ü 𝒷 漢\n"), "# Ü 𝒷 漢\n", false, undefined],
  ["UTF-8 with a byte order mark", Buffer.from("\ufeff# Ü\n"), "# Ü\n", true, undefined],
  ["ASCII with a byte order mark", Buffer.from("\ufeff# A\n"), "# A\n", true, undefined],
  ["bytes that are no UTF-8", Buffer.from([35, 32, 0xff, 65]), "# \ufffdA", false, true],
  ["a cut character", Buffer.from("ü").subarray(0, 1), "\ufffd", false, true],
  ["nothing", Buffer.from([]), "", false, undefined],
])("%s is read as text, with the digest of the bytes as they are", (_what, bytes, text, bom, invalidUtf8) => {
  const read = decode("a.md", new Uint8Array(bytes));
  expect(read.bom).toBe(bom);
  expect(read.source).toEqual({
    path: "a.md",
    text,
    digest: digestOf(bytes),
    ...(invalidUtf8 === undefined ? {} : { invalidUtf8 }),
  });
});

it("what is no file is not read, and the reason is said", () => {
  const folder = folderWith({ "a.md": "# A\n", "docs/b.md": "" });
  writeFileSync(join(folder, "large.md"), Buffer.alloc(10 * 1024 * 1024 + 1));
  const reason = (path: string) => {
    const read = readSource(path, join(folder, path));
    return read.ok ? "read" : read.reason;
  };
  expect(["a.md", "docs", "gone.md", "a.md/b.md"].map(reason)).toEqual([
    "read",
    "it is a folder, not a file",
    "there is no such file",
    "a part of its path is not a folder",
  ]);
  expect(reason("large.md")).toBe("it has 10.0 MiB, and documents of more than 10 MiB are not read");
  expect(readSource("x.md", "/dev/null")).toEqual({ ok: false, reason: "it is not a regular file" });
});
