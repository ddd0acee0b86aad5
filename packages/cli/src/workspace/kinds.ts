import { readFileSync } from "node:fs";
import {
  builtInKind,
  builtInKinds,
  deriveKind,
  isBuiltInName,
  recogniseKind,
  type Kind,
  type Located,
  type Outline,
} from "@lintel/core";
import type { Trace } from "../cache/trace.ts";
import type { TemplateSetting } from "./config/config.ts";
import type { Disk } from "./disk.ts";
import { decode, whyNot } from "./read.ts";

/** Templates of a repository, each derived once. */
export class Kinds {
  private readonly disk: Disk;
  private readonly trace: Trace;
  private readonly settings: readonly TemplateSetting[];
  private readonly derived = new Map<string, Kind>();
  /** Templates that could not be read, with the reason. */
  readonly unreadable = new Map<string, string>();

  constructor(disk: Disk, trace: Trace, settings: readonly TemplateSetting[]) {
    this.disk = disk;
    this.trace = trace;
    this.settings = settings;
  }

  /** The kind of a located document; null when it has no template (its content may still tell). */
  of(located: Pick<Located, "kind" | "template">): Kind | null {
    if (located.template !== null) {
      const kind = this.fromTemplate(located.template, located.kind);
      if (kind !== null) return kind;
    }
    return located.kind !== null && isBuiltInName(located.kind) ? builtInKind(located.kind) : null;
  }

  /** The kind that a template of the repository, or a built-in one, describes. */
  fromTemplate(path: string, name: string | null): Kind | null {
    const builtIn = /^built-in:(.+)$/.exec(path)?.[1];
    if (builtIn !== undefined) {
      if (isBuiltInName(builtIn)) return builtInKind(builtIn);
      this.unreadable.set(path, "there is no built-in template of this name");
      return null;
    }
    const key = `${path}\0${name ?? ""}`;
    const known = this.derived.get(key);
    if (known !== undefined) return known;
    const file = this.disk.absolute(path);
    this.trace.file(file);
    try {
      const { source } = decode(path, readFileSync(file));
      const metadata = this.metadataBeside(path);
      const kind = deriveKind(source, {
        ...(name === null ? {} : { name }),
        ...(metadata === null ? {} : { metadata }),
      });
      this.derived.set(key, kind);
      return kind;
    } catch (error) {
      this.unreadable.set(path, whyNot(error));
      return null;
    }
  }

  /** The kind that a text is clearly of, by its content: one that the configuration names, or a built-in one. */
  recognise(outline: Outline): Kind | null {
    const own = this.settings.flatMap(({ path, name }) => this.fromTemplate(path, name) ?? []);
    return recogniseKind(outline, [...own, ...builtInKinds()]);
  }

  /** `kep.yaml` beside the template of KEPs. */
  private metadataBeside(path: string): ReturnType<typeof decode>["source"] | null {
    if (!path.endsWith("/README.md")) return null;
    const beside = `${path.slice(0, -"README.md".length)}kep.yaml`;
    const file = this.disk.absolute(beside);
    if (!this.trace.file(file)) return null;
    try {
      return decode(beside, readFileSync(file)).source;
    } catch {
      return null;
    }
  }
}
