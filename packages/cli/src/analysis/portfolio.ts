import { LAYOUTS, type Status } from "@lintel/core";
import type { Disk } from "../workspace/disk.ts";
import type { Selected } from "../workspace/select.ts";
import { countByKind } from "./count-kinds.ts";
import { countOutcomes, type OutcomeCounts } from "./count-outcomes.ts";
import type { ClaimReport, DocumentReport, VerifiedDocument } from "./report.ts";

/** One document of a design, there or due. */
export interface DesignDocument {
  readonly path: string;
  readonly kind: string | null;
  readonly status: Status | null;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

/** Who is waited for, and what for, as far as the documents say. */
export interface Waiting {
  readonly who: readonly string[];
  readonly for: string;
}

/** Where one design stands. */
export interface DesignReport {
  readonly id: string;
  /** Folder of the design, or its only file. */
  readonly path: string;
  readonly layout: string | null;
  readonly title: string | null;
  readonly status: Status | null;
  readonly documents: readonly DesignDocument[];
  /** Documents that the layout asks for and that are not there, in the order in which they are due. */
  readonly missing: readonly { readonly kind: string; readonly path: string }[];
  readonly findings: { readonly errors: number; readonly warnings: number; readonly infos: number };
  readonly claims: { readonly total: number; readonly byKind: Readonly<Record<string, number>> };
  /** What became of the claims; null when nobody asked. */
  readonly outcomes: OutcomeCounts | null;
  /** Questions that nobody has answered. */
  readonly openQuestions: number;
  readonly waitingFor: readonly Waiting[];
}

/** The designs that the documents belong to, in the order of their paths. Pure but for asking which files are there. */
export function portfolioOf(
  documents: readonly DocumentReport[],
  selected: readonly Selected[],
  disk: Pick<Disk, "exists">,
  verified: ReadonlyMap<string, VerifiedDocument> | null = null,
): readonly DesignReport[] {
  const located = new Map(selected.map((each) => [each.path, each.located]));
  const groups = new Map<string, DocumentReport[]>();
  for (const document of documents) {
    const path = located.get(document.path)?.design.path ?? document.path;
    groups.set(path, [...(groups.get(path) ?? []), document]);
  }
  return [...groups].map(([path, members]) => {
    const first = located.get(members[0]?.path ?? "") ?? null;
    const layout = first?.layout ?? null;
    const steps = LAYOUTS.find(({ name }) => name === layout)?.steps ?? [];
    const inOrder = members.toSorted((a, b) => stepOf(a, steps) - stepOf(b, steps) || (a.path < b.path ? -1 : 1));
    const missing = steps
      .filter((step) => step.optional !== true && !members.some(({ kind }) => kind === step.kind))
      .map(({ kind, file }) => ({ kind, path: `${path}/${file}` }))
      .filter((each) => path !== members[0]?.path && disk.exists(each.path) === null);
    const claims = inOrder.flatMap((document) => document.claims);
    const status = statusOf(inOrder);
    const findings = tally(inOrder);
    const openQuestions = claims.filter(isOpenQuestion).length;
    return {
      id: first?.design.id ?? nameOf(path),
      path,
      layout,
      title: titleOf(inOrder),
      status,
      documents: inOrder.map((document) => ({
        path: document.path,
        kind: document.kind,
        status: document.status,
        ...tally([document]),
      })),
      missing,
      findings,
      claims: { total: claims.length, byKind: countByKind(claims) },
      outcomes:
        verified === null
          ? null
          : countOutcomes(
              inOrder.map(({ path: member, claims: own }) => ({
                claims: own,
                verdicts: verified.get(member)?.verdicts ?? [],
              })),
            ),
      openQuestions,
      waitingFor: waitingFor({ status, findings, missing, openQuestions, claims }),
    };
  });
}

function stepOf({ kind }: DocumentReport, steps: readonly { readonly kind: string }[]): number {
  const at = steps.findIndex((step) => step.kind === kind);
  return at === -1 ? steps.length : at;
}

/**
 * The status of a design is that of its latest document that states one. A summary of what was built says how far the code is,
 * so it counts only when no other document says anything.
 */
function statusOf(documents: readonly DocumentReport[]): Status | null {
  const stated = documents.filter(({ status }) => status !== null);
  const decisive = stated.filter(({ kind }) => kind !== "implementation-summary");
  return (decisive.at(-1) ?? stated.at(-1))?.status ?? null;
}

function titleOf(documents: readonly DocumentReport[]): string | null {
  return documents.find(({ title }) => title !== null && title !== "")?.title ?? null;
}

function tally(documents: readonly DocumentReport[]): { errors: number; warnings: number; infos: number } {
  const all = documents.flatMap(({ findings }) => findings);
  const of = (severity: string): number => all.filter((finding) => finding.severity === severity).length;
  return { errors: of("error"), warnings: of("warning"), infos: of("info") };
}

function isOpenQuestion({ kind, value }: ClaimReport): boolean {
  return (
    kind === "open-question" &&
    typeof value === "object" &&
    value !== null &&
    "status" in value &&
    value.status === "open"
  );
}

function waitingFor(
  design: Pick<DesignReport, "status" | "findings" | "missing" | "openQuestions"> & {
    readonly claims: readonly ClaimReport[];
  },
): readonly Waiting[] {
  const { status, findings, missing, openQuestions, claims } = design;
  if (status === "superseded" || status === "closed") return [];
  const authors = people(claims, "author", "name");
  const waiting: Waiting[] = [];
  const [next] = missing;
  if (status === "approved") {
    if (next !== undefined) waiting.push({ who: authors, for: next.kind });
    return waiting;
  }
  if (findings.errors > 0) {
    waiting.push({ who: authors, for: `${findings.errors} ${findings.errors === 1 ? "error" : "errors"} put right` });
  }
  if (openQuestions > 0) {
    waiting.push({ who: authors, for: `${openQuestions} open ${openQuestions === 1 ? "question" : "questions"}` });
  }
  if (status === "in-review") {
    waiting.push({ who: people(claims, "reviewer", "handle"), for: "review" });
  } else if (next !== undefined) waiting.push({ who: authors, for: next.kind });
  return waiting;
}

function people(claims: readonly ClaimReport[], kind: string, key: string): readonly string[] {
  const names = claims.flatMap((claim) => {
    if (claim.kind !== kind || typeof claim.value !== "object" || claim.value === null) return [];
    const name: unknown = (claim.value as Readonly<Record<string, unknown>>)[key];
    return typeof name === "string" ? [name] : [];
  });
  return [...new Set(names)];
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/\.[a-z]+$/i, "");
}
