import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";

/** Folders in which dependencies lie: they are lent to every state of the sources, for what differs in them is another matter. */
const DEPENDENCIES: ReadonlySet<string> = new Set([
  "node_modules",
  ".venv",
  "venv",
  "vendor",
  ".gradle",
  "bower_components",
]);
/** Packages of a monorepo lie no deeper. */
const MOST_DEPTH = 3;

/** A state of the repository in a folder of its own. */
export interface Checkout {
  readonly folder: string;
  /** Puts a file of another state over it. */
  overlay(path: string, bytes: Uint8Array): void;
  remove(): void;
}

/**
 * Lays a commit out in a temporary folder, with the dependencies of the repository lent to it. The repository itself is not
 * touched: nothing is checked out there, and no work tree is registered.
 */
export function checkOut(root: string, commit: string): Checkout | string {
  const folder = mkdtempSync(join(tmpdir(), "lintel-red-green-"));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const tar = execFileSync("git", ["archive", "--format=tar", "--end-of-options", commit], {
      cwd: root,
      maxBuffer: 1024 * 1024 * 1024,
      stdio: ["ignore", "pipe", "pipe"],
    });
    execFileSync("tar", ["-x", "-f", "-", "-C", folder], { input: tar, stdio: ["pipe", "ignore", "pipe"] });
  } catch (error) {
    remove();
    return `commit ${commit.slice(0, 10)} could not be laid out: ${error instanceof Error ? (error.message.split("\n")[0] ?? "") : "unknown error"}`;
  }
  for (const path of dependenciesOf(root, "", 0)) {
    const target = join(folder, path);
    if (existsSync(target)) continue;
    mkdirSync(dirname(target), { recursive: true });
    symlinkSync(join(root, path), target);
  }
  return {
    folder,
    overlay(path, bytes) {
      const target = join(folder, path);
      // A path of the repository stays in it.
      if (relative(folder, target).startsWith("..")) return;
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, bytes);
    },
    remove,
  };
}

function dependenciesOf(root: string, folder: string, depth: number): readonly string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  return entries.flatMap((entry): readonly string[] => {
    if (!entry.isDirectory() || entry.name === ".git") return [];
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (DEPENDENCIES.has(entry.name)) return [path];
    return depth < MOST_DEPTH ? dependenciesOf(root, path, depth + 1) : [];
  });
}
