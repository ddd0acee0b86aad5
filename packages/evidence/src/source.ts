import type { Design, Document, Facts, Topic } from "@lintel/core";
import type { SettingName } from "./settings.ts";

/** The files of the repository as they lie there: what is tracked, and what is neither tracked nor ignored. */
export interface RepositoryFiles {
  /** Absolute path of a repository path. */
  absolute(path: string): string;
  exists(path: string): "file" | "folder" | null;
  /** Every file at or below a folder (`""`: the root), sorted. */
  below(folder: string): readonly string[];
}

/** What git said, or why it said nothing. */
export type GitAnswer = { readonly ok: true; readonly out: string } | { readonly ok: false; readonly message: string };

/** Asks git about the repository. Arguments are an array and pass no shell; `--end-of-options` or `--` stand before what is not ours. */
export type Git = (args: readonly string[]) => GitAnswer;

/** What sources are asked with. They find out what these documents need, and no more. */
export interface EvidenceRequest {
  readonly files: RepositoryFiles;
  /** Null outside of a repository. */
  readonly git: Git | null;
  readonly documents: readonly { readonly document: Document; readonly design: Design | null }[];
  /** Folder in which what cost much is kept; absent: nothing is, and engines that need it are not started. */
  readonly cache?: string;
  /** Folder of the user's own cache, for what is the same in every repository; default: `cache`. */
  readonly userCache?: string;
  /** The day on which it is asked, `YYYY-MM-DD`: what is overdue depends on it. Absent: nothing is. */
  readonly today?: string;
  /** What a service is sent as `Authorization`; only where a person named the service, as a branch must not choose who gets it. */
  readonly authorization?: string;
  /** What lintel.yaml and the command line name, by setting; patterns are not yet expanded. */
  readonly settings: Readonly<Partial<Record<SettingName, readonly string[]>>>;
}

/** Evidence that was named and could not be read: nothing is judged by it, and the run says so. */
export interface Problem {
  /** File, URL or setting. */
  readonly at: string;
  /** What was expected and what to do, in a sentence. */
  readonly message: string;
}

/** What a source found; no facts when nothing was named and nothing was found. */
export interface Gathered<Name extends Topic> {
  readonly facts: Facts[Name] | undefined;
  readonly problems: readonly Problem[];
}

/** A source of evidence: reads one topic of the world. One folder each, with the readers of its formats. */
export interface EvidenceSource<Name extends Topic = Topic> {
  readonly topic: Name;
  gather(request: EvidenceRequest): Promise<Gathered<Name>> | Gathered<Name>;
}
