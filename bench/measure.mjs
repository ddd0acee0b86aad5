// Times whole processes by the operating system's own accounting: user and system CPU seconds of the finished process.
// CPU time, not wall time: a busy machine stretches the one and leaves the other nearly alone.

import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * Runs a command once, its output thrown away.
 * @param {readonly string[]} command program and arguments
 * @param {{ cwd?: string, env?: Record<string, string> }} [options]
 * @returns {{ cpu: number, wall: number, code: number }} CPU and wall seconds, and the exit code
 */
export function run(command, options = {}) {
  const script = 'TIMEFORMAT="%U %S %R"; time "$@" >/dev/null 2>/dev/null; echo "code $?" >&2';
  const result = spawnSync("bash", ["-c", `{ ${script}; }`, "bash", ...command], {
    cwd: options.cwd,
    env: { ...process.env, LC_ALL: "C", ...options.env },
    encoding: "utf8",
  });
  const times = /([\d.]+) ([\d.]+) ([\d.]+)/.exec(result.stderr);
  if (times === null) throw new Error(`could not time ${command.join(" ")}: ${result.stderr}`);
  const code = Number(/code (\d+)/.exec(result.stderr)?.[1] ?? Number.NaN);
  return { cpu: Number(times[1]) + Number(times[2]), wall: Number(times[3]), code };
}

/**
 * The largest resident set of one run in MiB, sampled every 5 ms from /proc; NaN where there is no /proc.
 * @param {readonly string[]} command
 * @param {{ cwd?: string, env?: Record<string, string> }} [options]
 */
export function peakMemory(command, options = {}) {
  return new Promise((resolve) => {
    const [program, ...args] = command;
    const child = spawn(program, args, { cwd: options.cwd, env: { ...process.env, ...options.env }, stdio: "ignore" });
    let peak = Number.NaN;
    const timer = setInterval(() => {
      try {
        const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
        const kib = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]);
        // A process that has just ended is still listed, without its memory.
        if (Number.isFinite(kib) && !(kib / 1024 <= peak)) peak = kib / 1024;
      } catch {
        // gone, or no /proc here
      }
    }, 5);
    child.on("close", () => {
      clearInterval(timer);
      resolve(peak);
    });
  });
}

/**
 * Measures several commands in turn (A B C, A B C, …), so that drift of the machine hits all alike.
 * @param {Record<string, { command: readonly string[], cwd?: string, env?: Record<string, string>, before?: () => void }>} candidates
 * @param {number} rounds counted rounds after one warm-up
 * @returns {Record<string, { cpu: number, code: number }>} median CPU seconds by name
 */
export function compare(candidates, rounds) {
  const samples = Object.fromEntries(Object.keys(candidates).map((name) => [name, []]));
  const codes = {};
  for (let round = 0; round <= rounds; round++) {
    for (const [name, candidate] of Object.entries(candidates)) {
      candidate.before?.();
      const result = run(candidate.command, candidate);
      codes[name] = result.code;
      if (round > 0 || rounds === 0) samples[name].push(result.cpu);
    }
  }
  return Object.fromEntries(
    Object.entries(samples).map(([name, values]) => [name, { cpu: median(values), code: codes[name] }]),
  );
}

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
