import type { Field } from "../../outline/fields.ts";
import { isRealDate, nameOf, splitDate } from "../../layouts/paths.ts";
import { defineRule } from "../rule.ts";
import { dateIn, isoOf, isReal } from "./dates.ts";

export const idFolderMismatch = defineRule({
  id: "id-folder-mismatch",
  severity: "error",
  needs: "design",
  documentation: {
    summary: "The Spec ID, or the date of creation, is another than the date in the name of the design's folder.",
    why: "The ID is how people name a design in commits and tickets, and the folder is where they look for it. When the two differ, one of them leads to another design or to none.",
    notes:
      "Only in folders that begin with a date. The fix corrects the ID when the date of creation and the folder agree.",
  },
  bad: [
    {
      path: "directive/specs/20260114-retry/tdr.md",
      markdown: "# TDR — Retry\n\n**Spec ID**: 20260113\n**Created**: 2026-01-14\n",
      findings: [
        { line: 3, message: "The ID is 20260113 and the folder says 20260114. Correct the one that is wrong." },
      ],
      fixed: "# TDR — Retry\n\n**Spec ID**: 20260114\n**Created**: 2026-01-14\n",
    },
    {
      path: "directive/specs/20260114-retry/tdr.md",
      markdown: "# TDR — Retry\n\n**Spec ID**: 20260114\n**Created**: 2026-02-01\n",
      findings: [
        { line: 4, message: "Created is 2026-02-01 and the folder says 2026-01-14. Correct the one that is wrong." },
      ],
    },
    {
      path: "directive/specs/20261301-retry/tdr.md",
      markdown: "# TDR — Retry\n\n**Spec ID**: 20261301\n",
      findings: [
        { line: 1, message: "The folder “20261301-retry” begins with a day that no calendar has. Rename it." },
      ],
    },
  ],
  good: [
    {
      path: "directive/specs/20260114-retry/tdr.md",
      markdown: "# TDR — Retry\n\n**Spec ID**: 20260114\n**Created**: 2026-01-14\n**Date**: 2026-03-01\n",
    },
    {
      path: "directive/specs/20260114-retry/implementation_summary.md",
      markdown: "# Implementation Summary — Retry\n\n**Created**: 2026-01-20\n",
    },
    { path: "directive/specs/retry/tdr.md", markdown: "# TDR — Retry\n\n**Spec ID**: 20260114\n" },
  ],
  check({ document, design }, report) {
    if (design === null || design.path === document.outline.source.path) return;
    const folder = nameOf(design.path);
    const { fields, sections } = document.outline;
    const { date } = splitDate(folder);
    if (date === null) {
      const digits = /^(\d{4})(\d{2})(\d{2})(?=[-_])/.exec(folder);
      if (digits === null || isRealDate(Number(digits[1]), Number(digits[2]), Number(digits[3]))) return;
      const { start, end } = sections[0]?.heading ?? { start: 0, end: 0 };
      report({
        start,
        end,
        key: folder,
        message: `The folder “${folder}” begins with a day that no calendar has. Rename it.`,
      });
      return;
    }
    const id = fields.find(({ key }) => key === "specId");
    const created = fields.find(({ key }) => key === "created");
    const createdIso = dayOf(created);
    const compact = date.replaceAll("-", "");
    if (id !== undefined && /^\d{8}$/.test(id.raw) && id.raw !== compact) {
      const fix = { title: `Set the ID to ${compact}`, edits: [{ start: id.start, end: id.end, text: compact }] };
      report({
        start: id.start,
        end: id.end,
        message: `The ID is ${id.raw} and the folder says ${compact}. Correct the one that is wrong.`,
        ...(createdIso === date ? { fix } : {}),
      });
    }
    // The summary is begun when the design is approved: it has a day of its own.
    const isLater = /summary/i.test(nameOf(document.outline.source.path));
    if (!isLater && created !== undefined && createdIso !== null && createdIso !== date) {
      const message = `Created is ${createdIso} and the folder says ${date}. Correct the one that is wrong.`;
      report({ start: created.start, end: created.end, message });
    }
  },
});

function dayOf(field: Field | undefined): string | null {
  const date = field === undefined ? null : dateIn(field.raw);
  return date === null || !isReal(date) ? null : isoOf(date);
}
