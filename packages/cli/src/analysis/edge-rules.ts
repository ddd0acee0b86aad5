/** What can be wrong with a document before there is a document: found while reading files, not by the rules of core. */

interface EdgeRule {
  readonly id: string;
  readonly severity: "error" | "info";
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
  {
    id: "claim-broken",
    severity: "error",
    documentation: {
      summary: "A claim of the document is not so, by the evidence that was given.",
      why: "A design that says what is not so misleads whoever builds on it.",
      notes: "Found by `lintel verify` and by `lintel check --verify`, which name the evidence.",
    },
  },
  {
    id: "claim-unproven",
    severity: "info",
    documentation: {
      summary: "Nobody could tell whether a claim of the document holds.",
      why: "What nothing proves is a promise. The message says what to provide.",
      notes: "Found by `lintel verify` and by `lintel check --verify`.",
    },
  },
];
