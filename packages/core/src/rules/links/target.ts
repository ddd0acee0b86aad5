import { folderOf } from "../../layouts/paths.ts";

/** Where a link leads. */
export type Target =
  /** Another site, a mail address: not ours to judge. */
  | { readonly is: "elsewhere" }
  /** Into the document itself. */
  | { readonly is: "anchor"; readonly anchor: string }
  /** To a file or folder of the repository. */
  | {
      readonly is: "path";
      /** From the repository's root; null when it leads out of the repository. */
      readonly path: string | null;
      /** The path as written, decoded, without anchor and query. */
      readonly written: string;
      readonly anchor: string | null;
      /** What stands behind the path, as written: `#anchor`, `?raw=1`, or nothing. */
      readonly tail: string;
    };

/**
 * Reads the target of a link in the document at `from`. A path that starts with `/` counts from the repository's root.
 *
 * @example readTarget("../spec.md#goals", "docs/a/tdr.md") // { is: "path", path: "docs/spec.md", anchor: "goals", … }
 */
export function readTarget(target: string, from: string): Target {
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/|www\.)/i.test(target)) return { is: "elsewhere" };
  const tailAt = target.search(/[#?]/);
  const raw = tailAt === -1 ? target : target.slice(0, tailAt);
  const tail = tailAt === -1 ? "" : target.slice(tailAt);
  const hash = tail.indexOf("#");
  const anchor = hash === -1 ? null : decode(tail.slice(hash + 1));
  if (raw === "") return anchor === null ? { is: "elsewhere" } : { is: "anchor", anchor };
  const written = decode(raw);
  return { is: "path", path: resolve(written, from), written, anchor, tail };
}

function decode(part: string): string {
  if (!part.includes("%")) return part;
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function resolve(written: string, from: string): string | null {
  const start = written.startsWith("/") ? "" : folderOf(from);
  const segments = start === "" ? [] : start.split("/");
  for (const segment of written.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment !== "..") segments.push(segment);
    else if (segments.pop() === undefined) return null;
  }
  return segments.join("/");
}

/**
 * A path of the repository as a document would write it, in the manner of what it wrote before: from the root, with or without
 * a leading `./`, blanks encoded.
 */
export function writePath(path: string, from: string, before: string): string {
  const encoded = (text: string): string => (before.includes(" ") ? text : text.replaceAll(" ", "%20"));
  if (before.startsWith("/")) return encoded(`/${path}`);
  const base = folderOf(from)
    .split("/")
    .filter((segment) => segment !== "");
  const segments = path.split("/");
  let shared = 0;
  while (shared < base.length && shared < segments.length - 1 && base[shared] === segments[shared]) shared++;
  const relative = [...base.slice(shared).map(() => ".."), ...segments.slice(shared)].join("/");
  const explicit = !relative.startsWith("..") && (before.startsWith("./") || before.startsWith("../"));
  return encoded(explicit ? `./${relative}` : relative);
}
