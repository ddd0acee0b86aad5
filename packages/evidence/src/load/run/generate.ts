import { request as requestHttp, Agent, type ClientRequest } from "node:http";
import { request as requestHttps, Agent as SecureAgent } from "node:https";
import { createHistogram, performance } from "node:perf_hooks";

/** How a service is put under load. */
export interface LoadPlan {
  /** `http:` or `https:`. It is asked with GET, which changes nothing. */
  readonly url: string;
  /** Requests per second. */
  readonly rate: number;
  readonly seconds: number;
}

/** What came of it. Times are milliseconds. */
export interface LoadRun {
  /** How long each request took that was sent, from when it was due. */
  readonly latencies: readonly number[];
  readonly sent: number;
  /** Those that were not answered, or with 400 and above. */
  readonly failed: number;
  /** Due, and never sent: as many as may wait were waiting. */
  readonly dropped: number;
  /** Answers per second, failures left out. */
  readonly rate: number;
  /** Seconds from the first request to the last answer. */
  readonly duration: number;
  /** How late requests were sent by this program itself, at worst and for 99 of 100. */
  readonly lateness: { readonly p99: number; readonly max: number };
}

/** More than these at a time are not sent: what they would measure is this program. */
const MOST_WAITING = 5000;
/** A request that is not answered by then has failed, and took so long. */
const PATIENCE = 10_000;
/** Steps of a millisecond that times are kept in. */
const STEP = 100;

/**
 * Sends requests on schedule, whatever the server does (an open model), and takes each one's time from when it was *due*. A server
 * that stalls delays all requests that fall into the stall, and all of them count: that is what its users would see.
 */
export async function generateLoad({ url, rate, seconds }: LoadPlan): Promise<LoadRun> {
  const isSecure = url.startsWith("https:");
  const send = isSecure ? requestHttps : requestHttp;
  const options = { keepAlive: true, maxSockets: Number.POSITIVE_INFINITY };
  const agent = isSecure ? new SecureAgent(options) : new Agent(options);
  const total = Math.max(1, Math.round(rate * seconds));
  const latencies: number[] = [];
  const waiting = new Set<ClientRequest>();
  const late = createHistogram();
  let [begun, failed, dropped] = [0, 0, 0];
  const start = performance.now();
  let last = start;

  const one = (due: number): void => {
    late.record(Math.max(1, Math.round((performance.now() - due) * 1000)));
    if (waiting.size >= MOST_WAITING) {
      dropped++;
      return;
    }
    const request = send(url, { agent, method: "GET", headers: { accept: "*/*" } });
    let isOver = false;
    const over = (isGood: boolean): void => {
      if (isOver) return;
      isOver = true;
      waiting.delete(request);
      last = performance.now();
      latencies.push(Math.round((last - due) * STEP) / STEP);
      if (!isGood) failed++;
    };
    waiting.add(request);
    request.setTimeout(PATIENCE, () => request.destroy());
    request.on("error", () => over(false));
    request.on("response", (response) => {
      response.on("end", () => over((response.statusCode ?? 500) < 400));
      response.on("error", () => over(false));
      response.resume();
    });
    request.end();
  };

  await new Promise<void>((resolve) => {
    const tick = (): void => {
      const now = performance.now();
      while (begun < total && start + (begun * 1000) / rate <= now) one(start + (begun++ * 1000) / rate);
      if (begun < total) setTimeout(tick, Math.max(1, start + (begun * 1000) / rate - performance.now()));
      else resolve();
    };
    tick();
  });
  const end = performance.now() + PATIENCE;
  while (waiting.size > 0 && performance.now() < end) await pause(5);
  for (const request of waiting) request.destroy();
  // Destroyed requests tell so in their next turn.
  while (waiting.size > 0) await pause(1);
  agent.destroy();

  const duration = Math.max(0.001, (last - start) / 1000);
  return {
    latencies,
    sent: total - dropped,
    failed,
    dropped,
    rate: (total - dropped - failed) / Math.max(duration, total / rate),
    duration,
    lateness: { p99: late.percentile(99) / 1000, max: late.max / 1000 },
  };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
