/** What can be wrong with a document before there is a document: found while reading files, not by the rules of core. */

interface EdgeRule {
  readonly id: string;
  readonly severity: "error";
  readonly documentation: { readonly summary: string; readonly why: string; readonly notes?: string };
}

export const EDGE_RULES: readonly EdgeRule[] = [
  {
    id: "document-too-large",
    severity: "error",
    documentation: {
      summary: "A document has more than 10 MiB and was not read.",
      why: "Nobody reviews ten megabytes. What is not read is not checked, and a gate must not take that for fine.",
      notes: "Move generated parts, logs and data out of the document and link to them.",
    },
  },
];
