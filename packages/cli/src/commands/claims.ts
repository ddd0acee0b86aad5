import { CLAIM_KINDS, closest, schemaVersion } from "@lintel/core";
import type { ClaimReport, DocumentReport } from "../analysis/report.ts";
import type { Analyses } from "../analysis/run.ts";
import { valueOf, valuesOf, type Invocation } from "../program/command.ts";
import { Exit, Stop, type ExitCode } from "../program/exit.ts";
import type { Terminal } from "../program/io.ts";
import { clip, count, pad, printable, styles, type Styles } from "../program/text.ts";
import { version } from "../version.ts";
import { shownPath } from "../workspace/workspace.ts";
import { analyseSession, openSession } from "./session.ts";

const describe = new Map(CLAIM_KINDS.map((kind) => [kind.kind, kind]));

export async function run(invocation: Invocation): Promise<ExitCode> {
  const kinds = kindNames(invocation);
  const session = await openSession(invocation);
  const read = analyseSession(invocation, session, { findings: false, content: true });
  invocation.keep(session.workspace.trace);
  const found = kinds.length === 0 ? read : { ...read, documents: read.documents.map((each) => only(each, kinds)) };
  const { io, cwd } = invocation;
  const format = valueOf(invocation, "format") ?? "pretty";
  if (format === "json") io.out(`${JSON.stringify(claimsJson(found), null, 2)}\n`);
  else if (format === "jsonl") io.out(lines(found));
  else io.out(pretty(found, io.terminal, (path) => shownPath(session.workspace.disk.absolute(path), cwd)));
  return found.unreadable.length > 0 ? Exit.CannotJudge : Exit.Fine;
}

function kindNames(invocation: Invocation): readonly string[] {
  const names = valuesOf(invocation, "kind").flatMap((value) => value.split(","));
  for (const name of names) {
    if (describe.has(name)) continue;
    const near = closest(name, describe.keys());
    const hint = near === null ? `They are: ${[...describe.keys()].join(", ")}.` : `Did you mean \`${near}\`?`;
    throw new Stop(Exit.Usage, `there is no kind of claim \`${name}\` (--kind). ${hint}`);
  }
  return names;
}

function only(document: DocumentReport, kinds: readonly string[]): DocumentReport {
  return { ...document, claims: document.claims.filter(({ kind }) => kinds.includes(kind)) };
}

/** The shape of schemas/claims.schema.json. */
function claimsJson({ documents, unreadable }: Analyses): unknown {
  return {
    schemaVersion,
    tool: { name: "lintel", version },
    documents: documents.map(({ findings: _findings, digest, ...document }) => ({
      ...document,
      digest: digest === "" ? null : digest,
    })),
    unreadable,
    summary: {
      documents: documents.length,
      claims: documents.reduce((sum, { claims }) => sum + claims.length, 0),
      byKind: countByKind(documents.flatMap(({ claims }) => claims)),
      unreadable: unreadable.length,
    },
  };
}

/** How many claims of each kind, in the order of the kinds. */
export function countByKind(claims: readonly Pick<ClaimReport, "kind">[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const { kind } of claims) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return Object.fromEntries(
    CLAIM_KINDS.flatMap(({ kind }) => {
      const n = counts.get(kind);
      return n === undefined ? [] : [[kind, n]];
    }),
  );
}

function lines({ documents, unreadable }: Analyses): string {
  const objects = [
    ...documents.flatMap(({ path, claims }) => claims.map((claim) => ({ type: "claim", path, ...claim }))),
    ...unreadable.map((each) => ({ type: "unreadable", ...each })),
  ];
  return objects.map((object) => `${JSON.stringify(object)}\n`).join("");
}

function pretty({ documents, unreadable }: Analyses, terminal: Terminal, shown: (path: string) => string): string {
  const s = styles(terminal.colour);
  const out: string[] = [];
  for (const document of documents) {
    const { path, kind, design, status } = document;
    const about = [kind, design === null ? null : `of ${printable(design)}`, status].filter((part) => part !== null);
    out.push(`${s.bold(s.underline(printable(shown(path))))}  ${s.dim(about.join(" "))}`.trimEnd());
    out.push(...fieldLines(document, s, terminal.width), ...claimLines(document, s, terminal.width), "");
  }
  for (const { path, reason } of unreadable)
    out.push(`${s.red("could not read")} ${printable(shown(path))}: ${reason}`);
  const claims = documents.reduce((sum, each) => sum + each.claims.length, 0);
  out.push(s.bold(`${count(claims, "claim")} in ${count(documents.length, "document")}.`), "");
  return out.join("\n");
}

function fieldLines({ fields }: DocumentReport, s: Styles, width: number): string[] {
  return Object.entries(fields).map(([key, { raw, value, placeholder }]) => {
    const text = Array.isArray(value) ? value.join(", ") : raw;
    const left = placeholder ? s.yellow("  not filled in") : "";
    return `  ${s.dim(pad(key.replace(/^other:/, ""), 12))} ${clip(printable(text), Math.max(20, width - 32))}${left}`;
  });
}

function claimLines({ claims }: DocumentReport, s: Styles, width: number): string[] {
  const byKind = new Map<string, ClaimReport[]>();
  for (const claim of claims) byKind.set(claim.kind, [...(byKind.get(claim.kind) ?? []), claim]);
  const out: string[] = [];
  for (const of of CLAIM_KINDS) {
    const own = byKind.get(of.kind);
    if (own === undefined) continue;
    out.push(`  ${s.cyan(of.title)} ${s.dim(String(own.length))}`);
    for (const claim of own) {
      const line = String(claim.line).padStart(6);
      out.push(`${s.dim(line)}  ${clip(printable(of.describe(claim.value, claim.text)), Math.max(20, width - 9))}`);
    }
  }
  return out;
}
