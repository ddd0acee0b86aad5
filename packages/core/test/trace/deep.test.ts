import { describe, expect, it } from "vitest";
import { deepCoverage, leavesOf } from "../../src/trace/deep.ts";

/** What is covered and what is on a circle, of a graph written `a>b c, b>d`; capitals hold. */
function read(graph: string): Readonly<Record<string, string>> {
  const names = [...new Set(graph.match(/[A-Za-z]\w*/g) ?? [])];
  const edges = names.map((): number[] => []);
  for (const part of graph.split(",")) {
    const [from = "", to = ""] = part.trim().split(">");
    for (const target of to.trim().split(" ").filter(Boolean))
      edges[names.indexOf(from.trim())]?.push(names.indexOf(target));
  }
  const coverage = deepCoverage(edges, (node) => /^[A-Z]/.test(names[node] ?? ""));
  return Object.fromEntries(
    names.map((name, i) => [
      name,
      coverage[i]?.isCycle === true ? "circle" : coverage[i]?.isCovered === true ? "covered" : "open",
    ]),
  );
}

describe("deep coverage", () => {
  it("needs everything below, over any number of layers", () => {
    expect(read("g>a b, a>A1 A2, b>A2")).toMatchObject({ g: "covered", a: "covered", b: "covered" });
    expect(read("g>a b, a>A1 A2, b>no")).toMatchObject({ g: "open", a: "covered", b: "open" });
    expect(read("g>")).toEqual({ g: "open" });
  });

  it("ends on circles, also on those that do not go through where it began", () => {
    expect(read("a>b, b>c, c>b A")).toEqual({ a: "circle", b: "circle", c: "circle", A: "covered" });
    expect(read("a>a")).toEqual({ a: "circle" });
    expect(read("x>A, y>x z, z>y")).toMatchObject({ x: "covered", y: "circle", z: "circle" });
  });

  it("enters shared layers once, however many ways lead through them", () => {
    // 60 layers of two nodes, all linked: 2^60 ways.
    const layers = 60;
    const edges = Array.from({ length: 2 * layers }, (_, node) => {
      const next = 2 * (Math.floor(node / 2) + 1);
      return next < 2 * layers ? [next, next + 1] : [];
    });
    let asked = 0;
    const coverage = deepCoverage(edges, () => {
      asked++;
      return true;
    });
    expect(coverage[0]).toEqual({ isCovered: true, isCycle: false });
    expect(asked).toBe(2);
    expect(leavesOf(0, edges)).toEqual([2 * layers - 2, 2 * layers - 1]);
  });

  it("goes as deep as there are layers without running out of stack", () => {
    const depth = 200_000;
    const edges = Array.from({ length: depth }, (_, node) => (node + 1 < depth ? [node + 1] : []));
    expect(deepCoverage(edges, () => true)[0]).toEqual({ isCovered: true, isCycle: false });
  });
});
