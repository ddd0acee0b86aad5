import {
  foldedOf,
  headersOf,
  headsList,
  partsOf,
  plainOf,
  subItems,
  LONGEST_ITEM,
  type Item,
} from "../outline/items.ts";
import { foldTitle } from "../text/fold.ts";
import { contentOf, type Block, type CellBlock, type TableBlock } from "../markdown/tree.ts";
import type { Zone } from "../outline/zones.ts";
import { canonicalOfLabel } from "../outline/label.ts";
import { defineClaim, type Emit, type Reading } from "./claim.ts";
import { explicitId, idKey, isPlaceholder, wordsBetween, wordsOf } from "./statement.ts";
import { testsIn } from "./test-names.ts";
import { qualifiedReferences } from "./test-references.ts";
import { Memo } from "../text/memo.ts";

export interface TestMapping {
  /** The criterion as the row names it: "AC-3", "AC-3: Order kept", a sentence. */
  readonly criterion: string;
  /** Names of tests, as written, without what says in which file they are. */
  readonly tests: readonly string[];
  readonly files?: readonly string[];
  /** As written, with file and suites, where one says more than the bare names: "tests/test_api.py::test_down". */
  readonly references?: readonly string[];
  /** True when nothing automatic is named. */
  readonly manual?: true;
  /** What stands in place of tests. */
  readonly note?: string;
}

export const testMapping = defineClaim<"test-mapping", TestMapping>({
  kind: "test-mapping",
  title: "Test mapping",
  documentation: {
    what: "A criterion of the spec and the tests that will prove it.",
    counts: "One per row or bullet of the section that maps criteria to tests.",
    not: "Lists of planned tests that name no criterion; tests by tier.",
  },
  examples: [
    {
      markdown:
        "## 10. Test Strategy\n\n### Spec→Test Mapping\n\n| Acceptance Criterion | Test ID(s) |\n|---|---|\n| AC-1: Order | `test_order` |\n| AC-2: Load | Manual verification |\n| **Errors** | |\n| AC-3 | `tests/test_api.py::test_down`, `test_slow` |",
      claims: [
        { line: 7, text: "AC-1: Order", value: { criterion: "AC-1: Order", tests: ["test_order"] } },
        { line: 8, text: "AC-2: Load", value: { tests: [], manual: true, note: "Manual verification" } },
        { line: 10, text: "AC-3", value: { tests: ["test_down", "test_slow"], files: ["tests/test_api.py"] } },
      ],
    },
    {
      markdown:
        "## Test Strategy\n- TDD commitment: tests first\n- Spec coverage:\n  - Defaults: `test_defaults`.\n  - Prompts: by hand.\n- CI: all of them",
      claims: [
        { line: 4, text: "Defaults: `test_defaults`.", value: { criterion: "Defaults", tests: ["test_defaults"] } },
        {
          line: 5,
          text: "Prompts: by hand.",
          value: { criterion: "Prompts", tests: [], manual: true, note: "by hand." },
        },
      ],
    },
    {
      markdown: '### Spec to test mapping\n- AC-1 → `test_a`, `test_b`\n- Spec AC 2: "keeps order" → `test_c` ✓',
      claims: [
        { line: 2, text: "AC-1 → `test_a`, `test_b`", value: { criterion: "AC-1", tests: ["test_a", "test_b"] } },
        { line: 3, text: 'Spec AC 2: "keeps order" → `test_c` ✓', value: { tests: ["test_c"] } },
      ],
    },
    {
      markdown: "### Spec→Test Mapping\n\n**AC1: Order kept**\n- `TestOrder`\n- `TestOrderUnderLoad`",
      claims: [
        {
          line: 3,
          text: "AC1: Order kept",
          value: { criterion: "AC1: Order kept", tests: ["TestOrder", "TestOrderUnderLoad"] },
        },
      ],
    },
    {
      markdown:
        "## Test Strategy\n\n| Criterion | Test |\n|---|---|\n| AC-1 | `test_order` |\n\n| Tier | Tests |\n|---|---|\n| unit | `test_load` |",
      claims: [{ line: 5, text: "AC-1", value: { tests: ["test_order"] } }],
    },
    { markdown: "### Test cases\n- `test_order`\n- `test_load`", claims: [] },
  ],
  zones: {
    of: ["test-mapping", "test-strategy"],
    recognise(zone, reading, emit) {
      if (zone.canonical === "test-mapping") addParts(partsOf(reading.tree, zone), zone, reading, emit);
      else {
        addTables(zone, reading, emit);
        if (isUndivided(zone)) addLabelled(zone, reading, emit);
      }
    },
  },
  describe: (value) =>
    `${value.criterion} → ${value.tests.length > 0 ? value.tests.join(", ") : (value.note ?? "no test named")}`,
});

const ARROW = /(?:→|⇒|⟶|->|=>)\s*/;
const CRITERION_HEADER =
  /\b(?:criteri(?:on|a|o|os)|ac|acs|requirement|requirements|requisito|spec|scenario|behaviou?r|story|case)\b/;
const TEST_HEADER =
  /\b(?:tests?|pruebas?|test ids?|verification|verified by|verificación|covered by|coverage|evidence)\b/;

function addParts(parts: readonly Item[], zone: Zone, reading: Reading, emit: Emit<TestMapping>): void {
  // "Test cases" may be a mere list of tests; a title that names the other side as well promises a mapping.
  const promised = /\b(?:spec|criteri|ac|acs|requirement|mapping|traceab|trazab|mapeo)/.test(foldTitle(zone.title));
  for (const part of parts) {
    if (part.form === "row") addRow(part, reading, emit);
    else if (part.form === "heading" || part.form === "strong" || headsList(part)) {
      const below = subItems(reading.tree, part);
      if (namesCriterion(part)) addOverItems(part, below, reading, emit);
      else addParts(below, zone, reading, emit);
    } else if (part.form !== "paragraph") addLine(part, promised, reading, emit);
  }
}

function namesCriterion(part: Item): boolean {
  return explicitId(part.text) !== null || /^(?:ac|criterion|criterio|scenario|negative)\b/.test(foldedOf(part));
}

/** A row: the criterion stands left of the tests; a bold name over empty cells heads a group. */
function addRow(item: Item, reading: Reading, emit: Emit<TestMapping>): void {
  const { tree } = reading;
  const table = item.block.parent;
  if (table === null || table.kind !== "table") return;
  const columns = columnsOf(table, reading);
  if (columns === null) return;
  const cells = item.block.children;
  const criterion = cells[columns.criterion];
  if (criterion === undefined || criterion.end <= criterion.start) return;
  const others = cells.filter((cell, column) => column !== columns.criterion && cell.end > cell.start);
  // A name over empty cells heads a group; an ID there waits for its tests.
  if (others.length === 0 && explicitId(tree.text.slice(criterion.start, criterion.end)) === null) return;
  const named = columns.tests
    .map((column) => cells[column])
    .filter((cell): cell is CellBlock => cell?.kind === "cell" && cell.end > cell.start);
  const files = columns.file === -1 ? undefined : cells[columns.file];
  const text = named.map((cell) => tree.text.slice(cell.start, cell.end)).join(", ");
  const filesText = files === undefined ? "" : tree.text.slice(files.start, files.end);
  const words = wordsBetween(tree, criterion.start, criterion.end);
  if (isPlaceholder(words, tree) || /^(?:total|gesamt|sum|overall)$/i.test(words)) return;
  const span = { start: criterion.start, end: criterion.end };
  emitMapping(
    span,
    words,
    { text: [text, filesText].filter((each) => /[\p{L}\p{N}]/u.test(each)).join(", "), named: true },
    true,
    emit,
  );
}

interface Columns {
  readonly criterion: number;
  readonly tests: readonly number[];
  /** −1 when there is none. */
  readonly file: number;
}

const columnsMemo = new Memo<TableBlock, Columns | null>();

function columnsOf(table: TableBlock, reading: Reading): Columns | null {
  const known = columnsMemo.get(table);
  if (known !== undefined) return known;
  const columns = readColumns(headersOf(reading.tree, table));
  columnsMemo.set(table, columns);
  return columns;
}

/** Which columns hold what; null for a table that maps nothing to tests. */
function readColumns(headers: readonly string[]): Columns | null {
  const isTest = (header: string): boolean =>
    TEST_HEADER.test(header) &&
    !/\b(?:criteri(?:on|a)|type|tipo|description|tier|level|status|priority)\b/.test(header);
  const file = headers.findIndex((header) => /\b(?:file|files|path|location|archivo)\b/.test(header));
  let tests = headers.flatMap((header, column) => (isTest(header) && column !== file ? [column] : []));
  const byName = headers.findIndex((header, column) => CRITERION_HEADER.test(header) && !tests.includes(column));
  if (tests.length === 0 && byName === -1) return null;
  const criterion = byName === -1 ? (tests.includes(0) ? -1 : 0) : byName;
  if (criterion === -1) return null;
  tests = tests.filter((column) => column !== criterion);
  if (tests.length === 0 && headers.length >= 2) tests = [criterion === 0 ? 1 : 0];
  return { criterion, tests, file };
}

/** A bullet: "criterion → tests", "criterion: tests", or with the tests in bullets of its own. */
function addLine(part: Item, promised: boolean, reading: Reading, emit: Emit<TestMapping>): void {
  const { tree } = reading;
  const source = firstLineOf(part, reading);
  const below = subItems(tree, part);
  const arrow = ARROW.exec(source);
  const span = { start: part.start, end: part.end };
  if (isPlaceholder(source, tree)) return;
  if (arrow !== null) {
    const tests = [source.slice(arrow.index + arrow[0].length), ...below.map((item) => item.text)].join(", ");
    emitMapping(span, wordsOf(source.slice(0, arrow.index)), { text: tests, named: true }, promised, emit);
    return;
  }
  if (below.length > 0 && (namesCriterion(part) || promised)) {
    addOverItems(part, below, reading, emit);
    return;
  }
  const label = part.label;
  if (label !== null && label.separated && label.rest < part.end) {
    const before = wordsBetween(tree, label.start, label.end);
    const id = explicitId(source);
    // "AC-1: order kept (`test_order`)" has the criterion before the tests.
    const tests = source.slice(label.rest - part.start);
    const first = testsIn(tests, false).first;
    const criterion = id !== null && first > 12 ? wordsOf(source.slice(0, label.rest - part.start + first)) : before;
    const name = criterion.replace(/[\s:([–—-]+$/, "");
    emitMapping(span, name, { text: tests, named: false }, promised || id !== null, emit);
    return;
  }
  if (promised) emitMapping(span, wordsOf(source), { text: source, named: false }, true, emit);
}

/** A criterion with its tests in the items below. */
function addOverItems(part: Item, below: readonly Item[], reading: Reading, emit: Emit<TestMapping>): void {
  const source = below.map((item) => textOf(item, reading)).join("\n");
  const words = wordsOf(part.text).replace(/[:\s]+$/, "");
  emitMapping({ start: part.start, end: part.end }, words, { text: source, named: true }, true, emit);
}

/**
 * A test strategy that says it covers the spec and has no section that maps: its bullets "Validation tests: …" are the mapping,
 * as far as they are not about something else (tiers, CI, the order of work).
 */
function isUndivided(zone: Zone): boolean {
  if (!/\b(?:spec coverage|coverage of spec|criteria)\b/.test(foldTitle(zone.title))) return false;
  return !zone.children.some((child) => child.canonical === "test-mapping" || child.form === "heading");
}

/** A table with a column of criteria and one of tests maps, also where no heading says so. */
function addTables(zone: Zone, reading: Reading, emit: Emit<TestMapping>): void {
  for (const part of partsOf(reading.tree, zone)) {
    const table = part.form === "row" ? part.block.parent : null;
    if (table?.kind !== "table") continue;
    const headers = headersOf(reading.tree, table);
    if (headers.some((header) => NAMES_CRITERIA.test(header)) && headers.some((header) => TEST_HEADER.test(header)))
      addRow(part, reading, emit);
  }
}

const NAMES_CRITERIA = /^(?:(?:acceptance|spec) )?(?:criteri(?:on|a|o|os)|acs?|requirements?|requisitos?)(?: ids?)?$/;

function addLabelled(zone: Zone, reading: Reading, emit: Emit<TestMapping>): void {
  for (const part of partsOf(reading.tree, zone)) {
    const { label } = part;
    if (part.form !== "bullet" && part.form !== "numbered") continue;
    if (label === null || !label.separated || label.rest >= part.end || canonicalOfLabel(label) !== null) continue;
    if (/\btests?$/i.test(label.text)) addLine(part, true, reading, emit);
  }
}

/**
 * Hands in one mapping. `source.named` says that the text stands where tests are named, so that any name in code is one;
 * without `certain` a mapping needs a test or a file.
 */
function emitMapping(
  span: { readonly start: number; readonly end: number },
  criterion: string,
  source: { readonly text: string; readonly named: boolean },
  certain: boolean,
  emit: Emit<TestMapping>,
): void {
  if (criterion === "" || span.end <= span.start) return;
  const { tests, files } = testsIn(source.text, source.named);
  if (tests.length === 0 && files.length === 0 && !certain) return;
  const manual = tests.length === 0 && files.length === 0;
  const note = wordsOf(source.text);
  const id = explicitId(criterion);
  const references = qualifiedReferences(source.text, tests, files);
  emit({
    ...span,
    value: {
      criterion,
      tests,
      ...(files.length > 0 ? { files } : {}),
      ...(references === null ? {} : { references }),
      ...(manual ? { manual: true } : {}),
      ...(manual && note !== "" && note !== criterion ? { note } : {}),
    },
    ...(id === null ? {} : { key: idKey(id) }),
  });
}

function firstLineOf(part: Item, reading: Reading): string {
  return textOf(part, reading).replace(/\n/g, " ");
}

/** The whole paragraph of an item. */
function textOf(part: Item, reading: Reading): string {
  const { block } = part;
  const leaf: Block | undefined = block.kind === "item" ? block.children[0] : block;
  if (part.form === "row" || part.form === "inline" || leaf === undefined) return part.text;
  const text = leaf.kind === "paragraph" ? contentOf(reading.tree, leaf) : plainOf(reading.tree, leaf);
  return text.slice(0, LONGEST_ITEM);
}
