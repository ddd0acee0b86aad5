import type { Exchange } from "@lintel/core";
import { objectOf, type JsonObject } from "../text/values.ts";

export type HarResult =
  | { readonly ok: true; readonly exchanges: readonly Exchange[] }
  | { readonly ok: false; readonly message: string };

/** Reads recorded traffic: HTTP Archive 1.2, as browsers, proxies and test tools export it. Entries without an answer are left out. */
export function readHar(text: string, path: string): HarResult {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch (error) {
    return { ok: false, message: `This is no JSON: ${error instanceof Error ? error.message : "unknown error"}.` };
  }
  const entries = objectOf(objectOf(root)?.["log"])?.["entries"];
  if (!Array.isArray(entries)) return { ok: false, message: "This is no HTTP Archive: `log.entries` is missing." };
  const exchanges = entries.flatMap((entry: unknown, i): readonly Exchange[] => {
    const request = objectOf(objectOf(entry)?.["request"]);
    const response = objectOf(objectOf(entry)?.["response"]);
    const { method, url } = request ?? {};
    const status = response?.["status"];
    if (typeof method !== "string" || typeof url !== "string" || typeof status !== "number" || status < 100) return [];
    const target = URL.canParse(url) ? new URL(url).pathname : null;
    if (target === null) return [];
    const headers = Array.isArray(response?.["headers"]) ? (response["headers"] as readonly unknown[]) : [];
    const allow = headers.map(objectOf).find((header) => String(header?.["name"]).toLowerCase() === "allow")?.["value"];
    return [
      {
        method: method.toUpperCase(),
        path: target,
        status,
        body: bodyOf(objectOf(response?.["content"])),
        allows: methodsOf(typeof allow === "string" ? allow : null),
        at: `${path}: entry ${i + 1}`,
        from: "recording",
      },
    ];
  });
  return { ok: true, exchanges };
}

function bodyOf(content: JsonObject | null): unknown {
  const text = content?.["text"];
  if (typeof text !== "string") return undefined;
  return parsedJson(content?.["encoding"] === "base64" ? Buffer.from(text, "base64").toString("utf8") : text);
}

/** The value of a JSON text; undefined when it is none. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** "GET, HEAD" as methods. */
export function methodsOf(allow: string | null): readonly string[] {
  return (allow ?? "")
    .split(",")
    .map((method) => method.trim().toUpperCase())
    .filter((method) => method !== "");
}
