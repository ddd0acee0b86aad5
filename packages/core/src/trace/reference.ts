import { normalName } from "./names.ts";

/** What people write where a test is to be named, read. */
export interface Reference {
  /** As written. */
  readonly text: string;
  /** `planned`: says that there is none yet, or that somebody looks by hand. */
  readonly is: "test" | "planned";
  /** The file or folder that it names; a pattern when it has `*`. */
  readonly path: string | null;
  /** 1-based. */
  readonly line: number | null;
  /** Suites and title, outermost first; empty when it names only a file. */
  readonly segments: readonly string[];
  /** The segment may stand for several tests: it has `*`, or was given to a command as a filter. */
  readonly isPattern: boolean;
}

const EXTENSION =
  /\.(?:py|[cm]?[jt]sx?|go|rs|java|kts?|groovy|scala|rb|cs|fs|php|sh|bash|bats|swift|exs?|dart|cc|cpp|cxx|c|feature|vue|svelte)$/i;
const PLANNED =
  /^(?:-+|—|–|\.{3}|…|\?+|x|n\/?a|none|nil|(?:tb[dcaw]|to ?do|pending|planned|later)(?:\s*[(:–—-].*)?|not yet\b.*|to be (?:added|written|defined|determined|done)\b.*|manual(?:ly)?\b.*|by hand\b.*|\(?manual\)?)[.!]?$/i;
const LABEL =
  /^(?:unit|integration|e2e|end-to-end|component|contract|api|ui|smoke|regression|acceptance|tests?|automated)(?: tests?)?\s*:\s+(?=\S)/i;
const COMMAND =
  /^(?:\$ )?(?:(?:uv|poetry|pipenv|pdm|hatch|rye) run |npx |pnpm (?:exec |dlx )?|yarn |bunx |python3? -m |bundle exec |\.\/)?(pytest|py\.test|vitest|jest|mocha|playwright|go test|cargo (?:nex)?test|rspec|phpunit|pest|bats|dotnet test|mvn|gradlew?|bun test|deno test|node --test)\b/;
const FILTER =
  /(?:^|\s)(?:-k|-t|-g|-run|--grep|--filter|--testNamePattern|--test-name-pattern|--tests|-e|--example|-Dtest)(?:=|\s+)(?:"([^"]+)"|'([^']+)'|(\S+))/;
const SEPARATOR = /\s+(?:>|›|»|→|⟶|::|\/|-{1,2}>)\s+/;

/**
 * Reads a reference: pytest's node IDs, `path > suite > title`, `Class#method`, `pkg.Class.method`, `TestX/sub`, `mod::name`,
 * globs, commands. Pure; never fails: what it does not understand is a title.
 *
 * @example parseReference("tests/test_a.py::TestA::test_b[1]").segments // ["TestA", "test_b[1]"]
 */
export function parseReference(written: string): Reference {
  const text = cleaned(written);
  const reference = { text: written, is: "test", path: null, line: null, segments: [text], isPattern: false } as const;
  if (text === "" || PLANNED.test(text)) return { ...reference, is: "planned", segments: [] };
  if (COMMAND.test(text)) return { ...reference, ...commandOf(text) };
  if (text.includes("::")) {
    const parts = text.split(/\s*::\s*/).filter((part) => part !== "");
    const [first = "", ...rest] = parts;
    return isFile(first) ? { ...reference, path: pathOf(first), segments: rest } : { ...reference, segments: parts };
  }
  if (SEPARATOR.test(text)) {
    const parts = text.split(SEPARATOR).map((part) => part.trim());
    const [first = "", ...rest] = parts;
    return isFile(first) ? { ...reference, path: pathOf(first), segments: rest } : { ...reference, segments: parts };
  }
  const isOneWord = !/\s/.test(text);
  const [, before, line, after] = /^([^\s:#]+\.\w{1,7}):(\d+)(?::\d+)?(?:\s+(.+))?$/.exec(text) ?? [];
  if (before !== undefined && isFile(before)) {
    return { ...reference, path: pathOf(before), line: Number(line), segments: after === undefined ? [] : [after] };
  }
  const [, file, name] = /^([^\s:#]+\.\w{1,7})(?:#|:\s*|\s+[-–—]\s+|\s+)(\S.*)$/.exec(text) ?? [];
  if (file !== undefined && name !== undefined && isFile(file)) {
    return { ...reference, path: pathOf(file), segments: [name.replace(/^[`"'(]+|[`"')]+$/g, "")] };
  }
  if (isOneWord && isFile(text)) return { ...reference, path: pathOf(text), segments: [] };
  if (isOneWord && /[*]/.test(text)) {
    return /[/]/.test(text)
      ? { ...reference, path: pathOf(text), segments: [], isPattern: true }
      : { ...reference, isPattern: true };
  }
  if (isOneWord && /^[\w@./-]+\/$/.test(text)) return { ...reference, path: pathOf(text), segments: [] };
  if (/^(?:Test|Fuzz)\w*\/\S/.test(text)) return { ...reference, segments: text.split("/") };
  if (isOneWord && /^[\w$.]+#[\w$]+$/.test(text)) return { ...reference, segments: text.split(/[#.]/) };
  if (isOneWord && /^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)+$/.test(text)) {
    return { ...reference, segments: text.split(".") };
  }
  return reference;
}

/** Without the marks around it, the label before it and a call's empty parentheses behind it. */
function cleaned(written: string): string {
  const bare = normalName(written)
    .replace(/\\\|/g, "|")
    .replace(LABEL, "")
    .replace(/^(["'`*]+)(.*)\1$/, "$2")
    .trim();
  return /^[\w$.:#/]+\(\)$/.test(bare) ? bare.slice(0, -2) : bare;
}

function commandOf(text: string): Pick<Reference, "path" | "segments" | "isPattern"> {
  const filter = FILTER.exec(text);
  const name = filter === null ? undefined : (filter[1] ?? filter[2] ?? filter[3]);
  const words = text.replace(FILTER, " ").split(/\s+/);
  const where = words.find((word) => isFile(word.split("::")[0] ?? "") || /^[\w.-]+\/[\w./*-]*$/.test(word));
  const [file = "", ...nodes] = where?.split("::") ?? [];
  return {
    path: where === undefined ? null : pathOf(file),
    segments: nodes.length > 0 ? nodes : name === undefined ? [] : [name.replace(/^\^|\$$/g, "")],
    isPattern: nodes.length === 0 && name !== undefined,
  };
}

function isFile(text: string): boolean {
  return EXTENSION.test(text) && /^[\w@./+*$()[\]\\-]+$/.test(text);
}

function pathOf(text: string): string {
  return text
    .replace(/\\/g, "/")
    .replace(/^(?:\.\/)+|^\/+/, "")
    .replace(/\/+$/, "");
}
