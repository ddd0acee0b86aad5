// What `npm start` runs: installs and builds if need be, then shows Lintel on `examples/parcels`, or on the folder after `--`.

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { ensureInstalled, root } from "./install.mjs";

/** Exit codes of `lintel` that mean it did its work: 0 fine, 1 it has findings to report. */
const ran = [0, 1];

const [argument] = process.argv.slice(2);
// npm starts us in the root; a folder on the command line is meant from where the user stands.
const folder = argument === undefined ? `${root}examples/parcels` : resolve(process.env.INIT_CWD ?? ".", argument);
if (!existsSync(folder)) {
  console.error(`There is no folder ${folder}. Use: npm start -- <folder with design documents>`);
  process.exit(64);
}

ensureInstalled();
build();
for (const command of ["status", "check"]) {
  console.log(`$ lintel ${command}\n`);
  show(command);
}

function build() {
  const { status } = spawnSync(process.execPath, ["tools/build.mjs"], { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exit(status || 1);
}

function show(command) {
  const program = `${root}packages/cli/dist/lintel.js`;
  const { status } = spawnSync(process.execPath, [program, command], { cwd: folder, stdio: "inherit" });
  if (!ran.includes(status)) process.exit(status || 1);
}
