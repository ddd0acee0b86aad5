import type { CodeBlock } from "../../markdown/tree.ts";
import { perDocument } from "./per-document.ts";

/** The fenced blocks of a document, in reading order. */
export const fencesOf = perDocument((document): readonly CodeBlock[] => {
  const fences: CodeBlock[] = [];
  for (const { block } of document.leaves) if (block.kind === "code" && block.fenced) fences.push(block);
  return fences;
});
