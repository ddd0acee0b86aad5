import { canonicalType, isSerial, sized } from "@lintel/core";
import type { RelationKind, SchemaChange, SchemaColumn, SchemaKey, SchemaReference, SqlName } from "@lintel/core";
import type { AlterTableCmd, ColumnDef, Constraint, CreateStmt, Node, RangeVar, TypeName } from "libpg-query";

/** Functions whose value is the same for all rows of one statement: PostgreSQL stores it once instead of writing every row. */
const STABLE = new Set([
  "now",
  "transaction_timestamp",
  "statement_timestamp",
  "current_setting",
  "current_user",
  "version",
]);

/** What becomes of rows whose target is deleted, by PostgreSQL's letters. */
const ACTIONS: Readonly<Record<string, SchemaReference["onDelete"]>> = {
  a: "NO ACTION",
  r: "RESTRICT",
  c: "CASCADE",
  n: "SET NULL",
  d: "SET DEFAULT",
};

/** What one statement of PostgreSQL's syntax tree does to a data model; empty for one that does nothing to it. */
export function changesOf(node: Node): readonly SchemaChange[] {
  if ("CreateStmt" in node) return createTable(node.CreateStmt);
  if ("CreateForeignTableStmt" in node) {
    const { base } = node.CreateForeignTableStmt;
    return base === undefined ? [] : createTable(base, "foreign table");
  }
  if ("AlterTableStmt" in node) {
    const { relation, cmds = [], objtype } = node.AlterTableStmt;
    if (relation === undefined || (objtype !== "OBJECT_TABLE" && objtype !== "OBJECT_FOREIGN_TABLE")) return [];
    const table = nameOf(relation);
    return cmds.flatMap((cmd) => ("AlterTableCmd" in cmd ? alterTable(table, cmd.AlterTableCmd) : []));
  }
  if ("RenameStmt" in node) {
    const { renameType, relation, subname, newname } = node.RenameStmt;
    if (relation === undefined || newname === undefined) return [];
    const table = nameOf(relation);
    if (renameType === "OBJECT_COLUMN" && subname !== undefined)
      return [{ is: "rename-column", table, column: subname, to: newname }];
    const isRelation = renameType === "OBJECT_TABLE" || renameType === "OBJECT_VIEW" || renameType === "OBJECT_MATVIEW";
    return isRelation ? [{ is: "rename-table", table, to: newname }] : [];
  }
  if ("AlterObjectSchemaStmt" in node) {
    const { objectType, relation, newschema } = node.AlterObjectSchemaStmt;
    if (objectType !== "OBJECT_TABLE" || relation === undefined || newschema === undefined) return [];
    return [{ is: "move-table", table: nameOf(relation), to: newschema }];
  }
  if ("DropStmt" in node) return drop(node.DropStmt);
  if ("IndexStmt" in node) {
    const { relation, idxname, indexParams = [], unique, concurrent, if_not_exists, whereClause } = node.IndexStmt;
    if (relation === undefined) return [];
    const columns = indexParams.map((each) => ("IndexElem" in each ? (each.IndexElem.name ?? "(…)") : "(…)"));
    return [
      {
        is: "create-index",
        table: nameOf(relation),
        index: { name: idxname ?? null, unique: unique === true && whereClause === undefined, columns },
        concurrently: concurrent === true,
        unlessExists: if_not_exists === true,
      },
    ];
  }
  if ("ViewStmt" in node) {
    const { view, aliases = [], query, replace } = node.ViewStmt;
    if (view === undefined) return [];
    return [viewOf(nameOf(view), "view", strings(aliases), query, replace === true)];
  }
  if ("CreateTableAsStmt" in node) {
    const { into, query, objtype, if_not_exists } = node.CreateTableAsStmt;
    if (into?.rel === undefined || into.rel.relpersistence === "t") return [];
    const kind = objtype === "OBJECT_MATVIEW" ? "materialized view" : "table";
    const made = viewOf(nameOf(into.rel), kind, strings(into.colNames ?? []), query, false);
    return [made.is === "create-table" ? { ...made, unlessExists: if_not_exists === true } : made];
  }
  if ("CreateEnumStmt" in node) {
    const name = qualified(strings(node.CreateEnumStmt.typeName ?? []));
    return [{ is: "create-enum", name, values: strings(node.CreateEnumStmt.vals ?? []) }];
  }
  if ("AlterEnumStmt" in node) {
    const { typeName = [], newVal, oldVal } = node.AlterEnumStmt;
    if (newVal === undefined || oldVal !== undefined) return [];
    return [{ is: "add-value", name: qualified(strings(typeName)), value: newVal }];
  }
  if ("CreateDomainStmt" in node)
    return [{ is: "create-type", name: qualified(strings(node.CreateDomainStmt.domainname ?? [])) }];
  if ("CompositeTypeStmt" in node) {
    const { typevar } = node.CompositeTypeStmt;
    return typevar === undefined ? [] : [{ is: "create-type", name: nameOf(typevar) }];
  }
  return about(node);
}

/** Statements that change no model and still matter: transactions, settings, rows, locks. */
function about(node: Node): readonly SchemaChange[] {
  if ("TransactionStmt" in node) {
    const { kind } = node.TransactionStmt;
    if (kind === "TRANS_STMT_BEGIN" || kind === "TRANS_STMT_START") return [{ is: "transaction", step: "begin" }];
    if (kind === "TRANS_STMT_COMMIT") return [{ is: "transaction", step: "commit" }];
    return kind === "TRANS_STMT_ROLLBACK" ? [{ is: "transaction", step: "rollback" }] : [];
  }
  if ("VariableSetStmt" in node) {
    const { name, args = [], kind } = node.VariableSetStmt;
    if (name === undefined) return [];
    if (name !== "search_path") return [{ is: "setting", name }];
    return [{ is: "search-path", schemas: kind === "VAR_SET_VALUE" ? args.flatMap(constant) : ["public"] }];
  }
  if ("SelectStmt" in node) return searchPathBySelect(node);
  if ("UpdateStmt" in node) {
    const { relation, whereClause } = node.UpdateStmt;
    if (relation === undefined) return [];
    return [{ is: "write-rows", table: nameOf(relation), all: whereClause === undefined, how: "update" }];
  }
  if ("DeleteStmt" in node) {
    const { relation, whereClause } = node.DeleteStmt;
    if (relation === undefined) return [];
    return [{ is: "write-rows", table: nameOf(relation), all: whereClause === undefined, how: "delete" }];
  }
  if ("TruncateStmt" in node) return relations(node.TruncateStmt.relations ?? [], "TRUNCATE");
  if ("LockStmt" in node) return relations(node.LockStmt.relations ?? [], "LOCK TABLE");
  if ("VacuumStmt" in node) {
    const { options = [], rels = [] } = node.VacuumStmt;
    const isFull = options.some((each) => "DefElem" in each && each.DefElem.defname === "full");
    if (!isFull) return [];
    return rels.flatMap((each): SchemaChange[] => {
      const relation = "VacuumRelation" in each ? each.VacuumRelation.relation : undefined;
      return relation === undefined ? [] : [{ is: "shut", table: nameOf(relation), how: "VACUUM FULL" }];
    });
  }
  if ("ClusterStmt" in node) {
    const { relation } = node.ClusterStmt;
    return relation === undefined ? [] : [{ is: "shut", table: nameOf(relation), how: "CLUSTER" }];
  }
  if ("ReindexStmt" in node) {
    const { relation, params = [], kind } = node.ReindexStmt;
    const isGentle = params.some((each) => "DefElem" in each && each.DefElem.defname === "concurrently");
    if (relation === undefined || isGentle || kind !== "REINDEX_OBJECT_TABLE") return [];
    return [{ is: "shut", table: nameOf(relation), how: "REINDEX" }];
  }
  if ("RefreshMatViewStmt" in node) {
    const { relation, concurrent } = node.RefreshMatViewStmt;
    if (relation === undefined || concurrent === true) return [];
    return [{ is: "shut", table: nameOf(relation), how: "REFRESH MATERIALIZED VIEW" }];
  }
  return "DoStmt" in node ? [{ is: "opaque", what: "a DO block" }] : [];
}

function createTable(statement: CreateStmt, kind: RelationKind = "table"): readonly SchemaChange[] {
  const { relation, tableElts = [], inhRelations = [], if_not_exists } = statement;
  // A temporary table is gone with its session.
  if (relation === undefined || relation.relpersistence === "t") return [];
  const columns: SchemaColumn[] = [];
  const keys: SchemaKey[] = [];
  const like: SqlName[] = inhRelations.flatMap((each) => ("RangeVar" in each ? [nameOf(each.RangeVar)] : []));
  let complete = statement.ofTypename === undefined;
  for (const element of tableElts) {
    if ("ColumnDef" in element) {
      const column = columnOf(element.ColumnDef);
      columns.push(column);
      keys.push(...columnKeys(element.ColumnDef));
    } else if ("Constraint" in element) {
      const key = keyOf(element.Constraint);
      if (key !== null) keys.push(key);
    } else if ("TableLikeClause" in element) {
      const from = element.TableLikeClause.relation;
      if (from === undefined) complete = false;
      else like.push(nameOf(from));
    }
  }
  const primary = new Set(keys.filter(({ is }) => is === "primary").flatMap((key) => key.columns));
  return [
    {
      is: "create-table",
      table: nameOf(relation),
      kind,
      columns: columns.map((column) => (primary.has(column.name) ? { ...column, nullable: false } : column)),
      keys,
      complete,
      unlessExists: if_not_exists === true,
      like,
      replaces: false,
    },
  ];
}

function viewOf(
  table: SqlName,
  kind: RelationKind,
  aliases: readonly string[],
  query: Node | undefined,
  replaces: boolean,
): SchemaChange {
  const names: string[] = [...aliases];
  let complete = true;
  const targets = query !== undefined && "SelectStmt" in query ? (query.SelectStmt.targetList ?? []) : [];
  if (targets.length === 0) complete = false;
  targets.slice(names.length).forEach((target) => {
    const value = "ResTarget" in target ? target.ResTarget : undefined;
    const name = value?.name ?? lastOf(value?.val);
    if (name === null) complete = false;
    else names.push(name);
  });
  const columns = names.map((name): SchemaColumn => ({ name, type: null, nullable: true, default: null }));
  return { is: "create-table", table, kind, columns, keys: [], complete, unlessExists: false, like: [], replaces };
}

/** The name that a column of a query gets by itself; null for `*` and what PostgreSQL would make up. */
function lastOf(value: Node | undefined): string | null {
  if (value === undefined) return null;
  if ("ColumnRef" in value) {
    const last = value.ColumnRef.fields?.at(-1);
    return last !== undefined && "String" in last ? (last.String.sval ?? null) : null;
  }
  if ("FuncCall" in value) return strings(value.FuncCall.funcname ?? []).at(-1) ?? null;
  return "TypeCast" in value ? lastOf(value.TypeCast.arg) : null;
}

function alterTable(table: SqlName, cmd: AlterTableCmd): readonly SchemaChange[] {
  const { subtype, name: column = "", def, missing_ok } = cmd;
  const constraint = def !== undefined && "Constraint" in def ? def.Constraint : null;
  const definition = def !== undefined && "ColumnDef" in def ? def.ColumnDef : null;
  switch (subtype) {
    case "AT_AddColumn": {
      if (definition === null) return [];
      const keys = columnKeys(definition);
      const made = columnOf(definition);
      const isPrimary = keys.some(({ is }) => is === "primary");
      return [
        {
          is: "add-column",
          table,
          column: isPrimary ? { ...made, nullable: false } : made,
          keys,
          unlessExists: missing_ok === true,
          rewrites: rewritesRows(definition),
        },
      ];
    }
    case "AT_DropColumn":
      return [{ is: "drop-column", table, column, ifExists: missing_ok === true }];
    case "AT_AlterColumnType": {
      const type = definition?.typeName;
      return [{ is: "set-type", table, column, type: type === undefined ? null : typeOf(type) }];
    }
    case "AT_SetNotNull":
      return [{ is: "set-nullable", table, column, nullable: false }];
    case "AT_DropNotNull":
      return [{ is: "set-nullable", table, column, nullable: true }];
    case "AT_ColumnDefault":
      return [{ is: "set-default", table, column, default: def === undefined ? null : textOf(def) }];
    case "AT_AddIdentity":
      return [{ is: "set-default", table, column, default: "identity" }];
    case "AT_DropIdentity":
    case "AT_DropExpression":
      return [{ is: "set-default", table, column, default: null }];
    case "AT_AddConstraint": {
      if (constraint === null) return [];
      const key = keyOf(constraint);
      // A NOT NULL by name, as PostgreSQL 18 has it.
      if (key === null) {
        return strings(constraint.keys ?? []).map((each) => ({
          is: "set-nullable",
          table,
          column: each,
          nullable: false,
        }));
      }
      const usingIndex = constraint.indexname !== undefined;
      return [{ is: "add-key", table, key, unchecked: constraint.skip_validation === true, usingIndex }];
    }
    case "AT_ValidateConstraint":
      return [{ is: "validate-key", table, name: column }];
    case "AT_DropConstraint":
      return [{ is: "drop-key", table, name: column }];
    case "AT_SetTableSpace":
    case "AT_SetLogged":
    case "AT_SetUnLogged":
    case "AT_SetAccessMethod":
      return [{ is: "shut", table, how: "ALTER TABLE … that writes the table anew" }];
    default:
      return [];
  }
}

function drop(statement: Extract<Node, { DropStmt: unknown }>["DropStmt"]): readonly SchemaChange[] {
  const { objects = [], removeType, concurrent, missing_ok } = statement;
  const names = objects.map((object) => {
    if ("List" in object) return qualified(strings(object.List.items ?? []));
    if ("TypeName" in object) return qualified(strings(object.TypeName.names ?? []));
    return qualified("String" in object ? [object.String.sval ?? ""] : []);
  });
  const ifExists = missing_ok === true;
  switch (removeType) {
    case "OBJECT_TABLE":
      return names.map((table) => ({ is: "drop-table", table, kind: "table", ifExists }));
    case "OBJECT_FOREIGN_TABLE":
      return names.map((table) => ({ is: "drop-table", table, kind: "foreign table", ifExists }));
    case "OBJECT_VIEW":
      return names.map((table) => ({ is: "drop-table", table, kind: "view", ifExists }));
    case "OBJECT_MATVIEW":
      return names.map((table) => ({ is: "drop-table", table, kind: "materialized view", ifExists }));
    case "OBJECT_INDEX":
      return names.map((index) => ({ is: "drop-index", index, concurrently: concurrent === true }));
    case "OBJECT_TYPE":
    case "OBJECT_DOMAIN":
      return names.map((name) => ({ is: "drop-type", name }));
    case "OBJECT_SCHEMA":
      return names.map(({ name }) => ({ is: "drop-schema", schema: name }));
    default:
      return [];
  }
}

function columnOf({ colname = "", typeName, constraints = [] }: ColumnDef): SchemaColumn {
  const types = typeName === undefined ? null : typeOf(typeName);
  const serial = isSerial(strings(typeName?.names ?? []).at(-1) ?? "");
  let nullable = !serial;
  let value: string | null = serial ? "nextval(…)" : null;
  for (const each of constraints) {
    if (!("Constraint" in each)) continue;
    const { contype, raw_expr } = each.Constraint;
    if (contype === "CONSTR_NOTNULL" || contype === "CONSTR_PRIMARY") nullable = false;
    if (contype === "CONSTR_DEFAULT" && raw_expr !== undefined) value = textOf(raw_expr);
    if (contype === "CONSTR_GENERATED") value = "generated";
    if (contype === "CONSTR_IDENTITY") {
      value = "identity";
      nullable = false;
    }
  }
  return { name: colname, type: types, nullable, default: value };
}

function columnKeys({ colname = "", constraints = [] }: ColumnDef): readonly SchemaKey[] {
  return constraints.flatMap((each): SchemaKey[] => {
    const key = "Constraint" in each ? keyOf(each.Constraint) : null;
    return key === null ? [] : [{ ...key, columns: key.is === "check" ? key.columns : [colname] }];
  });
}

/** Null for what is a property of a column rather than a key: NOT NULL, a default, an identity. */
function keyOf(constraint: Constraint): SchemaKey | null {
  const { contype, conname, keys = [], fk_attrs = [], pk_attrs = [], pktable, fk_del_action } = constraint;
  const name = conname ?? null;
  switch (contype) {
    case "CONSTR_PRIMARY":
      return { is: "primary", name, columns: strings(keys), references: null };
    case "CONSTR_UNIQUE":
      return { is: "unique", name, columns: strings(keys), references: null };
    case "CONSTR_FOREIGN":
      return {
        is: "foreign",
        name,
        columns: strings(fk_attrs),
        references:
          pktable === undefined
            ? null
            : { table: nameOf(pktable), columns: strings(pk_attrs), onDelete: ACTIONS[fk_del_action ?? ""] ?? null },
      };
    case "CONSTR_CHECK":
      return { is: "check", name, columns: [], references: null };
    case "CONSTR_EXCLUSION":
      return { is: "exclude", name, columns: [], references: null };
    default:
      return null;
  }
}

/** `"bigint"`, `"numeric(12,2)[]"`; a type of the schema's own by its name, with its schema where one was written. */
function typeOf({ names = [], typmods = [], arrayBounds = [] }: TypeName): string {
  const parts = strings(names).filter((name, i, all) => !(i === 0 && all.length > 1 && name === "pg_catalog"));
  const plain = parts.join(".");
  const known = canonicalType(plain);
  const array = arrayBounds.length > 0 ? "[]" : "";
  // `character(1)` is what `char` means; sizes are put in below.
  const base = known?.replace(/\(1\)$/, "") ?? plain;
  // What stands behind `interval` are fields, not a size.
  const size = base === "interval" ? "" : typmods.flatMap(constant).join(",");
  // `char` hands in its 1; without a size it is a type of its own.
  if (base === "character" && size === "") return `bpchar${array}`;
  return `${known === null ? `${plain}${size === "" ? "" : `(${size})`}` : sized(base, size)}${array}`;
}

/** Whether rows that are there must be written anew: their values differ from row to row. */
function rewritesRows({ constraints = [], typeName }: ColumnDef): boolean {
  if (isSerial(strings(typeName?.names ?? []).at(-1) ?? "")) return true;
  return constraints.some((each) => {
    if (!("Constraint" in each)) return false;
    const { contype, raw_expr, generated_kind } = each.Constraint;
    if (contype === "CONSTR_IDENTITY") return true;
    if (contype === "CONSTR_GENERATED") return generated_kind !== "v";
    return contype === "CONSTR_DEFAULT" && raw_expr !== undefined && isVolatile(raw_expr);
  });
}

function isVolatile(value: Node): boolean {
  if ("FuncCall" in value) return !STABLE.has(strings(value.FuncCall.funcname ?? []).at(-1) ?? "");
  return "TypeCast" in value && value.TypeCast.arg !== undefined && isVolatile(value.TypeCast.arg);
}

/** A default in a few words; what is no constant and no call is "(…)". */
function textOf(value: Node): string {
  const [written] = constant(value);
  if (written !== undefined) return written;
  if ("TypeCast" in value && value.TypeCast.arg !== undefined) return textOf(value.TypeCast.arg);
  if ("FuncCall" in value) return `${strings(value.FuncCall.funcname ?? []).at(-1) ?? ""}()`;
  if ("SQLValueFunction" in value) return "now()";
  return "(…)";
}

function constant(node: Node): string[] {
  if (!("A_Const" in node)) return [];
  const { sval, ival, fval, boolval, isnull } = node.A_Const;
  if (sval !== undefined) return [sval.sval ?? ""];
  // The tree leaves out what is zero or false.
  if (ival !== undefined) return [String(ival.ival ?? 0)];
  if (fval !== undefined) return [fval.fval ?? "0"];
  if (boolval !== undefined) return [String(boolval.boolval ?? false)];
  return isnull === true ? ["NULL"] : [];
}

/** pg_dump empties the search path by a function. */
function searchPathBySelect(node: Node): readonly SchemaChange[] {
  if (!("SelectStmt" in node)) return [];
  const [target] = node.SelectStmt.targetList ?? [];
  const call = target !== undefined && "ResTarget" in target ? target.ResTarget.val : undefined;
  if (call === undefined || !("FuncCall" in call)) return [];
  if (strings(call.FuncCall.funcname ?? []).at(-1) !== "set_config") return [];
  const [name, value] = (call.FuncCall.args ?? []).flatMap(constant);
  if (name !== "search_path") return [];
  return [
    {
      is: "search-path",
      schemas: (value ?? "")
        .split(",")
        .map((each) => each.trim().replaceAll('"', ""))
        .filter(Boolean),
    },
  ];
}

function relations(nodes: readonly Node[], how: string): readonly SchemaChange[] {
  return nodes.flatMap((each): SchemaChange[] =>
    "RangeVar" in each ? [{ is: "shut", table: nameOf(each.RangeVar), how }] : [],
  );
}

function strings(nodes: readonly Node[]): string[] {
  return nodes.flatMap((node) => ("String" in node ? [node.String.sval ?? ""] : []));
}

function nameOf({ schemaname, relname = "" }: RangeVar): SqlName {
  return { schema: schemaname ?? null, name: relname };
}

function qualified(parts: readonly string[]): SqlName {
  return { schema: parts.length > 1 ? (parts.at(-2) ?? null) : null, name: parts.at(-1) ?? "" };
}
