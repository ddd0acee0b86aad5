// What stands in docs/reference about rules and kinds of claim is what the sources say.

import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { CLAIM_KINDS } from "../packages/core/src/claims/kinds.ts";
import { JUDGES } from "../packages/core/src/verdicts/judges.ts";
import { RULES } from "../packages/core/src/rules/rules.ts";
import { EDGE_RULES } from "../packages/cli/src/analysis/edge-rules.ts";
import { claimsPage, rulesPage, type ClaimEntry, type RuleEntry } from "./reference-pages.ts";
import { roomsOfRules } from "./rooms-of-rules.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const page = (name: string): string => readFileSync(`${root}docs/reference/${name}`, "utf8");

describe("the reference (`node tools/reference.mjs` writes it)", () => {
  it("has every rule as it is", () => {
    const rules: readonly RuleEntry[] = [...RULES, ...EDGE_RULES];
    expect(page("rules.md")).toBe(rulesPage(rules, roomsOfRules()));
  });

  it("has every kind of claim as it is", () => {
    const kinds: readonly ClaimEntry[] = CLAIM_KINDS;
    expect(page("claims.md")).toBe(claimsPage(kinds, JUDGES));
  });

  it("hides nothing", () => {
    const hidden =
      /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e01ef}]/u;
    expect(page("rules.md")).not.toMatch(hidden);
    expect(page("claims.md")).not.toMatch(hidden);
  });
});

describe("every file with a rule", () => {
  it("is in the list of rules, and named after its rule", () => {
    const folder = `${root}packages/core/src/rules`;
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .map((path) => path.replaceAll("\\", "/"))
      .filter((path) => path.endsWith(".ts") && /\bdefineRule\(\{/.test(readFileSync(`${folder}/${path}`, "utf8")));
    const names = files.map((path) => path.replace(/^.*\/|\.ts$/g, ""));
    expect(names.toSorted()).toEqual(RULES.map(({ id }) => id).toSorted());
  });
});
