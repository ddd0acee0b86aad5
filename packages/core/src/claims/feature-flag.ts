import { cellOf, itemsOf, partsOf, subItems, type Item } from "../outline/items.ts";
import type { CanonicalId } from "../outline/canonical.ts";
import { defineClaim, Mark, type Emit, type Leaf, type Reading } from "./claim.ts";
import { isDenied } from "./denied.ts";
import { isNegative } from "./negative.ts";
import { matchesIn } from "../text/matches.ts";

export interface FeatureFlag {
  /** Without dashes in front and without the value it is given. */
  readonly name?: string;
  /** How it starts, where that is said. */
  readonly default?: "on" | "off";
}

const FLAG_WORD =
  /\b(?:feature[- ]?(?:flags?|gates?|toggles?|switch(?:es)?)|toggles?|kill[- ]?switch|flags?|gated?|env(?:ironment)? var(?:iable)?s?|banderas?|interruptor)\b/i;
/** One look before the text is read. */
const SPEAKS_OF_FLAGS = /[Ff]lag|[Gg]ate|oggle|witch|behind|guarded|ontrolled by|nabled (?:by|via)|detrás|protegid/;
/** A name beside the words that make it a flag. */
const NAMED_BEHIND =
  /\b(?:feature[- ]?(?:flags?|gates?|toggles?)|kill[- ]?switch|toggle|flag de (?:funcionalidad|característica))\bs?(?: (?:name|key|called|named|llamad[oa]))?[\s:=(]{0,3}(?:`([A-Za-z][\w.:/-]{2,80})(?:\s?=\s?\S{1,12})?`|"([A-Za-z][\w.-]{2,80})"|\*\*([A-Za-z][\w.-]{2,80})\*\*)/gi;
const NAMED_BEFORE =
  /(?:`([A-Za-z][\w.:/-]{2,80})(?:\s?=\s?\S{1,12})?`|\*\*([A-Za-z][\w.-]{2,80})\*\*|(?<![\w`])((?:[A-Z][a-z0-9]+){3,8}))\s(?:new\s)?(?:feature[- ]?(?:flags?|gates?|toggles?)|kill[- ]?switch|toggle\b)/g;
/** In a plan of the rollout a flag needs no further word. */
const PLAIN_FLAG =
  /(?:\bflag\s(?:(?:called|named)\s)?(?:`([A-Za-z][\w.-]{2,80})`|"([A-Za-z][\w.-]{2,80})")|`([A-Za-z][\w.-]{2,80})`\sflag\b)/g;
/** "The feature gate called FastSync". */
const CALLED = /\b(?:feature[- ]?)?(?:flag|gate|toggle)\s(?:called|named|llamad[oa])\s[`"]?([A-Za-z][\w.-]{3,80})/gi;
/** An old flag that is taken away. */
const ENDS = /^[^.]{0,12}\b(?:goes|(?:is|are|gets?|will be) (?:removed|deleted|dropped|gone|retired))\b/i;
/** "Set feature flag NEW_CART=false". */
const CONSTANT_BEHIND =
  /\b(?:[Ff]eature[- ]?(?:[Ff]lag|[Gg]ate|[Tt]oggle)|[Kk]ill[- ]?[Ss]witch|[Ff]lag)s?(?: to)?[\s:=]{1,3}([A-Z][A-Z0-9]{1,30}(?:_[A-Z0-9]{1,30}){1,6})\b/g;
/** A variable whose name says that it turns something on. */
const SWITCH =
  /`((?:ENABLE|DISABLE|ALLOW|FEATURE|USE|EXPERIMENTAL)_[A-Z0-9_]{2,60}|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+){0,6}_(?:ENABLED|DISABLED|ALLOWED|ALLOWLIST|ENABLE|FLAG|V\d))(?:\s?=\s?\S{1,12})?`/g;
const HAS_SWITCH = /`[A-Z0-9_=]*(?:ENABLE|DISABLE|ALLOW|FEATURE|EXPERIMENTAL|FLAG|USE_|_V\d)/;
/** What such a variable does, where it is more than a setting among others. */
const SWITCHES =
  /\b(?:gat(?:e|es|ed|ing)|flags?|toggles?|kill[- ]?switch|opt(?:s|ed|ing)?[- ]?(?:in|out)|turn(?:s|ed|ing)?\s(?:\w+\s){0,3}(?:on|off)|(?:controls?|decides?|determines?) (?:whether|if|which|who)|roll(?:ed|ing)?[- ]?out|(?:enabl|disabl)(?:es?|ed|ing) (?:the |this )?(?:new|feature)|switch(?:es|ed)? (?:on|off|to|between))\b/i;
const BEHIND_FLAG =
  /\b(?:behind|with|using|via|through|by|under|add|use) (?:(?:an?|the|per-\w+|new|dedicated) ){0,2}(?:feature[- ](?:flags?|toggles?|gates?)|kill[- ]?switch)\b|\bfeature[- ]flag(?:s|ged)?(?: (?:controlled|gated|protected|guarded|for)\b)/i;
const GATED_BY =
  /\b(?:behind|guarded by|gated by|gated behind|controlled by|enabled by|enabled via|protegid[oa] por|detrás de)\s(?:(?:the|a|an|new|env(?:ironment)?|var(?:iable)?|el|la|un|una)\s){0,3}`([A-Za-z][\w.-]{2,80})(?:\s?=\s?\S{1,12})?`/gi;
/** "**Environment variable**: ENABLE_RETRY (default: true)": a name without any mark. */
const CONSTANT =
  /^[\s*_]{0,3}(?:(?:feature )?(?:flag|toggle|gate)|env(?:ironment)? var(?:iable)?)(?: name| key)?[*_]{0,2}\s?:[*_]{0,2}\s{0,2}`?([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\b/i;
const GATE_NAME = /^(?:feature[- ])?(?:gate|flag|toggle)s?(?: names?| keys?)?\s*:\s*(.+)$/i;
const NAME = /^`?-{0,2}([A-Za-z][\w.:/-]{2,80})(?:\s?=\s?[\w"']{1,12})?`?$/;
/** Bullets that say more of a flag: its default, who owns it, when it goes. */
const DETAIL =
  /^(?:default|owner|removal|remove|scope|rollout|stages?|components? depending|guardrails?|type|expir\w*|lifetime|plan|describe|will enabling|other|percentage|when|description|note|cleanup|monitor\w*|\d|on by|off by|por defecto|estado|responsable)\b/i;
const ELSEWHERE: ReadonlySet<CanonicalId | null> = new Set([
  "alternatives",
  "current-state",
  "non-goals",
  "references",
  "open-questions",
  "test-tiers",
  "milestones",
  "title",
]);
const ORDINARY =
  /\b(?:existing|already|other|another|unrelated|deprecated|removed?|graduated|like|such as|e\.g\.|depend(?:ing|s|ent) on|components?)\s(?:\w+\s)?$/i;

export const featureFlag = defineClaim<"feature-flag", FeatureFlag>({
  kind: "feature-flag",
  title: "Feature flag",
  documentation: {
    what: "A switch behind which the change ships.",
    counts: "One per flag, toggle, feature gate or gating variable that the design names or plans.",
    not: "“No flag needed”; ordinary configuration; command line options.",
  },
  examples: [
    {
      markdown:
        "### Feature Flags\n- `new_checkout`: off by default\n- `ENABLE_RETRY=true` for canaries\n- Default: off",
      claims: [
        { line: 2, text: "`new_checkout`: off by default", value: { name: "new_checkout", default: "off" } },
        { line: 3, text: "`ENABLE_RETRY=true` for canaries", value: { name: "ENABLE_RETRY" } },
      ],
    },
    {
      markdown: "## Rollout\n- Feature flag: `orders-v2`, ramped to 100 %\n- Then the `old-path` toggle goes.",
      claims: [{ line: 2, text: "Feature flag: `orders-v2`, ramped to 100 %", value: { name: "orders-v2" } }],
    },
    {
      markdown:
        "## Feature gates\n- [x] Feature gate\n  - Feature gate name: JobRetryLimit\n  - Components depending on the feature gate: scheduler",
      claims: [{ line: 3, text: "Feature gate name: JobRetryLimit", value: { name: "JobRetryLimit" } }],
    },
    {
      markdown:
        "### Feature flag\n- **Environment variable**: ENABLE_RETRY (default: true)\n- **Client**: checks the flag",
      claims: [
        {
          line: 2,
          text: "**Environment variable**: ENABLE_RETRY (default: true)",
          value: { name: "ENABLE_RETRY", default: "on" },
        },
      ],
    },
    {
      markdown: "## Feature flags\nThe new path ships behind a feature flag that is off at first.",
      claims: [{ line: 2, text: "The new path ships behind a feature flag that is off at first." }],
    },
    { markdown: "### Feature Flags\n- No feature flags needed; changes are additive.", claims: [] },
    { markdown: "## Design\nRun it with the `--verbose` flag.", claims: [] },
  ],
  zones: {
    of: ["feature-flags", "rollout"],
    recognise(zone, reading, emit) {
      if (zone.canonical === "rollout") {
        // A rollout that is to happen behind a flag which has no name yet.
        const item = partsOf(reading.tree, zone).find(({ plain }) => isPlanned(plain));
        if (item !== undefined) emit({ start: item.start, end: item.end, value: {}, doubtful: true });
        return;
      }
      if (isDenied(reading.tree, zone)) return;
      // Only a section of flags speaks for the whole document; a label "Feature flag:" names one of several.
      const add: Emit<FeatureFlag> = zone.form === "heading" ? emit : (found) => emit({ ...found, doubtful: true });
      for (const item of itemsOf(reading.tree, zone)) {
        inZone(item, add);
        for (const below of subItems(reading.tree, item)) declared(below, add);
      }
    },
  },
  leaves: {
    marks: Mark.Backtick | Mark.Underscore,
    recognise(leaf, reading, emit) {
      if (leaf.block.kind === "paragraph" || leaf.block.kind === "cell") inText(leaf, reading, emit);
    },
  },
  settle(found) {
    // Where the section of flags names its own, the others that the text mentions belong to somebody else.
    const isDeclared = found.some(({ value, doubtful }) => value.name !== undefined && !doubtful);
    const isNamed = found.some(({ value }) => value.name !== undefined);
    const names = new Set<string>();
    return found.filter(({ value, doubtful }) => {
      if (value.name === undefined) {
        const isFirst = !names.has("");
        if (doubtful) names.add("");
        return !isNamed && (!doubtful || isFirst);
      }
      const key = value.name.toLowerCase();
      if ((doubtful && isDeclared) || names.has(key)) return false;
      names.add(key);
      return true;
    });
  },
  describe: (value, text) => value.name ?? text,
});

function inZone(item: Item, emit: Emit<FeatureFlag>): void {
  const plain = item.plain.replace(/\s+/g, " ");
  if (plain === "" || isNegative(plain) || /\b(?:no|not|without|sin)\b[^.]{0,30}\b(?:flag|gate|toggle)/i.test(plain))
    return;
  if (declared(item, emit)) return;
  if (DETAIL.test(plain)) return;
  const cell = cellOf(item, /^(?:flags?|names?|keys?|toggles?|gates?|feature flags?|nombre)\b/);
  const first = cell === null ? firstName(item) : (NAME.exec(item.plain.trim())?.[1] ?? null);
  if (first !== null) {
    emit({ start: item.start, end: item.end, key: first, value: { name: first, ...defaultIn(plain) } });
    return;
  }
  if (item.cells !== null || item.form === "heading" || plain.endsWith("?") || !FLAG_WORD.test(plain)) return;
  if (/\?[*_]{1,2}/.test(item.text)) return;
  if (item.checked === false || /^feature gate\b/i.test(plain)) return;
  emit({ start: item.start, end: item.end, value: {} });
}

/** "off by default", "default: false". */
function defaultIn(plain: string): Pick<FeatureFlag, "default"> {
  const said =
    /\b(on|off|enabled|disabled|true|false)\sby default\b/i.exec(plain)?.[1] ??
    /\bdefaults?(?:\sto|:|\sis|=)?\s?`?(on|off|enabled|disabled|true|false)\b/i.exec(plain)?.[1] ??
    /\b(activad[oa]|desactivad[oa])\spor defecto\b/i.exec(plain)?.[1];
  if (said === undefined) return {};
  return { default: /^(?:on|enabled|true|activad)/i.test(said) ? "on" : "off" };
}

/** "Feature gate name: X". */
function declared(item: Item, emit: Emit<FeatureFlag>): boolean {
  const gate = GATE_NAME.exec(item.text.replace(/[*`]+/g, ""));
  if (gate?.[1] === undefined) return false;
  const name = /^[A-Za-z][\w.-]{2,80}/.exec(gate[1].trim())?.[0];
  if (name !== undefined && !/^(?:none|tbd|n\/a|the|see)$/i.test(name)) {
    emit({ start: item.start, end: item.end, key: name, value: { name } });
  }
  return true;
}

/** The name with which an item of the section begins, or one that it calls a flag. */
function firstName(item: Item): string | null {
  const start =
    /^[\s*_]{0,3}(?:(?:feature )?(?:flag|toggle|gate|env(?:ironment)? var(?:iable)?)s?\s?:?\s{0,2})?[*_]{0,2}`-{0,2}([A-Za-z][\w.:/-]{2,80})(?:\s?=\s?\S{1,12})?`/i.exec(
      item.text,
    );
  if (start?.[1] !== undefined && isName(start[1])) return start[1];
  const label = item.label?.separated ? item.label.text : null;
  if (label !== null && /^[a-z][a-z0-9]*(?:[-_.][a-z0-9]+)+$|^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(label)) return label;
  const constant = CONSTANT.exec(item.text)?.[1];
  if (constant !== undefined) return constant;
  for (const pattern of [NAMED_BEHIND, NAMED_BEFORE]) {
    for (const match of matchesIn(pattern, item.text)) {
      const called = match[1] ?? match[2] ?? match[3];
      if (called !== undefined && isName(called)) return called;
    }
  }
  return null;
}

/** Whether a word is a key rather than a word, a path, a file or a value. */
function isName(word: string): boolean {
  if (/^(?:true|false|null|none|on|off|feature|flag|kep\.yaml|main|master)$/i.test(word)) return false;
  if (/\.(?:ya?ml|json|toml|py|ts|js|go|rs|md)$|\/|::|\.$/.test(word)) return false;
  return /[-_.:]|[a-z][A-Z]/.test(word) || /^[a-z]{4,}$/.test(word);
}

function inText(leaf: Leaf, reading: Reading, emit: Emit<FeatureFlag>): void {
  if (ELSEWHERE.has(leaf.canonical)) return;
  const { start, end } = leaf.block;
  const text = reading.tree.text.slice(start, end);
  const first = text.charCodeAt(0) | 32;
  const mayBeGate = first === 102 || first === 42 || first === 127;
  const gate =
    mayBeGate &&
    /^[*_]{0,2}feature[- ](?:gate|flag|toggle)(?: names?| keys?)?[*_]{0,2}\s?:[*_]{0,2}\s?`?([A-Za-z][\w.-]{3,80})`?/i.exec(
      text,
    );
  if (gate && gate[1] !== undefined && isName(gate[1])) {
    emit({
      start,
      end: start + (text.split("\n", 1)[0] ?? "").trimEnd().length,
      key: gate[1],
      value: { name: gate[1] },
      doubtful: true,
    });
    return;
  }
  const isRollout = leaf.canonical !== null && OF_ROLLOUT.has(leaf.canonical);
  if ((leaf.marks & Mark.Backtick) !== 0 && HAS_SWITCH.test(text)) switches(leaf, text, isRollout, emit);
  if (!SPEAKS_OF_FLAGS.test(text)) return;
  for (const pattern of isRollout ? [...NAMED, PLAIN_FLAG, GATED_BY] : NAMED) {
    for (const match of matchesIn(pattern, text)) {
      const name = match[1] ?? match[2] ?? match[3];
      if (name === undefined || !isName(name)) continue;
      const before = text.slice(Math.max(0, match.index - 60), match.index);
      if (ORDINARY.test(before) || /\b(?:no|not|without)\s(?:\w+\s){0,3}$/i.test(before)) continue;
      if (ENDS.test(text.slice(match.index + match[0].length, match.index + match[0].length + 40))) continue;
      const from = start + match.index + match[0].indexOf(name);
      emit({ start: from, end: from + name.length, key: name, value: { name }, doubtful: true });
    }
  }
}

function isPlanned(plain: string): boolean {
  const planned = BEHIND_FLAG.exec(plain);
  return planned !== null && !/\b(?:no|not|without|sin)\b[^.]{0,30}$/i.test(plain.slice(0, planned.index));
}

const NAMED = [NAMED_BEHIND, NAMED_BEFORE, CONSTANT_BEHIND, CALLED];
const OF_ROLLOUT: ReadonlySet<CanonicalId> = new Set(["rollout", "feature-flags", "revert", "backfill"]);

/** Variables that turn something on and off, in a sentence that says so. */
function switches(leaf: Leaf, text: string, isRollout: boolean, emit: Emit<FeatureFlag>): void {
  if (leaf.block.kind !== "paragraph") return;
  for (const match of matchesIn(SWITCH, text)) {
    const name = match[1];
    if (name === undefined) continue;
    const from = text.lastIndexOf("\n", match.index) + 1;
    const line = text.slice(Math.max(from, match.index - 160), match.index + match[0].length + 160);
    if ((!isRollout && !SWITCHES.test(line)) || ORDINARY.test(text.slice(Math.max(0, match.index - 60), match.index)))
      continue;
    const start = leaf.block.start + match.index + 1;
    emit({ start, end: start + name.length, key: name, value: { name }, doubtful: true });
  }
}
