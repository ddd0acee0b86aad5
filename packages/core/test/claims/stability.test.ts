import { array, assert, constantFrom, property, tuple } from "fast-check";
import { describe, expect, it } from "vitest";
import { readDocument } from "../../src/document/read.ts";
import { runs } from "../runs.ts";

const SECTIONS = [
  "## Goals\n\n- Fast answers\n- **Security**: no leaks\n",
  "## Success Criteria\n- [x] p95 under a second\n- [ ] nobody waits\n",
  "## Scope\n### In Scope\n1. orders\n### Out of Scope\n1. refunds\n",
  "## 2. Decision Drivers & Non-Goals\n- Drivers: cost; time\n- Non-Goals:\n  - video\n",
  "## Requirements\n- FR-001: must answer\n- Should log\n",
  "## Acceptance Criteria\n### AC-1: Order\n- Given a\n- When b\n- Then c\n",
  "## Acceptance Criteria\n- Given a, when b, then c\n- Given a, when b, then c\n",
  "### Spec→Test Mapping\n| AC | Test |\n|---|---|\n| AC-1 | `test_a` |\n| AC-1 | `test_b` |\n",
  "## Milestones\n### Phase 1: Core\n- [ ] a\n- [x] a\n### Phase 2\n1. b\n",
  "## Rollout\n1. stage\n2. ship\n",
  "## Risks\n| Risk | Impact |\n|---|---|\n| loss | high |\n",
  "## Risks & Open Questions\n- Risk: loss. Mitigation: copies\n- Which region?\n",
  "## Open Questions\n**Q1: Why?**\n- Answer: so\n\n**Q2: How?**\n",
  "## Alternatives\n### Option A: Poll (chosen)\nx\n### Option B: Push\ny\n",
  "## Design Decisions\n### Queue vs Table\n**Decision:** queue\n",
  "Given a lock, when it opens, then it beeps.\n",
  "**Risks:**\n\n**Risk 1: fire**\n- Mitigation: water\n",
];
const BREAKS = [
  "",
  "\n",
  "---\n",
  "Some words in between.\n\n",
  "> quoted\n\n",
  "```\n## Goals\n- not a goal\n```\n",
  "\r\n",
];

const DOCUMENTS = array(tuple(constantFrom(...SECTIONS), constantFrom(...BREAKS)), { minLength: 1, maxLength: 12 }).map(
  (parts) => `# A design\n\n${parts.map(([section, gap]) => `${section}\n${gap}`).join("")}`,
);

const read = (text: string) => readDocument({ path: "design.md", text }, null).claims;

describe("the claims of any mixture of sections", () => {
  it("are the author's own words, on one line, under IDs that no other claim has", () => {
    assert(
      property(DOCUMENTS, (text) => {
        const claims = read(text);
        expect(new Set(claims.map((claim) => claim.id)).size).toBe(claims.length);
        for (const claim of claims) {
          const words = text.slice(claim.start, claim.end);
          expect(words).not.toBe("");
          expect(words).not.toMatch(/[\r\n]/);
          expect(words.startsWith(claim.text)).toBe(true);
        }
      }),
      { numRuns: runs(200) },
    );
  });

  it("keep their IDs when a paragraph about something else is put above them", () => {
    assert(
      property(DOCUMENTS, (text) => {
        const moved = text.replace("# A design\n", "# A design\n\nA paragraph about the weather.\n");
        expect(read(moved).map((claim) => claim.id)).toEqual(read(text).map((claim) => claim.id));
      }),
      { numRuns: runs(100) },
    );
  });

  it("keep their IDs when another criterion gets better words", () => {
    const before = "## Acceptance Criteria\n- AC-1: a\n- AC-2: b\n";
    const after = "## Acceptance Criteria\n- AC-1: a, but better\n- AC-2: b\n";
    expect(read(after).map((claim) => claim.id)).toEqual(read(before).map((claim) => claim.id));
  });
});
