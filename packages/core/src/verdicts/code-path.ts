import type { CodePath } from "../claims/code-path.ts";
import type { PathPast, RepositoryFacts, Tree } from "../facts/repository.ts";
import { defineJudge, type JudgeContext } from "./judge.ts";
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
    holds: "The path exists; one to be deleted is gone; one of a rejected option is judged as nothing.",
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
        return judgeExisting(claim.value, repository, context);
    }
  },
});

function judgeExisting(value: CodePath, repository: RepositoryFacts, context: JudgeContext): Opinion {
  const now = look(value, repository.now);
  if (now !== null) return now;
  const written = repository.written(context.document.outline.source.path);
  const then = written === null ? null : look(value, written);
  const past = repository.past(value.path);
  const [last] = past;
  const renamed = past.find(({ renamedTo }) => renamedTo !== null);
  const evidence = past.slice(0, MOST_NAMED).map(pastPlace);
  if (renamed !== undefined && renamed.renamedTo !== null) {
    return {
      ...broken(`“${value.path}” was moved to ${renamed.renamedTo} in ${renamed.removedIn}.`, ...evidence),
      next: `Name ${renamed.renamedTo} instead.`,
    };
  }
  if (last !== undefined) {
    const said = then === null ? "was there once" : "was there when this was written";
    return {
      ...broken(`“${value.path}” ${said} and was removed in ${last.removedIn}.`, ...evidence),
      next: "Say what took its place, or that it is gone.",
    };
  }
  return {
    ...broken(`“${value.path}” is not in the repository, and its history does not know it.`),
    next: "Correct the path; if it is to be made, say so (“new”).",
  };
}

function judgeNew(value: CodePath, repository: RepositoryFacts, { stage }: JudgeContext): Opinion {
  const now = look(value, repository.now);
  if (now !== null) return now;
  const past = repository.past(value.path);
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
  const { now } = repository;
  const found = now.exists(value.path) === null ? now.endingIn(value.path) : [value.path];
  const past = repository.past(value.path);
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
  if (tree.exists(value.path) !== null)
    return { ...holds(`“${value.path}” is there.`, place(tree, value.path)), rung: "exact" };
  const ending = tree.endingIn(value.path);
  const [only] = ending;
  if (only === undefined) return null;
  if (ending.length === 1) {
    return { ...holds(`“${value.path}” is ${only}, the one path that ends in it.`, place(tree, only)), rung: "suffix" };
  }
  const named = ending.slice(0, MOST_NAMED).join(", ");
  const more = ending.length > MOST_NAMED ? ` and ${ending.length - MOST_NAMED} more` : "";
  return {
    ...unproven(
      "ambiguous",
      `“${value.path}” may be ${named}${more}.`,
      ...ending.slice(0, MOST_NAMED).map((path) => place(tree, path)),
    ),
    next: "Write as much of the path as tells it from the others.",
  };
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
