import { createServer } from "node:http";
import { Metrics } from "./metrics.js";

const MOST_BYTES = 64 * 1024;

/**
 * The HTTP interface of openapi.yaml over a set of reservations.
 *
 * @param {{ reservations: import("./reservations.js").Reservations, flags: { isOn(key: string): boolean }, token: string }} parts
 */
export function lockerServer({ reservations, flags, token }) {
  const metrics = new Metrics();

  async function answer(request, url) {
    const [, version, collection, id, inner] = url.pathname.split("/");
    if (url.pathname === "/metrics") return { status: 200, text: metrics.text() };
    if (version !== "v1") return { status: 404 };
    if (collection === "lockers" && id === undefined) {
      return request.method === "GET" ? { status: 200, body: reservations.list() } : { status: 405, allow: "GET" };
    }
    if (request.headers.authorization !== `Bearer ${token}`) return { status: 401 };
    if (collection === "lockers" && inner === "reservations") {
      if (request.method !== "POST") return { status: 405, allow: "POST" };
      if (!flags.isOn("locker-reservations")) return { status: 409, body: { error: "flag_off" } };
      const { parcel } = await bodyOf(request);
      if (typeof parcel !== "string" || parcel === "") return { status: 400 };
      const result = reservations.reserve(id, parcel);
      metrics.reserved("error" in result ? "refused" : "made");
      return "error" in result
        ? { status: 409, body: { error: result.error } }
        : { status: 201, body: result.reservation };
    }
    if (collection === "reservations" && id !== undefined) {
      if (request.method !== "DELETE") return { status: 405, allow: "DELETE" };
      return { status: reservations.release(id) ? 204 : 404 };
    }
    return { status: 404 };
  }

  return createServer(async (request, response) => {
    const started = performance.now();
    const url = new URL(request.url ?? "/", "http://localhost");
    const { status, body, text, allow } = await answer(request, url).catch(() => ({ status: 400 }));
    const headers = allow === undefined ? {} : { allow };
    if (body !== undefined) headers["content-type"] = "application/json";
    response.writeHead(status, headers);
    response.end(body === undefined ? text : JSON.stringify(body));
    metrics.request((performance.now() - started) / 1000);
  });
}

async function bodyOf(request) {
  let text = "";
  for await (const chunk of request) {
    text += chunk;
    if (text.length > MOST_BYTES) throw new Error("too large");
  }
  return JSON.parse(text);
}
