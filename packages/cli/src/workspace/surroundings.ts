import { readFileSync } from "node:fs";
import { anchorsOf, parseMarkdown, type Surroundings } from "@lintel/core";
import type { Disk } from "./disk.ts";
import { MOST_BYTES } from "./read.ts";
import type { Trace } from "../cache/trace.ts";

/** What rules asked about the repository, and what they were told. Null stands for "no". */
export interface Answers {
  readonly exists: Record<string, "file" | "folder" | null>;
  /** Names of anchors, joined by blanks. */
  readonly anchors: Record<string, string | null>;
  readonly named: Record<string, readonly string[]>;
}

/** The repository as rules may ask about it. */
export class RepositorySurroundings implements Surroundings {
  private readonly disk: Disk;
  private readonly trace: Trace;
  private readonly known = new Map<string, ReadonlySet<string> | null>();
  private answers: Answers = { exists: {}, anchors: {}, named: {} };

  constructor(disk: Disk, trace: Trace) {
    this.disk = disk;
    this.trace = trace;
  }

  exists(path: string): "file" | "folder" | null {
    const answer = this.disk.exists(path);
    this.answers.exists[path] = answer;
    return answer;
  }

  anchors(path: string): ReadonlySet<string> | null {
    let answer = this.known.get(path);
    if (answer === undefined) {
      answer = this.readAnchors(path);
      this.known.set(path, answer);
    }
    this.answers.anchors[path] = answer === null ? null : [...answer].join(" ");
    return answer;
  }

  named(name: string): readonly string[] {
    const answer = this.disk.named(name);
    this.answers.named[name] = answer;
    return answer;
  }

  /** What was asked since the last call. */
  takeAnswers(): Answers {
    const { answers } = this;
    this.answers = { exists: {}, anchors: {}, named: {} };
    return answers;
  }

  /** Whether every answer is what it was. */
  stillAnswers({ exists, anchors, named }: Answers): boolean {
    for (const path in exists) if (this.disk.exists(path) !== exists[path]) return false;
    for (const name in named) {
      const now = this.disk.named(name);
      const then = named[name] ?? [];
      if (now.length !== then.length || now.some((path, i) => path !== then[i])) return false;
    }
    for (const path in anchors) {
      const now = this.anchors(path);
      if ((now === null ? null : [...now].join(" ")) !== anchors[path]) return false;
    }
    return true;
  }

  private readAnchors(path: string): ReadonlySet<string> | null {
    if (this.disk.exists(path) !== "file") return null;
    const file = this.disk.absolute(path);
    this.trace.file(file);
    try {
      const bytes = readFileSync(file);
      if (bytes.length > MOST_BYTES) return null;
      const text = bytes.toString("utf8").replace(/^\ufeff/, "");
      return new Set(anchorsOf(parseMarkdown(text)).map(({ name }) => name));
    } catch {
      return null;
    }
  }
}
