import { SETTING_NAMES, type SettingName } from "@lintel/evidence";
import type { NamedEvidence } from "../analysis/verify.ts";
import { valuesOf, type Invocation } from "../program/command.ts";
import { Exit, Stop } from "../program/exit.ts";
import { suggest } from "../program/suggest.ts";

/** `--evidence tests=reports/junit.xml` and `--service URL`, by setting. */
export function evidenceOf(invocation: Invocation): NamedEvidence {
  const named: Partial<Record<SettingName, readonly string[]>> = {};
  for (const value of valuesOf(invocation, "evidence")) {
    const at = value.indexOf("=");
    const name = value.slice(0, Math.max(0, at));
    const where = value.slice(at + 1);
    const setting = SETTING_NAMES.find((each) => each === name);
    if (setting === undefined || where === "") {
      const near = suggest(name, SETTING_NAMES);
      const hint =
        near === null || near === name ? `Names: ${SETTING_NAMES.join(", ")}.` : `Did you mean \`${near}=…\`?`;
      throw new Stop(Exit.Usage, `\`--evidence ${value}\` is not NAME=WHERE. ${hint}`);
    }
    named[setting] = [...(named[setting] ?? []), where];
  }
  for (const address of valuesOf(invocation, "service")) named.service = [...(named.service ?? []), address];
  return named;
}
