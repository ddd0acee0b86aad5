import type { LoadFacts } from "./load.ts";
import type { AlertFacts, SloFacts } from "./alerts.ts";
import type { ApiFacts } from "./api.ts";
import type { LogFacts } from "./logs.ts";
import type { MetricFacts } from "./metrics.ts";
import type { CalendarFacts } from "./calendar.ts";
import type { CoverageFacts } from "./coverage.ts";
import type { FlagFacts } from "./flags.ts";
import type { RepositoryFacts } from "./repository.ts";
import type { SchemaFacts } from "./schema.ts";
import type { TestFacts } from "./tests.ts";

/**
 * What is known of the world outside of a document, topic by topic, as plain values and look-ups. A topic that nobody provided is
 * absent, and what rests on it alone is unproven. A new topic is a file beside this one, a line here and one in `TOPICS`.
 */
export interface Facts {
  readonly repository?: RepositoryFacts;
  readonly tests?: TestFacts;
  readonly load?: LoadFacts;
  readonly api?: ApiFacts;
  readonly schema?: SchemaFacts;
  readonly metrics?: MetricFacts;
  readonly flags?: FlagFacts;
  readonly calendar?: CalendarFacts;
  readonly alerts?: AlertFacts;
  readonly slos?: SloFacts;
  readonly logs?: LogFacts;
  readonly coverage?: CoverageFacts;
}

export type Topic = keyof Facts;

/** For each topic, what it is called and what a person does to provide it. */
export const TOPICS: Readonly<Record<Topic, { readonly title: string; readonly provide: string }>> = {
  repository: {
    title: "files of the repository",
    provide: "Run Lintel inside the repository that the design is about.",
  },
  tests: {
    title: "test results",
    provide:
      "Name the reports of your test runs under `evidence: tests:` in lintel.yaml, or with `--evidence tests=FILE`.",
  },
  load: {
    title: "load reports",
    provide:
      "Name the reports of your load tests under `evidence: load:` in lintel.yaml, or with `--evidence load=FILE#what it measured`.",
  },
  api: {
    title: "description of the interface, nor a service that answers",
    provide:
      "Name your OpenAPI file under `evidence: openapi:` in lintel.yaml, or ask a running service with `--service URL`.",
  },
  schema: {
    title: "database schema",
    provide:
      "Name the migrations, the schema file or the database under `evidence:` in lintel.yaml (`migrations:`, `schema:`, `database:`).",
  },
  metrics: {
    title: "pages of metrics",
    provide:
      "Name the address or a saved copy of the metrics page under `evidence: metrics:` in lintel.yaml, or with `--evidence metrics=http://localhost:9090/metrics`.",
  },
  flags: {
    title: "feature flags",
    provide:
      "Name your manifest of flags under `evidence: flags:` in lintel.yaml, or run Lintel inside the repository.",
  },
  calendar: { title: "date of today", provide: "Run Lintel where there is a clock." },
  alerts: {
    title: "rules that alert",
    provide:
      "Name your rules of Prometheus under `evidence: alerts:` in lintel.yaml, or with `--evidence alerts=FILE`.",
  },
  slos: {
    title: "declared service levels",
    provide: "Name your OpenSLO files under `evidence: slos:` in lintel.yaml, or with `--evidence slos=FILE`.",
  },
  logs: {
    title: "samples of logs",
    provide: "Name samples of your logs under `evidence: logs:` in lintel.yaml, or with `--evidence logs=FILE`.",
  },
  coverage: {
    title: "coverage reports",
    provide:
      "Name the reports of coverage under `evidence: coverage:` in lintel.yaml, or with `--evidence coverage=lcov.info`.",
  },
};
