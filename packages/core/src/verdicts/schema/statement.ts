import type { ClaimOf } from "../../claims/kinds.ts";
import type {
  ExistingSchema,
  SchemaChange,
  SchemaFacts,
  SchemaTable,
  SqlName,
  SqlStatement,
} from "../../facts/schema.ts";
import { lineStarts, placeOf } from "../../text/source.ts";
import type { JudgeContext } from "../judge.ts";
import { broken, holds, unproven, type Opinion } from "../verdict.ts";
import { absentTable, doubtful, schemaPlace } from "./absent.ts";
import { compareColumn, compareTable, enumerate, keyProblem, sameType, shown } from "./compare.ts";

type TableClaim = ClaimOf<"table">;
type CreateTable = Extract<SchemaChange, { is: "create-table" }>;

/** What there is to say of a statement before anything is held against it; null when it reads well. */
export function judgeReading(claim: TableClaim, statement: SqlStatement, context: JudgeContext): Opinion | null {
  const { problem } = statement;
  if (problem === null) return null;
  const { name } = claim.value;
  const place = placeInDocument(problem.at, context);
  switch (problem.is) {
    case "dialect":
      return {
        ...unproven("inconclusive", `“${name}” is written for another database than PostgreSQL (${problem.message}).`),
        next: "Nothing: only PostgreSQL can be judged so far.",
      };
    case "template":
      return {
        ...unproven("inconclusive", `The statement on “${name}” holds places that are still to be filled in.`),
        next: "Write the statement out, or leave it as an illustration.",
      };
    default: {
      const says = problem.is === "syntax" ? "PostgreSQL does not read" : "PostgreSQL refuses";
      const because = `${says} the statement on “${name}”: ${problem.message}.`;
      const evidence = { source: "PostgreSQL", at: place, detail: problem.message };
      if (!statement.declared) return unproven("inconclusive", because, evidence);
      return { ...broken(because, evidence), next: `Correct the SQL at ${place}.` };
    }
  }
}

/** Holds a statement that reads well against what exists. */
export function judgeStatement(
  claim: TableClaim,
  statement: SqlStatement,
  existing: ExistingSchema,
  facts: SchemaFacts,
  context: JudgeContext,
): Opinion {
  const all = facts.statements(context.document.outline.source.path);
  const create = statement.changes.find((change): change is CreateTable => change.is === "create-table");
  const opinion =
    create === undefined
      ? judgeAlter(claim, statement, existing, all, context)
      : judgeCreate(claim, create, statement, existing, all, context);
  return opinion.rung === undefined ? { ...opinion, rung: statement.ran ? "ran" : "parsed" } : opinion;
}

function judgeCreate(
  claim: TableClaim,
  create: CreateTable,
  statement: SqlStatement,
  existing: ExistingSchema,
  all: readonly SqlStatement[],
  { stage }: JudgeContext,
): Opinion {
  const due = claim.value.change === "existing" ? "now" : "once-delivered";
  const table = existing.catalog.find(create.table);
  if (table === null) return absentTable(create.table, existing, due, stage);
  const wrong = notATable(create.table, table);
  if (wrong !== null) return wrong;
  const later = laterChanges(create.table, statement, all);
  const columns = create.columns.filter(({ name }) => !later.has(name));
  const keys = create.keys.filter((key) => !key.columns.some((name) => later.has(name)));
  const { missing, different } = compareTable({ columns, keys }, table);
  const said = `“${shown(create.table)}”`;
  const places = [
    schemaPlace(table.at, `makes ${shown(table)}`),
    ...columnPlaces(
      table,
      columns.map(({ name }) => name),
    ),
  ];
  if (different.length > 0) {
    const because = `${said} is there and differs: ${enumerate(different)}.`;
    if (existing.doubts.length > 0) return { ...doubtful(because.slice(0, -1), existing), evidence: places };
    return { ...broken(because, ...places), next: "Write what is so in the design, or change the schema." };
  }
  if (missing.length > 0)
    return lacking(said, missing, table, existing, { mustBe: due === "now" || stage === "shipped" });
  const also = statement.elided ? " as far as it is shown" : "";
  const left = later.size === 0 ? "" : " Columns that the design changes later on are judged there.";
  return holds(`${said} is in ${existing.name} with ${counted(columns.length)}${also}.${left}`, ...places.slice(0, 3));
}

/** What a table lacks: due or not, and whether it once had it. */
export function lacking(
  said: string,
  missing: readonly string[],
  table: SchemaTable,
  existing: ExistingSchema,
  { mustBe }: { readonly mustBe: boolean },
): Opinion {
  const gone = existing.catalog.gone.find(
    (each) => each.column !== null && each.table === table.name && missing.includes(`column “${each.column}”`),
  );
  const past =
    gone === undefined
      ? ""
      : ` “${gone.column ?? ""}” was ${gone.renamedTo === null ? "dropped" : `renamed to “${gone.renamedTo}”`} at ${gone.at}.`;
  const because = `${said} is there and lacks ${enumerate(missing)}.${past}`;
  const places = [
    schemaPlace(table.at, `makes ${shown(table)}`),
    ...(gone === undefined ? [] : [schemaPlace(gone.at, "takes it away")]),
  ];
  if (!table.complete) return unproven("inconclusive", `${because} Not all of its columns could be read.`, ...places);
  if (!mustBe && gone !== undefined) return unproven("inconclusive", because, ...places);
  if (!mustBe) return unproven("planned", because, ...places);
  if (existing.doubts.length > 0) return { ...doubtful(because.slice(0, -1), existing), evidence: places };
  return { ...broken(because, ...places), next: "Add it to the schema, or take it out of the design." };
}

/** A view, or a foreign table, is no table of that name. */
export function notATable(name: SqlName, table: SchemaTable): Opinion | null {
  if (table.is === "table") return null;
  return {
    ...broken(`“${shown(name)}” is a ${table.is} and no table.`, schemaPlace(table.at, `makes the ${table.is}`)),
    next: `Say that it is a ${table.is}, or name the table behind it.`,
  };
}

/** One change of an `ALTER TABLE`, held against the table. */
interface Step {
  readonly is: "done" | "open" | "impossible" | "unknown";
  readonly words: string;
}

function judgeAlter(
  claim: TableClaim,
  statement: SqlStatement,
  existing: ExistingSchema,
  all: readonly SqlStatement[],
  { stage }: JudgeContext,
): Opinion {
  const changes = statement.changes.filter((change) => "table" in change);
  const [first] = changes;
  if (first === undefined || !("table" in first)) {
    return {
      ...unproven("inconclusive", `What is changed of “${claim.value.name}” here is nothing that a schema shows.`),
      next: "Nothing, if it is a matter of settings, owners or rights.",
    };
  }
  const name = first.table;
  const said = `“${shown(name)}”`;
  const renamed = changes.find((change) => change.is === "rename-table");
  let table = existing.catalog.find(name);
  if (table === null && renamed !== undefined) table = existing.catalog.find({ ...name, name: renamed.to });
  if (table === null) {
    const isMadeHere = all.some((each) =>
      each.changes.some((change) => change.is === "create-table" && sameName(change.table, name)),
    );
    return absentTable(name, existing, isMadeHere ? "once-delivered" : "now", stage);
  }
  if (renamed === undefined) {
    const wrong = notATable(name, table);
    if (wrong !== null) return wrong;
  }
  const found = table;
  const steps = changes.map((change) => stepOf(change, found, existing, all, statement));
  const of = (is: Step["is"]): readonly string[] => steps.filter((step) => step.is === is).map(({ words }) => words);
  const touched = changes.flatMap((change) =>
    change.is === "add-column" ? [change.column.name] : "column" in change ? [change.column] : [],
  );
  const places = [schemaPlace(table.at, `makes ${shown(table)}`), ...columnPlaces(table, touched)];
  const [impossible, open, unknown] = [of("impossible"), of("open"), of("unknown")];
  if (impossible.length > 0) {
    const because = `The change of ${said} does not fit what is there: ${enumerate(impossible)}.`;
    if (existing.doubts.length > 0 || !table.complete)
      return { ...doubtful(because.slice(0, -1), existing), evidence: places };
    return { ...broken(because, ...places), next: "Correct the statement, or say what became of the column." };
  }
  if (open.length > 0) {
    const because = `Not done yet: ${enumerate(open)}.`;
    if (stage === "planned") return unproven("planned", `${said} is there. ${because}`, ...places);
    if (existing.doubts.length > 0) return { ...doubtful(because.slice(0, -1), existing), evidence: places };
    return {
      ...broken(`The design says that ${said} was changed. ${because}`, ...places),
      next: "Make the change, or say in the design what was done instead.",
    };
  }
  if (unknown.length > 0) {
    return unproven("inconclusive", `It cannot be told whether ${said} was changed: ${enumerate(unknown)}.`, ...places);
  }
  return holds(`${said} was changed as the design says: ${enumerate(of("done"))}.`, ...places.slice(0, 4));
}

function stepOf(
  change: SchemaChange,
  table: SchemaTable,
  existing: ExistingSchema,
  all: readonly SqlStatement[],
  statement: SqlStatement,
): Step {
  const columnOf = (name: string) => table.columns.find((each) => each.name === name);
  const goneColumn = (name: string) =>
    existing.catalog.gone.find(({ column, table: of }) => column === name && of === table.name);
  switch (change.is) {
    case "add-column": {
      const { name } = change.column;
      const has = columnOf(name);
      if (has === undefined) return { is: "open", words: `column “${name}” is added` };
      const later = laterChanges(change.table, statement, all);
      const different = later.has(name) ? [] : compareColumn(change.column, has);
      if (different.length > 0) return { is: "impossible", words: enumerate(different) };
      const lost = change.keys.map((key) => keyProblem(key, table)).find((each) => each !== null);
      if (lost !== undefined && lost !== null)
        return { is: lost.is === "missing" ? "open" : "impossible", words: lost.words };
      return { is: "done", words: `it has “${name}”` };
    }
    case "drop-column": {
      const { column } = change;
      if (addsColumn(all, statement, column))
        return { is: "unknown", words: `“${column}” is both added and dropped in this design` };
      if (columnOf(column) !== undefined) return { is: "open", words: `column “${column}” is dropped` };
      const gone = goneColumn(column);
      if (gone !== undefined) return { is: "done", words: `“${column}” is gone since ${gone.at}` };
      if (existing.steps.length === 0) return { is: "unknown", words: `whether there ever was a column “${column}”` };
      return { is: "impossible", words: `it never had a column “${column}”` };
    }
    case "rename-column": {
      if (columnOf(change.to) !== undefined && columnOf(change.column) === undefined)
        return { is: "done", words: `“${change.column}” is “${change.to}” now` };
      if (columnOf(change.column) !== undefined && columnOf(change.to) === undefined)
        return { is: "open", words: `“${change.column}” is renamed to “${change.to}”` };
      return columnOf(change.column) === undefined
        ? { is: "impossible", words: `there is neither a column “${change.column}” nor “${change.to}”` }
        : { is: "impossible", words: `there is a column “${change.to}” beside “${change.column}”` };
    }
    case "set-type":
    case "set-nullable":
    case "set-default": {
      const has = columnOf(change.column);
      if (has === undefined) {
        return makesColumn(all, change.table, change.column)
          ? { is: "open", words: `column “${change.column}” is added and changed` }
          : { is: "impossible", words: `there is no column “${change.column}”` };
      }
      return alteredColumn(change, has);
    }
    case "rename-table":
      return table.name === change.to
        ? { is: "done", words: `it is “${change.to}” now` }
        : { is: "open", words: `it is renamed to “${change.to}”` };
    case "move-table":
      return table.schema === change.to
        ? { is: "done", words: `it is in “${change.to}”` }
        : { is: "open", words: `it moves to “${change.to}”` };
    case "add-key": {
      const { key } = change;
      const absent = key.columns.find((name) => columnOf(name) === undefined);
      if (absent !== undefined) {
        return makesColumn(all, change.table, absent)
          ? { is: "open", words: `column “${absent}” is added` }
          : { is: "impossible", words: `there is no column “${absent}”` };
      }
      if (key.columns.length === 0) {
        const isThere = key.name !== null && table.keys.some(({ name }) => name === key.name);
        return isThere
          ? { is: "done", words: `it has “${key.name ?? ""}”` }
          : {
              is: existing.steps.length === 0 ? "unknown" : "open",
              words: `a constraint${key.name === null ? "" : ` “${key.name}”`} is added`,
            };
      }
      const lost = keyProblem(key, table);
      if (lost === null) return { is: "done", words: `it has ${keyWords(key.is)} (${key.columns.join(", ")})` };
      // What is there otherwise is what the design wants to change.
      return { is: "open", words: lost.is === "missing" ? `${lost.words} is added` : lost.words };
    }
    case "drop-key":
      return table.keys.some(({ name }) => name === change.name)
        ? { is: "open", words: `constraint “${change.name}” is dropped` }
        : { is: "unknown", words: `whether there ever was a constraint “${change.name}”` };
    default:
      return { is: "unknown", words: "a step that leaves nothing to see in a schema" };
  }
}

function alteredColumn(
  change: Extract<SchemaChange, { is: "set-type" | "set-nullable" | "set-default" }>,
  has: SchemaTable["columns"][number],
): Step {
  switch (change.is) {
    case "set-type":
      return sameType(change.type, has.type) && has.type !== null
        ? { is: "done", words: `“${change.column}” is ${has.type}` }
        : { is: "open", words: `“${change.column}” becomes ${change.type ?? "another type"}` };
    case "set-nullable": {
      const words = change.nullable ? `“${change.column}” may be NULL` : `“${change.column}” may not be NULL`;
      return { is: has.nullable === change.nullable ? "done" : "open", words };
    }
    default:
      return change.default === null
        ? { is: has.default === null ? "done" : "open", words: `“${change.column}” has no default` }
        : { is: has.default === null ? "open" : "done", words: `“${change.column}” has a default` };
  }
}

/** Columns of a table that the same document changes after a statement. */
function laterChanges(name: SqlName, statement: SqlStatement, all: readonly SqlStatement[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { start, changes } of all) {
    if (start <= statement.start) continue;
    for (const change of changes) {
      if (!("table" in change) || !sameName(change.table, name)) continue;
      if (change.is === "drop-column" && addsColumn(all, null, change.column)) continue;
      if (change.is === "drop-column" || change.is.startsWith("set-") || change.is === "rename-column")
        if ("column" in change && typeof change.column === "string") names.add(change.column);
    }
  }
  return names;
}

/** Whether an `ALTER TABLE` of the document adds a column of this name. */
function addsColumn(all: readonly SqlStatement[], besides: SqlStatement | null, column: string): boolean {
  return all.some(
    (each) =>
      each !== besides && each.changes.some((change) => change.is === "add-column" && change.column.name === column),
  );
}

/** Whether the document makes a column of a table, with the table or later. */
function makesColumn(all: readonly SqlStatement[], table: SqlName, column: string): boolean {
  return all.some(({ changes }) =>
    changes.some((change) => {
      if (change.is === "add-column") return change.column.name === column && sameName(change.table, table);
      return (
        change.is === "create-table" &&
        sameName(change.table, table) &&
        change.columns.some(({ name }) => name === column)
      );
    }),
  );
}

function sameName(a: SqlName, b: SqlName): boolean {
  return a.name === b.name && (a.schema ?? "public") === (b.schema ?? "public");
}

/** Where columns were made, when that is not where the table was. */
function columnPlaces(table: SchemaTable, names: readonly string[]): ReturnType<typeof schemaPlace>[] {
  const places = names.flatMap((name) => {
    const at = Object.hasOwn(table.columnsAt, name) ? table.columnsAt[name] : undefined;
    return at === undefined ? [] : [schemaPlace(at, `column ${name}`)];
  });
  return places.slice(0, 3);
}

function placeInDocument(offset: number, { document }: JudgeContext): string {
  const { path, text } = document.outline.source;
  const { line, column } = placeOf(text, lineStarts(text), { start: offset, end: offset });
  return `${path}:${line}:${column}`;
}

function keyWords(is: "primary" | "unique" | "foreign" | "check" | "exclude"): string {
  return is === "foreign" ? "foreign key" : is === "primary" ? "primary key" : is;
}

function counted(columns: number): string {
  return columns === 1 ? "its column" : `its ${columns} columns`;
}
