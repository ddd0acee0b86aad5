import { openApiOf, type Document } from "@lintel/core";
import { groupByDesign, readGroup } from "../analysis/analyse.ts";
import { valueOf, type Invocation } from "../program/command.ts";
import { Exit, Stop, type ExitCode } from "../program/exit.ts";
import { suggest } from "../program/suggest.ts";
import { analysisOf, openSession } from "./session.ts";

const FORMATS: Readonly<Record<string, (documents: readonly Document[], title: string) => object>> = {
  openapi: openApiOf,
};

export async function run(invocation: Invocation): Promise<ExitCode> {
  const [name = "", ...operands] = invocation.operands;
  const make = Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined;
  if (make === undefined) {
    const near = suggest(name, Object.keys(FORMATS));
    const hint = near === null ? `There are: ${Object.keys(FORMATS).join(", ")}.` : `Did you mean \`${near}\`?`;
    throw new Stop(Exit.Usage, `there is no export \`${name}\`. ${hint}`);
  }
  const session = await openSession({ ...invocation, operands });
  const analysis = analysisOf(session);
  const outcomes = groupByDesign(session.selected).flatMap((group) => readGroup(analysis, group));
  const documents = outcomes.flatMap((outcome) => (outcome.is === "read" ? [outcome.analysed] : []));
  const designs = [...new Set(documents.map(({ design, document }) => design?.id ?? document.title ?? "design"))];
  const title = valueOf(invocation, "title") ?? designs.join(", ");
  invocation.io.out(
    `${JSON.stringify(
      make(
        documents.map(({ document }) => document),
        title,
      ),
      null,
      2,
    )}\n`,
  );
  for (const outcome of outcomes) {
    if (outcome.is === "unreadable")
      invocation.io.err(`lintel: ${outcome.unreadable.path} could not be read: ${outcome.unreadable.reason}.\n`);
  }
  return documents.length === outcomes.length ? Exit.Fine : Exit.CannotJudge;
}
