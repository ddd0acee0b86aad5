/** The sections of a template: what each asks for, and what of the template must be gone from a finished document. */
import type { Block } from "../markdown/tree.ts";
import type { Outline } from "../outline/outline.ts";
import type { Section } from "../outline/sections.ts";
import { slug } from "../text/fold.ts";
import { isInstruction, keep, nothingSaid, readBlock, type Body } from "./derive-blocks.ts";
import { definedIn } from "./derive-fields.ts";
import type { Residue, SectionSpec, TemplateProblem } from "./kind.ts";
import { isPlaceholder, placeholdersIn } from "./placeholder.ts";
import { ALWAYS, isOptionalHeading, isOptionalMarker, OPTIONAL } from "./requirement.ts";
import { stemOf } from "./stem.ts";
import { commentText, foldText, withoutComments } from "./text.ts";

/** What the body of a template yields. */
export interface DerivedBody {
  readonly sections: readonly SectionSpec[];
  readonly residue: readonly Residue[];
  readonly fixed: readonly string[];
  readonly problems: readonly TemplateProblem[];
  readonly version: string | null;
}

export function deriveBody(outline: Outline): DerivedBody {
  const body: Body = {
    outline,
    tree: outline.tree,
    commented: isCommented(outline),
    residue: [],
    fixed: [],
    problems: [],
    fieldLines: new Set(outline.fields.flatMap((field) => [field.line, ...field.items.map((item) => item.line)])),
    markers: markersBefore(outline),
    version: null,
  };
  const head = outline.sections.find((section) => section.canonical === "title") ?? null;
  const all = outline.sections.filter((section) => section !== head);
  const headSaid = nothingSaid();
  for (const block of [...outline.preamble, ...(head?.blocks ?? [])]) readBlock(body, block, headSaid, true);
  const top = all.filter((section) => section.parent === null || section.parent === head);
  const sections = deriveAll(body, top, footerOf(all.at(-1) ?? null));
  return {
    sections: withUniqueIds(sections),
    residue: body.residue,
    fixed: [...new Set(body.fixed)],
    problems: body.problems,
    version: body.version,
  };
}

/** Whether most sections that hold anything hold a comment with instructions. */
function isCommented(outline: Outline): boolean {
  let filled = 0;
  let commented = 0;
  for (const { blocks, canonical } of outline.sections) {
    if (canonical === "title" || blocks.length === 0) continue;
    if (blocks.every((block) => block.kind === "rule" || block.kind === "definition")) continue;
    filled++;
    if (blocks.some((block) => block.kind === "html" && block.comment && isInstruction(outline.tree, block)))
      commented++;
  }
  return commented > 0 && commented >= filled / 2;
}

/** Comments right before a heading that make it optional, and the headings that they are about. */
function markersBefore(outline: Outline): Body["markers"] {
  const comments = new Set<Block>();
  const sections = new Set<Section>();
  let last = outline.preamble.at(-1);
  for (const section of outline.sections) {
    if (last?.kind === "html" && last.comment && last.endLine >= section.line - 2) {
      if (isOptionalMarker(commentText(outline.tree.text.slice(last.start, last.end)))) {
        comments.add(last);
        sections.add(section);
      }
    }
    last = section.blocks.at(-1);
  }
  return { comments, sections };
}

/** What stands behind the last rule of the document under no heading of its own: it is about the whole. */
function footerOf(last: Section | null): ReadonlySet<Block> {
  if (last === null || last.canonical === "title") return new Set();
  const rule = last.blocks.findLastIndex((block) => block.kind === "rule");
  return new Set(rule === -1 ? [] : last.blocks.slice(rule));
}

function deriveAll(body: Body, sections: readonly Section[], footer: ReadonlySet<Block>): SectionSpec[] {
  const specs: SectionSpec[] = [];
  for (const section of sections) {
    const spec = deriveSection(body, section, footer);
    const previous = specs.at(-1);
    if (previous?.repeats === true && spec.repeats && stemOf(previous.title) === stemOf(spec.title)) continue;
    specs.push(spec);
  }
  return specs;
}

function deriveSection(body: Body, section: Section, footer: ReadonlySet<Block>): SectionSpec {
  const { tree } = body;
  const raw = tree.text.slice(section.heading.lines[0], section.heading.lines[1]);
  const said = nothingSaid();
  for (const block of section.blocks) {
    if (footer.has(block)) keep(body, block);
    else readBlock(body, block, said, false);
  }
  const repeats = stemOf(bareTitle(raw)) !== null || isPlaceholder(nameIn(bareTitle(raw)));
  // What reads like HTML is no text to a parser, and the name of a placeholder to a reader.
  const hasPlaceholder = placeholdersIn(raw, definedIn(body.outline)).length > 0;
  const title = hasPlaceholder ? bareTitle(raw) : section.title;
  if (hasPlaceholder && repeats) {
    body.residue.push({ folded: foldText(title), form: "placeholder", scope: "whole", line: section.line });
  }
  const isMarked = isOptionalHeading(raw) || body.markers.sections.has(section);
  const children = deriveAll(body, section.children, footer);
  return {
    id: slug((section.folded || title).replace(/[/{}]/g, " ")) || `section-${section.line}`,
    title,
    folded: section.folded,
    number: section.number,
    level: section.level,
    canonical: section.canonical,
    required: said.required ?? (isMarked ? OPTIONAL : ALWAYS),
    line: section.line,
    guidance: said.guidance.join("\n"),
    prompts: said.prompts,
    children,
    repeats,
    asks: said.asks || (section.blocks.length === 0 && section.children.length === 0),
    reviewers: said.reviewers,
    bookkeeping: said.bookkeeping,
    fixed: said.fixed,
  };
}

/** What stands behind the label of a title: "[name]" of "Requirement: [name]". */
function nameIn(title: string): string {
  return title.split(/:\s+|\s[-–—]\s/).at(-1) ?? title;
}

function bareTitle(raw: string): string {
  return withoutComments(raw)
    .replace(/^[*_\s]*\d{1,3}(?:\.\d{1,3})*[.):]?\s+/, "")
    .replace(/\s*#*\s*$/, "");
}

/** Ids by which sections are named: the parent's in front where two are the same, a count where that is not enough. */
function withUniqueIds(sections: readonly SectionSpec[]): readonly SectionSpec[] {
  const count = new Map<string, number>();
  const tally = (specs: readonly SectionSpec[]): void => {
    for (const spec of specs) {
      count.set(spec.id, (count.get(spec.id) ?? 0) + 1);
      tally(spec.children);
    }
  };
  tally(sections);
  const taken = new Map<string, number>();
  const name = (specs: readonly SectionSpec[], parent: string | null): readonly SectionSpec[] =>
    specs.map((spec) => {
      const base = (count.get(spec.id) ?? 0) > 1 && parent !== null ? `${parent}/${spec.id}` : spec.id;
      const before = taken.get(base) ?? 0;
      taken.set(base, before + 1);
      const id = before === 0 ? base : `${base}~${before + 1}`;
      return { ...spec, id, children: name(spec.children, id) };
    });
  return name(sections, null);
}
