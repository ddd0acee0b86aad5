import { describe, expect, it } from "vitest";
import { readPeople } from "../../src/grammar/people.ts";

const peopleIn = (text: string) =>
  readPeople(text, 0, text.length).map(({ name, start, end }) => {
    expect(text.slice(start, end)).toBe(name);
    return name;
  });

describe("people", () => {
  it.each([
    ["Ada Lovelace", ["Ada Lovelace"]],
    ["Ada, Grace and Edsger", ["Ada", "Grace", "Edsger"]],
    ["@ada, @platform-team", ["@ada", "@platform-team"]],
    ["Ada Lovelace (@ada), Grace Hopper <grace@navy.mil>", ["Ada Lovelace (@ada)", "Grace Hopper <grace@navy.mil>"]],
    ["[Ada](https://ada.dev) & **Grace**", ["Ada", "Grace"]],
    ["AI Agent + Ada", ["AI Agent", "Ada"]],
    ["Ana Ruiz y Luis Gil", ["Ana Ruiz", "Luis Gil"]],
    ["Ada Lovelace, Staff Engineer", ["Ada Lovelace"]],
    ['["@ada", "@bob"]', ["@ada", "@bob"]],
    ["name: Ada", ["Ada"]],
    ["Alexander Anderson", ["Alexander Anderson"]],
  ])("are read from %j", (text, expected) => {
    expect(peopleIn(text)).toEqual(expected);
  });

  it.each(["TBD", "N/A", "-", "<agent or engineer>", "[Your Name]", "_______", "none", "Your Name", "???", ""])(
    "are not in %j",
    (text) => {
      expect(peopleIn(text)).toEqual([]);
    },
  );
});
