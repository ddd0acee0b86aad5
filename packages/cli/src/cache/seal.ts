import { hashOf } from "./folder.ts";

/**
 * A file of the cache: a line with its name, its format and a hash, and JSON. Whatever happened to it (cut off, overwritten,
 * written by another format) it is either what was written or nothing.
 */
export function seal(name: string, value: unknown): Buffer {
  const body = Buffer.from(JSON.stringify(value));
  return Buffer.concat([Buffer.from(`${name} ${hashOf(body)}\n`), body]);
}

/** What was sealed under this name; null for anything else. */
export function unseal(name: string, bytes: Buffer): unknown {
  const length = name.length + 18;
  const body = bytes.subarray(length);
  if (bytes.toString("latin1", 0, length) !== `${name} ${hashOf(body)}\n`) return null;
  return JSON.parse(body.toString("utf8")) as unknown;
}
