import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { Exit, Stop } from "../program/exit.ts";
import { whyNot } from "./read.ts";

/**
 * Writes a file in one step: whoever reads it at any moment sees the old content or the new one, never a part. Mode and
 * symbolic links stay. Folders that are missing are made.
 *
 * @throws Stop with the reason when it cannot be written.
 */
export function writeAtomically(file: string, content: string | Uint8Array): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    const there = statSync(file, { throwIfNoEntry: false });
    if (there !== undefined && !there.isFile() && !there.isDirectory()) {
      // A pipe or a device (`/dev/stderr`) is written to: a file in its place would be no such thing any more.
      writeFileSync(file, content);
      return;
    }
    const target = existsSync(file) ? realpathSync(file) : file;
    const mode = statSync(target, { throwIfNoEntry: false })?.mode;
    const beside = join(dirname(target), `.${basename(target).slice(0, 100)}.${process.pid}.${counter++}.tmp`);
    try {
      writeNew(beside, content);
      if (mode !== undefined) chmodSync(beside, mode & 0o7777);
      renameSync(beside, target);
    } catch (error) {
      rmSync(beside, { force: true });
      throw error;
    }
  } catch (error) {
    throw new Stop(Exit.CannotJudge, `cannot write ${file}: ${whyNot(error)}.`);
  }
}

let counter = 0;

/** Writes a file that must not be there yet. Returns false, and writes nothing, when it is. */
export function createFile(file: string, content: string): boolean {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeNew(file, content);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw new Stop(Exit.CannotJudge, `cannot write ${file}: ${whyNot(error)}.`);
  }
}

function writeNew(file: string, content: string | Uint8Array): void {
  const descriptor = openSync(file, "wx", 0o666);
  try {
    const bytes = typeof content === "string" ? Buffer.from(content, "utf8") : content;
    for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
