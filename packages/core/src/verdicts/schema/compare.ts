import type { SchemaColumn, SchemaKey, SchemaTable, SqlName } from "../../facts/schema.ts";

/** What a table lacks of what was said of it, and what it has otherwise. Each in a few words. */
export interface Comparison {
  readonly missing: readonly string[];
  readonly different: readonly string[];
}

/** What a statement says of a table. */
export interface Wanted {
  readonly columns: readonly SchemaColumn[];
  readonly keys: readonly SchemaKey[];
}

/** Holds columns, types, nullability, defaults and keys of a statement against a table. Values of defaults and checks are not compared. */
export function compareTable(wanted: Wanted, table: SchemaTable): Comparison {
  const missing: string[] = [];
  const different: string[] = [];
  for (const column of wanted.columns) {
    const has = table.columns.find(({ name }) => name === column.name);
    if (has === undefined) missing.push(`column “${column.name}”`);
    else different.push(...compareColumn(column, has));
  }
  for (const key of wanted.keys) {
    // A key over a column that is not there is not there either, and said once.
    if (key.columns.some((name) => !table.columns.some((column) => column.name === name))) continue;
    const said = keyProblem(key, table);
    if (said !== null) (said.is === "missing" ? missing : different).push(said.words);
  }
  const checks = (keys: readonly SchemaKey[]): number => keys.filter(({ is }) => is === "check").length;
  if (checks(wanted.keys) > checks(table.keys)) missing.push("a check");
  return { missing, different };
}

/** How a column differs from what was said of it; empty when it does not. */
export function compareColumn(said: SchemaColumn, has: SchemaColumn): readonly string[] {
  const different: string[] = [];
  if (!sameType(said.type, has.type))
    different.push(`“${said.name}” is ${has.type ?? "?"} and not ${said.type ?? "?"}`);
  if (said.nullable !== has.nullable)
    different.push(has.nullable ? `“${said.name}” may be NULL` : `“${said.name}” may not be NULL`);
  if (said.default !== null && has.default === null) different.push(`“${said.name}” has no default`);
  return different;
}

/** Types that are not known (the columns of a view) differ from none. Types of the schema's own compare by their last name. */
export function sameType(said: string | null, has: string | null): boolean {
  if (said === null || has === null) return true;
  return said === has || bare(said) === bare(has);
}

/** Why a table does not have a key; null when it has it. */
export function keyProblem(
  key: SchemaKey,
  table: SchemaTable,
): { readonly is: "missing" | "different"; readonly words: string } | null {
  const columns = key.columns.join(", ");
  switch (key.is) {
    case "primary": {
      const has = table.keys.find(({ is }) => is === "primary");
      if (has === undefined) return { is: "missing", words: `primary key (${columns})` };
      return sameColumns(has.columns, key.columns)
        ? null
        : { is: "different", words: `its primary key is (${has.columns.join(", ")}) and not (${columns})` };
    }
    case "unique": {
      const isUnique =
        table.keys.some(
          ({ is, columns: own }) => (is === "unique" || is === "primary") && sameColumns(own, key.columns),
        ) || table.indexes.some(({ unique, columns: own }) => unique && sameColumns(own, key.columns));
      return isUnique ? null : { is: "missing", words: `unique (${columns})` };
    }
    case "foreign": {
      const target = key.references?.table.name ?? "?";
      const onColumns = table.keys.filter(({ is, columns: own }) => is === "foreign" && sameColumns(own, key.columns));
      const same = onColumns.find(({ references }) => sameTarget(references, key.references));
      if (same !== undefined) {
        const [says, does] = [key.references?.onDelete ?? null, same.references?.onDelete ?? null];
        if (says === null || does === null || plainAction(says) === plainAction(does)) return null;
        return { is: "different", words: `deleting a row of ${target} has ${does} for “${columns}” and not ${says}` };
      }
      const [other] = onColumns;
      if (other === undefined || other.references === null)
        return { is: "missing", words: `foreign key (${columns}) to “${target}”` };
      const has = `${other.references.table.name}${other.references.columns.length > 0 ? `(${other.references.columns.join(", ")})` : ""}`;
      return { is: "different", words: `“${columns}” points to ${has} and not to ${target}` };
    }
    default:
      return null;
  }
}

/** RESTRICT and NO ACTION differ only in when they refuse. */
function plainAction(action: string): string {
  return action === "RESTRICT" ? "NO ACTION" : action;
}

function sameTarget(a: SchemaKey["references"], b: SchemaKey["references"]): boolean {
  if (a === null || b === null) return a === b;
  if (a.table.name !== b.table.name) return false;
  if (a.table.schema !== null && b.table.schema !== null && a.table.schema !== b.table.schema) return false;
  return a.columns.length === 0 || b.columns.length === 0 || sameColumns(a.columns, b.columns);
}

/** The same columns, in whatever order. */
export function sameColumns(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name) => b.includes(name));
}

/** `public.orders`, or `orders` where no schema was written. */
export function shown({ schema, name }: SqlName): string {
  return schema === null ? name : `${schema}.${name}`;
}

/** "a, b and c", at most so many by name. */
export function enumerate(words: readonly string[], most = 4): string {
  const named = words.slice(0, most);
  if (words.length > most) named.push(`${words.length - most} more`);
  const last = named.at(-1) ?? "";
  return named.length < 2 ? last : `${named.slice(0, -1).join(", ")} and ${last}`;
}

function bare(type: string): string {
  return type.replace(/^[^.(]+\./, "");
}
