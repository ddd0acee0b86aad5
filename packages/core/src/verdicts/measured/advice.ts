/** Advice on queries that a document shows, and on logs that hold what belongs to persons. */
import type { Document } from "../../document/document.ts";
import type { AlertFacts } from "../../facts/alerts.ts";
import type { LogFacts } from "../../facts/logs.ts";
import { codeSpansOf } from "../../grammar/code-spans.ts";
import { languageOf } from "../../markdown/tree.ts";
import type { Advice } from "../advice.ts";

/** A span that can only be a query: a function of PromQL around something with a range. */
const QUERY =
  /^(?:sum|avg|min|max|count|topk|bottomk|quantile|rate|irate|increase|delta|deriv|histogram_quantile|absent|absent_over_time|\w+_over_time)\s*(?:(?:by|without)\s*\([^)]*\)\s*)?\(.*\[\d+\s?[a-z]+/;

/** Queries of a document that Prometheus would refuse: in fences of PromQL, and in code within a line. */
export function adviseOnQueries(document: Document, facts: AlertFacts): readonly Advice[] {
  const { tree } = document.outline;
  const advice: Advice[] = [];
  const read = (start: number, end: number): void => {
    const text = tree.text.slice(start, end);
    const query = facts.query(text);
    if (query.ok) return;
    const at = start + Math.min(query.at, Math.max(0, text.length - 1));
    advice.push({
      rule: "query-unreadable",
      message: `This query cannot be read: ${query.found} is not expected.`,
      next: "Correct it; Prometheus would refuse it.",
      span: { start: at, end: Math.min(end, at + 1) },
      at: null,
    });
  };
  for (const { block } of document.leaves) {
    if (block.kind === "code") {
      if (/^promql$/i.test(languageOf(block)))
        for (const [start, end] of queriesOf(tree.text, block.lines)) read(start, end);
      continue;
    }
    const text = tree.text.slice(block.start, block.end);
    if (!text.includes("`") || !text.includes("[")) continue;
    const spans = codeSpansOf(tree, block);
    for (let i = 0; i + 1 < spans.length; i += 2) {
      const [start = 0, end = 0] = [spans[i], spans[i + 1]];
      if (QUERY.test(tree.text.slice(start, end))) read(start, end);
    }
  }
  return advice;
}

/** Several queries in a fence are parted by empty lines or by comments. */
function queriesOf(text: string, lines: readonly number[]): readonly (readonly [number, number])[] {
  const queries: [number, number][] = [];
  let open: [number, number] | null = null;
  for (let i = 0; i + 1 < lines.length; i += 2) {
    const [start = 0, end = 0] = [lines[i], lines[i + 1]];
    const line = text.slice(start, end).trim();
    if (line === "" || line.startsWith("#")) open = null;
    else if (open === null) queries.push((open = [start, end]));
    else open[1] = end;
  }
  return queries;
}

/** For designs that speak of logging: lines of the samples that hold an address, a card, an account, a token, a phone number. */
export function adviseOnLogs(document: Document, { finds }: LogFacts): readonly Advice[] {
  const speaks = document.outline.zones.some(
    ({ canonical }) => canonical === "logging" || canonical === "observability",
  );
  if (!speaks) return [];
  return finds.map(({ kind, field, path, line }): Advice => ({
    rule: "personal-data-logged",
    message: `A line of the log holds what looks like ${/^[aeiou]/.test(kind) ? "an" : "a"} ${kind}${field === null ? "" : `, in “${field}”`}.`,
    next: field === null ? "Keep it out of the message." : `Leave “${field}” out of the log, or log a hash of it.`,
    span: null,
    at: `${path}:${line}`,
  }));
}
