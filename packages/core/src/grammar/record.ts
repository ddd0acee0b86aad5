/** Declarations of records in code: classes, structs, interfaces, messages and models with data fields, in many languages. */
import type { Column } from "./ddl.ts";

export interface RecordDeclaration {
  readonly name: string;
  readonly columns: readonly Column[];
  /** Index of the line that declares it. */
  readonly line: number;
  /** What its comments say of it: fields marked as new or left out mean that it is altered. */
  readonly change: "alter" | null;
}

const MODIFIERS =
  "(?:(?:export|default|declare|abstract|public|private|protected|internal|final|sealed|static|partial|open|pub(?:\\([^)]{0,20}\\))?|readonly|data|case|value|inline|typedef|extend|required|local)\\s{1,4})*";
const DECLARATION = new RegExp(
  `^(?:[+-] ?)?[ \\t]{0,60}${MODIFIERS}(class|struct|interface|message|record|model|type|input|table|object|entity|dataclass)\\s{1,4}(?:class\\s{1,4}|struct\\s{1,4})?["\`]?([A-Za-z_$][\\w$.]{0,100})["\`]?(.*)$`,
  "i",
);
const GO_IN_GROUP = /^\t([A-Z]\w{0,80})\s{1,4}struct\s?\{/;
/** Records that a library's function declares: zod, mongoose, drizzle, Rails. */
const BY_CALL =
  /^[ \t]{0,40}(?:export\s{1,4})?(?:(?:const|let|var)\s{1,4}(\w{1,80})\s?(?::[^=]{1,100})?=\s?(?:z\.(?:strict)?object|new\s(?:mongoose\.)?Schema|t\.Object|Joi\.object|yup\.object|(?:pg|mysql|sqlite)Table|defineTable|v\.object)\(|create_table\s{1,4}[:"'](\w{1,80}))/;
const NO_RECORD =
  /(?:Error|Exception|Warning|Enum|Tests?|TestCase|Service|Repository|Controller|Handler|Middleware|Mixin)$/;
const NO_BASE = /\b(?:\w*Exception|\w*Error|Warning|\w*Enum|IntFlag|Flag|TestCase|unittest\.\w+)\b/;
const GO_STRUCT = /\btype\s+\w+(?:\[[^\]]*\])?\s+struct\b/;
const MOST_BODY_LINES = 200;
const MOST_LINE = 400;
/** Comments that mark a change: "NEW", "# ADD:", "... existing fields ...". */
const MARKED =
  /^[\s#/*-]*(?:new|add(?:ed|s)?|remove[ds]?|deleted?|changed?|updated|nuev[oa])\b|\bNEW\b|\.\.\.|…|\b(?:existing|other|remaining|rest of)\b.{0,20}\b(?:fields|columns|attributes|properties|members)\b/i;

/** Whether a block can hold a declaration at all: one look before the lines are read. */
export function mayDeclare(code: string): boolean {
  return /class |struct |interface |message |record |model |type |input |[Tt]able |object|ntity |Schema|create_table|Table\(/.test(
    code,
  );
}

/** Every record with at least one data field that the lines of a block declare. `language` is the block's, lower case. */
export function readRecords(lines: readonly string[], language: string): readonly RecordDeclaration[] {
  const records: RecordDeclaration[] = [];
  // Declarations inside declarations are read again and again: a block gets so much work and no more.
  const work: Work = { left: 20 * lines.length + 2000 };
  lines.forEach((line, i) => {
    if (line.length > MOST_LINE || work.left <= 0) return;
    const declared = declarationIn(line, language);
    if (declared === null) return;
    const { name, rest, keyword } = declared;
    if (NO_RECORD.test(name) && keyword === "class") return;
    if (/^(?:query|mutation|subscription)$/i.test(name) && (keyword === "type" || keyword === "input")) return;
    if (/Error|Exception|Enum$/.test(name)) return;
    if (
      /^\s*@(?:Service|Component|Controller|RestController|Repository|Configuration|Injectable|Module|Aspect|SpringBootTest|EventListener|Bean)\b/.test(
        annotationAbove(lines, i),
      )
    )
      return;
    const isIndented = keyword === "class" && /^\s{0,8}(?:\([^)]*\))?\s{0,8}:\s*(?:#.*)?$/.test(rest);
    if (keyword === "class" && NO_BASE.test(rest)) return;
    const body = isIndented ? pythonBody(lines, i) : delimitedBody(lines, i, rest, keyword, language, work);
    if (body === null || body.columns.length === 0 || (keyword === "class" && body.serves)) return;
    records.push({ name, line: i, columns: body.columns, change: body.marked ? "alter" : null });
  });
  return records;
}

/** How many lines of bodies may still be read. */
interface Work {
  left: number;
}

interface Body {
  readonly columns: readonly Column[];
  readonly marked: boolean;
  /** Whether it has methods that do more than read and write its fields, and keeps every field to itself. */
  readonly serves: boolean;
}

/** The annotations and comments right above a declaration, the first annotation in front. */
function annotationAbove(lines: readonly string[], line: number): string {
  for (let i = line - 1; i >= 0 && i >= line - 5; i--) {
    const code = (lines[i] ?? "").trim();
    if (!code.startsWith("@")) return "";
    if (
      /^@(?:Service|Component|Controller|Rest|Repository|Configuration|Injectable|Module|Aspect|SpringBoot|Event|Bean)/.test(
        code,
      )
    )
      return code;
  }
  return "";
}

function declarationIn(line: string, language: string): { name: string; rest: string; keyword: string } | null {
  const call = BY_CALL.exec(line);
  if (call !== null) return { name: call[1] ?? call[2] ?? "", rest: line.slice(call[0].length - 1), keyword: "call" };
  const group = language === "go" || language === "golang" ? GO_IN_GROUP.exec(line) : null;
  if (group?.[1] !== undefined) return { name: group[1], rest: "{", keyword: "struct" };
  const match = DECLARATION.exec(line);
  if (match === null) return null;
  const keyword = (match[1] ?? "").toLowerCase();
  const name = match[2] ?? "";
  const rest = match[3] ?? "";
  // The keyword as a word of prose or as a field's name is no declaration.
  if (/^\s*[:=?]/.test(rest) && !rest.includes("{") && keyword !== "type" && keyword !== "class") return null;
  if (/^(?:is|of|the|a|an|for|and|with|to|in|name|that|which)$/i.test(name) && !/[{(:]/.test(rest)) return null;
  return { name, rest, keyword };
}

/** The fields of a Python class: annotated names, and columns or fields that a call declares. */
function pythonBody(lines: readonly string[], declared: number): Body {
  const columns: Column[] = [];
  let marked = false;
  let inner = -1;
  let depth = 0;
  let quoted: string | null = null;
  const outer = indentOf(lines[declared] ?? "");
  const last = Math.min(lines.length, declared + 1 + MOST_BODY_LINES);
  for (let i = declared + 1; i < last; i++) {
    const line = (lines[i] ?? "").slice(0, MOST_LINE);
    const code = line.trim();
    if (code === "") continue;
    const indent = indentOf(line);
    if (quoted !== null) {
      if (code.includes(quoted)) quoted = null;
      continue;
    }
    if (depth === 0 && indent <= outer) break;
    const comment = /(?:^|\s)#(.*)$/.exec(code)?.[1];
    if (comment !== undefined && MARKED.test(comment)) marked = true;
    if (code.startsWith("#")) continue;
    const opens = /("""|''')/.exec(code);
    const isOpen = opens?.[1] !== undefined && code.split(opens[1]).length === 2;
    if (depth > 0 || (inner !== -1 && indent > inner)) {
      depth = Math.max(0, depth + balanceOf(code));
      if (isOpen && opens?.[1] !== undefined) quoted = opens[1];
      continue;
    }
    inner = indent;
    if (isOpen && opens?.[1] !== undefined) {
      quoted = opens[1];
      if (/^[rbuf]?["']/.test(code)) continue;
    }
    if (code === "..." || code.startsWith("...")) marked = true;
    const field = /^([A-Za-z_]\w{0,80})\s?:\s?([^=#]{1,300})(?:=\s?(.*))?/.exec(code);
    const called =
      /^([A-Za-z_]\w{0,80})\s?=\s?((?:\w+\.)?(?:Column|mapped_column|relationship|Field|\w*Field|ForeignKey|attrib|ib)\s?\(.*)/.exec(
        code,
      );
    if (
      field?.[1] !== undefined &&
      !/^(?:def|class|if|for|while|with|try|else|except|finally|return|lambda|async|raise|model_config)$/.test(field[1])
    ) {
      const type = (field[2] ?? "").trim();
      if (!type.startsWith("ClassVar")) columns.push(pythonColumn(field[1], type, (field[3] ?? "").trim()));
    } else if (called?.[1] !== undefined) {
      columns.push(pythonColumn(called[1], "", called[2] ?? ""));
    }
    depth = Math.max(0, depth + balanceOf(code));
  }
  return { columns, marked, serves: false };
}

function pythonColumn(name: string, type: string, value: string): Column {
  const shown = type === "" ? (/\(\s?([\w.]+)/.exec(value)?.[1] ?? "") : type;
  const isOptional =
    /\bOptional\[|\|\s?None\b|\bNone\s?\|/.test(type) || /\bnullable\s?=\s?True\b|\bnull\s?=\s?True\b/.test(value);
  const isPrimary = /\bprimary_key\s?=\s?True\b/.test(value);
  const isForeign = /\bForeignKey\b/.test(value);
  const isRequired = /\bnullable\s?=\s?False\b/.test(value);
  return {
    name,
    ...(shown === "" ? {} : { type: shown }),
    ...(isOptional ? { nullable: true } : isRequired ? { nullable: false } : {}),
    ...(isPrimary ? { key: "primary" as const } : isForeign ? { key: "foreign" as const } : {}),
  };
}

/** The fields between the braces (or, for `record X(…)` and `data class X(…)`, the parentheses) behind a declaration. */
function delimitedBody(
  lines: readonly string[],
  declared: number,
  rest: string,
  keyword: string,
  language: string,
  work: Work,
): Body | null {
  const opening = openingOf(lines, declared, rest, keyword);
  if (opening === null) return null;
  // Go lists names with commas; everywhere else a comma may end a field.
  const isGo =
    /^go(?:lang)?$/.test(language) ||
    (keyword === "type" && /^\s*struct\b/.test(rest)) ||
    GO_STRUCT.test(lines[declared] ?? "");
  const { entries, marked } = entriesOf(lines, opening, work, !isGo);
  const family = familyOf(language, keyword, entries);
  const columns: Column[] = [];
  for (const entry of entries) {
    const column = family(entry);
    if (column !== null) columns.push(...column);
  }
  return { columns, marked, serves: serves(entries, columns.length) };
}

const ACCESSOR =
  /\b(?:get|set|is|has|with|to|from|of|equals|hashCode|toString|builder|copy|valueOf|constructor|compareTo)[A-Z_]?\w*\s?\(/;

function serves(entries: readonly string[], fields: number): boolean {
  const own = entries.filter(
    (entry) => /^(?:@\w+\s)?(?:private|protected|#|_)/.test(entry) && !/\(/.test(entry.split("=")[0] ?? ""),
  ).length;
  if (own < fields) return false;
  return entries.some(
    (entry) => /\b[a-z]\w*\s?\(/.test(entry) && !/^\s*@\w+\s*\([^)]*\)\s*$/.test(entry) && !ACCESSOR.test(entry),
  );
}

interface Opening {
  readonly line: number;
  readonly column: number;
  readonly bracket: "{" | "(" | "do";
}

function openingOf(lines: readonly string[], declared: number, rest: string, keyword: string): Opening | null {
  const line = lines[declared] ?? "";
  const from = line.length - rest.length;
  if (keyword === "call" && /\bdo\b/.test(rest)) return { line: declared, column: line.length, bracket: "do" };
  if (keyword === "type" && /^\s*(?:<[^>]*>)?\s*(?:\[[^\]]*\])?\s*(?:interface|func)\b/.test(rest)) return null;
  if (keyword === "class" || keyword === "record" || keyword === "struct") {
    const paren = /^\s?(?:<[^>]{0,80}>)?\s?\(/.exec(rest);
    const isTuple = keyword === "struct";
    if (paren !== null && !isTuple) return { line: declared, column: from + paren[0].length - 1, bracket: "(" };
  }
  const brace = rest.indexOf("{");
  const ends = rest.search(/;\s*$/);
  if (brace !== -1) return { line: declared, column: from + brace, bracket: "{" };
  if (ends !== -1) return null;
  for (let next = declared + 1; next <= declared + 2 && next < lines.length; next++) {
    const code = (lines[next] ?? "").trim();
    if (code === "") continue;
    if (code.startsWith("{")) return { line: next, column: (lines[next] ?? "").indexOf("{"), bracket: "{" };
    return null;
  }
  return null;
}

/** The pieces of a body at its own level: by line, semicolon and (outside nested brackets) comma; comments left out. */
function entriesOf(
  lines: readonly string[],
  opening: Opening,
  work: Work,
  atCommas: boolean,
): { entries: readonly string[]; marked: boolean } {
  const entries: string[] = [];
  let marked = false;
  let depth = 0;
  let angle = 0;
  let entry = "";
  let inComment = false;
  const push = (): void => {
    const trimmed = entry.trim();
    if (trimmed !== "") entries.push(trimmed);
    entry = "";
  };
  const last = Math.min(lines.length, opening.line + MOST_BODY_LINES);
  for (let i = opening.line; i < last; i++) {
    const line = (lines[i] ?? "").slice(0, MOST_LINE);
    if (--work.left < 0) break;
    if (opening.bracket === "do" && i > opening.line && /^\s*end\b/.test(line)) break;
    if (i > opening.line && /^\+(?=\s)/.test(line)) marked = true;
    for (let at = i === opening.line ? opening.column : 0; at < line.length; at++) {
      const c = line.charAt(at);
      const next = line.charAt(at + 1);
      if (inComment) {
        if (c === "*" && next === "/") {
          inComment = false;
          at++;
        }
        continue;
      }
      if (
        (c === "/" && next === "/" && line.charAt(at - 1) !== ":") ||
        (c === "#" && next !== "[" && !/\w/.test(line.charAt(at - 1)))
      ) {
        if (MARKED.test(line.slice(at).trim())) marked = true;
        break;
      }
      if (c === "/" && next === "*") {
        inComment = true;
        at++;
        continue;
      }
      if (c === '"' || c === "'" || c === "`") {
        const close = line.indexOf(c, at + 1);
        const stop = close === -1 ? at : close;
        if (depth <= 1 || opening.bracket === "do") entry += line.slice(at, stop + 1);
        at = stop;
        continue;
      }
      if (c === "{" || c === "(" || c === "[") {
        depth++;
        if (depth === 1 && opening.bracket !== "do") continue;
      } else if (c === "}" || c === ")" || c === "]") {
        depth--;
        if (depth === 0 && opening.bracket !== "do") {
          push();
          return { entries, marked };
        }
      } else if (c === "<") angle++;
      else if (c === ">") angle = Math.max(0, angle - 1);
      const isOwn = opening.bracket === "do" ? depth <= 0 : depth === 1;
      if (isOwn && (c === ";" || (atCommas && c === "," && angle === 0))) push();
      else if (isOwn || c === "(" || c === "[" || c === "]" || c === ")") entry += c;
      else if (c === "{" || (depth > 1 && !/[\n]/.test(c) && entry.length < 200)) entry += c;
    }
    angle = 0;
    const isOwn = opening.bracket === "do" ? depth <= 0 : depth <= 1;
    // A list of arguments that goes over lines stays one entry; a field ends with its line.
    if (isOwn && opening.bracket !== "(") push();
    else entry += " ";
    if (/^\s*(?:\.\.\.|…)/.test(line)) marked = true;
  }
  push();
  return { entries, marked };
}

type Family = (entry: string) => readonly Column[] | null;

const LANGUAGE_FAMILIES: Readonly<Record<string, Family>> = {
  go: (entry) => goField(entry),
  golang: (entry) => goField(entry),
  rust: (entry) => namedField(entry),
  rs: (entry) => namedField(entry),
  ts: (entry) => namedField(entry),
  tsx: (entry) => namedField(entry),
  typescript: (entry) => namedField(entry),
  javascript: (entry) => namedField(entry) ?? assignedField(entry),
  js: (entry) => namedField(entry) ?? assignedField(entry),
  kotlin: (entry) => namedField(entry),
  kt: (entry) => namedField(entry),
  swift: (entry) => namedField(entry),
  scala: (entry) => namedField(entry),
  graphql: (entry) => namedField(entry.replace(/^(\w{1,80})\([^)]*\)/, "$1")),
  gql: (entry) => namedField(entry.replace(/^(\w{1,80})\([^)]*\)/, "$1")),
  prisma: (entry) => prismaField(entry),
  proto: (entry) => protoField(entry),
  protobuf: (entry) => protoField(entry),
  proto3: (entry) => protoField(entry),
  ruby: (entry) => railsField(entry),
  rb: (entry) => railsField(entry),
  dbml: (entry) => prismaField(entry),
};

function familyOf(language: string, keyword: string, entries: readonly string[]): Family {
  const known = LANGUAGE_FAMILIES[language];
  if (known !== undefined && keyword !== "call") return known;
  if (keyword === "call") return (entry) => railsField(entry) ?? namedField(entry);
  if (keyword === "message") return protoField;
  if (keyword === "model" || keyword === "table") return prismaField;
  const sample = entries.slice(0, 12);
  if (sample.filter((entry) => namedField(entry) !== null).length * 2 >= sample.length) return namedField;
  if (keyword === "type" || (keyword === "struct" && sample.some((entry) => /`(?:json|yaml|db)/.test(entry))))
    return goField;
  return typedField;
}

const NO_FIELD =
  /^(?:return|if|else|for|while|switch|case|throw|new|function|def|func|fn|fun|constructor|init|get|set|import|package|using|use|impl|where|async|await|yield|super|this|self|static\s+const|enum|class|interface|oneof|rpc|option|reserved|extensions|index|indexes|primary|unique|override\s+fun|operator|companion)\b/;

/** `name: Type`, with modifiers in front. */
function namedField(entry: string): readonly Column[] | null {
  const code = entry
    .replace(/^(?:[+-]\s)/, "")
    .replace(/^(?:(?:@\w+|#\[)[^\s)\]]{0,100}[)\]]?\s{0,4}){1,6}/, "")
    .replace(
      /^(?:(?:pub(?:\([^)]{0,20}\))?|public|private|protected|internal|readonly|static|override|val|var|let|lateinit|mut|final|declare|weak|lazy|required)\s{1,4}){1,6}/,
      "",
    );
  const match = /^["']?([A-Za-z_$][\w$-]{0,80})["']?\s?([?!]?)\s?:\s?(?![:/])(.+)$/.exec(code);
  if (match?.[1] === undefined || NO_FIELD.test(code)) return null;
  const written = (match[3] ?? "").replace(/[;,]$/, "").trim();
  const type = written.replace(/\s=\s.*$/, "").trim();
  if (type === "") return null;
  const isNullable =
    match[2] === "?" || /\bOption<|\?$|\|\s?(?:null|undefined|None)\b|\.(?:optional|nullable|nullish)\(/.test(type);
  return [
    { name: match[1], type, ...(isNullable ? { nullable: true } : type.endsWith("!") ? { nullable: false } : {}) },
  ];
}

/** A class field of JavaScript: `name = value`. */
function assignedField(entry: string): readonly Column[] | null {
  const match = /^#?([A-Za-z_$][\w$]{0,80})\s?=\s?(?!=|>)/.exec(entry);
  return match?.[1] === undefined || NO_FIELD.test(entry) ? null : [{ name: match[1] }];
}

/** ``Name, Other Type `tag` ``. */
function goField(entry: string): readonly Column[] | null {
  const code = entry.replace(/^[+-]\s/, "");
  const match = /^([A-Za-z_]\w{0,80}(?:,\s?[A-Za-z_]\w{0,80}){0,8})\s{1,40}([*[\]\w.{}<>()-][^`]*)/.exec(code);
  if (match?.[1] === undefined || match[2] === undefined || /^\w+\(/.test(code)) return null;
  const type = match[2].trim();
  if (/^(?:=|:=|return|func\b)/.test(type) || NO_FIELD.test(code)) return null;
  const nullable = type.startsWith("*") ? { nullable: true } : {};
  return match[1].split(/,\s?/).map((name) => ({ name, type, ...nullable }));
}

/** `Type name`, with modifiers in front and a default or accessors behind: Java, C#, C, C++, PHP, Dart, Solidity, Thrift. */
function typedField(entry: string): readonly Column[] | null {
  const code = entry
    .replace(/^[+-]\s/, "")
    .replace(/^(?:@\w+(?:\([^)]{0,200}\))?\s{0,4}|\[[^\]]{0,100}\]\s{0,4}){1,6}/, "")
    .replace(/^\d+\s?:\s?/, "")
    .replace(
      /^(?:(?:public|private|protected|internal|static|final|readonly|const|struct|unsigned|required|optional|virtual|override|volatile|transient|late|var|val)\s{1,4}){1,6}/,
      "",
    );
  const match =
    /^([A-Za-z_][\w.]{0,80}(?:\s?<[^()=]{0,120}>)?(?:\[[^\]]{0,10}\]|[?*&]){0,3}(?:\s(?:int|long|char|short|double))?)\s{1,20}[*&$]?([A-Za-z_]\w{0,80})\s?(?:=|\{|\[|:|$)/.exec(
      code,
    );
  if (match?.[1] === undefined || match[2] === undefined || NO_FIELD.test(code)) return null;
  if (/^(?:enum|class|struct|interface|namespace|function)$/.test(match[1])) return null;
  return [{ name: match[2], type: match[1], ...(match[1].endsWith("?") ? { nullable: true } : {}) }];
}

/** `repeated Type name = 4`. */
function protoField(entry: string): readonly Column[] | null {
  const match =
    /^(?:[+-]\s)?((?:repeated|optional|required)\s)?(map\s?<[^>]{0,80}>|[\w.]{1,120})\s{1,20}(\w{1,80})\s?=\s?\d+/.exec(
      entry,
    );
  if (match?.[3] === undefined || match[2] === undefined || NO_FIELD.test(entry)) return null;
  const type = `${match[1] ?? ""}${match[2]}`;
  return [{ name: match[3], type, ...(match[1]?.startsWith("optional") ? { nullable: true } : {}) }];
}

/** `name Type @id`, as in Prisma and DBML. */
function prismaField(entry: string): readonly Column[] | null {
  const match = /^([A-Za-z_]\w{0,80})\s{1,40}([A-Za-z_][\w().,]{0,80}(?:\[\]|\?)?)(.*)$/.exec(entry);
  if (match?.[1] === undefined || match[2] === undefined || /^(?:note|indexes)$/i.test(match[1])) return null;
  const rest = match[3] ?? "";
  return [
    {
      name: match[1],
      type: match[2],
      ...(match[2].endsWith("?") ? { nullable: true } : {}),
      ...(/@id\b|\bpk\b|\bprimary key\b/i.test(rest)
        ? { key: "primary" as const }
        : /@unique\b|\bunique\b/i.test(rest)
          ? { key: "unique" as const }
          : /\bref:/.test(rest)
            ? { key: "foreign" as const }
            : {}),
    },
  ];
}

/** `t.string :name`. */
function railsField(entry: string): readonly Column[] | null {
  const match = /^t\.(\w{1,40})\s?\(?\s?[:"'](\w{1,80})/.exec(entry);
  return match?.[1] === undefined || match[2] === undefined || match[1] === "index"
    ? null
    : [{ name: match[2], type: match[1] }];
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function balanceOf(code: string): number {
  let balance = 0;
  for (const c of code) {
    if (c === "#") break;
    if (c === "(" || c === "[" || c === "{") balance++;
    else if (c === ")" || c === "]" || c === "}") balance--;
  }
  return balance;
}
