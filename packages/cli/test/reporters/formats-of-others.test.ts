/** Formats that others have defined, held against what their definitions say. */
import { readFileSync } from "node:fs";
import { Ajv2020, type AnySchema } from "ajv/dist/2020.js";
import { RULES } from "@lintel/core";
import { describe, expect, it } from "vitest";
import type { DocumentReport } from "../../src/analysis/report.ts";
import { github } from "../../src/reporters/check/github.ts";
import { gitlab } from "../../src/reporters/check/gitlab.ts";
import { endLines, findingLines, jsonl } from "../../src/reporters/check/jsonl.ts";
import { junit } from "../../src/reporters/check/junit.ts";
import { markdown } from "../../src/reporters/check/markdown.ts";
import { sarif } from "../../src/reporters/check/sarif.ts";
import { clean, contextOf, everything, HOSTILE, many, retry, runOf } from "./scene.ts";

const context = contextOf();

describe("SARIF", () => {
  const schema = JSON.parse(
    readFileSync(new URL("fixtures/sarif-2.1.0.subset.schema.json", import.meta.url), "utf8"),
  ) as AnySchema;
  const validate = new Ajv2020({ strict: true, strictTypes: false, allErrors: true }).compile(schema);

  interface Log {
    readonly runs: readonly [
      {
        readonly tool: {
          readonly driver: { readonly rules: readonly { readonly id: string; readonly help?: object }[] };
        };
        readonly artifacts: readonly { readonly location: { readonly uri: string } }[];
        readonly results: readonly {
          readonly ruleId: string;
          readonly ruleIndex: number;
          readonly locations: readonly [
            {
              readonly physicalLocation: {
                readonly artifactLocation: { readonly uri: string; readonly index: number };
              };
            },
          ];
        }[];
      },
    ];
  }
  const logOf = (text: string): Log["runs"][0] => (JSON.parse(text) as Log).runs[0];

  it.each([
    ["a run with everything in it", everything],
    ["a run without findings", runOf([clean])],
    ["a run without documents", runOf([])],
  ])("fits the part of the standard that it uses: %s", (_, run) => {
    const fits = validate(JSON.parse(sarif(run, context)));
    expect([fits, validate.errors]).toEqual([true, null]);
  });

  it("points from each result to its rule and its document", () => {
    const { tool, artifacts, results } = logOf(sarif(everything, context));
    expect(results).toHaveLength(15);
    for (const { ruleId, ruleIndex, locations } of results) {
      const { uri, index } = locations[0].physicalLocation.artifactLocation;
      expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
      expect(artifacts[index]?.location.uri).toBe(uri);
    }
  });

  it("brings the documentation of the rules that found something", () => {
    const { rules } = logOf(sarif(everything, context)).tool.driver;
    const broken = rules.find(({ id }) => id === "link-broken");
    const documentation = RULES.find(({ id }) => id === "link-broken")?.documentation;
    expect(broken).toMatchObject({
      name: "LinkBroken",
      shortDescription: { text: documentation?.summary },
      fullDescription: { text: documentation?.why },
    });
    expect(JSON.stringify(broken?.help)).toContain("lintel explain link-broken");
  });

  it("writes paths as addresses, whatever a file is called", () => {
    const path = "notes/50% of #1?/\ud800 größe.md";
    const { artifacts } = logOf(sarif(runOf([{ ...clean, path }]), context));
    expect(artifacts[0]?.location.uri).toBe("notes/50%25%20of%20%231%3F/%EF%BF%BD%20gr%C3%B6%C3%9Fe.md");
  });
});

describe("GitLab's code quality report", () => {
  it("gives each entry a fingerprint of its own, and equal findings the same ones in every run", () => {
    const fingerprints = (JSON.parse(gitlab(everything, context)) as { fingerprint: string }[]).map(
      (each) => each.fingerprint,
    );
    expect(new Set(fingerprints).size).toBe(fingerprints.length);
    expect(fingerprints.slice(0, 3)).toEqual([
      "section-unfilled-same",
      "section-unfilled-same-2",
      "section-unfilled-same-3",
    ]);
  });

  it("is an empty list when nothing was found", () => {
    expect(gitlab(runOf([clean]), context)).toBe("[]\n");
  });
});

describe("GitHub's workflow commands", () => {
  it("are one line each, whatever a message holds", () => {
    const finding = { ...many.findings[0], message: "100% of a\r\n::stop-commands::b", rule: "a,b:c" };
    const document = { ...clean, path: "x,y:z.md", findings: [finding] } as DocumentReport;
    expect(github(runOf([document]), context)).toBe(
      "::warning file=x%2Cy%3Az.md,line=1,endLine=1,col=3,endColumn=8,title=a%2Cb%3Ac::100%25 of a\\r%0A::stop-commands::b\n",
    );
  });

  it("name no columns for a place over several lines, nor for one of no width", () => {
    const [finding] = retry.findings;
    if (finding === undefined) throw new Error("The scene has findings.");
    const places = [
      { ...finding, endLine: 5 },
      { ...finding, endColumn: finding.column },
    ];
    expect(github(runOf([{ ...retry, findings: places }]), context)).not.toContain("col=");
  });

  it("are nothing at all when nothing was found", () => {
    expect(github(runOf([clean]), context)).toBe("");
  });
});

describe("JUnit", () => {
  /** Names of elements as they open and close; throws where XML is not well-formed. */
  function elements(xml: string): string[] {
    const open: string[] = [];
    const seen: string[] = [];
    const body = xml.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, "");
    for (const [, text = "", end = "", name = "", attributes = "", lone = ""] of body.matchAll(
      /([^<]*)(?:<(\/?)([a-z]+)((?: [a-z]+="[^"<]*")*)(\/?)>|$)/g,
    )) {
      if (/&(?!(?:amp|lt|gt|quot|#10);)/.test(text + attributes)) throw new Error(`A lone & in ${text}${attributes}`);
      if (name === "") continue;
      if (end !== "" && open.pop() !== name) throw new Error(`</${name}> closes another element.`);
      if (end === "" && lone === "") open.push(name);
      if (end === "") seen.push(name);
    }
    if (open.length > 0) throw new Error(`${open.join(", ")} left open.`);
    return seen;
  }

  it("is well-formed XML with a suite for each document, whatever the documents hold", () => {
    const xml = junit(everything, context);
    const found = elements(xml);
    expect(found.filter((name) => name === "testsuite")).toHaveLength(4);
    expect(found.filter((name) => name === "testcase")).toHaveLength(17);
    expect(xml).not.toMatch(/[\u0000-\u0009\u000b-\u001f\ufffe\uffff]/);
    const halves = junit(runOf([{ ...many, path: "\ud800\uffff.md", findings: [] }]), context);
    expect(halves).toContain('name="\ufffd\ufffd.md"');
  });

  it("fails what fails the run, and skips what is milder", () => {
    const failures = (failOn: "error" | "warning" | "info" | "never"): string | undefined =>
      /failures="(\d+)"/.exec(junit({ ...everything, failOn }, context))?.[1];
    expect(failures("error")).toBe("4");
    expect(failures("warning")).toBe("14");
    expect(failures("info")).toBe("15");
    expect(failures("never")).toBe("0");
  });

  it("names cases without lines, so that they are known again when lines move", () => {
    const names = (text: string): string[] =>
      [...text.matchAll(/<testcase name="([^"]*)"/g)].map(([, name = ""]) => name);
    const moved = many.findings.map((finding) => ({
      ...finding,
      line: finding.line + 7,
      endLine: finding.endLine + 7,
    }));
    const before = names(junit(runOf([many]), context));
    expect(names(junit(runOf([{ ...many, findings: moved }]), context))).toEqual(before);
    expect(new Set(before).size).toBe(before.length);
  });
});

describe("JSON lines", () => {
  it("can go out document by document", () => {
    const parts = [...everything.documents.map(findingLines), endLines(everything)].join("");
    expect(parts).toBe(jsonl(everything, context));
    for (const line of parts.trimEnd().split("\n")) expect(JSON.parse(line)).toHaveProperty("type");
  });
});

describe("the comment for a merge request", () => {
  const crowd = Array.from({ length: 400 }, (_, i) => ({
    ...many,
    path: `notes/n${i}.md`,
    findings: many.findings.map((finding) => ({
      ...finding,
      message: `${i} ${finding.message} ${"word ".repeat(20)}`,
    })),
  }));

  it("is never longer than GitHub takes, and counts what is left out", () => {
    const text = markdown(runOf(crowd), context);
    expect(text.length).toBeLessThanOrEqual(65_536);
    const rows = text.match(/^\| \d+ \|/gm)?.length ?? 0;
    expect(rows).toBeGreaterThan(100);
    expect(text).toContain(`… and ${4000 - rows} more findings.`);
  });

  it("closes everything that it opens, also where it is cut", () => {
    const text = markdown(runOf(crowd), context);
    expect(text.match(/<details/g)).toHaveLength(text.match(/<\/details>/g)?.length ?? 0);
  });

  it("shows the worst first when not all fits", () => {
    expect(markdown(runOf(crowd), context)).not.toContain("| ⚠️ |");
  });

  it("takes nothing in a document for Markdown, HTML, a mention, an issue or a link", () => {
    const text = markdown(runOf([many]), context);
    expect(text).not.toContain("<b>");
    expect(text).not.toContain("@team");
    expect(text).not.toContain("#12");
    expect(text).not.toContain("://");
    const rows = text.split("\n").filter((line) => line.startsWith("| 20 "));
    expect(rows.map((row) => row.replaceAll("\\|", "").split("|").length)).toEqual([6]);
    expect(text).not.toContain(HOSTILE);
  });

  it("says so when nothing was found", () => {
    expect(markdown(runOf([clean]), context)).toBe(
      "<!-- lintel check -->\n### Lintel: ✅ 1 document checked, nothing found\n",
    );
  });
});
