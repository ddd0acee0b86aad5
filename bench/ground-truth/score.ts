/**
 * Holds what Lintel reads in labelled documents against the labels. The rules of scoring are those of the schema beside the
 * labels: claims match on kind and line, claims that form a set (endpoints, paths, links, people) on their value.
 */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { readDocument } from "../../packages/core/src/document/read.ts";
import type { Document } from "../../packages/core/src/document/document.ts";
import { fold } from "../../packages/core/src/text/fold.ts";
import { lineAt } from "../../packages/core/src/text/source.ts";

interface LabelledClaim {
  readonly kind: string;
  readonly line: number;
  readonly text: string;
  readonly value?: Readonly<Record<string, unknown>>;
}

interface Labels {
  readonly metadata: Readonly<Record<string, { readonly raw: string; readonly line: number }>>;
  readonly sections: readonly {
    readonly line: number;
    readonly level: number;
    readonly number: string | null;
    readonly title: string;
    readonly canonicalSection: string | null;
  }[];
  readonly claims: readonly LabelledClaim[];
}

/** What is matched: a label or a find, by the key under which the two must agree. */
interface Entry {
  readonly file: string;
  readonly line: number;
  readonly key: string;
  readonly text: string;
  readonly value: Readonly<Record<string, unknown>>;
}

interface Tally {
  labels: number;
  found: number;
  matched: number;
  valuesJudged: number;
  valuesRight: number;
}

/** Kinds whose claims form a set: what counts is the value, wherever it stands. */
const SETS: Readonly<Record<string, (value: Readonly<Record<string, unknown>>) => string>> = {
  endpoint: (value) => `${textOf(value["method"]).toUpperCase()} ${textOf(value["path"])}`,
  "code-path": (value) => textOf(value["path"]),
  link: (value) => textOf(value["target"]),
  reviewer: (value) => fold(textOf(value["handle"])),
  author: (value) => fold(textOf(value["name"])),
};

/** Reported apart, and left out of the mean. */
const EXTENSIONS = new Set(["driver", "requirement", "approval-gate", "code-path (bare)"]);
const ENOUGH_LABELS = 5;

const args = process.argv.slice(2);
const missesAt = args.indexOf("--misses");
const valuesAt = args.indexOf("--values");
const optionOf = (at: number): string => {
  const value = at === -1 ? "" : (args[at + 1] ?? "");
  return value.startsWith("--") || existsSync(value) ? "" : value;
};
const wantMisses = missesAt !== -1;
const wantValues = valuesAt !== -1;
const missesOf = optionOf(missesAt);
const valuesOf = optionOf(valuesAt);
const folder = resolve(
  args.find((arg) => !arg.startsWith("--") && arg !== missesOf && arg !== valuesOf) ?? defaultFolder(),
);

if (!existsSync(folder)) {
  console.error(`There is no folder ${folder}. Use: npm run score -- <folder of NAME.md and NAME.json>`);
  process.exit(64);
}

const tallies = new Map<string, Tally>();
const names = readdirSync(folder)
  .filter((name) => name.endsWith(".json") && existsSync(join(folder, name.replace(/\.json$/, ".md"))))
  .toSorted();
const canonical = { judged: 0, right: 0, invented: 0, nulls: 0 };

for (const name of names) {
  const labels: Labels = JSON.parse(readFileSync(join(folder, name), "utf8"));
  const file = name.replace(/\.json$/, ".md");
  const text = readFileSync(join(folder, file), "utf8").replace(/^\ufeff/, "");
  const document = readDocument({ path: file, text }, null);
  scoreSections(file, labels, document);
  scoreFields(file, labels, document);
  scoreClaims(file, labels, document);
}
report();

/** `shared` beside the repository; the bundle that runs stands two folders below its root, like this file. */
function defaultFolder(): string {
  const shared = process.env["LINTEL_SHARED"] ?? fileURLToPath(new URL("../../../shared", import.meta.url));
  return join(shared, "ground-truth/dev");
}

function scoreSections(file: string, labels: Labels, document: Document): void {
  const found = document.outline.sections.map((section) => ({
    file,
    line: section.line,
    key: String(section.line),
    text: section.title,
    value: { level: section.level, number: section.number, title: section.title, canonical: section.canonical },
  }));
  const wanted = labels.sections.map((section) => ({
    file,
    line: section.line,
    key: String(section.line),
    text: section.title,
    value: { level: section.level, number: section.number, title: section.title },
  }));
  match("(sections)", wanted, found);
  const byLine = new Map(document.outline.sections.map((section) => [section.line, section]));
  for (const label of labels.sections) {
    const section = byLine.get(label.line);
    if (label.canonicalSection === null) {
      canonical.nulls++;
      if (section !== undefined && section.canonical !== null) {
        canonical.invented++;
        if (shows("canonical"))
          console.log(`FALSE ${file}:${label.line} canonical ${section.canonical} for null: ${label.title}`);
      }
      continue;
    }
    canonical.judged++;
    if (section?.canonical === label.canonicalSection) canonical.right++;
    else if (shows("canonical")) {
      console.log(
        `MISS  ${file}:${label.line} canonical ${section?.canonical ?? "null"} for ${label.canonicalSection}: ${label.title}`,
      );
    }
  }
}

function scoreFields(file: string, labels: Labels, document: Document): void {
  const entry = (key: string, line: number, raw: string): Entry => ({
    file,
    line,
    key: `${key.startsWith("other:") ? `other:${fold(key.slice(6))}` : key} ${line} ${raw}`,
    text: `${key}: ${raw}`,
    value: {},
  });
  match(
    "(fields)",
    Object.entries(labels.metadata).map(([key, field]) => entry(key, field.line, field.raw)),
    document.outline.fields.map((field) => entry(field.key, field.line, field.raw)),
  );
}

function scoreClaims(file: string, labels: Labels, document: Document): void {
  const { tree } = document.outline;
  const wanted = new Map<string, Entry[]>();
  const found = new Map<string, Entry[]>();
  const add = (to: Map<string, Entry[]>, claim: LabelledClaim): void => {
    const value = claim.value ?? {};
    const kind = claim.kind === "code-path" && value["bare"] === true ? "code-path (bare)" : claim.kind;
    const key = SETS[claim.kind]?.(value) ?? String(claim.line);
    const list = to.get(kind) ?? [];
    list.push({ file, line: claim.line, key, text: claim.text, value });
    to.set(kind, list);
  };
  for (const label of labels.claims) add(wanted, label);
  for (const claim of document.claims) {
    add(found, {
      kind: claim.kind,
      line: lineAt(tree.lineStarts, claim.start),
      text: claim.text,
      value: claim.value as Readonly<Record<string, unknown>>,
    });
  }
  for (const kind of new Set([...wanted.keys(), ...found.keys()])) {
    match(kind, wanted.get(kind) ?? [], found.get(kind) ?? []);
  }
}

/** Pairs labels with finds of the same key; where several share one, those with the same text first. */
function match(kind: string, wanted: readonly Entry[], found: readonly Entry[]): void {
  const tally = tallies.get(kind) ?? { labels: 0, found: 0, matched: 0, valuesJudged: 0, valuesRight: 0 };
  tallies.set(kind, tally);
  tally.labels += wanted.length;
  tally.found += found.length;
  const free = new Map<string, Entry[]>();
  for (const entry of found) free.set(entry.key, [...(free.get(entry.key) ?? []), entry]);
  const take = (label: Entry, fits: (entry: Entry) => boolean): Entry | null => {
    const list = free.get(label.key) ?? [];
    const at = list.findIndex(fits);
    return at === -1 ? null : (list.splice(at, 1)[0] ?? null);
  };
  const pairs = wanted.map((label) => ({
    label,
    entry: take(label, (entry) => fold(entry.text) === fold(label.text)),
  }));
  for (const pair of pairs) {
    const entry = pair.entry ?? take(pair.label, () => true);
    if (entry === null) {
      if (shows(kind)) console.log(`MISS  ${pair.label.file}:${pair.label.line} ${kind} ${pair.label.text}`);
      continue;
    }
    tally.matched++;
    judge(kind, tally, pair.label, entry);
  }
  if (!shows(kind)) return;
  for (const entry of [...free.values()].flat()) console.log(`FALSE ${entry.file}:${entry.line} ${kind} ${entry.text}`);
}

function judge(kind: string, tally: Tally, label: Entry, entry: Entry): void {
  for (const [name, expected] of Object.entries(label.value)) {
    tally.valuesJudged++;
    if (same(expected, entry.value[name])) tally.valuesRight++;
    else if (wantValues && (valuesOf === "" || valuesOf === kind)) {
      const was = JSON.stringify(entry.value[name]);
      console.log(`VALUE ${label.file}:${label.line} ${kind}.${name}: ${was} for ${JSON.stringify(expected)}`);
    }
  }
}

/** Whether two values say the same: text without regard to case, marks, dashes and closing punctuation; lists in any order. */
function same(expected: unknown, found: unknown): boolean {
  if (typeof expected === "string" && typeof found === "string") return plain(expected) === plain(found);
  if (Array.isArray(expected) && Array.isArray(found)) {
    const left = expected.map((each) => plain(JSON.stringify(each))).toSorted();
    const right = found.map((each) => plain(JSON.stringify(each))).toSorted();
    return left.join("\n") === right.join("\n");
  }
  return JSON.stringify(expected) === JSON.stringify(found ?? null);
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function plain(text: string): string {
  return fold(text).replace(/^["']+|[\s.,;:"']+$/g, "");
}

function shows(kind: string): boolean {
  return (
    wantMisses && (missesOf === "" || kind === missesOf || kind === `(${missesOf})` || kind.startsWith(`${missesOf} (`))
  );
}

function report(): void {
  const rows = [...tallies].toSorted((a, b) => rank(a[0]) - rank(b[0]) || (a[0] < b[0] ? -1 : 1));
  console.log(`${names.length} documents in ${folder}\n`);
  console.log(`${"kind".padEnd(22)} labels  found  match   prec    rec     F1   values`);
  let sum = 0;
  let counted = 0;
  for (const [kind, tally] of rows) {
    const precision = tally.found === 0 ? 0 : tally.matched / tally.found;
    const recall = tally.labels === 0 ? 0 : tally.matched / tally.labels;
    const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
    if (rank(kind) === 0 && tally.labels >= ENOUGH_LABELS) {
      sum += f1;
      counted++;
    }
    const figures = [precision, recall, f1].map((figure) => figure.toFixed(3).padStart(7)).join("");
    const values =
      tally.valuesJudged === 0
        ? ""
        : `  ${(tally.valuesRight / tally.valuesJudged).toFixed(3)} of ${tally.valuesJudged}`;
    const counts = [tally.labels, tally.found, tally.matched].map((count) => String(count).padStart(7)).join("");
    console.log(`${kind.padEnd(22)}${counts}${figures}${values}`);
  }
  console.log(
    `\nmacro F1 over ${counted} kinds with at least ${ENOUGH_LABELS} labels: ${(sum / Math.max(1, counted)).toFixed(4)}`,
  );
  console.log(
    `canonicalSection: ${canonical.right} of ${canonical.judged} right (${(canonical.right / Math.max(1, canonical.judged)).toFixed(4)}); ` +
      `${canonical.invented} of ${canonical.nulls} sections without a function got one`,
  );
}

/** Kinds, then extensions, then the outline. */
function rank(kind: string): number {
  return kind.startsWith("(") ? 2 : EXTENSIONS.has(kind) ? 1 : 0;
}
