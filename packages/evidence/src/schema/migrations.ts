/** Folders of migrations as common tools lay them out: which files are run, in which order, and which half of a file goes forward. */

/** One file of a folder of migrations that is run on the way forward. */
export interface Migration {
  readonly path: string;
  /** Runs again whenever it changes, after all others (Flyway's `R__`). */
  readonly repeats: boolean;
}

/** Names that take a change back: `001.down.sql`, `down.sql`, Flyway's `U1__`. */
const BACKWARD = /(?:^|[._-])(?:down|undo|rollback|revert)\.sql$|^U\d[\d._]*__/i;
const FLYWAY = /^([VBR])([\d._]*)__/;

/**
 * The files to run, in order: by version where names begin with one, by journal where a tool keeps one.
 *
 * @param journal file names without ending, in the order in which they were made; empty where there is none
 */
export function orderMigrations(paths: readonly string[], journal: readonly string[]): readonly Migration[] {
  const forward = paths.filter((path) => path.toLowerCase().endsWith(".sql") && !BACKWARD.test(baseOf(path)));
  const placeInJournal = new Map(journal.map((name, i) => [`${name}.sql`, i]));
  const ordered = forward.toSorted((a, b) => {
    const [left, right] = [placeInJournal.get(baseOf(a)), placeInJournal.get(baseOf(b))];
    if (left !== undefined && right !== undefined) return left - right;
    return comparePaths(a, b);
  });
  const migrations = ordered.map((path): Migration => ({ path, repeats: FLYWAY.exec(baseOf(path))?.[1] === "R" }));
  return [...migrations.filter(({ repeats }) => !repeats), ...migrations.filter(({ repeats }) => repeats)];
}

/** Marks of dbmate, goose, sql-migrate and node-pg-migrate, which keep both ways in one file. */
const MARK = /^[ \t]*--[ \t]*(?:migrate:|\+(?:goose|migrate)[ \t]+)?(up|down)\b(?:[ \t]+migration\b)?/gim;
const MARKED =
  /^[ \t]*--[ \t]*(?:migrate:(?:up|down)|\+(?:goose|migrate)[ \t]+(?:up|down)|(?:up|down)[ \t]+migration)\b/im;

/** The text with everything blanked that takes the change back; lines and offsets stay. */
export function forwardPart(text: string): string {
  if (!MARKED.test(text)) return text;
  let result = "";
  let from = 0;
  let isForward = true;
  for (const match of text.matchAll(MARK)) {
    if (!MARKED.test(match[0])) continue;
    const part = text.slice(from, match.index);
    result += isForward ? part : blank(part);
    from = match.index;
    isForward = match[1]?.toLowerCase() === "up";
  }
  const last = text.slice(from);
  return result + (isForward ? last : blank(last));
}

/** The names in a Drizzle journal, in order; null when it is none. */
export function readJournal(text: string): readonly string[] | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null || !("entries" in value) || !Array.isArray(value.entries))
    return null;
  const entries: readonly unknown[] = value.entries;
  return entries.flatMap((entry) =>
    typeof entry === "object" && entry !== null && "tag" in entry && typeof entry.tag === "string" ? [entry.tag] : [],
  );
}

/** What to do about migrations that are programs, by the ending of their files. */
const PROGRAMS: Readonly<Record<string, string>> = {
  rb: "Rails migrations are Ruby programs",
  py: "migrations of Alembic and Django are Python programs",
  ts: "these migrations are TypeScript programs",
  js: "these migrations are JavaScript programs",
  php: "these migrations are PHP programs",
  xml: "Liquibase changelogs in XML are not read",
  exs: "Ecto migrations are Elixir programs",
  go: "these migrations are Go programs",
};

/** Why a folder without SQL cannot be read; null when nothing in it looks like migrations. */
export function programsIn(paths: readonly string[]): string | null {
  for (const path of paths) {
    const ending = /\.(\w{1,4})$/.exec(path)?.[1]?.toLowerCase() ?? "";
    const why = Object.hasOwn(PROGRAMS, ending) ? PROGRAMS[ending] : undefined;
    if (why !== undefined) return why;
  }
  return null;
}

function baseOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Folder by folder; numbers at the front of a name count as numbers: 2 before 10, 1.2 before 1.10. */
function comparePaths(a: string, b: string): number {
  const [left, right] = [a.split("/"), b.split("/")];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const order = compareNames(left[i] ?? "", right[i] ?? "");
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function compareNames(a: string, b: string): number {
  const [left, right] = [versionOf(a), versionOf(b)];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const [one, other] = [left[i] ?? "", right[i] ?? ""];
    if (one.length !== other.length) return one.length - other.length;
    if (one !== other) return one < other ? -1 : 1;
  }
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The numbers at the front of a name, without leading zeros: longer is greater, equally long compare as text. */
function versionOf(name: string): readonly string[] {
  const digits = /^(?:[VB](?=\d))?(\d[\d._]*)/i.exec(name)?.[1] ?? "";
  return digits
    .split(/[._]/)
    .filter((part) => part !== "")
    .map((part) => part.replace(/^0+(?=\d)/, ""));
}

function blank(part: string): string {
  return part.replace(/[^\r\n]/g, " ");
}
