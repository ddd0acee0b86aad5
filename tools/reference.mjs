// Writes what is made from the sources and published: docs/reference/cli.md and the JSON Schema of lintel.yaml.

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { root } from "./install.mjs";

const bundle = `${root}node_modules/.cache/reference-${process.pid}.mjs`;
await build({
  stdin: {
    contents: `
      export { referencePage } from "./program/reference.ts";
      export { configSchema } from "./workspace/config/schema.ts";
      export { VOCABULARY } from "./workspace/workspace.ts";`,
    resolveDir: `${root}packages/cli/src`,
    loader: "ts",
  },
  outfile: bundle,
  bundle: true,
  format: "esm",
  platform: "node",
  conditions: ["@lintel/source"],
  logLevel: "warning",
});
try {
  const { referencePage, configSchema, VOCABULARY } = await import(pathToFileURL(bundle).href);
  mkdirSync(`${root}docs/reference`, { recursive: true });
  writeFileSync(`${root}docs/reference/cli.md`, referencePage());
  writeFileSync(
    `${root}packages/cli/schemas/config.schema.json`,
    `${JSON.stringify(configSchema(VOCABULARY), null, 2)}\n`,
  );
} finally {
  rmSync(bundle, { force: true });
}
