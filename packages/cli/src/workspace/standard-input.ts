import { readSync } from "node:fs";
import { Exit, Stop } from "../program/exit.ts";
import { MOST_BYTES, tooLarge, whyNot } from "./read.ts";

/** All of standard input. @throws Stop when there is more than a document may have. */
export function readStandardInput(): Uint8Array {
  const chunks: Buffer[] = [];
  let size = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(64 * 1024);
    let read: number;
    try {
      read = readSync(0, chunk, 0, chunk.length, null);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EOF") break;
      if (code === "EAGAIN") {
        // A pipe that is empty for a moment.
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
        continue;
      }
      throw new Stop(Exit.CannotJudge, `cannot read standard input: ${whyNot(error)}.`);
    }
    if (read === 0) break;
    size += read;
    if (size > MOST_BYTES) throw new Stop(Exit.CannotJudge, `standard input is not read: ${tooLarge(size)}.`);
    chunks.push(chunk.subarray(0, read));
  }
  return Buffer.concat(chunks, size);
}
