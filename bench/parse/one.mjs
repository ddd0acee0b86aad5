// One measurement in a process of its own; started by run.mjs.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [, , what, bundle, name, folder] = process.argv;
const lintel = await import(pathToFileURL(bundle).href);

/** CPU seconds of this process so far, all threads (compiling and collecting garbage included). */
function cpu() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Parses and touches the result, so that nothing can be left out. */
const parsers = {
  "lintel, blocks": async () => (text) => lintel.parseMarkdown(text).lineStarts.length,
  "lintel, all": async () => (text) => {
    const tree = lintel.parseMarkdown(text);
    let nodes = 0;
    lintel.walk(tree.root, (block) => {
      nodes += lintel.inlinesOf(tree, block).length;
    });
    return nodes;
  },
  "markdown-it": async () => {
    const { default: MarkdownIt } = await import("markdown-it");
    const parser = new MarkdownIt({ linkify: false, html: true });
    return (text) => parser.parse(text, {}).length;
  },
  "commonmark.js": async () => {
    const { Parser } = await import("commonmark");
    const parser = new Parser();
    return (text) => Number(parser.parse(text).firstChild !== null);
  },
  marked: async () => {
    const { lexer } = await import("marked");
    return (text) => lexer(text).length;
  },
  micromark: async () => {
    const { parse, postprocess, preprocess } = await import("micromark");
    const { gfm } = await import("micromark-extension-gfm");
    return (text) =>
      postprocess(
        parse({ extensions: [gfm()] })
          .document()
          .write(preprocess()(text, undefined, true)),
      ).length;
  },
};

if (what === "hostile") hostile();
else await throughput();

/** The first pass over all files, then passes for three CPU seconds after two to warm up; a slow parser is stopped earlier. */
async function throughput() {
  const parse = await parsers[name]();
  const texts = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".md"))
    .toSorted()
    .map((path) => readFileSync(join(folder, path), "utf8"));
  const sizes = texts.map((text) => Buffer.byteLength(text));
  let touched = 0;

  /** Parses text after text, at most `passes` times all of them, until `seconds` are spent; MB per CPU second. */
  function measure(passes, seconds) {
    const began = cpu();
    let bytes = 0;
    for (let pass = 0; pass < passes; pass++) {
      for (let i = 0; i < texts.length; i++) {
        touched += parse(texts[i]);
        bytes += sizes[i];
        if (i % 16 === 0 && cpu() - began > seconds) return bytes / 1e6 / (cpu() - began);
      }
    }
    return bytes / 1e6 / (cpu() - began);
  }

  const cold = measure(1, 6);
  measure(Infinity, 2);
  const steady = measure(Infinity, 3);
  if (touched === 0) throw new Error("nothing was parsed");
  console.log(JSON.stringify({ bytes: sizes.reduce((sum, size) => sum + size, 0), cold, steady }));
}

/**
 * For each hostile text: CPU time of the smaller of two sizes, and how much more the other takes, which is twice as long. Both
 * are short enough that no leaf is skipped as too long. The best of nine batches each, in turn. The process is started with one
 * thread and a large young generation: otherwise the collector's work, which is not ours to bound, is most of what is seen.
 */
function hostile() {
  const size = 90_000;
  const parse = (text) => {
    const tree = lintel.parseMarkdown(text);
    lintel.walk(tree.root, (block) => {
      lintel.inlinesOf(tree, block);
    });
  };
  const time = (text, times) => {
    globalThis.gc();
    const began = cpu();
    for (let i = 0; i < times; i++) parse(text);
    return (cpu() - began) / times;
  };
  const rows = Object.entries(lintel.hostile).map(([title, make]) => {
    const [short, long] = [make(size), make(size * 2)];
    let times = 1;
    while (time(short, times) * times < 0.03) times *= 2;
    let [once, twice] = [Infinity, Infinity];
    for (let batch = 0; batch < 9; batch++) {
      once = Math.min(once, time(short, times));
      twice = Math.min(twice, time(long, Math.ceil(times / 2)));
    }
    return { title, perMb: (once * 1e9) / short.length, ratio: (twice / once / long.length) * short.length * 2 };
  });
  console.log("ratio   ms/MB  text");
  for (const { title, perMb, ratio } of rows.toSorted((a, b) => b.ratio - a.ratio)) {
    console.log(`${ratio.toFixed(2).padStart(5)}${perMb.toFixed(0).padStart(8)}  ${title}`);
  }
}
