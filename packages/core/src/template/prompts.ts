/** Prompts: the labelled things that a section of a template asks for. */
import { canonicalOf } from "../outline/canonical.ts";
import { labelAt } from "../outline/label.ts";
import { fold, foldTitle } from "../text/fold.ts";
import type { PromptForm, PromptSpec, Requirement } from "./kind.ts";
import { insideOf, isPlaceholder, placeholdersIn } from "./placeholder.ts";
import { ALWAYS, isOptionalHeading, OPTIONAL } from "./requirement.ts";

/** Labels that comment on what stands around them and ask for nothing. */
const REMARK =
  /^(?:purpose|notes?|tips?|hints?|examples?|e\.?g|for example|for instance|important|warning|caution|remarks?|see(?: also)?|info|crucial|update instructions|instructions?|todo|optional|(?:for|if|when|in) .*)$/;

const QUESTION =
  /^(?:how|what|why|when|where|which|who|whom|whose|is|are|do|does|did|can|could|will|would|should|has|have|were|was|if)\b/;

/** Orders to the author; what they are about has no name that an answer could bear. */
const ORDER =
  /^(?:include|list|describe|add|define|explain|discuss|provide|consider|ensure|make|use|write|specify|note|link|mention|state|identify|document|announce|gather|enumerate|deprecate|summari[sz]e|outline|name|give|show|think|keep|avoid|do|must|should)\b/;

/** "Option A", "Goal 1", "Phase 2": a name with a number stands for any number of such things. */
const NUMBERED = /^(?:[\p{L}-]+ ){1,3}(?:\d{1,2}|[a-z]|i{1,3}|iv|v)$/u;

/** What templates add to a subject and nobody repeats in an answer. */
const TAIL =
  /\s+(?:(?:to|that|which|relevant|currently|in scope|affected|involved|needed|required|as appropriate|if any|if applicable|where applicable|with their|and their|\+ proposed|for legacy|for this|per)\b.*|used)$/;

/**
 * The prompt that one line of a template is, or null when it asks for nothing by name. `raw` is the content of an item or
 * paragraph. Only in `plain` style any subject asks; where the template keeps its instructions in comments (`commented`) only
 * labels do, and in a list that explains the sentence before it (`introduced`: "That means:") only labels with a placeholder.
 */
export function promptIn(raw: string, line: number, style: "plain" | "commented" | "introduced"): PromptSpec | null {
  const firstLine = raw.split("\n", 1)[0] ?? "";
  const label = labelAt(firstLine, 0, firstLine.length);
  if (label !== null && (label.separated || (label.strong && label.rest >= firstLine.length))) {
    const name = label.text.replace(/^\[[^\]]*\]\s*/, "").trim();
    const folded = foldTitle(name);
    if (folded === "" || isPlaceholder(name) || REMARK.test(folded) || NUMBERED.test(folded)) return null;
    const rest = raw.slice(label.rest).trim();
    if (name.split(/\s+/).length > 10 || (style === "introduced" && placeholdersIn(rest).length === 0)) return null;
    return prompt(name, rest === "" ? "form" : "label", guidanceOf(rest), line, requirementOf(raw));
  }
  if (style !== "plain") return null;
  const plain = raw.replace(/\s+/g, " ").trim();
  const bare = fold(plain).replace(/\s*\([^()]*\)/g, "");
  const words = bare.split(" ").length;
  if (bare === "" || words > MOST_WORDS || placeholdersIn(plain).length > 0 || /[`\]]|\p{L}[.;] \p{L}/u.test(plain))
    return null;
  if (QUESTION.test(bare) && bare.endsWith("?")) return prompt(plain, "question", plain, line, requirementOf(plain));
  if (words > MOST_SUBJECT_WORDS || QUESTION.test(bare) || ORDER.test(bare) || /^\d|[:;]$/.test(bare)) return null;
  const name = (plain.replace(/\s*\([^()]*\)/g, "").split(/\s+[—–-]\s+/, 1)[0] ?? "").replace(/[\s.?!,;:]+$/, "");
  return NUMBERED.test(fold(name)) ? null : prompt(name, "subject", plain, line, requirementOf(plain));
}

/** Longer items explain. */
const MOST_WORDS = 12;

/** Longer subjects are statements. */
const MOST_SUBJECT_WORDS = 7;

function prompt(label: string, form: PromptForm, guidance: string, line: number, required: Requirement): PromptSpec {
  const folded = foldTitle(label);
  return {
    label,
    folded,
    form,
    canonical: form === "question" ? null : canonicalOf(folded),
    parts: partsOf(folded),
    subjects: form === "question" ? [[folded]] : subjectsOf(folded),
    required,
    guidance,
    line,
  };
}

/**
 * What a joined label asks for. "and", "&" and commas join subjects that each need an answer; so does "/" where its sides are
 * known to be different things; else "/" stands between names for one thing.
 *
 * @example subjectsOf("dashboards/alerts to create") // [["dashboards"], ["alerts"]]
 * @example subjectsOf("tables/collections and migrations") // [["tables", "collections"], ["migrations"]]
 */
function subjectsOf(folded: string): readonly (readonly string[])[] {
  const whole = folded.replace(TAIL, "");
  const subjects: string[][] = [];
  for (const joined of whole.split(/\s*(?:,|;|\+|\band\b|\s-\s)\s*/)) {
    const names = joined
      .split(/\s*(?:\/|\bor\b)\s*/)
      .map(bareSubject)
      .filter((name) => name.length > 1);
    const functions = new Set(names.map(canonicalOf));
    if (names.length > 1 && !functions.has(null) && functions.size === names.length) {
      subjects.push(...names.map((name) => [name]));
    } else if (names.length > 0) subjects.push(names);
  }
  return subjects.length === 0 ? [[whole]] : subjects;
}

function bareSubject(part: string): string {
  return part
    .replace(/^(?:the|any|existing|key|known|their|external|overall|expected|current|new)\s+/, "")
    .replace(TAIL, "")
    .trim();
}

/**
 * A joined label, and each of its subjects by itself.
 *
 * @example partsOf("logs/metrics/traces to add") // ["logs/metrics/traces to add", "logs/metrics/traces", "logs", …]
 */
export function partsOf(folded: string): readonly string[] {
  const whole = folded.replace(TAIL, "");
  return [...new Set([folded, whole, ...subjectsOf(folded).flat()])].filter(
    (part) => part.length > 2 || part === folded,
  );
}

function guidanceOf(rest: string): string {
  return insideOf(rest)
    .replace(/\s+/g, " ")
    .replace(/[*_`]+/g, "")
    .trim();
}

function requirementOf(raw: string): Requirement {
  return isOptionalHeading(raw) ? OPTIONAL : ALWAYS;
}
