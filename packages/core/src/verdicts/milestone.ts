import type { AnyClaim } from "../claims/kinds.ts";
import type { Document } from "../document/document.ts";
import { daysIn, isoDate } from "../grammar/date.ts";
import { defineJudge, type ClaimOf } from "./judge.ts";
import { broken, unproven } from "./verdict.ts";

/**
 * Whether a step of the plan is where the plan says. That it is done is the author's own word; what can be seen is that work below
 * it is still open, or that its day has passed.
 */
export const milestoneJudge = defineJudge({
  kind: "milestone",
  documentation: {
    holds: "Never by itself: that a step is done is proved by the tests, paths and endpoints that it names.",
    broken: "It is marked as done while tasks below it are open, or its day has passed and it is not marked as done.",
    unproven: "It is still to come, or done by its own word.",
  },
  needs: ["calendar"],
  judge(claim, { document, facts }) {
    const { done, date } = claim.value;
    const open = tasksBelow(claim, document).filter((task) => task.value.done === false);
    const [first] = open;
    if (done === true && first !== undefined) {
      const many = open.length === 1 ? "a task below it is" : `${open.length} tasks below it are`;
      return {
        ...broken(`This step is marked as done, and ${many} open: “${first.text}”.`),
        next: "Finish them, or take the mark away.",
      };
    }
    if (done === true) return unproven("no-evidence", "This step is done by its own word.");
    const due = date === undefined ? null : lastDay(date);
    const today = facts.calendar?.today ?? null;
    if (due === null || today === null) return null;
    if (due < today) {
      return {
        ...broken(`This step was due by ${due}, and is not marked as done.`),
        next: "Mark it as done, or say the new day and why.",
      };
    }
    return unproven("planned", `This step is due by ${due}.`);
  },
});

/** The tasks between a milestone and the next one of its section. */
function tasksBelow(claim: ClaimOf<"milestone">, document: Document): readonly ClaimOf<"task">[] {
  const plan = document.claims.filter((each): each is ClaimOf<"milestone" | "task"> => isOfPlan(each));
  const at = plan.findIndex(({ id }) => id === claim.id);
  const tasks: ClaimOf<"task">[] = [];
  for (const each of plan.slice(at + 1)) {
    if (each.kind !== "task") break;
    tasks.push(each);
  }
  return tasks;
}

function isOfPlan({ kind }: AnyClaim): boolean {
  return kind === "milestone" || kind === "task";
}

/**
 * The last day that a date as people write it may mean: a quarter, a half year and a month end with their last day. Null for what
 * is counted from a day that is not known ("week 3", "two weeks after approval").
 *
 * @example lastDay("Q2 2026") // "2026-06-30"
 */
export function lastDay(text: string): string | null {
  const exact = isoDate(text);
  if (exact !== null) return exact;
  const part = /\b([QH])([1-4])[\s/,-]*(20\d\d)\b|\b(20\d\d)[\s/-]*([QH])([1-4])\b/i.exec(text);
  if (part !== null) {
    const year = Number(part[3] ?? part[4]);
    const number = Number(part[2] ?? part[6]);
    const month = (part[1] ?? part[5] ?? "").toUpperCase() === "Q" ? number * 3 : number * 6;
    return month > 12 ? null : endOfMonth(year, month);
  }
  const numeric = /^\s*(20\d\d)-(0[1-9]|1[0-2])\s*$/.exec(text);
  if (numeric !== null) return endOfMonth(Number(numeric[1]), Number(numeric[2]));
  const named =
    /^\s*(?:(?:end|mid|late|early)[ -](?:of )?)?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,? (20\d\d)\s*$/i.exec(
      text,
    );
  if (named === null) return null;
  const month = "janfebmaraprmayjunjulaugsepoctnovdec".indexOf((named[1] ?? "").toLowerCase()) / 3 + 1;
  return endOfMonth(Number(named[2]), month);
}

function endOfMonth(year: number, month: number): string {
  return `${year}-${String(month).padStart(2, "0")}-${daysIn(year, month)}`;
}
