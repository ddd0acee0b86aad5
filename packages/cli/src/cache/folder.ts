import { existsSync, readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";

/**
 * The folder of the cache for a working folder: inside `.git` of its repository, where nobody commits it and everybody deletes
 * it with the clone; outside of a repository below the user's cache (XDG base directories), one for each root.
 *
 * This module is loaded before anything else of the program, and must stay as small as it is.
 */
export function cacheFolder(start: string): string {
  let config: string | null = null;
  for (let folder = start; ; folder = dirname(folder)) {
    const dot = join(folder, ".git");
    const stat = statSync(dot, { throwIfNoEntry: false });
    if (stat?.isDirectory() === true) return join(dot, "lintel");
    if (stat?.isFile() === true) {
      const pointed = pointerIn(dot, folder);
      if (pointed !== null) return join(pointed, "lintel");
    }
    if (config === null && existsSync(join(folder, "lintel.yaml"))) config = folder;
    if (folder === dirname(folder)) break;
  }
  return join(userCacheFolder(), hashOf(Buffer.from(config ?? start)));
}

/** The user's own folder of the cache (XDG base directories), for what no repository may bring along. */
export function userCacheFolder(): string {
  return join(process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "lintel");
}

/** Work trees and submodules have a file `.git` that says where theirs lies. */
function pointerIn(file: string, folder: string): string | null {
  const target = /^gitdir:\s*(.+)$/m.exec(readFileSync(file, "utf8").slice(0, 4096))?.[1];
  if (target === undefined) return null;
  const path = resolve(folder, target.trim());
  return existsSync(path) ? path : null;
}

/**
 * A hash of bytes, 64 bits in hexadecimal: tells states and damage apart, and is no protection against somebody who means it.
 * Multiply and mix over words of 32 bits, which costs a millisecond where loading node:crypto costs five. The same bytes have
 * another hash on a machine of another byte order; caches do not travel that far.
 */
export function hashOf(bytes: Uint8Array): string {
  // A copy starts at a multiple of four; `slice` of a Buffer would be no copy.
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes);
  const words = new Int32Array(aligned.buffer, aligned.byteOffset, aligned.length >> 2);
  let a = 0x9e3779b9 ^ bytes.length;
  let b = 0x85ebca6b;
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? 0;
    a = Math.imul(a ^ word, 0x5bd1e995);
    a ^= a >>> 15;
    b = Math.imul(b ^ word, 0x1b873593) ^ (a >>> 7);
  }
  for (let i = words.length * 4; i < bytes.length; i++) a = Math.imul(a ^ (bytes[i] ?? 0), 0x5bd1e995);
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ b;
  b = Math.imul(b ^ (b >>> 13), 0xc2b2ae35) ^ a;
  return (a >>> 0).toString(16).padStart(8, "0") + (b >>> 0).toString(16).padStart(8, "0");
}
