import { describe, expect, it } from "vitest";
import { shortened, withShortClasses } from "./letters.mjs";

const compiled = (literal: string): RegExp => new RegExp(shortened(literal).slice(1, -2), "u");

describe("The short classes of letters and numbers", () => {
  const letter = compiled(String.raw`/^\p{L}$/u`);
  const exact = new RegExp(String.raw`^\p{L}$`, "u");
  const number = compiled(String.raw`/^[\p{N}]$/u`);

  it("hold every letter of the living scripts", () => {
    for (const text of [
      "aZ",
      "ªµºÀÖØöøßñ",
      "ĀſƔʯˁ",
      "ΑΩάώ",
      "ЯжЁё",
      "אבג",
      "عربية",
      "हिन्दी",
      "ไทย",
      "한국어",
      "日本語カナ々",
      "ｆｕｌｌ",
    ]) {
      for (const character of text) expect(letter.test(character)).toBe(true);
    }
  });

  it("hold no character below Greek, and no punctuation, symbol or emoji, that is no letter", () => {
    for (let code = 0; code < 0x02c2; code++) {
      const character = String.fromCharCode(code);
      expect(letter.test(character)).toBe(exact.test(character));
    }
    for (let code = 0x2000; code < 0x2c00; code++) expect(letter.test(String.fromCharCode(code))).toBe(false);
    for (const character of "、。「」・？！（）：；،؛؟।✅🎯→…—“”‘’×÷²") expect(letter.test(character)).toBe(false);
  });

  it("hold the digits and the numbers that stand raised or in circles", () => {
    for (const character of "0189²³½①⑳❶５") expect(number.test(character)).toBe(true);
    for (const character of "a.-✅") expect(number.test(character)).toBe(false);
  });

  it("stand in templates of regular expressions", () => {
    const twice = withShortClasses("new RegExp(`^[^\\\\p{N}]${A}\\\\p{N}`, 'u')", "a.ts");
    expect(twice).toMatch(/^new RegExp\(`\^\[\^0-9\\\\xb2[^\]]+\]\$\{A\}\[0-9\\\\xb2[^\]]+\]`, 'u'\)$/);
    expect(withShortClasses("String.raw`\\p{N}`", "a.ts")).toMatch(/^String\.raw`\[0-9\\xb2[^\]]+\]`$/);
  });

  it("stand in regular expressions only, with brackets where there are none", () => {
    expect(withShortClasses(String.raw`const a = "\\p{L}"; // \p{L}`, "a.ts")).toBe(
      String.raw`const a = "\\p{L}"; // \p{L}`,
    );
    const code = withShortClasses(String.raw`const a = /\[\p{L}+[^\p{N}-]/u;`, "a.ts");
    expect(code).toMatch(/^const a = \/\\\[\[A-Za-z[^\]]+\]\+\[\^0-9[^\]]+-\]\/u;$/);
  });
});
