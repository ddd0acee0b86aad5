import type { Document } from "../../document/document.ts";
import type { Fix } from "../finding.ts";
import { defineRule } from "../rule.ts";
import { jsonExamplesOf, type JsonExample } from "../views/json-examples.ts";
import { swallowingsOf } from "../views/swallowed.ts";

export const jsonInvalid = defineRule({
  id: "json-invalid",
  severity: "warning",
  documentation: {
    summary: "A block marked as JSON does not parse.",
    why: "Examples are copied into tests and clients, and an API is generated from them. One that does not parse was never tried, and nobody can say whether it agrees with the schema beside it.",
    notes:
      "`...` and `…` for what is left out are fine unless the option says otherwise. Comments and trailing commas are fine in a block marked `jsonc`.",
  },
  options: {
    ellipsis: {
      type: "boolean",
      default: true,
      description: "Whether “...” may stand where elements or members are left out.",
    },
  },
  bad: [
    {
      markdown: '```json\n{\n  "id": 7\n  "name": "Ada"\n}\n```\n',
      findings: [{ line: 4, message: 'The JSON example does not parse: a comma is missing before “"name"”.' }],
    },
    {
      markdown: '- Response:\n\n  ```json\n  { "items": [ {"id": <id>} ] }\n  ```\n',
      findings: [{ line: 4, message: "The JSON example does not parse: “<id>” is no value; put it in double quotes." }],
    },
    {
      markdown: '```json\n{ "retries": 3 } // at most\n```\n',
      findings: [
        { line: 2, message: "The example holds a comment, and JSON has none. Mark the block “jsonc”, or take it out." },
      ],
      fixed: '```jsonc\n{ "retries": 3 } // at most\n```\n',
    },
    {
      markdown: '```json\n{ "items": [ ... ] }\n```\n',
      options: { ellipsis: false },
      findings: [{ line: 2, message: "The JSON example does not parse: “...” leaves something out. Write it whole." }],
    },
  ],
  good: [
    {
      template: "# N\n\n## API\n\nShow it.\n\n## Tests\n\nSay which.\n",
      markdown: '# N\n\n## API\n\n```json\n{ "a": 1 }\n\n## Tests\n\nUnit tests.\n',
    },
    { markdown: '```json\n{ "id": 7, "tags": ["a", ...], ... }\n```\n' },
    { markdown: '```jsonc\n{ "retries": 3, } // at most\n```\n' },
    { markdown: "```js\n{ retries: 3 }\n```\n" },
  ],
  check({ document, options }, report) {
    for (const example of jsonExamplesOf(document)) {
      const problem = problemOf(document.outline.tree.text, example, options.ellipsis);
      if (problem === null || runsOn(document, example)) continue;
      const start = example.content.offset(problem.start);
      const end = Math.max(example.content.offset(problem.end), start);
      report({ start, end, message: problem.message, ...(problem.fix === undefined ? {} : { fix: problem.fix }) });
    }
  },
});

/** A block that took in what stands behind it is found as such; what it holds is not meant as JSON. */
function runsOn(document: Document, { fence }: JsonExample): boolean {
  return swallowingsOf(document).some((other) => other.fence === fence);
}

function problemOf(
  source: string,
  { reading, language, fence }: JsonExample,
  ellipsis: boolean,
): { start: number; end: number; message: string; fix?: Fix } | null {
  const { error, ellipses, comments, trailingCommas, values } = reading;
  if (error !== null) return { ...error, message: `The JSON example does not parse: ${error.message}.` };
  const left = ellipses[0];
  if (left !== undefined && !ellipsis)
    return { ...left, message: "The JSON example does not parse: “...” leaves something out. Write it whole." };
  if (values > 1 && ellipses.length === 0)
    return {
      start: 0,
      end: 1,
      message: `The block holds ${values} JSON values side by side. Give each a block of its own, or mark it “jsonl”.`,
    };
  const extra = comments[0] ?? trailingCommas[0];
  if (language === "jsonc" || extra === undefined) return null;
  const what = comments.length > 0 ? "a comment" : "a comma behind the last element";
  const opening = /^(?:`+|~+)[ \t]*\{?\.?json/i.exec(source.slice(fence.start, fence.start + 200));
  const at = fence.start + (opening?.[0].length ?? 0);
  return {
    ...extra,
    message: `The example holds ${what}, and JSON has none. Mark the block “jsonc”, or take it out.`,
    ...(opening === null
      ? {}
      : { fix: { title: "Mark the block “jsonc”", edits: [{ start: at, end: at, text: "c" }] } }),
  };
}
