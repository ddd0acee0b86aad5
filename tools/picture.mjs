// Pictures of real terminal output for the documentation, as SVG: `node tools/picture.mjs` draws those of the list below from
// the program as it is now; `node tools/picture.mjs FILE.svg COLUMNS lintel <arguments…>` draws another one. Same output, same
// bytes.

import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./install.mjs";

/** What the documentation shows. Commands run in the example repository. */
const PICTURES = [
  {
    file: "docs/images/check.svg",
    columns: 84,
    folder: "examples/parcels",
    command: "lintel check directive/specs/20261005-address-book/tdr.md --limit 5",
  },
  {
    file: "docs/images/verify.svg",
    columns: 84,
    folder: "examples/lockers",
    command: "lintel verify directive --kind code-path,payload,endpoint,table,feature-flag",
  },
];

const FONT = 14;
/** Every monospaced font that people have is about this wide; `textLength` makes the columns stand in line with all of them. */
const CELL = 8.4;
const LINE = 20;
const MARGIN = 20;
const BAR = 36;

/** Class of a colour by its SGR number, as the style sheet below names it. */
const COLOURS = { 31: "r", 32: "g", 33: "y", 34: "b", 36: "c" };

const STYLE = [
  `text{font:${FONT}px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono","Liberation Mono",monospace;fill:#d7dbe2;white-space:pre}`,
  ".r{fill:#ff8078}.g{fill:#7bdc8a}.y{fill:#e8b84a}.b{fill:#7db9ff}.c{fill:#5fd3d3}",
  ".s{font-weight:600}.d{fill-opacity:.62}.u{text-decoration:underline}",
].join("");

/**
 * Terminal output as an SVG of a dark window.
 *
 * @param output text with SGR colours; other escapes are left out
 * @param columnsOf columns that a text takes
 */
export function draw(output, columns, title, columnsOf) {
  const lines = output.trimEnd().split("\n").map(readLine);
  const width = Math.ceil(columns * CELL + 2 * MARGIN);
  const height = BAR + lines.length * LINE + MARGIN;
  const texts = lines.flatMap((runs, i) => {
    let column = 0;
    const spans = runs.flatMap(({ text, classes }) => {
      const lead = text.length - text.trimStart().length;
      const words = text.trim();
      const x = MARGIN + (column + lead) * CELL;
      column += columnsOf(text);
      return words === "" ? [] : [span(words, x, columnsOf(words) * CELL, classes)];
    });
    return spans.length === 0 ? [] : [`<text y="${BAR + i * LINE + FONT}">${spans.join("")}</text>`];
  });
  const dots = [0, 1, 2].map((i) => `<circle cx="${MARGIN + 4 + i * 18}" cy="18" r="5.5"/>`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escape(title)}</title>`,
    `<style>${STYLE}</style>`,
    `<rect width="${width}" height="${height}" rx="10" fill="#181b21"/>`,
    `<g fill="#434a57">${dots.join("")}</g>`,
    ...texts,
    "</svg>",
    "",
  ].join("\n");
}

/** A line as runs of one look. */
function readLine(line) {
  const runs = [];
  let colour = "";
  const looks = new Set();
  // oxlint-disable-next-line eslint/no-control-regex -- escapes are what it reads
  for (const part of line.split(/(\u001b\[[0-9;]*m|\u001b\]8;[^\u001b\u0007]*(?:\u001b\\|\u0007))/)) {
    // oxlint-disable-next-line eslint/no-control-regex -- as above
    const numbers = /^\u001b\[([0-9;]*)m$/.exec(part)?.[1];
    if (numbers === undefined) {
      if (part === "" || part.startsWith("\u001b")) continue;
      const classes = [colour, ...looks].filter((name) => name !== "").join(" ");
      const last = runs.at(-1);
      if (last !== undefined && last.classes === classes) last.text += part;
      else runs.push({ text: part, classes });
      continue;
    }
    for (const number of numbers.split(";").map(Number)) {
      if (number === 0 || number === 39) colour = "";
      if (number === 0) looks.clear();
      if (number === 1) looks.add("s");
      if (number === 2) looks.add("d");
      if (number === 4) looks.add("u");
      if (number === 22) ["s", "d"].forEach((look) => looks.delete(look));
      if (number === 24) looks.delete("u");
      colour = COLOURS[number] ?? colour;
    }
  }
  return runs;
}

function span(text, x, length, classes) {
  const look = classes === "" ? "" : ` class="${classes}"`;
  // A run of one character has no distances between characters to fit.
  const fit = text.length < 2 ? "" : ` textLength="${round(length)}" lengthAdjust="spacingAndGlyphs"`;
  return `<tspan x="${round(x)}"${look}${fit}>${escape(text)}</tspan>`;
}

function round(number) {
  return String(Math.round(number * 10) / 10);
}

function escape(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** Standard output of the built program, in colour, behind the line that was typed. */
function run(command, columns, folder) {
  const program = `${root}packages/cli/dist/lintel.js`;
  const env = { ...process.env, FORCE_COLOR: "1", COLUMNS: String(columns), NO_COLOR: "" };
  const args = command.split(" ").slice(1);
  const { stdout, stderr, error } = spawnSync(process.execPath, [program, ...args], {
    cwd: resolve(root, folder),
    env,
    encoding: "utf8",
  });
  if (error !== undefined || stdout === "") throw new Error(`\`${command}\` wrote nothing. ${stderr}`);
  return `\u001b[32m$\u001b[39m \u001b[1m${command}\u001b[22m\n\n${stdout}`;
}

/** `columnsOf` of the program, so that the picture counts columns as the program does. */
async function programColumns() {
  const { transform } = await import("esbuild");
  const source = readFileSync(`${root}packages/cli/src/program/text.ts`, "utf8");
  const { code } = await transform(source, { loader: "ts" });
  const { columnsOf } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  return columnsOf;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [file, columns, ...words] = process.argv.slice(2);
  const pictures =
    file === undefined
      ? PICTURES
      : [{ file, columns: Number(columns), folder: process.cwd(), command: words.join(" ") }];
  if (pictures.some((picture) => !(picture.columns >= 30) || !picture.command.startsWith("lintel "))) {
    console.error("Expected: node tools/picture.mjs FILE.svg COLUMNS lintel <arguments…>, with 30 columns or more.");
    process.exit(64);
  }
  const columnsOf = await programColumns();
  for (const picture of pictures) {
    const output = run(picture.command, picture.columns, picture.folder);
    const target = resolve(root, picture.file);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, draw(output, picture.columns, `Output of ${picture.command}`, columnsOf));
    console.log(`${picture.file}: ${output.trimEnd().split("\n").length} lines`);
  }
}
