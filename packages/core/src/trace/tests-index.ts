import type { RedGreen, SourceTest, TestCase, TestFacts, TestReport } from "../facts/tests.ts";
import { foldedName, normalName, squashed, withoutParameters } from "./names.ts";

/** What a report says of a test, and which report. */
export interface Run {
  readonly report: TestReport;
  readonly case: TestCase;
}

/** One test as a person means it: where it stands in the sources, and every case of it that ran. */
export interface Test {
  /** Where it stands or was reported; null when no report says so. */
  readonly file: string | null;
  /** 1-based line in the sources. */
  readonly line: number | null;
  readonly suites: readonly string[];
  readonly title: string;
  readonly aliases: readonly string[];
  /** Package or module, where only that is known. */
  readonly unit: string | null;
  /** Several when the same name stands twice. */
  readonly sources: readonly SourceTest[];
  readonly runs: readonly Run[];
  /** Suites and title as one, where they could not be told apart; then `suites` is empty. */
  readonly joined: { readonly text: string; readonly separator: string } | null;
}

/** Tests of sources and reports as one, and ways to find them by name. */
export interface TestIndex {
  readonly tests: readonly Test[];
  readonly byTitle: ReadonlyMap<string, readonly Test[]>;
  readonly bySquashed: ReadonlyMap<string, readonly Test[]>;
  /** By the words of their titles; made when somebody asks. */
  byFolded(): ReadonlyMap<string, readonly Test[]>;
  readonly bySuite: ReadonlyMap<string, readonly Test[]>;
  /** By the last segment of a path. */
  readonly byFileName: ReadonlyMap<string, readonly string[]>;
  readonly byFile: ReadonlyMap<string, readonly Test[]>;
  /** Tests that name a criterion in properties, tags or titles; by its ID as `tokenKey` writes it. */
  naming(id: string): readonly Tokened[];
  /** Cases that nobody wrote: files that could not be loaded, hooks that failed. */
  readonly failures: readonly Run[];
  /** What tests do without the change; null when nobody has run them so. */
  readonly redGreen: RedGreen | null;
}

/** A test that names a criterion. */
export interface Tokened {
  readonly test: Test;
  readonly in: "property" | "tag" | "title";
  /** What stands before the ID and says of which design it is: "retry" in "retry#AC-3". */
  readonly design: string | null;
}

const indexes = new WeakMap<TestFacts, TestIndex>();

/** The index of these facts; made once. */
export function testIndexOf(facts: TestFacts): TestIndex {
  const known = indexes.get(facts);
  if (known !== undefined) return known;
  const index: TestIndex = { ...makeIndex(facts), redGreen: facts.redGreen ?? null };
  indexes.set(facts, index);
  return index;
}

/** How a test is called in full, for people: its file, suites and title. */
export function fullName(test: Test): string {
  const names = [...test.suites, test.title].join(" > ");
  const where = test.file ?? test.unit;
  return where === null ? names : `${where} > ${names}`;
}

/** Where to go to see it. */
export function placeOfTest(test: Test): string {
  if (test.file === null) return fullName(test);
  return test.line === null ? test.file : `${test.file}:${test.line}`;
}

interface Draft {
  file: string | null;
  line: number | null;
  readonly suites: readonly string[];
  readonly title: string;
  readonly aliases: readonly string[];
  readonly unit: string | null;
  readonly sources: SourceTest[];
  readonly runs: Run[];
  readonly joined: Test["joined"];
}

function makeIndex({ reports, sources }: TestFacts): Omit<TestIndex, "redGreen"> {
  const drafts: Draft[] = [];
  const bySource = new Map<string, Draft>();
  for (const source of sources) {
    const key = keyOf(source.file, source.suites, source.title);
    const same = bySource.get(key);
    if (same === undefined) {
      const draft: Draft = {
        file: source.file,
        line: source.line,
        suites: source.suites,
        title: source.title,
        aliases: source.aliases ?? [],
        unit: null,
        sources: [source],
        runs: [],
        joined: null,
      };
      bySource.set(key, draft);
      drafts.push(draft);
    } else same.sources.push(source);
  }
  const failures: Run[] = [];
  if (reports.length > 0) attach(reports, drafts, failures);
  return finish(drafts, failures);
}

function attach(reports: readonly TestReport[], drafts: Draft[], failures: Run[]): void {
  const byLast = new Map<string, Draft[]>();
  const byFull = new Map<string, Draft[]>();
  const templates: Template[] = [];
  for (const draft of drafts) {
    for (const title of [draft.title, ...draft.aliases]) {
      push(byLast, normalName(title), draft);
      if (draft.suites.length > 0) push(byFull, squashed([...draft.suites, title].join(" ")), draft);
    }
    if (draft.sources.some(({ isTemplate }) => isTemplate)) {
      const parts = templateParts(draft.suites, draft.title);
      if (parts !== null) templates.push({ draft, parts });
    }
  }
  const reported = new Map<string, Draft>();
  for (const report of reports) {
    for (const one of report.cases) {
      const run: Run = { report, case: one };
      if (one.synthetic !== null) {
        failures.push(run);
        continue;
      }
      const draft = sourceOf(one, byLast, byFull, templates) ?? reportedDraft(one, report, reported, drafts);
      draft.runs.push(run);
    }
  }
}

interface Template {
  readonly draft: Draft;
  readonly parts: readonly string[];
}

/** The one test of the sources that a case is a run of; null when there is none, or several could be. */
function sourceOf(
  one: TestCase,
  byLast: ReadonlyMap<string, readonly Draft[]>,
  byFull: ReadonlyMap<string, readonly Draft[]>,
  templates: readonly Template[],
): Draft | null {
  const title = normalName(one.title);
  const full = wholeOf(one);
  const base = withoutParameters(title);
  const candidates = new Set([
    ...(byFull.get(full) ?? []),
    ...(byLast.get(title) ?? []),
    ...(one.displayName === null ? [] : (byLast.get(normalName(one.displayName)) ?? [])),
    ...(base === title ? [] : (byLast.get(base) ?? []).filter(({ sources }) => sources.every(isNoScript))),
  ]);
  const fits = [...candidates].filter((draft) => couldBe(one, full, draft));
  if (fits.length === 1) return fits[0] ?? null;
  // The file decides among tests of the same name; a path in full before one that ends so.
  const here = fits.filter((draft) => draft.file === one.file);
  if (here.length === 1) return here[0] ?? null;
  if (fits.length > 0 || templates.length === 0 || templates.length > MOST_TEMPLATES) return null;
  const filled = templates.filter(({ draft, parts }) => sameFile(one.file, draft.file) && fills(parts, full));
  return filled.length === 1 ? (filled[0]?.draft ?? null) : null;
}

const MOST_TEMPLATES = 2000;
const LONGEST = 500;

function isNoScript({ file }: SourceTest): boolean {
  return !/\.[cm]?[jt]sx?$/.test(file);
}

/** Suites and title of a case in one, squashed. */
function wholeOf({ suites, title, joined }: TestCase): string {
  if (joined !== null) return squashed(joined.text.split(joined.separator).join(" "));
  return squashed([...(suites ?? []), title].join(" "));
}

/** Whether nothing that the report says of a case speaks against its being a run of this test. */
function couldBe(one: TestCase, full: string, { file, suites, title, aliases }: Draft): boolean {
  if (!sameFile(one.file, file)) return false;
  const titles = [title, ...aliases].map(normalName);
  const own = normalName(one.title);
  if (one.suites === null && titles.some((each) => squashed([...suites, each].join(" ")) === full)) return true;
  const isNamed = [own, withoutParameters(own), ...(one.displayName === null ? [] : [normalName(one.displayName)])];
  if (!isNamed.some((name) => titles.includes(name))) {
    return titles.some((each) => squashed([...suites, each].join(" ")) === full);
  }
  const around = [...(one.unit === null ? [] : one.unit.split(/[.$/:\\]+|\s+>\s+/)), ...(one.suites ?? [])];
  if (one.suites === null && one.unit === null) return suites.length === 0 || one.file !== null;
  // Its suites stand in the report, in their order; without a file the unit must name where it stands, too.
  if (
    !isWithin(suites, around) &&
    !isWithin(
      suites.flatMap((suite) => suite.split(/[.:]+/)),
      around,
    )
  )
    return false;
  if (one.suites !== null && one.suites.some((suite) => !suites.includes(suite) && !isPlace(suite, file))) return false;
  if (one.file !== null || one.unit === null || file === null) return true;
  const stem = stemOf(file);
  const folder = file.split("/").at(-2) ?? "";
  return around.includes(stem) || around.includes(folder) || suites.length > 0;
}

/** Whether a suite of a report is no suite of the author, but the file, a folder or a class named after the file. */
function isPlace(suite: string, file: string | null): boolean {
  if (file === null) return false;
  const plain = suite.replace(/\\/g, "/");
  return file.endsWith(plain) || plain.endsWith(file) || plain.split(/[./]/).includes(stemOf(file));
}

function isWithin(needles: readonly string[], all: readonly string[]): boolean {
  let at = 0;
  for (const each of all) if (at < needles.length && normalName(each) === normalName(needles[at] ?? "")) at++;
  return at === needles.length;
}

/** Whether two paths may be the same file: equal, or one the end of the other. */
function sameFile(a: string | null, b: string | null): boolean {
  if (a === null || b === null || a === b) return true;
  const [left, right] = [a.replace(/\\/g, "/").replace(/^\.\//, ""), b];
  return left === right || left.endsWith(`/${right}`) || right.endsWith(`/${left}`);
}

function reportedDraft(one: TestCase, report: TestReport, reported: Map<string, Draft>, drafts: Draft[]): Draft {
  const isGo = report.producer.startsWith("go");
  const title = isGo ? one.title.replace(/#\d+$/, "") : one.title;
  const key = keyOf(`${one.file ?? ""}\u0000${one.unit ?? ""}`, one.suites ?? [], one.joined?.text ?? title);
  const known = reported.get(key);
  if (known !== undefined) return known;
  const draft: Draft = {
    file: one.file,
    line: one.line,
    suites: one.suites ?? [],
    title,
    aliases: one.displayName === null ? [] : [one.displayName],
    unit: one.unit,
    sources: [],
    runs: [],
    joined: one.suites === null ? (one.joined ?? { text: one.title, separator: " > " }) : null,
  };
  reported.set(key, draft);
  drafts.push(draft);
  return draft;
}

function finish(tests: readonly Draft[], failures: readonly Run[]): Omit<TestIndex, "redGreen"> {
  const byTitle = new Map<string, Test[]>();
  const bySquashed = new Map<string, Test[]>();
  const bySuite = new Map<string, Test[]>();
  const byFileName = new Map<string, string[]>();
  const byFile = new Map<string, Test[]>();
  for (const test of tests) {
    for (const title of namesOfTest(test)) {
      pushOnce(byTitle, normalName(title), test);
      pushOnce(bySquashed, squashed([...test.suites, title].join(" ")), test);
    }
    // Where a report does not part suites from the title, each end of it may be the title.
    if (test.joined !== null) {
      pushOnce(bySquashed, squashed(test.joined.text.split(test.joined.separator).join(" ")), test);
      for (const tail of tailsOf(test.joined)) pushOnce(byTitle, tail, test);
    }
    for (const suite of new Set(test.suites)) pushOnce(bySuite, normalName(suite), test);
    if (test.file !== null) {
      const same = byFile.get(test.file);
      if (same === undefined) {
        byFile.set(test.file, [test]);
        push(byFileName, lastOf(test.file), test.file);
      } else same.push(test);
    }
  }
  for (const { case: one } of failures) {
    if (one.file !== null && !byFile.has(one.file)) {
      byFile.set(one.file, []);
      push(byFileName, lastOf(one.file), one.file);
    }
  }
  const tokens = new Map<string, ReadonlyMap<string, readonly Tokened[]>>();
  let folded: ReadonlyMap<string, readonly Test[]> | null = null;
  return {
    tests,
    byTitle,
    bySquashed,
    byFolded: () => (folded ??= foldedTitles(tests)),
    bySuite,
    byFileName,
    byFile,
    naming(id) {
      const key = tokenKey(id);
      // IDs of one family are looked for together: a walk over all tests for each of them would be dear.
      const family = /^[a-z]+(?:-[a-z]+)?(?=-\d)/.exec(key)?.[0];
      if (family === undefined) return [];
      let known = tokens.get(family);
      if (known === undefined) tokens.set(family, (known = tokensOf(tests, family)));
      return known.get(key) ?? [];
    },
    failures,
  };
}

const MOST_NAMES = 200;

function tailsOf({ text, separator }: { readonly text: string; readonly separator: string }): readonly string[] {
  const tails: string[] = [];
  // Blanks stand in every title: they part nothing.
  if (separator.trim() === "") return tails;
  const next = (from: number): number => text.indexOf(separator, from);
  for (let at = next(0); at !== -1 && tails.length < MOST_TAILS; at = next(at + separator.length)) {
    tails.push(normalName(text.slice(at + separator.length)));
  }
  return tails;
}

const MOST_TAILS = 8;

function foldedTitles(tests: readonly Test[]): ReadonlyMap<string, readonly Test[]> {
  const byFolded = new Map<string, Test[]>();
  for (const test of tests) {
    for (const title of namesOfTest(test)) {
      const folded = foldedName(title);
      if (folded !== "") pushOnce(byFolded, folded, test);
    }
  }
  return byFolded;
}

/** Its title, and the others by which reports know it. */
function namesOfTest({ title, aliases, runs }: Test): ReadonlySet<string> {
  const names = new Set([title, ...aliases]);
  for (const { case: one } of runs.slice(0, MOST_NAMES)) names.add(one.title);
  return names;
}

/** Properties and tags that say which criterion a test is of. */
const NAMES =
  /^(?:requirements?|req|verifies|covers|criterion|criteria|ac|acceptance[_-]?criteri(?:on|a)|test_key|test_id|lobster-tracing|traces?|spec)$/i;

/** What stands before an ID and says of which design it is: "retry#", "retry/". */
const DESIGN = /([\p{L}\p{N}][\p{L}\p{N}_.-]{0,80})[#/:]$/u;

/** The tests that name an ID of a family ("ac" for AC-1, AC 2, ac_3), by the ID. */
function tokensOf(tests: readonly Test[], family: string): ReadonlyMap<string, readonly Tokened[]> {
  const byToken = new Map<string, Tokened[]>();
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}])${family.replace("-", "[-_ ]?")}[-_ ]?\\d{1,4}(?:\\.\\d{1,3})*[a-z]?(?![\\p{L}\\p{N}])`,
    "giu",
  );
  for (const test of tests) {
    const seen = new Set<string>();
    const add = (text: string, where: Tokened["in"]): void => {
      for (const match of text.slice(0, LONGEST).matchAll(pattern)) {
        const id = tokenKey(match[0]);
        const design = DESIGN.exec(text.slice(Math.max(0, match.index - 100), match.index))?.[1] ?? null;
        const key = `${design ?? ""}#${id}`;
        if (seen.has(key)) continue;
        seen.add(key);
        push(byToken, id, { test, in: where, design });
      }
    };
    for (const { case: one } of test.runs) {
      for (const { name, value } of one.properties) if (NAMES.test(name)) add(value, "property");
      for (const tag of one.tags) add(tag.replace(/^@/, ""), "tag");
    }
    for (const { tags } of test.sources) for (const tag of tags ?? []) add(tag.replace(/^@/, ""), "tag");
    for (const title of [test.title, ...test.aliases]) if (/\d/.test(title)) add(title.replaceAll("_", " "), "title");
  }
  return byToken;
}

/** The form in which tokens of tests and IDs of criteria are compared: "AC 3", "ac_3" and "AC3" are "ac-3". */
export function tokenKey(id: string): string {
  return id
    .toLowerCase()
    .replace(/[\s_]+/g, "-")
    .replace(/([a-z])(\d)/, "$1-$2");
}

/** What stands between the places for values in a title (`maps %i to %s`, `maps $x`, `maps ${…}`); null when that is too little. */
function templateParts(suites: readonly string[], title: string): readonly string[] | null {
  const places = /%[sdifjop#$%]|\$\{[^}]*\}|#\{[^}]*\}|\$[\w.#]+/;
  if (
    title
      .split(places)
      .join("")
      .replace(/[^\p{L}\p{N}]/gu, "").length < LEAST_FIXED
  )
    return null;
  return squashed([...suites, title].join(" ")).split(places);
}

const LEAST_FIXED = 3;

/** Whether a name is those parts with something between them: the first at its start, the last at its end. */
function fills(parts: readonly string[], name: string): boolean {
  const [first = ""] = parts;
  const last = parts.at(-1) ?? "";
  if (parts.length < 2) return name === first;
  if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const next = name.indexOf(part, at);
    if (next === -1) return false;
    at = next + part.length;
  }
  return at <= name.length - last.length;
}

function keyOf(file: string, suites: readonly string[], title: string): string {
  return [file, ...suites, title].join("\u0001");
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function stemOf(path: string): string {
  const name = lastOf(path);
  const dot = name.lastIndexOf(".");
  return dot > 0 ? name.slice(0, dot) : name;
}

function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function pushOnce<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else if (list.at(-1) !== value) list.push(value);
}
