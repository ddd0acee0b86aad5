import { operationsOf, type DescribedBody, type DescribedOperation } from "../contracts/operations.ts";
import { isOfRoute } from "../contracts/route.ts";
import { mergeSchemas, schemaOf, type JsonSchema } from "../contracts/json-schema.ts";
import type { Document } from "../document/document.ts";
import type { ApiFacts, Exchange, Mismatch } from "../facts/api.ts";
import { describedAt } from "./endpoint.ts";
import { defineJudge, type ClaimOf } from "./judge.ts";
import { broken, holds, unproven, type EvidencePlace, type Opinion } from "./verdict.ts";
import { Memo } from "../text/memo.ts";

const MOST_NAMED = 3;
/** Languages by whose name a block claims to be strict JSON. */
const STRICT = /^(?:json|geojson|jsonld|json-ld)$/;

/**
 * Whether an example of a body fits what is described for its operation, or what the service really answered. That it is JSON at
 * all is the first condition, and proves nothing more.
 */
export const payloadJudge = defineJudge({
  kind: "payload",
  documentation: {
    holds: "The example fits the schema that is described for its operation, or has the shape of a real answer.",
    broken: "It is marked as JSON and is none, or it differs from the schema or from the real answer.",
    unproven: "Nothing says whose body it is, nothing describes that body, or the example leaves something out.",
  },
  needs: [],
  judge(claim, { document, facts }) {
    const body = bodyOf(claim, document);
    if (!claim.value.jsonc) return unreadable(claim);
    if (body === null) return unproven("inconclusive", "Nothing near it says of which endpoint this is the body.");
    if (body.shown.value === null) return unreadable(claim);
    const { api } = facts;
    const name = bodyName(body);
    if (api === undefined) {
      return {
        ...unproven("no-evidence", `The ${name} is JSON, and nothing describes it.`),
        next: "Name your OpenAPI file under `evidence: openapi:` in lintel.yaml.",
      };
    }
    const { value } = body.shown.value;
    return byDescription(body, value, api) ?? byExchange(body, value, api) ?? undescribed(body, api);
  },
});

interface OwnedBody {
  readonly operation: DescribedOperation;
  readonly shown: DescribedBody;
}

const known = new Memo<Document, ReadonlyMap<string, OwnedBody>>();

function bodyOf(claim: ClaimOf<"payload">, document: Document): OwnedBody | null {
  let bodies = known.get(document);
  if (bodies === undefined) {
    const owned = operationsOf(document).flatMap((operation) =>
      operation.bodies.map((shown) => [shown.claim.id, { operation, shown }] as const),
    );
    bodies = new Map(owned);
    known.set(document, bodies);
  }
  return bodies.get(claim.id) ?? null;
}

function unreadable({ value }: ClaimOf<"payload">): Opinion {
  const why = value.why ?? "it does not read";
  if (/ellipsis/.test(why)) return unproven("inconclusive", `The example leaves something out (${why}).`);
  if (!STRICT.test(value.lang)) return unproven("inconclusive", `The example is no JSON (${why}).`);
  return {
    ...broken(`The example is marked as JSON and is none: ${why}.`),
    next: "Write it as JSON that can be read.",
  };
}

function bodyName({ operation, shown }: OwnedBody): string {
  const what =
    shown.part === "request" ? "request" : shown.part.status.startsWith("2") ? "answer" : `answer ${shown.part.status}`;
  return `${what} of ${operation.method} ${operation.path}`;
}

function byDescription(body: OwnedBody, value: unknown, api: ApiFacts): Opinion | null {
  const { operation, shown } = body;
  const described = describedAt(operation.path, api).filter(({ method }) => method === operation.method);
  for (const each of described) {
    const place = (detail: string): EvidencePlace => ({ source: "openapi", at: each.at, detail });
    const parts =
      shown.part === "request"
        ? (["request"] as const)
        : statusesFor(shown.part.status, each.statuses).map((status) => ({ status }));
    const tried = parts.flatMap((part) => {
      const misfits = each.misfits(part, value);
      return misfits === null ? [] : [misfits];
    });
    const [first] = tried;
    if (first === undefined) continue;
    if (tried.some((misfits) => misfits.length === 0))
      return { ...holds(`The ${bodyName(body)} fits its schema.`, place("schema")), rung: "described" };
    return {
      ...broken(`The ${bodyName(body)} does not fit its schema: ${misfitWords(first)}.`, place("schema")),
      next: "Correct the example, or the description.",
    };
  }
  return null;
}

/** The described statuses that an example may be of: its own, its class, the default. "2XX" stands for any success. */
function statusesFor(status: string, described: readonly string[]): readonly string[] {
  const own = described.filter((each) => each === status);
  if (own.length > 0) return own;
  const sameClass = described.filter(
    (each) => each.charAt(0) === status.charAt(0) && (/XX$/i.test(status) || /XX$/i.test(each)),
  );
  return sameClass.length > 0 ? sameClass : described.filter((each) => each === "default");
}

function misfitWords(misfits: readonly Mismatch[]): string {
  const words = misfits
    .slice(0, MOST_NAMED)
    .map(({ pointer, message }) => `${pointer === "" ? "it" : pointer} ${message}`);
  const more = misfits.length - words.length;
  return more > 0 ? `${words.join("; ")}; and ${more} more` : words.join("; ");
}

/** What a service really answered tells of its own answers only. */
function byExchange(body: OwnedBody, value: unknown, { exchanges }: ApiFacts): Opinion | null {
  const { operation, shown } = body;
  if (shown.part === "request") return null;
  const { status } = shown.part;
  const fits = (exchange: Exchange): boolean =>
    exchange.method === operation.method &&
    isOfRoute(exchange.path, operation.path) &&
    exchange.body !== undefined &&
    (/XX$/i.test(status) ? String(exchange.status).charAt(0) === status.charAt(0) : String(exchange.status) === status);
  const own = exchanges.filter(fits);
  const [first] = own;
  if (first === undefined) return null;
  const real = own.map((exchange) => schemaOf(exchange.body)).reduce(mergeSchemas);
  const misfits = differences(schemaOf(value), real, "");
  const place: EvidencePlace = { source: first.from, at: first.at, detail: `answered ${first.status}` };
  if (misfits.length === 0)
    return { ...holds(`The ${bodyName(body)} has the shape of a real one.`, place), rung: "answered" };
  return {
    ...broken(`The ${bodyName(body)} differs from a real one: ${misfitWords(misfits)}.`, place),
    next: "Correct the example, or the service.",
  };
}

/** Where an example promises what a real answer does not have, or has as another type. What is more is not told. */
function differences(shown: JsonSchema, real: JsonSchema, pointer: string): readonly Mismatch[] {
  const [mine, theirs] = [typesOf(shown), typesOf(real)];
  if (mine.length === 0 || theirs.length === 0) return [];
  const agree = mine.some(
    (type) =>
      theirs.includes(type) ||
      (type === "integer" && theirs.includes("number")) ||
      (type === "number" && theirs.includes("integer")),
  );
  // A value that is null today may be anything tomorrow.
  if (!agree && !mine.includes("null") && !theirs.includes("null")) {
    return [{ pointer, message: `is ${mine.join(" or ")} here and ${theirs.join(" or ")} there` }];
  }
  const own = Object.entries(shown.properties ?? {}).flatMap(([name, schema]) => {
    const at = `${pointer}/${name}`;
    const other = real.properties?.[name];
    if (other !== undefined) return differences(schema, other, at);
    return real.properties === undefined ? [] : [{ pointer: at, message: "is not there" }];
  });
  const items =
    shown.items === undefined || real.items === undefined ? [] : differences(shown.items, real.items, `${pointer}/0`);
  return [...own, ...items];
}

function typesOf({ type }: JsonSchema): readonly string[] {
  return type === undefined ? [] : typeof type === "string" ? [type] : type;
}

function undescribed(body: OwnedBody, { descriptions, unreachable }: ApiFacts): Opinion {
  if (descriptions.length === 0 && unreachable !== null) {
    return unproven("unreachable", `The service could not be asked for the ${bodyName(body)}: ${unreachable}.`);
  }
  return {
    ...unproven("no-evidence", `The ${bodyName(body)} is JSON, and no schema is described for it.`),
    next: "Describe its schema in the OpenAPI file.",
  };
}
