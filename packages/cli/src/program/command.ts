import type { Trace } from "../cache/trace.ts";
import type { ExitCode } from "./exit.ts";
import type { Io } from "./io.ts";

/** One option of a command, as help, completions and the reference show it. */
export interface OptionSpec {
  /** Long name without dashes: `fail-on`. */
  readonly name: string;
  /** One letter. */
  readonly short?: string;
  /**
   * `flag` stands alone; `value` needs one; `values` may be given several times; `optional` stands alone or takes a value
   * (`--changed`, `--changed=main`, and `--changed main` unless `main` is a file or folder here).
   */
  readonly takes: "flag" | "value" | "values" | "optional";
  /** What stands for the value in help: `FILE`. */
  readonly placeholder?: string;
  readonly choices?: readonly string[];
  readonly summary: string;
}

/** A line that works when it is pasted, and what it does. */
export interface Example {
  readonly line: string;
  readonly does: string;
}

/** One command as data: help, "did you mean", completions and the reference are made from it. */
export interface CommandSpec {
  readonly name: string;
  /** One line, as an order: "Find what is missing or wrong in documents". */
  readonly summary: string;
  /** What stands behind the name: `[paths…]`. */
  readonly operands: string;
  /** How many of them there may be. */
  readonly operandCount: readonly [least: number, most: number];
  /** What an operand is, for completions. */
  readonly completes: "paths" | "kinds" | "explainable" | "shells" | "commands" | "nothing";
  readonly options: readonly OptionSpec[];
  readonly examples: readonly Example[];
  /** More to know, in short paragraphs. */
  readonly notes?: readonly string[];
  load(): Promise<CommandModule>;
}

/** What the module of a command offers. It is imported when the command runs. */
export interface CommandModule {
  run(invocation: Invocation): Promise<ExitCode> | ExitCode;
}

export type OptionValue = string | true | readonly string[];

/** A command line that was understood. */
export interface Invocation {
  readonly spec: CommandSpec;
  readonly operands: readonly string[];
  readonly options: ReadonlyMap<string, OptionValue>;
  /** Absolute folder that paths on the command line start from. */
  readonly cwd: string;
  readonly io: Io;
  /** Says that the answer rests on what a trace holds, and on nothing else: it may be kept. */
  keep(trace: Trace): void;
}

/** Whether a flag was given. */
export function flag(invocation: Invocation, name: string): boolean {
  return invocation.options.has(name);
}

/** The value of an option, or null when it was not given (or stands alone). */
export function valueOf(invocation: Invocation, name: string): string | null {
  const value = invocation.options.get(name);
  return typeof value === "string" ? value : null;
}

/** All values of an option that may be given several times. */
export function valuesOf(invocation: Invocation, name: string): readonly string[] {
  const value = invocation.options.get(name);
  return Array.isArray(value) ? value : [];
}
