import { areasOf, foldedOf, itemsOf, partsOf, plainOf, type Item } from "../outline/items.ts";
import type { CanonicalId } from "../outline/canonical.ts";
import type { Zone } from "../outline/zones.ts";
import { defineClaim, type Emit, type Reading } from "./claim.ts";
import { saysNone } from "./negative.ts";
import { explicitId, isPlaceholder, keyField, wordsOf } from "./statement.ts";

export interface Requirement {
  readonly modal: "must" | "must-not" | "should" | "may" | null;
}

export const requirement = defineClaim<"requirement", Requirement>({
  kind: "requirement",
  title: "Requirement",
  documentation: {
    what: "Something the result has to do, or must not do.",
    counts: "One per list item, row or “Requirement: …” heading in a requirements section.",
    not: "Non-functional prose; what stands in other sections.",
  },
  examples: [
    {
      markdown: "## Requirements\n- Must keep old clients working\n- Must not store card numbers\n- Should log retries",
      claims: [
        { line: 2, text: "Must keep old clients working", value: { modal: "must" } },
        { line: 3, text: "Must not store card numbers", value: { modal: "must-not" } },
        { line: 4, text: "Should log retries", value: { modal: "should" } },
      ],
    },
    {
      markdown:
        "## ADDED Requirements\n\n### Requirement: Retry on failure\nThe worker SHALL retry three times.\n\n#### Scenario: Down\n- **WHEN** the bank is down\n- **THEN** the worker retries",
      claims: [{ line: 3, text: "Requirement: Retry on failure", value: { modal: "must" } }],
    },
    {
      markdown: "## Requirements\n\n### Must\n- Keep old clients working\n\n### Must not\n- Store card numbers",
      claims: [
        { line: 4, text: "Keep old clients working", value: { modal: "must" } },
        { line: 7, text: "Store card numbers", value: { modal: "must-not" } },
      ],
    },
    {
      markdown:
        "## Requirements\n\n### Functional Requirements\n\n- **FR-001**: The system MUST send a receipt\n- **FR-002**: Users can resend it",
      claims: [
        { line: 5, text: "**FR-001**: The system MUST send a receipt", value: { modal: "must" } },
        { line: 6, text: "**FR-002**: Users can resend it", value: { modal: "may" } },
      ],
    },
    {
      markdown:
        "## Design\n\n### Security requirements\n\n**REQ-1**: The system SHALL check the cookie\n\n- GIVEN no cookie\n- WHEN a socket opens\n- THEN it is closed",
      claims: [{ line: 5, text: "**REQ-1**: The system SHALL check the cookie", value: { modal: "must" } }],
    },
  ],
  zones: {
    of: ["requirements", "security", "performance", "nfr", "observability", "error-handling", "compatibility"],
    recognise(zone, reading, emit) {
      if (zone.canonical !== "requirements") return identified(zone, reading, emit);
      if (isOfMachines(zone)) return;
      for (const item of itemsOfRequirements(zone, reading)) {
        if (isPlaceholder(item.text, reading.tree) || saysNone(item.text, /\brequirements?\b/i)) continue;
        emit({ start: item.start, end: item.end, value: { modal: modalOf(item, reading) }, ...keyField(item.text) });
      }
    },
  },
  describe: (_value, text) => wordsOf(text),
});

/** "Security requirements" and their like: what has the ID of a requirement there is one. */
function identified(zone: Zone, reading: Reading, emit: Emit<Requirement>): void {
  if (!/\b(?:requirements?|requisitos|requerimientos)\b/i.test(zone.title)) return;
  // Within a section of requirements its own reading covers them.
  for (let z = zone.parent; z !== null; z = z.parent) if (z.canonical === "requirements") return;
  for (const item of partsOf(reading.tree, zone)) {
    if (item.form === "paragraph" || !NAMED.test(foldedOf(item)) || explicitId(item.text) === null) continue;
    emit({ start: item.start, end: item.end, value: { modal: modalOf(item, reading) }, ...keyField(item.text) });
  }
}

/** Headings or lines in bold that each name a requirement are the statements, whatever stands under them. */
function itemsOfRequirements(zone: Zone, reading: Reading): readonly Item[] {
  const { tree } = reading;
  const heads = partsOf(tree, zone).filter((part) => part.form === "heading" || part.form === "strong");
  const named = heads.filter((part) => NAMED.test(foldedOf(part)));
  if (named.length > 0) return named;
  return areasOf(zone).flatMap((each) =>
    itemsOf(tree, each.zone).filter((item) => {
      if (item.form === "paragraph") return MODAL.test(item.plain);
      // Entities listed among requirements are none, unless something is asked of them.
      if (each.zone.canonical === "data-model") return explicitId(item.text) !== null || MODAL.test(item.plain);
      return !CLAUSE.test(item.text);
    }),
  );
}

/** "System requirements" under a deployment say which machines it takes. */
function isOfMachines(zone: Zone): boolean {
  for (let z = zone.parent; z !== null; z = z.parent) {
    if (z.canonical !== null) return OF_MACHINES.has(z.canonical);
  }
  return false;
}

const OF_MACHINES: ReadonlySet<CanonicalId> = new Set(["rollout", "observability", "ci", "performance", "nfr"]);

/** A line of a scenario. */
const CLAUSE = /^[*_]*(?:given|when|then|and|but)\b[*_]*[:,]?\s/i;
const NAMED = /^(?:requirement|requisito|fr|nfr|req|rf|rnf)\b/;
const MODAL =
  /(?<![\p{L}])(?:(cannot|can't|mustn't|never|no debe(?:n|rá|rán)?)|(must|shall|required to|has to|have to|needs? to|debe(?:n|rá|rán)?)|(should|recommended|debería(?:n)?)|(may|can|could|optional(?:ly)?|puede(?:n)?))(?![\p{L}])( not(?![\p{L}]))?/iu;

/** The first word of obligation in the statement; of a heading, in the text below it. */
function modalOf(item: Item, reading: Reading): Requirement["modal"] {
  const match = MODAL.exec(item.form === "heading" ? `${item.plain}\n${textBelow(item, reading)}` : item.plain);
  // Under "Must not" the items need not say it again.
  if (item.group !== null && ALL_OF_ONE.test(item.group)) return modalIn(MODAL.exec(item.group));
  return modalIn(match);
}

const ALL_OF_ONE = /^\W*(?:must|shall|should|may|could|no debe|debe|debería|puede)(?: not)?(?: have)?s?\W*$/i;

function modalIn(match: RegExpExecArray | null): Requirement["modal"] {
  if (match === null) return null;
  if (match[1] !== undefined) return "must-not";
  const negated = match[5] !== undefined;
  if (match[2] !== undefined) return negated ? "must-not" : "must";
  if (match[3] !== undefined) return "should";
  return negated ? "must-not" : "may";
}

function textBelow(item: Item, reading: Reading): string {
  const first = item.below.find((block) => block.kind === "paragraph");
  return first === undefined ? "" : plainOf(reading.tree, first);
}
