import { describe, expect, it } from "vitest";
import { readFill } from "../../src/document/fill.ts";
import { readOutline } from "../../src/outline/outline.ts";
import { deriveKind } from "../../src/template/derive.ts";

function fillOf(template: string, markdown: string) {
  const kind = deriveKind({ path: "template.md", text: template });
  const outline = readOutline({ path: "a.md", text: markdown });
  const fill = readFill(outline, kind);
  return outline.sections
    .filter(({ level }) => level > 1)
    .map((section) => {
      const state = fill.sections.get(section);
      return {
        has: state?.hasContent,
        left: state?.leftovers.map(({ start, end }) => markdown.slice(start, end)) ?? [],
      };
    });
}

const PROSE =
  "# N: <title>\n\n## Why\n\nSay what hurts the people. Say how often it hurts them.\n\n- Numbers: <how many>\n- Why is this the best way?\n";
const COMMENTS =
  "# N\n\n## Why\n\n<!--\nSay what hurts the people.\n\nSay how often it hurts them.\n-->\n\n- [ ] I asked them\n- Name of the people:\n";

describe("what is left of the template", () => {
  it.each([
    [
      "a paragraph, wrapped otherwise and with other marks",
      "*Say what hurts\nthe people.* Say how often it\nhurts them.",
      1,
    ],
    ["a sentence with the author's own behind it", "Say what hurts the people. The bank does.", 1],
    [
      "two sentences, the author's own between lines",
      "Say what hurts the people.\nThe bank does.\nSay how often it hurts them.",
      2,
    ],
    ["an item with a placeholder", "- Numbers: <how many>\n- More: yes", 1],
    ["a placeholder inside a sentence", "There are <how many> of them.", 1],
    ["TBD", "TBD", 1],
    ["an order in brackets that is not the template's", "Numbers: [insert numbers]", 1],
    ["nothing but the author's words", "The people hurt.", 0],
    ["a placeholder in code, which is how commands are written", "Call `count <how many>`.", 0],
    ["the template quoted", "> Say what hurts the people. Say how often it hurts them.\n\nThey hurt.", 0],
    ["a question of the template with an answer behind it", "- Why is this the best way?\n  It is the only one.", 0],
    ["types and links in brackets", "[[String](#s)]\n\n[Vec]\n\n`<T>`", 0],
  ])("%s", (_what, text, count) => {
    expect(fillOf(PROSE, `# N: X\n\n## Why\n\n${text}\n`)[0]?.left).toHaveLength(count);
  });

  it("a comment, whole or in part, is one thing", () => {
    const whole = fillOf(
      COMMENTS,
      "# N\n\n## Why\n\n<!-- Say what hurts the people.\n\nSay how often it hurts them. -->\n",
    );
    expect(whole).toEqual([{ has: false, left: [expect.stringMatching(/^<!--[^]*-->$/)] }]);
    const part = fillOf(
      COMMENTS,
      "# N\n\n## Why\n\n<!--\nSay what hurts the people.\n\nThey said: nothing.\n-->\n\nNothing.\n",
    );
    expect(part).toEqual([{ has: true, left: ["Say what hurts the people."] }]);
  });

  it("labels of a form and checkboxes stay, and a ticked box is an answer", () => {
    expect(fillOf(COMMENTS, "# N\n\n## Why\n\n- [ ] I asked them\n- Name of the people:\n")[0]?.left).toEqual([]);
    expect(fillOf(COMMENTS, "# N\n\n## Why\n\n- [x] I asked them\n")[0]).toEqual({ has: true, left: [] });
    expect(fillOf(COMMENTS, "# N\n\n## Why\n\n- Name of the people:\n")[0]?.has).toBe(false);
  });

  it("statements of a list that the author went on with were taken over", () => {
    const template = "# N\n\n## Criteria\n\n- Feedback from users\n- More tests\n";
    expect(fillOf(template, "# N\n\n## Criteria\n\n- Feedback from users\n- No open bugs\n")[0]?.left).toEqual([]);
    expect(fillOf(template, "# N\n\n## Criteria\n\n- Feedback from users\n- More tests\n")[0]?.left).toHaveLength(2);
    const labelled = fillOf(template, "# N\n\n## Criteria\n\n- Feedback from users\n- Tests: 14 of them\n")[0];
    expect(labelled?.left).toEqual(["Feedback from users"]);
  });

  it.each([
    ["- ...", false],
    ["…", false],
    ["- …\n- –", false],
    ["- -", false],
    ["- [ ] ", false],
    ["&nbsp;", false],
    ["<br>", false],
    ["```\n\n```", false],
    ["| a | b |\n| - | - |\n| – | … |", false],
    ["Coming soon", false],
    ["- Reason: …", false],
    ["Lorem ipsum dolor sit amet.", false],
    ["None", true],
    ["N/A", true],
    ["Not applicable: nothing is stored.", true],
    ["- one\n- ...", true],
    ["| a | b |\n| - | - |\n| – | ✓ |", true],
    ["42", true],
  ])("%j says something: %s", (text, says) => {
    const bare = "# N\n\n## Why\n\n<!-- Say why. -->\n";
    for (const template of [PROSE, bare]) {
      expect(fillOf(template, `# N: X\n\n## Why\n\n${text}\n`)[0]?.has).toBe(says);
    }
  });

  it.each(["A & b", "Interface & data", "Interfaces & data", "Interfacings & data", "Interfaces, a & b"])(
    "%s is known again, written so or with “and”",
    (item) => {
      const template = `# N\n\n## Criteria\n\n- ${item}\n- More tests\n`;
      for (const text of [template, template.replace("&", "and"), template.replace("&", "&amp;")]) {
        expect(fillOf(template, text)[0]?.left).toHaveLength(2);
      }
    },
  );

  it("dots behind the items of the template take none of them over", () => {
    const template = "# N\n\n## Criteria\n\n- Feedback from users\n- More tests\n- …\n";
    expect(fillOf(template, template)[0]).toMatchObject({ has: false, left: ["Feedback from users", "More tests"] });
  });

  it("a section has content when a heading below it has", () => {
    const fills = fillOf(PROSE, "# N: X\n\n## Why\n\n### People\n\nThey hurt.\n");
    expect(fills.map(({ has }) => has)).toEqual([true, true]);
  });

  it("is found with CRLF, too", () => {
    const crlf = "# N: X\r\n\r\n## Why\r\n\r\nSay what hurts the people.\r\nSay how often it hurts them.\r\n";
    expect(fillOf(PROSE, crlf)[0]?.left).toHaveLength(1);
  });
});
