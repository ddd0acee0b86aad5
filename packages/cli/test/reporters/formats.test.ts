import { schemaVersion } from "@lintel/core";
import { describe, expect, it } from "vitest";
import { columnsOf } from "../../src/program/text.ts";
import { FORMATS, report, reportClaims, reportStatus } from "../../src/reporters/reporter.ts";
import { contextOf, everything, portfolio, reading } from "./scene.ts";

/** Files by which formats are told. */
const EXTENSIONS = {
  pretty: "txt",
  json: "json",
  jsonl: "jsonl",
  sarif: "sarif.json",
  github: "github.txt",
  gitlab: "gitlab.json",
  junit: "xml",
  markdown: "md",
} as const;

const OBEYED = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/;

describe.each(FORMATS)("the format %s of check", (format) => {
  it("writes what was agreed, byte for byte", async () => {
    const text = await report(format, everything, contextOf({}, 8));
    await expect(withoutHelp(format, text)).toMatchFileSnapshot(`fixtures/check.${EXTENSIONS[format]}`);
  });

  it("ends with a line break, and holds no character that a terminal obeys", async () => {
    const text = await report(format, everything, contextOf());
    expect(text.endsWith("\n")).toBe(true);
    // JSON for programs holds what documents hold; what JSON itself has no escape for is theirs to handle.
    expect(format.startsWith("json") ? text.replaceAll("\u202e", "") : text).not.toMatch(OBEYED);
  });

  it("does not depend on the machine: same run, same bytes", async () => {
    const here = await report(format, everything, { ...contextOf(), root: "/home/somebody/repository" });
    expect(here).toBe(await report(format, everything, contextOf()));
  });
});

describe.each(["pretty", "json", "jsonl"] as const)("the format %s of claims", (format) => {
  it("writes what was agreed, byte for byte", async () => {
    const text = await reportClaims(format, reading, contextOf());
    await expect(text).toMatchFileSnapshot(`fixtures/claims.${EXTENSIONS[format]}`);
  });

  it("keeps to the columns, also where there are few", async () => {
    if (format !== "pretty") return;
    for (const width of [40, 80]) {
      for (const line of (await reportClaims(format, reading, contextOf({ width }))).split("\n")) {
        expect(columnsOf(line)).toBeLessThanOrEqual(width);
        expect(line).not.toMatch(OBEYED);
      }
    }
  });
});

describe.each(["pretty", "json", "markdown"] as const)("the format %s of status", (format) => {
  it("writes what was agreed, byte for byte", async () => {
    const text = await reportStatus(format, portfolio, contextOf());
    await expect(text).toMatchFileSnapshot(`fixtures/status.${EXTENSIONS[format]}`);
  });

  it("keeps to the columns, also where there are few", async () => {
    if (format !== "pretty") return;
    for (const width of [40, 80, 120]) {
      for (const line of (await reportStatus(format, portfolio, contextOf({ width }))).split("\n")) {
        expect(columnsOf(line)).toBeLessThanOrEqual(width);
        expect(line).not.toMatch(OBEYED);
      }
    }
  });
});

it("names the version of its shape in every JSON document", async () => {
  const documents = [
    await report("json", everything, contextOf()),
    await reportClaims("json", reading, contextOf()),
    await reportStatus("json", portfolio, contextOf()),
  ];
  for (const document of documents) expect(JSON.parse(document)).toMatchObject({ schemaVersion });
});

/** The documentation of rules is reviewed where it stands, not in a report that happens to hold it. */
function withoutHelp(format: string, text: string): string {
  if (format !== "sarif") return text;
  const hidden = new Set(["shortDescription", "fullDescription", "help"]);
  return `${JSON.stringify(JSON.parse(text), (key, value: unknown) => (hidden.has(key) ? "…" : value), 2)}\n`;
}
