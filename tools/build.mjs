// Builds the packages: `node tools/build.mjs [core] [cli] [--watch]`. Without a name it builds what runs here, the cli.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, copyFileSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { ensureInstalled, root } from "./install.mjs";
import { withShortClasses } from "./letters.mjs";

// After a pull there may be packages to bundle that are not there yet.
ensureInstalled();

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
  for (const path of readdirSync(`${folder}/dist`, { recursive: true, encoding: "utf8" })) {
    if (!path.endsWith(".js")) continue;
    const file = `${folder}/dist/${path}`;
    writeFileSync(file, withShortClasses(readFileSync(file, "utf8"), file));
  }
}

/**
 * One program with core inside, in eight files, all CommonJS: Node starts that a tenth faster than modules. Each loads the next
 * only when it is needed, and each holds what it needs, so that a run reads two files and not twenty.
 *
 *     lintel.js        the beginning, and answers that are kept
 *     program.js       check, claims, status; what V8 makes of it is kept in the user's cache
 *     configuration.js reading lintel.yaml
 *     verify.js        verify, with everything that reads evidence
 *     trace.js         trace, with everything that reads tests
 *     postgres.js      PostgreSQL's own parser, beside libpg-query.wasm
 *     database.js      the driver of PostgreSQL
 *     prisma.js        Prisma's own parser, beside prisma_schema_build_bg.wasm
 *     others.js        all other commands
 */
async function buildCli({ watch }) {
  const { build, context } = await import("esbuild");
  const folder = `${root}packages/cli`;
  rmSync(`${folder}/dist`, { recursive: true, force: true });
  const common = {
    absWorkingDir: folder,
    outdir: "dist",
    bundle: true,
    format: "cjs",
    platform: "node",
    target: "node20.19",
    conditions: ["@lintel/source"],
    define: { LINTEL_BUILD: JSON.stringify(buildName()) },
    // `import()` becomes `require()`: the loader of modules is not started for a file of our own.
    supported: { "dynamic-import": false },
    legalComments: "none",
    // Half the size is a good part of the start-up time: Node parses what it loads.
    minify: true,
    logLevel: watch ? "info" : "warning",
  };
  const files = [
    { ...common, entryPoints: { lintel: "src/main.ts" } },
    { ...common, entryPoints: { program: "src/program/dispatch.ts" }, plugins: [apart, sources({ examples: false })] },
    { ...common, entryPoints: { configuration: "src/workspace/config/load.ts" }, plugins: [sources()] },
    { ...common, entryPoints: { verify: "src/commands/verify.ts" }, plugins: [apart, sources({ examples: false })] },
    { ...common, entryPoints: { trace: "src/commands/trace.ts" }, plugins: [apart, sources({ examples: false })] },
    { ...common, entryPoints: { postgres: "../evidence/src/schema/grammar.ts" }, plugins: [sources()] },
    { ...common, entryPoints: { prisma: "../evidence/src/schema/prisma-parser.ts" }, plugins: [sources()] },
    {
      ...common,
      entryPoints: { database: "../evidence/src/schema/database.ts" },
      plugins: [sources()],
      // Drivers for other surroundings, which pg asks for when it is told to.
      external: ["pg-native", "cloudflare:sockets"],
    },
    { ...common, entryPoints: { others: "src/commands/others.ts" }, plugins: [apart, sources()] },
  ];
  if (watch) {
    await Promise.all(files.map(async (options) => (await context(options)).watch()));
    return;
  }
  const results = await Promise.all(files.map((options) => build({ ...options, metafile: true })));
  writeLicences(packagesIn(results), `${folder}/dist`);
  copyFileSync(`${root}node_modules/libpg-query/wasm/libpg-query.wasm`, `${folder}/dist/libpg-query.wasm`);
  const prisma = `${root}node_modules/@prisma/prisma-schema-wasm`;
  copyFileSync(`${prisma}/src/prisma_schema_build_bg.wasm`, `${folder}/dist/prisma_schema_build_bg.wasm`);
  writeFileSync(`${folder}/dist/package.json`, '{ "type": "commonjs" }\n');
  chmodSync(`${folder}/dist/lintel.js`, 0o755);
}

/** Names of the packages that esbuild took something of. */
function packagesIn(results) {
  const inputs = results.flatMap(({ metafile }) => Object.keys(metafile.inputs));
  const names = inputs.flatMap((input) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1] ?? []);
  return [...new Set(names)];
}

/** What is bundled keeps its licence: a text for each package. */
function writeLicences(packages, folder) {
  for (const name of packages) {
    const text = WITHOUT_TEXT[name] ?? licenceIn(`${root}node_modules/${name}`);
    if (text === null) throw new Error(`${name} is bundled, and no text of its licence was found`);
    writeFileSync(`${folder}/${name.replace("@", "").replace("/", "-")}.LICENSE.txt`, text);
  }
}

function licenceIn(folder) {
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  return file === undefined ? null : readFileSync(`${folder}/${file}`, "utf8");
}

/** Packages that name their licence in package.json and bring no text of it. */
const WITHOUT_TEXT = {
  saxes: isc("Louis-Dominique Dubeau and the contributors to sax and saxes"),
  "pg-types": mit("Brian M. Carlson"),
  pgpass: mit("Hannes Hörl"),
  // Apache-2.0, of which another package has the text.
  "@prisma/prisma-schema-wasm": licenceIn(`${root}node_modules/@electric-sql/pglite`),
};

function isc(holders) {
  return `Copyright (c) ${holders}

Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted,
provided that the above copyright notice and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED
WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT, OR
CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT,
NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.
`;
}

function mit(holders) {
  return `Copyright (c) ${holders}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files
(the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify,
merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES
OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE
LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN
CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
`;
}

/** Modules that are a file of their own, by the ends of their paths. */
const FILES = {
  "/config/load.ts": "./configuration.js",
  "/commands/others.ts": "./others.js",
  "/commands/trace.ts": "./trace.js",
  "/commands/verify.ts": "./verify.js",
  "/grammar.ts": "./postgres.js",
  "/prisma-parser.ts": "./prisma.js",
  "/database.ts": "./database.js",
};

const apart = {
  name: "apart",
  setup(build) {
    build.onResolve({ filter: /\.ts$/ }, ({ path, kind }) => {
      const file = Object.entries(FILES).find(([end]) => path.endsWith(end))?.[1];
      return kind === "dynamic-import" && file !== undefined ? { path: file, external: true } : undefined;
    });
  },
};

/** What the program is made of: our sources, with patterns that compile quickly, and without what only `explain` shows. */
const sources = (options = { examples: true }) => ({
  name: "sources",
  setup(build) {
    build.onLoad({ filter: /packages[\\/]\w+[\\/]src[\\/].*\.ts$/ }, ({ path }) => {
      const code = withShortClasses(readFileSync(path, "utf8"), path);
      return { contents: options.examples ? code : withoutExamples(code, path), loader: "ts" };
    });
  },
});

/** The examples of rules and claims are half of core. The formatter puts them where this looks. */
function withoutExamples(code, path) {
  if (!/core[\\/]src[\\/](?:rules|claims)[\\/]/.test(path)) return code;
  return code.replace(/^ {2}(bad|good|examples): \[(?:.*\]|\n[\s\S]*?^ {2}\]),$/gm, "  $1: [],");
}

/** Version and a hash of all sources: what one build has cached, another does not believe. */
function buildName() {
  const { version } = JSON.parse(readFileSync(`${root}packages/cli/package.json`, "utf8"));
  const hash = createHash("sha256");
  for (const name of ["core", "evidence", "cli"]) {
    const folder = `${root}packages/${name}/src`;
    for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" }).toSorted()) {
      if (/\.(?:ts|md|json)$/.test(path)) hash.update(path).update(readFileSync(`${folder}/${path}`));
    }
  }
  return `${version}-${hash.digest("hex").slice(0, 16)}`;
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
