import type { RepositoryTree, TestCase } from "@lintel/core";
import type { ReadReport } from "./report.ts";

/** Where a report lies, and in what. */
export interface Surroundings {
  /** Repository path of the report. */
  readonly path: string;
  /** Absolute path of the repository, with `/`. */
  readonly root: string;
  readonly tree: RepositoryTree;
}

/** A file of the repository that a name in a report may mean. */
interface Candidate {
  readonly path: string;
  /** What stands before the name in the repository: the folder that the producer was started in. */
  readonly prefix: string;
}

/** What a report says of the file of a case, and what of the name stands for classes in it. */
interface Clue {
  readonly candidates: readonly Candidate[];
  readonly suites: readonly string[] | null;
}

const NONE: Clue = { candidates: [], suites: null };

/**
 * The cases of a report with files as the repository calls them. Producers write them as they like: absolute on another machine,
 * relative to a package or a test folder, as dotted modules or classes. A name is followed only to a file that is there, and among
 * several such the one is taken that fits the whole report: all its files under one folder, near the report. Otherwise it stays.
 */
export function placeCases({ cases }: ReadReport, { path, root, tree }: Surroundings): readonly TestCase[] {
  const known = new Map<string, Clue>();
  const clueOf = (test: TestCase): Clue => {
    const key = test.file ?? `\n${test.unit}`;
    let clue = known.get(key);
    if (clue === undefined)
      known.set(key, (clue = test.file === null ? byUnit(test.unit, tree) : byFile(test.file, root, tree)));
    return clue;
  };
  for (const test of cases) clueOf(test);
  const prefix = commonPrefix([...known.values()], path);
  return cases.map((test) => {
    const { candidates, suites } = clueOf(test);
    const [only] = candidates;
    const chosen = candidates.length === 1 ? only : candidates.find((each) => each.prefix === prefix);
    const file = chosen?.path ?? (test.file === null ? null : cleaned(test.file));
    const own = chosen !== undefined && test.suites === null ? suites : null;
    return file === test.file && own === null ? test : { ...test, file, ...(own === null ? {} : { suites: own }) };
  });
}

/** The folder that all files of a report may lie in: of several the one nearest to the report that it lies below. */
function commonPrefix(clues: readonly Clue[], report: string): string | null {
  const told = clues.filter(({ candidates }) => candidates.length > 0);
  const votes = new Map<string, number>();
  for (const { candidates } of told) {
    for (const prefix of new Set(candidates.map((each) => each.prefix)))
      votes.set(prefix, (votes.get(prefix) ?? 0) + 1);
  }
  const common = [...votes].filter(([, count]) => count === told.length).map(([prefix]) => prefix);
  const around = common
    .filter((prefix) => prefix === "" || report.startsWith(prefix))
    .toSorted((a, b) => b.length - a.length);
  return around[0] ?? (common.length === 1 ? (common[0] ?? null) : null);
}

function byFile(file: string, root: string, tree: RepositoryTree): Clue {
  const name = cleaned(file);
  if (name.startsWith(`${root}/`)) {
    const path = name.slice(root.length + 1);
    return { candidates: [{ path, prefix: "" }], suites: null };
  }
  const isAbsolute = name.startsWith("/") || /^[A-Za-z]:\//.test(name);
  if (!isAbsolute) return { candidates: named(name.replace(/^(?:\.\.\/)+/, ""), tree), suites: null };
  // On another machine: the longest end of the path that is a path here.
  const segments = name.split("/");
  for (let i = 1; i < segments.length - 1; i++) {
    const end = segments.slice(i).join("/");
    if (tree.exists(end) === "file") return { candidates: [{ path: end, prefix: "" }], suites: null };
  }
  for (let i = 1; i < segments.length - 1; i++) {
    const candidates = named(segments.slice(i).join("/"), tree);
    if (candidates.length > 0) return { candidates, suites: null };
  }
  const last = segments.at(-1) ?? "";
  return tree.exists(last) === "file" ? { candidates: [{ path: last, prefix: "" }], suites: null } : NONE;
}

/** `tests.test_server.TestA` → `tests/test_server.py`; `com.shop.OrderTest$Refunds` → `com/shop/OrderTest.java`. */
function byUnit(unit: string | null, tree: RepositoryTree): Clue {
  if (unit === null || unit.length > 500 || !/^[\w.$]+$/.test(unit)) return NONE;
  const parts = unit.split(".");
  for (let i = parts.length; i > 0; i--) {
    const candidates = named(`${parts.slice(0, i).join("/")}.py`, tree);
    if (candidates.length > 0) return { candidates, suites: parts.slice(i) };
  }
  const path = parts.join("/").replace(/\$.*$/, "");
  if (parts.length < 2) return NONE;
  const candidates = ["java", "kt", "groovy", "scala"].flatMap((extension) => named(`${path}.${extension}`, tree));
  return { candidates, suites: null };
}

function named(name: string, tree: RepositoryTree): readonly Candidate[] {
  const exact = tree.exists(name) === "file" ? [name] : [];
  const deeper = tree.endingIn(name).filter((path) => tree.exists(path) === "file");
  return [...exact, ...deeper].map((path) => ({ path, prefix: path.slice(0, -name.length) }));
}

/** With `/`, without `./`, `file://` and doubled separators. */
function cleaned(file: string): string {
  const isWindows = /^[A-Za-z]:[\\/]/.test(file) || !file.includes("/");
  return (isWindows ? file.replaceAll("\\", "/") : file)
    .replace(/^file:\/\/(?=\/)/, "")
    .replaceAll(/\/{2,}/g, "/")
    .replace(/^(?:\.\/)+/, "");
}
