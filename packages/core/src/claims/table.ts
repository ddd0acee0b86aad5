import { readBareTables, readEntities, readTableStatements, type Column } from "../grammar/ddl.ts";
import { isDictOfTypes, readFieldBullet, readSentence } from "../grammar/field-list.ts";
import { mayDeclare, readRecords } from "../grammar/record.ts";
import { inlinesOf, plainText } from "../markdown/inline.ts";
import {
  languageOf,
  type Block,
  type CodeBlock,
  type ListBlock,
  type TableBlock,
  type Tree,
} from "../markdown/tree.ts";
import type { CanonicalId } from "../outline/canonical.ts";
import { headersOf, rowsOf } from "../outline/items.ts";
import { labelAt } from "../outline/label.ts";
import type { Zone } from "../outline/zones.ts";
import { fold } from "../text/fold.ts";
import { defineClaim, type Emit, type Reading } from "./claim.ts";
import { functionOf } from "./leaves.ts";
import { isNegative } from "./negative.ts";

export interface Table {
  readonly name: string;
  readonly form: "ddl" | "md-table" | "class" | "dict" | "list" | "prose";
  readonly fields: readonly string[];
  /** The fields with what is said of each: types as written, keys, whether they may be empty. */
  readonly columns: readonly Column[];
  readonly change: "new" | "alter" | "existing";
}

/** Sections in which a table of fields, or a list of them, is a data structure. */
const ABOUT_DATA: ReadonlySet<CanonicalId | null> = new Set([
  "data-model",
  "contracts",
  "api",
  "components",
  "design",
  "architecture",
  "compatibility",
]);
const FIELD_HEADER =
  /^(?:fields?|columns?|attributes?|(?:field|column|attribute) ?names?|campos?|columnas?|atributos?)$/;
const NAME_HEADER = /^(?:names?|propert(?:y|ies)|keys?|propert(?:y|ies) names?|nombre|propiedad|clave)$/;
const TYPE_HEADER = /^(?:(?:data |field |column )?types?|data-?types?|tipos?(?: de dato)?)$/;
const OTHER_HEADER =
  /^(?:descriptions?|notes?|constraints?|nullable|null|required|purpose|meaning|key|keys|default|values?|comments?|details|example|indexe?d?|descripci[oó]n|notas|restricciones|requerido|obligatorio|uso)\b/;
const ENTITY_HEADER =
  /^(?:tables?|entit(?:y|ies)|models?|collections?|records?|structs?|tablas?|entidad(?:es)?|modelos?|colecci[oó]n)$/;
const FIELDS_HEADER =
  /^(?:(?:key |main |new |important )?(?:fields?|columns?|attributes?)|schema|campos(?: clave| principales)?|columnas|atributos)$/;
/** One look before a sentence is read for a list of fields. */
const LISTS_FIELDS =
  /ields|olumns|ttributes|ampos|olumnas|tributos|[Tt]abl|TABLE|ollection|olecci|ntity|ntidad|odel |ecord |truct |` ?\(/;
/** Languages of blocks that hold data, commands or pictures: no declarations. */
const NO_CODE = new Set([
  "json",
  "jsonc",
  "json5",
  "yaml",
  "yml",
  "toml",
  "mermaid",
  "bash",
  "sh",
  "shell",
  "console",
  "dot",
  "plantuml",
  "puml",
  "css",
  "html",
  "xml",
  "markdown",
  "md",
  "csv",
  "http",
  "ini",
  "dockerfile",
  "promql",
  "gherkin",
]);

export const table = defineClaim<"table", Table>({
  kind: "table",
  title: "Data structure",
  documentation: {
    what: "A stored or exchanged data structure that the design shows.",
    counts:
      "Each `CREATE TABLE` and `ALTER TABLE`; each class, struct, interface or message with data fields; a table of fields, at its caption or heading; a block of types; a list of fields; a sentence that lists the fields of a named record.",
    not: "Exceptions, enums, classes with methods only, services, names of entities without their fields.",
  },
  examples: [
    {
      markdown:
        "## Data model\n```sql\nCREATE TABLE IF NOT EXISTS orders (\n  id UUID PRIMARY KEY,\n  customer_id BIGINT NOT NULL REFERENCES customers(id),\n  total NUMERIC(10, 2) DEFAULT 0,\n  UNIQUE (customer_id, id)\n);\nALTER TABLE customers ADD COLUMN vip BOOLEAN;\n```",
      claims: [
        {
          line: 3,
          text: "CREATE TABLE IF NOT EXISTS orders (",
          value: { name: "orders", form: "ddl", fields: ["id", "customer_id", "total"], change: "new" },
        },
        {
          line: 9,
          text: "ALTER TABLE customers ADD COLUMN vip BOOLEAN;",
          value: { name: "customers", fields: ["vip"], change: "alter" },
        },
      ],
    },
    {
      markdown:
        "### 3.1 Job\n\nWhat a user wants.\n\n| Field | Type | Notes |\n|---|---|---|\n| id | uuid | PK |\n| ref | text | commit |",
      claims: [{ line: 1, text: "Job", value: { name: "Job", form: "md-table", fields: ["id", "ref"] } }],
    },
    {
      markdown:
        "## Contracts\n```python\n@dataclass\nclass Part:\n    name: str\n    data: bytes | None = None  # inline\n\n    def size(self) -> int:\n        n: int = 0\n        return n\n\nclass Broken(Exception):\n    code: int\n```",
      claims: [
        {
          line: 4,
          text: "class Part:",
          value: {
            name: "Part",
            form: "class",
            fields: ["name", "data"],
            columns: [
              { name: "name", type: "str" },
              { name: "data", type: "bytes | None", nullable: true },
            ],
          },
        },
      ],
    },
    {
      markdown:
        '```go\ntype Spec struct {\n\t// replicas wanted\n\tReplicas *int32 `json:"replicas"`\n\tName string\n}\ntype Runner interface {\n\tRun(ctx context.Context) error\n}\n```',
      claims: [{ line: 2, text: "type Spec struct {", value: { name: "Spec", fields: ["Replicas", "Name"] } }],
    },
    {
      markdown:
        "```ts\nexport interface User {\n  id: string;\n  tags?: string[];\n  rename(to: string): void;\n}\nenum Role { Admin }\n```",
      claims: [{ line: 2, text: "export interface User {", value: { fields: ["id", "tags"] } }],
    },
    {
      markdown:
        "```proto\nservice Chat { rpc Say(Line) returns (Line); }\nmessage Line {\n  string text = 1;\n  repeated Line replies = 2;\n}\n```",
      claims: [{ line: 3, text: "message Line {", value: { name: "Line", fields: ["text", "replies"] } }],
    },
    {
      markdown:
        "## Data model\n- Public Agent fields added: `base_dir`, `role`.\n- New table `events` (id uuid, at timestamptz).\n- The tables are small.",
      claims: [
        {
          line: 2,
          text: "Public Agent fields added: `base_dir`, `role`.",
          value: { name: "Agent", form: "prose", fields: ["base_dir", "role"], change: "alter" },
        },
        {
          line: 3,
          text: "New table `events` (id uuid, at timestamptz).",
          value: { name: "events", fields: ["id", "at"] },
        },
      ],
    },
    {
      markdown:
        "## Data model\n- `Result.run.events`: what happened.\n- `Result.run.tokens`: how many.\n- Old fields stay.",
      claims: [
        {
          line: 2,
          text: "`Result.run.events`: what happened.",
          value: { name: "Result.run", form: "list", fields: ["events", "tokens"] },
        },
      ],
    },
    {
      markdown: "## Data model\n\n### Invoice\n- id: UUID, primary key\n- total: decimal",
      claims: [{ line: 3, text: "Invoice", value: { name: "Invoice", form: "list", fields: ["id", "total"] } }],
    },
  ],
  whole(reading, emit) {
    new ZoneTables(reading, null, emit).read(reading.outline.preamble);
    for (const zone of reading.outline.zones) new ZoneTables(reading, zone, emit).read(zone.blocks);
  },
  describe: (value) => value.name,
});

/** What a block stands under: the place and the name that its claim gets when it has none of its own. */
interface Caption {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Whether it names this one thing rather than a whole section. */
  readonly own: boolean;
}

class ZoneTables {
  readonly #tree: Tree;
  readonly #zone: Zone | null;
  readonly #emit: Emit<Table>;
  readonly #canonical: CanonicalId | null;
  #heading: Caption | null = null;

  constructor(reading: Reading, zone: Zone | null, emit: Emit<Table>) {
    this.#tree = reading.tree;
    this.#zone = zone;
    this.#emit = emit;
    this.#canonical = functionOf(zone);
  }

  read(blocks: readonly Block[]): void {
    const zone = this.#zone;
    if (zone !== null && zone.form !== "heading") {
      const first = zone.form === "item" ? zone.opener.children[0] : zone.opener;
      if (first !== undefined) this.#sentence(first);
    }
    this.#blocks(blocks, null);
  }

  #blocks(blocks: readonly Block[], owner: Caption | null): void {
    let before: Block | null = null;
    for (const block of blocks) {
      switch (block.kind) {
        case "code":
          this.#code(block, before, owner);
          break;
        case "table":
          this.#table(block, before, owner);
          break;
        case "list":
          this.#list(block, before, owner);
          break;
        case "item":
          this.#item(block);
          break;
        case "paragraph":
          if (!this.#pipes(block, before, owner)) this.#sentence(block);
          break;
        case "quote":
        case "footnote":
          this.#blocks(block.children, owner);
          break;
        default:
          break;
      }
      before = block;
    }
  }

  /** A paragraph right above a block that is its caption: a name in bold or in code, or a sentence that ends in a colon. */
  #captionOf(before: Block | null): Caption | null {
    let block = before;
    // The last item of a list above may announce what follows.
    while (block?.kind === "list" || block?.kind === "item") block = block.children.at(-1) ?? null;
    if (block?.kind !== "paragraph") return null;
    const last = block.lines.length - 2;
    const start = block.lines[last] ?? block.start;
    const end = start + this.#tree.text.slice(start, block.lines[last + 1] ?? start).trimEnd().length;
    if (end - start > 200) return null;
    const text = this.#tree.text.slice(start, end);
    if (/:[*_]{0,3}$/.test(text)) return { start, end, text, own: true };
    const label = labelAt(this.#tree.text, start, end);
    if (label !== null && label.strong && label.rest >= end) return { start, end, text, own: true };
    return /^`[^`]+`$/.test(text) ? { start, end, text, own: true } : null;
  }

  /** The heading or label over the zone. */
  #headingCaption(): Caption | null {
    if (this.#heading !== null || this.#zone === null) return this.#heading;
    const { opener, title, label } = this.#zone;
    const block = this.#zone.form === "item" ? (opener.children[0] ?? opener) : opener;
    const from = block.lines[0] ?? block.start;
    const to = block.lines[1] ?? from;
    const at = this.#tree.text.slice(from, to).indexOf(title);
    const own = this.#zone.canonical === null || this.#zone.form !== "heading";
    this.#heading =
      label !== null
        ? { start: label.start, end: label.end, text: label.text, own }
        : { start: at === -1 ? from : from + at, end: at === -1 ? to : from + at + title.length, text: title, own };
    return this.#heading;
  }

  #code(block: CodeBlock, before: Block | null, owner: Caption | null): void {
    const language = languageOf(block);
    if (language === "mermaid") return this.#entities(block);
    if (NO_CODE.has(language) || block.lines.length < 2) return;
    const { text } = this.#tree;
    const source = text.slice(block.lines[0], block.lines.at(-1));
    const isSql = /^(?:p?sql|postgres(?:ql)?|mysql|plsql|tsql|ddl)$/.test(language);
    const hasDdl = isSql || /\btable\b/i.test(source);
    const isLiteral = /^\s*(?:#[^\n]*\n\s*)?[{[]/.test(source);
    if (!hasDdl && !isLiteral && !mayDeclare(source)) return;
    const caption = this.#captionOf(before) ?? owner;
    const lines: string[] = [];
    for (let i = 0; i + 1 < block.lines.length; i += 2) lines.push(text.slice(block.lines[i], block.lines[i + 1]));
    const change = (marked: "alter" | null, line: number): Table["change"] =>
      this.#changeOf(caption, marked, remarkAbove(lines, line));
    if (hasDdl) {
      const joined = lines.join("\n");
      let line = 0;
      let offset = 0;
      for (const statement of [...readTableStatements(joined), ...(isSql ? readBareTables(lines) : [])]) {
        while (line + 1 < lines.length && offset + (lines[line]?.length ?? 0) < statement.at) {
          offset += (lines[line]?.length ?? 0) + 1;
          line++;
        }
        this.#emitLine(block, line, {
          name: statement.name,
          form: "ddl",
          fields: statement.columns.map((column) => column.name),
          columns: statement.columns,
          change: statement.change === "alter" ? "alter" : change(null, line) === "existing" ? "existing" : "new",
        });
      }
    }
    if (isSql) return;
    for (const record of readRecords(lines, language)) {
      this.#emitLine(block, record.line, {
        name: record.name,
        form: "class",
        fields: record.columns.map((column) => column.name),
        columns: record.columns,
        change: change(record.change, record.line),
      });
    }
    if (isLiteral && caption !== null && isDictOfTypes(source)) {
      const columns = [
        ...source.slice(0, 4000).matchAll(/(?:^|[{,\n])\s{0,20}["']?([A-Za-z_][\w-]{0,60})["']?\??\s?:/g),
      ].map((match): Column => ({ name: match[1] ?? "" }));
      this.#emitCaption(caption, nameIn(caption.text), "dict", columns);
    }
  }

  /** The entities of an `erDiagram` that show their attributes. */
  #entities(block: CodeBlock): void {
    const { text } = this.#tree;
    if (!/^\s*(?:%%[^\n]*\n\s*)?erDiagram\b/.test(text.slice(block.lines[0], (block.lines[0] ?? 0) + 400))) return;
    const lines: string[] = [];
    for (let i = 0; i + 1 < block.lines.length; i += 2) lines.push(text.slice(block.lines[i], block.lines[i + 1]));
    for (const { name, columns, line } of readEntities(lines)) {
      this.#emitLine(block, line, {
        name,
        form: "class",
        fields: columns.map((column) => column.name),
        columns,
        change: this.#changeOf(null, null, ""),
      });
    }
  }

  #table(block: TableBlock, before: Block | null, owner: Caption | null): void {
    const headers = headersOf(this.#tree, block);
    const first = headers[0] === "#" ? 1 : 0;
    const header = headers[first] ?? "";
    const typeAt = headers.findIndex((each) => TYPE_HEADER.test(each));
    const isAboutData = ABOUT_DATA.has(this.#canonical);
    if (ENTITY_HEADER.test(header)) {
      const fieldsAt = headers.findIndex((each, i) => i > first && FIELDS_HEADER.test(each));
      if (fieldsAt !== -1) this.#entityRows(block, first, fieldsAt);
      return;
    }
    const isFields =
      FIELD_HEADER.test(header) && (typeAt > first || (isAboutData && headers.some((each) => OTHER_HEADER.test(each))));
    const isNames = NAME_HEADER.test(header) && typeAt > first && isAboutData && this.#canonical !== "api";
    if (!isFields && !isNames) return;
    const columns: Column[] = [];
    let odd = 0;
    for (const row of rowsOf(block)) {
      const cells = row.children.map((cell) => plainText(inlinesOf(this.#tree, cell)).trim());
      const name = (cells[first] ?? "").replace(/[?*]$/, "");
      if (!/^[\p{L}_$][\p{L}\p{N}_.$[\]-]{0,80}(?:\s?\([^)]{0,40}\))?$/u.test(name)) odd++;
      const type = typeAt === -1 ? "" : (cells[typeAt] ?? "");
      columns.push({ name, ...(type === "" ? {} : { type }), ...constraintsIn(headers, cells) });
    }
    if (columns.length === 0 || odd > columns.length / 3) return;
    const place = this.#captionOf(before) ?? owner ?? this.#headingCaption() ?? this.#firstLine(block);
    // What a request takes in its address is no record.
    if (/\b(?:path|query|url|route) (?:parameters?|params?)\b|^(?:http )?headers?$/i.test(place.text)) return;
    this.#emitCaption(place, nameIn(place.text), "md-table", columns);
  }

  /** Rows between pipes without the line of dashes that would make them a table: `| id | uuid | PK |`. */
  #pipes(paragraph: Block, before: Block | null, owner: Caption | null): boolean {
    const { text } = this.#tree;
    const { lines } = paragraph;
    if (lines.length < 4 || text.charCodeAt(lines[0] ?? 0) !== 124) return false;
    const columns: Column[] = [];
    for (let i = 0; i + 1 < lines.length; i += 2) {
      const row = text.slice(lines[i], lines[i + 1]).trim();
      const cells = row.split("|").map((cell) => cell.replace(/[`*]/g, "").trim());
      const name = cells[1] ?? "";
      const type = cells[2] ?? "";
      if (!row.startsWith("|") || !/^[A-Za-z_]\w{0,80}$/.test(name)) return false;
      columns.push({
        name,
        ...(type === "" ? {} : { type }),
        ...constraintsIn(["", "", "constraints"], ["", "", cells.slice(3).join(" ")]),
      });
    }
    if (
      columns.filter((column) =>
        /^(?:[A-Z]{2,}|uuid|text|int|bool|varchar|string|date|timestamp|decimal|json)/i.test(column.type ?? ""),
      ).length *
        2 <
      columns.length
    )
      return false;
    const place = this.#captionOf(before) ?? owner ?? this.#headingCaption() ?? this.#firstLine(paragraph);
    this.#emitCaption(place, nameIn(place.text), "md-table", columns);
    return true;
  }

  /** `| Table | Columns |`: a structure in each row. */
  #entityRows(block: TableBlock, nameAt: number, fieldsAt: number): void {
    for (const row of rowsOf(block)) {
      const cell = row.children[nameAt];
      const list = row.children[fieldsAt];
      if (cell === undefined || list === undefined || cell.end <= cell.start) continue;
      const columns = plainText(inlinesOf(this.#tree, list))
        .split(/[,;]|\s\/\s/)
        .map((part) => /^\s{0,4}([A-Za-z_]\w{0,60})/.exec(part)?.[1])
        .filter((name) => name !== undefined)
        .map((name): Column => ({ name }));
      if (columns.length < 2) continue;
      this.#emit({
        start: cell.start,
        end: cell.end,
        key: plainText(inlinesOf(this.#tree, cell)).trim(),
        value: this.#value(plainText(inlinesOf(this.#tree, cell)).trim(), "md-table", columns, null),
      });
    }
  }

  #list(list: ListBlock, before: Block | null, owner: Caption | null): void {
    const caption = this.#captionOf(before) ?? owner;
    const isAboutData =
      this.#canonical === "data-model" || this.#canonical === "contracts" || this.#canonical === "api";
    const isAnnounced =
      caption !== null && /\b(?:fields|columns|attributes|schema|campos|columnas|atributos)\b/i.test(caption.text);
    if (isAboutData || isAnnounced) {
      const bullets = list.children.map((item) => {
        const first = item.children[0];
        if (first?.kind !== "paragraph") return null;
        const start = first.lines[0] ?? first.start;
        return readFieldBullet(this.#tree.text.slice(start, first.lines[1] ?? start));
      });
      if (this.#dotted(list, bullets) || this.#records(list)) return;
      const fields = bullets.filter((bullet) => bullet !== null);
      const typed = fields.filter((bullet) => bullet.typed).length;
      if (
        fields.length >= 2 &&
        fields.length * 3 >= list.children.length * 2 &&
        (typed * 2 >= fields.length || isAnnounced || this.#isNamesOnly(list, fields))
      ) {
        const columns = fields.map((bullet) => bullet.column);
        const heading = this.#headingCaption();
        const place = caption ?? (heading?.own ? heading : this.#firstLine(list));
        const named = caption ?? heading ?? place;
        this.#emitCaption(place, nameIn(named.text), "list", columns);
        return;
      }
    }
    for (const item of list.children) this.#item(item);
  }

  /** A list of nothing but column names, under a heading of the data model that names their record. */
  #isNamesOnly(list: ListBlock, fields: readonly { readonly column: Column }[]): boolean {
    return (
      this.#canonical === "data-model" &&
      fields.length >= list.children.length * 0.9 &&
      this.#headingCaption()?.own === true &&
      fields.every(({ column }) => /^[a-z][\w]*$/.test(column.name)) &&
      fields.some(({ column }) => /_|^id$/.test(column.name))
    );
  }

  /** `- Order.id: …` over `- Order.total: …`: the record is what stands before the last dot. */
  #dotted(list: ListBlock, bullets: readonly ReturnType<typeof readFieldBullet>[]): boolean {
    let any = false;
    for (let i = 0; i < bullets.length;) {
      const prefix = bullets[i]?.prefix ?? null;
      let last = i + 1;
      if (prefix !== null) while (last < bullets.length && bullets[last]?.prefix === prefix) last++;
      const item = list.children[i];
      if (prefix !== null && last - i >= 2 && item !== undefined) {
        const columns = bullets.slice(i, last).flatMap((bullet) => (bullet === null ? [] : [bullet.column]));
        this.#emitCaption(this.#firstLine(item), prefix, "list", columns);
        any = true;
      }
      i = last;
    }
    return any;
  }

  /** `- **Order**: id, buyerId, total`: each bullet a record with its fields. */
  #records(list: ListBlock): boolean {
    if (this.#canonical === "api") return false;
    const found: { item: Block; name: string; columns: readonly Column[] }[] = [];
    for (const item of list.children) {
      const { start, end } = this.#firstLine(item);
      const label = labelAt(this.#tree.text, start, end);
      if (label === null || !label.separated || label.rest >= end || label.text.split(" ").length > 4) continue;
      const columns = fieldsListed(this.#tree.text.slice(label.rest, end));
      if (columns !== null) found.push({ item, name: nameIn(label.text), columns });
    }
    if (found.length < 2 || found.length * 2 < list.children.length) return false;
    for (const { item, name, columns } of found) this.#emitCaption(this.#firstLine(item), name, "list", columns);
    return true;
  }

  #item(item: Block): void {
    const first = item.children[0];
    if (first?.kind !== "paragraph") {
      this.#blocks(item.children, null);
      return;
    }
    this.#sentence(first);
    if (item.children.length === 1) return;
    const { start, end, text } = this.#firstLine(item);
    const caption = end - start <= 200 ? { start, end, text, own: true } : null;
    this.#blocks(item.children.slice(1), caption);
  }

  #firstLine(block: Block): Caption {
    let leaf = block;
    while (leaf.lines.length === 0 && leaf.children[0] !== undefined) leaf = leaf.children[0];
    const start = leaf.lines[0] ?? leaf.start;
    const end = start + this.#tree.text.slice(start, leaf.lines[1] ?? start).trimEnd().length;
    return { start, end, text: this.#tree.text.slice(start, end), own: true };
  }

  /** A sentence that lists fields, or names a table statement between backticks. */
  #sentence(paragraph: Block): void {
    const { text } = this.#tree;
    const { lines } = paragraph;
    const all = text.slice(paragraph.start, paragraph.end);
    const isAboutData = ABOUT_DATA.has(this.#canonical) || this.#canonical === "modules";
    if (isAboutData ? !LISTS_FIELDS.test(all) : !all.includes(" TABLE ") && !all.includes(" table ")) return;
    for (let i = 0; i + 1 < lines.length; i += 2) {
      const start = lines[i] ?? paragraph.start;
      const line = text.slice(start, lines[i + 1] ?? start);
      if (line.length < 20) continue;
      const end = start + line.trimEnd().length;
      if (/`[^`]*\b(?:create|alter)\s+table\s/i.test(line)) {
        for (const span of line.matchAll(/`([^`]{12,400})`/g)) {
          for (const statement of readTableStatements(span[1] ?? "")) {
            const from = start + span.index + 1;
            const columns = statement.columns;
            this.#emit({
              start: from,
              end: from + (span[1]?.length ?? 0),
              key: statement.name,
              value: {
                name: statement.name,
                form: "ddl",
                fields: columns.map((each) => each.name),
                columns,
                change: statement.change,
              },
            });
          }
        }
        continue;
      }
      if (!isAboutData) continue;
      const record = readSentence(line);
      if (record === null || isNegative(line)) continue;
      const value = this.#value(record.name, "prose", record.columns, null);
      this.#emit({
        start,
        end,
        key: record.name,
        value: { ...value, change: value.change === "existing" ? "existing" : record.change },
      });
    }
  }

  #emitLine(block: CodeBlock, line: number, value: Table): void {
    const from = block.lines[2 * line] ?? block.start;
    const to = block.lines[2 * line + 1] ?? from;
    const source = this.#tree.text.slice(from, to);
    const start = from + (source.length - source.trimStart().length);
    this.#emit({ start, end: from + source.trimEnd().length, key: value.name, value });
  }

  #emitCaption(place: Caption, name: string, form: Table["form"], columns: readonly Column[]): void {
    this.#emit({ start: place.start, end: place.end, key: name, value: this.#value(name, form, columns, place) });
  }

  #value(name: string, form: Table["form"], columns: readonly Column[], caption: Caption | null): Table {
    return {
      name,
      form,
      fields: columns.map((column) => column.name),
      columns,
      change: this.#changeOf(caption, null, ""),
    };
  }

  #changeOf(caption: Caption | null, marked: "alter" | null, remark: string): Table["change"] {
    const said = fold(`${remark} ${caption?.text ?? ""}`);
    if (/\b(?:current|currently|existing|before|today|old|actual(?:es)?|antes|existente)\b/.test(said))
      return "existing";
    if (
      /\b(?:after|updated?|extend(?:ed|s)?|modif\w+|changed?|altered|added to|add to)\b/.test(said) ||
      marked !== null
    )
      return "alter";
    for (let zone = this.#zone; zone !== null; zone = zone.parent) {
      if (zone.canonical === "current-state") return "existing";
    }
    const title = fold(this.#zone?.title ?? "");
    if (/\b(?:current|existing)\b/.test(title)) return "existing";
    return /\b(?:updated?|extended|modified|changes? to|alter(?:ed)?)\b/.test(title) && !/\bnew\b/.test(title)
      ? "alter"
      : "new";
  }
}

const MOST_LISTED = 600;
const FIELD = /^[`"]?([A-Za-z_]\w{0,60})\??(?:\[\])?[`"]?(?:\s?\([^()]{0,80}\)|\s?:\s?[\w[\]<>|?]{1,40})?$/;

/** The fields that a line lists with commas, when it lists nothing else: "id, buyerId, total (cents)". */
function fieldsListed(source: string): readonly Column[] | null {
  const text = source.trim().replace(/\.$/, "");
  if (text.length > MOST_LISTED) return null;
  // Commas in brackets say something of one field.
  const parts = text.split(/,\s*(?![^(]*\))/);
  if (parts.length < 3) return null;
  const columns = parts.map((part) => FIELD.exec(part.replace(/^(?:and|y)\s/, "").trim())?.[1]);
  const named = columns.filter((name) => name !== undefined);
  if (named.length * 4 < parts.length * 3 || !named.some((name) => /^id$|_|[a-z][A-Z]|Id$/.test(name))) return null;
  return named.map((name): Column => ({ name }));
}

/** The comment lines right above a declaration. */
function remarkAbove(lines: readonly string[], line: number): string {
  let remark = "";
  for (let i = line - 1; i >= 0 && i >= line - 4; i--) {
    const code = (lines[i] ?? "").trim().slice(0, 120);
    if (/^(?:#|\/\/|--|\/\*|\*)/.test(code)) remark = `${code} ${remark}`;
    else if (!code.startsWith("@")) break;
  }
  return remark;
}

/** The name that a caption gives: what it holds in code, or what is left without marks and words such as "table". */
function nameIn(caption: string): string {
  const code = /`([\w.$-]{1,80})`/.exec(caption)?.[1];
  if (code !== undefined) return code;
  const words = caption
    .replace(/[*`]{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)/g, "")
    .replace(/^\d+(?:\.\d+)*[.)]?\s+/, "")
    .replace(/\s*\([^)]*\)/g, "")
    .replace(/[:：]\s*$/, "")
    .trim();
  const bare = words
    .replace(
      /^(?:the|new|updated|table|tabla|entity|model|collection|schema(?: of| for)?|entidad|colección)[\s:]+/i,
      "",
    )
    .replace(
      /\s+(?:table|tabla|schema|model|entity|collection|fields|columns|record|structure|object|document)s?$/i,
      "",
    )
    .trim();
  return bare === "" ? words : bare;
}

function constraintsIn(headers: readonly string[], cells: readonly string[]): Partial<Column> {
  let nullable: boolean | undefined;
  let key: Column["key"];
  headers.forEach((header, i) => {
    const cell = cells[i] ?? "";
    const says = /^(?:yes|y|true|✓|✅|x|s[ií])/i.test(cell)
      ? true
      : /^(?:no|n\b|false|❌|-)/i.test(cell)
        ? false
        : undefined;
    if (/^(?:null|nullable|optional|opcional)$/.test(header) && says !== undefined) nullable = says;
    if (/^(?:required|not null|requerid[oa]|obligatori[oa]|mandatory)$/.test(header) && says !== undefined)
      nullable = !says;
    if (!/^(?:constraints?|keys?|notes?|description|descripci[oó]n|restricciones|indexe?s?|type|tipo)$/.test(header))
      return;
    if (/\b(?:pk|primary key|clave primaria)\b/i.test(cell)) key = "primary";
    else if (/\b(?:fk|foreign key|clave for[aá]nea)\b/i.test(cell)) key ??= "foreign";
    else if (/\bunique\b|\b[uú]nico\b/i.test(cell)) key ??= "unique";
    if (/\bnot null\b/i.test(cell)) nullable = false;
  });
  return { ...(nullable === undefined ? {} : { nullable }), ...(key === undefined ? {} : { key }) };
}
