import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { deriveKind } from "../../src/template/derive.ts";
import { describeKind } from "../../src/template/describe.ts";
import type { Kind, SectionSpec } from "../../src/template/kind.ts";
import { hasShared, readShared } from "../shared.ts";

const fixtures = fileURLToPath(new URL("fixtures/", import.meta.url));

function golden(name: string): string {
  return fileURLToPath(new URL(`golden/${name}.txt`, import.meta.url));
}

function derive(text: string): Kind {
  return deriveKind({ path: "docs/templates/note-template.md", text });
}

function titles(sections: readonly SectionSpec[]): string[] {
  return sections.flatMap((section) => [section.title, ...titles(section.children)]);
}

/** A golden file reads like the template's own table of contents; a change in one is looked at like a change in code. */
describe("a kind is derived from any template as people write them", () => {
  it.each(readdirSync(fixtures).filter((name) => name.endsWith(".md")))("%s", async (name) => {
    const text = readFileSync(fixtures + name, "utf8");
    const yaml = name === "kep-like.md" ? readFileSync(`${fixtures}kep-like.yaml`, "utf8") : null;
    const kind = deriveKind(
      { path: name, text },
      yaml === null ? {} : { metadata: { path: "kep-like.yaml", text: yaml } },
    );
    await expect(describeKind(kind)).toMatchFileSnapshot(golden(name.replace(/\.md$/, "")));
  });

  it.skipIf(!hasShared).each(["tdr-template", "tdd-template"])(
    "the seed %s, unchanged (skipped without the shared data)",
    async (name) => {
      const kind = deriveKind({ path: `seeds/${name}.md`, text: readShared(`seeds/${name}.md`) });
      await expect(describeKind(kind)).toMatchFileSnapshot(golden(name));
    },
  );
});

describe.skipIf(!hasShared)("templates of large projects, unchanged (skipped without the shared data)", () => {
  it("KEP: questionnaire and metadata, with what is needed from which stage on", () => {
    const folder = "corpus/kubernetes-keps/keps/NNNN-kep-template/";
    const kind = deriveKind(
      { path: `${folder}README.md`, text: readShared(`${folder}README.md`) },
      { metadata: { path: `${folder}kep.yaml`, text: readShared(`${folder}kep.yaml`) } },
    );
    expect(kind.name).toBe("kep");
    expect(kind.sections.map(({ title }) => title)).toHaveLength(10);
    expect(titles(kind.sections)).toHaveLength(55);
    expect(kind.sections.filter(({ required }) => required.when === "optional").map(({ id }) => id)).toEqual([
      "infrastructure-needed",
    ]);
    const readiness = kind.sections[5];
    expect(readiness?.required).toEqual({ when: "at", states: ["approved"] });
    expect(readiness?.children.map(({ required }) => (required.when === "at" ? required.states : []))).toEqual([
      ["alpha"],
      ["beta"],
      ["beta"],
      ["beta"],
      ["beta"],
      ["beta"],
    ]);
    const field = (key: string) => kind.fields.find((spec) => spec.key === key);
    expect(field("status")?.type).toMatchObject({ is: "choice", of: expect.arrayContaining(["implementable"]) });
    expect(field("other:stage")?.type).toMatchObject({
      of: ["alpha", "beta", "stable", "deprecated", "disabled", "removed"],
    });
    expect(field("created")?.type).toEqual({ is: "date" });
    expect(field("other:metrics")?.required).toEqual({ when: "at", states: ["beta"] });
    // Form fields and the sign-off checklist stay; instructions go.
    expect(kind.fixed).toContain("feature gate name:");
    expect(kind.residue.every(({ form }) => form === "comment" || form === "placeholder")).toBe(true);
  });

  it("Rust RFC: plain prose to be overwritten, bullets as fields", () => {
    const kind = deriveKind({ path: "0000-template.md", text: readShared("corpus/rust-rfcs/0000-template.md") });
    expect(kind.fields.map(({ key }) => key)).toEqual(["featureName", "created", "other:RFC PR", "other:Rust Issue"]);
    expect(kind.sections).toHaveLength(9);
    expect(kind.sections.every(({ required }) => required.when === "always")).toBe(true);
    expect(kind.sections.every(({ guidance }) => guidance !== "")).toBe(true);
  });
});

describe("the words of a template say when a section is needed", () => {
  it.each([
    ["in its heading", "## Rollout (Optional)\n\nText.\n", "optional"],
    ["in its heading, by a comment", "## Rollout <!-- optional -->\n\nText.\n", "optional"],
    ["if applicable", "## Rollout\n\nIf applicable, say how.\n", "optional"],
    ["by a comment inside", "## Rollout\n\n<!-- This section is optional. Say how. -->\n", "optional"],
    ["not at all", "## Rollout\n\nSay how it is rolled out.\n", "always"],
    ["from a state on", "## Rollout\n\n<!-- This section must be completed when targeting beta. -->\n", "at"],
    ["by an annotation", "## Rollout\n\n<!-- lintel: required at approved -->\n\nSay how.\n", "at"],
  ])("%s", (_how, markdown, when) => {
    expect(derive(`# Note: <title>\n\n${markdown}`).sections[0]?.required.when).toBe(when);
  });

  it("by a comment in front of the heading, which is no guidance of the section before", () => {
    const kind = derive(
      "# Note: <title>\n\n## Why\n\nTell.\n\n<!-- This is an optional element. -->\n\n## How\n\nTell.\n",
    );
    expect(kind.sections.map(({ required }) => required.when)).toEqual(["always", "optional"]);
    expect(kind.sections[0]?.guidance).toBe("Tell.");
  });
});

describe("what a template is made of", () => {
  it("a name is made of its file, its folder or its title", () => {
    const name = (path: string, text = "# X\n") => deriveKind({ path, text }).name;
    expect(name("directive/reference/templates/tdr_template.md")).toBe("tdr");
    expect(name("keps/NNNN-kep-template/README.md")).toBe("kep");
    expect(name("template.md", "# RFC: <title>\n")).toBe("rfc");
    expect(deriveKind({ path: "template.md", text: "" }, { name: "note" }).name).toBe("note");
  });

  it("headings that stand for several are one section, with the prompts of them all", () => {
    const kind = derive("# N\n\n## Options\n\n### Option A\n\n- Pros: <pros>\n\n### Option B\n\n### Why\n\nTell.\n");
    expect(kind.sections[0]?.children.map(({ title, repeats }) => [title, repeats])).toEqual([
      ["Option A", true],
      ["Why", false],
    ]);
  });

  it("two sections of one name have ids that tell them apart", () => {
    const kind = derive("# N\n\n## A\n\n### Risks\n\nx\n\n## B\n\n### Risks\n\ny\n");
    expect(kind.sections.flatMap(({ children }) => children.map(({ id }) => id))).toEqual(["a/risks", "b/risks"]);
  });

  it("labels with a slash or an “and” are taken apart", () => {
    const kind = derive("# N\n\n## Ops\n\n- Dashboards/alerts to create\n- Tables/collections & migrations\n");
    expect(kind.sections[0]?.prompts.map(({ subjects }) => subjects)).toEqual([
      [["dashboards"], ["alerts"]],
      [["tables", "collections"], ["migrations"]],
    ]);
  });

  it("an empty text, a text without headings and one of nothing but comments are templates, too", () => {
    for (const text of ["", "Just words.\n", "<!-- nothing -->\n", "---\n---\n"]) {
      expect(derive(text).sections).toEqual([]);
    }
  });
});
