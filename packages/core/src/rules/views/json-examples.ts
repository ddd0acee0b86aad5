import { readJson, type JsonReading } from "../../grammar/json.ts";
import { languageOf, type CodeBlock } from "../../markdown/tree.ts";
import { fencesOf } from "./fences.ts";
import { leafContent, type LeafContent } from "./leaf-content.ts";
import { perDocument } from "./per-document.ts";

export interface JsonExample {
  readonly fence: CodeBlock;
  readonly language: "json" | "jsonc";
  readonly content: LeafContent;
  readonly reading: JsonReading;
}

/** The blocks marked `json` or `jsonc` that hold something, read. */
export const jsonExamplesOf = perDocument((document): readonly JsonExample[] => {
  const examples: JsonExample[] = [];
  for (const fence of fencesOf(document)) {
    const language = languageOf(fence);
    if (language !== "json" && language !== "jsonc") continue;
    const content = leafContent(document.outline.tree, fence);
    if (content.text.trim() !== "") examples.push({ fence, language, content, reading: readJson(content.text) });
  }
  return examples;
});
