/** The static index of tests: which tests stand in the sources, whoever would run them. */
import { readFileSync, statSync } from "node:fs";
import type { SourceTest } from "@lintel/core";
import type { RepositoryFiles } from "../source.ts";
import { cppTests } from "./cpp.ts";
import { csharpTests } from "./csharp.ts";
import { readTests, type TestReader } from "./found.ts";
import { goTests } from "./go.ts";
import { javascriptTests } from "./javascript.ts";
import { javaTests, kotlinTests } from "./jvm.ts";
import { maskSource } from "./mask.ts";
import { phpTests } from "./php.ts";
import { pythonTests } from "./python.ts";
import { rubyTests } from "./ruby.ts";
import { rustTests } from "./rust.ts";
import { shellTests } from "./shell.ts";

/** The languages whose tests are found. A new one is a file beside this one and a line here. */
const READERS: readonly TestReader[] = [
  javascriptTests,
  pythonTests,
  goTests,
  javaTests,
  kotlinTests,
  rustTests,
  csharpTests,
  rubyTests,
  phpTests,
  cppTests,
  shellTests,
];

/** Whose tests the index knows: "not found" means not found among these. */
export const RUNNERS = [
  "vitest, jest, mocha, node:test, Playwright, bun, deno",
  "pytest, unittest",
  "go",
  "JUnit, TestNG, Kotest",
  "cargo",
  "xUnit, NUnit, MSTest",
  "RSpec, minitest",
  "PHPUnit, Pest",
  "GoogleTest, Catch2, doctest, Boost.Test",
  "bats, shell functions",
] as const;

/** Larger sources were written by no hand. */
const MOST_BYTES = 2 * 1024 * 1024;

/** Reads the tests of one text; none for a file that no reader knows. Pure. */
export function testsOf(path: string, text: string): readonly SourceTest[] {
  const reader = READERS.find((each) => each.mayHold(path));
  if (reader === undefined || !reader.hint.test(text)) return [];
  return readTests(path, text, reader, maskSource(text, reader.syntax));
}

/** Every test in the sources of a repository, in the order of their files and lines. */
export function indexTestSources(files: RepositoryFiles): readonly SourceTest[] {
  return files.below("").flatMap((path) => {
    if (!READERS.some((reader) => reader.mayHold(path))) return [];
    const text = readSource(files.absolute(path));
    return text === null ? [] : testsOf(path, text);
  });
}

/** A source as text; null for what is no file, too large, or gone. */
function readSource(absolute: string): string | null {
  try {
    const { size } = statSync(absolute);
    if (size > MOST_BYTES) return null;
    const bytes = readFileSync(absolute);
    const text = bytes.toString("utf8");
    return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  } catch {
    return null;
  }
}
