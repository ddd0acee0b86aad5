import type { Facts } from "@lintel/core";
import { loadSource } from "./load/load.ts";
import { alertsSource } from "./alerts/alerts.ts";
import { slosSource } from "./alerts/slos.ts";
import { apiSource } from "./api/api.ts";
import { coverageSource } from "./coverage/coverage.ts";
import { logsSource } from "./logs/logs.ts";
import { metricsSource } from "./metrics/metrics.ts";
import { flagSource } from "./flags/flags.ts";
import { repositorySource } from "./repository/repository.ts";
import { schemaSource } from "./schema/schema.ts";
import type { EvidenceRequest, EvidenceSource, Problem } from "./source.ts";
import { testsSource } from "./tests/tests.ts";

/** The one list of sources. A new source is a folder beside this file and a line here. */
const SOURCES: readonly EvidenceSource[] = [
  repositorySource,
  loadSource,
  apiSource,
  schemaSource,
  testsSource,
  metricsSource,
  flagSource,
  alertsSource,
  slosSource,
  logsSource,
  coverageSource,
];

/** Everything that is known about what the documents claim, and what could not be read of it. */
export async function gatherFacts(
  request: EvidenceRequest,
): Promise<{ readonly facts: Facts; readonly problems: readonly Problem[] }> {
  const gathered = await Promise.all(
    SOURCES.map(async (source) => ({ topic: source.topic, ...(await source.gather(request)) })),
  );
  const known = gathered.filter(({ facts }) => facts !== undefined).map(({ topic, facts }) => [topic, facts]);
  const calendar = request.today === undefined ? undefined : { today: request.today };
  return {
    facts: { ...Object.fromEntries(known), ...(calendar === undefined ? {} : { calendar }) } as Facts,
    problems: gathered.flatMap(({ problems }) => problems),
  };
}
