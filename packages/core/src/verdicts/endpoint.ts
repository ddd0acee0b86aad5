import { isOfRoute, sameRoute, templateOf } from "../contracts/route.ts";
import type { ApiFacts, ApiOperation, Exchange } from "../facts/api.ts";
import { defineJudge, type ClaimOf, type JudgeContext } from "./judge.ts";
import { broken, holds, unproven, type EvidencePlace, type Opinion } from "./verdict.ts";

const MOST_NAMED = 3;

/**
 * Whether an endpoint is in the description of the interface, or answers. The same path under another prefix is another endpoint,
 * and an answer of "not found" to a path with made-up parameters says nothing.
 */
export const endpointJudge = defineJudge({
  kind: "endpoint",
  documentation: {
    holds: "The description has the operation with this method, or the service answered a request to it.",
    broken:
      "The design was delivered without it, with another method only, or open to everybody where the design asks for credentials.",
    unproven: "It is planned, nothing describes the interface, or the answers of the service do not tell.",
  },
  needs: ["api"],
  judge(claim, context) {
    const { api } = context.facts;
    if (api === undefined) return null;
    return byDescription(claim, api, context) ?? byExchange(claim, api, context) ?? absent(claim, api, context);
  },
});

function nameOf({ value }: ClaimOf<"endpoint">): string {
  return `${value.method ?? ""} ${value.path}`.trim();
}

/** The described operations of a path, whatever their methods: the same route, or the route of a concrete example. */
export function describedAt(path: string, { descriptions }: ApiFacts): readonly ApiOperation[] {
  const operations = descriptions.flatMap((description) => description.operations);
  const same = operations.filter(({ paths }) => paths.some((each) => sameRoute(each, path)));
  return same.length > 0 ? same : operations.filter(({ paths }) => paths.some((each) => isOfRoute(path, each)));
}

function byDescription(claim: ClaimOf<"endpoint">, api: ApiFacts, context: JudgeContext): Opinion | null {
  const { method } = claim.value;
  const at = describedAt(claim.value.path, api);
  const found = at.filter((operation) => method === null || operation.method === method);
  const [first] = found;
  if (first !== undefined) {
    const places = found.slice(0, MOST_NAMED).map(placeOf);
    if (first.isOpen === true && asksForCredentials(claim, context)) {
      return {
        ...broken(
          `${nameOf(claim)} needs credentials by the design, and the description lets everybody call it.`,
          ...places,
        ),
        next: "Add `security` to the operation, or say in the design that it is public.",
      };
    }
    return { ...holds(`${nameOf(claim)} is described.`, ...places), rung: "described" };
  }
  if (at.length === 0 || method === null) return null;
  const methods = [...new Set(at.map((operation) => operation.method))].join(", ");
  const places = at.slice(0, MOST_NAMED).map(placeOf);
  const because = `${claim.value.path} is described with ${methods}, and not with ${method}.`;
  if (context.stage === "planned") return unproven("planned", because, ...places);
  return { ...broken(because, ...places), next: `Describe ${method}, or correct the design.` };
}

const CREDENTIALS =
  /\b(?:auth(?:enticat|oriz|oris)\w*|auth|bearer|oauth2?|jwt|api[- ]?key|scopes?|roles?|permissions?)\b/i;
const PUBLIC = /\b(?:public|anonymous|unauthenticated|no auth\w*|without auth\w*|not? require)\b/i;

/** Whether the line on which the endpoint stands asks for credentials. */
function asksForCredentials({ start, end }: ClaimOf<"endpoint">, { document }: JudgeContext): boolean {
  const { text } = document.outline.tree;
  const from = text.lastIndexOf("\n", start) + 1;
  const to = text.indexOf("\n", end);
  // The path itself may hold such a word.
  const line = `${text.slice(from, start)} ${text.slice(end, to === -1 ? text.length : to)}`;
  return CREDENTIALS.test(line) && !PUBLIC.test(line);
}

/** Statuses that only a handler of the path gives, or what stands in front of it: no answer of "there is nothing here". */
function answers({ status }: Exchange): boolean {
  return status < 500 && status !== 404 && status !== 405 && status !== 410 && status !== 421;
}

function byExchange(claim: ClaimOf<"endpoint">, { exchanges }: ApiFacts, context: JudgeContext): Opinion | null {
  const { method, path } = claim.value;
  const here = exchanges.filter((exchange) => isOfRoute(exchange.path, path) || sameRoute(exchange.path, path));
  const own = here.filter((exchange) => method === null || exchange.method === method);
  const good = own.find((exchange) => exchange.status < 400) ?? own.find(answers);
  if (good !== undefined) {
    const guarded = good.status === 401 || good.status === 403;
    if (!guarded)
      return { ...holds(`${nameOf(claim)} answered ${good.status}.`, exchangePlace(good)), rung: "answered" };
    // A gate in front of everything answers so for paths that do not exist as well.
    return {
      ...unproven(
        "inconclusive",
        `${nameOf(claim)} answered ${good.status}, which a path that does not exist may do as well.`,
        exchangePlace(good),
      ),
      next: "Let the request carry credentials, or describe the endpoint in an OpenAPI file.",
    };
  }
  const refused = own.find(({ status }) => status === 405);
  const allowed = here.find(({ allows }) => method !== null && allows.includes(method));
  if (allowed !== undefined)
    return { ...holds(`${path} allows ${method ?? ""}, by its own answer.`, exchangePlace(allowed)), rung: "answered" };
  if (refused !== undefined)
    return missing(claim, `${path} answers, and does not allow ${method ?? ""}.`, refused, context);
  const gone = own.find(({ status }) => status === 404 || status === 410);
  if (gone === undefined) return null;
  if (!/[{:<[]/.test(path)) return missing(claim, `${nameOf(claim)} answered ${gone.status}.`, gone, context);
  return unproven(
    "inconclusive",
    `${nameOf(claim)} answered ${gone.status} with made-up parameters.`,
    exchangePlace(gone),
  );
}

function missing(claim: ClaimOf<"endpoint">, because: string, exchange: Exchange, { stage }: JudgeContext): Opinion {
  if (stage === "planned") return unproven("planned", because, exchangePlace(exchange));
  return { ...broken(because, exchangePlace(exchange)), next: `Serve ${nameOf(claim)}, or correct the design.` };
}

function absent(claim: ClaimOf<"endpoint">, api: ApiFacts, { stage }: JudgeContext): Opinion {
  const { descriptions, unreachable } = api;
  if (descriptions.length === 0) {
    if (unreachable !== null)
      return unproven("unreachable", `The service could not be asked for ${nameOf(claim)}: ${unreachable}.`);
    return {
      ...unproven("no-evidence", `Nobody asked for ${nameOf(claim)}, and nothing describes it.`),
      next: "Name an OpenAPI file, or a recording that holds a request to it.",
    };
  }
  const files = descriptions.map(({ path }) => path).join(", ");
  const wanted = templateOf(claim.value.path).replace(/\{[^}]*\}/g, "{}");
  const near = descriptions
    .flatMap(({ operations }) => operations)
    .filter(({ paths }) => paths.some((path) => path.replace(/\{[^}]*\}/g, "{}").endsWith(wanted)));
  const hint =
    near.length === 0
      ? ""
      : ` Under another prefix there is ${near
          .slice(0, MOST_NAMED)
          .map(({ method, paths }) => `${method} ${paths[0] ?? ""}`)
          .join(", ")}.`;
  const because = `${nameOf(claim)} is not described in ${files}.${hint}`;
  const places = near.slice(0, MOST_NAMED).map(placeOf);
  if (stage === "planned") return unproven("planned", because, ...places);
  return { ...broken(because, ...places), next: "Describe it, or correct the design." };
}

function placeOf({ at, method, paths, isDeprecated }: ApiOperation): EvidencePlace {
  return { source: "openapi", at, detail: `${method} ${paths[0] ?? ""}${isDeprecated ? ", deprecated" : ""}` };
}

function exchangePlace({ at, status, from }: Exchange): EvidencePlace {
  return { source: from, at, detail: `answered ${status}` };
}
