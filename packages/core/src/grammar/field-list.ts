/** Fields of a record as people write them outside of code: in bullets, and in one sentence. */
import type { Column } from "./ddl.ts";

const TYPE_WORD =
  /\b(?:uuid|ulid|guid|string|str|text|varchar|char|int(?:eger)?|int(?:8|16|32|64)|bigint|smallint|bool(?:ean)?|timestamp(?:tz)?|date(?:time)?|jsonb?|float|double|decimal|numeric|number|enum|array|list|map|dict|blob|bytes?|optional|nullable|required|not null|pk|fk|primary key|foreign key|unique|serial|objectid|cadena|entero|booleano|fecha|texto|n[uú]mero)\b/i;
const FIELD =
  /^(?:\*\*|__)?(`?)([A-Za-z_][\w.$[\]-]{0,80}\??)\1(?:\*\*|__)?\s?(?:\(([^)]{1,120})\)|<([^>]{1,80})>)?\s?(?:\*\*|__)?\s?(:|—|–|-(?=\s)|=|$|`)?\s?(?:\*\*|__)?\s?(.*)$/;

export interface FieldBullet {
  readonly column: Column;
  /** Whether a type is named. */
  readonly typed: boolean;
  /** `Order.items` → "Order". */
  readonly prefix: string | null;
}

/** A bullet's first line as a field of a record; null when it is something else. */
export function readFieldBullet(line: string): FieldBullet | null {
  const match = FIELD.exec(line.slice(0, 400));
  if (match?.[2] === undefined) return null;
  const isMarked = match[1] !== "" || /^(?:\*\*|__)/.test(line);
  const full = match[2].replace(/\?$/, "");
  const shown = match[3] ?? match[4];
  const rest = match[6] ?? "";
  const separated = match[5] !== undefined && match[5] !== "" && match[5] !== "`";
  if (shown === undefined && !separated) return /^`[\w.]+`$/.test(line.trim()) ? bullet(full, null) : null;
  const written = shown ?? /^`?([\w<>[\], |?.()]{1,60}?)`?(?=$|[,;.(—–]|\s[-—–(]|\s)/.exec(rest)?.[1];
  const type = written !== undefined && TYPE_WORD.test(written) ? written.trim() : null;
  if (type === null && !isMarked) return null;
  return bullet(full, type);
}

function bullet(full: string, type: string | null): FieldBullet {
  const dot = full.lastIndexOf(".");
  const prefix = dot > 0 ? full.slice(0, dot) : null;
  const name = prefix === null ? full : full.slice(dot + 1);
  return { column: { name, ...(type === null ? {} : { type }) }, typed: type !== null, prefix };
}

export interface SentenceRecord {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly change: "new" | "alter";
}

const NAMED = "[`*\"']{0,3}([A-Za-z_][\\w.]{0,80})[`*\"']{0,3}";
/** `New table orders (id, total, placed_at)`. */
const IN_PARENTHESES = new RegExp(
  `(?:\\b(table|collection|entity|model|record|struct|document|tabla|colecci[oó]n|entidad)\\s${NAMED}|[\`*]{1,3}([A-Za-z_][\\w.]{0,80})[\`*]{1,3}(?:\\s(table|collection|entity|model|record))?)[:\\s]{0,3}\\(([^()\\n]{5,400}(?:\\([^()\\n]{0,40}\\)[^()\\n]{0,200}){0,8})\\)`,
  "i",
);
/** `Order fields added: a, b`, `The orders table gets new columns: a, b`. */
const FIELDS_THEN_LIST =
  /(?:^|\s)(?:fields|columns|attributes|campos|columnas|atributos)((?:\s(?:added|new|are|is|includes?|including|of|such as|like|named|called|here|son|incluyen?|nuev[oa]s)\b){0,3}\s?[:(=]?\s?)(.{3,400})/i;
/** `Add columns a and b to orders`. */
const OWNER_LAST = new RegExp(
  `\\b(?:fields|columns|attributes|campos|columnas)\\s{1,2}((?:(?:\`[^\`\\n]{1,60}\`|[a-z]+_\\w{1,40})(?:\\s?\\([^)\\n]{1,40}\\))?[,\\s]{0,2}(?:and |y |e )?){2,12})\\s?(?:to|on|in|en|a)\\s(?:the |la |el )?${NAMED}`,
  "i",
);

/** The record whose fields one sentence lists; null when it lists none or names no record. */
export function readSentence(sentence: string): SentenceRecord | null {
  const text = sentence.slice(0, 800);
  const alters = /\b(?:add(?:s|ed|ing)?|gets?|gains?|extend(?:s|ed)?|alter(?:s|ed)?|modif\w+|agreg\w+|añad\w+)\b/i.test(
    text,
  );
  const change = alters && !/\bnew (?:table|collection|entity)\b/i.test(text) ? "alter" : "new";
  const parens = IN_PARENTHESES.exec(text);
  if (parens !== null) {
    const name = parens[2] ?? parens[3] ?? "";
    const isCalled = parens[1] !== undefined || parens[4] !== undefined;
    const columns = listed(parens[5] ?? "");
    if (
      columns.length >= (isCalled ? 2 : 3) &&
      (isCalled || parens.index < 40) &&
      (isCalled || columns.some((column) => column.type !== undefined || column.name.includes("_")))
    ) {
      return { name, columns, change };
    }
  }
  const last = OWNER_LAST.exec(text);
  if (last?.[1] !== undefined && last[2] !== undefined) {
    const columns = marked(last[1]);
    if (columns.length >= 2) return { name: last[2], columns, change: "alter" };
  }
  const fields = FIELDS_THEN_LIST.exec(text);
  if (fields?.[2] === undefined) return null;
  const name = ownerBefore(text.slice(0, fields.index));
  const columns = name === null ? [] : marked(fields[2]);
  return name !== null && columns.length >= 2 ? { name, columns, change } : null;
}

/** The record in the words before "fields": the nearest one that looks like a name. */
function ownerBefore(text: string): string | null {
  const words = text.slice(-120).trim().split(/\s+/).slice(-6).toReversed();
  let isCalled = false;
  for (const word of words) {
    const name = word.replace(/^[`*"'(]+|[`*"'),:]+$/g, "").replace(/['’]s$/, "");
    if (/^(?:table|model|entity|collection|record|object|tabla|modelo|entidad)$/i.test(name)) isCalled = true;
    else if (NO_NAME.test(name)) continue;
    else if (!/^[A-Za-z_][\w.]{0,80}$/.test(name)) return null;
    else return isCalled || /^[`*]/.test(word) || /^[A-Z]|_|\./.test(name) ? name : null;
  }
  return null;
}

const NO_NAME =
  /^(?:the|a|an|and|or|of|with|new|these|those|this|that|its|their|all|some|following|other|public|optional|required|additional|additive|extra|no|data|json|list|dict|boolean|numeric|string|has|have|gets?|gains?|receives?|two|three|four|five|several|add|adds|added|los|las|nuevos|nuevas|validate)$/i;

/** Names between backticks at the head of a list; anything else ends it. */
function marked(list: string): readonly Column[] {
  const columns: Column[] = [];
  const each =
    /\s?(?:`([A-Za-z_][\w.]{0,60})(?::\s?([^`]{1,60}))?`|([a-z]+_\w{1,40}))\s?(?:\(([^)]{1,60})\))?\s?(,|;|and\b|y\b|&|\+)?/iy;
  for (let match = each.exec(list); match !== null; match = each.exec(list)) {
    const name = match[1] ?? match[3] ?? "";
    const type = match[2] ?? (match[4] !== undefined && TYPE_WORD.test(match[4]) ? match[4] : undefined);
    columns.push({ name, ...(type === undefined ? {} : { type }) });
    if (match[5] === undefined) break;
    if (/^\s?(?:and|y)\s/.test(list.slice(each.lastIndex, each.lastIndex + 5)))
      each.lastIndex += list.slice(each.lastIndex).search(/(?<=d|y)\s/);
  }
  return columns;
}

/** `id UUID, total: decimal, placed_at`; empty when one of the parts is no field. */
function listed(list: string): readonly Column[] {
  const columns: Column[] = [];
  for (const part of list.split(/[,;]/)) {
    const word = part.trim().replace(/^(?:and|y)\s/i, "");
    if (/^(?:etc\.?|…|\.\.\.)$/.test(word)) continue;
    const match = /^[`*]{0,2}([a-z_]\w{0,60})[`*]{0,2}(?:\s?[:\s]\s?`?([\w()[\]<> ]{1,60})`?)?$/i.exec(word);
    if (match?.[1] === undefined) return [];
    const type = match[2];
    if (type !== undefined && !TYPE_WORD.test(type) && !/^(?:[A-Z]\w*|[Rr]eferences? .*|(?:fk|FK|pk|PK).*)$/.test(type))
      return [];
    columns.push({ name: match[1], ...(type === undefined ? {} : { type }) });
  }
  return columns;
}

/** Whether the source of an object literal gives types for values: `{ "id": str, "tags": list[str] }`. */
export function isDictOfTypes(code: string): boolean {
  const pairs = code
    .slice(0, 4000)
    .matchAll(
      /(?:^|[{,\n])\s{0,20}["']?[A-Za-z_][\w-]{0,60}["']?\??\s?:\s?("?)([A-Za-z_][\w.]{0,40}(?:\[[^\n]{0,60}\]|<[^\n]{0,60}>|\[\])?(?:\s?\|\s?[\w.[\]"']{1,40}){0,5})\1\s?(?=,|\}|\n|#|\/\/|$)/g,
    );
  let types = 0;
  let others = 0;
  for (const pair of pairs) {
    const value = pair[2] ?? "";
    const isQuoted = pair[1] === '"';
    if (/^(?:true|false|null|none|undefined)$/i.test(value)) others++;
    else if (isQuoted) {
      if (/^(?:string|str|int|integer|number|float|bool|boolean|datetime|uuid|object|array|any)\b/i.test(value))
        types++;
      else others++;
    } else types++;
  }
  const literal =
    code
      .slice(0, 4000)
      .match(
        /:\s?(?:"(?!(?:string|str|int|integer|number|float|bool|boolean|datetime|uuid|object|array|any)\b)[^"\n]{0,200}"|'[^'\n]{0,200}'|-?\d)/g,
      )?.length ?? 0;
  return types > 0 && types > others + literal;
}
