// `node bench/parse/run.mjs`: how fast Markdown is parsed, beside the parsers that people know, in MB per CPU second.
//
//   node bench/parse/run.mjs              the corpus `rfcs`, every parser, 3 rounds
//   node bench/parse/run.mjs --corpus k8s another corpus (see ../corpora.mjs), or a folder with Markdown files
//   node bench/parse/run.mjs --rounds 5   more rounds; the median counts
//   node bench/parse/run.mjs --hostile    hostile texts instead: the CPU time of a text twice as long
//
// Each parser runs in a process of its own, in turn (A B C, A B C, …), so that drift of the machine hits all alike.

import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { corpora } from "../corpora.mjs";
import { median } from "../measure.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");
const flag = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`);
  return at === -1 ? fallback : process.argv[at + 1];
};

const scratch = mkdtempSync(join(tmpdir(), "lintel-parse-"));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));
const esbuild = await import(pathToFileURL(join(root, "node_modules/esbuild/lib/main.js")).href);
const bundle = join(scratch, "lintel.mjs");
await esbuild.build({
  stdin: {
    contents: `
      export { parseMarkdown } from "./packages/core/src/markdown/blocks.ts";
      export { inlinesOf } from "./packages/core/src/markdown/inline.ts";
      export { walk } from "./packages/core/src/markdown/tree.ts";
      export { hostile } from "./packages/core/test/markdown/hostile.ts";`,
    resolveDir: root,
    loader: "ts",
  },
  bundle: true,
  format: "esm",
  platform: "node",
  outfile: bundle,
  logLevel: "error",
});

if (process.argv.includes("--hostile")) {
  run("hostile", bundle);
} else {
  const named = flag("corpus", "rfcs");
  const folder = corpora()[named]?.path ?? (existsSync(named) ? named : undefined);
  if (folder === undefined) {
    console.error(`No corpus "${named}": set LINTEL_CORPORA, add --clone, or name a folder with Markdown files.`);
    process.exit(2);
  }
  throughput(folder);
}

function throughput(folder) {
  const names = ["lintel, blocks", "lintel, all", "markdown-it", "commonmark.js", "marked", "micromark"];
  const samples = new Map(names.map((name) => [name, { cold: [], steady: [] }]));
  let bytes = 0;
  for (let round = 0; round < Number(flag("rounds", "3")); round++) {
    for (const name of names) {
      const result = JSON.parse(run("throughput", bundle, name, folder));
      bytes = result.bytes;
      samples.get(name).cold.push(result.cold);
      samples.get(name).steady.push(result.steady);
    }
  }
  const first = samples.get("lintel, all");
  console.log(
    `${(bytes / 1e6).toFixed(1)} MB of Markdown; MB per CPU second (user and system, all threads), medians\n`,
  );
  console.log("parser          first pass   steady   lintel, all is faster by: first pass   steady");
  for (const [name, { cold, steady }] of samples) {
    const ratio = (of) => `${(median(first[of]) / median(of === "cold" ? cold : steady)).toFixed(1)}×`;
    const [firstPass, later] = [cold, steady].map((values) => median(values).toFixed(1));
    console.log(
      `${name.padEnd(16)}${firstPass.padStart(10)}${later.padStart(9)}${ratio("cold").padStart(38)}${ratio("steady").padStart(9)}`,
    );
  }
}

function run(...args) {
  const options =
    args[0] === "hostile"
      ? ["--expose-gc", "--single-threaded", "--min-semi-space-size=256", "--max-semi-space-size=256"]
      : [];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...options, join(here, "one.mjs"), ...args], {
    encoding: "utf8",
  });
  if (status !== 0) {
    console.error(stderr);
    process.exit(1);
  }
  if (args[0] === "hostile") console.log(stdout);
  return stdout;
}
