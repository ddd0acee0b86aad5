/** Names of tests and test files, as design documents write them. */

export interface NamedTests {
  readonly tests: readonly string[];
  readonly files: readonly string[];
  /** Offset of the first of them in the text, or −1. */
  readonly first: number;
}

/** Longer cells and bullets are read so far. */
const MOST = 4000;

const FILE =
  /^[\w@./+-]*\w\.(?:py|ts|tsx|js|jsx|mjs|cjs|go|rs|java|kt|rb|cs|sh|bats|php|swift|scala|ex|exs|feature|c|cc|cpp|dart|vue|yaml|yml|sql)$/;
const PATH_AND_TEST = /^([\w@./+-]+\.\w{1,7})(?:::|#|:)(.+)$/;
/** What a name of a test looks like when it stands in code: one word with a seam, or a call. */
const NAME = /^(?:[\w$]+(?:::|\.))*[\w$]+(?:\[[^\]]*\])?(?:\(\))?$/;
const TESTY = /test|spec|should|^it_|^check_|^verify_|^ac\d|^given/i;
const BARE =
  /(?<![\w./`])(?:test_\w+|Test[A-Z]\w*|[a-z]\w*Test|\w+_test|\w+_spec|[\w./-]+\.(?:test|spec)\.\w{2,4}|[\w./-]*test_\w+\.\w{2,4}(?:::\w+)*)(?![\w`])/g;

/**
 * The tests and test files that a text names. In code spans any name counts when the place is one for tests (`certain`), else
 * only what looks like a test; in plain text only what cannot be anything else. A cell for tests that holds nothing but code
 * spans names tests by them whatever they sound like: many frameworks name tests by sentences.
 */
export function testsIn(text: string, certain: boolean): NamedTests {
  const tests: string[] = [];
  const files: string[] = [];
  let first = -1;
  const nothingElse = certain && ONLY_SPANS.test(text.slice(0, MOST));
  const add = (raw: string, at: number, inCode: boolean): void => {
    const name = raw.trim().replace(/[,;.]+$/, "");
    const both = PATH_AND_TEST.exec(name);
    if (both !== null && both[1] !== undefined && both[2] !== undefined && FILE.test(both[1])) {
      if (!files.includes(both[1])) files.push(both[1]);
      tests.push(both[2].replace(/\(\)$/, ""));
    } else if (FILE.test(name)) {
      if (!files.includes(name)) files.push(name);
    } else if (inCode && !(nothingElse ? !TOOL.test(name) && !COMMAND.test(name) : looksLikeTest(name, certain)))
      return;
    else tests.push(name.replace(/\(\)$/, ""));
    if (first === -1) first = at;
  };
  const rest = text.slice(0, MOST).replace(/(`+)([^`]+)\1/g, (span, _ticks: string, code: string, at: number) => {
    const names = code.split(/,\s+/);
    const isSentence = nothingElse && names.some((name) => /\s/.test(name.trim()));
    for (const name of isSentence ? [code] : names) add(name, at, true);
    return " ".repeat(span.length);
  });
  for (const match of rest.matchAll(BARE)) add(match[0], match.index, false);
  return { tests, files, first };
}

/** A name without the word test that can stand for one where tests are named: "retries_on_timeout", "UT-12". */
const NAMED = /^(?:[a-z\d]+(?:_[a-z\d]+){2,}|[A-Z]{1,5}(?:-[A-Z]{1,8})?-?\d{1,4}[a-z]?)$/;
/** A sentence that names a test, as many frameworks have them. */
const SENTENCE = /\bshould\b|\bwhen\b|^(?:it|test|given|returns|throws|rejects)\s/i;

const ONLY_SPANS = /^\s*`[^`]+`(?:(?:\s*[,;/+&]\s*|\s+and\s+|\s+|<br\s*\/?>)+`[^`]+`)*[\s.]*$/;
/** What is typed to run tests names none of them. */
const COMMAND =
  /^(?:npm|npx|pnpm|yarn|bun|make|just|go|cargo|mvn|gradle|\.\/|python3?|node|docker|bash|sh|uv|poetry|dotnet)\s/i;

/** Programs that run tests, or measure them. */
const TOOL =
  /^(?:pytest(?:-\w+)?|jest|vitest|mocha|unittest|testcontainers?|playwright|cypress|rspec|junit\d?|testing-library|ctest|nose|tox)\b(?!::)/i;

function looksLikeTest(name: string, certain: boolean): boolean {
  if (TOOL.test(name)) return false;
  if (/\s/.test(name)) return certain && SENTENCE.test(name);
  if (TESTY.test(name)) return NAME.test(name) || certain;
  return certain && (NAMED.test(name) || (name.endsWith("()") && NAME.test(name)));
}
