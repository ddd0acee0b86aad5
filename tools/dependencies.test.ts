// Every package that is not ours has its line in docs/dependencies.md, with its version.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const page = readFileSync(`${root}docs/dependencies.md`, "utf8");

test.each(["", "packages/core/", "packages/evidence/", "packages/cli/"])(
  "every dependency of '%s' has its line, with its version",
  (folder) => {
    const { dependencies, devDependencies, peerDependencies } = JSON.parse(
      readFileSync(`${root}${folder}package.json`, "utf8"),
    ) as Readonly<Record<string, Readonly<Record<string, string>> | undefined>>;
    const named = Object.entries({ ...peerDependencies, ...dependencies, ...devDependencies });
    const missing = named
      .filter(([name]) => !name.startsWith("@lintel/"))
      // A commit makes the version of one of them longer than a line wants to be.
      .map(([name, version]) => `${name} ${version.replace(/^\^/, "").replace(/(\.[0-9a-f]{7})[0-9a-f]{33}$/, "$1")}`)
      .filter((line) => !page.includes(line));
    expect(missing).toEqual([]);
  },
);
