import { lstatSync, realpathSync } from "node:fs";

/**
 * What tells one state of a file from another without reading it: times of its content and of its inode in milliseconds (with
 * fractions down to a quarter of a microsecond), size, inode. Null: there is none.
 */
export type Signature = readonly [mtime: number, ctime: number, size: number, inode: number] | null;

/** File systems that count in whole seconds, or in two (FAT), need a longer look back than those with fractions. */
const COARSE = 2100;
const FINE = 60;

/**
 * Whether a time is so shortly before `started`, when looking began, that a second change could leave the same time behind. Git
 * has the same trouble ("racy git") and the same answer: such a state proves nothing.
 */
export function isRecent(time: number, started: number): boolean {
  return time > started - (time % 1000 === 0 ? COARSE : FINE);
}

/** Whether a signature is too young to tell a state from the next one. */
export function provesNothing(signature: Signature, started: number): boolean {
  return signature !== null && (isRecent(signature[0], started) || isRecent(signature[1], started));
}

/** Signature of a file as it is now. Symbolic links are not followed. */
function signatureOf(path: string): Signature {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  return stat === undefined ? null : [stat.mtimeMs, stat.ctimeMs, stat.size, stat.ino];
}

/**
 * Everything that an answer rests on: files that were read, folders that were listed, paths that were not there. When all of it
 * is as it was, the answer is too, and need not be found again.
 *
 * Whoever reads the world says so here, before reading: a change in between then shows.
 */
export class Trace {
  readonly files = new Map<string, Signature>();
  /** Modification time and inode of folders: they change when a name comes, goes or is renamed. */
  readonly folders = new Map<string, readonly [mtime: number, inode: number] | null>();
  /** When looking began, in milliseconds since 1970: what changed just before proves nothing. */
  readonly started = Date.now();
  /** False once something went in that no signature can stand for (standard input, git's history, a link to nowhere). */
  repeatable = true;

  /** Notes a file that is about to be read. Returns whether it is there. */
  file(path: string): boolean {
    const known = this.files.get(path);
    if (known !== undefined) return known !== null;
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (stat === undefined) {
      this.files.set(path, null);
      return false;
    }
    this.files.set(path, [stat.mtimeMs, stat.ctimeMs, stat.size, stat.ino]);
    // A link stands for what it leads to.
    if (stat.isSymbolicLink()) {
      try {
        const target = realpathSync(path);
        this.files.set(target, signatureOf(target));
      } catch {
        this.repeatable = false;
      }
    }
    return true;
  }

  /** Notes a path that was looked for and was not there. */
  absent(path: string): void {
    this.files.set(path, null);
  }

  /** Notes a folder that is about to be listed. */
  folder(path: string): void {
    if (this.folders.has(path)) return;
    const stat = lstatSync(path, { throwIfNoEntry: false });
    this.folders.set(path, stat === undefined ? null : [stat.mtimeMs, stat.ino]);
  }
}
