import type { DeclaredObjective } from "@lintel/core";
import { at, listOf, numberOf, textOf } from "../text/values.ts";
import { readStructured } from "../text/structured.ts";

/** Objectives of OpenSLO (v1, v2alpha): one or several documents of YAML or JSON. Null for a text that declares none. */
export function readOpenSlo(text: string): readonly Omit<DeclaredObjective, "path">[] | null {
  if (!/openslo/i.test(text)) return null;
  const objectives: Omit<DeclaredObjective, "path">[] = [];
  let lines = 0;
  for (const part of text.split(/^---[ \t]*$/m)) {
    const shift = lines;
    lines += part.split("\n").length - 1;
    const result = readStructured(part);
    if (!result.ok || at(result.read.value, "kind") !== "SLO") continue;
    const { value, lineOf } = result.read;
    listOf(at(value, "spec", "objectives")).forEach((objective, i) => {
      const percent = numberOf(at(objective, "targetPercent"));
      const target = numberOf(at(objective, "target")) ?? (percent === null ? null : percent / 100);
      if (target === null) return;
      const words = [
        at(value, "metadata", "name"),
        at(value, "metadata", "displayName"),
        at(value, "spec", "service"),
        at(value, "spec", "description"),
        at(objective, "displayName"),
      ].filter((each) => typeof each === "string");
      objectives.push({
        name: textOf(at(value, "metadata", "name")) ?? "",
        service: textOf(at(value, "spec", "service")),
        words: words.join(" "),
        target,
        window: textOf(at(listOf(at(value, "spec", "timeWindow"))[0], "duration")),
        milliseconds: secondsIn(value, objective),
        line: shift + lineOf(["spec", "objectives", i]),
      });
    });
  }
  return objectives.length === 0 ? null : objectives;
}

/** The bucket of a histogram that its good events are counted in: `le="0.2"` is 200 ms. */
function secondsIn(value: unknown, objective: unknown): number | null {
  const query = JSON.stringify([at(value, "spec", "indicator"), at(objective, "indicator")]);
  const bucket = /le=~?\\+"([\d.]{1,12})\\+"/.exec(query)?.[1];
  if (bucket !== undefined) return Number(bucket) * 1000;
  const threshold = numberOf(at(objective, "value"));
  return threshold === null || !/latency|duration|seconds/i.test(query) ? null : threshold * 1000;
}
