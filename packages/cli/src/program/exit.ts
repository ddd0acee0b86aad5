/** How `lintel` ends. A contract with scripts: the numbers never change their meaning. */
export const Exit = {
  /** Everything asked for was done, and nothing was found. */
  Fine: 0,
  /** Findings, broken claims, or denied. */
  Findings: 1,
  /** Nothing could be judged, or not all of it: bad configuration, missing history, unreadable files, no documents. */
  CannotJudge: 2,
  /** The command line makes no sense (`EX_USAGE` of sysexits.h). */
  Usage: 64,
} as const;

export type ExitCode = (typeof Exit)[keyof typeof Exit];

/**
 * Ends a command with a message instead of a result, from however deep. It is for what the user can put right; it shows no
 * stack. A message names the file, what was expected and what to do next.
 */
export class Stop extends Error {
  readonly code: ExitCode;

  constructor(code: ExitCode, message: string) {
    super(message);
    this.name = "Stop";
    this.code = code;
  }
}

/** Whether an error is a {@link Stop}: by name, because the parts of the built program each have a class of their own. */
export function isStop(error: unknown): error is Stop {
  return error instanceof Error && error.name === "Stop" && "code" in error;
}
