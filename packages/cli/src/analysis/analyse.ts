import {
  checkDocument,
  readDocument,
  readOutline,
  type Design,
  type Document,
  type Finding,
  type Kind,
  type Located,
  type Outline,
  type Source,
} from "@lintel/core";
import { readSource, type Contents } from "../workspace/read.ts";
import type { Selected } from "../workspace/select.ts";
import type { RepositorySurroundings } from "../workspace/surroundings.ts";
import { historyFor, metadataOf, siblingsOf, type Workspace } from "../workspace/workspace.ts";
import type { Clock } from "./profile.ts";
import { reportOf, type Detail } from "./place.ts";
import type { DocumentReport, FindingReport, Unreadable } from "./report.ts";
import { narrow, settingsFor, widest } from "./settings.ts";

/** One document with its design, as rules see it. */
export interface Analysed {
  readonly document: Document;
  readonly design: Design | null;
  readonly selected: Selected;
  readonly bom: boolean;
}

/** What an analysis is made with. */
export interface Analysis {
  readonly workspace: Workspace;
  readonly surroundings: RepositorySurroundings;
  /** Rules that the command line asks for; empty for all. */
  readonly rules: readonly string[];
  readonly contents: Contents;
  readonly clock: Clock;
}

export type Outcome =
  | { readonly is: "read"; readonly analysed: Analysed }
  | { readonly is: "too-large"; readonly report: DocumentReport }
  | { readonly is: "unreadable"; readonly unreadable: Unreadable };

/** The selected documents of one design (or one lone document), to be read together. */
export interface Group {
  readonly located: Located | null;
  readonly selected: readonly Selected[];
}

/** Selected documents, those of one design together, in the order of their first paths. */
export function groupByDesign(selected: readonly Selected[]): readonly Group[] {
  const groups = new Map<string, { located: Located | null; selected: Selected[] }>();
  for (const each of selected) {
    const key = each.located === null ? `file ${each.path}` : `design ${each.located.design.path}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { located: each.located, selected: [each] });
    else group.selected.push(each);
  }
  return [...groups.values()];
}

/** Reads the documents of a group, siblings that nobody asked for included, and hands back those that were asked for. */
export function readGroup(analysis: Analysis, group: Group): readonly Outcome[] {
  const { workspace } = analysis;
  if (group.located === null) return group.selected.map((selected) => readLone(analysis, selected));

  const read = new Map<string, { document: Document; bom: boolean }>();
  const failures = new Map<string, Outcome>();
  for (const member of siblingsOf(workspace, group.located)) {
    const file = workspace.disk.absolute(member.path);
    workspace.trace.file(file);
    const result = analysis.clock.time("io", () => readSource(member.path, file, analysis.contents));
    if (!result.ok) {
      failures.set(member.path, failure(member.path, result, member));
      continue;
    }
    const { source, bom } = result;
    const document = readTimed(analysis, source, member);
    read.set(member.path, { document, bom });
  }
  const { id, path } = group.located.design;
  const design: Design = {
    id,
    layout: group.located.layout,
    path,
    documents: [...read.values()].map(({ document }) => document),
  };
  return group.selected.flatMap((selected): Outcome[] => {
    const found = read.get(selected.path);
    if (found !== undefined) return [{ is: "read", analysed: { ...found, design, selected } }];
    const failed = failures.get(selected.path);
    return failed === undefined ? [readLone(analysis, selected)] : [failed];
  });
}

function readLone(analysis: Analysis, selected: Selected): Outcome {
  analysis.workspace.trace.file(selected.file);
  const result = analysis.clock.time("io", () => readSource(selected.path, selected.file, analysis.contents));
  if (!result.ok) return failure(selected.path, result, null);
  const { source, bom } = result;
  const document = readTimed(analysis, source, null);
  return { is: "read", analysed: { document, design: null, selected, bom } };
}

function readTimed(analysis: Analysis, source: Source, located: Located | null): Document {
  const parse = (): unknown => readOutline(source);
  return analysis.clock.timeParted("claims", "parse", parse, () => {
    const document = readAs(analysis, source, located);
    // Claims are recognised when a rule asks: to tell the two apart they are all asked for beforehand.
    if (analysis.clock.isRunning) void document.claims;
    return document;
  });
}

/** Reads a source as what it is: by its template, else by its content, else as plain Markdown. */
export function readAs({ workspace }: Pick<Analysis, "workspace">, source: Source, located: Located | null): Document {
  if (located === null) return readDocument(source, (outline) => workspace.kinds.recognise(outline));
  const kindOf = (outline: Outline): Kind | null => {
    const kind = workspace.kinds.of(located, historyFor(workspace, located), outline);
    // A layout that names the kind is believed, also when nobody has the template.
    return kind === null && located.kind === null ? workspace.kinds.recognise(outline) : kind;
  };
  const beside = metadataOf(workspace, located);
  if (beside === null) return readDocument(source, kindOf);
  const file = workspace.disk.absolute(beside);
  workspace.trace.file(file);
  const metadata = readSource(beside, file);
  return readDocument(source, kindOf, metadata.ok ? metadata.source : null);
}

/** Findings on a document, with the severities of the configuration. */
function findingsOf(analysis: Analysis, { document, design }: Analysed): readonly Finding[] {
  const { path } = document.outline.source;
  const settings = settingsFor(path, analysis.workspace.config, analysis.rules);
  const found = analysis.clock.time("rules", () =>
    checkDocument(document, design, analysis.surroundings, widest(settings)),
  );
  return narrow(found, document, settings);
}

/** A checked document as plain data. */
export function reportAnalysed(analysis: Analysis, analysed: Analysed, detail: Detail): DocumentReport {
  const findings = detail.findings ? findingsOf(analysis, analysed) : [];
  const named = analysed.document.kind?.name ?? analysed.selected.located?.kind ?? null;
  return detached(reportOf(analysed.document, analysed.design, named, findings, detail));
}

/**
 * A copy that shares no memory with the text it was read from: V8 keeps a whole text alive for one title cut out of it, and over
 * a large repository those are all texts at once. What templates say is one text for all of their documents, and stays so.
 */
function detached(report: DocumentReport): DocumentReport {
  const { findings, ...rest } = report;
  const { messages, ...own } = copyOf({ ...rest, messages: findings.map(({ message }) => message) });
  const copies = findings.map((finding, i): FindingReport => ({
    ...finding,
    message: messages[i] ?? finding.message,
    ...(finding.fix === undefined ? {} : { fix: copyOf(finding.fix) }),
    ...(finding.related === undefined ? {} : { related: copyOf(finding.related) }),
  }));
  return { ...own, findings: copies };
}

function copyOf<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}

function failure(
  path: string,
  result: { readonly reason: string; readonly size?: number },
  located: Located | null,
): Outcome {
  if (result.size === undefined) return { is: "unreadable", unreadable: { path, reason: result.reason } };
  const finding: FindingReport = {
    rule: "document-too-large",
    severity: "error",
    message: `This document was not read: ${result.reason}. Split it.`,
    line: 1,
    column: 1,
    endLine: 1,
    endColumn: 1,
    fingerprint: `document-too-large:${path}`,
  };
  const report: DocumentReport = {
    path,
    kind: located?.kind ?? null,
    design: located?.design.id ?? null,
    digest: "",
    title: null,
    status: null,
    fields: {},
    sections: [],
    claims: [],
    findings: [finding],
  };
  return { is: "too-large", report };
}
