import { isAscii, isUtf8 } from "node:buffer";
import { readFileSync, statSync, type Stats } from "node:fs";
import type { Source } from "@lintel/core";
import { digestOf } from "./digest.ts";

/** Documents beyond this are not read: nobody reviews ten megabytes, and a hostile one must not fill the memory. */
export const MOST_BYTES = 10 * 1024 * 1024;

/** A file as a source, or why there is none. */
export type ReadResult =
  | { readonly ok: true; readonly source: Source; readonly bom: boolean }
  /** `size` is set when the file is too large, and only then. */
  | { readonly ok: false; readonly reason: string; readonly size?: number };

/** Contents that stand for those on disk, by repository path: standard input, what git has staged. */
export type Contents = ReadonlyMap<string, Uint8Array>;

/** Reads one document. `path` is its name in the repository, `file` where it lies. */
export function readSource(path: string, file: string, contents?: Contents): ReadResult {
  const given = contents?.get(path);
  if (given !== undefined) {
    if (given.length > MOST_BYTES) return { ok: false, reason: tooLarge(given.length), size: given.length };
    return { ok: true, ...decode(path, given) };
  }
  try {
    const stat = statSync(file);
    if (stat.isDirectory()) return { ok: false, reason: "it is a folder, not a file" };
    if (!stat.isFile()) return { ok: false, reason: "it is not a regular file" };
    if (stat.size > MOST_BYTES) return { ok: false, reason: tooLarge(stat.size), size: stat.size };
    return { ok: true, ...decode(path, readFileSync(file)) };
  } catch (error) {
    if (path.includes("\ufffd")) return { ok: false, reason: "its name is not UTF-8; rename it" };
    return { ok: false, reason: whyNot(error) };
  }
}

/** Bytes as a source: digest of the bytes as they are, worked out when it is asked for; text without its byte order mark. */
export function decode(path: string, bytes: Uint8Array): { readonly source: Source; readonly bom: boolean } {
  const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const content = Buffer.from(bytes.buffer, bytes.byteOffset + (bom ? 3 : 0), bytes.length - (bom ? 3 : 0));
  // Most documents are ASCII, which is half the memory and a fraction of the work.
  const ascii = isAscii(content);
  const source: Source = {
    path,
    text: content.toString(ascii ? "latin1" : "utf8"),
    get digest() {
      return digestOf(bytes);
    },
    ...(ascii || isUtf8(content) ? {} : { invalidUtf8: true }),
  };
  return { source, bom };
}

/** What a path leads to; null when there is nothing, and when its links go in circles or its name is none. */
export function statOf(file: string): Stats | null {
  try {
    return statSync(file);
  } catch {
    return null;
  }
}

export function tooLarge(size: number): string {
  const mebibytes = (size / 1024 / 1024).toFixed(1);
  return `it has ${mebibytes} MiB, and documents of more than ${MOST_BYTES / 1024 / 1024} MiB are not read`;
}

/** The reason of a failed file operation in words. */
export function whyNot(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case "ENOENT":
      return "there is no such file";
    case "EACCES":
    case "EPERM":
      return "permission denied";
    case "EISDIR":
      return "it is a folder, not a file";
    case "ENOTDIR":
      return "a part of its path is not a folder";
    case "ELOOP":
      return "its symbolic links go in circles";
    case "ENAMETOOLONG":
      return "its name is too long";
    case "EROFS":
      return "the file system is read-only";
    case "ENOSPC":
      return "the disk is full";
    default:
      return message;
  }
}
