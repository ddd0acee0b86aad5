import type { Invocation } from "../program/command.ts";
import { COMMANDS } from "../program/commands.ts";
import { Exit, Stop, type ExitCode } from "../program/exit.ts";
import { helpFor, overview } from "../program/help.ts";
import { suggest } from "../program/suggest.ts";

export function run({ operands, io }: Invocation): ExitCode {
  const [name] = operands;
  if (name === undefined) {
    io.out(overview(io.terminal));
    return Exit.Fine;
  }
  const spec = COMMANDS.find((command) => command.name === name);
  if (spec === undefined) {
    const near = suggest(
      name,
      COMMANDS.map((command) => command.name),
    );
    throw new Stop(Exit.Usage, `there is no command \`${name}\`.${near === null ? "" : ` Did you mean \`${near}\`?`}`);
  }
  io.out(helpFor(spec, io.terminal));
  return Exit.Fine;
}
