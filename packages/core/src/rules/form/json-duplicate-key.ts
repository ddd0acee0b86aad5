import { defineRule } from "../rule.ts";
import { jsonExamplesOf } from "../views/json-examples.ts";

export const jsonDuplicateKey = defineRule({
  id: "json-duplicate-key",
  severity: "warning",
  documentation: {
    summary: "An object of a JSON example has two members of the same name.",
    why: "Readers keep the last and lose the first, some the other way round (RFC 8259 §4): the example says two things, and two services will believe two different ones.",
  },
  bad: [
    {
      markdown: '```json\n{\n  "status": "paid",\n  "status": "open"\n}\n```\n',
      findings: [
        {
          line: 4,
          message: "“status” is already in this object. Rename one of the two, or take it out.",
          related: [3],
        },
      ],
    },
  ],
  good: [{ markdown: '```json\n{ "from": { "id": 1 }, "to": { "id": 2 } }\n```\n' }],
  check({ document }, report) {
    for (const { reading, content } of jsonExamplesOf(document)) {
      for (const { key, start, end, first } of reading.duplicates) {
        report({
          start: content.offset(start),
          end: content.offset(end),
          message: `“${key}” is already in this object. Rename one of the two, or take it out.`,
          related: [{ start: content.offset(first.start), end: content.offset(first.end), message: "The first one." }],
        });
      }
    }
  },
});
