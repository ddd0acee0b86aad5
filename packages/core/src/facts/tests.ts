/** Tests that ran, as reports tell it, and tests that stand in the sources. */

/**
 * How a test ended. `flaky`: it failed, was run again and passed. `expected-failure`: it failed as its author said it would.
 * `error`: it could not be run to its end (set-up, crash, time-out).
 */
export type TestOutcome = "passed" | "failed" | "error" | "skipped" | "todo" | "expected-failure" | "flaky";

/** One test of a report. Nothing is guessed: what the report does not tell apart is left together. */
export interface TestCase {
  /** Source file, relative to the repository's root where that can be told; as reported otherwise; null when unknown. */
  readonly file: string | null;
  /** Names of the suites around it, outermost first; null when the report does not separate them. */
  readonly suites: readonly string[] | null;
  /** Its own name, without suites and parameters where those can be told apart; else all of it. */
  readonly title: string;
  /**
   * Suites and title as one text, with what stands between them, where the report does not separate them: then `suites` is null,
   * and a separator may stand inside of a title as well.
   */
  readonly joined: { readonly text: string; readonly separator: string } | null;
  /** How it is called before people, where the report tells that beside its name: JUnit's display name. */
  readonly displayName: string | null;
  /** Package, module or class as the producer names it: "com.shop.OrderTest", "tests.test_orders", "example.com/shop/orders". */
  readonly unit: string | null;
  /** The block of parameters, in the producer's own syntax: "[1-one]", "(int)[2]". */
  readonly parameters: string | null;
  readonly outcome: TestOutcome;
  /** Message of a failure, reason of a skip; at most a few hundred characters. */
  readonly detail: string | null;
  /** How many assertions it made, where the report says so: 0 proves nothing. */
  readonly assertions: number | null;
  /** Properties and annotations, repeats kept, in order. */
  readonly properties: readonly { readonly name: string; readonly value: string }[];
  readonly tags: readonly string[];
  /** Browser, platform or project, where the same test runs in several. */
  readonly project: string | null;
  /** 1-based line in `file`. */
  readonly line: number | null;
  /** Not a test that somebody wrote: a file that could not be loaded, a hook that failed. */
  readonly synthetic: "load" | "hook" | null;
  /** 1-based line of the report, for formats that have lines. */
  readonly reportLine: number | null;
}

/** One report of one run. */
export interface TestReport {
  /** Repository path, or the path as given. */
  readonly path: string;
  /** `sha256:…` of its bytes. */
  readonly digest: string;
  /** Who wrote it, as its shape shows: "vitest", "pytest", "jest-junit". */
  readonly producer: string;
  readonly cases: readonly TestCase[];
  /** Why it may not hold everything that ran: counters that disagree, a run that was cut off. One sentence each. */
  readonly incomplete: readonly string[];
  /** What this producer writes as `passed`, so that a pass of this report may be one of these. */
  readonly hiddenInPassed: readonly TestOutcome[];
  /** The state of the repository that the run was made on; null when nobody has said so. */
  readonly binding: ReportBinding | null;
}

/** What binds a report to a state of the repository. */
export interface ReportBinding {
  readonly commit: string;
  /** Object ID of the commit's tree: the same after a rebase or squash that changes nothing. */
  readonly tree: string;
  /** Whether there were changes that were not committed. */
  readonly dirty: boolean;
  /** Whether `tree` is the tree that is judged, and nothing was changed beside it. */
  readonly isCurrent: boolean;
  /** What was run, as whoever bound the report wrote it. */
  readonly command?: string;
  /** Where the run can be seen: the address of a CI run. */
  readonly run?: string;
}

/** One test in the sources. */
export interface SourceTest {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly suites: readonly string[];
  readonly title: string;
  /** Other names by which reports know it: a display name. */
  readonly aliases?: readonly string[];
  /** Markers, tags and annotations, with what they say. */
  readonly tags?: readonly string[];
  /** "vitest", "pytest", "go", "shell", …: whoever would run it. */
  readonly runner: string;
  /** Marked as not to be run, or not yet written. */
  readonly disabled: "skip" | "todo" | null;
  /** The title is a pattern: `%s`, `$name`, `${…}`. */
  readonly isTemplate: boolean;
  /** `sha256:…` of the body without comments and blanks. */
  readonly body: string;
  /** The body does nothing, or asserts what is always so: a pass of it proves nothing. */
  readonly vacuous?: true;
}

export interface TestFacts {
  /** Which tests fail without the change; absent when nobody has run them so. */
  readonly redGreen?: RedGreen;
  readonly reports: readonly TestReport[];
  readonly sources: readonly SourceTest[];
  /** Runners whose tests the index of sources can read: "not found" means not found among these. */
  readonly runners: readonly string[];
}

/**
 * What is known of a test and the sources without the change. `guards`: it fails on them and passes with the change. `test-first`:
 * besides, it was committed alone before any source, and failed there as well. `does-not-guard`: it passes without the change, so
 * it proves nothing of it. `blocked`: it could not be run there. `not-green`: it does not pass with the change, or not each time.
 */
export type RedGreenLevel = "guards" | "test-first" | "does-not-guard" | "blocked" | "not-green";

/** A test that was run on the sources of before the change, and with the change. */
export interface RedGreenResult {
  /** Repository path. */
  readonly file: string;
  readonly title: string;
  readonly level: RedGreenLevel;
  /** Why, in one sentence that stands alone. */
  readonly because: string;
}

/** Tests that were run again without the change. */
export interface RedGreen {
  /** Commit before the change, abbreviated. */
  readonly base: string;
  /** Commit with the change, abbreviated. */
  readonly head: string;
  readonly results: readonly RedGreenResult[];
}
