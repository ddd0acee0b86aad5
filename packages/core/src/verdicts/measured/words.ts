/** Words that tell one thing from another, and those that every target holds. */
import { fold } from "../../text/fold.ts";

const GENERIC = new Set(
  `a an and are as at be been being but by can could do does each every for from has have if in into is it its may must no not of off
  on or our out over per shall should so such that the their them then there these they this to under until up upon was we were when
  where which while will with within without would than less more most least fewer below above between beyond exceed exceeds only
  any all always never both either other same new existing current currently still also about around approximately roughly
  target targets goal goals objective objectives budget threshold limit requirement requirements nfr slo sla slos kpi metric metrics
  performance perf latency latencies delay response responses time times duration throughput rate rates ratio speed fast faster quick
  request requests req reqs call calls endpoint endpoints api apis http https rest service services server servers backend system
  systems application applications app percentile percentiles median average avg mean tail quantile p50 p75 p90 p95 p97 p98 p99 p999
  ms msec millisecond milliseconds sec secs second seconds minute minutes min mins hour hours day days month monthly week weekly us ns
  rps qps tps max maximum minimum end overall total load loads loaded traffic peak normal typical expected steady state sustained
  sustain concurrent concurrency simultaneous user users client clients connection connections session sessions error errors failure
  failures failed fail success successful availability available uptime complete completes completed return returns respond responds
  responding answer answers answered process processes processed processing handle handles handled support supports serve serves served
  take takes taking keep keeps stay stays remain remains measured measure measurement test tests testing benchmark benchmarks slower
  higher lower greater good well acceptable ensure ensures achieve achieves maintain maintains provide provides finish finishes
  el la los las un una unos de del y o en por para con sin que se es son debe deben ser menor mayor menos hasta tiempo tiempos
  respuesta respuestas latencia latencias rendimiento peticion peticiones solicitud solicitudes segundo segundos usuarios concurrentes`
    .split(/\s+/)
    .filter((word) => word !== ""),
);

/** The words of a text, folded, in their singular, parted at anything but letters and at capitals inside: "orderItems" is two. */
export function wordsOf(text: string): readonly string[] {
  const parted = text.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2");
  return fold(parted.replace(/_/g, " "))
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => /\p{L}/u.test(word) && word.length > 1)
    .map(singular);
}

/** Those of its words that say what a statement is about. */
export function tellingWords(text: string): readonly string[] {
  return [...new Set(wordsOf(text))].filter((word) => !GENERIC_SINGULAR.has(word) && !/^p?\d/.test(word));
}

function singular(word: string): string {
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  return word.length > 3 && word.endsWith("s") && !/(?:ss|us|is)$/.test(word) ? word.slice(0, -1) : word;
}

const GENERIC_SINGULAR: ReadonlySet<string> = new Set([...GENERIC].map(singular));
