// Type-checks each part of the repository in its own surroundings, all at once.

import { spawn } from "node:child_process";
import { root } from "./install.mjs";

const projects = ["packages/core", "packages/evidence", "packages/cli", "."];

const codes = await Promise.all(
  projects.map(
    (project) =>
      new Promise((resolve) => {
        const tsc = spawn(process.execPath, ["node_modules/typescript/bin/tsc", "-p", project, "--pretty", "false"], {
          cwd: root,
          stdio: "inherit",
        });
        tsc.on("close", resolve);
      }),
  ),
);
process.exitCode = codes.every((code) => code === 0) ? 0 : 1;
