import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { templatesModule } from "../../../../tools/templates.mjs";
import { checkDocument, DEFAULT_SETTINGS } from "../../src/check/check.ts";
import { readDocument } from "../../src/document/read.ts";
import { BUILT_IN_NAMES, builtInKind, builtInKinds, builtInTemplate } from "../../src/template/builtin/kinds.ts";
import { deriveKind } from "../../src/template/derive.ts";
import { describeKind } from "../../src/template/describe.ts";
import type { SectionSpec } from "../../src/template/kind.ts";
import { lineAt } from "../../src/text/source.ts";
import { hasShared, readShared } from "../shared.ts";

const folder = fileURLToPath(new URL("../../src/template/builtin/", import.meta.url));

const OURS = new Set([
  "field-invalid",
  "field-missing",
  "field-unfilled",
  "guidance-left",
  "section-duplicate",
  "section-empty",
  "section-misplaced",
  "section-missing",
  "section-near-miss",
  "section-unfilled",
  "template-annotation",
]);

function allOf(sections: readonly SectionSpec[]): SectionSpec[] {
  return sections.flatMap((section) => [section, ...allOf(section.children)]);
}

describe("the built-in templates", () => {
  it("are the Markdown files, and the strings of the module are made of them (node tools/templates.mjs)", () => {
    expect(readFileSync(`${folder}texts.ts`, "utf8")).toBe(templatesModule());
  });

  it.each(BUILT_IN_NAMES)("%s is derived like any other template", async (name) => {
    const kind = builtInKind(name);
    expect(kind.name).toBe(name);
    expect(kind.problems).toEqual([]);
    const golden = fileURLToPath(new URL(`golden/built-in-${name}.txt`, import.meta.url));
    await expect(describeKind(kind)).toMatchFileSnapshot(golden);
  });

  it.each(BUILT_IN_NAMES)("every section of %s that asks for something says what", (name) => {
    const silent = allOf(builtInKind(name).sections)
      .filter(({ asks, guidance, prompts }) => asks && guidance === "" && prompts.length === 0)
      .map(({ title }) => title);
    expect(silent).toEqual([]);
  });

  it.each([
    ["tdr", ["consistency", "caching", "back-pressure", "retries", "dashboards", "runbooks", "guardrails"]],
    ["tdr", ["blast radius", "compliance", "deprecation", "dependencies", "owners", "data flow", "one or two short"]],
    ["tdd", ["consistency", "caching", "back-pressure", "retries", "dashboards", "runbooks", "blast radius"]],
    ["tdd", ["compliance", "deprecated", "dependencies", "owners", "data flow", "one paragraph"]],
  ] as const)("%s asks for %s", (name, words) => {
    const text = builtInTemplate(name).toLowerCase();
    expect(words.filter((word) => !text.includes(word))).toEqual([]);
  });

  it.skipIf(!hasShared)("have the sections of the seeds, in their order (skipped without the shared data)", () => {
    for (const name of ["tdr", "tdd"] as const) {
      const seed = deriveKind({ path: "seed.md", text: readShared(`seeds/${name}-template.md`) });
      const ours = allOf(builtInKind(name).sections).map(({ number, folded }) => `${number ?? ""} ${folded}`);
      const missing = allOf(seed.sections).filter(({ number, folded }) => !ours.includes(`${number ?? ""} ${folded}`));
      expect(missing.map(({ title }) => title)).toEqual([]);
    }
  });
});

describe.each(BUILT_IN_NAMES)("a document that is still the bare template %s", (name) => {
  const kind = builtInKind(name);
  const document = readDocument({ path: "design.md", text: builtInTemplate(name) }, kind);
  const findings = checkDocument(document, null, null, DEFAULT_SETTINGS).filter(({ rule }) => OURS.has(rule));

  it("has one finding for each section and field, in reading order", () => {
    const { lineStarts } = document.outline.tree;
    const lines = findings.map(({ start }) => lineAt(lineStarts, start));
    expect(lines).toEqual(lines.toSorted((a, b) => a - b));
    expect(new Set(lines).size).toBe(lines.length);
    const unfilled = findings.filter(({ rule }) => rule === "section-unfilled");
    const asking = document.matches.flatMap(({ spec, sections }) => (spec.asks ? sections : []));
    expect(unfilled).toHaveLength(asking.length);
    const fields = findings.filter(({ rule }) => rule === "field-unfilled");
    expect(fields).toHaveLength(kind.fields.filter(({ placeholder }) => placeholder !== null).length);
    expect(findings).toHaveLength(unfilled.length + fields.length);
  });

  it("is told what to write at each", () => {
    const mute = findings.filter(
      ({ rule, message }) => rule === "section-unfilled" && !/The template says: “.+”|It asks for “.+”/.test(message),
    );
    expect(mute.map(({ message }) => message)).toEqual([]);
  });
});

describe("two built-in kinds", () => {
  it("are never the same for one title", () => {
    const labels = builtInKinds().flatMap(({ titleLabels }) => titleLabels);
    expect(new Set(labels).size).toBe(labels.length);
  });
});
