import { isTerminal } from "./is-terminal.ts";
import { write } from "./output.ts";

/** Where a command writes, and what the place it writes to can show. */
export interface Io {
  /** The requested format, and nothing else. */
  out(text: string): void;
  /** Messages for a person: always written, to standard error. */
  err(text: string): void;
  /** Progress and side remarks: to standard error, only on a terminal, never with `--quiet`. */
  note(text: string): void;
  /** What is erased again, such as progress: to standard error, only on a terminal, and remembered by nobody. */
  passing(text: string): void;
  /** Whether notes are written. */
  readonly talks: boolean;
  readonly terminal: Terminal;
}

/** What standard output can show. */
export interface Terminal {
  readonly isTerminal: boolean;
  readonly colour: boolean;
  /** Whether OSC 8 links are shown as links. */
  readonly links: boolean;
  /** Columns; 80 when nobody knows. */
  readonly width: number;
}

/** Options of the command line that change how things look. */
export interface Appearance {
  readonly quiet: boolean;
  readonly noColour: boolean;
}

/** Standard output and standard error of this process. */
export function processIo(appearance: Appearance): Io {
  const terminal = describeTerminal(process.env, appearance);
  const talks = !appearance.quiet && isTerminal(2);
  return {
    out: (text) => write(1, text),
    err: (text) => write(2, text),
    note: (text) => {
      if (talks) write(2, text);
    },
    passing: (text) => {
      if (talks && process.env["TERM"] !== "dumb") write(2, text);
    },
    talks,
    terminal,
  };
}

function describeTerminal(env: NodeJS.ProcessEnv, appearance: Appearance): Terminal {
  const shown = isTerminal(1);
  const width = shown ? (process.stdout.columns ?? 80) : Number(env["COLUMNS"]) || 80;
  return {
    isTerminal: shown,
    colour: wantsColour(env, appearance.noColour, shown),
    links: shown && showsLinks(env),
    width: Math.max(30, width),
  };
}

/** `--no-color` beats NO_COLOR (no-color.org) beats FORCE_COLOR (force-color.org) beats what the terminal is. */
export function wantsColour(env: NodeJS.ProcessEnv, noColour: boolean, onTerminal: boolean): boolean {
  if (noColour) return false;
  if (env["NO_COLOR"]) return false;
  const force = env["FORCE_COLOR"];
  if (force !== undefined && force !== "") return force !== "0" && force !== "false";
  return onTerminal && env["TERM"] !== "dumb";
}

/** Terminals that are known to show OSC 8 links; others print the escape as rubbish, so they are asked for by name. */
function showsLinks(env: NodeJS.ProcessEnv): boolean {
  if (env["NO_HYPERLINKS"] || env["CI"] || env["TERM"] === "dumb") return false;
  if (env["FORCE_HYPERLINK"]) return env["FORCE_HYPERLINK"] !== "0";
  if (Number(env["VTE_VERSION"] ?? 0) >= 5000) return true;
  if (env["WT_SESSION"] || env["KONSOLE_VERSION"] || env["TERM"] === "xterm-kitty") return true;
  return ["iTerm.app", "WezTerm", "vscode", "Hyper", "ghostty"].includes(env["TERM_PROGRAM"] ?? "");
}
