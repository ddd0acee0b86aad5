import type { CodePath } from "../claims/code-path.ts";
import type { CanonicalId } from "../outline/canonical.ts";
import type { Document } from "../document/document.ts";
import { withinRepository, type PathPast, type RepositoryFacts, type Tree } from "../facts/repository.ts";
import type { Fix } from "../rules/finding.ts";
import { defineJudge, type ClaimOf, type JudgeContext } from "./judge.ts";
import { broken, holds, unproven, type EvidencePlace, type Opinion } from "./verdict.ts";

/** More candidates than these are counted, not named. */
const MOST_NAMED = 3;

/**
 * Whether a path is where the design says. Exact first, then the one path that ends in it: designs leave the package in front
 * away. What is judged depends on what the design means to do with it.
 */
export const codePathJudge = defineJudge({
  kind: "code-path",
  documentation: {
    holds:
      "The path exists, in full or as the end of one path; one to be deleted is gone; one of a rejected option is judged as nothing.",
    broken:
      "The path is not there, and nothing is planned that would make it; a path to be deleted is still there after delivery.",
    unproven: "It is to be made and not due yet, or several paths end in it.",
  },
  needs: ["repository"],
  judge(claim, context) {
    const { repository } = context.facts;
    if (repository === undefined) return null;
    switch (claim.value.role) {
      case "rejected":
        return null;
      case "deleted":
        return judgeDeleted(claim.value, repository, context);
      case "new":
        return judgeNew(claim.value, repository, context);
      default:
        return judgeExisting(claim, repository, context);
    }
  },
});

function judgeExisting(claim: ClaimOf<"code-path">, repository: RepositoryFacts, context: JudgeContext): Opinion {
  const { value } = claim;
  const { document, stage } = context;
  const reported = judgeReported(claim, repository, context);
  if (reported !== null) return reported;
  const now = look(value, repository.now);
  if (now !== null) return now;
  const past = repository.past(withinRepository(value.path));
  const [last] = past;
  if (last === undefined) {
    // What a plan or a test section names without a word is what the work will make.
    if (isPromise(claim, document)) return judgeNew(value, repository, context);
    return {
      ...broken(`“${value.path}” is not in the repository, and its history does not know it.`),
      next: "Correct the path; if it is to be made, say so (“new”).",
    };
  }
  const evidence = past.slice(0, MOST_NAMED).map(pastPlace);
  if (isToGo(value.path, document)) return holds(`“${value.path}” is gone, as the design plans.`, ...evidence);
  const written = repository.written(document.outline.source.path);
  const wasThere = written !== null && look(value, written) !== null;
  // A map of what was there describes the day on which it was drawn, once the work that it was drawn for is done.
  const gone = wasThere && stage === "shipped" ? stale : broken;
  const said = wasThere ? "was there when this was written" : "was there once";
  const renamed = past.find(({ renamedTo }) => renamedTo !== null);
  if (renamed !== undefined && renamed.renamedTo !== null) {
    const fix = correction(claim, renamed.renamedTo, document);
    return {
      ...gone(`“${value.path}” ${said} and was moved to ${renamed.renamedTo} in ${renamed.removedIn}.`, ...evidence),
      next: `Name ${renamed.renamedTo} instead.`,
      ...(fix === null ? {} : { fix }),
    };
  }
  return {
    ...gone(`“${value.path}” ${said} and was removed in ${last.removedIn}.`, ...evidence),
    next: "Say what took its place, or that it is gone.",
  };
}

const stale = (because: string, ...evidence: readonly EvidencePlace[]): Opinion =>
  unproven("stale", because, ...evidence);

/** Sections that say what will be made rather than what is there. */
const PROMISED: ReadonlySet<CanonicalId | null> = new Set([
  "rollout",
  "implementation-plan",
  "milestones",
  "test-strategy",
  "tdd-commitment",
  "test-mapping",
  "test-tiers",
  "negative-cases",
  "performance-tests",
  "ci",
]);

/** Whether a section around a claim says what will be made. */
function isPromise({ start }: ClaimOf<"code-path">, { outline }: Document): boolean {
  return outline.sections.some(
    (section) => PROMISED.has(section.canonical) && section.start <= start && start < section.end,
  );
}

const DELETES =
  /\b(?:delet(?:e[sd]?|ing|ion)|remov(?:e[sd]?|ing|al)|drop(?:s|ped|ping)?|retir(?:e[sd]?|ing)|elimina\w*|borra\w*)\b/i;

/** Whether some line of the document that names the path says that it is to be deleted. */
function isToGo(named: string, { outline }: Document): boolean {
  const path = withinRepository(named);
  const { text } = outline.tree;
  for (let at = text.indexOf(path); at !== -1; at = text.indexOf(path, at + path.length)) {
    const start = text.lastIndexOf("\n", at) + 1;
    const end = text.indexOf("\n", at);
    if (
      DELETES.test(
        text.slice(Math.max(start, at - 200), end === -1 ? at + path.length : Math.min(end, at + path.length + 200)),
      )
    )
      return true;
  }
  return false;
}

/**
 * A path that an implementation summary lists as changed, held against what was really changed between the design and the summary;
 * null for other documents and where that is not known.
 */
function judgeReported(
  claim: ClaimOf<"code-path">,
  repository: RepositoryFacts,
  context: JudgeContext,
): Opinion | null {
  const { document, design } = context;
  if (document.kind?.name !== "implementation-summary" || !listsChanges(claim, document)) return null;
  const summary = document.outline.source.path;
  const documents = (design?.documents ?? [document]).map(({ outline }) => outline.source.path);
  const delivery = repository.delivered(documents, summary);
  if (delivery === null) return null;
  const { path } = claim.value;
  const wanted = withinRepository(path);
  const ending = repository.now.exists(wanted) === null ? repository.now.endingIn(wanted) : [wanted];
  const full = ending.length > 0 ? ending : repository.past(wanted).map((past) => past.path);
  // Which of several is meant is a matter of the look at the repository, further on.
  if (full.length > 1) return null;
  const change = delivery.changed(full[0] ?? wanted);
  const range: EvidencePlace = {
    source: "repository",
    at: `${delivery.from}..${delivery.to}`,
    detail: change ?? "not changed",
  };
  if (change !== null)
    return { ...holds(`“${path}” was ${change} between design and summary.`, range), rung: "delivered" };
  return {
    ...broken(`The summary lists “${path}”, and nothing between design and summary changed it.`, range),
    next: "Take it out of the list, or say when it was changed.",
  };
}

/** Whether a claim stands in a section that lists what was changed. */
function listsChanges({ start }: ClaimOf<"code-path">, { outline }: Document): boolean {
  return outline.sections.some(
    (section) =>
      section.start <= start &&
      start < section.end &&
      /\b(?:files?|changes?|changed|modified|added|implemented)\b/i.test(section.title),
  );
}

function judgeNew(value: CodePath, repository: RepositoryFacts, { stage }: JudgeContext): Opinion {
  const now = look(value, repository.now);
  if (now !== null) return now;
  const past = repository.past(withinRepository(value.path));
  const evidence = past.slice(0, MOST_NAMED).map(pastPlace);
  const [last] = past;
  if (last !== undefined) {
    const moved = last.renamedTo === null ? "removed" : `moved to ${last.renamedTo}`;
    return {
      ...broken(`“${value.path}” was made as planned, and ${moved} in ${last.removedIn}.`, ...evidence),
      next: "Say in the design what became of it.",
    };
  }
  if (stage === "planned") return unproven("planned", `“${value.path}” is to be made and is not there yet.`);
  return {
    ...broken(`“${value.path}” was to be made; the design was delivered without it.`),
    next: "Make it, or say in the design what was made instead.",
  };
}

function judgeDeleted(value: CodePath, repository: RepositoryFacts, { stage }: JudgeContext): Opinion {
  const wanted = withinRepository(value.path);
  const { now } = repository;
  const found = now.exists(wanted) === null ? now.endingIn(wanted) : [wanted];
  const past = repository.past(withinRepository(value.path));
  if (found.length === 0) {
    return past.length > 0
      ? holds(`“${value.path}” is gone, as planned.`, ...past.slice(0, MOST_NAMED).map(pastPlace))
      : holds(`“${value.path}” is not there, as planned.`);
  }
  const evidence = found.slice(0, MOST_NAMED).map((path) => place(now, path));
  if (stage === "planned")
    return unproven("planned", `“${value.path}” is to be deleted and is still there.`, ...evidence);
  return {
    ...broken(`“${value.path}” was to be deleted and is still there.`, ...evidence),
    next: "Delete it, or say in the design why it stays.",
  };
}

/** What a tree says of a path; null when it does not have it. */
function look(value: CodePath, tree: Tree): Opinion | null {
  const wanted = withinRepository(value.path);
  if (tree.exists(wanted) !== null)
    return { ...holds(`“${value.path}” is there.`, place(tree, wanted)), rung: "exact" };
  const ending = tree.endingIn(wanted);
  const [only] = ending;
  if (only === undefined) return null;
  if (ending.length === 1) {
    return { ...holds(`“${value.path}” is ${only}, the one path that ends in it.`, place(tree, only)), rung: "suffix" };
  }
  return {
    ...unproven(
      "ambiguous",
      `“${value.path}” may be ${oneOf(ending)}.`,
      ...ending.slice(0, MOST_NAMED).map((path) => place(tree, path)),
    ),
    next: "Write as much of the path as tells it from the others.",
  };
}

/** "a, b or c"; "a, b, c or 4 others". */
function oneOf(paths: readonly string[]): string {
  const named = paths.slice(0, MOST_NAMED);
  const others = paths.length - named.length;
  const last = others > 0 ? `${others} others` : (named.pop() ?? "");
  return `${named.join(", ")} or ${last}`;
}

/** The path as it should be, where the claim's own text holds it once; null for entries of drawn trees. */
function correction({ start, end, value }: ClaimOf<"code-path">, path: string, { outline }: Document): Fix | null {
  const at = outline.tree.text.slice(start, end).indexOf(value.path);
  if (at === -1) return null;
  const from = start + at;
  return { title: `Name ${path}`, edits: [{ start: from, end: from + value.path.length, text: path }] };
}

function place(tree: Tree, path: string): EvidencePlace {
  return { source: "repository", at: path, detail: `in ${tree.name}` };
}

function pastPlace({ path, removedIn, renamedTo }: PathPast): EvidencePlace {
  return {
    source: "repository",
    at: removedIn,
    detail: renamedTo === null ? `removed ${path}` : `moved ${path} to ${renamedTo}`,
  };
}
