import {
  areasOf,
  cellOf,
  foldedOf,
  headersOf,
  headsList,
  partsOf,
  partsOfBlocks,
  plainOf,
  subItems,
  LONGEST_ITEM,
  type Item,
} from "../outline/items.ts";
import { contentOf, type Block, type TableBlock } from "../markdown/tree.ts";
import type { Zone } from "../outline/zones.ts";
import { fold } from "../text/fold.ts";
import { defineClaim, type Emit, type Reading } from "./claim.ts";
import { saysNone } from "./negative.ts";
import { isQuestion } from "./questions.ts";
import { isPlaceholder, keyField, wordsBetween, wordsOf } from "./statement.ts";

export interface Risk {
  /** As written: "Low", "2/5". */
  readonly likelihood?: string;
  readonly impact?: string;
  readonly severity?: string;
  /** Only what stands in the same row, on the same line, or directly below. */
  readonly mitigation?: string;
  /** The heading or label over it, when risks are grouped: "Security". */
  readonly category?: string;
}

export const risk = defineClaim<"risk", Risk>({
  kind: "risk",
  title: "Risk",
  documentation: {
    what: "Something that may go wrong, or a threat.",
    counts:
      "One per bullet, row, heading or paragraph of a risks section; what is labelled Risk or Threat anywhere; each row of a threat table.",
    not: "Mitigations; “None”; threats said not to apply.",
  },
  examples: [
    {
      markdown:
        "## Risks\n\n| Risk | Likelihood | Impact | Mitigation |\n|---|---|---|---|\n| Queue fills up | Low | High | Alert at 80 % |",
      claims: [
        {
          line: 5,
          text: "Queue fills up",
          value: { likelihood: "Low", impact: "High", mitigation: "Alert at 80 %" },
        },
      ],
    },
    {
      markdown:
        "## 11. Risks & Open Questions\n- Risk: callers time out. Mitigation: retry twice.\n- **Risk**: jobs get lost\n  - Mitigation: keep them for a day\n- Open questions: none",
      claims: [
        { line: 2, text: "callers time out. Mitigation: retry twice.", value: { mitigation: "retry twice." } },
        { line: 3, text: "jobs get lost", value: { mitigation: "keep them for a day" } },
      ],
    },
    {
      markdown:
        "### Known Risks\n\n**Risk 1: Migration in CI**\n- **Mitigation:** use a copy\n- **Action:** try it\n\n**Risk 2: Old clients**\n- **Mitigation:** warn them",
      claims: [
        { line: 3, text: "Risk 1: Migration in CI", value: { mitigation: "use a copy" } },
        { line: 7, text: "Risk 2: Old clients", value: { mitigation: "warn them" } },
      ],
    },
    {
      markdown:
        "## Risks & Mitigation\n\n### Risk: Truncation\n**Likelihood:** Low\n**Impact:** Medium\n**Mitigation:** Test long texts",
      claims: [
        {
          line: 3,
          text: "Risk: Truncation",
          value: { likelihood: "Low", impact: "Medium", mitigation: "Test long texts" },
        },
      ],
    },
    {
      markdown:
        "## Risks\n- **Security**: None identified.\n- **Performance/Availability**:\n  - *Risk*: Slow clients block the queue\n  - *Mitigation*: Drop them\n\n### Data integrity\n- IDs may clash",
      claims: [
        {
          line: 4,
          text: "Slow clients block the queue",
          value: { category: "Performance/Availability", mitigation: "Drop them" },
        },
        { line: 8, text: "IDs may clash", value: { category: "Data integrity" } },
      ],
    },
    {
      markdown: "## Security\n\n| Threat | Mitigation |\n|---|---|\n| **Webhooks** | |\n| Forged ones | |",
      claims: [{ line: 6, text: "Forged ones", value: {} }],
    },
    {
      markdown: "## Security\n\n| Threat | Risk | Mitigation |\n|---|---|---|\n| Forged webhooks | High | Sign them |",
      claims: [{ line: 5, text: "Forged webhooks", value: { impact: "High", mitigation: "Sign them" } }],
    },
    { markdown: "## Risks\n\nNo known risks.", claims: [] },
  ],
  zones: {
    of: ["risks", "risks-open-questions"],
    recognise(zone, reading, emit) {
      if (zone.form === "item") {
        // The details of a bullet "Risk: …" often stand in the bullets beside it.
        addParts([...partsOf(reading.tree, zone), ...detailsBeside(zone, reading)], null, false, reading, emit);
        return;
      }
      for (const each of areasOf(zone)) {
        addParts(partsOf(reading.tree, each.zone), each.area, zone.canonical === "risks-open-questions", reading, emit);
      }
    },
  },
  /** Threat tables, and items labelled as a risk, in sections of any other function. */
  whole(reading, emit) {
    // Tables are rare: only where there is one, the text is looked through for the word.
    let speaks: boolean | null = null;
    for (const zone of reading.outline.zones) {
      for (const block of zone.blocks) {
        if (block.kind !== "table") continue;
        speaks ??= /\b(?:risk|threat|riesgo|amenaza)/i.test(reading.tree.text);
        if (!speaks) return;
        if (!standsInRisks(zone)) addThreats(block, reading, emit);
      }
    }
  },
  describe: (_value, text) => wordsOf(text),
});

const NONE = /\b(?:risks?|threats?|concerns?|issues?|impact|riesgos?)\b/i;
const MITIGATION =
  /^(?:mitigations?|mitigated by|mitigación|mitigaciones|countermeasures?|response|contingency|remedy|resolution|solution|plan b|acción|action|prevention)$/;
const DETAIL =
  /^(?:likelihood|probability|probabilidad|chance|impact|impacto|severity|severidad|gravedad|risk level|level|nivel|priority|owner|detection|trigger|future|fallback|rationale|status|notes?|monitoring|roll ?back|blast radius|residual risk|consequences?|effect|cause|description|why|assessment|score|category|alternative|test|action items?|timeline|capabilit(?:y|ies)|attack vectors?|vectors?|motivation|actors?|targets?|attack scenario|example|details)$/;
const MITIGATION_IN_LINE = /(?:^|[.;,(—–-]\s*|\s)\**(?:mitigations?|mitigated by|mitigación)\**\s*[:：]\**\s*(.+)$/i;

/** The bullets right behind a labelled one that say something of it. */
function detailsBeside(zone: Zone, reading: Reading): readonly Item[] {
  const list = zone.opener.parent;
  if (list === null || list.kind !== "list") return [];
  const at = firstBehind(list.children, zone.opener.start);
  const next = list.children.slice(at, at + MOST_DETAILS);
  const items = partsOfBlocks(reading.tree, next, null);
  const end = items.findIndex((item) => !isDetail(item));
  return end === -1 ? items : items.slice(0, end);
}

const MOST_DETAILS = 6;

/** The index of the first block that starts behind an offset. */
function firstBehind(blocks: readonly Block[], offset: number): number {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((blocks[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Prose that says the risk is small, or what is done about the one before. */
const LOW =
  /^(?:(?:overall,? )?(?:this|the|these|it)\b.{0,60}?\b)?(?:is|are|has|have|carr(?:y|ies)|poses?)?\s*(?:an? )?(?:relatively |very |fairly |considered |quite |extremely )*(?:low|minimal|little|negligible|no)(?: to no)?[- ]risks?\b/i;
const MITIGATES =
  /^(?:to mitigate|we (?:can|will|could) mitigate|mitigat|(?:this|these|the|both|all)\b.{0,50}?\b(?:is|are|can be|will be|could be) mitigated|para mitigar)/i;

/** "Clients time out → retry twice". */
const ARROW = /\s(?:→|⇒|->|=>)\s+(.+)$/;

function addParts(
  parts: readonly Item[],
  category: string | null,
  joined: boolean,
  reading: Reading,
  emit: Emit<Risk>,
): void {
  const { tree } = reading;
  const listed = parts.some((part) => part.form !== "paragraph" && !isDetail(part));
  let last: Draft | null = null;
  const flush = (): void => {
    if (last !== null) push(last, emit);
    last = null;
  };
  for (const part of parts) {
    const name = nameOf(part);
    if (name !== null && (MITIGATION.test(name) || DETAIL.test(name))) {
      // A mitigation that stands beside its risk instead of below it.
      if (last !== null) take(last, part, name, reading);
      continue;
    }
    if (part.form === "heading" && MITIGATION.test(foldedOf(part).replace(/ (?:strategies|strategy|plan)$/, "")))
      continue;
    if (part.form === "paragraph") {
      if (listed || !isStatement(part) || isQuestion(part, tree) || LOW.test(part.plain)) continue;
      if (MITIGATES.test(part.plain)) {
        if (last !== null) takeDetail(last, "mitigation", wordsOf(part.plain));
        continue;
      }
    }
    flush();
    if (joined && !NAMES_RISK.test(name ?? "") && isQuestion(part, tree)) continue;
    if (part.form === "row" && !isRiskRow(part)) continue;
    const below = subItems(tree, part);
    if ((part.form === "heading" || part.form === "strong" || headsList(part)) && isGroup(part, below)) {
      addParts(below, nameOfGroup(part), joined, reading, emit);
    } else last = draftOf(part, below, category, reading);
  }
  flush();
}

interface Draft {
  readonly item: Item;
  readonly start: number;
  readonly end: number;
  readonly value: { -readonly [K in keyof Risk]: Risk[K] };
}

const NAMES_RISK = /^(?:risks?|threats?|riesgos?|amenazas?)(?: ?#?\d+)?$/;

/** A heading, line in bold or bare label over risks of one sort; over details of one risk it is that risk. */
function isGroup(part: Item, below: readonly Item[]): boolean {
  // "### Old clients" over "**Risk:** they break": the statement that is called a risk is it.
  if (below.some((item) => item.form === "paragraph" && NAMES_RISK.test(nameOf(item) ?? ""))) return true;
  const items = below.filter((item) => item.form !== "paragraph");
  if (items.length === 0) return false;
  if (/^(?:risks?|threats?|riesgos?|amenazas?|r\d)\b(?=[ :#\d]|$)/.test(foldedOf(part)) && /\d|:/.test(part.plain))
    return false;
  const [first] = items;
  return first !== undefined && !isDetail(first);
}

function isDetail(part: Item): boolean {
  const name = nameOf(part);
  return name !== null && (MITIGATION.test(name) || DETAIL.test(name));
}

function isStatement(part: Item): boolean {
  return !/[:：][*_]*$/.test(part.text) && part.plain.length > 12;
}

function draftOf(part: Item, below: readonly Item[], category: string | null, reading: Reading): Draft | null {
  const { tree } = reading;
  if (isPlaceholder(part.text, tree)) return null;
  const { label } = part;
  const behind = label !== null && label.separated ? wordsBetween(tree, label.rest, part.end) : "";
  if (saysNone(part.text, NONE) || (behind !== "" && saysNone(behind, NONE))) return null;
  const value: Draft["value"] = {};
  if (category !== null) value.category = category;
  let { start } = part;
  if (label !== null && label.separated && label.rest < part.end) {
    const name = fold(label.text);
    const headed = part.form === "heading" || part.form === "strong";
    if (NAMES_RISK.test(name) && !headed) start = label.rest;
    else if (CATEGORY.test(name) && !headed) value.category ??= label.text;
  }
  const draft: Draft = { item: part, start, end: part.end, value };
  if (part.form === "row") takeCells(draft, reading);
  else {
    const mitigation = MITIGATION_IN_LINE.exec(wordsOf(part.plain));
    const arrow = mitigation === null ? ARROW.exec(part.plain) : null;
    const said = mitigation?.[1] ?? arrow?.[1];
    if (said !== undefined) value.mitigation = said;
    takeBelow(draft, part, below, reading);
  }
  return draft;
}

/** Areas that an impact analysis names: `- Security: tokens may leak`. */
const CATEGORY =
  /^(?:security|privacy|performance|availability|performance ?\/ ?availability|data integrity|reliability|scalability|compliance|compatibility|backward compatibility|operational|operations|usability|technical|business|schedule|cost|seguridad|rendimiento)$/;

function takeBelow(draft: Draft, part: Item, below: readonly Item[], reading: Reading): void {
  for (const item of below) {
    const name = nameOf(item);
    if (name !== null) take(draft, item, name, reading);
  }
  if (part.block.kind !== "heading" && part.form !== "strong") return;
  // Details on the lines of one paragraph: "**Likelihood:** Low" over "**Impact:** High".
  for (const block of part.below) {
    if (block.kind !== "paragraph") continue;
    for (const line of contentOf(reading.tree, block).slice(0, LONGEST_ITEM).split("\n").map(wordsOf)) {
      const match = /^([\p{L} ]{3,24}?)\s*:\s*(.+)$/u.exec(line);
      if (match !== null) takeDetail(draft, fold(match[1] ?? ""), match[2] ?? "");
    }
  }
}

function take(draft: Draft, item: Item, name: string, reading: Reading): void {
  const { label } = item;
  const own = label !== null && label.separated ? wordsBetween(reading.tree, label.rest, item.end) : "";
  if (own !== "") takeDetail(draft, name, own);
}

function takeDetail(draft: Draft, name: string, text: string): void {
  const { value } = draft;
  if (text === "") return;
  if (/^(?:mitigat|mitigaci)/.test(name)) value.mitigation ??= text;
  else if (/^(?:likelihood|probab|chance)/.test(name)) value.likelihood ??= text;
  else if (name.startsWith("impact")) value.impact ??= text;
  else if (/^(?:severi|gravedad|risk level)/.test(name)) value.severity ??= text;
}

/** A row with nothing but a name heads a group, unless the only other column is left to be filled in. */
function isRiskRow(part: Item): boolean {
  const { children } = part.block;
  if (children.filter((cell) => cell.end > cell.start).length > 1) return true;
  return children.length === 2 && children[0]?.start === part.start && !/^[*_]{2}/.test(part.text);
}

function takeCells(draft: Draft, reading: Reading): void {
  const { item, value } = draft;
  const cellText = (header: RegExp): string | null => {
    const cell = cellOf(item, header);
    return cell === null || cell.start === item.start ? null : plainOf(reading.tree, cell);
  };
  const likelihood = cellText(/^(?:likelihood|probability|prob\.?|chance|probabilidad|likelyhood|l)$/);
  const named = cellText(/^(?:impact|impacto|consequence|effect|i)$/);
  const severity = cellText(/^(?:severity|risk level|level|rating|risk score|score|severidad|gravedad|priority)$/);
  // In a table of threats the column "Risk" says how bad they are.
  const impact = named ?? cellText(/^risk$/);
  const mitigation = cellText(
    /\b(?:mitigations?|mitigación|mitigaciones|countermeasures?|response|controls?|how we|action|contingency|defen[cs]e|protection|remediation|plan)\b/,
  );
  const category = cellText(/^(?:category|area|type|categoría|tipo|stride)$/);
  if (likelihood !== null) value.likelihood = likelihood;
  if (impact !== null) value.impact = impact;
  if (severity !== null) value.severity = severity;
  if (mitigation !== null) value.mitigation = mitigation;
  if (category !== null) value.category = category;
}

const APPLIES_NOT = /^\W*(?:not applicable|n\/a|does not apply|no aplica|none)\b/i;

/** The rows of a table whose header names threats (or risks with what is done about them). */
function addThreats(table: TableBlock, reading: Reading, emit: Emit<Risk>): void {
  const headers = headersOf(reading.tree, table);
  const threats = headers.some((header) => /^(?:threats?|amenazas?|attack vector|threat vector)\b/.test(header));
  const risks =
    headers.some((header) => /^(?:risks?|riesgos?)$/.test(header)) &&
    headers.some((header) => /^(?:mitigat|mitigac)/.test(header));
  if (!threats && !risks) return;
  for (const item of partsOfBlocks(reading.tree, [table], null)) {
    if (!isRiskRow(item)) continue;
    const draft = draftOf(item, [], null, reading);
    const said = [draft?.value.impact, draft?.value.likelihood, draft?.value.severity];
    if (draft !== null && !said.some((each) => each !== undefined && APPLIES_NOT.test(each))) push(draft, emit);
  }
}

function push(draft: Draft, emit: Emit<Risk>): void {
  if (draft.end <= draft.start) return;
  emit({ start: draft.start, end: draft.end, value: draft.value, ...keyField(draft.item.text) });
}

/** The folded name with which a part begins, when it has one. */
function nameOf(part: Item): string | null {
  if (part.form === "heading" || part.form === "row") return null;
  if (part.label === null || !part.label.separated)
    return part.form === "strong" ? withoutColon(fold(part.plain)) : null;
  return withoutColon(fold(part.label.text));
}

/** "**Mitigation:**" is the label "mitigation". */
function withoutColon(name: string): string {
  return name.replace(/[\s:：]+$/, "");
}

function nameOfGroup(part: Item): string {
  if (part.form === "heading" || part.form === "strong") return part.plain.replace(/[\s:：]+$/, "");
  return part.label?.text ?? part.plain;
}

/** Whether the zones of this kind already cover a zone. */
function standsInRisks(zone: Zone): boolean {
  for (let z: Zone | null = zone; z !== null; z = z.parent) {
    if (z.canonical === "risks" || z.canonical === "risks-open-questions") return true;
  }
  return false;
}
