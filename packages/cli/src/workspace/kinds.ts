import { readFileSync } from "node:fs";
import {
  builtInKind,
  builtInKinds,
  deriveKind,
  isBuiltInName,
  namedVersion,
  recogniseKind,
  revisionOfTheDay,
  templateOfTheDay,
  type Kind,
  type Located,
  type Outline,
  type TemplateRevision,
} from "@lintel/core";
import type { Trace } from "../cache/trace.ts";
import type { TemplateSetting } from "./config/config.ts";
import type { Disk } from "./disk.ts";
import type { FileRevision, History } from "./history.ts";
import { decode, readSource } from "./read.ts";

/** Templates of a repository, each derived once. */
export class Kinds {
  private readonly disk: Disk;
  private readonly trace: Trace;
  private readonly settings: readonly TemplateSetting[];
  private readonly derived = new Map<string, Kind>();
  private readonly versions = new Map<string, readonly TemplateRevision[]>();
  /** Templates that could not be read, with the reason. */
  readonly unreadable = new Map<string, string>();

  constructor(disk: Disk, trace: Trace, settings: readonly TemplateSetting[]) {
    this.disk = disk;
    this.trace = trace;
    this.settings = settings;
  }

  /**
   * The kind of a located document; null when it has no template (its content may still tell). With a history, the kind that its
   * template described on the day of its first commit, or in the version that its outline names.
   */
  of(
    located: Pick<Located, "path" | "kind" | "template">,
    history: History | null = null,
    outline: Outline | null = null,
  ): Kind | null {
    if (located.template !== null) {
      const then =
        history === null ? null : this.ofTheDay(located.path, located.template, located.kind, history, outline);
      const kind = then ?? this.fromTemplate(located.template, located.kind);
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
    const read = readSource(path, file);
    if (!read.ok) {
      this.unreadable.set(path, read.reason);
      return null;
    }
    const metadata = this.metadataBeside(path, name);
    const kind = deriveKind(read.source, {
      ...(name === null ? {} : { name }),
      ...(metadata === null ? {} : { metadata }),
    });
    this.derived.set(key, kind);
    return kind;
  }

  /** Null when today's template is the one of the day. */
  private ofTheDay(
    document: string,
    template: string,
    name: string | null,
    history: History,
    outline: Outline | null,
  ): Kind | null {
    const names = outline === null ? null : namedVersion(outline);
    const committed = history.firstCommitted(document);
    const date = outline?.fields.find(({ key }) => key === "created" || key === "date")?.raw ?? null;
    const revisions = history.revisionsOf(template);
    const known = names === null ? revisions : this.withVersions(template, revisions, history);
    const { revision: chosen, because } = templateOfTheDay(known, { names, firstCommitted: committed, date });
    // The metadata of a version that is named is that of the day on which the version was made.
    const day = because === "named" ? (chosen?.time ?? committed) : committed;
    const revision = revisions.find(({ commit }) => commit === chosen?.commit);
    if (revision === undefined) return null;
    const metadata = this.metadataOfTheDay(template, name, day, history);
    const key = `${template}\0${name ?? ""}\0${revision.commit}\0${metadata?.commit ?? ""}`;
    const before = this.derived.get(key);
    if (before !== undefined) return before;
    const bytes = history.contentOf(revision);
    if (bytes === null) return null;
    const { source } = decode(template, bytes);
    const beside = metadata === null ? null : history.contentOf(metadata);
    const kind = deriveKind(source, {
      revision: revision.commit,
      ...(name === null ? {} : { name }),
      ...(beside === null || metadata === null ? {} : { metadata: decode(metadata.path, beside).source }),
    });
    this.derived.set(key, kind);
    return kind;
  }

  /** The versions of a template with what each calls itself; read once, when a document names one. */
  private withVersions(
    template: string,
    revisions: readonly FileRevision[],
    history: History,
  ): readonly TemplateRevision[] {
    let versions = this.versions.get(template);
    if (versions === undefined) {
      versions = revisions.map(({ commit, time, path }) => {
        const bytes = history.contentOf({ commit, time, path });
        const version = bytes === null ? null : deriveKind(decode(path, bytes).source).template.version;
        return { commit, time, version };
      });
      this.versions.set(template, versions);
    }
    return versions;
  }

  /** The kind that a text is clearly of, by its content: one that the configuration names, or a built-in one. */
  recognise(outline: Outline): Kind | null {
    const own = this.settings.flatMap(({ path, name }) => this.fromTemplate(path, name) ?? []);
    return recogniseKind(outline, [...own, ...builtInKinds()]);
  }

  /** What the file of metadata beside a template said on a day; null when there was none yet. */
  private metadataOfTheDay(
    template: string,
    name: string | null,
    day: number | null,
    history: History,
  ): FileRevision | null {
    const path = this.metadataPath(template, name);
    const revisions = path === null ? [] : history.revisionsOf(path);
    // What is not committed yet has the metadata of today.
    if (day === null) return revisions[0] ?? null;
    const chosen = revisionOfTheDay(revisions, day);
    if (chosen === null || chosen.time > day) return null;
    return revisions.find(({ commit }) => commit === chosen.commit) ?? null;
  }

  /** The file of metadata beside a template: the one that lintel.yaml names, `kep.yaml` beside a README. */
  private metadataPath(template: string, name: string | null): string | null {
    const named = this.settings.find((setting) => setting.path === template && setting.name === name)?.metadata ?? null;
    const file = named ?? (template.endsWith("/README.md") ? "kep.yaml" : null);
    return file === null ? null : template.slice(0, template.lastIndexOf("/") + 1) + file;
  }

  private metadataBeside(template: string, name: string | null): ReturnType<typeof decode>["source"] | null {
    const beside = this.metadataPath(template, name);
    if (beside === null) return null;
    const file = this.disk.absolute(beside);
    if (!this.trace.file(file)) return null;
    try {
      return decode(beside, readFileSync(file)).source;
    } catch {
      return null;
    }
  }
}
