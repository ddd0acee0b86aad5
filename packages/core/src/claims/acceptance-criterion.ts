import {
  areasOf,
  cellOf,
  foldedOf,
  headsList,
  partsOf,
  plainOf,
  subItems,
  LONGEST_ITEM,
  type Item,
} from "../outline/items.ts";
import type { Zone } from "../outline/zones.ts";
import { contentOf } from "../markdown/tree.ts";
import { defineClaim, type Emit, type Reading } from "./claim.ts";
import { clausesOf, type Clauses } from "./clauses.ts";
import { saysNone } from "./negative.ts";
import { doneField, explicitId, idKey, isPlaceholder, wordsOf } from "./statement.ts";

export interface AcceptanceCriterion extends Clauses {
  /** As written: "AC-3". Criteria of the form N.M (the M-th under *Requirement N*) have that. */
  readonly id?: string;
  readonly done?: boolean;
  /** The name of the scenario, when it is written as one. */
  readonly scenario?: string;
}

export const acceptanceCriterion = defineClaim<"acceptance-criterion", AcceptanceCriterion>({
  kind: "acceptance-criterion",
  title: "Acceptance criterion",
  documentation: {
    what: "What must be true for the work to be accepted.",
    counts:
      "One per bullet, numbered item, row, “AC-n” heading or scenario; Given/When/Then also without a section of its own.",
    not: "Success criteria, which are goals.",
  },
  examples: [
    {
      markdown:
        "## Acceptance Criteria\n- Given a full queue, when a job arrives, then the caller waits\n- Given no worker, then an alert is sent",
      claims: [
        {
          line: 2,
          text: "Given a full queue, when a job arrives, then the caller waits",
          value: { given: "a full queue", when: "a job arrives", then: "the caller waits" },
        },
        { line: 3, text: "Given no worker, then an alert is sent", value: { given: "no worker" } },
      ],
    },
    {
      markdown:
        "## Acceptance Criteria\n### AC-1: Order kept\n- Given two jobs\n- When both fail\n- Then they retry in order",
      claims: [
        {
          line: 2,
          text: "AC-1: Order kept",
          value: { id: "AC-1", given: "two jobs", when: "both fail", then: "they retry in order" },
        },
      ],
    },
    {
      markdown:
        "## Acceptance Criteria\n\n### AC1: Order kept\n**Given** two jobs  \n**When** both fail  \n**Then** they retry in order",
      claims: [{ line: 3, text: "AC1: Order kept", value: { id: "AC1", given: "two jobs", when: "both fail" } }],
    },
    {
      markdown: "## Acceptance Criteria\n\n**AC2: Timeouts**\n- Jobs end after a minute\n- The user is told",
      claims: [{ line: 3, text: "AC2: Timeouts", value: { id: "AC2" } }],
    },
    {
      markdown:
        "### Requirement 2: Receipts\n\n#### Acceptance Criteria\n\n1. WHEN a payment settles THE SYSTEM SHALL send a receipt\n2. IF sending fails, THEN the system SHALL retry",
      claims: [
        {
          line: 5,
          text: "WHEN a payment settles THE SYSTEM SHALL send a receipt",
          value: { id: "2.1", when: "a payment settles", then: "THE SYSTEM SHALL send a receipt" },
        },
        { line: 6, text: "IF sending fails, THEN the system SHALL retry", value: { id: "2.2", when: "sending fails" } },
      ],
    },
    {
      markdown:
        "## ADDED Requirements\n\n### Requirement: Retry\nThe worker SHALL retry.\n\n#### Scenario: Bank is down\n- **WHEN** the bank is down\n- **THEN** the worker retries\n- **AND** logs it",
      claims: [
        {
          line: 6,
          text: "Scenario: Bank is down",
          value: { scenario: "Bank is down", when: "the bank is down", then: "the worker retries; logs it" },
        },
      ],
    },
    {
      markdown:
        "## User Scenarios & Testing\n\n### User Story 1 - Pay (Priority: P1)\n\n**Acceptance Scenarios**:\n\n1. **Given** a cart, **When** I pay, **Then** I see a receipt",
      claims: [
        {
          line: 7,
          text: "**Given** a cart, **When** I pay, **Then** I see a receipt",
          value: { given: "a cart", when: "I pay", then: "I see a receipt" },
        },
      ],
    },
    {
      markdown: "## Acceptance Criteria\n\n| ID | Criterion |\n|----|-----------|\n| AC-7 | Old clients still work |",
      claims: [{ line: 5, text: "Old clients still work", value: { id: "AC-7" } }],
    },
    {
      markdown: "## Behaviour\n\nGiven a paid order, when it is cancelled, then the money goes back.",
      claims: [{ line: 3, text: "Given a paid order, when it is cancelled, then the money goes back." }],
    },
    {
      markdown:
        "## Security requirements\n\n**REQ-1**: The system SHALL check the cookie\n\n- GIVEN no cookie\n- WHEN a socket opens\n- THEN it is closed\n- AND the user is told",
      claims: [
        {
          line: 5,
          text: "GIVEN no cookie",
          value: { given: "no cookie", when: "a socket opens", then: "it is closed; the user is told" },
        },
      ],
    },
    { markdown: "## Acceptance Criteria\n\nNone yet.", claims: [] },
  ],
  zones: {
    of: ["acceptance-criteria", "requirements", "user-story"],
    recognise(zone, reading, emit) {
      const all = zone.canonical === "acceptance-criteria";
      for (const each of areasOf(zone)) addParts(partsOf(reading.tree, each.zone), each.zone, all, reading, emit);
    },
  },
  /** Given/When/Then in sections of any other function. */
  whole(reading, emit) {
    const { text } = reading.tree;
    const places = givenLines(text);
    if (places.length === 0) return;
    for (const zone of reading.outline.zones) {
      if (isOwnZone(zone) || zone.canonical === "test-mapping") continue;
      const from = zone.opener.start;
      const to = zone.blocks.at(-1)?.end ?? from;
      if (!places.some((at) => at >= from && at < to)) continue;
      const parts = partsOf(reading.tree, zone);
      addRuns(parts, zone, reading, emit);
      for (const part of parts) {
        if (part.form === "strong") addRuns(subItems(reading.tree, part), zone, reading, emit);
        if (part.form === "heading" || !GIVEN.test(part.text)) continue;
        const clauses = clausesOf(sourceOf(part, reading), []);
        if (clauses?.given !== undefined && clauses.then !== undefined) add(part, zone, reading, emit);
      }
    }
  },
  describe: (value, text) =>
    value.id !== undefined && !text.includes(value.id) ? `${value.id}: ${text}` : wordsOf(text),
});

/** Cheap: where a line, behind its marks, begins with "Given", and a "then" is not far. */
function givenLines(text: string): readonly number[] {
  const places: number[] = [];
  for (const word of ["Given", "GIVEN"]) {
    for (let at = text.indexOf(word); at !== -1 && places.length < MOST_PLACES; at = text.indexOf(word, at + 5)) {
      let i = at - 1;
      while (i >= 0 && at - i < MOST_MARKS && MARKS.has(text.charCodeAt(i))) i--;
      if ((i < 0 || text.charCodeAt(i) === 10) && /\bthen\b/i.test(text.slice(at, at + MOST_APART))) places.push(at);
    }
  }
  return places;
}

/** Given, when and then in items of their own, one after the other: each run is a criterion that starts with its Given. */
function addRuns(parts: readonly Item[], zone: Zone, reading: Reading, emit: Emit<AcceptanceCriterion>): void {
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i];
    if (part === undefined || !isOpeningItem(part, reading)) continue;
    const more: Item[] = [];
    for (let next = parts[i + 1]; next !== undefined && isContinuedItem(next); next = parts[i + 1]) {
      more.push(next);
      i++;
    }
    if (more.length > 0) add(part, zone, reading, emit, more);
  }
}

/** A list item that says what is given and leaves the rest to the items that follow. */
function isOpeningItem(part: Item, reading: Reading): boolean {
  if ((part.form !== "bullet" && part.form !== "numbered") || !OPENING.test(part.text)) return false;
  return clausesOf(sourceOf(part, reading), [])?.then === undefined;
}

function isContinuedItem(part: Item): boolean {
  return (part.form === "bullet" || part.form === "numbered") && CONTINUED.test(part.text);
}

const MOST_PLACES = 1000;
const MOST_APART = 600;
const MOST_MARKS = 24;
/** Blanks, list markers, checkboxes and emphasis. */
const MARKS: ReadonlySet<number> = new Set(Array.from(" \t>*_-+.)[]x0123456789", (mark) => mark.charCodeAt(0)));
const GIVEN = /^[*_]{0,2}(?:Given|GIVEN)\b/;
/** The words by which a heading says that it is one criterion. */
const CRITERION =
  /^(?:(?:ac|ca|at)(?:[ -]?\d|\b)|criterion\b|criterio\b|scenario\b|escenario\b|acceptance (?:criterion|test)\b)/;
/** The name of a requirement is not that of its criteria. */
const REQUIREMENT = /^(?:requirement|requisito|req|fr|nfr|rf|rnf)\b/;
const SCENARIO = /^(?:scenario|escenario)(?: ?(?:outline)?)?(?: ?#?\d+)?\s*[:.–—-]?\s*/i;

/** Whether the zones of this kind already cover a zone. */
function isOwnZone(zone: Zone): boolean {
  for (let z: Zone | null = zone; z !== null; z = z.parent) {
    if (z.canonical !== null && OWN.has(z.canonical)) return true;
    if (z.canonical !== null && z.form === "heading") return false;
  }
  return false;
}
const OWN: ReadonlySet<string> = new Set(["acceptance-criteria", "requirements", "user-story"]);

/**
 * Adds the criteria among parts. Where the section is not one of criteria, only what is plainly written as one is: a scenario,
 * Given/When/Then.
 */
function addParts(
  parts: readonly Item[],
  zone: Zone,
  all: boolean,
  reading: Reading,
  emit: Emit<AcceptanceCriterion>,
): void {
  const { tree } = reading;
  const listed = parts.some((part) => part.form !== "paragraph");
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i];
    if (part === undefined) continue;
    if ((part.form === "paragraph" || part.form === "strong") && OPENING.test(part.text)) {
      // Given, when and then in paragraphs of their own, perhaps with examples between them.
      const more: Item[] = [];
      for (let next = parts[i + 1]; next !== undefined && isContinued(next); next = parts[i + 1]) {
        more.push(next);
        i++;
      }
      add(part, zone, reading, emit, more);
    } else if (part.form === "heading" || part.form === "strong" || headsList(part)) {
      const below = subItems(tree, part);
      if (REQUIREMENT.test(foldedOf(part)) && below[0] !== undefined && isOpeningItem(below[0], reading)) {
        addRuns(below, zone, reading, emit);
      } else if (isCriterion(part, below, all, reading)) add(part, zone, reading, emit);
      else addParts(below, part.zone ?? zone, all, reading, emit);
    } else if (part.form === "paragraph") {
      const clear = clausesOf(sourceOf(part, reading), []) !== null && /^[*_]*(?:When|Cuando)/.test(part.text);
      const identified = explicitId(part.text)?.startsWith("AC") === true;
      if (clear || identified || (all && !listed && !/:[*_]*$/.test(part.text))) add(part, zone, reading, emit);
    } else if (isOpeningItem(part, reading) && isContinuedItem(parts[i + 1] ?? part)) {
      const from = i;
      for (let next = parts[i + 1]; next !== undefined && isContinuedItem(next); next = parts[i + 1]) i++;
      add(part, zone, reading, emit, parts.slice(from + 1, i + 1));
    } else if (all || clausesOf(sourceOf(part, reading), [])?.then !== undefined) add(part, zone, reading, emit);
  }
}

const OPENING = /^[*_]*(?:given|dad[oa]s?)\b/i;
const CONTINUED = /^[*_]*(?:when|then|and|but|cuando|entonces|y|pero)\b/i;

function isContinued(part: Item): boolean {
  return (part.form === "paragraph" || part.form === "strong") && CONTINUED.test(part.text);
}

/** Whether a heading, a line in bold or a labelled bullet is a criterion, rather than the name of a group of them. */
function isCriterion(part: Item, below: readonly Item[], all: boolean, reading: Reading): boolean {
  const folded = foldedOf(part);
  if (CRITERION.test(folded)) {
    // Among user stories a "scenario" may be a tale of somebody's day.
    return all || clausesOf(sourceOf(part, reading), textsBelow(part, reading)) !== null;
  }
  if (all && explicitId(part.text) !== null) return true;
  const [first] = below;
  const split = first !== undefined && /^[*_]*(?:given|when|dado|cuando)\b/i.test(first.text);
  // Several that begin with Given are several criteria.
  if (below.filter((item) => OPENING.test(item.text)).length > 1) return false;
  if (split) return clausesOf(sourceOf(first, reading), [])?.then === undefined;
  if (!all) return false;
  return !below.some((item) => item.form !== "paragraph");
}

function add(
  part: Item,
  zone: Zone,
  reading: Reading,
  emit: Emit<AcceptanceCriterion>,
  more: readonly Item[] = [],
): void {
  if (isPlaceholder(part.text, reading.tree) || saysNone(part.plain, /\bcriteria\b/i)) return;
  const id = idOf(part, zone, reading);
  const below = [...textsBelow(part, reading), ...more.flatMap((item) => textsOf(item, reading))];
  const clauses = clausesOf(behindId(part, reading), below) ?? {};
  const scenario = scenarioOf(part);
  emit({
    start: part.start,
    end: part.end,
    value: {
      ...(id === null ? {} : { id }),
      ...clauses,
      ...doneField(part),
      ...(scenario === null ? {} : { scenario }),
    },
    ...(id === null ? {} : { key: idKey(id) }),
  });
}

/** The statement behind an ID or a name in bold: "**AC-1**: Given …". */
function behindId(part: Item, reading: Reading): string {
  const source = sourceOf(part, reading);
  const { label } = part;
  if (label === null || !label.separated || part.form === "heading") return source;
  const rest = source.slice(label.rest - part.start).trim();
  return rest === "" || GIVEN.test(source) || /^[*_]*(?:when|if|then|while|where)\b/i.test(source) ? source : rest;
}

/** The whole text of an item's own paragraph, lines apart. */
function sourceOf(part: Item, reading: Reading): string {
  const { block } = part;
  if (block.kind === "paragraph") return contentOf(reading.tree, block).slice(0, LONGEST_ITEM);
  const first = block.kind === "item" ? block.children[0] : undefined;
  return first?.kind === "paragraph" && part.form !== "inline"
    ? contentOf(reading.tree, first).slice(0, LONGEST_ITEM)
    : part.text;
}

/** The lines of a clause that stands by itself: what it says, or, behind a bare "Then:", the items below it. */
function textsOf(item: Item, reading: Reading): readonly string[] {
  const own = sourceOf(item, reading).split("\n");
  const bare = item.label !== null && item.label.rest >= item.end;
  if (!bare && item.form !== "strong") return own;
  const below = subItems(reading.tree, item).map((sub) => sub.text);
  return [`${own[0] ?? ""} ${below.join("; ")}`];
}

function textsBelow(part: Item, reading: Reading): readonly string[] {
  return subItems(reading.tree, part).flatMap((item) => sourceOf(item, reading).split("\n"));
}

function idOf(part: Item, zone: Zone, reading: Reading): string | null {
  const cell = cellOf(part, /^(?:id|#|no\.?|nr\.?|ac|ac id|ac #|criterion id|ref)$/);
  if (cell !== null) {
    const text = plainOf(reading.tree, cell);
    if (text.length <= 16) return text;
  }
  const id = explicitId(part.text);
  if (id !== null) return id;
  if (part.form !== "numbered" || part.block.kind !== "item") return null;
  const number = requirementNumber(zone);
  return number === null ? null : `${number}.${part.block.level}`;
}

/** The number of the “Requirement N” under which a zone stands. */
function requirementNumber(zone: Zone): string | null {
  for (let z: Zone | null = zone; z !== null; z = z.parent) {
    const match = /^requirement (\d+)\b/i.exec(z.title);
    if (match !== null) return match[1] ?? null;
  }
  return null;
}

function scenarioOf(part: Item): string | null {
  const match = SCENARIO.exec(part.plain);
  if (match === null || match[0] === "") return null;
  const name = part.plain.slice(match[0].length).trim();
  return name === "" ? null : name;
}
