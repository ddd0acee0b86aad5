import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { RedGreen, RedGreenResult, TestCase } from "@lintel/core";
import type { Git, Problem, RepositoryFiles } from "../source.ts";
import { runTests, type Ran } from "./run.ts";
import { checkOut, type Checkout } from "./worktree.ts";

/** A test that a design names, where it stands. */
export interface NamedTest {
  readonly file: string;
  readonly title: string;
}

export interface RedGreenPlan {
  readonly files: Pick<RepositoryFiles, "absolute">;
  readonly git: Git;
  /** `evidence: test-command:` of lintel.yaml. */
  readonly command: string;
  /** The branch or commit that the change began at. */
  readonly base: string;
  readonly tests: readonly NamedTest[];
}

export type RedGreenOutcome = { readonly redGreen: RedGreen } | { readonly problem: Problem };

/** Files that help tests and are no sources themselves. */
const OF_TESTS =
  /(?:^|\/)(?:tests?|specs?|__tests__|__mocks__|e2e|fixtures?|testdata|test[-_]?(?:utils?|helpers?|support))\/|[._-](?:test|spec)\.\w+$|(?:^|\/)(?:test_\w+|conftest)\.py$|_test\.(?:go|py|rb)$|Tests?\.(?:java|kt|cs)$/i;
const SHORT = 10;

/**
 * Runs the tests that designs name without the change: those of HEAD on the sources of the commit that the change began at. A test
 * that passes there does not guard the change. Everything is run twice, so that what comes and goes is not taken for red or green;
 * it all happens in temporary folders. What this cannot show: who typed what first, and that a test which fails tests the criterion.
 */
export function runRedGreen({ files, git, command, base, tests }: RedGreenPlan): RedGreenOutcome {
  const refuse = (message: string): RedGreenOutcome => ({ problem: { at: "red-green", message } });
  const head = resolve(git, "HEAD");
  const from = mergeBase(git, base);
  if (head === null) return refuse("This is no repository with a commit: there is nothing to compare.");
  if (from === null)
    return refuse(
      `“${base}” is no commit of this repository that the change could have begun at. Name it with \`--base\`.`,
    );
  if (from === head)
    return refuse(
      `Nothing was committed since ${base}: there is no change whose tests could be run without it. Name where it began with \`--base\`.`,
    );
  const changed = changedSince(git, from, head);
  const named = [...new Set(tests.map(({ file }) => file))].toSorted((a, b) => (a < b ? -1 : 1));
  const root = files.absolute("");
  const checkouts: Checkout[] = [];
  const open = (commit: string): Checkout => {
    const made = checkOut(root, commit);
    if (typeof made === "string") throw new Unable(made);
    checkouts.push(made);
    return made;
  };
  try {
    const now = open(head);
    const green = twice(command, now.folder, named);
    const before = open(from);
    // The tests of HEAD with all that helps them; sources stay what they were.
    for (const path of new Set([...named, ...changed.filter((each) => OF_TESTS.test(each))])) {
      const bytes = contentAt(now.folder, path);
      if (bytes !== null) before.overlay(path, bytes);
    }
    const red = twice(command, before.folder, named);
    const alone = testOnlyCommit(git, from, head, named);
    const first = alone === null ? null : twice(command, open(alone).folder, named);
    const results = tests.map((test) => judge(test, { green, red, first, alone, base: from.slice(0, SHORT) }));
    return { redGreen: { base: from.slice(0, SHORT), head: head.slice(0, SHORT), results } };
  } catch (error) {
    if (error instanceof Unable) return refuse(`${error.message}.`);
    throw error;
  } finally {
    for (const checkout of checkouts) checkout.remove();
  }
}

class Unable extends Error {}

interface Seen {
  readonly green: readonly Ran[];
  readonly red: readonly Ran[];
  readonly first: readonly Ran[] | null;
  readonly alone: string | null;
  readonly base: string;
}

function judge({ file, title }: NamedTest, seen: Seen): RedGreenResult {
  const result = (level: RedGreenResult["level"], because: string): RedGreenResult => ({ file, title, level, because });
  const name = `“${title}”`;
  const green = seen.green.map((ran) => outcomeIn(ran, file, title));
  const notGreen = green.find((each) => each.is !== "passed");
  if (notGreen !== undefined) return result("not-green", `${name} does not pass with the change: ${notGreen.detail}.`);
  const red = seen.red.map((ran) => outcomeIn(ran, file, title));
  const [one, two] = red;
  if (one === undefined || two === undefined) return result("blocked", `${name} was not run without the change.`);
  if (one.is === "passed" && two.is === "passed") {
    return result("does-not-guard", `${name} passes on ${seen.base} as well, without the change.`);
  }
  if (one.is !== two.is) return result("blocked", `${name} fails without the change in one run and not in the other.`);
  if (one.is === "blocked") return result("blocked", `${name} could not be run on ${seen.base}: ${one.detail}.`);
  const missing =
    one.is === "not-loaded" ? " (it cannot be loaded there, which is a weaker sign than an assertion)" : "";
  const guards = `${name} fails on ${seen.base}, without the change, and passes with it${missing}`;
  const first = seen.first?.map((ran) => outcomeIn(ran, file, title)) ?? [];
  if (seen.alone !== null && first.length > 0 && first.every((each) => each.is === "failed")) {
    return result(
      "test-first",
      `${guards}; it was committed alone in ${seen.alone.slice(0, SHORT)}, before any source, and failed there.`,
    );
  }
  return result("guards", `${guards}.`);
}

interface OutcomeSeen {
  readonly is: "passed" | "failed" | "not-loaded" | "blocked";
  readonly detail: string;
}

/** What a run says of one test. A file that cannot be loaded takes its tests with it. */
function outcomeIn(ran: Ran, file: string, title: string): OutcomeSeen {
  if (!ran.ok) return { is: "blocked", detail: ran.message };
  const isOfFile = (test: TestCase): boolean =>
    test.file === null || test.file.endsWith(file) || file.endsWith(test.file);
  const own = ran.cases.filter((test) => test.synthetic === null && isTitled(test, title) && isOfFile(test));
  const failed = own.find(({ outcome }) => outcome === "failed" || outcome === "error");
  if (failed !== undefined) {
    const detail = failed.detail ?? "it fails";
    return /time[d]?[ -]?out|ETIMEDOUT|ECONNREFUSED/i.test(detail)
      ? { is: "blocked", detail }
      : { is: "failed", detail };
  }
  if (own.length > 0 && own.every(({ outcome }) => outcome === "passed")) return { is: "passed", detail: "it passes" };
  if (own.length > 0) return { is: "blocked", detail: `it is ${own[0]?.outcome ?? "skipped"}` };
  const load = ran.cases.find(
    (test) => test.synthetic !== null && (test.file === null || isOfFile(test) || test.title.includes(file)),
  );
  if (load === undefined) return { is: "blocked", detail: "it is not among the tests that ran" };
  const detail = load.detail ?? "its file cannot be loaded";
  return { is: "not-loaded", detail };
}

function isTitled({ title, joined }: TestCase, wanted: string): boolean {
  return (
    title === wanted ||
    (joined !== null && (joined.text === wanted || joined.text.endsWith(`${joined.separator}${wanted}`)))
  );
}

function twice(command: string, folder: string, files: readonly string[]): readonly Ran[] {
  const first = runTests(command, folder, files);
  // What cannot be run at all cannot be run the second time.
  return first.ok ? [first, runTests(command, folder, files)] : [first, first];
}

/**
 * The last commit of the change that holds nothing but tests, the named ones among them, and comes before any that touches a
 * source; null when there is none, as after a squash.
 */
function testOnlyCommit(git: Git, from: string, head: string, named: readonly string[]): string | null {
  const log = git(["rev-list", "--first-parent", "--reverse", "--end-of-options", `${from}..${head}`]);
  if (!log.ok) return null;
  const open = new Set(named);
  let last: string | null = null;
  for (const commit of log.out.split("\n").filter((line) => line !== "")) {
    const paths = changedSince(git, `${commit}^`, commit);
    if (paths.some((path) => !OF_TESTS.test(path) && !/\.(?:md|mdx|txt|rst|adoc)$/i.test(path))) break;
    for (const path of paths) open.delete(path);
    if (paths.some((path) => OF_TESTS.test(path))) last = commit;
  }
  return open.size < named.length ? last : null;
}

function changedSince(git: Git, from: string, to: string): readonly string[] {
  const diff = git(["diff", "-z", "--name-only", "--no-renames", "--relative", "--end-of-options", from, to]);
  return diff.ok ? diff.out.split("\0").filter((path) => path !== "") : [];
}

function resolve(git: Git, revision: string): string | null {
  const found = git(["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`]);
  return found.ok ? found.out.trim() : null;
}

function mergeBase(git: Git, revision: string): string | null {
  if (resolve(git, revision) === null) return null;
  const found = git(["merge-base", "--end-of-options", revision, "HEAD"]);
  return found.ok ? found.out.trim() : null;
}

function contentAt(folder: string, path: string): Uint8Array | null {
  try {
    return readFileSync(join(folder, path));
  } catch {
    // Deleted by the change: it helps no test of it.
    return null;
  }
}
