import { languageOf } from "../../markdown/tree.ts";
import { defineRule } from "../rule.ts";
import { fencesOf } from "../views/fences.ts";
import { leafContent } from "../views/leaf-content.ts";
import { checkClasses, checkEntities, checkStates } from "./mermaid/blocks.ts";
import { readDiagram, type Diagram, type Flaw } from "./mermaid/diagram.ts";
import { checkFlowchart } from "./mermaid/flowchart.ts";
import { checkSequence } from "./mermaid/sequence.ts";

export const mermaidInvalid = defineRule({
  id: "mermaid-invalid",
  severity: "error",
  documentation: {
    summary: "A Mermaid diagram holds something that Mermaid refuses.",
    why: "The page shows “Syntax error in text” where the architecture should be, and the reviewer approves a design whose picture nobody has seen.",
    notes:
      "The structure is checked: the type of the diagram, directions, brackets, quotes, arrows, blocks and their ends, in flowcharts and in sequence, entity, state and class diagrams. It is not Mermaid's own parser: what this check does not know it lets pass. One finding per diagram, the first.",
  },
  bad: [
    {
      markdown: "```mermaid\nflowchart LR\n  A[Orders (v2)] --> B\n```\n",
      findings: [
        {
          line: 3,
          message:
            "The diagram does not parse: “(” ends the text of the node before its “]”. Put the text in double quotes.",
        },
      ],
    },
    {
      markdown: "```mermaid\ngraph TD\n  A -> B\n```\n\n```mermaid\ngraph TB\nsubgraph shop\n  A --> B\n```\n",
      findings: [
        {
          line: 3,
          message: "The diagram does not parse: “->” is no arrow of a flowchart. Write “-->”, “---”, “-.->” or “==>”.",
        },
        { line: 8, message: "The diagram does not parse: This subgraph has no “end”." },
      ],
    },
    {
      markdown:
        "```mermaid\nsequenceDiagram\n  Client->>API: POST /orders\n  alt paid\n    API-->>Client: 201\n```\n\n```mermaid\nsequencediagram\n  A->>B: x\n```\n",
      findings: [
        { line: 4, message: "The diagram does not parse: This “alt” has no “end”." },
        {
          line: 9,
          message:
            "The diagram does not parse: “sequencediagram” is no type of diagram. Did you mean “sequenceDiagram”?",
        },
      ],
    },
    {
      markdown:
        "```mermaid\nerDiagram\n  ORDER ||--{ LINE : has\n```\n\n```mermaid\nstateDiagram-v2\n  [*] -> Open\n```\n\n```mermaid\nclassDiagram\n  class Order {\n    +cancel()\n```\n",
      findings: [
        {
          line: 3,
          message:
            "The diagram does not parse: “||--{” does not say how many stand at both ends. Write “||--o{”, say, for one to many.",
        },
        { line: 8, message: "The diagram does not parse: “->” is no arrow of a state diagram. Write “-->”." },
        { line: 13, message: "The diagram does not parse: This “{” is never closed by “}”." },
      ],
    },
  ],
  good: [
    {
      markdown:
        '```mermaid\n%% orders\nflowchart LR\n  A["Orders (v2)"] -->|places| B[(Database)]\n  B -- "reads" --> C{{Cache}} & D([Job]):::slow\n  subgraph shop [Our shop]\n    direction TB\n    C -.-> E((x))\n  end\n  E ==> F>flag]; F --- G[/in/]\n  G --o H{ok?}\n  classDef slow fill:#f9f\n```\n',
    },
    {
      markdown:
        "```mermaid\nsequenceDiagram\n  autonumber\n  participant C as Client\n  C->>+API: POST /orders\n  loop every second\n    API-->>-C: 202\n  end\n  Note over C,API: done -> later\n  C-xAPI: lost\n```\n",
    },
    {
      markdown:
        '```mermaid\nerDiagram\n  ORDER ||--o{ LINE : has\n  ORDER {\n    string id PK "the {id}"\n  }\n```\n\n```mermaid\nstateDiagram-v2\n  [*] --> Open : a -> b\n  state Open {\n    [*] --> Paid\n  }\n```\n\n```mermaid\nclassDiagram\n  Animal <|-- Duck\n  Duck ..> Pond : swims\n  class Duck {\n    +swim() -> bool\n  }\n```\n',
    },
    { markdown: "```mermaid\ngantt\n  title Plan\n```\n\n```\nA -> B\n```\n" },
  ],
  check({ document }, report) {
    const { tree } = document.outline;
    for (const fence of fencesOf(document)) {
      if (languageOf(fence) !== "mermaid") continue;
      const content = leafContent(tree, fence);
      const diagram = readDiagram(content.text);
      if (diagram === null) continue;
      const flaw = "message" in diagram ? diagram : flawOf(content.text, diagram);
      if (flaw === null) continue;
      report({
        start: content.offset(flaw.start),
        end: content.offset(flaw.end),
        message: `The diagram does not parse: ${flaw.message}`,
      });
    }
  },
});

function flawOf(text: string, diagram: Diagram): Flaw | null {
  switch (diagram.type) {
    case "flowchart":
    case "graph":
      return checkFlowchart(text, diagram);
    case "sequenceDiagram":
      return checkSequence(text, diagram);
    case "erDiagram":
      return checkEntities(text, diagram);
    case "stateDiagram":
    case "stateDiagram-v2":
      return checkStates(text, diagram);
    case "classDiagram":
    case "classDiagram-v2":
      return checkClasses(text, diagram);
    default:
      return null;
  }
}
