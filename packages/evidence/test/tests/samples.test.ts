/**
 * Reports that real tools wrote, each against a table that was made from the sources of the tests beside it and from what the format
 * is known to tell: what it does not tell apart stands together here as well.
 */
import { readdirSync } from "node:fs";
import type { TestCase } from "@lintel/core";
import { describe, expect, it } from "vitest";
import { joinAllure, readReport } from "../../src/tests/read.ts";
import { hasTestSamples, readTestSample, testSamples } from "../shared.ts";
import { lineOf } from "./notation.ts";

/** One line of a scenario: suites, title, and how it ended. */
type Row = readonly [suites: string, title: string, outcome: string, more?: string];

const LOAD = (file: string) => `\`${file}\` could not be loaded, so none of its tests ran.`;

/** How a format writes names: separate, or joined by something, with the title known or not. */
type Style = (suites: readonly string[], title: string) => string;
const separate: Style = (suites, title) => [...suites, title].join(" > ");
const joinedBy =
  (separator: string): Style =>
  (suites, title) =>
    suites.length === 0 ? title : `«${[...suites, title].join(separator)}»`;
/** Joined by blanks, with the title known: one suite without a blank in it is told all the same. */
const spaced: Style = (suites, title) =>
  suites.length === 0 || (suites.length === 1 && !suites[0]?.includes(" "))
    ? separate(suites, title)
    : `«${[...suites, title].join(" ")}» ${title}`;

function table(file: string | null, rows: readonly Row[], style: Style = separate): readonly string[] {
  return rows.map(([suites, title, outcome, more]) =>
    [
      outcome,
      file ?? "-",
      style(suites === "" ? [] : suites.split("/"), title),
      ...(more === undefined ? [] : [more]),
    ].join(" | "),
  );
}

const WEIRD = 'weird > title "quoted" & <angled> → é, comma';

/** The scenario that the JavaScript runners share, with what one of them cannot tell left to it. */
function javascript(ends: {
  readonly todo?: string;
  readonly fails?: string;
  readonly flaky?: string;
  readonly skip?: string;
}): {
  readonly protocol: readonly Row[];
  readonly nested: readonly Row[];
} {
  const { skip = "skipped" } = ends;
  return {
    protocol: [
      ["", "test_server_protocol_version", "passed"],
      ["Protocol/version negotiation", "AC-3: rejects an unknown version", "passed"],
      ["Protocol/version negotiation", "maps 1 to one", "passed"],
      ["Protocol/version negotiation", "maps 2 to two", "passed"],
      ["Protocol", "fails on a wrong answer", "failed"],
      ["Protocol", "is skipped", skip],
      ...(ends.todo === undefined ? [] : [["Protocol", "is still to do", ends.todo] as const]),
      ...(ends.fails === undefined ? [] : [["Protocol", "is expected to fail", ends.fails] as const]),
      ["Protocol", WEIRD, "passed"],
      ...(ends.flaky === undefined ? [] : [["Protocol", "is flaky, passes on retry", ends.flaky] as const]),
      ["Protocol", "same title", "passed"],
      ["Protocol", "same title", "passed"],
    ],
    nested: [
      ["Protocol", "same title", "passed"],
      ["Protocol", "test_server_protocol_version", "passed"],
    ],
  };
}

const HOOK_TEST = "is not run because the hook failed";
const PICKS: Row = ["Protocol/version negotiation", "picks the highest common version", "passed"];

function vitest(
  root: string,
  style: Style,
  ends: {
    readonly todo: string;
    readonly flaky: string;
    readonly annotated: boolean;
    readonly hook: "suite" | "file" | null;
  },
): readonly string[] {
  const { protocol, nested } = javascript({ todo: ends.todo, fails: "passed", flaky: ends.flaky });
  const annotated: Row = [
    "Protocol",
    "carries annotations (AC-7)",
    "passed",
    ...(ends.annotated ? ["requirement=AC-7 | test_key=TC-1234"] : []),
  ] as unknown as Row;
  const hook = `${root}tests/hook.test.ts`;
  return [
    ...table(
      `${root}tests/protocol.test.ts`,
      [...protocol, PICKS, ["Protocol/version negotiation", "maps $x", "passed"], annotated],
      style,
    ),
    ...table(`${root}tests/nested/protocol.test.ts`, nested, style),
    ...table(hook, [["with a failing hook", HOOK_TEST, "skipped"]], style),
    ...(ends.hook === "suite"
      ? [`failed hook | ${hook} | with a failing hook`]
      : ends.hook === "file"
        ? [`failed hook | ${hook} | ${hook}`]
        : []),
    `failed load | ${root}tests/broken.test.ts | ${root}tests/broken.test.ts`,
  ];
}

const VITEST_XML = vitest("", joinedBy(" > "), { todo: "skipped", flaky: "passed", annotated: true, hook: "suite" });
const VITEST_TAP = vitest("", separate, { todo: "todo", flaky: "passed", annotated: true, hook: "suite" });
const VITEST_FLAT = vitest("", joinedBy(" > "), { todo: "todo", flaky: "passed", annotated: true, hook: null });
const vitestJson = (root: string) =>
  vitest(root, separate, { todo: "todo", flaky: "flaky", annotated: false, hook: "file" });

function jest(
  root: string | null,
  style: Style,
  ends: {
    readonly todo: string;
    readonly fails: string;
    readonly flaky: string;
    readonly inNoTime?: readonly string[];
  },
): readonly string[] {
  const { protocol, nested } = javascript({ todo: ends.todo, fails: ends.fails });
  const at = (file: string) => (root === null ? null : `${root}tests/${file}`);
  const rows: readonly Row[] = [...protocol, PICKS, ["flaky", "passes on retry", ends.flaky]];
  // jest-junit leaves tests that are still to do out of a counter: whatever passed in no time may be one.
  const doubtful = rows.map(([suites, title, outcome]): Row => [
    suites,
    title,
    ends.inNoTime?.includes(title) === true ? "todo" : outcome,
  ]);
  return [
    ...table(at("protocol.test.js"), doubtful, style),
    ...table(at("nested/protocol.test.js"), nested, style),
    ...table(at("hook.test.js"), [["with a failing hook", HOOK_TEST, "failed"]], style),
  ];
}

function mocha(
  root: string | null,
  style: Style,
  ends: { readonly flaky: string; readonly pending: boolean; readonly top?: string },
): readonly string[] {
  const { protocol, nested } = javascript({ flaky: ends.flaky });
  const rows: readonly Row[] = [...protocol, ["Protocol", "is pending (no body)", "skipped"]];
  const shown = rows.filter(([, , outcome]) => ends.pending || outcome !== "skipped");
  const at = (file: string) => (root === null ? "-" : `${root}${file}`);
  const hook = `"before all" hook for "${HOOK_TEST}"`;
  return [
    ...table(at("protocol.spec.js"), shown, style).map((line) =>
      line.endsWith("| test_server_protocol_version")
        ? line.replace(at("protocol.spec.js"), ends.top ?? at("protocol.spec.js"))
        : line,
    ),
    ...table(at("nested/protocol.spec.js"), nested, style),
    ...table(at("hook.spec.js"), [["with a failing hook", hook, "failed hook"]], style),
  ];
}

function nodeTest(
  file: string | null,
  broken: readonly [string, string],
  failing: string | null = file,
): readonly string[] {
  const { protocol, nested } = javascript({ todo: "todo" });
  const rows = protocol.map(([suites, title, outcome]): Row => [
    suites,
    title === WEIRD ? `${WEIRD} # hash` : title,
    outcome,
  ]);
  const at = (name: string) => (file === null ? null : `${file}${name}`);
  const lines = [
    ...table(at("protocol.test.mjs"), [
      ...rows,
      ["parent with subtests", "child passes", "passed"],
      ["parent with subtests", "child fails", "failed"],
    ]),
    ...table(at("nested/protocol.test.mjs"), nested),
    `failed load | ${broken[0]} | ${broken[1]}`,
  ];
  return lines.map((line) =>
    failing !== file && line.startsWith("failed | ") ? line.replace("| - |", `| ${failing}protocol.test.mjs |`) : line,
  );
}

function playwright(
  root: string,
  style: Style,
  hook: string,
  tags: string,
  projects: readonly string[] = ["chromium", "firefox"],
): readonly string[] {
  const rows: readonly Row[] = [
    ["", "test_server_protocol_version", "passed"],
    ["Protocol/version negotiation", "AC-3: rejects an unknown version", "passed"],
    ["Protocol/version negotiation", "maps 1 to one", "passed"],
    ["Protocol/version negotiation", "maps 2 to two", "passed"],
    ["Protocol", "fails on a wrong answer", "failed"],
    ["Protocol", "is skipped", "skipped", "skip="],
    ["Protocol", "is to be fixed", "skipped", "fixme="],
    ["Protocol", "is expected to fail", "expected-failure", "fail="],
    ["Protocol", WEIRD, "passed"],
    ["Protocol", "is flaky, passes on retry", "flaky"],
    ["Protocol", "carries a requirement annotation", "passed", `requirement=AC-7 | test_key=TC-1234${tags}`],
  ];
  return projects.flatMap((project) => {
    const on = (row: Row): Row => [
      row[0],
      row[1],
      row[2],
      row[3] === undefined ? `on ${project}` : `on ${project} | ${row[3]}`,
    ];
    return [
      ...table(`${root}protocol.spec.ts`, rows.map(on), style),
      ...table(`${root}nested/protocol.spec.ts`, [on(["Protocol", "test_server_protocol_version", "passed"])], style),
      ...table(`${root}hook.spec.ts`, [on(["with a failing hook", HOOK_TEST, hook])], style),
    ];
  });
}

/** What pytest was given: `file` and classes are told by xunit1, by xunit2 only in the repository. */
function pytest(isPlaced: boolean, leaveOut: readonly string[] = []): readonly string[] {
  const rows: readonly (readonly [file: string, classes: string, name: string, outcome: string, more?: string])[] = [
    ["tests/nested/test_server.py", "", "test_server_protocol_version", "passed"],
    ["tests/test_server.py", "", "test_server_protocol_version", "passed"],
    ["tests/test_server.py", "", "test_rejects_unknown_version", "passed", "requirement=AC-3"],
    ["tests/test_server.py", "", "test_two_requirements", "passed", "requirement=AC-4 | requirement=AC-5"],
    [
      "tests/test_server.py",
      "",
      "test_records_property",
      "passed",
      "requirement=AC-7 | requirement=AC-8 | test_key=TC-1234",
    ],
    ["tests/test_server.py", "TestA > ", "test_b", "passed"],
    ["tests/test_server.py", "TestA > TestNested > ", "test_c", "passed"],
    ["tests/test_server.py", "", "test_maps [1-one]", "passed"],
    ["tests/test_server.py", "", "test_maps [2-two]", "passed"],
    ["tests/test_server.py", "", "test_weird_ids [a/b]", "passed"],
    ["tests/test_server.py", "", "test_weird_ids [x::y]", "passed"],
    ["tests/test_server.py", "", "test_weird_ids [p[0]]", "passed"],
    ["tests/test_server.py", "", String.raw`test_weird_ids [\xe9\u2192]`, "passed"],
    ["tests/test_server.py", "", "test_fails_on_wrong_answer", "failed"],
    ["tests/test_server.py", "", "test_skipped", "skipped"],
    ["tests/test_server.py", "", "test_expected_to_fail", "expected-failure"],
    ["tests/test_server.py", "", "test_unexpectedly_passes_strict", "failed"],
    ["tests/test_server.py", "", "test_unexpectedly_passes", "passed"],
    ["tests/test_server.py", "", "test_error_in_setup", "error"],
    ["tests/test_server.py", "", "test_passes_but_teardown_errors", "error"],
    ["tests/unit/test_feature.py", "", "test_scenario_1", "passed"],
    ["tests/unit/test_feature.py", "", "test_scenario_10", "passed"],
    ["tests/unit/test_feature.py", "FeatureCase > ", "test_with_subtests", "failed"],
    ["tests/test_broken.py", "", "tests.test_broken", "error load"],
  ];
  return rows
    .filter(([file]) => !leaveOut.includes(file))
    .map(([file, classes, name, outcome, more]) =>
      [
        outcome,
        isPlaced ? file : "-",
        isPlaced || outcome.endsWith("load") ? `${classes}${name}` : `? > ${name}`,
        ...(more === undefined ? [] : [more]),
      ].join(" | "),
    );
}

const GO: readonly string[] = [
  "passed | - | TestServerProtocolVersion",
  "passed | - | TestNegotiation",
  "passed | - | «TestNegotiation/AC-3:_rejects_an_unknown_version»",
  "passed | - | «TestNegotiation/picks/highest_common»",
  "passed | - | «TestNegotiation/same»",
  "passed | - | «TestNegotiation/same#01»",
  "passed | - | «TestNegotiation/maps_1»",
  "passed | - | «TestNegotiation/maps_2»",
  "failed | - | TestFails",
  "skipped | - | TestSkipped",
  "passed | - | ExampleHello",
  "passed | - | TestServerProtocolVersion",
  "failed | - | TestPanics",
];
const PANIC =
  "The tests of `example.com/acme/server/store` stopped at TestPanics, which panicked: those behind it did not run.";

const RUST: readonly string[] = [
  "passed | - | tests > server_protocol_version",
  "failed | - | tests > fails_on_wrong_answer",
  "passed | - | tests > ac_3_rejects_unknown_version",
  "passed | - | tests > nested > same_title",
  "passed | - | server_protocol_version",
  "passed | - | nested > same_title",
];

const gtest = (file: string): readonly string[] => [
  `passed | ${file} | Protocol > ServerProtocolVersion`,
  `passed | ${file} | Protocol > AC3_RejectsUnknownVersion | requirement=AC-3`,
  `failed | ${file} | Protocol > Fails`,
  `skipped | ${file} | Protocol > DISABLED_NotNow`,
  `skipped | ${file} | Protocol > Skipped`,
  `passed | ${file} | Maps > Positive /0`,
  `passed | ${file} | Maps > Positive /1`,
];

const java = (int: string, both: string): readonly string[] => [
  "passed | - | ProtocolTest > testServerProtocolVersion",
  "passed | - | ProtocolTest > rejectsUnknownVersion",
  "failed | - | ProtocolTest > fails",
  "error | - | ProtocolTest > errors",
  "skipped | - | ProtocolTest > skipped",
  `passed | - | ProtocolTest > maps ${int}[1]`,
  `passed | - | ProtocolTest > maps ${int}[2]`,
  `passed | - | ProtocolTest > named ${both}[1]`,
  `passed | - | ProtocolTest > named ${both}[2]`,
  "passed | - | ProtocolTest > repeated [1]",
  "passed | - | ProtocolTest > repeated [2]",
  "passed | - | ProtocolTest > Negotiation > picksHighest",
];

const FEATURE = "Protocol version negotiation";
const feature = (
  file: string,
  tags: readonly [string, string, string],
  row: (n: number) => string,
  more: readonly string[] = [],
): readonly string[] => [
  `passed | ${file} | ${FEATURE} > rejects an unknown version${tags[0]}`,
  `passed | ${file} | ${FEATURE} > maps 1${row(1)}${tags[1]}`,
  `passed | ${file} | ${FEATURE} > maps 2${row(2)}${tags[1]}`,
  `failed | ${file} | ${FEATURE} > maps 3${row(3)}${tags[1]}`,
  ...more,
];

interface Sample {
  readonly producer: string;
  readonly cases: readonly string[];
  readonly incomplete?: readonly string[];
}

const PROJECT = "/home/dev/project";
const VITEST_LOAD = { incomplete: [LOAD("tests/broken.test.ts")] };

const SAMPLES: Readonly<Record<string, Sample>> = {
  ...Object.fromEntries(
    [
      "v3/junit.xml",
      "v3/junit-addFileAttribute.xml",
      "v4/junit.xml",
      "v5.1.1/junit.xml",
      "v5.1.1/junit-addFileAttribute.xml",
    ].map((name) => [`vitest/${name}`, { producer: "vitest", cases: VITEST_XML, ...VITEST_LOAD }]),
  ),
  ...Object.fromEntries(
    [
      ["v3", "vitest3"],
      ["v4", "vitest4"],
      ["v5.1.1", "vitest"],
    ].map(([folder = "", project]) => [
      `vitest/${folder}/report.json`,
      {
        producer: "vitest",
        cases: vitestJson(`${PROJECT}/${project}/`),
        incomplete: [LOAD(`${PROJECT}/${project}/tests/broken.test.ts`)],
      },
    ]),
  ),
  "vitest/v3/report.tap": { producer: "vitest", cases: VITEST_TAP, ...VITEST_LOAD },
  "vitest/v5.1.1/report.tap": { producer: "vitest", cases: VITEST_TAP, ...VITEST_LOAD },
  "vitest/v3/report-flat.tap": { producer: "vitest", cases: VITEST_FLAT, ...VITEST_LOAD },
  "vitest/v5.1.1/report-flat.tap": { producer: "vitest", cases: VITEST_FLAT, ...VITEST_LOAD },
  "jest/jest.json": {
    producer: "jest",
    cases: [
      ...jest(`${PROJECT}/jest/`, separate, { todo: "todo", fails: "expected-failure", flaky: "flaky" }),
      `failed load | ${PROJECT}/jest/tests/broken.test.js | ${PROJECT}/jest/tests/broken.test.js`,
    ],
    incomplete: [LOAD(`${PROJECT}/jest/tests/broken.test.js`)],
  },
  // The file that cannot be loaded is not in it at all.
  "jest/jest-junit-default.xml": {
    producer: "jest-junit",
    cases: jest(null, joinedBy(" "), { todo: "todo", fails: "passed", flaky: "passed", inNoTime: ["maps 2 to two"] }),
  },
  "jest/jest-junit-configured.xml": {
    producer: "jest-junit",
    cases: [
      ...jest("", joinedBy(" > "), {
        todo: "todo",
        fails: "passed",
        flaky: "todo",
        inNoTime: ["picks the highest common version", WEIRD],
      }),
      "error load | tests/broken.test.js | tests/broken.test.js",
      "failed load | tests/broken.test.js | tests/broken.test.js",
    ],
    incomplete: [LOAD("tests/broken.test.js")],
  },
  "mocha/mocha.json": {
    producer: "mocha",
    cases: mocha(`${PROJECT}/mocha/test/`, spaced, { flaky: "flaky", pending: true }),
  },
  "mocha/mocha-xunit-builtin.xml": {
    producer: "mocha-xunit",
    cases: mocha(`${PROJECT}/mocha/test/`, spaced, { flaky: "passed", pending: true }),
  },
  "mocha/mocha.tap": {
    producer: "mocha",
    cases: mocha(null, joinedBy(" "), { flaky: "passed", pending: true }).map((line) =>
      line.startsWith("failed hook") ? line.replace("»", `» "before all" hook for "${HOOK_TEST}"`) : line,
    ),
  },
  "mocha/mocha-junit-reporter-default.xml": {
    producer: "mocha-junit-reporter",
    cases: mocha(`${PROJECT}/mocha11/test/`, separate, { flaky: "passed", pending: false, top: "-" }),
    incomplete: ["14 tests were counted, and 12 are listed."],
  },
  "mocha/mocha-junit-reporter-jenkins.xml": {
    producer: "mocha-junit-reporter",
    cases: mocha(
      `${PROJECT}/mocha11/test/`,
      (suites, title) => (suites.length < 2 ? separate(suites, title) : `«${[...suites, title].join(".")}» ${title}`),
      {
        flaky: "passed",
        pending: true,
        top: "-",
      },
    ),
  },
  "node-test/node20.junit.xml": {
    producer: "node:test",
    cases: nodeTest(null, [`${PROJECT}/node-test/test/broken.test.mjs`, `${PROJECT}/node-test/test/broken.test.mjs`]),
    incomplete: [LOAD(`${PROJECT}/node-test/test/broken.test.mjs`)],
  },
  "node-test/node24.junit.xml": {
    producer: "node:test",
    cases: nodeTest(`${PROJECT}/node-test/test/`, [
      `${PROJECT}/node-test/test/broken.test.mjs`,
      "test/broken.test.mjs",
    ]),
    incomplete: [LOAD(`${PROJECT}/node-test/test/broken.test.mjs`)],
  },
  // Only what failed names its file.
  "node-test/node20.tap": {
    producer: "node:test",
    cases: nodeTest(
      null,
      [`${PROJECT}/node-test/test/broken.test.mjs`, `${PROJECT}/node-test/test/broken.test.mjs`],
      `${PROJECT}/node-test/test/`,
    ),
    incomplete: [LOAD(`${PROJECT}/node-test/test/broken.test.mjs`)],
  },
  "node-test/node24.tap": {
    producer: "node:test",
    cases: nodeTest(
      null,
      [`${PROJECT}/node-test/test/broken.test.mjs`, "test/broken.test.mjs"],
      `${PROJECT}/node-test/test/`,
    ),
    incomplete: [LOAD(`${PROJECT}/node-test/test/broken.test.mjs`)],
  },
  "bun/bun-junit.xml": {
    producer: "bun",
    cases: table(
      "tests/protocol.test.ts",
      javascript({ todo: "todo" }).protocol.filter(([, title]) => title !== "same title"),
    ),
  },
  "deno/deno-junit.xml": {
    producer: "deno",
    cases: table(
      "./tests/protocol_test.ts",
      [
        ["", "test_server_protocol_version", "passed"],
        ["", "Protocol", "passed"],
        ["Protocol", "AC-3: rejects an unknown version", "passed"],
        ["Protocol", "nested", "passed"],
        ["Protocol/nested", "deep", "passed"],
        ["", "fails on a wrong answer", "failed"],
        ["", "is skipped", "skipped"],
      ],
      joinedBy(" > "),
    ),
  },
  // Steps of steps stand beside them.
  "deno/deno.tap": {
    producer: "deno",
    cases: table("./tests/protocol_test.ts", [
      ["", "test_server_protocol_version", "passed"],
      ["", "Protocol", "passed"],
      ["Protocol", "AC-3: rejects an unknown version", "passed"],
      ["Protocol", "nested", "passed"],
      ["Protocol", "deep", "passed"],
      ["", "fails on a wrong answer", "failed"],
      ["", "is skipped", "skipped"],
    ]),
  },
  "playwright/junit.xml": { producer: "playwright", cases: playwright("", joinedBy(" › "), "error", "") },
  "playwright/junit-includeProject.xml": {
    producer: "playwright",
    cases: playwright("", joinedBy(" › "), "error", ""),
  },
  "playwright/report.json": {
    producer: "playwright",
    cases: playwright(`${PROJECT}/playwright/tests/`, separate, "failed", " | @smoke | @AC-7"),
  },
  "ctrf/playwright-ctrf.json": {
    producer: "ctrf of playwright",
    cases: playwright(`${PROJECT}/playwright/tests/`, separate, "failed", " | @smoke | @AC-7", ["chromium"]),
  },
  "ctrf/jest-ctrf.json": {
    producer: "ctrf of jest",
    cases: jest(`${PROJECT}/jest/`, separate, { todo: "todo", fails: "passed", flaky: "flaky" }),
  },
  "trx/jest-trx.trx": {
    producer: "trx",
    cases: [
      ...jest("", joinedBy(" / "), { todo: "skipped", fails: "passed", flaky: "passed" }),
      "failed load | tests/broken.test.js | broken.test.js",
    ],
    incomplete: [LOAD("tests/broken.test.js")],
  },
  "pytest/pytest-xunit1-continue.xml": {
    producer: "pytest",
    cases: pytest(true),
    incomplete: [LOAD("tests/test_broken.py")],
  },
  "pytest/pytest-xunit2-continue.xml": {
    producer: "pytest",
    cases: pytest(false),
    incomplete: [LOAD("tests.test_broken")],
  },
  "pytest/pytest-7.2.1-xunit2-continue.xml": {
    producer: "pytest",
    cases: pytest(false),
    incomplete: [LOAD("tests.test_broken")],
  },
  "pytest/pytest-run-from-subdir.xml": {
    producer: "pytest",
    cases: pytest(false, ["tests/test_broken.py", "tests/nested/test_server.py"]),
  },
  "pytest/pytest-xdist.xml": {
    producer: "pytest",
    cases: pytest(false, ["tests/test_broken.py", "tests/test_server.py"]),
  },
  "pytest/pytest-xunit1-legacy.xml": {
    producer: "pytest",
    cases: ["error load | tests/test_broken.py | tests.test_broken"],
    incomplete: [LOAD("tests/test_broken.py")],
  },
  "pytest/pytest-xunit2-default.xml": {
    producer: "pytest",
    cases: ["error load | - | tests.test_broken"],
    incomplete: [LOAD("tests.test_broken")],
  },
  "go/gotestsum-default.xml": {
    producer: "go-junit",
    cases: GO,
    incomplete: ["3 failures were counted, and 2 are listed: something failed that is no test."],
  },
  "go/gotestsum-relative-short.xml": {
    producer: "go-junit",
    cases: GO,
    incomplete: ["3 failures were counted, and 2 are listed: something failed that is no test."],
  },
  "go/go-test.json": {
    producer: "go",
    cases: [...GO, "error load | - | example.com/acme/server/broken"],
    incomplete: [LOAD("example.com/acme/server/broken"), PANIC],
  },
  // gotestsum leaves the package that did not build out of this file.
  "go/gotestsum.jsonl": { producer: "go", cases: GO, incomplete: [PANIC] },
  "cargo/libtest-json.jsonl": { producer: "libtest", cases: [...RUST, "skipped | - | tests > is_ignored"] },
  // Ignored tests are counted and not listed.
  "cargo/libtest-junit-concatenated.txt": {
    producer: "libtest",
    cases: RUST,
    incomplete: ["7 tests were counted, and 6 are listed."],
  },
  "cpp/gtest.xml": { producer: "googletest", cases: gtest(`${PROJECT}/gtest/protocol_test.cc`) },
  "cpp/gtest.json": { producer: "googletest", cases: gtest("/tmp/trace/samples/gtest/protocol_test.cc") },
  "cpp/ctest-junit.xml": {
    producer: "ctest",
    cases: [
      "passed | - | «Protocol.ServerProtocolVersion»",
      "passed | - | «Protocol.AC3_RejectsUnknownVersion»",
      "failed | - | «Protocol.Fails»",
      "skipped | - | «Protocol.NotNow»",
      "skipped | - | «Protocol.Skipped»",
      "passed | - | «Small/Maps.Positive/1»",
      "passed | - | «Small/Maps.Positive/2»",
      "passed | - | «plain.command»",
      "failed | - | «plain.failing»",
    ],
  },
  "cpp/catch2-v2-junit.xml": {
    producer: "catch2",
    cases: [
      "failed | - | server protocol version",
      "passed | - | «server protocol version/nested section»",
      "failed | - | «server protocol version/failing section»",
      "error | - | throws",
      "passed | - | «Scenario: versions are negotiated/Given: two versions/When: they meet/Then: the highest wins»",
    ],
  },
  "cpp/catch2-v2-xml.xml": {
    producer: "catch2",
    cases: [
      "failed | catch_test.cc | server protocol version | @AC-3 | @protocol",
      "error | catch_test.cc | throws | @protocol",
      "passed | catch_test.cc | Scenario: versions are negotiated | @AC-4",
    ],
  },
  "maven-surefire/TEST-com.acme.ProtocolTest.xml": { producer: "surefire", cases: java("{int}", "{int, String}") },
  "junit5-console/TEST-junit-jupiter.xml": { producer: "junit-console", cases: java("(int)", "(int, String)") },
  "rspec/rspec-junit.xml": { producer: "rspec", cases: rspec(joinedBy(" ")) },
  "rspec/rspec.json": { producer: "rspec", cases: rspec(spaced) },
  "phpunit/phpunit-junit.xml": {
    producer: "phpunit",
    cases: [
      ["passed", "testServerProtocolVersion"],
      ["passed", "test_rejects_unknown_version"],
      ["passed", 'testMaps with data set "one"'],
      ["passed", 'testMaps with data set "two"'],
      ["failed", "testFails"],
      ["skipped", "testSkipped"],
      ["skipped", "testIncomplete"],
      ["error", "testErrors"],
    ].map(([outcome, name]) => `${outcome} | ${PROJECT}/phpunit/tests/ProtocolTest.php | ProtocolTest > ${name}`),
  },
  "bats/bats-junit.xml": { producer: "bats", cases: bats("protocol.bats") },
  "bats/bats.tap": { producer: "tap", cases: bats("-") },
  "behave/TESTS-protocol.xml": { producer: "behave", cases: feature("-", ["", "", ""], (n) => ` @1.${n}`) },
  "behave/behave.json": {
    producer: "behave",
    cases: feature("features/protocol.feature", [" | @AC-3 | @smoke", " | @AC-3 | @AC-4", ""], (n) => ` @1.${n}`),
  },
  "cucumber-js/cucumber-junit.xml": {
    producer: "cucumber",
    cases: feature("-", ["", "", ""], (n) => ` #1.${n}`, [
      `failed | - | «${FEATURE} - versions are ordered - has an undefined step» versions are ordered - has an undefined step`,
    ]),
  },
  // The rule is only in the ID of the scenario.
  "cucumber-js/cucumber.json": {
    producer: "cucumber",
    cases: feature("features/protocol.feature", [" | @AC-3 | @smoke", " | @AC-3 | @AC-4", ""], () => "", [
      `error | features/protocol.feature | ${FEATURE} > has an undefined step | @AC-3`,
    ]),
  },
  "cucumber-js/messages.ndjson": {
    producer: "cucumber",
    cases: feature("features/protocol.feature", [" | @AC-3 | @smoke", " | @AC-3 | @AC-4", ""], () => "", [
      `error | features/protocol.feature | ${FEATURE} > versions are ordered > has an undefined step | @AC-3`,
    ]),
  },
  "tap/tape.tap": {
    producer: "tape",
    cases: [
      "passed | - | test_server_protocol_version",
      "passed | - | AC-3: rejects an unknown version",
      "failed | - | fails",
      "skipped | - | is skipped",
      "todo | - | is todo",
    ],
  },
  "handwritten-from-memory/cargo-nextest-junit.xml": {
    producer: "nextest",
    cases: [
      "passed | - | tests > server_protocol_version",
      "failed | - | tests > fails_on_wrong_answer",
      "flaky | - | tests > flaky",
      "passed | - | server_protocol_version",
    ],
  },
  "handwritten-from-memory/dotnet-vstest.trx": {
    producer: "trx",
    cases: [
      "passed | - | ProtocolTests > ServerProtocolVersion | @AC-3",
      'passed | - | ProtocolTests > Maps (1,"one")',
      "skipped | - | ProtocolTests > NotNow",
    ],
  },
  "handwritten-from-memory/xunit-v2.xml": {
    producer: "xunit",
    cases: [
      "passed | - | ProtocolTests > ServerProtocolVersion | Requirement=AC-3",
      'passed | - | ProtocolTests > Maps (n: 1, s: "one")',
      "failed | - | ProtocolTests > RejectsUnknown",
      "skipped | - | ProtocolTests > NotNow",
    ],
  },
  "handwritten-from-memory/go-junit-report-v2.xml": {
    producer: "go-junit",
    cases: ["passed | - | «TestNegotiation/maps_1»", "failed | - | TestFails", "error load | - | [build failed]"],
    incomplete: [LOAD("example.com/acme/server/broken")],
  },
  "handwritten-from-memory/maven-surefire-rerun.xml": {
    producer: "surefire",
    cases: ["flaky | - | ProtocolTest > flaky", "failed | - | ProtocolTest > alwaysFails"],
  },
};

function rspec(style: Style): readonly string[] {
  return table(
    "./spec/protocol_spec.rb",
    [
      ["Protocol", "test_server_protocol_version", "passed"],
      ["Protocol/version negotiation", "AC-3: rejects an unknown version", "passed"],
      ["Protocol/version negotiation", "maps 1", "passed"],
      ["Protocol/version negotiation", "maps 2", "passed"],
      ["Protocol/version negotiation", "is expected to eq 1", "passed"],
      ["Protocol", "fails", "failed"],
      ["Protocol", "is pending", "skipped"],
      ["Protocol", "is skipped", "skipped"],
    ],
    style,
  );
}

function bats(file: string): readonly string[] {
  return [
    `passed | ${file} | server protocol version`,
    `passed | ${file} | AC-3: rejects an unknown version`,
    `failed | ${file} | fails on a wrong answer # not a directive`,
    `skipped | ${file} | is skipped`,
  ];
}

describe.skipIf(!hasTestSamples)("reports that real tools wrote (skipped without the shared samples)", () => {
  it.each(Object.entries(SAMPLES))("%s is read as its tests are", (name, { producer, cases, incomplete = [] }) => {
    const report = readReport(readTestSample(name));
    expect(report?.producer).toBe(producer);
    expect(linesOf(report?.cases)).toEqual(cases.toSorted());
    expect(report?.incomplete).toEqual(incomplete);
  });

  it("Allure's folders are read as tests, not as attempts", () => {
    const read = (folder: string) => {
      const files = readdirSync(testSamples(`allure/${folder}`)).map((name) => {
        const path = `allure/${folder}/${name}`;
        return { path, digest: name, report: readReport(readTestSample(path)) };
      });
      const [report, ...others] = joinAllure(files);
      expect([report?.path, others]).toEqual([`allure/${folder}`, []]);
      return linesOf(report?.report?.cases);
    };
    const annotated = (lines: readonly string[]) =>
      lines.map((line) =>
        line.replace(/ \| (?:skip|fixme|fail)=$/, "").replace("requirement=AC-7 | test_key=TC-1234", "tms=TC-1234"),
      );
    expect(read("playwright")).toEqual(
      annotated(playwright("", separate, "failed", " | @smoke | @AC-7", ["chromium"])).toSorted(),
    );
    // What did not load and the hook are no tests, and so not there; nor is the test that is skipped.
    const tests = vitest("", separate, { todo: "todo", flaky: "passed", annotated: false, hook: null });
    expect(read("vitest")).toEqual(
      tests.filter((line) => !line.startsWith("failed load") && !line.endsWith("is skipped")).toSorted(),
    );
  });

  it("every sample has a table, or is no report", () => {
    const others =
      /^(?:README\.md|allure\/.*|.*\.(?:txt|ts|mjs|js|py|rs|go|rb|php|java|cc|toml|ini|mod|bats|feature)|.*CMakeLists\.txt|.*pom\.xml)$/;
    const names = readdirSync(testSamples(""), { recursive: true, encoding: "utf8", withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath}/${entry.name}`.slice(testSamples("").length).replace(/^\//, ""));
    expect(names.filter((name) => !Object.hasOwn(SAMPLES, name) && !others.test(name))).toEqual([]);
  });
});

function linesOf(cases: readonly TestCase[] | undefined): readonly string[] | undefined {
  return cases?.map(lineOf).toSorted();
}
