import { valueOf, type Invocation } from "../program/command.ts";
import { Exit, type ExitCode } from "../program/exit.ts";
import { version } from "../version.ts";
import { runGit } from "../workspace/git.ts";

export function run(invocation: Invocation): ExitCode {
  const git = runGit(invocation.cwd, ["--version"]);
  const versions = {
    lintel: version,
    node: process.versions.node,
    git: git.ok ? git.out.trim().replace(/^git version /, "") : null,
    platform: `${process.platform}-${process.arch}`,
  };
  if (valueOf(invocation, "format") === "json") invocation.io.out(`${JSON.stringify(versions, null, 2)}\n`);
  else {
    const lines = Object.entries(versions).map(([name, value]) => `${name} ${value ?? "not found"}\n`);
    invocation.io.out(lines.join(""));
  }
  return Exit.Fine;
}
