/** Paths of HTTP endpoints: "/v1/orders/{id}", "/v1/orders/:id", "/v1/orders/<id>", "/v1/orders/[id]" and "/v1/orders/${id}" are one. */

const PARAMETER =
  /^(?:\{\+?([\w.-]+)[^}]*\}|:([\w-]+)\??|<(?:\w+:)?([\w-]+)>|\[(?:\.\.\.)?([\w-]+)\]|\$\{([\w.-]+)\})$/;

/** The segments of a path; a parameter is null. A slash at the end says nothing. */
function segmentsOf(path: string): readonly (string | null)[] {
  return path
    .replace(/[?#].*$/, "")
    .split("/")
    .filter((segment) => segment !== "")
    .map((segment) => (PARAMETER.test(segment) ? null : segment));
}

/** Names of the parameters of a path, in order. */
export function parametersOf(path: string): readonly string[] {
  return path.split("/").flatMap((segment) => {
    const match = PARAMETER.exec(segment);
    return match === null ? [] : [match[1] ?? match[2] ?? match[3] ?? match[4] ?? match[5] ?? "value"];
  });
}

/** A path with its parameters as `{name}`. */
export function templateOf(path: string): string {
  const segments = path.split("/").map((segment) => {
    const match = PARAMETER.exec(segment);
    return match === null ? segment : `{${match[1] ?? match[2] ?? match[3] ?? match[4] ?? match[5] ?? "value"}}`;
  });
  return segments.join("/").replace(/(?<=.)\/$/, "");
}

/** Whether two paths are the same route: literal segments alike, parameters at the same places, whatever their names. */
export function sameRoute(a: string, b: string): boolean {
  return alike(a, b, (x, y) => x === y);
}

/**
 * Whether a concrete path ("/v1/orders/7") is one of a route ("/v1/orders/{id}"), or is the same route. "/v1/orders/{id}" is none of
 * "/v1/orders/search".
 */
export function isOfRoute(concrete: string, route: string): boolean {
  return alike(concrete, route, (x, y) => x === y || (y === null && x !== null));
}

function alike(a: string, b: string, fits: (x: string | null, y: string | null) => boolean): boolean {
  const [left, right] = [segmentsOf(a), segmentsOf(b)];
  return left.length === right.length && left.every((segment, i) => fits(segment, right[i] ?? null));
}
