// `npm run score -- [folder] [--misses [kind]] [--values [kind]]`: bundles score.ts with the sources of core and runs it.

import { rm } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const bundle = fileURLToPath(new URL(`../../node_modules/.cache/score-${process.pid}.mjs`, import.meta.url));

await build({
  entryPoints: [fileURLToPath(new URL("score.ts", import.meta.url))],
  outfile: bundle,
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  conditions: ["@lintel/source"],
  logLevel: "warning",
});
try {
  await import(pathToFileURL(bundle).href);
} finally {
  await rm(bundle, { force: true });
}
