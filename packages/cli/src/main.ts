#!/usr/bin/env node

import { writeSync } from "node:fs";
import { version } from "./version.ts";

const args = process.argv.slice(2);

if (args.length === 1 && args[0] === "--version") {
  writeSync(1, `lintel ${version}\n`);
} else {
  const { dispatch } = await import("./program/dispatch.ts");
  process.exitCode = await dispatch(args);
}
