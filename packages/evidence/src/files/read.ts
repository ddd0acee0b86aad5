import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";

/** A report of 300,000 tests has 40 MiB. */
const MOST_BYTES = 64 * 1024 * 1024;

/** A file as evidence is read from it. */
export interface ReadFile {
  readonly text: string;
  /** `sha256:…` of its bytes. */
  readonly digest: string;
}

/** The text of a file and the digest of its bytes, or a sentence that says why it cannot be read. */
export function readFile(absolute: string): ReadFile | string {
  try {
    const { size } = statSync(absolute);
    if (size > MOST_BYTES)
      return `It has ${Math.round(size / 1024 / 1024)} MiB, and files of more than ${MOST_BYTES / 1024 / 1024} MiB are not read.`;
    const bytes = readFileSync(absolute);
    return { text: decode(bytes), digest: digestOf(bytes) };
  } catch (error) {
    return `It cannot be read: ${error instanceof Error ? error.message : String(error)}.`;
  }
}

/** How files are named in bindings. */
export function digestOf(content: string | Uint8Array): string {
  return `sha256:${createHash("sha256").update(content).digest("hex")}`;
}

/** UTF-8, or UTF-16 with its mark, as .NET writes it. */
function decode(bytes: Buffer): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return bytes.toString("utf16le", 2);
  if (first === 0xfe && second === 0xff)
    return Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2)))
      .swap16()
      .toString("utf16le");
  const hasMark = first === 0xef && second === 0xbb && bytes[2] === 0xbf;
  return bytes.toString("utf8", hasMark ? 3 : 0);
}
