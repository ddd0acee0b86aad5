import { languageOf } from "../../markdown/tree.ts";
import { defineRule } from "../rule.ts";
import { fencesOf } from "../views/fences.ts";

export const specTechnical = defineRule({
  id: "spec-technical",
  severity: "info",
  documentation: {
    summary: "A spec holds code: how it is built stands where what is wanted belongs.",
    why: "Whoever asks for the feature approves the spec, and cannot judge code. And what is decided in the spec is not weighed against alternatives in the design.",
    notes:
      "One finding per document. Examples of what users type and see (a shell, JSON, plain text, Gherkin) and diagrams are fine.",
  },
  bad: [
    {
      kind: "spec",
      markdown:
        "# Spec — Retry\n\n## Requirements\n\n- Must try again\n\n```python\nclass RetryWorker:\n    attempts: int = 3\n```\n",
      findings: [
        {
          line: 7,
          message:
            "This block of python is about how it is built. Say here what users get, and move the code to the design.",
        },
      ],
    },
  ],
  good: [
    {
      kind: "spec",
      markdown:
        "# Spec — Retry\n\n## Flow / States\n\n```sh\nshop retry --order 7\n```\n\n```mermaid\nflowchart LR\n  A --> B\n```\n",
    },
    { kind: "tdr", markdown: "# TDR — Retry\n\n## 4. Proposed Design\n\n```python\nclass RetryWorker: ...\n```\n" },
  ],
  check({ document }, report) {
    if (document.kind?.name !== "spec") return;
    const [first, ...others] = fencesOf(document).filter((fence) => CODE.has(languageOf(fence)));
    if (first === undefined) return;
    const language = languageOf(first);
    const what =
      others.length === 0 ? `This block of ${language} is` : `This block of ${language} and ${others.length} more are`;
    report({
      start: first.start,
      end: first.start + 3,
      key: "code",
      message: `${what} about how it is built. Say here what users get, and move the code to the design.`,
    });
  },
});

const CODE = new Set(
  "py python js javascript ts typescript tsx jsx go golang rs rust java kt kotlin scala swift c cpp c++ cs csharp rb ruby php sql graphql proto protobuf elixir ex erlang dart clojure haskell hs zig lua r perl".split(
    " ",
  ),
);
