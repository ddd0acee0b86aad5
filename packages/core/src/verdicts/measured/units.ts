/** Units of documents in those of facts: milliseconds, and operations per second. */

const TIMES: Readonly<Record<string, number>> = {
  ns: 1e-6,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** Milliseconds of a time; null for another unit. */
export function inMilliseconds(value: number, unit: string): number | null {
  const factor = TIMES[unit];
  return factor === undefined ? null : value * factor;
}

/** A rate per second, and the thing that is counted where it is more than a request: "orders" of "orders/min". */
export interface Rate {
  readonly perSecond: number;
  readonly of: string | null;
}

/** Null for a unit that is no rate of operations (frames, bytes). */
export function asRate(value: number, unit: string): Rate | null {
  if (/^(?:rps|qps|tps|iops)$/.test(unit)) return { perSecond: value, of: null };
  if (unit === "rpm") return { perSecond: value / 60, of: null };
  const match = /^(.*)\/(s|min|h|d)$/.exec(unit);
  if (match === null || /(?:^|\s)[KMGT]?i?[Bb](?:ytes?|its?)?$/.test(match[1] ?? "")) return null;
  const seconds = { s: 1, min: 60, h: 3600, d: 86_400 }[match[2] ?? ""] ?? 1;
  const thing = (match[1] ?? "").trim().toLowerCase();
  const isRequest =
    /^(?:|requests?|reqs?|req|calls?|quer(?:y|ies)|peticiones|solicitudes|consultas|ops|operations?)$/.test(thing);
  return { perSecond: value / seconds, of: isRequest ? null : thing };
}

/** "181.3 ms", "1.02 s", "0.4 µs". */
export function milliseconds(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return "no limit";
  if (value >= 10_000) return `${figures(value / 1000)} s`;
  if (value >= 0.1 || value === 0) return `${figures(value)} ms`;
  return value >= 1e-4 ? `${figures(value * 1e3)} µs` : `${figures(value * 1e6)} ns`;
}

/** At most four figures, without empty digits. */
export function figures(value: number): string {
  if (value === 0) return "0";
  const digits = Math.max(0, 3 - Math.floor(Math.log10(Math.abs(value))));
  return String(Number(value.toFixed(Math.min(20, digits))));
}

/** "0.33 %". */
export function percent(share: number): string {
  return `${figures(share * 100)} %`;
}
