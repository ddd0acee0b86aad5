/** HTTP requests as people write them: "POST /v1/orders", "**GET** `/users/:id`", "curl -X PUT https://host/x". */
import { matchesIn } from "../text/matches.ts";

export interface RequestLine {
  readonly method: string | null;
  /** Parameters as written (`{id}`, `:id`, `<id>`, `[id]`), without query and fragment. */
  readonly path: string;
  readonly query?: string;
  /** Offsets of what names it: from the method (or the path) to the end of the path. */
  readonly start: number;
  readonly end: number;
}

const METHOD = "GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS";
/** Where a path may start: at its slash, or behind a host or a variable that stands for one. */
const HOST =
  "(?:https?:\\/\\/[^\\s\\/`\"'<>|]{1,200}|\\{\\{?[\\w.-]{1,60}\\}?\\}|\\$\\{?\\w{1,60}\\}?|<[\\w-]{1,40}>)?";
const CALL = new RegExp(
  `(?<![\\w/.-])((?:${METHOD})(?:\\s?[|,/]\\s?(?:${METHOD})){0,5})(?:[\\s*_\`"':|\\u2192>-]{1,8})(?:(?:an?\\s|the\\s|requests?\\s|calls?\\s|to\\s|on\\s|at\\s|endpoint\\s|against\\s|de\\s|a\\s|en\\s){0,4})[\`*"']{0,3}(${HOST})(?=\\/)`,
  "g",
);
const METHOD_ONLY = new RegExp(`^[\\s*_\`]*((?:${METHOD})(?:\\s?[|,/]\\s?(?:${METHOD})){0,5})[\\s*_\`]*$`);
const MOST_PATH = 300;

/** Every "METHOD /path" of a text, in order; several methods in front of one path give one each. Linear. */
export function readRequests(text: string): readonly RequestLine[] {
  const found: RequestLine[] = [];
  for (const match of matchesIn(CALL, text)) {
    const at = match.index + match[0].length;
    const target = readTarget(text, at, true);
    if (target === null) continue;
    for (const method of (match[1] ?? "").split(/\s?[|,/]\s?/)) found.push({ method, ...target, start: match.index });
  }
  return found;
}

/** The methods of a text that holds nothing else; none when it does. */
export function methodsOnly(text: string): readonly string[] {
  if (text.length > 80) return [];
  return METHOD_ONLY.exec(text)?.[1]?.split(/\s?[|,/]\s?/) ?? [];
}

/** The path that starts at an offset (with its slash); null when it is a glob, a file of the system or none at all. */
export function readTarget(text: string, at: number, called: boolean): Omit<RequestLine, "method"> | null {
  let end = at;
  let open = "";
  const limit = Math.min(text.length, at + MOST_PATH);
  for (; end < limit; end++) {
    const c = text.charAt(end);
    if (open !== "") {
      if (c === open) open = "";
      else if (/[\s`|]/.test(c)) return null;
      continue;
    }
    if (c === "{") open = "}";
    else if (c === "<" && /\w/.test(text.charAt(end + 1))) open = ">";
    else if (c === "[" && /[\w.]/.test(text.charAt(end + 1))) open = "]";
    else if (/[\s`"'|<>()[\]{},;\\]/.test(c) || c === "*" || c === "…") break;
  }
  if (end === limit && limit < text.length) return null;
  if (text.charAt(end) === "…") return null;
  // A closing emphasis mark is no glob.
  const isGlob = text.charAt(end) === "*" && text.charAt(end + 1) !== "*" && /[\w/]/.test(text.charAt(end + 1) || " ");
  if (isGlob || (text.charAt(end) === "*" && text.charAt(end - 1) === "/")) return null;
  let written = text.slice(at, end).replace(/[.:!?]+$/, "");
  if (/\.\.\.|…|\/\//.test(written)) return null;
  end = at + written.length;
  let query: string | undefined;
  const mark = written.search(/[?#]/);
  if (mark !== -1) {
    query = written.charAt(mark) === "?" ? written.slice(mark + 1).replace(/#.*$/, "") : undefined;
    written = written.slice(0, mark);
  }
  if (written === "/" ? !called : !/^\/[\w{:<[@.~$%-]/.test(written)) return null;
  if (/^\/[\w-]+(?:\.[\w-]+)+\.?[A-Z]\w*\/[A-Z]\w*$/.test(written)) return null; // a gRPC method
  return { path: written, start: at, end, ...(query === undefined || query === "" ? {} : { query }) };
}

/** Whether a path without a method looks like a route: it has a version, an API prefix or a parameter. */
export function looksLikeRoute(path: string): boolean {
  if (
    /^\/(?:etc|var|usr|tmp|proc|sys|dev|home|opt|bin|sbin|lib|mnt|root|run|boot|srv|users|volumes|app|workspace|data|host)(?:\/|$)/i.test(
      path,
    )
  )
    return false;
  if (/\.(?:md|mdx|py|ts|tsx|go|rs|java|ya?ml|toml|sh|txt|log|sock|conf|pem|key|crt|so|exe|env|lock)$/i.test(path))
    return false;
  return /^\/(?:api|v\d+(?:\.\d+)?(?:(?:alpha|beta)\d*)?|rest|graphql|auth|oauth2?|webhooks?|\.well-known)(?:\/|$)|[{<:][\w-]+[}>]?|\/\[[\w.]+\]/.test(
    path,
  );
}
