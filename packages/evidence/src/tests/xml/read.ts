import { readJunit } from "../junit/read.ts";
import type { ReadReport } from "../report.ts";
import { readCatch2 } from "./catch2.ts";
import { readTree } from "./tree.ts";
import { readTrx } from "./trx.ts";
import { readXunit } from "./xunit.ts";

/** Names of the roots of formats that are read as a tree. */
const TREES = /<(?:\w+:)?(?:TestRun|assemblies|assembly|Catch|Catch2TestRun)[\s>]/;

/** Reads a report in XML: JUnit's elements, of many producers, or one of the formats that are a tool's own. */
export function readXml(text: string): ReadReport | null {
  if (!TREES.test(text.slice(0, 4000))) return readJunit(text);
  const { roots, damage } = readTree(text);
  return readTrx(roots, damage) ?? readXunit(roots, damage) ?? readCatch2(roots, damage);
}
