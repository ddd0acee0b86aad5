import { relative, resolve } from "node:path";
import { checkDocument, DEFAULT_SETTINGS, readDocument } from "@lintel/core";
import { reportOf } from "../analysis/place.ts";
import { summarise } from "../analysis/report.ts";
import type { Invocation } from "../program/command.ts";
import { Exit, type ExitCode } from "../program/exit.ts";
import { readSource } from "../workspace/read.ts";

export function run(invocation: Invocation): ExitCode {
  const reports = invocation.operands.map((operand) => {
    const file = resolve(invocation.cwd, operand);
    const read = readSource(relative(invocation.cwd, file), file);
    if (!read.ok) throw new Error(read.reason);
    const document = readDocument(read.source, null);
    return reportOf(document, null, checkDocument(document, null, null, DEFAULT_SETTINGS));
  });
  invocation.io.out(JSON.stringify({ documents: reports, summary: summarise(reports) }, null, 2) + "\n");
  return summarise(reports).errors > 0 ? Exit.Findings : Exit.Fine;
}
