/** Arbitrary Markdown for properties: lines that look like what people write, in containers, and then broken. */
import { tests } from "commonmark-spec";
import { array, constant, constantFrom, nat, oneof, tuple, type Arbitrary } from "fast-check";

// oxfmt-ignore
const plainInline = [
  "word", "a", "b c", " ", "  ", "*", "**", "***", "_", "__", "`", "``", "`code`", "[", "]", "![", "](", ")", "(", "[a]", "[b]",
  "[a][b]", "[a](b)", "[a](<b c> 'd')", "![a](b.png)", "<b>", "</b>", '<a href="b">', "<br/>", "<", ">", "<!-- c -->", "<!--",
  "-->", "<http:a.b>", "&amp;", "&#35;", "&", "\\", "\\*", "\\[", "!", ".", ",", "é", "漢字", "“", "”", "-", "+", "=",
  "#", '"', "'", "1", "x_y", "/",
];

// oxfmt-ignore
const dialectInline = [
  "~", "~~", "|", "\\|", "[^n]", " https://a.b/c", " www.a.b", " me@a.bc ", "`a|b`", "`a\\|b`", " http://a.b/(c)", ").", "](", "~a~", "**",
];

// oxfmt-ignore
const plainBlocks = [
  "# ", "## ", "###### ", "#", "- ", "* ", "+ ", "1. ", "2) ", "10. ", "-   ", "-", "> ", ">", "> > ", "```", "~~~", "````", "```ts",
  "---", "***", "- - -", "===", "    ", "  ", " ", "   ", "<div>", "</div>", "<!--", "-->", "<pre>", "</pre>", "<x y='z'>", "<?",
  "[a]: b", '[b]: <c> "d"',
];

// Without what the oracles quarrel about (empty items, single tags, code by indent): no second oracle knows the dialect.
// oxfmt-ignore
const dialectBlocks = [
  "# ", "- a", "1. a", "> a", "> ", "---", "===", "  ", "<div>", "[a]: b", "| a | b |", "| - | - |", "|-|", "|-", "a | b",
  "-|-", ":-: | -:", "|", "[^n]: a", "- [ ] a", "- [x] a", "* [X] a",
];

const plainPrefixes = ["", "", "", "", "> ", ">", "- ", "  ", "    ", "1. ", "   ", "> > ", "- - ", ">   "];
const dialectPrefixes = ["", "", "", "", "> ", "- a\n  ", "  "];

function lines(prefixes: readonly string[], blocks: readonly string[], inlines: readonly string[]): Arbitrary<string> {
  const inline = array(constantFrom(...inlines), { maxLength: 7 }).map((parts) => parts.join(""));
  const start = oneof({ weight: 1, arbitrary: constant("") }, { weight: 6, arbitrary: constantFrom(...blocks) });
  const prefix = constantFrom(...prefixes);
  const line = tuple(prefix, prefix, start, inline).map((parts) => parts.join(""));
  const anyLine = oneof({ weight: 6, arbitrary: line }, { weight: 2, arbitrary: constant("") });
  return array(anyLine, { minLength: 1, maxLength: 9 }).map((all) => all.join("\n"));
}

/** Text composed of lines of all sorts, in containers; CommonMark only. */
export const composed: Arbitrary<string> = lines(plainPrefixes, plainBlocks, plainInline);

/** The same with what is GitHub's own: tables, tasks, footnotes, strikethrough, bare links. */
export const composedInDialect: Arbitrary<string> = lines(dialectPrefixes, dialectBlocks, [
  ...plainInline.filter((part) => !part.startsWith("<")),
  ...dialectInline,
  ...dialectInline,
]);

const examples = tests.map(({ markdown }) => markdown.replaceAll("→", "\t"));

/** Examples of the CommonMark specification, one behind the other, with a few characters taken out, doubled or put in. */
export const mutated: Arbitrary<string> = tuple(
  array(constantFrom(...examples), { minLength: 1, maxLength: 3 }),
  array(tuple(nat(), constantFrom("cut", "double", "insert"), constantFrom(...plainInline, "\n", "\n\n", "    ")), {
    maxLength: 4,
  }),
).map(([texts, changes]) => {
  let text = texts.join("\n");
  for (const [where, how, what] of changes) {
    const at = where % (text.length + 1);
    if (how === "cut") text = text.slice(0, at) + text.slice(at + 1);
    else if (how === "double") text = text.slice(0, at) + text.slice(at, at + 3) + text.slice(at);
    else text = text.slice(0, at) + what + text.slice(at);
  }
  return text;
});

/** A text in which some line endings are CRLF or a lone CR, some blanks are tabs, and some characters are odd. */
export function withOddities(of: Arbitrary<string>): Arbitrary<string> {
  const oddity = constantFrom("\r\n", "\r", "\t", "😀", "\u0000", "\ud800", "\udc00", "\ufeff", "\u2028", "é");
  return tuple(of, constantFrom("\n", "\r\n", "\r"), array(tuple(nat(), oddity), { maxLength: 5 })).map(
    ([text, ending, oddities]) => {
      let odd = text.replaceAll("\n", ending);
      for (const [where, what] of oddities) {
        const at = where % (odd.length + 1);
        odd = odd.slice(0, at) + what + odd.slice(at);
      }
      return odd;
    },
  );
}
