import type { Document } from "../../document/document.ts";
import type { CodeBlock } from "../../markdown/tree.ts";
import type { Section } from "../../outline/sections.ts";
import type { SectionSpec } from "../../template/kind.ts";
import type { Span } from "../../text/source.ts";
import { defineRule } from "../rule.ts";
import { demandsOf, type Demand } from "../views/demands.ts";
import { isOfOtherForm } from "../views/other-form.ts";
import { swallowingsOf } from "../views/swallowed.ts";
import { guidanceFor, listed } from "./guidance.ts";

export const sectionMissing = defineRule({
  id: "section-missing",
  severity: "error",
  documentation: {
    summary: "A section that the template requires is not in the document.",
    why: "The questions of a template are the ones that the team has learned to ask. A reviewer who does not see one of them does not miss it either, and it is asked again by the incident.",
    notes:
      "Headings are compared by number, by words, by function and at any level; case, dashes and parentheses make no difference, and a label such as `**Non-Goals**:` serves as well. What the template calls optional is never missed, and what it requires from a state on (“must be completed when targeting beta”) only from that state on. A document that has nothing to say keeps the heading and says why. Headings that a fence turned into code are one finding at that fence (of `fence-unclosed`, when it never ends). A decision record of another form than the built-in one (context, decision, consequences) is not held to it.",
  },
  bad: [
    {
      template:
        "# N\n\n## Why\n\nSay why it hurts the people, and how often it does. That means:\n\n- one\n\n## Load\n\nSay what it costs the machines when things go as badly as they can (e.g. probes that take a minute, drives that are full, or a network that drops one in ten packets for an hour).\n",
      markdown: "# N\n\n## Notes\n\nNone.\n",
      findings: [
        {
          line: 1,
          message: "“Why” is missing. The template says: “Say why it hurts the people, and how often it does.”",
        },
        { line: 1, message: /^“Load” is missing\. .* \(e\.g\. probes .* …”$/ },
      ],
    },
    {
      kind: "impact",
      markdown:
        "# Impact Analysis — Retry\n\n## Modules/packages likely touched\n- `src/queue.ts`: backs off\n\n## Risks\n- Security: none, because the queue is internal.\n",
      findings: [
        {
          line: 3,
          message:
            /^“Contracts to update .*” is missing\. Add it after “Modules\/packages likely touched”\. The template says: “.*”$/,
        },
        {
          line: 6,
          message:
            /^“Observability needs” is missing\. Add it after “Risks”\. It asks for “Logs”, “Metrics” and “Alerts”\.$/,
        },
      ],
    },
    {
      template: "# N\n\n## Why\n\nSay why.\n\n## Tests\n\nSay which.\n",
      markdown: "# N\n\n## Why\n\nOrders get lost.\n\n```sh\nmake\n\n## Tests\n\n```sh\nmake test\n```\n",
      findings: [
        {
          line: 7,
          message:
            "This block of code runs on over “Tests” of the template, which is no heading in it. End the block before line 10.",
          related: [10],
        },
      ],
    },
    {
      template: "# N\n\n## Why\n\nSay why.\n\n## Tests\n\nSay which.\n\n## Risks\n\nSay which.\n",
      markdown:
        "# N\n\n## Why\n\n```md\nSo:\n```sh\nmake\n```\n\n```\n\n## Tests\n\n```sh\nmake test\n```\n\n## Risks\n\nNone.\n",
      findings: [
        {
          line: 11,
          message:
            "This block of code runs on over “Tests” of the template, which is no heading in it. The block of line 5 ends too early, because one stands in it: give the outer one a longer fence.",
          related: [13],
        },
      ],
    },
  ],
  good: [
    {
      template: "# N\n\n## Tests\n\nSay which.\n",
      markdown: "# N\n\n## Tests\n\nUnit tests, each as here:\n\n```md\n## Tests\n\nAll.\n```\n",
    },
    {
      kind: "adr",
      markdown:
        "# 3. Cache in Redis\n\n**Status**: Accepted\n\n## Context\n\nReads are slow.\n\n## Decision\n\nWe cache in Redis.\n\n## Consequences\n\nOne more server.\n",
    },
    {
      kind: "impact",
      markdown:
        "# Impact Analysis — Retry\n\n## MODULES / packages likely touched:\n- `src/queue.ts`: backs off\n\n### Contracts to update\nNone: the queue is internal.\n\n## Risk\n- Security: none.\n\n## Monitoring\nNothing new, because retries are counted already.\n",
    },
  ],
  check({ document }, report) {
    if (isOfOtherForm(document)) return;
    const demands = demandsOf(document);
    const children = new Map<Section, Demand[]>();
    let before: Section | null = null;
    const swallowed = new Set<SectionSpec>();
    const isLacking = demands.some(({ match, isDue, hasParent }) => match.by === null && isDue && hasParent);
    for (const { fence, sections, line } of isLacking ? swallowingsOf(document) : []) {
      for (const { spec } of sections) swallowed.add(spec);
      // What never ends is the business of `fence-unclosed`.
      if (!fence.closed) continue;
      const names = listed(sections.map(({ spec }) => `“${spec.title}”`));
      const are = sections.length === 1 ? "is no heading" : "are no headings";
      const nested = nestedBefore(document, fence);
      const advice =
        nested === null
          ? `End the block before line ${line}.`
          : `The block of line ${nested.line} ends too early, because one stands in it: give the outer one a longer fence.`;
      report({
        ...firstLine(document, fence),
        message: `This block of code runs on over ${names} of the template, which ${are} in it. ${advice}`,
        key: sections.map(({ spec }) => spec.id).join(" "),
        related: sections.slice(0, 1).map(({ at }) => ({ ...at, message: "A heading of the template." })),
      });
    }
    for (const demand of demands) {
      const { match, isDue, hasParent } = demand;
      const [found] = match.sections;
      if (found !== undefined && match.parent === null) before = found;
      if (match.by !== null || !isDue || !hasParent || swallowed.has(match.spec)) continue;
      if (match.parent !== null) {
        const parent = demands.find((other) => other.match.spec === match.parent)?.match.sections[0];
        if (parent === undefined) continue;
        const missing = children.get(parent);
        if (missing === undefined) children.set(parent, [demand]);
        else missing.push(demand);
        continue;
      }
      const anchor: Section | null = before ?? document.outline.sections[0] ?? null;
      const where = before === null ? "" : ` Add it after “${before.title}”.`;
      report({
        start: anchor?.heading.start ?? 0,
        end: anchor?.heading.end ?? 0,
        message: `“${match.spec.title}” is missing.${where}${guidanceFor(match.spec)}`,
        key: match.spec.id,
      });
    }
    // What lacks under one heading is one thing to do, however many headings it takes.
    for (const [parent, missing] of children) {
      const [only] = missing;
      if (only === undefined) continue;
      const names = missing.map(({ match }) => `“${match.spec.title}”`);
      report({
        start: parent.heading.start,
        end: parent.heading.end,
        message:
          missing.length === 1
            ? `Under “${parent.title}”, ${names[0]} is missing.${guidanceFor(only.match.spec)}`
            : `Under “${parent.title}”, ${missing.length} sections are missing: ${listed(names)}.`,
        key: missing.map(({ match }) => match.spec.id).join(" "),
      });
    }
  },
});

/** A block of code that stands before another and holds the start of a third: the end of that one ended it. */
function nestedBefore({ outline }: Document, fence: CodeBlock): CodeBlock | null {
  const before = outline.tree.root.children.findLast((block) => block.start < fence.start && block.kind === "code");
  if (before?.kind !== "code" || !before.fenced) return null;
  const { text } = outline.tree;
  for (let i = 0; i + 1 < before.lines.length; i += 2) {
    if (/^ {0,3}(?:```+|~~~+)\s*\w/.test(text.slice(before.lines[i], before.lines[i + 1]).slice(0, 80))) return before;
  }
  return null;
}

function firstLine({ outline }: Document, { start, line, end }: CodeBlock): Span {
  return { start, end: Math.min(end, (outline.tree.lineStarts[line] ?? end + 1) - 1) };
}
