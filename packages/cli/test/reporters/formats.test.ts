import { describe, expect, it } from "vitest";
import { FORMATS, report } from "../../src/reporters/reporter.ts";
import { contextOf, everything } from "./scene.ts";

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

describe.each(FORMATS)("the format %s", (format) => {
  it("writes what was agreed, byte for byte", async () => {
    const text = await report(format, everything, contextOf({}, 8));
    await expect(withoutHelp(format, text)).toMatchFileSnapshot(`fixtures/check.${EXTENSIONS[format]}`);
  });

  it("ends with a line break, and holds no character that a terminal obeys", async () => {
    const text = await report(format, everything, contextOf());
    expect(text.endsWith("\n")).toBe(true);
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });

  it("does not depend on the machine: same run, same bytes", async () => {
    const here = await report(format, everything, { ...contextOf(), root: "/home/somebody/repository" });
    expect(here).toBe(await report(format, everything, contextOf()));
  });
});

/** The documentation of rules is reviewed where it stands, not in a report that happens to hold it. */
function withoutHelp(format: string, text: string): string {
  if (format !== "sarif") return text;
  const hidden = new Set(["shortDescription", "fullDescription", "help"]);
  return `${JSON.stringify(JSON.parse(text), (key, value: unknown) => (hidden.has(key) ? "…" : value), 2)}\n`;
}
