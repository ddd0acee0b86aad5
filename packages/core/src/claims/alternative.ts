import { AREAS, cellOf, foldedOf, partsOf, plainOf, subItems, LONGEST_ITEM, type Item } from "../outline/items.ts";
import { contentOf } from "../markdown/tree.ts";
import { canonicalOfWhole, type CanonicalId } from "../outline/canonical.ts";
import type { Zone } from "../outline/zones.ts";
import { fold, foldTitle } from "../text/fold.ts";
import { defineClaim, type Emit, type Found, type Reading } from "./claim.ts";
import { saysNone } from "./negative.ts";
import { isPlaceholder, wordsOf } from "./statement.ts";
import { Memo } from "../text/memo.ts";

export interface Alternative {
  /** Without "Option A:" and without the mark of choice. */
  readonly name: string;
  /** Null when the document does not say. */
  readonly chosen: boolean | null;
}

export const alternative = defineClaim<"alternative", Alternative>({
  kind: "alternative",
  title: "Alternative",
  documentation: {
    what: "An option that was considered, the chosen one too when it is presented as one.",
    counts: "One per heading, bullet or row that presents an option; both sides of “X vs Y”.",
    not: "Lists of pros and cons, lines that say why the chosen one was chosen.",
  },
  examples: [
    {
      markdown:
        "## 5. Alternatives Considered\n\n### Option A: Poll\n**Pros:**\n- simple\n\n### Option B: Push (Chosen)\n- Cons: a new server\n\n### Why the chosen option\nIt is fast.",
      claims: [
        { line: 3, text: "Option A: Poll", value: { name: "Poll", chosen: false } },
        { line: 7, text: "Option B: Push (Chosen)", value: { name: "Push", chosen: true } },
      ],
    },
    {
      markdown:
        "## Alternatives\n- Keep polling: rejected because it is slow.\n- Buy a queue: dear.\n\n**Decision**: build a small one.",
      claims: [
        { line: 2, text: "Keep polling: rejected because it is slow.", value: { name: "Keep polling", chosen: false } },
        { line: 3, text: "Buy a queue: dear.", value: { name: "Buy a queue", chosen: false } },
      ],
    },
    {
      markdown: "## Design Decisions\n\n### Queue vs Table\n**Decision:** a queue\n\n### Names\nShort ones.",
      claims: [
        { line: 3, text: "Queue", value: { name: "Queue", chosen: true } },
        { line: 3, text: "Table", value: { name: "Table", chosen: false } },
      ],
    },
    {
      markdown:
        '## Considered Options\n\n* Redis\n* Postgres\n\n## Decision Outcome\n\nChosen option: "Postgres", because we run it already.\n\n## Pros and Cons of the Options\n\n### Redis\n\n* Good, because fast',
      claims: [
        { line: 3, text: "Redis", value: { name: "Redis", chosen: false } },
        { line: 4, text: "Postgres", value: { name: "Postgres", chosen: true } },
      ],
    },
    {
      markdown:
        "## 5. Alternatives Considered\n\n### Storage\n- **Option A (chosen)**: one table\n  - Pros: simple\n- **Option B**: two tables\n  - Cons: joins",
      claims: [
        { line: 4, text: "**Option A (chosen)**: one table", value: { name: "one table", chosen: true } },
        { line: 6, text: "**Option B**: two tables", value: { name: "two tables", chosen: false } },
      ],
    },
    {
      markdown:
        "## Alternativas\n\n| Opción | Ventajas | Estado |\n|---|---|---|\n| Cola | rápida | Elegida |\n| Tabla | simple | Descartada |",
      claims: [
        { line: 5, text: "Cola", value: { name: "Cola", chosen: true } },
        { line: 6, text: "Tabla", value: { name: "Tabla", chosen: false } },
      ],
    },
    { markdown: "## Alternatives Considered\nNone.", claims: [] },
  ],
  zones: {
    of: ["alternatives"],
    recognise(zone, reading, emit) {
      addOptions(zone, partsOf(reading.tree, zone), reading, emit);
    },
  },
  /** Options that stand in a section of another name: two headings "Option A" and "Option B" are enough. */
  whole(reading, emit) {
    for (const zone of reading.outline.zones) {
      if (zone.canonical === "alternatives" || zone.form !== "heading" || !mayHoldOptions(zone, reading)) continue;
      const forms = zone.canonical === null || WEIGHING.has(zone.canonical) ? ["heading", "strong"] : ["heading"];
      const options = partsOf(reading.tree, zone).filter(
        (part) => forms.includes(part.form) && (TAG.test(part.plain) || isAside(part, reading)),
      );
      const named = options.filter((part) => OPTION.test(part.plain) && isEnumerated(part));
      if (named.length >= 2) readGroup(options, false, false, reading, emit);
    }
  },
  /** Drops what is presented twice: a list of options, and again a heading for each. */
  settle(found) {
    const names = new Map<string, Found<Alternative>>();
    for (const each of found) {
      const name = comparable(each.value.name);
      const before = names.get(name);
      if (before === undefined || (before.value.chosen === null && each.value.chosen !== null)) names.set(name, each);
    }
    return [...names.values()];
  },
  describe: (value) => (value.chosen === true ? `${value.name} (chosen)` : value.name),
});

/** Functions of sections in which lines in bold may weigh options as well. */
const WEIGHING: ReadonlySet<CanonicalId> = new Set([
  "design",
  "context",
  "summary",
  "problem",
  "architecture",
  "data-model",
]);

const OPTION = /^\W*(?:option|alternative|opción|alternativa)\b/i;

/** Cheap: whether two headings, or lines in bold, of a zone may begin with a numbered option. */
function mayHoldOptions(zone: Zone, reading: Reading): boolean {
  let options = 0;
  for (const child of zone.children) {
    if (child.form === "heading" && child.canonical === null && OPTION.test(child.section.folded)) options++;
  }
  const { text } = reading.tree;
  for (const block of zone.blocks) {
    if (block.kind !== "paragraph" || text.charCodeAt(block.start) !== 42) continue;
    if (OPTION.test(text.slice(block.start, block.start + 20))) options++;
  }
  return options >= 2;
}

/** An option before it is settled which of its group was chosen. */
interface Option {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  /** "option b", "2": how the text calls it besides its name. */
  readonly tag: string | null;
  readonly verdict: boolean | null;
  readonly enumerated: boolean;
}

/** A line that says what was chosen, apart from the options or at the end of the last one. */
interface Decision {
  readonly text: string;
  readonly item: Item;
  readonly label: string;
  readonly within: boolean;
}

const TAG =
  /^(?:\W*)((?:option|alternative|approach|solution|variant|proposal|opción|opcion|alternativa|enfoque)s?[ -]?#?(?:\d{1,2}|[a-z]|[ivx]{1,4})?)(?=$|[^\p{L}\p{N}])\s*(?:\(([^)]*)\)\s*)?[\s*_]*(?:[:.)–—-]+\s*|$|(?=[^\s]))/iu;
/** Headings and labels in a section of options that present none. */
const ASIDE =
  /^(?:why|decision|conclusion|recommend|rationale|comparison|compare|summary|evaluation|criteria|trade-?offs?|pros?\b|cons?\b|advantages?|disadvantages?|drawbacks?|benefits?|analysis|overview|matrix|notes?|background|context|consequences?|verdict|selected|discussion|references?|review|good|bad|neutral|impact|description|how|status|reason|effort|cost|risks?|mitigations?|examples?|result|outcome|pro\/con|score|ventajas?|desventajas?|decisión|conclusión|motivo|por qué|mitigated|tradeoff|details|implementation|limitations|prior art|future|alternatives?$|options?$)/;
const REJECTED =
  /\b(?:not (?:chosen|selected|recommended|adopted|pursued|viable|accepted)|reject(?:ed|ion)?|discard(?:ed)?|ruled out|dismissed|abandoned|declined|descartad[oa]|rechazad[oa]|no elegid[oa]|skip(?:ped)?|deferred|won't|will not|too complex|infeasible)\b|❌|✗/i;
const CHOSEN =
  /\b(?:chosen|selected|recommended|preferred|adopted|accepted|picked|our choice|winner|elegid[oa]|seleccionad[oa]|recomendad[oa]|escogid[oa])\b|✅|⭐|✔|☑/i;
const MARK =
  /\s*(?:[-–—:]\s*)?(?:[([]\s*(?:✅|❌)?\s*(?:not )?(?:chosen|selected|recommended|preferred|adopted|accepted|rejected|discarded|picked|our choice|elegid[oa]|descartad[oa]|recomendad[oa]|rechazad[oa])[^)\]]*[)\]]|[✅❌✔☑⭐✗]\ufe0f?\s*(?:(?:not )?(?:chosen|selected|recommended|rejected|preferred)\b)?|~~)/giu;
const LEADING_MARK =
  /^(?:not )?(?:chosen|selected|recommended|preferred|rejected|elegid[oa]|descartad[oa])(?: (?:option|approach|solution|design))?\s*[-–—:]\s*/i;
const VERDICT_LABEL = /^(?:decision|verdict|status|outcome|result|conclusion|decisión|estado|resultado)$/;
/** Headings under which the decision stands. */
const DECIDES =
  /^(?:decision|conclusion|recommend|selected|why|verdict|outcome|decisión|conclusión)|\b(?:chosen|selected|preferred|recommended) (?:option|approach|solution|design|alternative)\b|\b(?:option|approach|solution|alternative) (?:chosen|selected)\b/;
const REJECTED_LABEL =
  /^(?:rejected(?: because)?|why (?:not|rejected|discarded)|reasons? (?:for rejection|rejected|not chosen)|not chosen(?: because)?|rejection|deferred|postponed|not now|descartada|por qué no|motivo de descarte)$/;
const CHOSEN_LABEL =
  /^(?:chosen(?: option| approach| solution)?|selected(?: option| approach)?|why chosen|chosen because|decision outcome|elegida|opción elegida)$/;
const VERSUS = /\s+(?:vs\.?|versus)\s+/i;

function addOptions(zone: Zone, parts: readonly Item[], reading: Reading, emit: Emit<Alternative>): void {
  const title = zone.form === "heading" ? zone.section.folded : foldTitle(zone.title);
  // "Design decisions" holds decisions; only what is set against something else is an option there.
  const decisions = /\bdecisions?\b|\bdecisiones\b|trade-?offs?$/.test(title) && !/option|alternativ/.test(title);
  readGroup(parts, decisions, /reject|discard|descartad|other|alternativ/.test(title), reading, emit);
}

function readGroup(
  parts: readonly Item[],
  decisions: boolean,
  rejectedByDefault: boolean,
  reading: Reading,
  emit: Emit<Alternative>,
): void {
  const { tree } = reading;
  const options: Option[] = [];
  const decided: Decision[] = [];
  const headings = parts.some((part) => part.form === "heading" && !isAside(part, reading));
  const listed = parts.some((part) => part.form !== "paragraph");
  // Among lettered options a heading of another kind presents none.
  const lettered = parts.filter((part) => part.form === "heading" && isEnumerated(part)).length >= 2;
  // Below a question of the template stands its answer, which lists the options or is about something else.
  let asked: "options" | "other" | null = null;
  for (const part of parts) {
    if (part.form !== "row" && /[?？][\s*_]*(?:\([^()]*\))?[\s*_]*$/.test(part.text)) {
      asked = /\b(?:alternatives?|options?|approaches|alternativas?)\b/i.test(part.text) ? "options" : "other";
      if (asked === "options") readGroup(subItems(tree, part), false, true, reading, emit);
      continue;
    }
    if (asked === "other" && part.form !== "heading") continue;
    const name = nameOf(part);
    if (name !== null && (CHOSEN_LABEL.test(name) || VERDICT_LABEL.test(name))) {
      decided.push({ text: behind(part, reading), item: part, label: name, within: false });
      continue;
    }
    if (part.form === "heading" || part.form === "strong") {
      const below = subItems(tree, part);
      if (addVersus(part, below, reading, emit)) continue;
      if (isAside(part, reading)) {
        if (
          /^(?:decision|conclusion|recommend|selected|why|verdict|outcome|decisión|conclusión)/.test(foldedOf(part))
        ) {
          decided.push({ text: textsOf(below, reading), item: part, label: "", within: false });
        }
        continue;
      }
      if (lettered && part.form === "heading" && !TAG.test(part.plain) && !CHOSEN.test(part.plain)) continue;
      if (decisions && !TAG.test(part.plain)) readDecision(below, reading, emit);
      else if (isGroup(part, below)) readGroup(below, false, rejectedByDefault, reading, emit);
      else {
        // What is said at the end of the last option may be said of all of them.
        const closing = part === parts.at(-1) ? below.filter((item) => item.form === "paragraph").at(-1) : undefined;
        const label = closing === undefined ? null : nameOf(closing);
        const closes = label !== null && (CHOSEN_LABEL.test(label) || VERDICT_LABEL.test(label));
        if (closing !== undefined && closes)
          decided.push({ text: behind(closing, reading), item: closing, label, within: true });
        const own = closes ? below.filter((item) => item !== closing) : below;
        pushOption(part, own, reading, options);
      }
    } else if (part.form === "row") {
      if (!headings && !decisions && presentsOption(part)) pushOption(part, [], reading, options);
    } else if (part.form === "paragraph") {
      if (isDecision(part.plain)) decided.push({ text: part.plain, item: part, label: "", within: false });
      else if (!listed && !decisions && PROSE.test(part.plain)) pushOption(part, [], reading, options);
    } else if (!headings && (!decisions || TAG.test(part.plain)) && !isAside(part, reading)) {
      pushOption(part, subItems(tree, part), reading, options);
    }
  }
  if (options.length === 0 && !listed && !decisions && rejectedByDefault) {
    // Prose about one option that was not taken.
    const first = parts.find(
      (part) => !isDecision(part.plain) && !/[:：][*_]*$/.test(part.text) && part.plain.length > 20,
    );
    if (first !== undefined && asked === null) pushOption(first, [], reading, options);
  }
  settleGroup(options, decided, rejectedByDefault, reading, emit);
}

/** Paragraphs that each present an option, where nothing is listed. */
const PROSE =
  /^(?:(?:an?|one|another|the other|a (?:second|third)|the (?:first|second|third)) (?:alternative|option|approach|possibility|solution|idea)\b|alternatively\b|instead of\b|we (?:could|also considered|considered|might|can also|looked)\b|otra (?:alternativa|opción)|una (?:alternativa|opción)|se consideró)/i;

function settleGroup(
  options: readonly Option[],
  decided: readonly Decision[],
  rejectedByDefault: boolean,
  reading: Reading,
  emit: Emit<Alternative>,
): void {
  let chosen = options.find((option) => option.verdict === true) ?? null;
  const anew: Option[] = [];
  for (const { text, item, label, within } of decided) {
    if (chosen !== null) break;
    chosen = meant(options, text);
    const last = options.at(-1);
    const ofLast = chosen === null && within && last !== undefined && last.verdict === null;
    if (ofLast && !REJECTED.test(text) && CHOSEN.test(`${label} ${text}`)) chosen = last;
    if (chosen === null && CHOSEN_LABEL.test(label) && item.label !== null && text !== "") {
      chosen = { start: item.label.rest, end: item.end, name: text, tag: null, verdict: true, enumerated: false };
      anew.push(chosen);
    }
  }
  if (chosen === null) {
    const outcome = outcomeOf(reading);
    if (outcome !== null) chosen = meant(options, outcome);
  }
  for (const option of [...options, ...anew]) {
    const open = rejectedByDefault && !option.enumerated ? false : null;
    const verdict = option === chosen ? true : (option.verdict ?? (chosen !== null ? false : open));
    emit({
      start: option.start,
      end: option.end,
      value: { name: option.name, chosen: verdict },
      key: option.name === "" ? (option.tag ?? "") : option.name,
    });
  }
}

/** The one option of which a text speaks as chosen; null when it could be several. */
function meant(options: readonly Option[], text: string): Option | null {
  const words = comparable(text.slice(0, 400));
  if (words === "") return null;
  const tagged = options.filter((option) => option.tag !== null && hasWords(words, option.tag));
  const [first] = tagged;
  if (tagged.length === 1 && first !== undefined) return first;
  const named = options.filter((option) => isSame(comparable(option.name), words));
  return named.length === 1 ? (named[0] ?? null) : null;
}

function hasWords(text: string, words: string): boolean {
  return ` ${text} `.includes(` ${words} `);
}

/** Whether a name and a text mean the same: one holds the other, or one spells out the letters of the other. */
function isSame(name: string, text: string): boolean {
  if (name === "") return false;
  if (hasWords(text, name) || (text.length >= 4 && hasWords(name, text))) return true;
  const initials = text
    .split(" ")
    .slice(0, 5)
    .map((word) => word.charAt(0))
    .join("");
  return initials.length >= 2 && (name === initials || name.startsWith(`${initials} `));
}

/** Words only, as options are compared. */
function comparable(name: string): string {
  return fold(name)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** "Monolith vs Microservices" presents both. */
function addVersus(part: Item, below: readonly Item[], reading: Reading, emit: Emit<Alternative>): boolean {
  const source = part.text;
  const number = /^[\s*_]*(?:\d+(?:\.\d+)*[.)]?\s+)?(?:[^:]{1,40}:\s+)?/.exec(source)?.[0].length ?? 0;
  const sides = source.slice(number).split(VERSUS);
  if (sides.length < 2) return false;
  const options: Option[] = [];
  let at = number;
  for (const side of sides) {
    const start = source.indexOf(side, at);
    at = start + side.length;
    const name = wordsOf(side).replace(MARK, "");
    options.push({
      start: part.start + start,
      end: part.start + at,
      name,
      tag: null,
      verdict: REJECTED.test(side) ? false : CHOSEN.test(side) ? true : null,
      enumerated: true,
    });
  }
  const decided = below
    .filter((item) => VERDICT_LABEL.test(nameOf(item) ?? "") || CHOSEN_LABEL.test(nameOf(item) ?? ""))
    .map((item) => ({ text: behind(item, reading), item, label: "", within: false }));
  settleGroup(options, decided, false, reading, emit);
  return true;
}

/** Under a decision, what stands under a label "Alternatives" was considered for it. */
function readDecision(below: readonly Item[], reading: Reading, emit: Emit<Alternative>): void {
  for (const item of below) {
    if (
      !/^(?:alternatives?|options?|other options|rejected alternatives?|alternativas?|opciones)(?: considered| evaluated| consideradas)?$/.test(
        nameOf(item) ?? "",
      )
    )
      continue;
    const options = subItems(reading.tree, item);
    if (options.length > 0) readGroup(options, false, true, reading, emit);
  }
}

/** A heading over options of one question, rather than an option: what it heads are numbered or lettered options. */
function isGroup(part: Item, below: readonly Item[]): boolean {
  if (TAG.test(part.plain)) return false;
  return below.some((item) => {
    if (item.form === "paragraph" || item.form === "row") return false;
    const tag = TAG.exec(item.plain)?.[1];
    return tag !== undefined && /[ -]#?(?:\d|[a-z]\b|[ivx]+\b)/i.test(tag);
  });
}

function isAside(part: Item, reading: Reading): boolean {
  const name = nameOf(part);
  if (name === null) return false;
  if (CHOSEN.test(name) && /:/.test(part.plain) && part.form === "heading") return false;
  // "Design" or "Version skew strategy" below options is a section that was nested there.
  if (part.form === "heading" && namesSection(part, reading)) return true;
  if (part.form === "heading" && DECIDES.test(name)) return true;
  return ASIDE.test(name) || CHOSEN_LABEL.test(name) || REJECTED_LABEL.test(name);
}

/** A title of a section. "Storage" over options A and B is what they are about, though. */
function namesSection(part: Item, reading: Reading): boolean {
  const canonical = canonicalOfWhole(foldedOf(part));
  if (canonical === null) return false;
  return !AREAS.has(canonical) || !subItems(reading.tree, part).some((item) => OPTION.test(item.plain));
}

function isDecision(plain: string): boolean {
  return /^(?:\W*)(?:decision|chosen|selected|we (?:chose|choose|decided|selected|picked|will go)|the chosen|conclusion|decisión|elegimos|recommendation)\b/i.test(
    plain,
  );
}

const OPTION_HEADER =
  /\b(?:options?|alternatives?|approach(?:es)?|solutions?|candidates?|choices?|tools?|technology|library|opción|opciones|alternativas?)\b/;
const VERDICT_HEADER =
  /\b(?:decision|verdict|status|chosen|rejected|why not|reason|outcome|selected|estado|motivo|decisión)\b/;

/** A row presents an option when the first column is of options; a table that compares has them as columns. */
function presentsOption(part: Item): boolean {
  if (part.cells === null) return false;
  const headers = [...part.cells.keys()];
  return (
    headers.slice(0, 2).some((header) => OPTION_HEADER.test(header)) ||
    headers.some((header) => VERDICT_HEADER.test(header))
  );
}

function isEnumerated(part: Item): boolean {
  const tag = TAG.exec(part.plain)?.[1];
  return tag !== undefined && /(?:\d|[ -](?:[a-z]|[ivx]+))$/i.test(tag);
}

function pushOption(part: Item, below: readonly Item[], reading: Reading, options: Option[]): void {
  // Options of a command line, and what a template says of its own section.
  if (/^[`*_]*-{1,2}\w/.test(part.text) || /\bsection\b.{0,60}\b(?:is used|describe|highlight)/i.test(part.text))
    return;
  if (
    isPlaceholder(part.text, reading.tree) ||
    saysNone(part.text, /\b(?:alternatives?|options?|approaches|alternativas?)\b/i)
  )
    return;
  const tagged = TAG.exec(part.plain);
  const enumerated = isEnumerated(part);
  const name = optionName(part, enumerated ? (tagged?.[0].length ?? 0) : 0);
  if (name === "" && !enumerated) return;
  options.push({
    start: part.start,
    end: part.end,
    name: name === "" ? (tagged?.[1] ?? "") : name,
    tag: enumerated ? comparable(tagged?.[1] ?? "") : null,
    verdict: verdictOf(part, below, reading),
    enumerated,
  });
}

/** The name without its tag, without the mark of choice and without what is said of it. */
function optionName(part: Item, from: number): string {
  let name = part.plain
    .replace(/\n/g, " ")
    .slice(from)
    .replace(/^\s*(?:\d{1,2}[.)]\s+|\[(?:alternative|option)\]\s*)/i, "")
    .replace(LEADING_MARK, "");
  if (part.form !== "heading" && part.form !== "strong" && part.form !== "row") {
    const end =
      /(?::\s|\s[-–—]\s|—|\s→\s|[.!?](?:\s|$)|;\s|\s\((?:rejected|discarded|chosen|not chosen|selected)\b)/i.exec(name);
    if (end !== null && end.index > 1) name = name.slice(0, end.index);
  }
  return name.replace(MARK, "").replace(/^[\s:–—-]+|[\s:–—-]+$/g, "");
}

const MOST_VERDICT = 600;

/** What the option's own words, its labelled lines or its columns say of the choice. */
function verdictOf(part: Item, below: readonly Item[], reading: Reading): boolean | null {
  const { tree } = reading;
  const title = part.form === "heading" || part.form === "strong";
  const own = title || part.form === "row" ? part.plain : contentOfItem(part, reading).slice(0, MOST_VERDICT);
  if (REJECTED.test(own)) return false;
  const marked = CHOSEN.exec(own);
  if (marked !== null && (title || part.form === "row" || marked.index < 60 || /\bchosen\b/i.test(own))) return true;
  if (part.form === "row") {
    const cell = cellOf(part, VERDICT_HEADER);
    const text = cell === null ? "" : plainOf(tree, cell);
    return text === ""
      ? null
      : REJECTED.test(text) || /^no\b/i.test(text)
        ? false
        : CHOSEN.test(text) || /^(?:yes|sí)\b/i.test(text)
          ? true
          : null;
  }
  for (const item of below) {
    const name = nameOf(item);
    if (name === null) {
      if (item.form === "paragraph" && /^(?:\W*)(?:rejected|not chosen|discarded|descartad)/i.test(item.plain))
        return false;
      continue;
    }
    if (REJECTED_LABEL.test(name)) return false;
    if (CHOSEN_LABEL.test(name)) return !/^\W*(?:no|false)\b/i.test(behind(item, reading));
    if (!VERDICT_LABEL.test(name)) continue;
    const text = behind(item, reading);
    if (REJECTED.test(text) || /\b(?:later|not now|no)\b/i.test(text)) return false;
    if (CHOSEN.test(text) || /^\W*(?:yes|go with|use this|this (?:one|option)|start with this)\b/i.test(text))
      return true;
  }
  return null;
}

function contentOfItem(part: Item, reading: Reading): string {
  const leaf = part.block.kind === "item" ? part.block.children[0] : part.block;
  return leaf?.kind === "paragraph" && part.form !== "inline"
    ? contentOf(reading.tree, leaf).slice(0, LONGEST_ITEM)
    : part.plain;
}

const outcomes = new Memo<Reading["outline"], { readonly text: string | null }>();

/** What a section apart says was chosen: "Decision Outcome", "Decision", "Recommendation". */
function outcomeOf(reading: Reading): string | null {
  const known = outcomes.get(reading.outline);
  if (known !== undefined) return known.text;
  let text: string | null = null;
  for (const zone of reading.outline.zones) {
    if (zone.form !== "heading" || !OUTCOME.test(zone.section.folded)) continue;
    const first = zone.blocks.find((block) => block.kind === "paragraph");
    if (first === undefined) continue;
    const plain = plainOf(reading.tree, first);
    text = /chosen option:?\s*["“']?([^"”'\n]{2,120})/i.exec(plain)?.[1] ?? plain;
    break;
  }
  outcomes.set(reading.outline, { text });
  return text;
}

const OUTCOME =
  /^(?:(?:the )?decision(?: outcome)?|recommendation|decisión)$|^(?:the )?(?:chosen|selected) (?:option|approach|solution|design)\b|^(?:option|approach|solution) (?:chosen|selected)$/;

function textsOf(parts: readonly Item[], reading: Reading): string {
  return parts
    .slice(0, 3)
    .map((part) => contentOfItem(part, reading))
    .join(" ");
}

/** What an item says behind its label. */
function behind(part: Item, reading: Reading): string {
  const { label } = part;
  if (label === null || !label.separated)
    return part.form === "strong" ? textsOf(subItems(reading.tree, part), reading) : part.plain;
  const own = wordsOf(reading.tree.text.slice(label.rest, part.end));
  return own === "" ? textsOf(subItems(reading.tree, part), reading) : own;
}

/** The folded name with which a part begins, when it has one. */
function nameOf(part: Item): string | null {
  if (part.form === "heading") return foldedOf(part);
  if (part.form === "row") return null;
  if (part.label !== null && part.label.separated) return fold(part.label.text).replace(/\s*\([^)]*\)$/, "");
  return part.form === "strong" ? foldedOf(part) : null;
}
