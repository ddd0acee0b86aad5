import { writeSync } from "node:fs";

let gone = false;

/**
 * Writes all of a text, or of bytes, to standard output (1) or standard error (2), also to a pipe that is full for a moment. A reader that
 * went away (`| head`) is no error: what comes after is dropped.
 */
export function write(descriptor: 1 | 2, text: string | Uint8Array): void {
  if (text.length === 0 || (gone && descriptor === 1)) return;
  const bytes = typeof text === "string" ? Buffer.from(text, "utf8") : text;
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EAGAIN") {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
        continue;
      }
      if (code !== "EPIPE" && code !== "EBADF" && code !== "EIO") throw error;
      gone ||= descriptor === 1;
      return;
    }
  }
}
