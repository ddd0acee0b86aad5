import type { Document } from "../../document/document.ts";
import { codeSpansOf, isInSpans } from "../../grammar/code-spans.ts";
import { blockAt } from "./block-at.ts";

/** Whether what stands at `offset` is code: in a block of code, or between backticks. */
export function isInCode(document: Document, offset: number): boolean {
  const { tree } = document.outline;
  const block = blockAt(tree, offset);
  return block.kind === "code" || isInSpans(codeSpansOf(tree, block), offset);
}
