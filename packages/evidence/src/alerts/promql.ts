import type { SyntaxNode } from "@lezer/common";
import type { Comparison, Query, Selector } from "@lintel/core";
import { parser } from "@prometheus-io/lezer-promql";
import { secondsOf } from "./duration.ts";

const OPERATORS: Readonly<Record<string, Comparison["op"]>> = {
  Gtr: ">",
  Gte: ">=",
  Lss: "<",
  Lte: "<=",
  EqlC: "==",
  Eql: "==",
  Neq: "!=",
};
const MOST_LENGTH = 20_000;

/**
 * Reads a query of PromQL with the grammar of Prometheus itself. Its syntax only: whether `rate` is asked of a counter, nobody
 * tells here.
 */
export function readQuery(text: string): Query {
  if (text.length > MOST_LENGTH) return { ok: false, at: MOST_LENGTH, found: "more than anybody writes" };
  if (text.trim() === "") return { ok: false, at: 0, found: "nothing" };
  const tree = parser.parse(text);
  const selectors: Selector[] = [];
  const comparisons: Comparison[] = [];
  const ranges: number[] = [];
  let wrong: number | null = null;
  tree.iterate({
    enter(ref) {
      if (ref.type.isError) {
        wrong ??= ref.from;
        return false;
      }
      if (ref.name === "VectorSelector") selectors.push(selectorOf(ref.node, text));
      else if (ref.name === "MatrixSelector") {
        const duration = ref.node.getChild("DurationExpr") ?? ref.node.lastChild;
        const seconds = duration === null ? null : secondsOf(text.slice(duration.from, duration.to));
        if (seconds !== null) ranges.push(seconds);
      } else if (ref.name === "BinaryExpr") {
        const comparison = comparisonOf(ref.node, text);
        if (comparison !== null) comparisons.push(comparison);
      }
      return true;
    },
  });
  if (wrong !== null) return { ok: false, at: wrong, found: foundAt(text, wrong) };
  return { ok: true, selectors, comparisons, ranges };
}

function foundAt(text: string, at: number): string {
  const word = /^\s*(\w+|\S)/.exec(text.slice(at))?.[1];
  return word === undefined ? "the end" : `“${word}”`;
}

function selectorOf(node: SyntaxNode, text: string): Selector {
  const read = (inner: SyntaxNode | null): string => (inner === null ? "" : text.slice(inner.from, inner.to));
  const identifier = node.getChild("Identifier");
  let metric = identifier === null ? null : read(identifier);
  const matchers: { label: string; op: string; value: string }[] = [];
  for (let each = node.getChild("LabelMatchers")?.firstChild ?? null; each !== null; each = each.nextSibling) {
    const label = read(each.getChild("LabelName") ?? each.getChild("QuotedLabelName"));
    const value = unquote(read(each.getChild("StringLiteral")));
    const op = read(each.getChild("MatchOp"));
    if (label === "" && op === "") metric ??= value || unquote(read(each));
    else if (label === "__name__" && op === "=") metric ??= value;
    else matchers.push({ label: unquote(label), op, value });
  }
  return { metric, matchers, isAbsent: isInAbsent(node) };
}

function isInAbsent(node: SyntaxNode): boolean {
  for (let outer = node.parent; outer !== null; outer = outer.parent) {
    if (
      outer.name === "FunctionCall" &&
      (outer.getChild("FunctionIdentifier")?.firstChild?.name ?? "").startsWith("Absent")
    )
      return true;
  }
  return false;
}

function comparisonOf(node: SyntaxNode, text: string): Comparison | null {
  let operator: Comparison["op"] | undefined;
  for (let each = node.firstChild; each !== null; each = each.nextSibling) operator ??= OPERATORS[each.name];
  const last = node.lastChild;
  if (operator === undefined || last === null) return null;
  const value = numberOf(last, text);
  return value === null ? null : { op: operator, value };
}

/** A number, also one with a sign, in brackets, or multiplied out: `> 100 * 1024`. */
function numberOf(node: SyntaxNode, text: string): number | null {
  const written = text.slice(node.from, node.to).trim();
  if (/^[-+]?[\d.]+(?:e[-+]?\d+)?$/i.test(written)) return Number(written);
  if (node.name === "ParenExpr") {
    const inner = node.firstChild?.nextSibling ?? node.firstChild;
    return inner === null ? null : numberOf(inner, text);
  }
  const seconds = node.name === "NumberDurationLiteral" ? secondsOf(written) : null;
  if (seconds !== null) return seconds;
  const [left, operator, right] = [node.firstChild, node.firstChild?.nextSibling ?? null, node.lastChild];
  if (node.name !== "BinaryExpr" || left === null || operator === null || right === null) return null;
  const [a, b] = [numberOf(left, text), numberOf(right, text)];
  if (a === null || b === null) return null;
  return operator.name === "Mul" ? a * b : operator.name === "Div" && b !== 0 ? a / b : null;
}

function unquote(written: string): string {
  return /^(["'`]).*\1$/s.test(written) ? written.slice(1, -1) : written;
}
