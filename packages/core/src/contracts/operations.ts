import type { Claim } from "../claims/claim.ts";
import type { Endpoint } from "../claims/endpoint.ts";
import type { Document } from "../document/document.ts";
import { readRequests } from "../grammar/request.ts";
import type { Section } from "../outline/sections.ts";
import { payloadValue, type PayloadClaim } from "./payload-value.ts";
import { templateOf } from "./route.ts";

/** A body that a document shows, and what it is the body of. */
export interface DescribedBody {
  readonly claim: PayloadClaim;
  /** Null when it is no JSON. */
  readonly value: { readonly value: unknown } | null;
  readonly part: "request" | { readonly status: string };
}

/** One HTTP operation as a document describes it. */
export interface DescribedOperation {
  /** Upper case. */
  readonly method: string;
  /** Parameters as `{name}`. */
  readonly path: string;
  /** Null when only a body names it again in other words. */
  readonly claim: Claim<"endpoint", Endpoint> | null;
  readonly bodies: readonly DescribedBody[];
}

/** As much text in front of a body is looked through for what names it. */
const MOST_BEFORE = 20_000;

/**
 * The HTTP operations that a document describes, with the bodies that it shows for each. A body belongs to the request that is
 * named last before it in its own section, or in the title or text of a section around it; to none when nothing is named there.
 */
export function operationsOf(document: Document): readonly DescribedOperation[] {
  type Open = { method: string; path: string; claim: Claim<"endpoint", Endpoint> | null; bodies: DescribedBody[] };
  const operations = new Map<string, Open>();
  const operation = (method: string, path: string): Open => {
    const template = templateOf(path);
    const key = `${method} ${template.replace(/\{[^}]*\}/g, "{}")}`;
    const known = operations.get(key) ?? { method, path: template, claim: null, bodies: [] };
    operations.set(key, known);
    return known;
  };
  for (const claim of document.claims) {
    if (claim.kind === "endpoint" && claim.value.method !== null) {
      operation(claim.value.method, claim.value.path).claim ??= claim;
    }
  }
  for (const claim of document.claims) {
    if (claim.kind !== "payload") continue;
    const owner = ownerOf(claim, document);
    if (owner === null) continue;
    const { bodies } = operation(owner.method, owner.path);
    bodies.push({ claim, value: payloadValue(claim, document), part: partOf(claim, owner, bodies, document) });
  }
  return [...operations.values()];
}

interface Owner {
  readonly method: string;
  readonly path: string;
  /** Offset behind its name, where it is named in the text before the body; null when a section around does. */
  readonly end: number | null;
}

function ownerOf(claim: PayloadClaim, { outline }: Document): Owner | null {
  const { text } = outline.tree;
  let section = innermost(outline.sections, claim.start);
  const start = Math.max(section?.start ?? 0, claim.start - MOST_BEFORE);
  const near = lastRequest(text.slice(start, claim.start));
  if (near !== null) return { ...near, end: start + near.end };
  for (section = section?.parent ?? null; section !== null; section = section.parent) {
    const stop = Math.min(section.children[0]?.start ?? section.end, section.start + MOST_BEFORE);
    const named = lastRequest(text.slice(section.start, stop));
    if (named !== null) return { ...named, end: null };
  }
  return null;
}

function lastRequest(text: string): { readonly method: string; readonly path: string; readonly end: number } | null {
  const found = readRequests(text).findLast(({ method }) => method !== null);
  return found === undefined || found.method === null
    ? null
    : { method: found.method, path: found.path, end: found.end };
}

function innermost(sections: readonly Section[], offset: number): Section | null {
  return sections.findLast((section) => section.start <= offset && offset < section.end) ?? null;
}

const ASKS = /\b(?:requests?|body|input|sends?|accepts|takes|petici[oó]n|solicitud|cuerpo)\b/gi;
const ANSWERS = /\b(?:responses?|returns?|answers?|outputs?|repl(?:y|ies)|results?|success|respuestas?|devuelve)\b/gi;
const FAILS = /\b(?:errors?|fail(?:s|ure)?|problem)\b/gi;
const STATUS = /\b([1-5]\d\d|[1-5]XX)\b/g;

/** What a body is the body of: by the words just before it, else by the order in which people show bodies. */
function partOf(
  claim: PayloadClaim,
  owner: Owner,
  before: readonly DescribedBody[],
  { outline }: Document,
): DescribedBody["part"] {
  const { text } = outline.tree;
  const from = Math.max(before.at(-1)?.claim.end ?? 0, owner.end ?? 0, claim.start - 240);
  const section = innermost(outline.sections, claim.start);
  const title = section === null ? "" : section.title;
  const words = `${title} ${text.slice(Math.max(from, section?.start ?? 0), claim.start)}`;
  const asks = lastOf(ASKS, words);
  const answers = lastOf(ANSWERS, words);
  const fails = lastOf(FAILS, words);
  const status = [...words.matchAll(STATUS)].at(-1)?.[1] ?? null;
  if (status !== null || Math.max(answers, fails) > asks) {
    if (status !== null) return { status };
    return { status: fails > answers ? "4XX" : "2XX" };
  }
  if (asks !== -1) return "request";
  const sends = owner.method === "POST" || owner.method === "PUT" || owner.method === "PATCH";
  return sends && before.every(({ part }) => part !== "request") ? "request" : { status: "2XX" };
}

function lastOf(pattern: RegExp, text: string): number {
  return [...text.matchAll(pattern)].at(-1)?.index ?? -1;
}
