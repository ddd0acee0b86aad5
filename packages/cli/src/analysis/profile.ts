/** What a run spends its time on, in milliseconds of wall time. */
export type Phase = "discover" | "io" | "parse" | "rules" | "report";

/** Measures phases; without `--profile` it measures nothing and costs nothing. */
export interface Clock {
  time<T>(phase: Phase, work: () => T): T;
  readonly times: ReadonlyMap<Phase, number>;
}

export const idleClock: Clock = { time: (_phase, work) => work(), times: new Map() };

export function runningClock(): Clock {
  const times = new Map<Phase, number>();
  return {
    times,
    time(phase, work) {
      const began = performance.now();
      try {
        return work();
      } finally {
        times.set(phase, (times.get(phase) ?? 0) + performance.now() - began);
      }
    },
  };
}
