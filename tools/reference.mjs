// Writes what is made from the sources and published: the pages of docs/reference and the JSON Schema of lintel.yaml.

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { root } from "./install.mjs";
import { roomsOfRules } from "./rooms-of-rules.mjs";

const bundle = `${root}node_modules/.cache/reference-${process.pid}.mjs`;
await build({
  stdin: {
    contents: `
      export { referencePage } from "./program/reference.ts";
      export { configSchema } from "./workspace/config/schema.ts";
      export { VOCABULARY } from "./workspace/workspace.ts";
      export { EDGE_RULES } from "./analysis/edge-rules.ts";
      export { CLAIM_KINDS, JUDGES, RULES } from "@lintel/core";
      export { claimsPage, rulesPage } from "../../../tools/reference-pages.ts";`,
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
  const made = await import(pathToFileURL(bundle).href);
  const { referencePage, configSchema, VOCABULARY } = made;
  mkdirSync(`${root}docs/reference`, { recursive: true });
  writeFileSync(`${root}docs/reference/cli.md`, referencePage());
  writeFileSync(`${root}docs/reference/rules.md`, made.rulesPage([...made.RULES, ...made.EDGE_RULES], roomsOfRules()));
  writeFileSync(`${root}docs/reference/claims.md`, made.claimsPage(made.CLAIM_KINDS, made.JUDGES));
  writeFileSync(
    `${root}packages/cli/schemas/config.schema.json`,
    `${JSON.stringify(configSchema(VOCABULARY), null, 2)}\n`,
  );
} finally {
  rmSync(bundle, { force: true });
}
