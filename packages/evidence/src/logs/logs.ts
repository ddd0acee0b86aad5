import type { PersonalFind } from "@lintel/core";
import { readNamed } from "../files/named.ts";
import type { EvidenceSource } from "../source.ts";
import { findPersonal } from "./personal.ts";

/** More of the same kind in the same field are not told: the first ones are what there is to go to. */
const MOST_OF_A_KIND = 3;
const MOST_LINES = 200_000;

/** Samples of logs that `logs` names, looked through for what belongs to persons. */
export const logsSource: EvidenceSource<"logs"> = {
  topic: "logs",
  gather(request) {
    const named = request.settings.logs ?? [];
    if (named.length === 0) return { facts: undefined, problems: [] };
    const { files, problems } = readNamed(named, request.files, "reports");
    const finds: PersonalFind[] = [];
    const told = new Map<string, number>();
    let lines = 0;
    for (const { path, text } of files) {
      for (const [i, line] of text.split("\n", MOST_LINES).entries()) {
        lines++;
        for (const { kind, field } of findPersonal(line)) {
          const key = `${path}\0${kind}\0${field ?? ""}`;
          const count = told.get(key) ?? 0;
          told.set(key, count + 1);
          if (count < MOST_OF_A_KIND) finds.push({ kind, field, path, line: i + 1 });
        }
      }
    }
    return { facts: { finds, lines }, problems };
  },
};
