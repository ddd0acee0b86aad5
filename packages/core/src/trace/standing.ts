import type { TestOutcome } from "../facts/tests.ts";
import { redGreenOf, withRedGreen } from "./red-green.ts";
import { namesOf, type Resolution } from "./resolve.ts";
import { fullName, placeOfTest, type Run, type Test, type TestIndex } from "./tests-index.ts";

/**
 * The ladder of evidence, from nothing to proof. `unmapped`: no test is named. `manual`: somebody looks. `planned`: a test is to
 * come. `dangling`: a test is named that nobody has. `ambiguous`: several tests have the name. `declared`: it stands in the
 * sources. `executed`: it ran, and that proves nothing yet (see `Shortfall`). `verified`: it passed on the state that is judged.
 * `guards`: it fails without the change. `red-green`: it was seen to fail before the change was made.
 */
export type Rung =
  | "unmapped"
  | "manual"
  | "planned"
  | "dangling"
  | "ambiguous"
  | "declared"
  | "executed"
  | "verified"
  | "guards"
  | "red-green";

/** Why a run is no proof. `unbound`: nobody has said of which state it is. `stale`: of another state than the judged one. */
export type Shortfall =
  | "failed"
  | "error"
  | "skipped"
  | "todo"
  | "expected-failure"
  | "flaky"
  | "no-assertion"
  | "incomplete"
  | "stale"
  | "unbound";

/** How far the evidence for something reaches. */
export interface Standing {
  readonly rung: Rung;
  /** Only for `executed`. */
  readonly shortfall: Shortfall | null;
  /** Whether the run is known to be of the state that is judged. */
  readonly isBound: boolean;
  /** Why, in one sentence that stands alone. */
  readonly because: string;
  /** What to do, as an order; null when there is nothing to do. */
  readonly next: string | null;
  /** Where to look, and what is to be seen there. */
  readonly places: readonly { readonly at: string; readonly detail: string }[];
}

/** From worst to best. */
const ORDER = [
  "failed",
  "dangling",
  "unmapped",
  "planned",
  "manual",
  "ambiguous",
  "declared",
  "error",
  "todo",
  "skipped",
  "expected-failure",
  "stale",
  "incomplete",
  "flaky",
  "no-assertion",
  "unbound",
  "executed",
  "verified",
  "guards",
  "red-green",
] as const;

const rank = new Map<string, number>(ORDER.map((name, i) => [name, i]));

/** How high a standing is; larger is better. */
function heightOf({ rung, shortfall }: Pick<Standing, "rung" | "shortfall">): number {
  return rank.get(rung === "executed" ? (shortfall ?? rung) : rung) ?? 0;
}

/** Whether it is proof. */
export function isProof({ rung }: Pick<Standing, "rung">): boolean {
  return rung === "verified" || rung === "guards" || rung === "red-green";
}

/** The lowest of several: all that a row names must hold. */
export function lowest(standings: readonly Standing[]): Standing | null {
  return standings.reduce<Standing | null>(
    (low, each) => (low === null || heightOf(each) < heightOf(low) ? each : low),
    null,
  );
}

/** The highest of several, unless a test of one of them failed: that is never outweighed. */
export function highest(standings: readonly Standing[]): Standing | null {
  const failed = standings.find(({ shortfall, isBound }) => shortfall === "failed" && isBound);
  if (failed !== undefined) return failed;
  return standings.reduce<Standing | null>(
    (high, each) => (high === null || heightOf(each) > heightOf(high) ? each : high),
    null,
  );
}

/** How far the evidence for what a reference means reaches. */
export function standingOf(resolution: Resolution, index: TestIndex, runners: readonly string[] = []): Standing {
  const said = resolution.reference.text;
  switch (resolution.is) {
    case "planned":
      return /^\(?(?:manual|by hand)/i.test(said.trim())
        ? bare("manual", "It is checked by hand; no test is named.", "Name a test, or record who looked and when.")
        : bare("planned", `No test is named yet (“${said}”).`, "Name the test when it is written.");
    case "missing":
      return dangling(resolution, runners);
    case "ambiguous": {
      const { candidates } = resolution;
      const because =
        candidates.length === 0
          ? `“${said}” fits anything, so it names no test.`
          : `“${said}” may be ${candidates.length === 1 ? "another test than" : "any of"} ${namesOf(candidates)}.`;
      return {
        ...bare("ambiguous", because, "Write the file and the suite in front of the name."),
        places: candidates.slice(0, MOST_PLACES).map((test) => ({ at: placeOfTest(test), detail: fullName(test) })),
      };
    }
    default:
      return standingOfTests(resolution.tests, resolution.is === "many", index);
  }
}

function dangling(resolution: Extract<Resolution, { is: "missing" }>, runners: readonly string[]): Standing {
  const { reference, why, suggestions } = resolution;
  const said = reference.text;
  const known = runners.length === 0 ? "in the reports" : "among the tests of the runners that Lintel knows";
  const where = reference.path === null ? "" : ` in ${reference.path}`;
  if (why === "file-failed-to-load") {
    return {
      rung: "executed",
      shortfall: "error",
      isBound: false,
      because: `“${said}” did not run: its file could not be loaded.`,
      next: "Make the file load, and run the tests again.",
      places: [],
    };
  }
  const because =
    why === "no-such-file" && reference.segments.length === 0
      ? `No test file “${said}” is found ${known}.`
      : `No test “${reference.segments.join(" > ")}” is found${where} ${known}.`;
  const [best] = suggestions;
  const next =
    best === undefined
      ? "Write the test, or correct the name."
      : best.isClear
        ? `Name \`${best.test.title}\`, if that is the test.`
        : `Write the test, or name the one that is meant: ${suggestions.map(({ test }) => `\`${test.title}\``).join(", ")}.`;
  return {
    ...bare("dangling", because, next),
    places: suggestions.map(({ test }) => ({ at: placeOfTest(test), detail: `has a name like it: ${fullName(test)}` })),
  };
}

/** How far the evidence of tests that all have to pass reaches. */
export function standingOfTests(tests: readonly Test[], isSet: boolean, index: TestIndex): Standing {
  const { redGreen } = index;
  const standings = tests.map((test) => {
    const standing = standingOfTest(test, index, isSet);
    return redGreen === null ? standing : withRedGreen(standing, redGreenOf(test, redGreen), redGreen);
  });
  const low = lowest(standings);
  if (low === null) return bare("dangling", "No test is there.", "Write the test.");
  if (tests.length === 1) return low;
  const good = standings.filter(isProof).length;
  if (!isProof(low))
    return { ...low, because: `${low.because.replace(/\.$/, "")} (${good} of ${tests.length} tests are proof).` };
  return {
    ...low,
    because: `All ${tests.length} tests of it passed.`,
    places: standings.slice(0, MOST_PLACES).flatMap(({ places }) => places.slice(0, 1)),
  };
}

const MOST_PLACES = 3;

function standingOfTest(test: Test, index: TestIndex, isSet: boolean): Standing {
  const name = `“${test.title}”`;
  const declared = { at: placeOfTest(test), detail: fullName(test) };
  const disabled = test.sources.find((source) => source.disabled !== null)?.disabled ?? null;
  if (test.runs.length === 0) return notRun(test, index, disabled);
  const current = test.runs.filter(({ report }) => report.binding?.isCurrent === true && !report.binding.dirty);
  const isBound = current.length > 0;
  const runs = isBound ? current : test.runs;
  const places = [...placesOf(runs), ...(test.sources.length > 0 ? [declared] : [])];
  const short = (shortfall: Shortfall, because: string, next: string): Standing => ({
    rung: "executed",
    shortfall,
    isBound,
    because:
      isBound || shortfall === "unbound" || shortfall === "stale"
        ? because
        : `${because.replace(/\.$/, "")} (${bindingOf(runs)}).`,
    next,
    places,
  });
  const outcome = outcomeOf(runs);
  const one = runs.find((run) => run.case.outcome === outcome) ?? runs[0];
  const detail = one?.case.detail ?? null;
  const said = detail === null || detail.trim() === "" ? "" : `: ${firstLine(detail)}`;
  switch (outcome) {
    case "failed":
      return short("failed", `${name} failed${said}.`, "Make the test pass.");
    case "error":
      return short("error", `${name} could not be run to its end${said}.`, "Make the test run to its end.");
    case "expected-failure":
      return short(
        "expected-failure",
        `${name} is marked as failing, and failed.`,
        "Make it pass, and take the mark away.",
      );
    case "flaky":
      return short("flaky", `${name} failed and passed in turn.`, "Make the test give the same answer each time.");
    case "todo":
      return short("todo", `${name} is still to be written.`, "Write the test.");
    case "skipped":
      return short("skipped", `${name} was skipped${said}.`, "Run the test.");
    case "passed":
      break;
    default:
      return outcome satisfies never;
  }
  if (disabled !== null) {
    return short(
      disabled === "todo" ? "todo" : "skipped",
      `${name} is marked as ${disabled === "todo" ? "to be written" : "skipped"} in its source, whatever the report says.`,
      "Run the test.",
    );
  }
  const hook = index.failures.find(
    (run) => run.case.synthetic !== null && runs.some(({ report }) => report === run.report) && isAround(run, test),
  );
  if (hook !== undefined) return short("error", `A hook or its file failed around ${name}.`, "Make the hook pass.");
  if (
    runs.some((run) => run.case.assertions === 0) ||
    (test.sources.length > 0 && test.sources.every(({ vacuous }) => vacuous === true))
  ) {
    return short(
      "no-assertion",
      `${name} passed without asserting anything.`,
      "Assert in the test what the criterion says.",
    );
  }
  const hiding = runs.find(({ report }) => report.hiddenInPassed.length > 0)?.report;
  if (hiding !== undefined && test.sources.length === 0) {
    return short(
      "incomplete",
      `${name} is said to have passed, and ${hiding.producer} says so of ${hiding.hiddenInPassed.join(" and ")} as well.`,
      "Let the runner write a report that tells them apart, such as its JSON.",
    );
  }
  const parts = new Set(runs.map((run) => run.case.parameters)).size;
  const atOnce = Math.min(...countByReport(runs));
  if (test.sources.length > 1 && atOnce < test.sources.length) {
    return short(
      "incomplete",
      `${test.sources.length} tests are called ${name} in one suite, and ${atOnce} ran.`,
      "Give them different names.",
    );
  }
  const cut = runs.find(({ report }) => report.incomplete.length > 0);
  if (cut !== undefined && (isSet || parts > 1)) {
    return short(
      "incomplete",
      `${name} passed as far as the report goes: ${cut.report.incomplete[0] ?? ""}`,
      "Run the tests to their end.",
    );
  }
  if (!isBound) {
    const stale = runs.find(({ report }) => report.binding !== null);
    if (stale === undefined) {
      return short(
        "unbound",
        `${name} passed, but nothing says of which commit the report is.`,
        "Bind the report to its commit in the job that makes it.",
      );
    }
    const { binding } = stale.report;
    const why =
      binding?.dirty === true
        ? "with changes that were not committed"
        : `at ${binding?.commit.slice(0, 10) ?? "another commit"}, which is another state than the one judged`;
    return short("stale", `${name} passed ${why}.`, "Run the tests on the state that is judged.");
  }
  const projects = new Set(runs.map((run) => run.case.project).filter((project) => project !== null)).size;
  const times =
    parts > 1 ? ` with all ${parts} sets of parameters` : projects > 1 ? ` in all ${projects} projects` : "";
  return { rung: "verified", shortfall: null, isBound: true, because: `${name} passed${times}.`, next: null, places };
}

function notRun(test: Test, index: TestIndex, disabled: "skip" | "todo" | null): Standing {
  const name = `“${test.title}”`;
  const places = [{ at: placeOfTest(test), detail: fullName(test) }];
  const failed = index.failures.some((run) => run.case.file !== null && run.case.file === test.file);
  const at = placeOfTest(test);
  if (disabled !== null) {
    const marked = disabled === "todo" ? "to be written" : "skipped";
    return {
      rung: "executed",
      shortfall: disabled === "todo" ? "todo" : "skipped",
      isBound: false,
      because: `${name} stands in ${at} and is marked as ${marked}.`,
      next: "Run the test.",
      places,
    };
  }
  if (failed) {
    return {
      rung: "executed",
      shortfall: "error",
      isBound: false,
      because: `${name} did not run: ${test.file ?? "its file"} could not be loaded.`,
      next: "Make the file load, and run the tests again.",
      places,
    };
  }
  const siblings = (test.file === null ? [] : (index.byFile.get(test.file) ?? [])).some(({ runs }) => runs.length > 0);
  const anywhere = siblings || index.tests.some(({ runs }) => runs.length > 0);
  const why = siblings
    ? "other tests of its file ran, it did not"
    : anywhere
      ? "no report holds its file"
      : "no report shows that it ran";
  return {
    rung: "declared",
    shortfall: null,
    isBound: false,
    because: `${name} stands in ${at}; ${why}.`,
    next: "Run it, and name the report with `--evidence tests=FILE`.",
    places,
  };
}

/** Worst first; tests that passed in one report and failed in another of the same state are flaky. */
function outcomeOf(runs: readonly Run[]): TestOutcome {
  const groups = new Map<string, Set<TestOutcome>>();
  for (const { case: one } of runs) {
    const key = `${one.parameters ?? ""}\u0000${one.project ?? ""}\u0000${one.title}`;
    const outcomes = groups.get(key);
    if (outcomes === undefined) groups.set(key, new Set([one.outcome]));
    else outcomes.add(one.outcome);
  }
  const reports = new Set(runs.map(({ report }) => report)).size;
  const each = [...groups.values()].map((outcomes): TestOutcome => {
    if (outcomes.has("failed")) return reports > 1 && outcomes.has("passed") ? "flaky" : "failed";
    return WORST.find((outcome) => outcomes.has(outcome)) ?? "passed";
  });
  return WORST.find((outcome) => each.includes(outcome)) ?? "passed";
}

const WORST: readonly TestOutcome[] = ["failed", "error", "flaky", "expected-failure", "todo", "skipped", "passed"];

function countByReport(runs: readonly Run[]): readonly number[] {
  const counts = new Map<string, number>();
  for (const { report, case: one } of runs) {
    const key = `${report.path}\u0000${one.parameters ?? ""}\u0000${one.project ?? ""}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts.values()];
}

/** Whether what failed lies around a test: its file, and no suite of another one. */
function isAround(run: Run, test: Test): boolean {
  const { file, suites } = run.case;
  if (file === null || file !== test.file) return false;
  return (suites ?? []).every((suite, i) => test.suites[i] === suite);
}

function bindingOf(runs: readonly Run[]): string {
  const bound = runs.find(({ report }) => report.binding !== null)?.report.binding ?? null;
  if (bound === null) return "in a report of which nobody said the commit";
  return bound.dirty
    ? "in a run with changes that were not committed"
    : `at ${bound.commit.slice(0, 10)}, another state than the one judged`;
}

function placesOf(runs: readonly Run[]): readonly { readonly at: string; readonly detail: string }[] {
  return runs.slice(0, MOST_PLACES).map(({ report, case: one }) => ({
    at: one.reportLine === null ? report.path : `${report.path}:${one.reportLine}`,
    detail: `${one.outcome} (${report.producer})`,
  }));
}

function firstLine(detail: string): string {
  const line = detail.trim().split("\n")[0] ?? "";
  return (line.length > MOST_DETAIL ? `${line.slice(0, MOST_DETAIL)}…` : line).replace(/\.$/, "");
}

const MOST_DETAIL = 140;

function bare(rung: Rung, because: string, next: string): Standing {
  return { rung, shortfall: null, isBound: false, because, next, places: [] };
}

/** What stands for a criterion that nothing is mapped to. */
export function unmapped(name: string): Standing {
  return bare(
    "unmapped",
    `No test is mapped to ${name}, and none names it.`,
    "Map it to the test that proves it, or name it in the test's title or tags.",
  );
}

/** What stands for a row that names no test and says how else it is checked. */
export function manual(note: string): Standing {
  return bare(
    "manual",
    note === "" ? "No test is named." : `No test is named (“${note}”).`,
    "Name a test, or record who looked and when.",
  );
}
