import { existsSync, realpathSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { Exit, Stop } from "../program/exit.ts";
import { slashes } from "./disk.ts";
import type { Selected } from "./select.ts";
import { locateDocument, type Workspace } from "./workspace.ts";

/** What a document from standard input is called when nobody says. */
const NAMELESS = "stdin.md";

/** The document that standard input pretends to be; it need not be there, and its folder need not either. */
export function selectStandardInput(workspace: Workspace, name: string | null, cwd: string): Selected {
  if (name === null) return { path: NAMELESS, file: join(workspace.root.folder, NAMELESS), located: null };
  const file = resolve(realpathSync(cwd), name);
  const folder = existsSync(dirname(file)) ? realpathSync(dirname(file)) : dirname(file);
  const real = join(folder, basename(file));
  if (!real.startsWith(workspace.root.folder + sep)) {
    throw new Stop(Exit.Usage, `${name} (--stdin-filename) lies outside of ${workspace.root.folder}.`);
  }
  const path = slashes(relative(workspace.root.folder, real));
  return { path, file: real, located: locateDocument(workspace, path) };
}
