// Makes sure that what package-lock.json names is installed. Node's own modules only: this runs on a fresh clone.

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

/** Runs `npm ci` in the repository, unless node_modules already holds what the lock file says. Exits if that fails. */
export function ensureInstalled() {
  if (isInstalled()) return;
  console.error("Installing what package-lock.json names (npm ci) …");
  // On Windows npm is a .cmd file, which only a shell can start.
  const { status, error } = spawnSync("npm", ["ci"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (status === 0) return;
  console.error(error ? `npm could not be started: ${error.message}` : "npm ci failed; see above.");
  process.exit(2);
}

/** npm writes node_modules/.package-lock.json when an install is complete: the two must name the same packages. */
function isInstalled() {
  const installed = packagesOf("node_modules/.package-lock.json");
  if (installed === undefined) return false;
  return Object.entries(packagesOf("package-lock.json") ?? {}).every(([path, wanted]) => {
    if (!path.includes("node_modules/")) return true; // the repository itself and its workspaces
    const found = installed[path];
    if (found === undefined) return wanted.optional === true; // made for another platform
    return found.version === wanted.version && found.integrity === wanted.integrity && found.link === wanted.link;
  });
}

function packagesOf(lockFile) {
  const path = root + lockFile;
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")).packages : undefined;
}
