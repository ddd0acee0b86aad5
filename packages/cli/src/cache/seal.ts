import { hashOf } from "./folder.ts";

/** What a file of the cache holds: a text, mostly JSON, and bytes behind it. */
export interface Opened {
  readonly head: string;
  readonly rest: Uint8Array;
}

const NOTHING = new Uint8Array();

/**
 * A file of the cache: a line with its name, its format, a hash and the length of its text. Whatever happened to it (cut off,
 * overwritten, written by another format) it is either what was written or nothing.
 */
export function seal(name: string, head: string, rest: Uint8Array = NOTHING): Buffer {
  const text = Buffer.from(head);
  const body = Buffer.concat([Buffer.from(text.length.toString(16).padStart(8, "0")), text, rest]);
  return Buffer.concat([Buffer.from(`${name} ${hashOf(body)}\n`), body]);
}

/** What was sealed under this name; null for anything else. */
export function unseal(name: string, bytes: Buffer): Opened | null {
  const start = name.length + 18;
  const body = bytes.subarray(start);
  if (bytes.toString("latin1", 0, start) !== `${name} ${hashOf(body)}\n`) return null;
  const end = 8 + Number.parseInt(body.toString("latin1", 0, 8), 16);
  return { head: body.toString("utf8", 8, end), rest: body.subarray(end) };
}
