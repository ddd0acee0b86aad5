import { fold } from "../text/fold.ts";
import type { Status } from "./document.ts";

/** Words of real repositories for the five stored ones (MADR, KEP, EIP, RFC, seeds). */
const WORDS: Readonly<Record<string, Status>> = {
  draft: "draft",
  wip: "draft",
  "work in progress": "draft",
  proposed: "draft",
  provisional: "draft",
  idea: "draft",
  new: "draft",
  ideation: "draft",
  "in-review": "in-review",
  "in review": "in-review",
  review: "in-review",
  "under review": "in-review",
  discussion: "in-review",
  "last call": "in-review",
  reviewing: "in-review",
  "ready for review": "in-review",
  approved: "approved",
  accepted: "approved",
  implementable: "approved",
  implemented: "approved",
  final: "approved",
  published: "approved",
  committed: "approved",
  complete: "approved",
  completed: "approved",
  done: "approved",
  active: "approved",
  superseded: "superseded",
  replaced: "superseded",
  closed: "closed",
  rejected: "closed",
  withdrawn: "closed",
  obsolete: "closed",
  abandoned: "closed",
  deprecated: "closed",
  deferred: "closed",
  cancelled: "closed",
  canceled: "closed",
  stagnant: "closed",
};

/** Every word that has a meaning here, in lower case. */
export const STATUS_WORDS: readonly string[] = Object.keys(WORDS);

/** The stored status that a written one means; null for a word that none of the known lifecycles uses. */
export function statusOf(raw: string): Status | null {
  const folded = fold(raw)
    .replace(/^[[(]|[\])]$/g, "")
    .trim();
  const exact = WORDS[folded];
  if (exact !== undefined) return exact;
  const first = /^([a-z][a-z-]*(?: review| call)?)\b/.exec(folded)?.[1];
  return first === undefined || /[/|]/.test(folded) ? null : (WORDS[first] ?? null);
}
