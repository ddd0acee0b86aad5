#!/usr/bin/env node

import { recallRun } from "./cache/run.ts";
import { loadProgram } from "./program/load.ts";
import { write } from "./program/output.ts";
import { version } from "./version.ts";

/**
 * The beginning of every run: small, because Node reads all of it each time. An answer that is kept is given again from here;
 * the program itself is loaded only when there is something to find out.
 */
function main(args: readonly string[]): void {
  if (args.length === 1 && args[0] === "--version") {
    write(1, `lintel ${version}\n`);
    return;
  }
  const kept = recallRun(args);
  if (kept !== null) {
    write(2, kept.err);
    write(1, kept.out);
    process.exitCode = kept.code;
    return;
  }
  void start(args);
}

async function start(args: readonly string[]): Promise<void> {
  const loaded = loadProgram(__dirname, require);
  process.exitCode = await loaded.program.dispatch(args);
  loaded.keepCode();
}

main(process.argv.slice(2));
