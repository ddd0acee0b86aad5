import { resolve } from "node:path";
import { statSync } from "node:fs";
import { version } from "../version.ts";
import { parseArguments } from "./arguments.ts";
import type { CommandSpec, Invocation, OptionSpec } from "./command.ts";
import { COMMANDS, GLOBAL_OPTIONS } from "./commands.ts";
import { Exit, Stop, type ExitCode } from "./exit.ts";
import { helpFor, overview } from "./help.ts";
import { processIo, type Io } from "./io.ts";
import { suggest } from "./suggest.ts";

/** Runs a command line (the arguments after `lintel`) and says how it ended. */
export async function dispatch(args: readonly string[]): Promise<ExitCode> {
  const io = processIo({
    quiet: args.includes("--quiet") || args.includes("-q"),
    noColour: args.includes("--no-color"),
  });
  try {
    return await route(args, io);
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    io.err(`lintel: ${error.message}\n`);
    return error.code;
  }
}

function route(args: readonly string[], io: Io): ExitCode | Promise<ExitCode> {
  const [first] = args;
  if (first === undefined) {
    io.err(overview(io.terminal));
    return Exit.Usage;
  }
  if (first === "--version" || first === "-V") {
    io.out(`lintel ${version}\n`);
    return Exit.Fine;
  }
  if (first === "--help" || first === "-h") {
    io.out(overview(io.terminal));
    return Exit.Fine;
  }

  // Options of every command may stand in front of it: `lintel --cwd docs check`.
  const at = commandAt(args);
  const name = args[at];
  if (name === undefined) return wrongUsage(`there is no command in \`lintel ${args.join(" ")}\`.`, io);
  const spec = COMMANDS.find((command) => command.name === name);
  if (spec === undefined) return unknownCommand(name, io);
  return start(spec, [...args.slice(0, at), ...args.slice(at + 1)], io);
}

function commandAt(args: readonly string[]): number {
  let at = 0;
  while (at < args.length && (args[at] ?? "").startsWith("-")) {
    const takesNext = GLOBAL_OPTIONS.some(({ name, takes }) => takes === "value" && args[at] === `--${name}`);
    at += takesNext ? 2 : 1;
  }
  return at;
}

async function start(spec: CommandSpec, args: readonly string[], io: Io): Promise<ExitCode> {
  const options: readonly OptionSpec[] = [...spec.options, ...GLOBAL_OPTIONS];
  const parsed = parseArguments(args, spec, options);
  if (parsed.ok && parsed.options.has("help")) {
    io.out(helpFor(spec, io.terminal));
    return Exit.Fine;
  }
  if (!parsed.ok) {
    // `lintel check --help` must help, also where something else on the line is wrong.
    if (args.includes("--help") || args.includes("-h")) {
      io.out(helpFor(spec, io.terminal));
      return Exit.Fine;
    }
    return wrongUsage(parsed.message, io);
  }
  const invocation: Invocation = {
    spec,
    operands: parsed.operands,
    options: parsed.options,
    cwd: workingFolder(parsed.options.get("cwd")),
    io,
  };
  const module = await spec.load();
  return module.run(invocation);
}

function workingFolder(option: unknown): string {
  const folder = resolve(typeof option === "string" ? option : ".");
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new Stop(Exit.Usage, `there is no folder ${folder} (--cwd).`);
  }
  return folder;
}

function unknownCommand(name: string, io: Io): ExitCode {
  const near = suggest(
    name,
    COMMANDS.map((command) => command.name),
  );
  const hint = near === null ? "`lintel help` lists the commands." : `Did you mean \`lintel ${near}\`?`;
  return wrongUsage(`there is no command \`${name}\`. ${hint}`, io);
}

function wrongUsage(message: string, io: Io): ExitCode {
  io.err(`lintel: ${message}\n`);
  return Exit.Usage;
}
