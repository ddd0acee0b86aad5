import { defineClaim } from "./claim.ts";
import { peopleOf } from "./people.ts";

export interface Author {
  /** As written: "Ada Lovelace (@ada)". */
  readonly name: string;
}

export const author = defineClaim<"author", Author>({
  kind: "author",
  title: "Author",
  documentation: {
    what: "Somebody who wrote the design or owns it.",
    counts: "One per author or owner in the document's fields or front matter.",
    not: "Placeholders; people named in the text; owners of tasks.",
  },
  examples: [
    {
      markdown: "# TDR — Retry\n\n**Author**: Ada Lovelace (@ada) + Grace Hopper  \n**Owner**: @payments-team",
      claims: [
        { line: 3, text: "Ada Lovelace (@ada)", value: { name: "Ada Lovelace (@ada)" } },
        { line: 3, text: "Grace Hopper", value: { name: "Grace Hopper" } },
        { line: 4, text: "@payments-team" },
      ],
    },
    {
      markdown: '---\ntitle: Retry\nauthors:\n  - "@ada"\n  - Grace Hopper\n---\n',
      claims: [
        { line: 4, text: "@ada", value: { name: "@ada" } },
        { line: 5, text: "Grace Hopper" },
      ],
    },
    {
      markdown: "# TDD: Orders\n\n| Autor | Ana Ruiz y Luis Gil |\n|---|---|\n| Fecha | 2026-01-02 |",
      claims: [
        { line: 3, text: "Ana Ruiz", value: { name: "Ana Ruiz" } },
        { line: 3, text: "Luis Gil", value: { name: "Luis Gil" } },
      ],
    },
    { markdown: "# TDD: Orders\n\n**Author:** [Your Name]\n**Owner:** TBD", claims: [] },
  ],
  whole(reading, emit) {
    for (const field of reading.outline.fields) {
      if (field.key !== "author" && (field.key !== "owners" || /\bsigs?\b/i.test(field.label))) continue;
      for (const { name, start, end } of peopleOf(field, reading)) emit({ start, end, key: name, value: { name } });
    }
  },
  settle(found) {
    const names = new Set<string>();
    return found.filter(({ value }) => {
      if (names.has(value.name)) return false;
      names.add(value.name);
      return true;
    });
  },
  describe: (value) => value.name,
});
