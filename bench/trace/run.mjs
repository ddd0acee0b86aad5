// `node bench/trace/run.mjs [--rounds 3] [--sizes 1000,10000,50000]`: what it costs to trace so many criteria to tests and results.

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { median, peakMemory, run } from "../measure.mjs";
import { makeTraced } from "./generate.mjs";

const lintel = join(dirname(fileURLToPath(import.meta.url)), "../../packages/cli/dist/lintel.js");
const flag = (name, fallback) => {
  const at = process.argv.indexOf(`--${name}`);
  return at === -1 ? fallback : process.argv[at + 1];
};
if (!existsSync(lintel)) {
  console.error("The program is not built: run `npm run build` first.");
  process.exit(1);
}

/** CPU seconds and MiB that are aimed at, and what OpenFastTrace 4.6 took for as many items of its own kind (`trace`, default heap). */
const TARGETS = {
  1000: { cpu: 0.6, memory: 100, oft: "1.07 s, 74 MiB" },
  10000: { cpu: 1.5, memory: 150, oft: "3.04 s, 331 MiB" },
  50000: { cpu: 4.5, memory: 300, oft: "8.81 s, 1048 MiB" },
};

const scratch = mkdtempSync(join(tmpdir(), "lintel-trace-"));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));
const rounds = Number(flag("rounds", "3"));
const env = { XDG_CACHE_HOME: join(scratch, "cache") };
console.log("| criteria | CPU s | aim | MiB | aim | OpenFastTrace |\n| ---: | ---: | ---: | ---: | ---: | --- |");
for (const size of flag("sizes", "1000,10000,50000").split(",")) {
  const folder = join(scratch, size);
  makeTraced(folder, Number(size));
  const command = [process.execPath, lintel, "trace", "-e", "tests=reports/*.xml", "--format", "json"];
  const options = { cwd: folder, env };
  const output = execFileSync(command[0], command.slice(1), {
    cwd: folder,
    env: { ...process.env, ...env },
    maxBuffer: 2 ** 30,
  });
  const { summary } = JSON.parse(output.toString());
  // What is fast and finds nothing is worth nothing.
  if (summary.criteria !== Number(size) || summary.found !== Number(size) || summary.byRung.executed !== Number(size)) {
    throw new Error(`not every criterion was traced: ${JSON.stringify(summary)}`);
  }
  const cpu = median(Array.from({ length: rounds }, () => run(command, options).cpu));
  const memory = await peakMemory(command, options);
  const { cpu: aim, memory: most, oft } = TARGETS[size] ?? { cpu: Number.NaN, memory: Number.NaN, oft: "" };
  console.log(`| ${size} | ${cpu.toFixed(2)} | ${aim} | ${memory.toFixed(0)} | ${most} | ${oft} |`);
}
