import { describe, expect, it } from "vitest";
import { readFileTree } from "../../src/grammar/file-tree.ts";

const treeOf = (text: string) => {
  const lines: number[] = [];
  let at = 0;
  for (const line of text.split("\n")) {
    lines.push(at, at + line.length);
    at += line.length + 1;
  }
  return readFileTree(text, lines).map(
    ({ path, dir, start, end }) => `${path}${dir ? "/" : ""} «${text.slice(start, end)}»`,
  );
};

describe("a file tree", () => {
  it("is its root and its files, joined with the folders above them", () => {
    expect(
      treeOf(
        "services/billing/\n├── api/\n│   ├── routes.py   # HTTP\n│   └── errors.py\n├── models.py (new)\n└── README.md",
      ),
    ).toEqual([
      "services/billing/ «services/billing/»",
      "services/billing/api/routes.py «routes.py»",
      "services/billing/api/errors.py «errors.py»",
      "services/billing/models.py «models.py»",
      "services/billing/README.md «README.md»",
    ]);
  });

  it("may be drawn with ASCII", () => {
    expect(treeOf("app\n|-- main.go\n|-- queue\n|   `-- worker.go\n`-- go.mod")).toEqual([
      "app/ «app»",
      "app/main.go «main.go»",
      "app/queue/worker.go «worker.go»",
      "app/go.mod «go.mod»",
    ]);
  });

  it("may have a dot for its root, which is no entry", () => {
    expect(treeOf(".\n├── src\n│   └── main.rs\n└── Cargo.toml")).toEqual([
      "src/main.rs «main.rs»",
      "Cargo.toml «Cargo.toml»",
    ]);
  });

  it("may be indented only", () => {
    expect(treeOf("src/\n  queue/\n    worker.ts\n  index.ts   # entry\ndocs/\n  design.md")).toEqual([
      "src/ «src/»",
      "src/queue/worker.ts «worker.ts»",
      "src/index.ts «index.ts»",
      "docs/ «docs/»",
      "docs/design.md «design.md»",
    ]);
  });

  it("leaves out placeholders, globs and what is left out", () => {
    expect(treeOf("src/\n├── <feature>/\n│   └── main.ts\n├── *.ts\n├── ...\n└── index.ts")).toEqual([
      "src/ «src/»",
      "src/index.ts «index.ts»",
    ]);
  });

  it.each([
    "+---------+\n| Clients |\n+---------+\n     |\n     v\n+---------+",
    "┌───────┐\n│ a.py  │\n├───────┤\n│ b.py  │\n└───────┘",
    "make build\nmake test",
    "Client -> API: call\nAPI -> DB: read",
    "PENDING → RUNNING\n├ one\nand so on",
  ])("is not %j", (text) => {
    expect(treeOf(text)).toEqual([]);
  });
});
