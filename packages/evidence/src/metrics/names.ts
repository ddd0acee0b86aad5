/**
 * Names of OpenTelemetry as Prometheus shows them (the compatibility rules of its specification): dots become underscores, the
 * unit is written out behind, counters end in `_total`, ratios in `_ratio`.
 */
const UNITS: Readonly<Record<string, string>> = {
  s: "seconds",
  ms: "milliseconds",
  us: "microseconds",
  ns: "nanoseconds",
  min: "minutes",
  h: "hours",
  d: "days",
  By: "bytes",
  KiBy: "kibibytes",
  MiBy: "mebibytes",
  GiBy: "gibibytes",
  KBy: "kilobytes",
  MBy: "megabytes",
  GBy: "gigabytes",
  m: "meters",
  V: "volts",
  A: "amperes",
  J: "joules",
  W: "watts",
  g: "grams",
  Cel: "celsius",
  Hz: "hertz",
  "%": "percent",
};

/** @example prometheusName("http.server.request.duration", "s", "histogram") // "http_server_request_duration_seconds" */
export function prometheusName(name: string, unit: string | null, type: string): string {
  let mapped = name.replace(/[^a-zA-Z0-9_:]+/g, "_").replace(/^(\d)/, "_$1");
  const written = unitOf(unit, type);
  const isCounter = type === "counter";
  if (isCounter && mapped.endsWith("_total")) mapped = mapped.slice(0, -"_total".length);
  if (written !== "" && !mapped.endsWith(`_${written}`)) mapped = `${mapped}_${written}`;
  return isCounter ? `${mapped}_total` : mapped;
}

/** Braces hold remarks (`{order}`), a slash means "per". */
function unitOf(unit: string | null, type: string): string {
  const plain = (unit ?? "").replace(/\{[^}]*\}/g, "");
  if (plain === "1") return type === "gauge" ? "ratio" : "";
  const [of = "", per] = plain.split("/");
  const base = UNITS[of] ?? (/^[a-zA-Z]\w*$/.test(of) ? of : "");
  if (per === undefined || per === "") return base;
  const time = { s: "second", m: "minute", min: "minute", h: "hour", d: "day" }[per] ?? per;
  return base === "" ? `per_${time}` : `${base}_per_${time}`;
}
