import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, isAbsolute, join, resolve } from "node:path";
import type { Trace } from "../cache/trace.ts";

/** The name of the configuration. There is no other: one place to look at. */
export const CONFIG_NAME = "lintel.yaml";

/** Where a run takes place. */
export interface Root {
  /** Absolute folder that paths in reports and in the configuration start from. */
  readonly folder: string;
  /** Absolute path of lintel.yaml, or null without one. */
  readonly configFile: string | null;
  readonly repository: Repository | null;
}

/** A git repository, as far as its files tell. */
export interface Repository {
  /** Folder of the work tree. */
  readonly workTree: string;
  /** `.git`, or the folder that a `.git` file points to. */
  readonly gitDir: string;
  /** Where what all work trees share lies: `info/exclude`, objects. */
  readonly commonDir: string;
}

/**
 * The root for a folder: that of the nearest lintel.yaml at or above it, up to the work tree of its git repository; without one
 * the work tree; outside of a repository the folder itself.
 */
export function findRoot(start: string, trace: Trace): Root {
  const from = realpathSync(start);
  let configFile: string | null = null;
  for (let folder = from; ; folder = dirname(folder)) {
    const config = join(folder, CONFIG_NAME);
    if (configFile === null && trace.file(config)) configFile = config;
    if (existsSync(join(folder, ".git"))) {
      const repository = readRepository(folder);
      if (repository !== null) {
        return { folder: configFile === null ? folder : dirname(configFile), configFile, repository };
      }
    } else trace.absent(join(folder, ".git"));
    if (folder === dirname(folder)) break;
  }
  return { folder: configFile === null ? from : dirname(configFile), configFile, repository: null };
}

/** The repository whose work tree has `.git` in `folder`; null when that is not one (an empty file, a dead pointer). */
function readRepository(folder: string): Repository | null {
  const dot = join(folder, ".git");
  const gitDir = statSync(dot, { throwIfNoEntry: false })?.isDirectory() === true ? dot : pointerIn(dot, folder);
  if (gitDir === null || !existsSync(join(gitDir, "HEAD"))) return null;
  const common = join(gitDir, "commondir");
  const commonDir = existsSync(common) ? resolve(gitDir, readFileSync(common, "utf8").trim()) : gitDir;
  return { workTree: folder, gitDir, commonDir };
}

/** Work trees and submodules have a file `.git` that says `gitdir: <path>`. */
function pointerIn(file: string, folder: string): string | null {
  try {
    const target = /^gitdir:\s*(.+)$/m.exec(readFileSync(file, "utf8").slice(0, 4096))?.[1]?.trim();
    if (target === undefined) return null;
    const path = isAbsolute(target) ? target : resolve(folder, target);
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}
