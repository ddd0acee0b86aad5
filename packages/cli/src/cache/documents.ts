import { readFileSync } from "node:fs";
import { build } from "../version.ts";
import type { DocumentReport } from "../analysis/report.ts";
import type { Answers } from "../workspace/surroundings.ts";
import { replaceFile } from "./keep.ts";
import { seal, unseal } from "./seal.ts";
import type { Signature } from "./trace.ts";

/** A file that a report rests on: unchanged when its signature is, and else when its content is. */
export interface StoredInput {
  readonly path: string;
  /** Null when it was too young to prove anything. */
  readonly signature: Signature;
  /** `sha256:…` of its bytes; null when it was not there. */
  readonly digest: string | null;
}

/** The report of one document, and everything that it rests on. */
export interface StoredDocument {
  /** Settings, template, layout: what it was judged by. */
  readonly key: string;
  /** The documents of its design and their metadata, itself included. */
  readonly inputs: readonly StoredInput[];
  /** What its rules asked about the repository, and what they were told. */
  readonly answers: Answers;
  readonly report: DocumentReport;
}

const NAME = "lintel documents 1";

/** Beyond so many documents the oldest are forgotten. */
const MOST_KEPT = 20_000;

/**
 * Reports of documents by path, kept from run to run in one file. It is the user's own and may be deleted at any time; one that
 * is damaged, or was written by another build, is empty.
 */
export class DocumentStore {
  private readonly file: string;
  private readonly known: Map<string, StoredDocument>;
  private readonly used = new Map<string, StoredDocument>();
  private changed = false;

  constructor(file: string) {
    this.file = file;
    this.known = load(file);
  }

  get(path: string): StoredDocument | null {
    return this.known.get(path) ?? null;
  }

  /** Notes that what is stored of a document still holds. */
  confirm(path: string, entry: StoredDocument): void {
    if (this.known.get(path) !== entry) this.changed = true;
    this.used.set(path, entry);
  }

  put(path: string, entry: StoredDocument): void {
    this.used.set(path, entry);
    this.changed = true;
  }

  /** Writes what was used in this run, and what older runs know of other documents. Best effort. */
  save(): void {
    if (!this.changed) return;
    const entries = [...this.used];
    for (const entry of this.known) {
      if (entries.length >= MOST_KEPT) break;
      if (!this.used.has(entry[0])) entries.push(entry);
    }
    try {
      replaceFile(this.file, seal(NAME, JSON.stringify({ build, entries })));
    } catch {
      // A read-only repository, a full disk: the next run finds it all again.
    }
  }
}

function load(file: string): Map<string, StoredDocument> {
  try {
    const opened = unseal(NAME, readFileSync(file));
    if (opened === null) return new Map();
    const value = JSON.parse(opened.head) as { build: string; entries: [string, StoredDocument][] };
    return value.build === build ? new Map(value.entries) : new Map();
  } catch {
    return new Map();
  }
}
