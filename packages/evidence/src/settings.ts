/** What `evidence:` in lintel.yaml and `--evidence` may name. A source reads those that concern it. */
export const SETTINGS = {
  tests: { summary: "Reports of test runs (JUnit XML, JSON, TAP, TRX, CTRF, Allure, …): files or globs" },
} as const satisfies Readonly<Record<string, { readonly summary: string }>>;

export type SettingName = keyof typeof SETTINGS;

export const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[];
