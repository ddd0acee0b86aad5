// Builds the packages: `node tools/build.mjs [core] [cli] [--watch]`. Without a name it builds what runs here, the cli.

import { spawnSync } from "node:child_process";
import { chmodSync, rmSync } from "node:fs";
import { root } from "./install.mjs";

const builds = { core: buildCore, cli: buildCli };

/** A plain translation, module by module, with declarations: whoever uses the library bundles it themselves. */
async function buildCore() {
  const folder = `${root}packages/core`;
  rmSync(`${folder}/dist`, { recursive: true, force: true });
  const { status } = spawnSync(
    process.execPath,
    [`${root}node_modules/typescript/bin/tsc`, "-p", folder, "--noEmit", "false"],
    { stdio: "inherit" },
  );
  if (status !== 0) throw new Error("@lintel/core did not compile");
}

/** One program, `dist/lintel.js`, with core inside; a lazily imported command becomes a file in `dist/chunks/`. */
async function buildCli({ watch }) {
  const { build, context } = await import("esbuild");
  const folder = `${root}packages/cli`;
  rmSync(`${folder}/dist`, { recursive: true, force: true });
  const options = {
    absWorkingDir: folder,
    entryPoints: { lintel: "src/main.ts" },
    outdir: "dist",
    chunkNames: "chunks/[name]-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    conditions: ["@lintel/source"],
    legalComments: "linked",
    // Half the size is a good part of the start-up time: Node parses what it loads.
    minify: true,
    logLevel: "warning",
  };
  if (watch) return (await context({ ...options, logLevel: "info" })).watch();
  await build(options);
  chmodSync(`${folder}/dist/lintel.js`, 0o755);
}

const args = process.argv.slice(2);
const watch = args.includes("--watch");
const names = args.filter((arg) => arg !== "--watch");

for (const name of names.length > 0 ? names : ["cli"]) {
  if (!Object.hasOwn(builds, name)) {
    console.error(`There is no package \`${name}\` to build; there are: ${Object.keys(builds).join(", ")}.`);
    process.exit(64);
  }
  await builds[name]({ watch });
}
