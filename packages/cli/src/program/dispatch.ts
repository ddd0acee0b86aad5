import { resolve } from "node:path";
import { statSync } from "node:fs";
import type { Trace } from "../cache/trace.ts";
import { version } from "../version.ts";
import { whyNot } from "../workspace/read.ts";
import { printable } from "./text.ts";
import { parseArguments } from "./arguments.ts";
import type { CommandSpec, Invocation, OptionSpec } from "./command.ts";
import { COMMANDS, GLOBAL_OPTIONS } from "./commands.ts";
import { Exit, isStop, Stop, type ExitCode } from "./exit.ts";
import { helpFor, overview } from "./help.ts";
import { processIo, type Io } from "./io.ts";
import { suggest } from "./suggest.ts";

/**
 * Runs a command line (the arguments after `lintel`) and says how it ended. It writes to this process unless `io` is given.
 */
export async function dispatch(args: readonly string[], io: Io = ioFor(args)): Promise<ExitCode> {
  try {
    return await route(args, io);
  } catch (error) {
    if (!isStop(error)) return confess(error, io);
    io.err(`lintel: ${error.message}\n`);
    return error.code;
  }
}

function ioFor(args: readonly string[]): Io {
  return processIo({
    quiet: args.includes("--quiet") || args.includes("-q"),
    noColour: args.includes("--no-color"),
  });
}

/** A mistake of ours: nothing was judged, and whoever reports it needs to know where it happened. */
function confess(error: unknown, io: Io): ExitCode {
  const denied = whatWasDenied(error);
  if (denied !== null) {
    io.err(`lintel: ${denied}\n`);
    return Exit.CannotJudge;
  }
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
  io.err(`lintel: this is a mistake in Lintel ${version} itself, and nothing was judged. Please report it.\n${what}\n`);
  return Exit.CannotJudge;
}

/** What the operating system did not let us do, as a person would say it; null when it is no such error. */
function whatWasDenied(error: unknown): string | null {
  if (!(error instanceof Error) || !("syscall" in error) || !("code" in error)) return null;
  const { syscall, path } = error as NodeJS.ErrnoException;
  if (syscall === "uv_cwd") return "the current folder is no longer there. Change to one that is.";
  if (path !== undefined) return `cannot use ${printable(path)}: ${whyNot(error)}.`;
  return syscall === "write" ? `the report could not be written: ${whyNot(error)}.` : null;
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
  return start(spec, [...args.slice(0, at), ...args.slice(at + 1)], args, io);
}

function commandAt(args: readonly string[]): number {
  let at = 0;
  while (at < args.length && (args[at] ?? "").startsWith("-")) {
    const takesNext = GLOBAL_OPTIONS.some(({ name, takes }) => takes === "value" && args[at] === `--${name}`);
    at += takesNext ? 2 : 1;
  }
  return at;
}

async function start(spec: CommandSpec, args: readonly string[], line: readonly string[], io: Io): Promise<ExitCode> {
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
  let trace: Trace | null = null;
  const said = { out: "", err: "" };
  const listening: Io = {
    ...io,
    out: (text) => {
      said.out += text;
      io.out(text);
    },
    err: (text) => {
      said.err += text;
      io.err(text);
    },
    note: (text) => {
      if (io.talks) said.err += text;
      io.note(text);
    },
  };
  const invocation: Invocation = {
    spec,
    operands: parsed.operands,
    options: parsed.options,
    cwd: workingFolder(parsed.options.get("cwd")),
    io: listening,
    keep: (of) => {
      trace = of;
    },
  };
  const module = await spec.load();
  const code = await module.run(invocation);
  if (trace !== null && code !== Exit.CannotJudge) await keep(line, trace, { code, ...said });
  return code;
}

async function keep(
  line: readonly string[],
  trace: Trace,
  answer: { readonly code: ExitCode; readonly out: string; readonly err: string },
): Promise<void> {
  const { keepRun } = await import("../cache/keep.ts");
  keepRun(line, trace, answer);
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
