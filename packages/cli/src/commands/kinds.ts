import { CLAIM_KINDS, closest } from "@lintel/core";
import { valuesOf, type Invocation } from "../program/command.ts";
import { Exit, Stop } from "../program/exit.ts";

/** The kinds of claim that `--kind` names; none for all. @throws Stop for a kind that does not exist. */
export function kindNames(invocation: Invocation): readonly string[] {
  const known = CLAIM_KINDS.map(({ kind }) => kind);
  const names = valuesOf(invocation, "kind").flatMap((value) => value.split(","));
  for (const name of names) {
    if (known.includes(name)) continue;
    const near = closest(name, known);
    const hint = near === null ? `They are: ${known.join(", ")}.` : `Did you mean \`${near}\`?`;
    throw new Stop(Exit.Usage, `there is no kind of claim \`${name}\` (--kind). ${hint}`);
  }
  return names;
}
