/**
 * Zones: stretches of a document that serve one function. A heading opens one; so does a label inside a section, because half
 * of the real designs write `- Drivers: a; b` or `**Non-Goals**` over a list where others write a heading.
 */
import type { Block, ItemBlock, Tree } from "../markdown/tree.ts";
import { namesOne, type CanonicalId } from "./canonical.ts";
import { canonicalOfLabel, isOnlyLabel, labelAt, questionAt, type Label } from "./label.ts";
import type { Section } from "./sections.ts";

export interface Zone {
  /** The function: of the heading or label itself, or null where it names a thing of its own ("Option A", "Phase 1"). */
  readonly canonical: CanonicalId | null;
  readonly form: "heading" | "label" | "item";
  readonly title: string;
  readonly section: Section;
  readonly parent: Zone | null;
  readonly children: readonly Zone[];
  /** Heading, labelled paragraph or labelled list item that opens the zone. Labels on lines of one paragraph share it. */
  readonly opener: Block;
  readonly label: Label | null;
  /** What the opening paragraph says behind the label; null when nothing does. */
  readonly inline: { readonly start: number; readonly end: number } | null;
  /** The blocks of the zone that belong to no zone inside it, in order. */
  readonly blocks: readonly Block[];
}

type OpenZone = { -readonly [K in keyof Zone]: Zone[K] } & { children: Zone[]; blocks: Block[] };

/**
 * Sections that list statements of one kind, with the labels that leave them. There every other label belongs to a statement:
 * `- **Security**: tokens are encrypted` under *Goals* is a goal. A section that is not named here may hold any label.
 */
const LEAVING: Partial<Readonly<Record<CanonicalId, ReadonlySet<CanonicalId>>>> = {
  goals: new Set(["non-goals", "success-criteria", "assumptions", "risks", "open-questions"]),
  "non-goals": new Set(["goals", "risks", "open-questions", "assumptions"]),
  "success-criteria": new Set(["non-goals", "risks", "open-questions"]),
  drivers: new Set(["non-goals", "goals"]),
  requirements: new Set([
    "non-goals",
    "goals",
    "acceptance-criteria",
    "user-story",
    "assumptions",
    "dependencies-owners",
    "open-questions",
    "risks",
  ]),
  "acceptance-criteria": new Set(["non-goals", "test-mapping", "open-questions", "risks"]),
  alternatives: new Set(["goals", "non-goals"]),
  risks: new Set(["open-questions", "assumptions"]),
  "open-questions": new Set(["risks", "assumptions"]),
  assumptions: new Set(["risks", "open-questions", "dependencies-owners"]),
  milestones: new Set([
    "dependencies-owners",
    "risks",
    "open-questions",
    "success-criteria",
    "acceptance-criteria",
    "test-mapping",
    "feature-flags",
    "revert",
    "approval-gate",
  ]),
  references: new Set([]),
  "test-mapping": new Set(["test-tiers", "negative-cases", "ci", "performance-tests", "tdd-commitment"]),
  "test-tiers": new Set(["test-mapping"]),
  "negative-cases": new Set(["test-mapping"]),
  metrics: new Set(["alerts", "dashboards", "slos", "logging", "runbooks"]),
  alerts: new Set(["metrics", "dashboards", "slos", "logging", "runbooks"]),
  slos: new Set(["alerts", "metrics", "dashboards", "runbooks"]),
  logging: new Set(["metrics", "alerts", "dashboards", "slos"]),
  dashboards: new Set(["alerts", "metrics", "runbooks", "slos"]),
  modules: new Set([]),
  flow: new Set(["acceptance-criteria", "negative-cases", "error-handling"]),
  "user-story": new Set(["acceptance-criteria", "negative-cases"]),
  "dependencies-owners": new Set(["risks"]),
};

/** What a label under the title may open; the others there are fields of the document (`**Owner**: …`, `**Risk**: low`). */
const UNDER_TITLE: ReadonlySet<CanonicalId> = new Set([
  "summary",
  "context",
  "problem",
  "goals",
  "non-goals",
  "goals-non-goals",
  "success-criteria",
  "drivers",
  "requirements",
  "acceptance-criteria",
  "user-story",
  "open-questions",
  "architecture",
  "design",
]);

const MOST_SENTENCE = 240;
const MOST_BARE = 48;
const OUT_OF_SCOPE =
  /(?<!\p{L})(?:(?:out|outside) of (?:the )?scope|not in scope|outside the scope|non-?goals|fuera del? alcance)(?!\p{L})/iu;

/** Every zone of the document in reading order; a zone follows the one that holds it. */
export function readZones(tree: Tree, sections: readonly Section[]): readonly Zone[] {
  const zones: Zone[] = [];
  const bySection = new Map<Section, OpenZone>();
  for (const section of sections) {
    const parent = section.parent === null ? null : (bySection.get(section.parent) ?? null);
    const zone: OpenZone = {
      canonical: section.canonical,
      form: "heading",
      title: section.title,
      section,
      parent,
      children: [],
      opener: section.heading,
      label: null,
      inline: null,
      blocks: [],
    };
    parent?.children.push(zone);
    bySection.set(section, zone);
    zones.push(zone);
    new Division(tree, zone, zones).divide();
  }
  return zones;
}

/** Parts the blocks of one section among the labels that stand in it. */
class Division {
  readonly #tree: Tree;
  readonly #zone: OpenZone;
  readonly #zones: Zone[];
  /** The zone to which the next block belongs. */
  #current: OpenZone;

  constructor(tree: Tree, zone: OpenZone, zones: Zone[]) {
    this.#tree = tree;
    this.#zone = zone;
    this.#zones = zones;
    this.#current = zone;
  }

  divide(): void {
    const { blocks } = this.#zone.section;
    for (let i = 0; i < blocks.length; i++) {
      const block = blocks[i];
      if (block === undefined) continue;
      if (block.kind === "rule") this.#current = this.#zone;
      else if (block.kind === "paragraph") {
        if (this.#openParagraph(block) || this.#openBare(block, blocks[i + 1])) continue;
        if (this.#closes(block)) this.#current = this.#zone;
      } else if (block.kind === "list") {
        this.#addList(block);
        continue;
      }
      this.#current.blocks.push(block);
    }
  }

  /** Opens a zone for each line of a paragraph that is labelled with a function. */
  #openParagraph(paragraph: Block): boolean {
    const { text } = this.#tree;
    const { lines } = paragraph;
    let opened: OpenZone | null = null;
    for (let i = 0; i + 1 < lines.length; i += 2) {
      const start = lines[i] ?? 0;
      const end = lines[i + 1] ?? start;
      const first = text.charCodeAt(start);
      // Past the first line only a label in bold starts something new.
      if (i > 0 && first !== 42 && first !== 95) continue;
      const label = labelAt(text, start, end);
      if (label === null || (i > 0 && !label.separated)) continue;
      const zone = this.#labelled(this.#zone, paragraph, label, end, lines.length === 2);
      if (zone === null) {
        // A label without a function of its own ends what stood before it, and is part of no zone.
        if (opened !== null && label.strong && label.separated) break;
        continue;
      }
      if (i > 0 && opened === null) this.#current.blocks.push(paragraph);
      zone.inline = this.#behind(label, lines, i);
      this.#zones.push(zone);
      this.#zone.children.push(zone);
      opened = zone;
    }
    if (opened === null) opened = this.#openSentence(paragraph);
    if (opened === null) return false;
    // A label with its content on the same line still owns the list that follows when it ends in a colon.
    this.#current = opened.inline === null || this.#endsWithColon(opened.inline.end) ? opened : this.#zone;
    return true;
  }

  /** A line without any mark that heads a list as a label would: "Spec to test mapping" over bullets. */
  #openBare(paragraph: Block, next: Block | undefined): boolean {
    if (paragraph.lines.length !== 2 || (next?.kind !== "list" && next?.kind !== "table")) return false;
    const start = paragraph.lines[0] ?? 0;
    const end = paragraph.lines[1] ?? start;
    if (end - start > MOST_BARE) return false;
    const text = this.#tree.text.slice(start, end);
    if (/[.;,!?:]$/.test(text)) return false;
    const label: Label = { text, start, end, rest: end, strong: false, separated: true };
    const zone = this.#labelled(this.#zone, paragraph, label, end, true);
    if (zone === null) return false;
    this.#zones.push(zone);
    this.#zone.children.push(zone);
    this.#current = zone;
    return true;
  }

  /** "The following is out of scope:" over a list says of it what a label would. */
  #openSentence(paragraph: Block): OpenZone | null {
    const start = paragraph.lines[0] ?? 0;
    const end = paragraph.lines.at(-1) ?? start;
    if (end - start > MOST_SENTENCE || !this.#endsWithColon(end)) return null;
    if (!OUT_OF_SCOPE.test(this.#tree.text.slice(start, end))) return null;
    const label: Label = { text: "Out of scope", start, end, rest: end, strong: true, separated: true };
    const zone = this.#labelled(this.#zone, paragraph, label, end, false);
    if (zone === null) return null;
    this.#zones.push(zone);
    this.#zone.children.push(zone);
    return zone;
  }

  /** What a paragraph says behind a label: the rest of its line and the lines up to the next label in bold. */
  #behind(label: Label, lines: readonly number[], at: number): Zone["inline"] {
    const { text } = this.#tree;
    let end = lines[at + 1] ?? label.rest;
    let start = label.rest;
    for (let i = at + 2; i + 1 < lines.length; i += 2) {
      const from = lines[i] ?? 0;
      const to = lines[i + 1] ?? from;
      const code = text.charCodeAt(from);
      if ((code === 42 || code === 95) && labelAt(text, from, to)?.separated === true) break;
      if (start >= end) start = from;
      end = to;
    }
    return start >= end ? null : { start, end };
  }

  #addList(list: Block): void {
    const first = list.children[0];
    if (this.#current.form === "item" && first?.kind === "item" && this.#asks(first)) this.#current = this.#zone;
    const current = this.#current;
    const rest: Block[] = [];
    for (const item of list.children) {
      const opened = item.kind === "item" ? this.#openItem(current, item) : null;
      if (opened === null) rest.push(item);
      else {
        this.#zones.push(opened);
        current.children.push(opened);
      }
    }
    if (rest.length === list.children.length) current.blocks.push(list);
    else current.blocks.push(...rest);
    const last = list.children.at(-1);
    const question = last?.kind === "item" && this.#asks(last);
    const opened = this.#zones.at(-1);
    // A question of the template with its answer in the list that follows instead of one within.
    if (question && opened !== undefined && opened.opener === last && opened.blocks.length === 0) {
      this.#current = opened as OpenZone;
    } else if (question) this.#current = this.#zone;
  }

  /** Whether a list item is a question and nothing else. */
  #asks(item: ItemBlock): boolean {
    const first = item.children[0];
    if (first?.kind !== "paragraph" || first.lines.length !== 2) return false;
    const start = first.lines[0] ?? 0;
    return questionAt(this.#tree.text, start, first.lines[1] ?? start) !== null;
  }

  #openItem(parent: OpenZone, item: ItemBlock): OpenZone | null {
    const first = item.children[0];
    if (first?.kind !== "paragraph") return null;
    const start = first.lines[0] ?? 0;
    const end = first.lines[1] ?? start;
    const label = labelAt(this.#tree.text, start, end) ?? questionAt(this.#tree.text, start, end);
    if (label === null) return null;
    const zone = this.#labelled(parent, item, label, end, first.lines.length === 2);
    if (zone === null) return null;
    zone.form = "item";
    const contentEnd = first.lines.at(-1) ?? end;
    const from = isOnlyLabel(label, end) ? (first.lines[2] ?? contentEnd) : label.rest;
    zone.inline = from >= contentEnd ? null : { start: from, end: contentEnd };
    zone.blocks = item.children.slice(1);
    return zone;
  }

  /** The zone that a label opens in `parent`, without its content; null when it opens none. */
  #labelled(parent: OpenZone, opener: Block, label: Label, end: number, single: boolean): OpenZone | null {
    const only = isOnlyLabel(label, end);
    if (!label.separated && !(only && single)) return null;
    const around = functionAround(parent);
    if (!label.strong && !only && around === null) return null;
    const canonical = canonicalOfLabel(label);
    if (canonical === null || canonical === "title") return null;
    // A section of decisions has the alternatives of each under a label of their own.
    if (canonical === around && !(canonical === "alternatives" && holdsDecisions(parent))) return null;
    if (around === null && this.#zone.canonical === "title" && !UNDER_TITLE.has(canonical)) return null;
    if (around !== null && canonical !== around && LEAVING[around]?.has(canonical) === false) return null;
    // "Owner" or "Goal" under "Phase 1" says something of that phase.
    const named = parent.canonical === null && namesOne(parent.section.folded);
    if (named && (canonical === "dependencies-owners" || canonical === "goals") && around !== "user-story") return null;
    if (canonical === "dependencies-owners" && around === "milestones" && parent.canonical === null) return null;
    return {
      canonical,
      form: "label",
      title: label.text,
      section: parent.section,
      parent,
      children: [],
      opener,
      label,
      inline: null,
      blocks: [],
    };
  }

  /** Whether a paragraph ends the zone that a label opened: one that begins in bold, unless the zone consists of such. */
  #closes(paragraph: Block): boolean {
    const current = this.#current;
    const first = current.blocks[0];
    if (current.form !== "label" || first === undefined) return false;
    // "Options considered:" over a list ends where "Key constraints:" heads the next one.
    if (first.kind === "list" && this.#heads(paragraph)) return true;
    if (!this.#startsWithStrong(paragraph)) return false;
    return first.kind !== "paragraph" || !this.#startsWithStrong(first);
  }

  /** A short line that ends in a colon. */
  #heads(paragraph: Block): boolean {
    const [start = 0, end = 0] = paragraph.lines;
    return paragraph.lines.length === 2 && end - start <= MOST_BARE && this.#endsWithColon(end);
  }

  #endsWithColon(end: number): boolean {
    return /[:：][*_]*$/.test(this.#tree.text.slice(Math.max(0, end - 4), end));
  }

  #startsWithStrong(paragraph: Block): boolean {
    const { text } = this.#tree;
    const start = paragraph.lines[0] ?? 0;
    const code = text.charCodeAt(start);
    if (code !== 42 && code !== 95) return false;
    return labelAt(text, start, paragraph.lines[1] ?? start) !== null;
  }
}

/** Whether the section around tells of decisions rather than of options: "## Decisions", "## Key technical decisions". */
function holdsDecisions(zone: Zone): boolean {
  for (let z: Zone | null = zone; z !== null; z = z.parent) {
    if (z.canonical === null) continue;
    return z.form === "heading" && DECISIONS.test(z.section.folded) && !OPTIONS.test(z.section.folded);
  }
  return false;
}

const DECISIONS = /\bdecisi(?:ons?|ones)\b/;
const OPTIONS = /\b(?:alternativ|option|opcion)/;

/** The function of the innermost zone around that has one; the title's own is none. */
function functionAround(zone: Zone): CanonicalId | null {
  for (let z: Zone | null = zone; z !== null; z = z.parent) {
    if (z.canonical !== null) return z.canonical === "title" ? null : z.canonical;
  }
  return null;
}
