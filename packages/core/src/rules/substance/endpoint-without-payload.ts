import type { Document } from "../../document/document.ts";
import type { Span } from "../../text/source.ts";
import { defineRule } from "../rule.ts";
import { claimsOf, type ClaimOf } from "../views/claims.ts";
import { fencesOf } from "../views/fences.ts";
import { firstFrom, within } from "../views/within.ts";
import { nameOf, proposedEndpoints } from "./endpoints.ts";

/** Methods whose request has a body. */
const SENDS: ReadonlySet<string> = new Set(["POST", "PUT", "PATCH"]);

/** Any word on what goes in or comes out. */
const BODY =
  /\b(?:request|response|body|bodies|payload|schema|fields?|returns?|accepts?|takes|answers? with|responds?|openapi|swagger|json|form[- ]data|multipart|empty|no content|204|dto|respuesta|cuerpo|devuelve)\b|\{\s?"/iu;

export const endpointWithoutPayload = defineRule({
  id: "endpoint-without-payload",
  severity: "warning",
  documentation: {
    summary: "An endpoint that takes a body is proposed, and its section shows neither request nor response.",
    why: "The two sides of an endpoint are written by two people. Without an example they agree on the path and disagree on everything else.",
    notes:
      "Found are POST, PUT and PATCH in the sections on design and interfaces. An example, a table of fields, a class, a link to an OpenAPI file or a word on the body in the same section is enough.",
  },
  bad: [
    {
      kind: "tdd",
      markdown:
        "# TDD: Retry\n\n### 3.4 API Design\n\n- `POST /v1/jobs` for workers\n- `DELETE /v1/jobs/{id}`\n\n## 6. Alternatives Considered\n",
      findings: [
        {
          line: 5,
          message:
            "Nothing shows what POST /v1/jobs takes and answers. Add one valid JSON example of the request and one of the response.",
        },
      ],
    },
  ],
  good: [
    {
      kind: "tdd",
      markdown: '# TDD: Retry\n\n### 3.4 API Design\n\n- `POST /v1/jobs` for workers:\n\n```json\n{ "id": 7 }\n```\n',
    },
    {
      kind: "tdr",
      markdown: "# TDR — Retry\n\n## 4. Proposed Design\n\n- `PUT /v1/jobs/{id}/retry` has no body and answers 204.\n",
    },
  ],
  check({ document }, report) {
    const endpoints = proposedEndpoints(document).filter(({ value }) => SENDS.has(value.method ?? ""));
    if (endpoints.length === 0) return;
    const told = new Map<number, { readonly isSilent: boolean; readonly endpoints: ClaimOf<"endpoint">[] }>();
    for (const endpoint of endpoints) {
      const section = sectionAround(document, endpoint.start);
      const before = told.get(section.start);
      if (before === undefined) {
        told.set(section.start, { isSilent: !showsBody(document, section), endpoints: [endpoint] });
      } else before.endpoints.push(endpoint);
    }
    for (const { isSilent, endpoints: here } of told.values()) {
      const [first, ...others] = here;
      if (!isSilent || first === undefined) continue;
      const rest = others.length === 0 ? "" : ` (and ${others.length} more here)`;
      report({
        start: first.start,
        end: first.end,
        message: `Nothing shows what ${nameOf(first)}${rest} takes and answers. Add one valid JSON example of the request and one of the response.`,
        ...(others.length === 0
          ? {}
          : { related: others.map((each) => ({ start: each.start, end: each.end, message: `${nameOf(each)}.` })) }),
      });
    }
  },
});

/** The section around an offset with its sub-sections; that above it, when it is one of several on the same subject. */
function sectionAround({ outline }: Document, offset: number): Span {
  const { sections, tree } = outline;
  let section = sections[firstFrom(sections, offset + 1) - 1] ?? null;
  const above = section?.parent ?? null;
  if (above !== null && above.canonical !== null && above.canonical !== "title") section = above;
  return section ?? { start: 0, end: tree.text.length };
}

function showsBody(document: Document, section: Span): boolean {
  if (within(claimsOf(document, "payload"), section).length > 0) return true;
  if (within(claimsOf(document, "table"), section).length > 0) return true;
  if (within(fencesOf(document), section).some(({ info }) => !/^mermaid|^plantuml/.test(info))) return true;
  return BODY.test(document.outline.tree.text.slice(section.start, section.end));
}
