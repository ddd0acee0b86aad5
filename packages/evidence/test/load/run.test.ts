import { createServer, get, Agent, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { performance } from "node:perf_hooks";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readLoadReport } from "../../src/load/recognise.ts";
import { generateLoad } from "../../src/load/run/generate.ts";
import { refusalOf } from "../../src/load/run/run.ts";

/** Answers at once, except that it stalls for a quarter of each second: what comes in then is answered when the stall ends. */
const PERIOD = 1000;
const STALL = 250;

let server: Server;
let address = "";

beforeAll(async () => {
  const begun = performance.now();
  server = createServer((request, response) => {
    if (request.url === "/missing") {
      response.writeHead(404).end();
      return;
    }
    const into = (performance.now() - begun) % PERIOD;
    setTimeout(() => response.end("ok"), into < STALL ? STALL - into : 0);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.close();
});

function percentile(times: readonly number[], share: number): number {
  return times.toSorted((a, b) => a - b)[Math.ceil(times.length * share) - 1] ?? 0;
}

/** One client that asks again when it was answered: how most load tests are run. */
async function closedLoop(milliseconds: number): Promise<readonly number[]> {
  const agent = new Agent({ keepAlive: true });
  const times: number[] = [];
  const until = performance.now() + milliseconds;
  while (performance.now() < until) {
    const begun = performance.now();
    await new Promise<void>((resolve, reject) => {
      get(address, { agent }, (response) => response.resume().on("end", resolve)).on("error", reject);
    });
    times.push(performance.now() - begun);
  }
  agent.destroy();
  return times;
}

describe("a run under load", () => {
  it("tells what users of a server that stalls wait for, where a closed loop tells a fraction of it", async () => {
    const run = await generateLoad({ url: address, rate: 100, seconds: 4 });
    const closed = await closedLoop(4000);
    expect(run).toMatchObject({ sent: 400, failed: 0, dropped: 0 });
    // A quarter of the time requests wait for up to 250 ms: one in ten waits for 150 ms, one in twenty for 200.
    const [p90, p95] = [percentile(run.latencies, 0.9), percentile(run.latencies, 0.95)];
    expect(p90).toBeGreaterThan(125);
    expect(p95).toBeGreaterThan(175);
    expect(percentile(closed, 0.95)).toBeLessThan(p95 / 2);
  });

  it("counts what was answered badly, and goes on", async () => {
    const run = await generateLoad({ url: `${address}/missing`, rate: 50, seconds: 1 });
    expect(run).toMatchObject({ sent: 50, failed: 50, rate: 0 });
    const nobody = await generateLoad({ url: "http://127.0.0.1:1/", rate: 20, seconds: 1 });
    expect(nobody).toMatchObject({ sent: 20, failed: 20 });
  });

  it("is only carried out within bounds, against this machine or a host that is named on purpose", () => {
    const plan = { url: "http://127.0.0.1:3000/x", rate: 50, seconds: 30 };
    expect(refusalOf(plan, null)).toBeNull();
    expect(refusalOf({ ...plan, url: "http://localhost/" }, null)).toBeNull();
    expect(refusalOf({ ...plan, url: "http://[::1]:80/" }, null)).toBeNull();
    expect(refusalOf({ ...plan, url: "https://shop.example/x" }, null)).toContain("`--load-host shop.example`");
    expect(refusalOf({ ...plan, url: "https://shop.example/x" }, "shop.example")).toBeNull();
    expect(refusalOf({ ...plan, url: "http://127.0.0.1.evil.example/" }, null)).toContain("is not this machine");
    expect(refusalOf({ ...plan, url: "http://me:secret@127.0.0.1/" }, null)).not.toContain("secret");
    for (const url of ["file:///etc/passwd", "nowhere", ""]) expect(refusalOf({ ...plan, url }, null)).not.toBeNull();
    for (const rate of [0, -1, 1e6, Number.NaN]) expect(refusalOf({ ...plan, rate }, null)).toContain("The rate");
    for (const seconds of [0, 301, Number.NaN]) expect(refusalOf({ ...plan, seconds }, null)).toContain("The duration");
  });

  it("leaves a report of requests that were sent on schedule, and says what was never sent", () => {
    const report = {
      producer: "lintel load",
      schemaVersion: 1,
      method: "GET",
      url: "http://127.0.0.1:3000/v1/orders?x=1",
      askedRate: 50,
      rate: 49.9,
      duration: 30,
      sent: 3,
      failed: 1,
      dropped: 2,
      latencies: [3, 1, 2],
    };
    expect(readLoadReport(JSON.stringify(report))).toMatchObject({
      producer: "lintel",
      model: "open",
      isCorrected: true,
      incomplete: ["2 requests were due and never sent."],
      measurements: [{ method: "GET", path: "/v1/orders", count: 3, latencies: { samples: [1, 2, 3] } }],
    });
  });
});
