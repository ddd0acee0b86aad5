import { fstatSync } from "node:fs";

/** `/dev/null` is a character device too, and where answers are thrown away most often: Linux's number for it. */
const NULL_DEVICE = 259;

/**
 * Whether standard output (1) or standard error (2) is a terminal. `node:tty` brings the network with it, so it is asked only
 * where the answer may be yes.
 */
export function isTerminal(descriptor: 1 | 2): boolean {
  try {
    const stat = fstatSync(descriptor);
    if (!stat.isCharacterDevice() || (process.platform === "linux" && stat.rdev === NULL_DEVICE)) return false;
  } catch {
    return false;
  }
  return process.getBuiltinModule("node:tty").isatty(descriptor);
}
