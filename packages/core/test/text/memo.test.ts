import { describe, expect, it } from "vitest";
import { Memo } from "../../src/text/memo.ts";

describe("a memo", () => {
  it("keeps a value with the object that it was worked out of, apart from other memos and other objects", () => {
    const lengths = new Memo<readonly string[], number>();
    const first = new Memo<readonly string[], string>();
    const words = ["one", "two"];
    expect(lengths.get(words)).toBeUndefined();
    expect(lengths.set(words, 2)).toBe(2);
    expect(first.get(words)).toBeUndefined();
    first.set(words, "one");
    expect([lengths.get(words), first.get(words), lengths.get(["one", "two"])]).toEqual([2, "one", undefined]);
    lengths.set(words, 3);
    expect(lengths.get(words)).toBe(3);
  });

  it("shows on no object, goes to no copy, and is kept with what is frozen too", () => {
    const memo = new Memo<object, string>();
    const zone = Object.freeze({ title: "Goals" });
    memo.set(zone, "kept");
    expect(memo.get(zone)).toBe("kept");
    expect(Reflect.ownKeys(zone)).toEqual(["title"]);
    expect(memo.get({ ...zone })).toBeUndefined();
    expect(JSON.stringify(zone)).toBe('{"title":"Goals"}');
  });
});
