import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { flagsFor } from "../../src/program/load.ts";

test("V8 is asked for nothing that this Node does not know", () => {
  const { stdout } = spawnSync(process.execPath, ["--v8-options"], { encoding: "utf8" });
  const known = new Set(Array.from(stdout.matchAll(/^ {2}--([\w-]+)/gm), ([, name]) => name));
  const asked = flagsFor(process.versions.node).map((flag) => flag.replace(/^--(?:no-)?/, "").replace(/=.*/, ""));
  expect(asked.filter((name) => !known.has(name))).toEqual([]);
});

test("V8 of Node 22 and later is not asked for the budget that it no longer has", () => {
  expect(flagsFor("20.19.0")).toContain("--interrupt-budget=400000");
  expect(flagsFor("22.12.0").join(" ")).not.toContain("budget");
  expect(flagsFor("24.0.0").join(" ")).not.toContain("budget");
});
