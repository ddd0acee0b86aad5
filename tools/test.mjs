// What `npm test` runs: everything that must hold before a change goes in. It stops at the first step that fails.

import { spawnSync } from "node:child_process";
import { performance } from "node:perf_hooks";
import { ensureInstalled, root } from "./install.mjs";

/** Each step is a name and the arguments of one Node process, started in the repository's root. */
const steps = [
  ["format", "node_modules/oxfmt/bin/oxfmt", "--check"],
  ["lint", "node_modules/oxlint/bin/oxlint", "--type-aware", "--deny-warnings"],
  ["types", "tools/typecheck.mjs"],
  ["unused", "node_modules/knip/bin/knip.js", "--no-progress"],
  ["build", "tools/build.mjs"],
  ["unit tests", "node_modules/vitest/vitest.mjs", "run"],
  // We live in it: the project's own designs, checked and verified by what was just built.
  ["own designs", "packages/cli/dist/lintel.js", "check", "design", "--fail-on", "warning"],
  ["own claims", "packages/cli/dist/lintel.js", "verify", "design"],
];

ensureInstalled();
for (const [name, ...args] of steps) {
  const began = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
  });
  const seconds = ((performance.now() - began) / 1000).toFixed(1).padStart(6);
  console.log(`${status === 0 ? "ok    " : "FAILED"} ${name.padEnd(12)}${seconds} s`);
  if (status !== 0) {
    process.stdout.write(stdout ?? "");
    process.stderr.write(stderr ?? "");
    process.exit(1);
  }
}
