import { Mark } from "../../claims/claim.ts";
import type { Document } from "../../document/document.ts";
import { inlinesOf, walkInlines } from "../../markdown/inline.ts";
import { languageOf } from "../../markdown/tree.ts";
import type { Section } from "../../outline/sections.ts";
import type { Kind } from "../../template/kind.ts";
import { defineRule } from "../rule.ts";
import { fencesOf } from "../views/fences.ts";

export const diagramMissing = defineRule({
  id: "diagram-missing",
  severity: "info",
  documentation: {
    summary: "The template has a place for a picture of the architecture, and the document shows none.",
    why: "Which part calls which is one look at a picture and a page of text. A picture as text (Mermaid) can be compared and checked as well.",
    notes:
      "A diagram as text, an image, a drawing of characters or a link to one anywhere in the document is an answer. A placeholder that was left is found by `section-unfilled`.",
  },
  bad: [
    {
      kind: "tdd",
      markdown:
        "# TDD: Orders\n\n### 3.1 High-Level Architecture\n\nThe shop puts orders into a queue, and a worker asks the bank.\n",
      findings: [
        {
          line: 3,
          message:
            "“High-Level Architecture” shows no picture, and the template has a place for one. Draw it as text (Mermaid), or say why words do.",
        },
      ],
    },
  ],
  good: [
    {
      kind: "tdd",
      markdown:
        "# TDD: Orders\n\n### 3.1 High-Level Architecture\n\n```mermaid\nflowchart LR\n  Shop --> Queue --> Worker\n```\n",
    },
    { kind: "tdd", markdown: "# TDD: Orders\n\n### 3.1 High-Level Architecture\n\nSee ![the parts](parts.svg).\n" },
    { kind: "tdd", markdown: "# TDD: Orders\n\n### 3.1 High-Level Architecture\n\n[Image of the architecture]\n" },
    { kind: "tdr", markdown: "# TDR — Orders\n\n## 4. Proposed Design\n\nThe shop puts orders into a queue.\n" },
  ],
  check({ document }, report) {
    if (document.kind === null || !hasPlace(document.kind)) return;
    const section = document.matches.find(
      ({ spec, sections }) => spec.canonical === "architecture" && sections.length > 0,
    )?.sections[0];
    if (section === undefined || isBlank(document, section) || showsPicture(document)) return;
    const { start, end } = section.heading;
    report({
      start,
      end,
      key: "picture",
      message: `“${section.title}” shows no picture, and the template has a place for one. Draw it as text (Mermaid), or say why words do.`,
    });
  },
});

function hasPlace(kind: Kind): boolean {
  return kind.residue.some(({ form }) => form === "image");
}

/** Whether the section says nothing yet, or still holds the placeholder of a picture. */
function isBlank({ outline }: Document, section: Section): boolean {
  const said = outline.tree.text.slice(section.heading.end, section.end);
  return (
    said.trim().length < 30 ||
    /\[(?:image|diagram|picture)\b/i.test(said) ||
    /\b(?:no|without a) (?:diagram|picture)\b/i.test(said)
  );
}

const DIAGRAMS = new Set([
  "mermaid",
  "plantuml",
  "puml",
  "dot",
  "graphviz",
  "d2",
  "ditaa",
  "svgbob",
  "ascii",
  "blockdiag",
  "structurizr",
]);

function showsPicture(document: Document): boolean {
  const { tree } = document.outline;
  if (
    /<(?:img|svg|picture)\b|\b(?:figma|miro|lucid(?:chart|spark)?|draw\.io|excalidraw|whimsical)\b|\.(?:svg|png|jpe?g|gif|drawio|puml)\b/i.test(
      tree.text,
    )
  )
    return true;
  for (const fence of fencesOf(document)) {
    if (DIAGRAMS.has(languageOf(fence))) return true;
    // Boxes and arrows of characters.
    if (/[┌└├│▼►→]|\+-{3,}\+|-{2,}>|\|\s{2,}\|/.test(tree.text.slice(fence.start, fence.end))) return true;
  }
  return document.leaves.some(({ block, marks }) => {
    if (block.kind === "code" || (marks & Mark.Bracket) === 0) return false;
    if (!tree.text.slice(block.start, block.end).includes("![")) return false;
    let found = false;
    walkInlines(inlinesOf(tree, block), (inline) => {
      if (inline.kind === "image") found = true;
    });
    return found;
  });
}
