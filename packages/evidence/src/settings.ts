/** What `evidence:` in lintel.yaml and `--evidence` may name. A source reads those that concern it. */
export const SETTINGS = {
  tests: { summary: "Reports of test runs (JUnit XML, JSON, TAP, TRX, CTRF, Allure, …): files or globs" },
  "test-command": {
    summary:
      "Command that runs tests for `lintel verify --red-green`, with `{files}` where test files go and `{report}` where the runner writes its report; it passes no shell",
  },
  load: {
    summary:
      "Reports of load tests and benchmarks (k6, autocannon, wrk, hey, ab, Artillery, Locust, JMeter, vegeta, hyperfine, vitest bench, JMH, Criterion, histograms of Prometheus): files or globs, with what they measured behind `#`",
  },
  openapi: {
    summary: "OpenAPI descriptions (2.0, 3.0, 3.1; YAML or JSON): files or globs; default: openapi.yaml and the like",
  },
  recordings: { summary: "Recorded traffic (HTTP Archive, .har): files or globs" },
  service: {
    summary: "Address of a running service, such as http://127.0.0.1:3000; only requests that change nothing are sent",
  },
  schema: { summary: "The database schema as it is: a dump (pg_dump -s), a Prisma schema or a snapshot of Drizzle" },
  database: {
    summary:
      "A PostgreSQL database: the name of a variable of the environment that holds its address, such as DATABASE_URL, or the address; it is only read",
  },
  migrations: {
    summary:
      "Folders of SQL migrations (plain, Flyway, golang-migrate, dbmate, goose, Prisma, Drizzle); default: the one at a usual place",
  },
  metrics: {
    summary:
      "Metrics of the running system: the address of its page, or saved pages (Prometheus, OpenMetrics, OpenTelemetry as JSON lines)",
  },
  flags: {
    summary:
      "Manifests of feature flags (OpenFeature, flagd, exports, plain maps; YAML or JSON): files or globs; default: flags.json and the like",
  },
  alerts: {
    summary: "Rules of Prometheus (YAML, also PrometheusRule): files or globs; default: files that are called so",
  },
  coverage: {
    summary:
      "Reports of coverage (lcov, Istanbul, coverage.py, Cobertura, Clover, JaCoCo, Go): files or globs, with what they cover behind `#`",
  },
  logs: { summary: "Samples of logs, looked through for what belongs to persons: files or globs" },
  slos: { summary: "Declared service levels (OpenSLO): files or globs" },
} as const satisfies Readonly<Record<string, { readonly summary: string }>>;

export type SettingName = keyof typeof SETTINGS;

export const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[];
