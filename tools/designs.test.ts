// The project's own designs, traced by the project's own engine: every criterion is mapped, and every test that a mapping
// names is one that runs. What a later design brings says so as "planned (…)".

import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { CLAIM_KINDS, readDocument, RULES, type AnyClaim } from "@lintel/core";
import { describe, expect, it } from "vitest";
import { testsOf } from "../packages/evidence/src/test-sources/index.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const traced = [
  { criteria: "design/seeds.md", mapping: "design/seeds.md" },
  { criteria: "design/20261121-engine/spec.md", mapping: "design/20261121-engine/tdr.md" },
  { criteria: "design/20261121-verify/spec.md", mapping: "design/20261121-verify/tdr.md" },
];

/** What a mapping may wait for: designs that are still to come. */
const PLANNED = /^planned \((?:review and gate|export|web application)\)$/;

type ClaimOf<Kind> = Extract<AnyClaim, { readonly kind: Kind }>;

function claimsOf<Kind extends AnyClaim["kind"]>(path: string, kind: Kind): readonly ClaimOf<Kind>[] {
  const { claims } = readDocument({ path, text: readFileSync(join(root, path), "utf8") }, null);
  return claims.filter((claim): claim is ClaimOf<Kind> => claim.kind === kind);
}

/**
 * The names under which tests run: those that our own index of sources finds in the test files, and the rules and kinds of claims,
 * whose examples run as a group of tests each.
 */
function testNames(): ReadonlySet<string> {
  const names = new Set<string>([...RULES.map((rule) => rule.id), ...CLAIM_KINDS.map((kind) => kind.kind)]);
  for (const folder of ["packages/core/test", "packages/evidence/test", "packages/cli/test", "tools"]) {
    for (const file of readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })) {
      if (!file.endsWith(".test.ts")) continue;
      for (const { suites, title } of testsOf(file, readFileSync(join(root, folder, file), "utf8"))) {
        for (const name of [...suites, title]) {
          names.add(name);
          // Where two files have a test of one name, a mapping says which.
          names.add(`${basename(file)} > ${name}`);
        }
      }
    }
  }
  return names;
}

describe.each(traced)("the criteria of $criteria", ({ criteria, mapping }) => {
  const wanted = claimsOf(criteria, "acceptance-criterion").map((claim) => claim.value.id ?? claim.text);
  const rows = claimsOf(mapping, "test-mapping");

  it("are mapped, each of them once, and nothing else is", () => {
    expect(wanted.length).toBeGreaterThan(5);
    expect(rows.map((row) => row.value.criterion)).toEqual(wanted);
  });

  it("are mapped to tests that run, or to the design that will bring them", () => {
    const names = testNames();
    const lost = rows.flatMap((row) => {
      const line = readFileSync(join(root, mapping), "utf8").slice(row.start).split("\n")[0] ?? "";
      const cell = line.split("|")[1]?.trim() ?? "";
      if (row.value.tests.length === 0) return PLANNED.test(cell) ? [] : [`${row.value.criterion}: ${cell}`];
      return row.value.tests.filter((test) => !names.has(test)).map((test) => `${row.value.criterion}: ${test}`);
    });
    expect(lost).toEqual([]);
  });
});
