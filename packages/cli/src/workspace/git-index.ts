import { readFileSync } from "node:fs";

/**
 * Paths that git tracks, relative to the work tree, read from the index file itself: a tenth of what starting git costs.
 * Formats 2 to 4 (gitformat-index(5)). Null for what this does not read (a split or sparse index, a damaged file): ask git then.
 */
export function readIndex(file: string, keep: (path: string) => boolean): readonly string[] | null {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT" ? [] : null;
  }
  try {
    return parse(bytes, 20, keep) ?? parse(bytes, 32, keep);
  } catch {
    return null;
  }
}

/** Bytes of an entry before its object name: times, device, inode, mode, owner, size. */
const BEFORE_NAME = 40;

/** Reads the index of a repository whose object names have `hash` bytes; null when it is no such index. */
function parse(bytes: Buffer, hash: number, keep: (path: string) => boolean): string[] | null {
  if (bytes.length < 12 + hash || bytes.toString("latin1", 0, 4) !== "DIRC") return null;
  const version = bytes.readUInt32BE(4);
  const entries = bytes.readUInt32BE(8);
  if (version < 2 || version > 4) return null;
  const paths: string[] = [];
  let at = 12;
  let last = "";
  let previous = "";
  for (let i = 0; i < entries; i++) {
    const flags = bytes.readUInt16BE(at + BEFORE_NAME + hash);
    const start = at;
    at += BEFORE_NAME + hash + 2 + ((flags & 0x4000) !== 0 && version >= 3 ? 2 : 0);
    let path: string;
    if (version === 4) {
      let strip = 0;
      let byte = bytes[at++] ?? 0;
      strip = byte & 0x7f;
      while ((byte & 0x80) !== 0) {
        byte = bytes[at++] ?? 0;
        strip = ((strip + 1) << 7) | (byte & 0x7f);
      }
      const end = bytes.indexOf(0, at);
      if (end === -1) return null;
      path = previous.slice(0, previous.length - strip) + bytes.toString("latin1", at, end);
      previous = path;
      at = end + 1;
    } else {
      const end = bytes.indexOf(0, at);
      if (end === -1) return null;
      path = bytes.toString("latin1", at, end);
      at = start + ((end - start + 8) & ~7);
    }
    // A folder as an entry is a sparse index.
    if (path.endsWith("/")) return null;
    const decoded = /[\u0080-\u00ff]/.test(path) ? Buffer.from(path, "latin1").toString("utf8") : path;
    // A path stands once for each side of a conflict.
    if (decoded !== last && keep(decoded)) paths.push(decoded);
    last = decoded;
  }
  // Behind the entries stand extensions and a checksum; that they end where the file ends shows that all was read right.
  while (at + 8 <= bytes.length - hash) {
    if (bytes.toString("latin1", at, at + 4) === "link") return null;
    at += 8 + bytes.readUInt32BE(at + 4);
  }
  return at === bytes.length - hash ? paths : null;
}
