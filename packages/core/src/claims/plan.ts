/** The plan of a document: what groups work (milestones) and what is done under it (tasks), in the many ways people lay it out. */
import { allItemsOf, cellOf, foldedOf, headOf, partsOf, plainOf, subItems, type Item } from "../outline/items.ts";
import { namesOne, type CanonicalId } from "../outline/canonical.ts";
import { canonicalOfLabel, isOnlyLabel } from "../outline/label.ts";
import type { Zone } from "../outline/zones.ts";
import type { Tree } from "../markdown/tree.ts";
import { fold, foldTitle } from "../text/fold.ts";
import { saysNone } from "./negative.ts";
import { behindLabel, doneMark, doneOf, explicitId, idKey, isPlaceholder } from "./statement.ts";
import { Memo } from "../text/memo.ts";

export interface PlannedMilestone {
  readonly item: Item;
  readonly done?: boolean;
  readonly estimate?: string;
  readonly owner?: string;
  readonly date?: string;
}

export interface PlannedTask {
  readonly item: Item;
  readonly done?: boolean;
  /** "dod" when the document lists it under *Definition of Done*. */
  readonly role?: "dod";
}

export interface Plan {
  readonly milestones: readonly PlannedMilestone[];
  readonly tasks: readonly PlannedTask[];
}

/** Sections that hold a plan; the whole document where its title says that it is one. */
export const PLAN_ZONES = ["milestones", "implementation-plan", "rollout", "title"] as const;

const PLAN_TITLE =
  /^(?:tasks?|task list|implementation plan|work plan|project plan|plan|tareas|plan de implementación)\b|\b(?:implementation|work|project|delivery) (?:plan|tasks)$/;

const memo = new Memo<Zone, Plan>();

/** The plan that a zone lays out. */
export function planOf(tree: Tree, zone: Zone): Plan {
  const known = memo.get(zone);
  if (known !== undefined) return known;
  const reader = new PlanReader(tree);
  if (zone.canonical === "success-criteria") reader.readChecklist(zone);
  else if (zone.canonical !== "title") {
    const strict = zone.canonical === "rollout" || zone.title.toLowerCase() === "implementation";
    reader.read(partsOf(tree, zone), strict);
  } else if (PLAN_TITLE.test(zone.section.folded)) reader.readDocument(zone);
  const plan = { milestones: reader.milestones, tasks: reader.tasks };
  memo.set(zone, plan);
  return plan;
}

/** Whether a zone is a definition of done: a checklist of work rather than the aims of it. */
export function isDefinitionOfDone(zone: Zone): boolean {
  return DOD.test(foldTitle(zone.title));
}

/** "Phase 1", "Week 2", "Beta", "Tech Preview -> GA", "Q3 2025", "PR 2": names of stages, whatever the section. */
const STAGE =
  /^(?:(?:pre|post)?-?(?:alpha|beta|ga|stable|mvp|general(?:ly)? availab|dev preview|tech preview|preview|release candidate|rc)\b|graduat|v\d|q[1-4]\b|h[12] \d|(?:pr|day|month|release|increment|slice|batch|wave|ola|dia|día|mes) ?#?\d|(?:short|medium|long)[ -]term|remov(?:al|ing)|deprecat)/;

/** Headings in plans that hold no step. */
const ASIDE =
  /^(?:commits?|commit |total|effort|estimat|estimación|release checklist|pre-?release|checklist|changelog|history|implementation history|status|progress|feature status|dashboard|notes?|summary|overview|critical path|resource|budget|team|glossary|gantt|diagram|dependency graph|parallel|buffer|key |advantages?|benefits?|why|rationale|assumption|resumen|examples?)\b/;

/** Labels of lines that say something about a step and are none. */
const DETAIL =
  /^(?:effort|est(?:imate[sd]?|imated\b.*|imación)?|duration|duración|time|tiempo|owners?|responsable|assignees?|assigned(?: to)?|responsible|dri|who|depends(?: on)?|dependenc(?:y|ies)|dependencias?|blocked(?: by)?|blocks|blockers?|prerequisites?|requires|priority|prioridad|status|estado|risks?|risk level|goals?|objectives?|objetivo|purpose|rationale|why|outcomes?|exit(?: criteria)?|success(?: criteria| metrics)?|acceptance(?: criteria)?|timeline|dates?|fecha|start|end|due(?: date)?|eta|target(?: date)?|deadline|team|notes?|nota|files?|files? (?:to .*|changed|touched)|branch|pr|description|descripción|requirements?|_?requirements|refs?|references?|total|complexity|size|points|story points|impact|result|independent test|checkpoint|when|scope|covers|rollback|critical path|buffer|milestone|phase)$/;
const DOD = /^(?:dod|definition of done|done when|done|completion criteria|definición de (?:hecho|terminado))$/;
const DURATION = String.raw`~?\d+(?:[.,]\d+)?\s*(?:[-–]\s*\d+(?:[.,]\d+)?\s*)?(?:min(?:ute)?s?|h(?:ou)?rs?|h|days?|d|weeks?|w|wks?|months?|sprints?|person[- ]\w+|pts?|points?|días?|semanas?|horas?|meses)\b`;
const ONLY_DURATION = new RegExp(String.raw`^[^:]{1,60}:\s*\**\s*${DURATION}[^\p{L}]*$`, "iu");
const IN_PARENTHESES = new RegExp(String.raw`[([]\s*((?:est\w*\.?:?\s*)?${DURATION})[^()[\]]{0,20}[)\]]\W*$`, "i");
/** A date at the end of a step: "… - 15 May 2026", "(by Q3 2026)". */
const DATE =
  /(?:[-–—(,:]|\bby|\buntil|\btarget:?)\s*((?:\d{4}-\d{2}-\d{2}|\d{1,2}\/\d{1,2}\/\d{2,4}|Q[1-4][ /-]?\d{4}|(?:\d{1,2}(?:st|nd|rd|th)? )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? (?:\d{1,2}(?:st|nd|rd|th)?,? )?\d{4}))[\s)*_.]*$/;
/** "… (Week 1)", "… (Weeks 3-4)": when, in the plan's own count. */
const WEEK =
  /[([]\s*((?:weeks?|months?|sprints?|days?|semanas?|mes(?:es)?|d[ií]as?) \d{1,3}(?:\s?(?:[-–]|to|and|a|y)\s?\d{1,3})?)\s*[)\]][\s*_]*$/i;
const TOTAL = /^\W*(?:total|sum|gesamt|overall)\b/i;

/** Functions of sub-sections of a stage that hold work to do. */
const WORK: ReadonlySet<CanonicalId> = new Set([
  "test-strategy",
  "test-tiers",
  "test-mapping",
  "negative-cases",
  "performance-tests",
  "user-story",
  "implementation-plan",
  "milestones",
  "data-model",
  "api",
  "components",
  "contracts",
  "modules",
  "observability",
  "security",
  "error-handling",
  "rollout",
  "ci",
  "design",
  "architecture",
  "flow",
  "logging",
  "metrics",
  "performance",
]);
/** Sections that are plans themselves. */
const PLANS: ReadonlySet<CanonicalId> = new Set(["milestones", "implementation-plan", "rollout"]);

class PlanReader {
  readonly milestones: PlannedMilestone[] = [];
  readonly tasks: PlannedTask[] = [];
  readonly #tree: Tree;

  constructor(tree: Tree) {
    this.#tree = tree;
  }

  read(parts: readonly Item[], strict: boolean): void {
    // Where stages have headings, a list above them introduces them.
    const stages = parts.some((part) => isHeadOfStage(part));
    for (const part of parts) {
      if (part.form === "heading" || part.form === "strong") this.#readHead(part, strict);
      else if (part.form === "row") this.#readRow(part, strict);
      else if (part.form === "paragraph") {
        if (part.label !== null && isStage(part)) this.#add(part);
      } else if (!stages || part.form === "numbered" || part.checked !== null) this.#readListed(part, strict);
    }
  }

  /** A document that is a plan: its sections are the stages, those that hold checkboxes whatever they are called. */
  readDocument(zone: Zone): void {
    this.read(
      partsOf(this.#tree, zone).filter((part) => part.checked !== null),
      true,
    );
    for (const child of zone.children) {
      if (child.form !== "heading" || (child.canonical !== null && PLANS.has(child.canonical))) continue;
      const head = headOf(this.#tree, child);
      const below = this.#partsBelow(head);
      if (!isStage(head) && !below.some((part) => part.checked !== null)) continue;
      this.#add(head);
      this.#readTasks(below);
    }
  }

  /** A section that is a definition of done, divided by headings or not. */
  readChecklist(zone: Zone): void {
    for (const item of allItemsOf(this.#tree, zone)) {
      if (item.form !== "paragraph" && !saysNone(item.text)) this.#addTask(item, "dod");
    }
  }

  /** What stands under a part; of a section also what stands in its sub-sections, unless they are about something else. */
  #partsBelow(part: Item): readonly Item[] {
    const below = subItems(this.#tree, part);
    if (part.form !== "heading" || part.zone === null) return below;
    const more = part.zone.children.filter(
      (child) => child.form === "heading" && child.canonical !== null && WORK.has(child.canonical),
    );
    if (more.length === 0) return below;
    return [...below, ...more.map((child) => headOf(this.#tree, child))].toSorted((a, b) => a.start - b.start);
  }

  /** A heading or a line in bold: a stage with its tasks, or merely the name over a list of steps. */
  #readHead(part: Item, strict: boolean): void {
    const folded = foldedOf(part);
    if (DOD.test(folded)) this.#readDone(part);
    if (ASIDE.test(folded) || TOTAL.test(folded) || DOD.test(folded)) return;
    const below = this.#partsBelow(part);
    const listed = below.filter((item) => item.form !== "paragraph");
    if (isStage(part)) {
      // A stage of which a template's heading is all there is, or of which nothing is said to apply, is none.
      const [only] = below;
      const bare = STAGE.test(folded);
      if (bare && below.length === 0 && part.below.length === 0) return;
      if (
        only !== undefined &&
        below.length === 1 &&
        only.form === "paragraph" &&
        (saysNone(only.plain) || isPlaceholder(only.text, this.#tree))
      )
        return;
      this.#add(part);
      this.#readTasks(below);
      return;
    }
    if (listed.length === 0) return;
    const [first] = listed;
    const steps = first?.form === "numbered" || first?.form === "row" || listed.some((item) => isHeadOfStage(item));
    if (strict || steps) this.read(listed, strict);
    else if (!isDetailName(folded)) {
      this.#add(part);
      this.#readTasks(below);
    }
  }

  #readListed(part: Item, strict: boolean): void {
    const { label } = part;
    if (label !== null && label.separated) {
      const below = subItems(this.#tree, part);
      if (isOnlyLabel(label, part.end) && below.length > 0 && canonicalOfLabel(label) === "milestones") {
        this.read(below, strict);
        return;
      }
    }
    const stage = isStage(part) && !/^(?:remov|deprecat)/i.test(part.plain);
    if (strict && !stage && part.form !== "numbered" && part.checked === null) return;
    if (this.#isDetail(part)) return;
    this.#add(part);
    this.#readTasks(subItems(this.#tree, part));
  }

  /** A row is a step when its table has a column that says so; a table of efforts alone is none. */
  #readRow(part: Item, strict: boolean): void {
    if (part.cells === null || TOTAL.test(part.plain)) return;
    const headers = [...part.cells.keys()];
    const named = headers.some((header) => STEP_HEADER.test(header));
    const onlyEffort = headers.length === 2 && headers.some((header) => EFFORT_HEADER.test(header));
    if (strict ? !named : onlyEffort && !named) return;
    if (!named && !headers.some((header) => PLAN_HEADER.test(header))) return;
    if (part.block.children.filter((cell) => cell.end > cell.start).length < 2) return;
    this.#add(part);
  }

  #readTasks(parts: readonly Item[]): void {
    for (const part of parts) {
      const { form } = part;
      if (form === "paragraph") continue;
      const name = nameOf(part);
      if (name !== null && DOD.test(name)) this.#readDone(part);
      else if (form === "heading" || form === "strong") {
        if (isStage(part)) this.#readHead(part, false);
        else if (!isDetailName(foldedOf(part)) && !ASIDE.test(foldedOf(part))) {
          this.#readTasks(this.#partsBelow(part));
        }
      } else if (name !== null && isDetailName(name)) continue;
      else if (this.#isDetail(part)) continue;
      else if (part.label !== null && part.label.strong && isOnlyLabel(part.label, part.end) && part.below.length > 0) {
        this.#readTasks(subItems(this.#tree, part));
      } else this.#addTask(part);
    }
  }

  /** What stands under, or behind, *Definition of Done*. */
  #readDone(part: Item): void {
    const below = subItems(this.#tree, part).filter((item) => item.form !== "paragraph");
    if (below.length === 0) {
      if (part.label !== null && part.label.rest < part.end) this.#addTask(part, "dod");
      return;
    }
    for (const item of below) this.#addTask(item, "dod");
  }

  #addTask(item: Item, role?: "dod"): void {
    if (isPlaceholder(item.text, this.#tree) || (item.form === "row" && TOTAL.test(item.plain))) return;
    const done = doneOf(item);
    this.tasks.push({ item, ...(done === null ? {} : { done }), ...(role === undefined ? {} : { role }) });
  }

  #add(item: Item): void {
    if (isPlaceholder(item.text, this.#tree)) return;
    const done = doneOf(item) ?? doneMark(item.plain) ?? this.#cellSays(item, /^(?:status|done|state|estado)$/);
    const owner =
      this.#cell(item, /^(?:owners?|assignees?|responsible|who|dri|responsable|lead|assigned to)$/) ??
      this.#below(item, OWNER);
    const estimate =
      this.#cell(item, EFFORT_HEADER) ?? this.#below(item, ESTIMATE) ?? IN_PARENTHESES.exec(item.plain)?.[1] ?? null;
    const date = this.#cell(
      item,
      /^(?:(?:due|target|end|delivery)? ?date|due|eta|deadline|when|target|timeline|fecha.*)$/,
    );
    const due = date ?? DATE.exec(item.text)?.[1] ?? WEEK.exec(item.text)?.[1] ?? null;
    this.milestones.push({
      item,
      ...(done === null ? {} : { done }),
      ...(estimate === null ? {} : { estimate }),
      ...(owner === null ? {} : { owner }),
      ...(due === null ? {} : { date: due }),
    });
  }

  #cell(item: Item, header: RegExp): string | null {
    const cell = cellOf(item, header);
    return cell === null ? null : plainOf(this.#tree, cell);
  }

  #cellSays(item: Item, header: RegExp): boolean | null {
    const text = this.#cell(item, header);
    if (text === null) return null;
    if (
      doneMark(text) === true ||
      /^\W*(?:done|complete[d]?|finished|shipped|merged|hecho|completad[oa])\b/i.test(text)
    )
      return true;
    return /^\W*(?:todo|to do|pending|not started|in progress|wip|planned|pendiente)\b/i.test(text) ? false : null;
  }

  /** What a line below a milestone says of it: "Owner: Ada". */
  #below(item: Item, label: RegExp): string | null {
    if (item.form === "row") return null;
    for (const sub of subItems(this.#tree, item)) {
      const name = nameOf(sub);
      if (name !== null && label.test(name)) return behindLabel(this.#tree, sub);
    }
    return null;
  }

  #isDetail(part: Item): boolean {
    const name = nameOf(part);
    if (name !== null && (isDetailName(name) || TOTAL.test(name))) return true;
    // "Database migration: none" is nothing to do.
    if (name !== null && part.label !== null && saysNone(behindLabel(this.#tree, part))) return true;
    return saysNone(part.text) ? !/^no\b/i.test(part.plain) : ONLY_DURATION.test(part.text) || TOTAL.test(part.text);
  }
}

const OWNER = /^(?:owners?|assignees?|assigned to|responsible|dri|responsable|lead)$/;
const ESTIMATE = /^(?:effort|estimates?|estimated.*|duration|time|duración|estimación)$/;
const STEP_HEADER =
  /^(?:#\s*)?(?:phases?|milestones?|tasks?|steps?|stages?|deliverables?|work items?|sprints?|weeks?|iterations?|stor(?:y|ies)|fases?|hitos?|tareas?|etapas?|pasos?|semanas?|action|item|activity|activities|actividad)\b/;
const EFFORT_HEADER =
  /^(?:effort|estimates?|estimated.*|duration|size|time|hours|days|weeks|story points|points|duración|esfuerzo|estimación|tiempo)\b/;
const PLAN_HEADER =
  /^(?:dod|definition of done|owner|assignee|status|date|due|target|eta|deadline|timeline|description|priority|depends|dependencies|done|estado|responsable|fecha)\b/;

/** The folded name with which a part begins, when it has one. */
function nameOf(part: Item): string | null {
  if (part.form === "strong" || part.form === "heading") return foldedOf(part);
  if (part.label === null || !part.label.separated) return null;
  return fold(part.label.text).replace(/\s*\([^)]*\)/g, "");
}

function isDetailName(folded: string): boolean {
  return DETAIL.test(folded.replace(/[\s:]+$/, ""));
}

/** Cheap: the letters and digits with which the name of a stage may begin. */
const MAY_BE_STAGE = /^[\W_]*[abdefghilmopqrstvwñ\d]/i;
const NO_STAGE =
  /^(?:option|alternative|risk|threat|question|q|scenario|requirement|criterion|ac|fr|nfr|sc|decision|issue|goal)\b/;
const MOST_NAME = 100;

/** Whether an item is named like a stage: by its heading, or by the words with which it begins. */
function isStage(item: Item): boolean {
  if (!MAY_BE_STAGE.test(item.text)) return false;
  const folded = item.form === "heading" ? foldedOf(item) : foldTitle(item.text.slice(0, MOST_NAME));
  return STAGE.test(folded) || (namesOne(folded) && !NO_STAGE.test(folded));
}

function isHeadOfStage(item: Item): boolean {
  return (item.form === "heading" || item.form === "strong") && isStage(item);
}

/** `{ key }` for a step with an ID of its own ("T001", "1.2"), and for a heading, whose number changes when others move. */
export function keyOfStep(item: Item): { key?: string } {
  const id = explicitId(item.text) ?? /^(T\d{2,4}[a-z]?|\d{1,2}(?:\.\d{1,2}){1,2})\s/.exec(item.text)?.[1];
  if (id !== undefined) return { key: idKey(id) };
  return item.form === "heading" ? { key: item.plain } : {};
}
