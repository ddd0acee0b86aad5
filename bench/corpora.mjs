// The documents that the benchmark reads. They are other people's, so they are not in this repository: name a folder that
// holds them with LINTEL_CORPORA, or let `--clone` fetch them from their public repositories.

import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const SOURCES = {
  k8s: ["https://github.com/kubernetes/enhancements.git"],
  rfcs: ["https://github.com/rust-lang/rfcs.git"],
  designs: ["https://github.com/adamwdraper/directive.git", "https://github.com/adamwdraper/slide.git"],
};

/** The corpora by name; only those that are there. `joined` is all of them in one folder. */
export function corpora() {
  const root = process.env.LINTEL_CORPORA ?? join(tmpdir(), "lintel-corpora");
  if (process.argv.includes("--clone")) clone(root);
  const found = {};
  for (const name of [...Object.keys(SOURCES), "joined"]) {
    const path = join(root, name);
    if (existsSync(path)) found[name] = { path, ...sizeOf(path) };
  }
  return found;
}

function clone(root) {
  for (const [name, urls] of Object.entries(SOURCES)) {
    for (const url of urls) {
      const path = urls.length > 1 ? join(root, name, url.split("/").at(-1).replace(".git", "")) : join(root, name);
      if (existsSync(path)) continue;
      mkdirSync(join(path, ".."), { recursive: true });
      execFileSync("git", ["clone", "--quiet", "--depth", "1", url, path], { stdio: "inherit" });
    }
  }
  const joined = join(root, "joined");
  if (existsSync(joined)) return;
  for (const name of Object.keys(SOURCES)) cpSync(join(root, name), join(joined, name), { recursive: true });
  for (const git of readdirSync(joined, { recursive: true }).filter((path) => /(^|\/)\.git$/.test(path))) {
    rmSync(join(joined, git), { recursive: true, force: true });
  }
}

/** Number and size of the Markdown files below a folder. */
function sizeOf(path) {
  let files = 0;
  let bytes = 0;
  for (const entry of readdirSync(path, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith(".md")) continue;
    files++;
    bytes += statSync(join(entry.parentPath ?? entry.path, entry.name)).size;
  }
  return { files, bytes };
}
