/** What a run spends its time on. `claims` is everything between the blocks of a document and its rules: template, claims. */
export type Phase = "discover" | "io" | "parse" | "claims" | "rules" | "report";

/** Measures phases, in milliseconds of wall time; without `--profile` it measures nothing and costs nothing. */
export interface Clock {
  readonly isRunning: boolean;
  time<T>(phase: Phase, work: () => T): T;
  /** Measures work of which a part belongs to another phase: `part` is that part alone, and is done for its time only. */
  timeParted<T>(phase: Phase, partPhase: Phase, part: () => unknown, work: () => T): T;
  readonly times: ReadonlyMap<Phase, number>;
}

export const idleClock: Clock = {
  isRunning: false,
  time: (_phase, work) => work(),
  timeParted: (_phase, _partPhase, _part, work) => work(),
  times: new Map(),
};

export function runningClock(): Clock {
  const times = new Map<Phase, number>();
  const add = (phase: Phase, milliseconds: number): void => {
    times.set(phase, (times.get(phase) ?? 0) + milliseconds);
  };
  const measured = <T>(work: () => T): [number, T] => {
    const began = performance.now();
    const result = work();
    return [performance.now() - began, result];
  };
  return {
    isRunning: true,
    times,
    time(phase, work) {
      const [milliseconds, result] = measured(work);
      add(phase, milliseconds);
      return result;
    },
    timeParted(phase, partPhase, part, work) {
      const [apart] = measured(part);
      const [whole, result] = measured(work);
      add(partPhase, Math.min(apart, whole));
      add(phase, Math.max(0, whole - apart));
      return result;
    },
  };
}
