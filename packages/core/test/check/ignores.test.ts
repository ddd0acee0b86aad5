import { describe, expect, it } from "vitest";
import { checkDocument, DEFAULT_SETTINGS, type CheckSettings } from "../../src/check/check.ts";
import { readDocument } from "../../src/document/read.ts";
import { RULES } from "../../src/rules/rules.ts";
import { readIgnores } from "../../src/rules/ignores/read.ts";
import { lineAt, lineStarts } from "../../src/text/source.ts";

const SKIPPED = "heading-skipped";

/** Other rules stay out of these texts, those that are yet to come as well. */
const SEVERITIES = Object.fromEntries(
  RULES.filter(({ id }) => !/^(?:heading-skipped|json-\w.*|ignore-\w.*|fence-unclosed)$/.test(id)).map(({ id }) => [
    id,
    "off" as const,
  ]),
);

/** Rule and line of everything that is found. */
function found(text: string, settings: Partial<CheckSettings> = {}): string[] {
  const lines = lineStarts(text);
  const document = readDocument({ path: "design.md", text }, null);
  const merged = { ...DEFAULT_SETTINGS, ...settings, severities: { ...SEVERITIES, ...settings.severities } };
  return checkDocument(document, null, null, merged).map(({ rule, start }) => `${rule} ${lineAt(lines, start)}`);
}

describe("a comment silences", () => {
  it.each([
    ["its own line", "# A\n\n### B <!-- lintel-ignore heading-skipped: quoted -->\n"],
    ["the next line", "# A\n\n<!-- lintel-ignore-next heading-skipped: quoted -->\n### B\n"],
    ["the next line over blank ones", "# A\n\n<!-- lintel-ignore-next heading-skipped: quoted -->\n\n\n### B\n"],
    [
      "what stands between start and end",
      "# A\n\n<!-- lintel-ignore-start heading-skipped: quoted -->\n\n### B\n\n# C\n\n### D\n\n<!-- lintel-ignore-end heading-skipped -->\n",
    ],
    [
      "the whole file, from wherever it stands",
      "# A\n\n### B\n\n<!-- lintel-ignore-file heading-skipped: quoted -->\n\n# C\n\n### D\n",
    ],
    [
      "with a reason over several lines",
      "# A\n\n<!-- lintel-ignore-next heading-skipped:\n  it is quoted\n-->\n### B\n",
    ],
    [
      "in a document with Windows line endings",
      "# A\r\n\r\n<!-- lintel-ignore-next heading-skipped: quoted -->\r\n### B\r\n",
    ],
  ])("%s", (_what, text) => {
    expect(found(text)).toEqual([]);
  });

  it("the whole block that comes next", () => {
    const block = "```json\n{\n  a: 1\n}\n```\n";
    expect(found(block)).toEqual(["json-invalid 3"]);
    expect(found(`<!-- lintel-ignore-next json-invalid: shortened -->\n${block}`)).toEqual([]);
    expect(found(`<!-- lintel-ignore-next json-invalid: shortened -->\n${block}\n${block}`)).toEqual([
      "json-invalid 10",
    ]);
  });

  it("several rules at once, and each only its own", () => {
    const text = "# A\n\n<!-- lintel-ignore-next heading-skipped, json-invalid: quoted -->\n### B\n";
    expect(found(text)).toEqual(["ignore-unused 3"]);
  });

  it("under another one for the same block", () => {
    const comments =
      "<!-- lintel-ignore-next json-invalid: shortened -->\n<!-- lintel-ignore-next json-duplicate-key: both are right -->\n";
    expect(found(`${comments}\`\`\`json\n{ "a": 1, "a": 2, b }\n\`\`\`\n`)).toEqual([]);
  });
});

describe("a comment silences nothing", () => {
  it.each([
    [
      "without a reason",
      "# A\n\n<!-- lintel-ignore-next heading-skipped -->\n### B\n",
      ["ignore-without-reason 3", "heading-skipped 4"],
    ],
    ["in code", "# A\n\n`<!-- lintel-ignore heading-skipped: quoted -->`\n### B\n", ["heading-skipped 4"]],
    [
      "in a fence",
      "# A\n\n```\n<!-- lintel-ignore-file heading-skipped: quoted -->\n```\n### B\n",
      ["heading-skipped 6"],
    ],
    [
      "behind the next block",
      "# A\n\n<!-- lintel-ignore-next heading-skipped: quoted -->\nText.\n\n### B\n",
      ["ignore-unused 3", "heading-skipped 6"],
    ],
    [
      "of the rules about comments",
      "<!-- lintel-ignore-file ignore-unused: I like it --> \n\n<!-- lintel-ignore-next heading-skipped: quoted -->\n# B\n",
      ["ignore-unknown 1", "ignore-unused 3"],
    ],
  ])("%s", (_what, text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it("where the configuration forbids it", () => {
    const text = "# A\n\n<!-- lintel-ignore-next heading-skipped: quoted -->\n### B\n";
    expect(found(text, { ignores: "forbid" })).toEqual(["ignore-forbidden 3", "heading-skipped 4"]);
  });
});

it("a rule that is switched off leaves its comments alone", () => {
  const text = "# A\n\n<!-- lintel-ignore-next heading-skipped: quoted -->\n## B\n";
  expect(found(text)).toEqual(["ignore-unused 3"]);
  expect(found(text, { severities: { [SKIPPED]: "off" } })).toEqual([]);
});

it("comments under, in and around each other are read in linear time", () => {
  const next = "<!-- lintel-ignore-next a: b -->\n".repeat(20_000);
  const starts = "<!-- lintel-ignore-start a: b -->\n".repeat(10_000) + "<!-- lintel-ignore-end -->\n".repeat(10_000);
  const inText = `x ${"<!-- lintel-ignore a: b -->".repeat(5000)}\n`;
  for (const text of [next, starts, inText, "<!-- lintel-".repeat(20_000)]) {
    const { tree } = readDocument({ path: "hostile.md", text }, null).outline;
    expect(readIgnores(tree).length).toBeGreaterThan(0);
  }
});
