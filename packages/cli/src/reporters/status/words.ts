/** The words in which a design is spoken of, in every format. */
import type { DesignReport } from "../../analysis/portfolio.ts";
import { count } from "../../program/text.ts";
import { enumerate } from "../words.ts";

/** In the order in which people ask for them, as the templates write them. */
const STATUSES = {
  approved: "Approved",
  "in-review": "In-Review",
  draft: "Draft",
  superseded: "Superseded",
  closed: "Closed",
} as const;

/** How many designs of each status, `none` for those that do not say; what is 0 is left out. */
export function countStatuses(designs: readonly DesignReport[]): Readonly<Record<string, number>> {
  const counts: [string, number][] = Object.keys(STATUSES).map((status) => [
    status,
    designs.filter((design) => design.status === status).length,
  ]);
  counts.push(["none", designs.filter(({ status }) => status === null).length]);
  return Object.fromEntries(counts.filter(([, n]) => n > 0));
}

export function statusWord({ status }: DesignReport): string {
  return status === null ? "—" : STATUSES[status];
}

/** "3 errors and 1 warning"; infos only where there is nothing worse. */
export function findingsWord({ findings }: DesignReport): string {
  const { errors, warnings, infos } = findings;
  const parts = [
    ...(errors > 0 ? [count(errors, "error")] : []),
    ...(warnings > 0 ? [count(warnings, "warning")] : []),
    ...(errors + warnings === 0 && infos > 0 ? [count(infos, "info")] : []),
  ];
  return parts.length === 0 ? "nothing found" : enumerate(parts);
}

/** "5 broken, 3 unproven, 40 hold"; empty when nobody asked. */
export function outcomesWord({ outcomes }: DesignReport): string {
  if (outcomes === null) return "";
  const { broken, unproven, waived, holds } = outcomes;
  const parts = [
    ...(broken > 0 ? [`${broken} broken`] : []),
    ...(unproven > 0 ? [`${unproven} unproven`] : []),
    ...(waived > 0 ? [`${waived} waived`] : []),
    ...(holds > 0 ? [`${holds} ${holds === 1 ? "holds" : "hold"}`] : []),
  ];
  return parts.length === 0 ? "nothing to judge" : parts.join(", ");
}

/** "spec, impact and tdr, no implementation-summary". */
export function documentsWord({ documents, missing }: DesignReport): string {
  const there = enumerate(documents.map(({ kind }) => kind ?? "a text"));
  return missing.length === 0 ? there : `${there}, no ${missing.map(({ kind }) => kind).join(", no ")}`;
}

/** "@eng-lead (review); Mara Lindqvist (impact)"; empty when nobody is waited for. */
export function waitingWord({ waitingFor }: DesignReport): string {
  return waitingFor.map(({ who, for: what }) => (who.length === 0 ? what : `${who.join(", ")} (${what})`)).join("; ");
}

/** "5 designs: 2 approved, 1 in-review, 1 without a status; 21 errors." */
export function headline(designs: readonly DesignReport[]): string {
  const statuses = Object.entries(countStatuses(designs)).map(([status, n]) =>
    status === "none" ? `${n} without a status` : `${n} ${status}`,
  );
  const errors = designs.reduce((sum, { findings }) => sum + findings.errors, 0);
  const found = errors === 0 ? "no errors" : count(errors, "error");
  return `${count(designs.length, "design")}: ${[...(statuses.length > 0 ? [statuses.join(", ")] : []), found].join("; ")}.`;
}
