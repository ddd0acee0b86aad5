import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readOutline } from "../../src/outline/outline.ts";
import { builtInKind, builtInKinds } from "../../src/template/builtin/kinds.ts";
import { deriveKind } from "../../src/template/derive.ts";
import { recogniseKind } from "../../src/template/recognise.ts";
import { hasShared, readShared, sharedPath } from "../shared.ts";

function kindOf(text: string, kinds = builtInKinds()): string | null {
  return recogniseKind(readOutline({ path: "-", text }), kinds)?.name ?? null;
}

describe("a document shows its kind", () => {
  it.each([
    [
      "by its sections",
      "# Retry\n\n## Problem\n\n## Goal\n\n## Success Criteria\n\n## Requirements\n\n## Acceptance Criteria\n",
      "spec",
    ],
    [
      "by its title and some of its sections",
      "# TDD: Retry\n\n## 1. Executive Summary\n\n## 2. Context & Requirements\n",
      "tdd",
    ],
    [
      "by a title with its abbreviation",
      "# Technical Design Review (TDR) — Retry\n\n## 1. Summary\n\n## 4. Proposed Design\n\n## 7. Security, Privacy, Compliance\n",
      "tdr",
    ],
    [
      "by the sections of a decision",
      "# Use a queue\n\n## Context and Problem Statement\n\n## Considered Options\n\n## Decision Outcome\n",
      "adr",
    ],
    ["not by a title alone", "# TDD: red, green, refactor\n\n## Red\n\n## Green\n", null],
    ["not by common words", "# Readme\n\n## Summary\n\n## Goals\n\n## Risks\n\n## Usage\n\n## License\n", null],
    ["not when it is empty", "", null],
  ])("%s", (_how, text, expected) => expect(kindOf(text)).toBe(expected));

  it("and a team's own template goes before a built-in one of the same name", () => {
    const own = deriveKind({
      path: "t/tdr.md",
      text: "# Technical Design Review (TDR) — <x>\n\n## 1. Summary\n\nx\n\n## 2. Plan\n\nx\n",
    });
    const text = "# Technical Design Review (TDR) — Retry\n\n## 1. Summary\n\nx\n\n## 2. Plan\n\nx\n";
    expect(recogniseKind(readOutline({ path: "-", text }), [own, builtInKind("tdr")])).toBe(own);
  });

  it("and it stays open where two kinds fit as well", () => {
    const text = "# X\n\n## A\n\nx\n\n## B\n\nx\n\n## C\n\nx\n";
    const twins = ["one", "two"].map((name) => deriveKind({ path: `${name}.md`, text }, { name }));
    expect(recogniseKind(readOutline({ path: "-", text }), twins)).toBe(null);
  });
});

describe.skipIf(!hasShared)("in real repositories (skipped without the shared data)", () => {
  const files = (folder: string) =>
    readdirSync(sharedPath(folder), { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".md"));

  it("documents of the spec-first workflow are told by their content, and one that uses other templates is not", () => {
    const folder = "corpus/slide/directive/specs";
    const names: Record<string, string> = {
      "tdr.md": "tdr",
      "spec.md": "spec",
      "impact.md": "impact",
      "implementation_summary.md": "implementation-summary",
    };
    const wrong = files(folder).flatMap((path) => {
      const expected = names[path.split("/").at(-1) ?? ""];
      const found = kindOf(readShared(`${folder}/${path}`));
      return expected === undefined || found === expected ? [] : [`${path.split("/")[0] ?? ""}: ${found ?? "none"}`];
    });
    expect([...new Set(wrong)]).toEqual(["chat-cli-duplicate-output: none", "remove-libmagic-dependency: none"]);
  });

  it.each(["corpus/kubernetes-keps/keps", "corpus/rust-rfcs/text"])(
    "nothing of %s is taken for a built-in kind",
    (folder) => {
      const taken = files(folder).filter((path) => kindOf(readShared(`${folder}/${path}`)) !== null);
      expect(taken).toEqual([]);
    },
  );
});
