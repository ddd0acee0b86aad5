import { readFileSync } from "node:fs";
import type { Located } from "@lintel/core";
import type { DocumentStore, StoredDocument, StoredInput } from "../cache/documents.ts";
import { provesNothing } from "../cache/trace.ts";
import { digestOf } from "../workspace/digest.ts";
import type { Selected } from "../workspace/select.ts";
import { metadataOf, siblingsOf, type Workspace } from "../workspace/workspace.ts";
import type { Analysis } from "./analyse.ts";
import type { DocumentReport } from "./report.ts";
import { settingsFor } from "./settings.ts";

/**
 * Reports of an earlier run that still hold: nothing that they rest on has changed, be it the document, its siblings, its
 * template, the settings, or what the repository answers to the questions of its rules.
 */
export class Reuse {
  private readonly analysis: Analysis;
  private readonly store: DocumentStore;
  private readonly common: string;
  private readonly digests = new Map<string, string | null>();

  constructor(analysis: Analysis, store: DocumentStore) {
    this.analysis = analysis;
    this.store = store;
    const { config } = analysis.workspace;
    const own = config.templates.map(({ name, path }) => [name, path, this.templateDigest(path)]);
    this.common = JSON.stringify([
      own,
      config.templates.map(({ documents, metadata }) => [documents.map(({ pattern }) => pattern), metadata]),
    ]);
  }

  /** The stored report of a document, when it still holds. */
  find(selected: Selected): DocumentReport | null {
    const stored = this.store.get(selected.path);
    if (stored === null || stored.key !== this.keyOf(selected)) return null;
    const paths = this.inputsOf(selected);
    if (paths.length !== stored.inputs.length) return null;
    const inputs: StoredInput[] = [];
    for (const [i, input] of stored.inputs.entries()) {
      if (input.path !== paths[i]) return null;
      const now = this.confirm(input);
      if (now === null) return null;
      inputs.push(now);
    }
    if (!this.analysis.surroundings.stillAnswers(stored.answers)) return null;
    this.analysis.surroundings.takeAnswers();
    const refreshed = inputs.every((input, i) => input === stored.inputs[i]) ? stored : { ...stored, inputs };
    this.store.confirm(selected.path, refreshed);
    return stored.report;
  }

  /** Stores a report with what it rests on. The answers that its rules got are taken from the surroundings. */
  keep(selected: Selected, report: DocumentReport): void {
    const answers = this.analysis.surroundings.takeAnswers();
    const inputs = this.inputsOf(selected).map((path) => this.inputOf(path));
    const entry: StoredDocument = { key: this.keyOf(selected), inputs, answers, report };
    this.store.put(selected.path, entry);
  }

  /** The input as it stands now; null when its content is another one. */
  private confirm(input: StoredInput): StoredInput | null {
    const { trace, disk } = this.analysis.workspace;
    const file = disk.absolute(input.path);
    trace.file(file);
    const now = trace.files.get(file) ?? null;
    const then = input.signature;
    if (now !== null && then !== null && now.every((part, i) => part === then[i])) return input;
    const fresh = this.inputOf(input.path);
    return fresh.digest === input.digest ? fresh : null;
  }

  private inputOf(path: string): StoredInput {
    const { trace, disk } = this.analysis.workspace;
    const file = disk.absolute(path);
    trace.file(file);
    const signature = trace.files.get(file) ?? null;
    return { path, signature: provesNothing(signature, trace.started) ? null : signature, digest: this.digestOf(file) };
  }

  private digestOf(file: string): string | null {
    const known = this.digests.get(file);
    if (known !== undefined) return known;
    let digest: string | null = null;
    try {
      digest = digestOf(readFileSync(file));
    } catch {
      // It is not there, or nobody may read it.
    }
    this.digests.set(file, digest);
    return digest;
  }

  /** Paths of what a document is read together with: the documents of its design, and their metadata. */
  private inputsOf({ path, located }: Selected): readonly string[] {
    if (located === null) return [path];
    const { workspace } = this.analysis;
    const members = siblingsOf(workspace, located);
    return members.flatMap((member) => {
      const beside = metadataOf(workspace, member);
      return beside === null ? [member.path] : [member.path, beside];
    });
  }

  private keyOf({ path, located }: Selected): string {
    const { workspace, rules } = this.analysis;
    const settings = settingsFor(path, workspace.config, rules);
    const sections = settings.sections.map(({ section, override }) => [section, override.severities]);
    const key = JSON.stringify([this.common, this.judgement(workspace, located), settings.check, sections]);
    return digestOf(Buffer.from(key));
  }

  private judgement(workspace: Workspace, located: Located | null): unknown {
    if (located === null) return null;
    const templates = siblingsOf(workspace, located).map((member) =>
      member.template === null ? member.kind : [member.template, this.templateDigest(member.template)],
    );
    return [located, templates, workspace.judgeBy];
  }

  private templateDigest(path: string): string | null {
    if (path.startsWith("built-in:")) return path;
    const { disk, trace } = this.analysis.workspace;
    const file = disk.absolute(path);
    trace.file(file);
    return this.digestOf(file);
  }
}
