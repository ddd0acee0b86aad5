/** `CREATE TABLE` and `ALTER TABLE` in whatever dialect: names, types and keys, as far as a design shows them. */

export interface Column {
  readonly name: string;
  /** As written. */
  readonly type?: string;
  readonly nullable?: boolean;
  readonly key?: "primary" | "foreign" | "unique";
  /** Table (and column) that a foreign key points to, as written. */
  readonly references?: string;
  readonly default?: string;
}

export interface TableStatement {
  readonly name: string;
  readonly change: "new" | "alter";
  /** Columns that the statement creates, or those that it touches. */
  readonly columns: readonly Column[];
  /** Offset of the statement in the string that was read. */
  readonly at: number;
}

const STATEMENT =
  /\b(?:(create)[ \t]+(?:or[ \t]+replace[ \t]+)?(?:global[ \t]+|local[ \t]+|temp(?:orary)?[ \t]+|unlogged[ \t]+|external[ \t]+|foreign[ \t]+|virtual[ \t]+)?|(alter)[ \t]+)table\s{1,8}(?:if\s{1,8}(?:not\s{1,8})?exists\s{1,8})?(?:only\s{1,8})?((?:["`[]?[\w$]+["`\]]?\.){0,3}["`[]?[\w$]+["`\]]?)/gi;
const MOST_BODY = 20_000;
const CONSTRAINT =
  /^(?:primary\s+key|foreign\s+key|unique|constraint|check|index|key|exclude|like|partition|fulltext|spatial|period|inherits|projection|\.\.\.|…)\b|^(?:\.\.\.|…)/i;
const TYPE_END =
  /\s(?:not\s+null|null|primary\s+key|unique|references|default|check|generated|constraint|collate|auto_?increment|identity|comment|on\s+(?:update|delete)|encode|distkey|sortkey|stored|virtual|as)\b|\s+--/i;

/** Every table statement of a text, in order. Linear: a statement's body is read once, up to a bound. */
export function readTableStatements(sql: string): readonly TableStatement[] {
  const found: TableStatement[] = [];
  let read = 0;
  for (const match of sql.matchAll(STATEMENT)) {
    if (match.index < read) continue;
    const before = sql.slice(Math.max(0, match.index - 200), match.index);
    if (/^\s*(?:--|\/\/|#|\*)/.test(before.slice(before.lastIndexOf("\n") + 1))) continue;
    const name = unquoted(match[3] ?? "");
    const behind = match.index + match[0].length;
    if (/^(?:is|are|will|statements?|in|on|to|and|or|with|for|if)$/i.test(name)) continue;
    if (match[1] !== undefined) {
      const body = bodyOf(sql, behind);
      if (body === null && !/^\s*(?:as|using|like|partition|;|\(|$)/i.test(sql.slice(behind, behind + 40))) continue;
      read = body === null ? behind : body.end;
      found.push({ name, change: "new", columns: body === null ? [] : columnsOf(body.parts), at: match.index });
    } else {
      const end = statementEnd(sql, behind);
      const action =
        /^\s*(?:add|drop|alter|modify|change|rename|set|enable|disable|attach|detach|owner|validate|cluster|inherit|partition|replica|reset|\()/i;
      if (!action.test(sql.slice(behind, behind + 60))) continue;
      read = end;
      found.push({ name, change: "alter", columns: alteredColumns(sql.slice(behind, end)), at: match.index });
    }
  }
  return found;
}

/** The parts between the parentheses behind a table's name, split at the commas of the outermost level. */
function bodyOf(sql: string, from: number): { parts: readonly string[]; end: number } | null {
  let at = from;
  while (at < sql.length && at - from < 200 && /\s/.test(sql.charAt(at))) at++;
  if (sql.charAt(at) !== "(") return null;
  const parts: string[] = [];
  const limit = Math.min(sql.length, at + MOST_BODY);
  let depth = 0;
  let part = "";
  for (let i = at; i < limit; i++) {
    const c = sql.charAt(i);
    if (c === "-" && sql.charAt(i + 1) === "-") {
      const end = sql.indexOf("\n", i);
      i = end === -1 ? limit : end - 1;
      continue;
    }
    if (c === "/" && sql.charAt(i + 1) === "*") {
      const end = sql.indexOf("*/", i + 2);
      i = end === -1 ? limit : end + 1;
      continue;
    }
    if (c === "'") {
      const end = sql.indexOf("'", i + 1);
      const stop = end === -1 ? limit : end;
      part += sql.slice(i, Math.min(stop + 1, i + 200));
      i = stop;
      continue;
    }
    if (c === "(" && ++depth === 1) continue;
    if (c === ")" && --depth === 0) {
      parts.push(part);
      return { parts, end: i + 1 };
    }
    if (c === "," && depth === 1) {
      parts.push(part);
      part = "";
    } else part += c;
  }
  parts.push(part);
  return { parts, end: limit };
}

function columnsOf(parts: readonly string[]): readonly Column[] {
  const columns: Column[] = [];
  const keys: { names: readonly string[]; key: "primary" | "foreign" | "unique"; references: string | undefined }[] =
    [];
  for (const raw of parts) {
    const part = raw.trim();
    if (part === "") continue;
    if (CONSTRAINT.test(part)) {
      const key = keyOf(part);
      if (key !== null) keys.push(key);
      continue;
    }
    const column = columnOf(part);
    if (column !== null) columns.push(column);
  }
  return columns.map((column) => {
    const key = keys.find((each) => each.names.includes(column.name));
    if (key === undefined || column.key === "primary") return column;
    return { ...column, key: key.key, ...(key.references === undefined ? {} : { references: key.references }) };
  });
}

function keyOf(
  part: string,
): { names: readonly string[]; key: "primary" | "foreign" | "unique"; references: string | undefined } | null {
  const match =
    /^(?:constraint\s{1,8}\S{1,100}\s{1,8})?(primary\s{1,8}key|foreign\s{1,8}key|unique)[^(]{0,60}\(([^)]{0,500})\)/i.exec(
      part,
    );
  if (match?.[1] === undefined || match[2] === undefined) return null;
  const word = match[1].toLowerCase();
  const names = match[2].split(",").map((name) => unquoted(name.trim().split(/\s/)[0] ?? ""));
  const key = word.startsWith("primary") ? "primary" : word.startsWith("foreign") ? "foreign" : "unique";
  return { names, key, references: referenceOf(part) };
}

function referenceOf(part: string): string | undefined {
  const match = /\breferences\s{1,8}([\w$."`[\]]{1,200}(?:\s?\(\s?[\w", `]{1,100}\))?)/i.exec(part);
  return match?.[1]?.replace(/["`[\]]/g, "");
}

function columnOf(definition: string): Column | null {
  const match = /^["`[]?([\p{L}_$][\p{L}\p{N}_$-]{0,100})["`\]]?(?:\s+([\s\S]*))?$/u.exec(definition);
  if (match?.[1] === undefined) return null;
  const rest = ` ${(match[2] ?? "").replace(/\s+/g, " ").trim()}`;
  const end = rest.search(TYPE_END);
  const type = (end === -1 ? rest : rest.slice(0, end)).trim();
  const isPrimary = /\bprimary key\b/i.test(rest);
  const references = referenceOf(rest);
  const fallback = /\bdefault (\([^)]{0,200}\)|'[^']{0,200}'|[\w.]{1,100}(?:\([^)]{0,100}\))?)/i.exec(rest)?.[1];
  return {
    name: match[1],
    ...(type === "" ? {} : { type }),
    ...(/\bnot null\b/i.test(rest) || isPrimary
      ? { nullable: false }
      : /\bnull\b/i.test(rest)
        ? { nullable: true }
        : {}),
    ...(isPrimary
      ? { key: "primary" as const }
      : references !== undefined
        ? { key: "foreign" as const }
        : /\bunique\b/i.test(rest)
          ? { key: "unique" as const }
          : {}),
    ...(references === undefined ? {} : { references }),
    ...(fallback === undefined ? {} : { default: fallback }),
  };
}

function statementEnd(sql: string, from: number): number {
  const stop = sql.indexOf(";", from);
  const blank =
    /\n[ \t]{0,40}(?:\n|create\s|alter\s{1,8}table|insert\s{1,8}into|update\s|drop\s{1,8}(?:table|index|view)|select\s)/i.exec(
      sql.slice(from, from + 4000),
    );
  const bound = Math.min(sql.length, from + 4000, blank === null ? Infinity : from + blank.index);
  return stop === -1 ? bound : Math.min(stop, bound);
}

function alteredColumns(actions: string): readonly Column[] {
  const columns: Column[] = [];
  const words =
    /(?:^|,|\()\s*(add|drop|alter|modify|change|rename)\s{1,8}(?:column\s{1,8})?(?:if\s{1,8}(?:not\s{1,8})?exists\s{1,8})?\(?\s?([^,;()]{1,200}(?:\([^)]{0,60}\)[^,;()]{0,200})?)/gi;
  for (const match of actions.matchAll(words)) {
    const definition = (match[2] ?? "").trim();
    if (CONSTRAINT.test(definition) || /^(?:to|constraint|index)\b/i.test(definition)) continue;
    const column = columnOf(definition);
    if (column === null) continue;
    columns.push(/^add$/i.test(match[1] ?? "") ? column : { name: column.name });
  }
  return columns;
}

function unquoted(name: string): string {
  return name.replace(/["`[\]]/g, "");
}

/** `orders (` over typed columns, as designs write a table in an SQL block without the words CREATE TABLE. */
export function readBareTables(lines: readonly string[]): readonly TableStatement[] {
  const found: TableStatement[] = [];
  let at = 0;
  lines.forEach((line, i) => {
    const name = /^\s{0,8}["`]?([A-Za-z_][\w.]{0,80})["`]?\s?\(\s*(?:--.*)?$/.exec(line)?.[1];
    if (
      name !== undefined &&
      !/^(?:select|values|with|insert|in|exists|and|or|not|index|on|check|unique)$/i.test(name)
    ) {
      const body = bodyOf(lines.slice(i, i + 120).join("\n"), line.lastIndexOf("("));
      const columns = body === null ? [] : columnsOf(body.parts);
      if (columns.length >= 2 && columns.every((column) => column.type !== undefined)) {
        found.push({ name, change: "new", columns, at });
      }
    }
    at += line.length + 1;
  });
  return found;
}

/** The entities of a Mermaid `erDiagram` with their attributes: `ORDER { uuid id PK }`. */
export function readEntities(
  lines: readonly string[],
): readonly { readonly name: string; readonly columns: readonly Column[]; readonly line: number }[] {
  const found: { name: string; columns: Column[]; line: number }[] = [];
  let open: { name: string; columns: Column[]; line: number } | null = null;
  lines.forEach((line, i) => {
    const opened = /^\s{0,40}"?([\w.-]{1,80})"?(?:\[[^\]]{0,80}\])?\s?\{\s*$/.exec(line)?.[1];
    if (opened !== undefined) {
      open = { name: opened, columns: [], line: i };
      return;
    }
    if (open === null) return;
    if (/^\s*\}/.test(line)) {
      if (open.columns.length > 0) found.push(open);
      open = null;
      return;
    }
    const attribute = /^\s{0,40}([\w()[\],.-]{1,60})\s{1,20}\*?([\w-]{1,80})(?:\s{1,20}([A-Z, ]{2,12}))?/.exec(line);
    if (attribute?.[1] === undefined || attribute[2] === undefined) return;
    const keys = attribute[3] ?? "";
    const key = /PK/.test(keys) ? "primary" : /FK/.test(keys) ? "foreign" : /UK/.test(keys) ? "unique" : null;
    open.columns.push({ name: attribute[2], type: attribute[1], ...(key === null ? {} : { key }) });
  });
  return found;
}
