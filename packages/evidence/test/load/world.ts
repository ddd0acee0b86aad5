/** Documents held against load reports, without files: what the tests of this folder share. */
import { readDocument, verifyDocument, type LoadReport, type ReportBinding, type Verdict } from "@lintel/core";
import { readLoadReport } from "../../src/load/recognise.ts";

export const CURRENT: ReportBinding = { commit: "0".repeat(40), tree: "1".repeat(40), dirty: false, isCurrent: true };

/** A report of the commit that is judged, unless said otherwise. */
export function report(
  path: string,
  text: string,
  more: { readonly name?: string; readonly binding?: ReportBinding | null } = {},
): LoadReport {
  const reading = readLoadReport(text);
  if (reading === null) throw new Error(`${path} is no load report`);
  return {
    ...reading,
    path,
    digest: `sha256:${path}`,
    name: more.name ?? null,
    binding: more.binding === undefined ? CURRENT : more.binding,
  };
}

/** Verdicts on the claims of these kinds. */
export function verdictsOn(
  markdown: string,
  reports: readonly LoadReport[],
  kinds: readonly string[] = ["target"],
): readonly Verdict[] {
  const document = readDocument({ path: "docs/orders.md", text: markdown }, null);
  return verifyDocument(document, null, { load: { reports } }).filter(({ claim }) =>
    kinds.includes(claim.slice(0, claim.indexOf(":"))),
  );
}

/** The verdict on the one target of a line in a performance section. */
export function onTarget(line: string, reports: readonly LoadReport[]): Verdict {
  const verdicts = verdictsOn(`# Orders\n\n## Performance\n\n- ${line}\n`, reports);
  const [verdict] = verdicts;
  if (verdict === undefined) throw new Error(`“${line}” holds no target`);
  return verdict;
}

/** k6, as `handleSummary` is given it: an arrival-rate run of POST /v1/orders. */
export function k6(
  values: Readonly<Record<string, number>>,
  more: {
    readonly count?: number;
    readonly rate?: number;
    readonly failed?: number;
    readonly tags?: string;
    readonly open?: boolean;
  } = {},
): string {
  const { count = 15_000, rate = 500, failed = 0, tags = "{name:POST /v1/orders}", open = true } = more;
  return JSON.stringify({
    root_group: { name: "" },
    state: { testRunDurationMs: (count / rate) * 1000 },
    metrics: {
      [`http_req_duration${tags}`]: { type: "trend", contains: "time", values },
      [`http_reqs${tags}`]: { type: "counter", values: { count, rate } },
      [`http_req_failed${tags}`]: { type: "rate", values: { rate: failed } },
      vus: { type: "gauge", values: { value: 50, min: 50, max: 50 } },
      ...(open ? { dropped_iterations: { type: "counter", values: { count: 0, rate: 0 } } } : {}),
    },
  });
}
