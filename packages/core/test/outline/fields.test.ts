import { describe, expect, it } from "vitest";
import { readOutline } from "../../src/outline/outline.ts";
import { titleName } from "../../src/outline/title.ts";

function fieldsOf(text: string): readonly string[] {
  return readOutline({ path: "design.md", text }).fields.map(({ key, raw, line }) => `${line} ${key}=${raw}`);
}

describe("what a document says of itself is read", () => {
  it("from lines in bold, with the colon outside or inside", () => {
    expect(fieldsOf("# TDR — Retry\n\n**Author**: Ada  \n**Created:** 2026-01-02\n**Spec ID**: 20260102\n")).toEqual([
      "1 title=Retry",
      "3 author=Ada",
      "4 created=2026-01-02",
      "5 specId=20260102",
    ]);
  });

  it("from YAML front matter, comments and quotes left out", () => {
    const text = '---\ntitle: "Retry"\nstatus: draft # for now\nreviewers: # whom to ask\n  - "@kim"\n---\n\n# Retry\n';
    const { fields } = readOutline({ path: "design.md", text });
    expect(fields.map(({ key, raw }) => [key, raw])).toEqual([
      ["other:title", "Retry"],
      ["status", "draft"],
      ["reviewers", ""],
      ["title", "Retry"],
    ]);
    expect(fields[2]?.items).toMatchObject([{ raw: "@kim", line: 5 }]);
  });

  it("from front matter that lost its opening line", () => {
    expect(fieldsOf("title: Import\nauthor: Lee\nstatus: approved\n---\n\n## Goals\n\n- fast\n")).toEqual([
      "1 title=Import",
      "2 author=Lee",
      "3 status=approved",
    ]);
  });

  it("from bullets, known and unknown alike once one is known", () => {
    expect(
      fieldsOf("- RFC Status: approved\n- RFC Type: feature\n- Start Date: 2026-01-02\n\n# Summary\n\n# Motivation\n"),
    ).toEqual(["1 status=approved", "2 other:RFC Type=feature", "3 created=2026-01-02"]);
    expect(fieldsOf("# Queue\n\n* Author(s): Kim (@kim)\n* Updated: 2026-01-02\n")).toEqual([
      "1 title=Queue",
      "3 author=Kim (@kim)",
      "4 updated=2026-01-02",
    ]);
  });

  it("from a table of two columns, or of one row", () => {
    expect(fieldsOf("# Queue\n\n| Field | Value |\n|---|---|\n| Author | Kim |\n| Status | Draft |\n")).toEqual([
      "1 title=Queue",
      "5 author=Kim",
      "6 status=Draft",
    ]);
    expect(fieldsOf("# Queue\n\n| Author | Status |\n|---|---|\n| Kim | Draft |\n")).toEqual([
      "1 title=Queue",
      "5 author=Kim",
      "5 status=Draft",
    ]);
    expect(fieldsOf("# Queue\n\n| Term | Meaning |\n|---|---|\n| Job | one order |\n")).toEqual(["1 title=Queue"]);
  });

  it("from one line with bars or dots between", () => {
    expect(fieldsOf("# Queue\n\n**Status:** Draft | **Owner:** Kim · **Date:** 2026-01-02\n")).toEqual([
      "1 title=Queue",
      "3 status=Draft",
      "3 owners=Kim",
      "3 date=2026-01-02",
    ]);
    expect(fieldsOf("# Queue\n\n**Status**: draft|final\n")).toEqual(["1 title=Queue", "3 status=draft|final"]);
  });

  it("from a quote, and from short sections that are named like a field", () => {
    expect(fieldsOf("# Queue\n\n> **Status:** Draft\n> **Author:** Kim\n")).toEqual([
      "1 title=Queue",
      "3 status=Draft",
      "4 author=Kim",
    ]);
    expect(fieldsOf("# ADR-7: Queue\n\n## Status\n\nAccepted\n\n## Context\n\nOrders get lost.\n")).toEqual([
      "1 title=Queue",
      "5 status=Accepted",
    ]);
  });

  it("in Spanish", () => {
    expect(
      fieldsOf("# Documento de diseño: Cola\n\n**Autores:** Eva\n**Estado:** Borrador\n**Fecha:** 2026-01-02\n"),
    ).toEqual(["1 title=Cola", "3 author=Eva", "4 status=Borrador", "5 date=2026-01-02"]);
  });

  it("with the list below an empty field as its items", () => {
    const { fields } = readOutline({ path: "design.md", text: "# Queue\n\n**Links**:\n- Spec: `spec.md`\n- #12\n" });
    expect(fields[1]).toMatchObject({
      key: "links",
      raw: "",
      items: [{ raw: "Spec: `spec.md`", line: 4 }, { raw: "#12" }],
    });
  });

  it("below the text, where every line of the last paragraph is labelled", () => {
    const body = "# Queue\n\n**Task ID:** Q-7\n**Date:** 2026-01-02\n\n## Design\n\nA table.\n\n---\n\n";
    expect(
      fieldsOf(`${body}**Date:** 2026-05-05\n**Author:** Kim\n**Reviewers:** Lee\n**Approval:** pending\n`),
    ).toEqual([
      "1 title=Queue",
      "3 specId=Q-7",
      "4 date=2026-01-02",
      "13 author=Kim",
      "14 reviewers=Lee",
      "15 other:Approval=pending",
    ]);
    expect(fieldsOf(`${body}**Author:** Kim\nwrote this.\n`)).toHaveLength(3);
  });

  it("and prose, remarks and sections under the title are no fields", () => {
    expect(fieldsOf("# Queue\n\n**Note:** read this\n\n**Goals:** speed\n\nNote: see below.\n")).toEqual([
      "1 title=Queue",
    ]);
    expect(fieldsOf("# Queue\n\n## Design\n\n**Author**: the service that writes\n")).toEqual(["1 title=Queue"]);
  });

  it("under a title that is a heading of the second level", () => {
    const text = "## Shorter queues\n\n- Author: Ada\n- Date: 2026-01-02\n- Tracking: #7\n\n## Summary\n\nShorter.\n";
    expect(fieldsOf(text)).toEqual(["3 author=Ada", "4 date=2026-01-02", "5 other:Tracking=#7"]);
  });

  it("but not under the first section of a document without a title", () => {
    expect(fieldsOf("## Roles\n\n- Author: writes the text\n- Reader: reads it\n")).toEqual([]);
    expect(fieldsOf("## Summary\n\n- Author: Ada\n- Date: 2026-01-02\n")).toEqual([]);
  });

  it("at its place in the text", () => {
    const text = "# Queue\n\n**Author**:   Kim Lee  \n";
    const field = readOutline({ path: "design.md", text }).fields[1];
    expect(text.slice(field?.start, field?.end)).toBe("Kim Lee");
  });
});

describe("a title is told without the label of its kind", () => {
  it.each([
    ["TDR — Retry", "Retry"],
    ["Technical Design Review (TDR) — A2A: full support", "A2A: full support"],
    ["Shipinator — Technical Design Document", "Shipinator"],
    ["RFC-0012 Sign the artifacts", "Sign the artifacts"],
    ["[RFC] Sign the artifacts", "Sign the artifacts"],
    ["KEP-592: TTL after finish", "TTL after finish"],
    ["Impact Analysis — Retry", "Retry"],
    ["Diseño técnico: Avisos", "Avisos"],
    ["PAY-31: Retry payments", "Retry payments"],
    ["Technical Design Document for the Ledger", "Ledger"],
    ["Documento de Diseño Técnico (TDD) para Avisos", "Avisos"],
    ["Support for Solaris", "Support for Solaris"],
    ["Spec (per PR)", "Spec (per PR)"],
    ["Monolith: a love story", "Monolith: a love story"],
  ])("%s", (title, name) => {
    expect(titleName(title)).toBe(name);
  });
});
