import { foldedName, normalName, squashed, withoutParameters } from "./names.ts";
import { parseReference, type Reference } from "./reference.ts";
import { suggestTests, type Suggestion } from "./suggest.ts";
import { fullName, type Test, type TestIndex } from "./tests-index.ts";

/** By what a test was found: its name, its name without parameters or marks, a suite or file that holds it, a criterion it names. */
export type FoundBy = "name" | "base" | "folded" | "suite" | "file" | "pattern" | "criterion";

/** What a reference to a test turned out to mean. */
export type Resolution =
  | {
      /** `many`: all below a suite, in a file, of a pattern; all must pass. */
      readonly is: "one" | "many";
      readonly tests: readonly Test[];
      readonly by: FoundBy;
      readonly reference: Reference;
    }
  | { readonly is: "ambiguous"; readonly candidates: readonly Test[]; readonly reference: Reference }
  | { readonly is: "planned"; readonly reference: Reference }
  | {
      readonly is: "missing";
      readonly why: "no-such-test" | "no-such-file" | "file-failed-to-load";
      readonly suggestions: readonly Suggestion[];
      readonly reference: Reference;
    };

/**
 * Finds the tests that a reference means: the whole as a title, then suites and title exactly, without parameters, folded, as a
 * suite. The first tier that finds something decides; several tests of one name are ambiguous; nothing is guessed.
 *
 * @param files Files that the same row names: a test of that name in them comes before one elsewhere.
 */
export function resolveTest(written: string, index: TestIndex, files: readonly string[] = []): Resolution {
  const reference = parseReference(written);
  if (reference.is === "planned") return { is: "planned", reference };
  const inFiles = reference.path === null ? null : filesAt(reference.path, index);
  if (reference.segments.length === 0) return wholeFiles(reference, inFiles ?? [], index);
  if (reference.isPattern) return byPattern(reference, inFiles, index);
  const found = firstTier(reference, index, (test) => isIn(test, reference, inFiles));
  if (found === undefined) return missing(reference, inFiles, files, index);
  const all = found.tests.filter((test) => isIn(test, reference, inFiles));
  const tests = preferred(all, reference, files);
  if (
    files.length > 0 &&
    reference.path === null &&
    !tests.some((test) => isInAny(test, files)) &&
    files.some((file) => filesAt(file, index).length > 0)
  ) {
    // It stands elsewhere than where the document says.
    return {
      is: "missing",
      why: "no-such-test",
      suggestions: tests.slice(0, MOST_ELSEWHERE).map((test) => ({ test, likeness: 1, isClear: false })),
      reference,
    };
  }
  if (found.by === "suite") {
    // Suites of one name in several places are several suites.
    const name = normalName(reference.segments.at(-1) ?? "");
    const firsts = new Map(
      tests.toReversed().map((test) => {
        const depth = test.suites.findIndex((suite) => normalName(suite) === name) + 1;
        return [[test.file ?? test.unit ?? "", ...test.suites.slice(0, depth)].join("\u0001"), test];
      }),
    );
    if (firsts.size > 1) return { is: "ambiguous", candidates: [...firsts.values()].toReversed(), reference };
    return { is: "many", tests, by: "suite", reference };
  }
  return tests.length === 1
    ? { is: "one", tests, by: found.by, reference }
    : { is: "ambiguous", candidates: tests, reference };
}

const MOST_ELSEWHERE = 3;

interface Tier {
  readonly by: FoundBy;
  readonly tests: readonly Test[];
}

/** The first tier that finds a test which is wanted. */
function firstTier(reference: Reference, index: TestIndex, isWanted: (test: Test) => boolean): Tier | undefined {
  const { segments } = reference;
  const whole = segments.join(" ");
  const title = segments.at(-1) ?? "";
  const around = segments.slice(0, -1);
  const written = reference.path === null ? normalName(reference.text) : "";
  const base = withoutParameters(title);
  const exactly = (name: string): readonly Test[] =>
    (index.byTitle.get(normalName(name)) ?? []).filter((test) => isUnder(test, around, normalName));
  const titled = reference.path === null && segments.length > 1 ? (index.byTitle.get(written) ?? []) : [];
  const lazily: readonly (() => Tier)[] = [
    () => ({ by: "name", tests: titled }),
    () => ({ by: "name", tests: unique([...exactly(title), ...(index.bySquashed.get(squashed(whole)) ?? [])]) }),
    () => ({ by: "name", tests: segments.length > 1 ? dotted(segments, index) : [] }),
    () => ({
      by: "base",
      tests: base === title ? [] : exactly(base).filter(({ file }) => file === null || !SCRIPT.test(file)),
    }),
    () => ({
      by: "folded",
      tests: (index.byFolded().get(foldedName(title)) ?? []).filter((test) => isUnder(test, around, foldedName)),
    }),
    () => ({ by: "suite", tests: belowSuite(segments, index) }),
  ];
  for (const tier of lazily) {
    const found = tier();
    if (found.tests.some(isWanted)) return found;
  }
  return undefined;
}

const SCRIPT = /\.[cm]?[jt]sx?$/;

/** `stem::name`, `package.Class.method`: what stands before the title may be the file or the package. */
function dotted(segments: readonly string[], index: TestIndex): readonly Test[] {
  const title = segments.at(-1) ?? "";
  const around = segments.slice(0, -1);
  return (index.byTitle.get(normalName(title)) ?? []).filter((test) => {
    const place = test.file === null ? [] : test.file.replace(/\.\w+$/, "").split("/");
    const unit = test.unit === null ? [] : test.unit.split(/[./:$\\]+/);
    const names = [...place, ...unit, ...test.suites].map(normalName);
    let at = 0;
    for (const name of names) if (at < around.length && name === normalName(around[at] ?? "")) at++;
    return at === around.length;
  });
}

/** Whether the suites named stand around a test, in their order. */
function isUnder(test: Test, around: readonly string[], form: (name: string) => string): boolean {
  if (around.length === 0) return true;
  const suites = [...(test.unit === null ? [] : test.unit.split(/[.$/:\\]+/)), ...test.suites].map(form);
  let at = 0;
  for (const suite of suites) if (at < around.length && suite === form(around[at] ?? "")) at++;
  if (at === around.length) return true;
  return test.joined !== null && form(test.joined.text).includes(form(around.join(test.joined.separator)));
}

function belowSuite(segments: readonly string[], index: TestIndex): readonly Test[] {
  const suite = segments.at(-1) ?? "";
  const around = segments.slice(0, -1);
  const tests = index.bySuite.get(normalName(suite)) ?? [];
  return around.length === 0 ? tests : tests.filter((test) => isUnder(test, segments, normalName));
}

/** Files of the index that a path means: itself, else all that end in it; with `*`, all that fit. */
function filesAt(path: string, index: TestIndex): readonly string[] {
  if (path.includes("*")) {
    const pattern = globPattern(path);
    return [...index.byFile.keys()].filter((file) => pattern(file));
  }
  if (index.byFile.has(path)) return [path];
  const last = path.slice(path.lastIndexOf("/") + 1);
  const ending = (index.byFileName.get(last) ?? []).filter(
    (file) => file === path || file.endsWith(`/${path}`) || path.endsWith(`/${file}`),
  );
  if (ending.length > 0 || /\.\w+$/.test(last)) return ending;
  return [...index.byFile.keys()].filter((file) => file.startsWith(`${path}/`) || file.includes(`/${path}/`));
}

/** `*` stands for anything within a folder, `**` for any folders. Parts are looked for one behind the other. */
function globPattern(glob: string): (file: string) => boolean {
  const wanted = glob.split("/");
  return (file) => {
    const parts = file.split("/");
    for (let from = 0; from < Math.min(parts.length, MOST_FOLDERS); from++)
      if (fitsFrom(wanted, parts.slice(from))) return true;
    return false;
  };
}

const MOST_FOLDERS = 40;

function fitsFrom(wanted: readonly string[], parts: readonly string[]): boolean {
  // Positions in `wanted` that may come next: a set, so that several `**` cost no more than one.
  let states = new Set([0]);
  for (const part of parts) {
    const next = new Set<number>();
    for (const at of states) {
      for (let state = at; ; state++) {
        const want = wanted[state];
        if (want === undefined) break;
        if (want === "**") {
          next.add(state);
          continue;
        }
        if (fitsName(want, part)) next.add(state + 1);
        break;
      }
    }
    states = next;
    if (states.size === 0) return false;
  }
  return [...states].some((state) => wanted.slice(state).every((want) => want === "**"));
}

/** Whether a name fits a pattern with `*`. */
function fitsName(pattern: string, name: string): boolean {
  const parts = pattern.split("*");
  const [first = ""] = parts;
  const last = parts.at(-1) ?? "";
  if (parts.length === 1) return name === pattern;
  if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const next = name.indexOf(part, at);
    if (next === -1) return false;
    at = next + part.length;
  }
  return at <= name.length - last.length;
}

function wholeFiles(reference: Reference, files: readonly string[], index: TestIndex): Resolution {
  const [first] = files;
  if (first === undefined) {
    return { is: "missing", why: "no-such-file", suggestions: suggestTests(reference, index), reference };
  }
  const isSet = reference.path?.includes("*") === true || !/\.\w+$/.test(reference.path ?? "");
  const tests = files.flatMap((file) => index.byFile.get(file) ?? []);
  if (reference.line !== null) {
    const at = tests.filter(({ line }) => line === reference.line);
    // Lines move: only a test that begins there is meant.
    return at.length === 1
      ? { is: "one", tests: at, by: "file", reference }
      : { is: "ambiguous", candidates: tests.slice(0, MOST_CANDIDATES), reference };
  }
  if (files.length > 1 && !isSet) {
    return {
      is: "ambiguous",
      candidates: files.flatMap((file) => index.byFile.get(file)?.slice(0, 1) ?? []),
      reference,
    };
  }
  if (tests.length === 0) return { is: "missing", why: "file-failed-to-load", suggestions: [], reference };
  return { is: "many", tests, by: "file", reference };
}

const MOST_CANDIDATES = 20;

/** All tests whose names hold what a filter of a command, or a name with `*`, asks for. */
function byPattern(reference: Reference, files: readonly string[] | null, index: TestIndex): Resolution {
  const wanted = normalName(reference.segments.join(" "));
  const bare = wanted.replace(/\*/g, "");
  const pool = files === null ? index.tests : files.flatMap((file) => index.byFile.get(file) ?? []);
  // A pattern that fits everything, or is a regular expression, names nothing.
  if (bare.replace(/\W/g, "").length < LEAST || /[\\|^$()[\]+?]/.test(wanted))
    return { is: "ambiguous", candidates: [], reference };
  const isGlob = wanted.includes("*");
  const tests = pool.filter((test) => {
    const names = [test.title, ...test.suites].map(normalName);
    return isGlob
      ? names.some((name) => fitsName(wanted, name))
      : squashed([...test.suites, test.title].join(" ")).includes(wanted);
  });
  if (tests.length === 0)
    return { is: "missing", why: "no-such-test", suggestions: suggestTests(reference, index), reference };
  return { is: "many", tests, by: "pattern", reference };
}

const LEAST = 3;

function isIn(test: Test, reference: Reference, files: readonly string[] | null): boolean {
  if (files === null) return true;
  if (test.file !== null) return files.includes(test.file);
  // No file in the report: the module says where it is.
  const stem = (reference.path ?? "").replace(/\.\w+$/, "").replaceAll("/", ".");
  return test.unit !== null && `.${test.unit}.`.includes(`.${stem}.`);
}

function isInAny(test: Test, files: readonly string[]): boolean {
  return files.some(
    (file) => test.file !== null && (test.file === file || test.file.endsWith(`/${file.replace(/^(?:\.?\/)+/, "")}`)),
  );
}

/** Of several of one name, those in the file that the row names, and in the very path that the reference names. */
function preferred(tests: readonly Test[], reference: Reference, files: readonly string[]): readonly Test[] {
  if (tests.length < 2) return tests;
  const exact = tests.filter(({ file }) => file === reference.path);
  if (exact.length > 0) return exact;
  const near = tests.filter((test) => isInAny(test, files));
  return near.length > 0 ? near : tests;
}

function missing(
  reference: Reference,
  inFiles: readonly string[] | null,
  files: readonly string[],
  index: TestIndex,
): Resolution {
  const failed =
    inFiles?.some((file) => index.failures.some((run) => run.case.synthetic === "load" && run.case.file === file)) ===
    true;
  const why = failed
    ? "file-failed-to-load"
    : inFiles !== null && inFiles.length === 0
      ? "no-such-file"
      : "no-such-test";
  return { is: "missing", why, suggestions: suggestTests(reference, index, files), reference };
}

function unique(tests: readonly Test[]): readonly Test[] {
  return tests.length < 2 ? tests : [...new Set(tests)];
}

/** Candidates as a person tells them apart. */
export function namesOf(tests: readonly Test[], most = 3): string {
  const named = tests.slice(0, most).map(fullName).join("; ");
  return tests.length > most ? `${named} and ${tests.length - most} more` : named;
}
