import { describe, expect, it } from "vitest";
import type { Io } from "../../src/program/io.ts";
import { progressOf } from "../../src/program/progress.ts";

/** What is written to a terminal (or not), while `run` moves the clock. */
function written(
  talks: boolean,
  run: (progress: ReturnType<typeof progressOf>, at: (time: number) => void) => void,
): string {
  let text = "";
  let time = 0;
  const terminal = { isTerminal: talks, colour: false, links: false, width: 80 };
  const io: Io = {
    out: () => {},
    err: () => {},
    note: () => {},
    passing: (said) => void (text += said),
    talks,
    terminal,
  };
  const progress = progressOf(io, 50, "documents", () => time);
  run(progress, (now) => (time = now));
  return text;
}

const ERASE = "\r\u001b[2K";

describe("progress", () => {
  it("is not shown in the first second, then ten times a second, and erased at the end", () => {
    const text = written(true, (progress, at) => {
      for (const [time, done] of [
        [0, 0],
        [999, 9],
        [1000, 10],
        [1050, 11],
        [1100, 12],
      ] as const) {
        at(time);
        progress.step(done);
      }
      progress.end();
    });
    expect(text).toBe(`${ERASE}10 of 50 documents${ERASE}12 of 50 documents${ERASE}`);
  });

  it("leaves no trace of a short run, nor where no person looks on", () => {
    expect(
      written(true, (progress, at) => {
        at(500);
        progress.step(3);
        progress.end();
      }),
    ).toBe("");
    expect(
      written(false, (progress, at) => {
        at(5000);
        progress.step(3);
        progress.end();
      }),
    ).toBe("");
  });
});
