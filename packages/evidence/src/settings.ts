/** What `evidence:` in lintel.yaml and `--evidence` may name. A source reads those that concern it. */
export const SETTINGS = {
  tests: { summary: "Reports of test runs (JUnit XML, JSON, TAP, TRX, CTRF, Allure, …): files or globs" },
  load: {
    summary:
      "Reports of load tests and benchmarks (k6, autocannon, wrk, hey, ab, Artillery, Locust, JMeter, vegeta, hyperfine, vitest bench, JMH, Criterion): files or globs, with what they measured behind `#`",
  },
} as const satisfies Readonly<Record<string, { readonly summary: string }>>;

export type SettingName = keyof typeof SETTINGS;

export const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[];
