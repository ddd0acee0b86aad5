#!/usr/bin/env node

import { version } from "./version.ts";

const usage = "usage: lintel <command> [paths…]";

/** Runs `lintel` with the arguments after its name and says how it ended: 0 fine, 64 wrong usage. */
function main(args: readonly string[]): number {
  const [command] = args;
  switch (command) {
    case "--version":
      process.stdout.write(`lintel ${version}\n`);
      return 0;
    case "status":
    case "check":
      process.stderr.write(`lintel ${command}: not written yet\n`);
      return 0;
    case undefined:
      process.stderr.write(`${usage}\n`);
      return 64;
    default:
      process.stderr.write(`lintel: there is no command \`${command}\`\n${usage}\n`);
      return 64;
  }
}

process.exitCode = main(process.argv.slice(2));
