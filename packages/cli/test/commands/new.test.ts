import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { BUILT_IN_NAMES } from "@lintel/core";
import { describe, expect, it } from "vitest";
import { check, lintel, read, repositoryWith, temporaryFolder, writeFiles } from "../repository.ts";

const DAY = ["--date", "2026-01-14"];

async function create(folder: string, ...args: string[]): Promise<string> {
  const { code, out, err } = await lintel(folder, ["new", ...args, ...DAY]);
  if (code !== 0) throw new Error(err);
  return out.trim();
}

describe("lintel new", () => {
  it("puts a document in its place with what is known filled in", async () => {
    const folder = repositoryWith({
      "directive/reference/agent_context.md": "# Context\n",
      "directive/specs/.gitkeep": "",
    });
    expect(await create(folder, "spec", "Retry payments")).toBe("directive/specs/20260114-retry-payments/spec.md");
    expect(await create(folder, "tdr", "retry-payments")).toBe("directive/specs/20260114-retry-payments/tdr.md");
    const text = read(folder, "directive/specs/20260114-retry-payments/tdr.md");
    expect(text).toMatch(/^# Technical Design Review \(TDR\) — Retry payments\n/);
    expect(text).toContain("**Spec ID**: 20260114  \n");
    expect(text).toContain("**Created**: 2026-01-14  \n");
    expect(text).toContain("**Author**: Ada Test  \n");
    expect(text).toContain("**Status**: Draft");
    expect(text).toContain("**Links**: [Spec](./spec.md)\n");
  });

  it("knows which document of a design is due next", async () => {
    const folder = repositoryWith({ "directive/specs/20251201-retry/spec.md": "# Spec\n" });
    const files = [];
    for (let i = 0; i < 3; i++)
      files.push((await create(folder, "retry")).slice("directive/specs/20251201-retry/".length));
    expect(files).toEqual(["impact.md", "tdr.md", "implementation_summary.md"]);
    const { code, err } = await lintel(folder, ["new", "retry"]);
    expect(code).toBe(2);
    expect(err).toContain("has all its documents");
  });

  it("gives the next number in a folder of numbers", async () => {
    const folder = repositoryWith({ "docs/adr/0001-a.md": "# 1. A\n", "docs/adr/0012-b.md": "# 12. B\n" });
    expect(await create(folder, "adr", "Use an outbox for events!")).toBe("docs/adr/0013-use-an-outbox-for-events.md");
    expect(read(folder, "docs/adr/0013-use-an-outbox-for-events.md")).toMatch(
      /^# ADR-0013: Use an outbox for events!\n/,
    );
    const rfcs = repositoryWith({
      "0000-template.md": "- Start Date: (fill me in with today's date, YYYY-MM-DD)\n\n# Summary\n",
      "text/0042-regexps.md": "# Summary\n",
    });
    expect(await create(rfcs, "rfc", "loops")).toBe("text/0043-loops.md");
  });

  it("uses the repository's own template, and those of lintel.yaml", async () => {
    const own =
      "# TDR: <Feature Name>\n\n**Spec ID**: YYYYMMDD\n**Links**: Spec (`/directive/specs/<feature>/spec.md`)\n\n## Why\n\nSay why.\n";
    const folder = repositoryWith({
      "directive/reference/templates/tdr_template.md": own,
      "directive/specs/20260114-x/spec.md": "# Spec\n",
      "docs/rfc-template.md": "# RFC: [title]\n\n## Summary\n",
      "docs/rfcs/003-old.md": "# RFC: Old\n",
      "lintel.yaml": "templates: { proposal: { path: docs/rfc-template.md, documents: docs/rfcs/*.md } }\n",
    });
    await create(folder, "tdr", "x");
    expect(read(folder, "directive/specs/20260114-x/tdr.md")).toMatch(/^# TDR: X\n[\s\S]*## Why/);
    expect(await create(folder, "proposal", "search")).toBe("docs/rfcs/004-search.md");
    expect(read(folder, "docs/rfcs/004-search.md")).toBe("# RFC: Search\n\n## Summary\n");
  });

  it("fills in fields in every form that templates have them", async () => {
    const template = (text: string): Record<string, string> => ({
      "lintel.yaml": "templates:\n  note:\n    path: note.md\n    documents: notes/*.md\n",
      "note.md": text,
    });
    const made = async (text: string): Promise<string> => {
      const folder = repositoryWith(template(text));
      return read(folder, await create(folder, "note", "Retry: payments"));
    };
    expect(
      await made(
        '---\ntitle: My proposal\nauthors:\n  - "@jane.doe"\n  - "@john.doe"\ndate: YYYY-MM-DD\nstatus: draft|done # one\n---\n\n# Title\n',
      ),
    ).toBe(
      '---\ntitle: "Retry: payments"\nauthors:\n  - "Ada Test"\ndate: 2026-01-14\nstatus: draft # one\n---\n\n# Retry: payments\n',
    );
    expect(await made("---\ntitle: 'TBD'\nauthors: [<name>]\nstatus:\n---\n\n# {{title}}\n")).toBe(
      "---\ntitle: 'Retry: payments'\nauthors: [Ada Test]\nstatus: Draft\n---\n\n# Retry: payments\n",
    );
    expect(await made('+++\ntitle = "TITLE"\ndate = "YYYY-MM-DD"\nauthor = ""\n+++\n\n# TITLE\n')).toBe(
      '+++\ntitle = "Retry: payments"\ndate = "2026-01-14"\nauthor = "Ada Test"\n+++\n\n# Retry: payments\n',
    );
    expect(await made("# Title of the note\n\n| Author | Date |\n| --- | --- |\n| <name> | <date> |\n")).toBe(
      "# Retry: payments\n\n| Author | Date |\n| --- | --- |\n| Ada Test | 2026-01-14 |\n",
    );
    expect(await made("# N: (fill me in)\n\n## Status\n\nWIP | Ready\n\n## Author\n\n<name>\n")).toBe(
      "# N: Retry: payments\n\n## Status\n\nWIP\n\n## Author\n\nAda Test\n",
    );
  });

  it("links the documents beside, in the fields that the template has for them", async () => {
    const made = async (text: string): Promise<string> => {
      const folder = repositoryWith({
        "lintel.yaml": "templates:\n  note:\n    path: note.md\n    documents: designs/*/design.md\n",
        "note.md": text,
        "designs/retry/spec.md": "# Spec\n",
        "designs/retry/impact.md": "# Impact\n",
      });
      expect(await create(folder, "note", "retry")).toBe("designs/retry/design.md");
      return read(folder, "designs/retry/design.md");
    };
    expect(
      await made(
        "---\nlinks:\n  - <link>\n---\n\n# N: <title>\n\nAuthor: <name>\nSpec: <path>\nImpact analysis: <path>\n",
      ),
    ).toBe(
      '---\nlinks:\n  - "./spec.md"\n  - "./impact.md"\n---\n\n# N: Retry\n\nAuthor: Ada Test\nSpec: [Spec](./spec.md)\nImpact analysis: [Impact](./impact.md)\n',
    );
    expect(await made("# N: <title>\n\n**Links**:\n\n- Spec: <path>\n- **Impact**: <path>\n- Ticket: <id>\n")).toBe(
      "# N: Retry\n\n**Links**:\n\n- Spec: [Spec](./spec.md)\n- **Impact**: [Impact](./impact.md)\n- Ticket: <id>\n",
    );
    expect(await made("# N: <title>\n\n| Author | Links |\n| --- | --- |\n| <name> | <links> |\n")).toContain(
      "| Ada Test | [Spec](./spec.md), [Impact](./impact.md) |",
    );
  });

  it("puts a document where the glob of its template finds it", async () => {
    const at = async (glob: string, template = "note.md"): Promise<string> => {
      const folder = repositoryWith({
        "lintel.yaml": `templates:\n  note:\n    path: ${template}\n    documents: "${glob}"\n`,
        [template]: "# N\n",
      });
      return create(folder, "note", "retry");
    };
    expect(await at("notes/**")).toBe("notes/retry.md");
    expect(await at("notes/*/README.md")).toBe("notes/retry/README.md");
    expect(await at("notes/*.note.md")).toBe("notes/retry.note.md");
    expect(await at("notes/[0-9]*.md")).toBe("notes/0001-retry.md");
    expect(await at("text/*.md", "0000-template.md")).toBe("text/0001-retry.md");
  });

  it("never overwrites, and changes nothing with --dry-run", async () => {
    const folder = repositoryWith({ "docs/tdd/search.md": "mine\n" });
    const again = await lintel(folder, ["new", "tdd", "search"]);
    expect(again.code).toBe(2);
    expect(again.err).toContain("docs/tdd/search.md is there already");
    expect(read(folder, "docs/tdd/search.md")).toBe("mine\n");
    const dry = await lintel(folder, ["new", "tdd", "other", "--dry-run", ...DAY]);
    expect(dry.out).toMatch(/^# /);
    expect(existsSync(join(folder, "docs/tdd/other.md"))).toBe(false);
  });

  it("makes a slug of whatever it is given, and nothing ever leaves the folder", async () => {
    const folder = repositoryWith({ "docs/adr/0001-a.md": "# A\n" });
    const names = [
      "../../etc/passwd",
      "/etc/passwd",
      "a/b",
      "..",
      "C:\\x",
      "Ünïcödé  Náme",
      "x".repeat(300),
      "-rf",
      "line\nbreak",
      "日本語",
    ];
    const made: string[] = [];
    for (const name of names) {
      const { code, out } = await lintel(folder, ["new", ...DAY, "--", "adr", name]);
      if (code === 0) made.push(out.trim());
    }
    expect(made.every((path) => /^docs\/adr\/\d{4}-[\p{L}\p{N}-]{1,80}\.md$/u.test(path))).toBe(true);
    expect(made.length).toBe(names.length - 1);
    expect(readdirSync(folder).toSorted()).toEqual([".git", "docs"]);
  });

  it("says what it does not understand", async () => {
    const folder = repositoryWith({ "a.md": "" });
    expect((await lintel(folder, ["new", "tddd", "x"])).err).toContain("Did you mean `tdd`?");
    expect((await lintel(folder, ["new", "nothing-yet"])).err).toContain("there is no design `nothing-yet` yet");
    expect((await lintel(folder, ["new", "tdr"])).err).toContain("`lintel new tdr <name>`");
    expect((await lintel(folder, ["new", "tdd", "x", "--date", "2026-02-30"])).code).toBe(64);
    expect((await lintel(folder, ["new"])).code).toBe(64);
  });

  it.each([...BUILT_IN_NAMES])("begins a %s that check finds unfilled, line by line", async (kind) => {
    const folder = repositoryWith({ "README.md": "# A\n" });
    const path = await create(folder, kind, "Search");
    const lines = readFileSync(join(folder, path), "utf8").split("\n");
    const { documents } = await check(folder, path);
    const [document] = documents;
    expect(document?.kind).toBe(kind);
    const unfilled = document?.findings.filter(({ rule }) => /unfilled|left|empty/.test(rule)) ?? [];
    const found = new Set(unfilled.map(({ line }) => line));
    // Every prompt in brackets and every instruction in italics is still to be answered: each is found where it stands, or by a
    // finding on the heading that it stands under.
    const missed = lines.flatMap((text, i) => {
      if (!/\[[^\]x ][^\]]*\]|^\*[^*].*\*$/.test(text) || /optional -->/.test(text)) return [];
      let heading = i;
      while (heading > 0 && !(lines[heading] ?? "").startsWith("#")) heading--;
      const near = found.has(i + 1) || found.has(heading + 1);
      return near ? [] : [`${i + 1}: ${text}`];
    });
    expect(missed).toEqual([]);
  });
});

describe("lintel init", () => {
  it("shows what it will write, writes it with --yes, and never again", async () => {
    const folder = repositoryWith({ "docs/adr/0001-a.md": "# A\n" });
    const dry = await lintel(folder, ["init", "--dry-run"]);
    expect(dry.out).toContain("fail-on: error");
    expect(existsSync(join(folder, "lintel.yaml"))).toBe(false);
    const nobody = await lintel(folder, ["init"]);
    expect(nobody.code).toBe(64);
    expect(existsSync(join(folder, "lintel.yaml"))).toBe(false);
    expect((await lintel(folder, ["init", "--yes"])).code).toBe(0);
    expect(read(folder, "lintel.yaml")).toContain("Found: 1 in the layout adr");
    writeFiles(folder, { "lintel.yaml": "fail-on: warning\n" });
    expect((await lintel(folder, ["init", "--yes"])).err).toContain("is there already");
    expect(read(folder, "lintel.yaml")).toBe("fail-on: warning\n");
    expect((await lintel(folder, ["check", "--fail-on", "never"])).code).toBe(0);
  });
});

describe("lintel doctor", () => {
  it("tells what is set up, what is not, and what a gate would miss", async () => {
    const folder = repositoryWith({
      "docs/adr/0001-a.md": "# A\n",
      "notes/search.md":
        "# TDD: Search\n\n## 1. Executive Summary\n\nX.\n\n## 2. Context & Requirements\n\n## 3. Proposed Design\n\n## 4. Non-Functional Requirements\n",
      "lintel.yaml": "rules: { link-broken: off }\nbaseline: gone.json\n",
      ".github/workflows/ci.yml": "jobs: { x: { steps: [{ run: npx lintel check }] } }\n",
    });
    const { code, out } = await lintel(folder, ["doctor", "--format", "json"]);
    const { observations } = JSON.parse(out) as { observations: { level: string; message: string }[] };
    const messages = (level: string) =>
      observations
        .filter((each) => each.level === level)
        .map(({ message }) => message)
        .join("\n");
    expect(code).toBe(1);
    expect(messages("good")).toMatch(
      /lintel\.yaml is valid[\s\S]*1 document in the layout adr[\s\S]*runs in \.github\/workflows\/ci\.yml/,
    );
    expect(messages("note")).toMatch(/1 rule off: link-broken[\s\S]*notes\/search\.md[\s\S]*no git hook runs lintel/);
    expect(messages("bad")).toContain("the baseline gone.json is not there");
  });

  it("says what is wrong with a configuration instead of stopping at it", async () => {
    const folder = repositoryWith({ "lintel.yaml": "ruels: {}\n" });
    const { code, out } = await lintel(folder, ["doctor"]);
    expect(code).toBe(1);
    expect(out).toContain("Did you mean `rules`?");
  });

  it("works outside of a repository", async () => {
    expect((await lintel(temporaryFolder(), ["doctor"])).out).toContain("is in no git repository");
  });
});
