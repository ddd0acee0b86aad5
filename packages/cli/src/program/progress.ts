import type { Io } from "./io.ts";

/** How a long run tells that it is alive. */
export interface Progress {
  /** So many are done. */
  step(done: number): void;
  /** Erases what is shown. */
  end(): void;
}

/** Nobody wonders before that. */
const PATIENCE = 1000;
const BETWEEN = 100;

const ERASE = "\r\u001b[2K";

const silent: Progress = { step: () => {}, end: () => {} };

/**
 * Counts on standard error what is done, where a person looks on: not before a second has passed, ten times a second, and gone
 * when it ends. `now` is in milliseconds.
 *
 * @example progressOf(io, 4000, "documents") // "1200 of 4000 documents"
 */
export function progressOf(io: Io, total: number, what: string, now: () => number = () => performance.now()): Progress {
  if (!io.talks) return silent;
  let next = now() + PATIENCE;
  let isShown = false;
  return {
    step(done) {
      const time = now();
      if (time < next) return;
      next = time + BETWEEN;
      isShown = true;
      io.passing(`${ERASE}${done} of ${total} ${what}`);
    },
    end() {
      if (isShown) io.passing(ERASE);
      isShown = false;
    },
  };
}
