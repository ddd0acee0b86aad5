/** What a demanding reviewer asks, asked of the example repository: one design with the usual mistakes, two that are finished. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkDocument, DEFAULT_SETTINGS } from "../../src/check/check.ts";
import type { Design, Document } from "../../src/document/document.ts";
import { readDocument } from "../../src/document/read.ts";
import { RULES } from "../../src/rules/rules.ts";
import { builtInKind, type BuiltInName } from "../../src/template/builtin/kinds.ts";
import { lineAt } from "../../src/text/source.ts";

const SUBSTANCE = [
  "alert-without-threshold",
  "alternative-without-reason",
  "alternatives-missing-choice",
  "alternatives-single",
  "consistency-unnamed",
  "deprecation-without-date",
  "endpoint-without-authorisation",
  "endpoint-without-payload",
  "flag-without-removal",
  "goal-unmeasurable",
  "metric-unnamed",
  "milestone-without-date-or-done",
  "non-goal-contradicted",
  "owner-missing",
  "question-without-next-step",
  "revert-missing",
  "risk-without-mitigation",
  "runbook-missing",
  "summary-too-long",
  "target-without-number",
];

const PARCELS = new URL("../../../../examples/parcels/", import.meta.url);

describe("rules about substance on the example repository", () => {
  it("are all in the list of rules", () => {
    const ids = new Set(RULES.map(({ id }) => id));
    expect(SUBSTANCE.filter((id) => !ids.has(id))).toEqual([]);
  });

  it("find the usual mistakes of the address book, each in its line", () => {
    const design = designIn("directive/specs/20261005-address-book", ["spec", "tdr"]);
    expect(findingsIn(design, 0)).toEqual(["14 goal-unmeasurable", "18 goal-unmeasurable"]);
    expect(findingsIn(design, 1)).toEqual([
      "26 endpoint-without-authorisation",
      "36 target-without-number",
      "40 alternatives-single",
      "54 metric-unnamed",
      "55 alert-without-threshold",
      "66 non-goal-contradicted",
      "70 milestone-without-date-or-done",
      "71 milestone-without-date-or-done",
      "75 risk-without-mitigation",
      "76 question-without-next-step",
    ]);
  });

  it("have nothing to say about the delivery windows", () => {
    const design = designIn("directive/specs/20260914-delivery-windows", ["spec", "impact", "tdr"]);
    expect(design.documents.flatMap((_, i) => findingsIn(design, i))).toEqual([]);
  });

  it("have nothing to say about label printing", () => {
    const document = readExample("docs/tdd/label-printing.md", "tdd");
    const design = { id: "label-printing", layout: "tdd", path: document.outline.source.path, documents: [document] };
    expect(findingsIn(design, 0)).toEqual([]);
  });
});

function designIn(path: string, names: readonly BuiltInName[]): Design {
  const documents = names.map((name) => readExample(`${path}/${name}.md`, name));
  return { id: path, layout: "directive", path, documents };
}

function readExample(path: string, kind: BuiltInName): Document {
  return readDocument({ path, text: readFileSync(new URL(path, PARCELS), "utf8") }, builtInKind(kind));
}

/** "line rule" of each finding about substance. */
function findingsIn(design: Design, index: number): readonly string[] {
  const document = design.documents[index];
  if (document === undefined) return [];
  const wanted = new Set(SUBSTANCE);
  return checkDocument(document, design, null, DEFAULT_SETTINGS)
    .filter(({ rule }) => wanted.has(rule))
    .map(({ rule, start }) => `${lineAt(document.outline.tree.lineStarts, start)} ${rule}`);
}
