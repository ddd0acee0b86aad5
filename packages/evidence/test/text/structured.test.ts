import { describe, expect, it } from "vitest";
import { readStructured } from "../../src/text/structured.ts";

const read = (text: string) => {
  const result = readStructured(text);
  if (!result.ok) throw new Error(result.message);
  return result.read;
};

describe("a structured text", () => {
  it("has the line of every value", () => {
    const { value, lineOf } = read("a:\n  - x: 1\n  - y: two\nb: { c: null }\n");
    expect(value).toEqual({ a: [{ x: 1 }, { y: "two" }], b: { c: null } });
    expect([lineOf(["a", 1, "y"]), lineOf(["b", "c"]), lineOf(["b", "nothing"]), lineOf([])]).toEqual([3, 4, 4, 1]);
  });

  it("may be JSON", () => {
    const { value, lineOf } = read('{\n  "a": [1, "2"],\n  "b": true\n}');
    expect(value).toEqual({ a: [1, "2"], b: true });
    expect(lineOf(["b"])).toBe(3);
  });

  it("may share values by aliases and merges, and stays small when those are many", () => {
    expect(read("a: &x { k: 1 }\nb: *x\nc: { <<: *x, m: 2 }\n").value).toEqual({
      a: { k: 1 },
      b: { k: 1 },
      c: { k: 1, m: 2 },
    });
    const bomb = ["a0: &a0 [x]"];
    for (let i = 1; i < 40; i++)
      bomb.push(`a${i}: &a${i} [${Array.from({ length: 9 }, () => `*a${i - 1}`).join(", ")}]`);
    expect(Object.keys(read(bomb.join("\n")).value as object)).toHaveLength(40);
  });

  it("says at which line it cannot be read", () => {
    expect(readStructured("a: 1\nb: [1,\n")).toMatchObject({ ok: false });
    expect(readStructured("a: *nobody\n")).toMatchObject({
      ok: false,
      line: 1,
      message: "there is no anchor “nobody”",
    });
    expect(readStructured("[".repeat(5000))).toMatchObject({ ok: false });
  });

  it("has nothing of a prototype", () => {
    const value = read('{"__proto__": {"polluted": 1}}').value as Record<string, unknown>;
    expect(value["polluted"]).toBeUndefined();
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });
});
