import type {
  Catalog,
  GoneThing,
  RelationKind,
  SchemaChange,
  SchemaColumn,
  SchemaIndex,
  SchemaKey,
  SchemaTable,
  SqlName,
} from "@lintel/core";

interface Entry {
  schema: string;
  name: string;
  is: RelationKind;
  columns: SchemaColumn[];
  keys: SchemaKey[];
  indexes: SchemaIndex[];
  complete: boolean;
  at: string;
  columnsAt: Record<string, string>;
}

/** A data model that statements are applied to, one after the other. What does not fit (a column of no table) changes nothing. */
export class CatalogBuilder {
  readonly #tables = new Map<string, Entry>();
  readonly #enums = new Map<string, readonly string[]>();
  readonly #gone: GoneThing[] = [];
  #path: readonly string[] = ["public"];

  apply(change: SchemaChange, at: string): void {
    switch (change.is) {
      case "create-table":
        this.#create(change, at);
        break;
      case "drop-table": {
        const entry = this.#find(change.table);
        if (entry !== null && entry.is === change.kind) this.#drop(entry, at);
        break;
      }
      case "rename-table":
        this.#move(change.table, (entry) => ({ schema: entry.schema, name: change.to }), at);
        break;
      case "move-table":
        this.#move(change.table, (entry) => ({ schema: change.to, name: entry.name }), at);
        break;
      case "drop-index":
        for (const entry of this.#tables.values())
          entry.indexes = entry.indexes.filter(({ name }) => name !== change.index.name);
        break;
      case "create-enum":
        this.#enums.set(this.#key(change.name), change.values);
        break;
      case "add-value": {
        const key = this.#key(change.name);
        this.#enums.set(key, [...(this.#enums.get(key) ?? []), change.value]);
        break;
      }
      case "drop-type":
        this.#enums.delete(this.#key(change.name));
        break;
      case "drop-schema":
        for (const entry of this.#tables.values()) if (entry.schema === change.schema) this.#drop(entry, at);
        break;
      case "search-path":
        this.#path = change.schemas.filter((schema) => schema !== "$user" && schema !== "pg_catalog");
        break;
      default:
        if ("table" in change) {
          const entry = this.#find(change.table);
          if (entry !== null) this.#alter(entry, change, at);
        }
    }
  }

  has(name: SqlName): boolean {
    return this.#find(name) !== null;
  }

  /** Puts in a table as it stands, for sources that tell only the state. */
  put(table: SchemaTable): void {
    this.#tables.set(`${table.schema}.${table.name}`, {
      ...table,
      columns: [...table.columns],
      keys: [...table.keys],
      indexes: [...table.indexes],
      columnsAt: { ...table.columnsAt },
    });
  }

  putEnum(name: string, values: readonly string[]): void {
    this.#enums.set(name, values);
  }

  catalog(): Catalog {
    const tables = [...this.#tables.values()].toSorted((a, b) =>
      a.schema === b.schema ? compare(a.name, b.name) : compare(a.schema, b.schema),
    );
    const byName = new Map(tables.map((table) => [`${table.schema}.${table.name}`, table]));
    const path = this.#path.includes("public") ? this.#path : [...this.#path, "public"];
    return {
      tables,
      enums: this.#enums,
      gone: this.#gone,
      find({ schema, name }) {
        const schemas = schema === null ? path : [schema];
        for (const each of schemas) {
          const table = byName.get(`${each}.${name}`);
          if (table !== undefined) return table;
        }
        return null;
      },
    };
  }

  #create(change: Extract<SchemaChange, { is: "create-table" }>, at: string): void {
    const key = this.#key(change.table);
    const before = this.#tables.get(key);
    if (before !== undefined && (change.unlessExists || !change.replaces)) return;
    const [schema = "public"] = key.split(".", 1);
    const columns = change.like.flatMap((name) => this.#find(name)?.columns ?? []);
    const isComplete = change.complete && change.like.every((name) => this.#find(name)?.complete === true);
    this.#tables.set(key, {
      schema: change.table.schema ?? schema,
      name: change.table.name,
      is: change.kind,
      columns: [...columns.filter(({ name }) => !change.columns.some((own) => own.name === name)), ...change.columns],
      keys: [...change.keys],
      indexes: [],
      complete: isComplete,
      at,
      columnsAt: {},
    });
  }

  #alter(entry: Entry, change: SchemaChange, at: string): void {
    switch (change.is) {
      case "add-column":
        if (entry.columns.some(({ name }) => name === change.column.name)) return;
        entry.columns.push(change.column);
        entry.keys.push(...change.keys);
        entry.columnsAt[change.column.name] = at;
        break;
      case "drop-column": {
        const { column } = change;
        if (!entry.columns.some(({ name }) => name === column)) return;
        entry.columns = entry.columns.filter(({ name }) => name !== column);
        entry.keys = entry.keys.filter(({ columns }) => !columns.includes(column));
        entry.indexes = entry.indexes.filter(({ columns }) => !columns.includes(column));
        this.#gone.push({ schema: entry.schema, table: entry.name, column, renamedTo: null, at });
        break;
      }
      case "rename-column": {
        const { column, to } = change;
        if (!entry.columns.some(({ name }) => name === column)) return;
        const renamed = (names: readonly string[]): string[] => names.map((name) => (name === column ? to : name));
        entry.columns = entry.columns.map((each) => (each.name === column ? { ...each, name: to } : each));
        entry.keys = entry.keys.map((key) => ({ ...key, columns: renamed(key.columns) }));
        entry.indexes = entry.indexes.map((index) => ({ ...index, columns: renamed(index.columns) }));
        entry.columnsAt[to] = at;
        this.#gone.push({ schema: entry.schema, table: entry.name, column, renamedTo: to, at });
        break;
      }
      case "set-type":
        this.#column(entry, change.column, at, (column) => ({ ...column, type: change.type }));
        break;
      case "set-nullable":
        this.#column(entry, change.column, at, (column) => ({ ...column, nullable: change.nullable }));
        break;
      case "set-default":
        this.#column(entry, change.column, at, (column) => ({ ...column, default: change.default }));
        break;
      case "add-key":
        this.#addKey(entry, change);
        break;
      case "drop-key":
        entry.keys = entry.keys.filter((key) => (key.name ?? usualName(entry.name, key)) !== change.name);
        break;
      case "create-index":
        if (change.index.name !== null && entry.indexes.some(({ name }) => name === change.index.name)) return;
        entry.indexes.push(change.index);
        break;
      default:
        break;
    }
  }

  #addKey(entry: Entry, { key, usingIndex }: Extract<SchemaChange, { is: "add-key" }>): void {
    // A key that is made of an index takes its columns.
    const index = usingIndex ? entry.indexes.find(({ name }) => name === key.name) : undefined;
    const columns = key.columns.length === 0 && index !== undefined ? index.columns : key.columns;
    entry.keys.push({ ...key, columns });
    if (key.is !== "primary") return;
    entry.columns = entry.columns.map((column) =>
      columns.includes(column.name) ? { ...column, nullable: false } : column,
    );
  }

  #column(entry: Entry, name: string, at: string, change: (column: SchemaColumn) => SchemaColumn): void {
    entry.columns = entry.columns.map((column) => (column.name === name ? change(column) : column));
    entry.columnsAt[name] = at;
  }

  #move(name: SqlName, to: (entry: Entry) => { schema: string; name: string }, at: string): void {
    const entry = this.#find(name);
    if (entry === null) return;
    const next = to(entry);
    this.#tables.delete(`${entry.schema}.${entry.name}`);
    const renamedTo = next.schema === entry.schema ? next.name : `${next.schema}.${next.name}`;
    this.#gone.push({ schema: entry.schema, table: entry.name, column: null, renamedTo, at });
    this.#tables.set(`${next.schema}.${next.name}`, { ...entry, ...next });
  }

  #drop(entry: Entry, at: string): void {
    this.#tables.delete(`${entry.schema}.${entry.name}`);
    this.#gone.push({ schema: entry.schema, table: entry.name, column: null, renamedTo: null, at });
  }

  #find({ schema, name }: SqlName): Entry | null {
    for (const each of schema === null ? this.#path : [schema]) {
      const entry = this.#tables.get(`${each}.${name}`);
      if (entry !== undefined) return entry;
    }
    return null;
  }

  #key({ schema, name }: SqlName): string {
    return `${schema ?? this.#path[0] ?? "public"}.${name}`;
  }
}

/** The name that PostgreSQL gives to a key that has none. */
function usualName(table: string, { is, columns }: SchemaKey): string {
  if (is === "primary") return `${table}_pkey`;
  const ending = { unique: "key", foreign: "fkey", check: "check", exclude: "excl" }[is];
  return [table, ...columns, ending].join("_");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
