import { inlinesOf, plainText, walkInlines } from "../markdown/inline.ts";
import type { Block, Tree } from "../markdown/tree.ts";
import { fold } from "../text/fold.ts";
import { defineClaim, type Emit, type Reading } from "./claim.ts";

export interface ApprovalGate {
  /** `closed`: nothing may start before the approval. */
  readonly state: "closed" | "waived" | "approved";
}

const CLOSED =
  /\b(?:do not|don't|must not|no|never)\b.{0,60}\b(?:start|begin|coding|code|implement(?:ation|ing)?|merge|work)\b|\b(?:until|before|pending|requires?|await\w*|blocked|subject to)\b.{0,80}\b(?:approv|review|sign)|\bno (?:iniciar|empezar|comenzar)\b/i;
const WAIVED =
  /\b(?:waived?|overrid\w*|overruled|bypass\w*|skipp?ed|not (?:needed|required)|exempt\w*|user\b.{0,60}\b(?:request|ask|suppl|provid|approv|instruct)\w*|(?:provided|requested|directed|instructed) by\b|proceeds?|proceeding|retroactive\w*|post[- ]hoc|explicitly)\b/i;
const APPROVED = /\b(?:approved|ready|granted|passed|open|signed off|accepted|cleared|lgtm|aprobad[oa])\b|[✅✔☑]/i;

export const approvalGate = defineClaim<"approval-gate", ApprovalGate>({
  kind: "approval-gate",
  title: "Approval gate",
  documentation: {
    what: "The line that says whether work may start.",
    counts: "The “Approval Gate” line, or the statement under a heading of that name.",
    not: "Tables of reviewers; gates of the delivery pipeline.",
  },
  examples: [
    {
      markdown: "## 12. Plan\n\n---\n\n**Approval Gate**: Do not start coding until this TDR is reviewed and approved.",
      claims: [
        {
          line: 5,
          text: "**Approval Gate**: Do not start coding until this TDR is reviewed and approved.",
          value: { state: "closed" },
        },
      ],
    },
    {
      markdown: "# TDR\n\n## Approval Gate\n\n**No code before the approval of this design.**",
      claims: [{ line: 5, text: "**No code before the approval of this design.**", value: { state: "closed" } }],
    },
    {
      markdown: "## 12. Plan\n\n**Approval Gate**: ~~Do not start before approval.~~",
      claims: [{ line: 3, text: "**Approval Gate**: ~~Do not start before approval.~~", value: { state: "waived" } }],
    },
    {
      markdown: "## 12. Plan\n\n**Approval Gate:** Approved by Ada on 2026-01-02.",
      claims: [{ line: 3, text: "**Approval Gate:** Approved by Ada on 2026-01-02.", value: { state: "approved" } }],
    },
    {
      markdown: "## 12. Plan\n\n**Approval Gate**: The user asked for the change in this session.",
      claims: [
        {
          line: 3,
          text: "**Approval Gate**: The user asked for the change in this session.",
          value: { state: "waived" },
        },
      ],
    },
  ],
  zones: {
    of: ["approval-gate"],
    recognise(zone, reading, emit) {
      if (!/\bgate\b/.test(fold(zone.title)) && zone.form !== "heading") return;
      if (zone.form !== "heading") {
        const block = zone.form === "item" ? zone.opener.children[0] : zone.opener;
        if (block !== undefined && (zone.inline !== null || zone.blocks.length === 0))
          return gate(block, reading, emit);
      }
      const first = zone.blocks.find((block) => block.kind !== "rule" && block.kind !== "html");
      if (first === undefined) {
        if (/\bgate\b/.test(fold(zone.title))) gate(zone.opener, reading, emit);
        return;
      }
      const block = firstParagraph(first);
      if (block === null) return;
      if (/\bgate\b/.test(fold(zone.title)) || CLOSED.test(plainText(inlinesOf(reading.tree, block)))) {
        gate(block, reading, emit);
      }
    },
  },
  describe: (value) => value.state,
});

function firstParagraph(block: Block): Block | null {
  if (block.kind === "paragraph") return block;
  const child = block.kind === "table" ? undefined : block.children[0];
  return child === undefined ? null : firstParagraph(child);
}

function gate(block: Block, reading: Reading, emit: Emit<ApprovalGate>): void {
  const { tree } = reading;
  const start = block.lines[0] ?? block.start;
  const end = start + tree.text.slice(start, block.lines[1] ?? start).trimEnd().length;
  emit({ start, end, key: "gate", value: { state: stateOf(tree, block) } });
}

function stateOf(tree: Tree, block: Block): ApprovalGate["state"] {
  const inlines = inlinesOf(tree, block);
  const ends = inlines.findIndex((inline) => inline.kind === "break");
  const line = ends === -1 ? inlines : inlines.slice(0, ends);
  let struck = 0;
  walkInlines(line, (inline) => {
    if (inline.kind !== "strike") return;
    struck += plainText(inline.children).length;
  });
  const said = plainText(line)
    .slice(0, 600)
    .replace(/^\s*approval gate\s*:?/i, "");
  if (struck > 0 && struck >= said.trim().length / 2) return "waived";
  if (CLOSED.test(said)) return "closed";
  if (WAIVED.test(said)) return "waived";
  return APPROVED.test(said) ? "approved" : "closed";
}
