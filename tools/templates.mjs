// The built-in templates are the Markdown files beside `texts.ts`; this writes them into it as strings, because core reads
// no files. `node tools/templates.mjs` after changing one of them.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../packages/core/src/template/builtin/", import.meta.url));

/** The module that holds the built-in templates. */
export function templatesModule() {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith(".md"))
    .toSorted();
  const entries = names.map((name) => {
    const lines = readFileSync(folder + name, "utf8").split("\n");
    const strings = lines.map((line, i) => `    ${JSON.stringify(i + 1 < lines.length ? `${line}\n` : line)}`);
    if (lines.at(-1) === "") strings.pop();
    return `  ${JSON.stringify(name.replace(/\.md$/, ""))}: [\n${strings.join(",\n")},\n  ].join(""),`;
  });
  return [
    "/** The texts of the built-in templates. Written by `node tools/templates.mjs` from the Markdown files beside it. */",
    "// oxfmt-ignore",
    `export const TEMPLATES = {\n${entries.join("\n")}\n} as const;`,
    "",
  ].join("\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(`${folder}texts.ts`, templatesModule());
