import { describe, expect, it } from "vitest";
import { filesOf, LAYOUTS, locate, membersOf } from "../../src/layouts/layouts.ts";

/** What each of the paths is: `layout kind design (date) template`. */
function describePaths(paths: readonly string[]): Record<string, string> {
  const files = filesOf(paths);
  const found: Record<string, string> = {};
  for (const path of paths) {
    const located = locate(path, files);
    if (located === null) continue;
    const { layout, kind, design, template } = located;
    const date = design.date === null ? "" : ` ${design.date}`;
    found[path] = `${layout} ${kind ?? "?"} ${design.id}${date}${template === null ? "" : ` by ${template}`}`;
  }
  return found;
}

describe("Directive", () => {
  it("is known by its folder, dated or not, with the repository's own templates", () => {
    expect(
      describePaths([
        "directive/specs/20260114-retry/spec.md",
        "directive/specs/20260114-retry/impact.md",
        "directive/specs/a2a/tdr.md",
        "directive/specs/a2a/implementation_summary.md",
        "directive/specs/a2a/pr.md",
        "directive/specs/a2a/notes.md",
        "directive/reference/agent_context.md",
        "directive/reference/templates/tdr_template.md",
        "directive/reference/templates/implementation_summary.md",
      ]),
    ).toEqual({
      "directive/specs/20260114-retry/spec.md": "directive spec retry 2026-01-14",
      "directive/specs/20260114-retry/impact.md": "directive impact retry 2026-01-14",
      "directive/specs/a2a/tdr.md": "directive tdr a2a by directive/reference/templates/tdr_template.md",
      "directive/specs/a2a/implementation_summary.md":
        "directive implementation-summary a2a by directive/reference/templates/implementation_summary.md",
      "directive/specs/a2a/pr.md":
        "directive implementation-summary a2a by directive/reference/templates/implementation_summary.md",
    });
  });

  it("outside of its folder is known by documents that lie together", () => {
    const paths = [
      "specs/retry/spec.md",
      "specs/retry/tdr.md",
      "specs/other/spec.md",
      "a/20260114-x/impact.md",
      "a/20260114-x/tdr.md",
    ];
    expect(describePaths(paths)).toEqual({
      "specs/retry/spec.md": "directive spec retry",
      "specs/retry/tdr.md": "directive tdr retry",
      "a/20260114-x/impact.md": "directive impact x 2026-01-14",
      "a/20260114-x/tdr.md": "directive tdr x 2026-01-14",
    });
  });

  it("takes only real dates for dates", () => {
    expect(describePaths(["directive/specs/20261340-x/spec.md"])).toEqual({
      "directive/specs/20261340-x/spec.md": "directive spec 20261340-x",
    });
  });

  it("in a package of a larger repository is found there", () => {
    const template = "packages/pay/directive/reference/templates/spec_template.md";
    expect(describePaths(["packages/pay/directive/specs/retry/spec.md", template])).toEqual({
      "packages/pay/directive/specs/retry/spec.md": `directive spec retry by ${template}`,
    });
  });
});

describe("other layouts", () => {
  it("Spec Kit: numbered folders and dated ones", () => {
    expect(
      describePaths([
        ".specify/templates/spec-template.md",
        "specs/004-photo-albums/spec.md",
        "specs/004-photo-albums/plan.md",
        "specs/004-photo-albums/checklists/ux.md",
        "specs/004-photo-albums/contracts/api.md",
        "specs/20260114-093000-albums/tasks.md",
      ]),
    ).toEqual({
      "specs/004-photo-albums/spec.md": "spec-kit spec-kit/spec photo-albums by .specify/templates/spec-template.md",
      "specs/004-photo-albums/plan.md": "spec-kit spec-kit/plan photo-albums",
      "specs/004-photo-albums/checklists/ux.md": "spec-kit spec-kit/checklist photo-albums",
      "specs/004-photo-albums/contracts/api.md": "spec-kit spec-kit/contract photo-albums",
      "specs/20260114-093000-albums/tasks.md": "spec-kit spec-kit/tasks albums 2026-01-14",
    });
  });

  it("OpenSpec: changes, archived changes, delta and living specs", () => {
    expect(
      describePaths([
        "openspec/changes/add-login/proposal.md",
        "openspec/changes/add-login/specs/auth/session/spec.md",
        "openspec/changes/archive/2026-01-14-add-logout/tasks.md",
        "openspec/specs/auth/session/spec.md",
        "openspec/project.md",
      ]),
    ).toEqual({
      "openspec/changes/add-login/proposal.md": "openspec openspec/proposal add-login",
      "openspec/changes/add-login/specs/auth/session/spec.md": "openspec openspec/delta add-login",
      "openspec/changes/archive/2026-01-14-add-logout/tasks.md": "openspec openspec/tasks add-logout 2026-01-14",
      "openspec/specs/auth/session/spec.md": "openspec openspec/spec auth/session",
    });
  });

  it("Kiro and its kin", () => {
    expect(
      describePaths([
        ".kiro/specs/checkout/requirements.md",
        ".kiro/specs/checkout/bugfix.md",
        ".kiro/steering/tech.md",
        ".spec-workflow/specs/checkout/design.md",
        ".spec-workflow/templates/design-template.md",
      ]),
    ).toEqual({
      ".kiro/specs/checkout/requirements.md": "kiro kiro/requirements checkout",
      ".kiro/specs/checkout/bugfix.md": "kiro kiro/bugfix checkout",
      ".spec-workflow/specs/checkout/design.md":
        "kiro kiro/design checkout by .spec-workflow/templates/design-template.md",
    });
  });

  it("KEPs: a README with kep.yaml beside it, never the template", () => {
    expect(
      describePaths([
        "keps/NNNN-kep-template/README.md",
        "keps/NNNN-kep-template/kep.yaml",
        "keps/sig-apps/85-graduate-pdb/README.md",
        "keps/sig-apps/85-graduate-pdb/kep.yaml",
        "keps/sig-apps/README.md",
      ]),
    ).toEqual({
      "keps/sig-apps/85-graduate-pdb/README.md": "kep kep graduate-pdb by keps/NNNN-kep-template/README.md",
    });
  });

  it("RFC folders: numbered files with a template in its usual place", () => {
    expect(describePaths(["0000-template.md", "text/0042-regexps.md", "text/README.md", "src/text/0001-x.md"])).toEqual(
      {
        "text/0042-regexps.md": "rfc rfc 0042-regexps by 0000-template.md",
      },
    );
    expect(describePaths(["proposals/0001-keywords.md", "proposal-templates/0000-swift-template.md"])).toEqual({
      "proposals/0001-keywords.md": "rfc proposal 0001-keywords by proposal-templates/0000-swift-template.md",
    });
    expect(describePaths(["EIPS/eip-20.md", "eip-template.md"])).toEqual({
      "EIPS/eip-20.md": "rfc eip eip-20 by eip-template.md",
    });
    expect(describePaths(["enhancements/network/egress.md", "guidelines/enhancement_template.md"])).toEqual({
      "enhancements/network/egress.md": "rfc enhancement egress by guidelines/enhancement_template.md",
    });
    expect(describePaths(["docs/rfcs/pagination.md"])).toEqual({ "docs/rfcs/pagination.md": "rfc rfc pagination" });
  });

  it("decision records and single design documents", () => {
    expect(
      describePaths([
        "docs/adr/0001-use-postgres.md",
        "docs/adr/template.md",
        "docs/adr/README.md",
        "packages/x/docs/decisions/0003-y.md",
        "docs/tdd/label-printing.md",
        "docs/technical-design.md",
        "docs/guide.md",
        "design/queue.md",
        "src/design/queue.md",
      ]),
    ).toEqual({
      "docs/adr/0001-use-postgres.md": "adr adr 0001-use-postgres by docs/adr/template.md",
      "packages/x/docs/decisions/0003-y.md": "adr adr 0003-y",
      "docs/tdd/label-printing.md": "tdd ? label-printing",
      "docs/technical-design.md": "tdd ? technical-design",
      "design/queue.md": "tdd ? queue",
    });
  });
});

describe("the documents of a design", () => {
  it("are its siblings, in the order in which they are due", () => {
    const files = filesOf([
      "directive/specs/retry/tdr.md",
      "directive/specs/retry/impact.md",
      "directive/specs/retry/spec.md",
      "directive/specs/retry/notes.md",
      "directive/specs/other/spec.md",
    ]);
    const located = locate("directive/specs/retry/tdr.md", files);
    expect(located && membersOf(located, files).map(({ kind }) => kind)).toEqual(["spec", "impact", "tdr"]);
  });

  it("include those in folders of their own", () => {
    const files = filesOf([
      "openspec/changes/add-login/proposal.md",
      "openspec/changes/add-login/specs/auth/spec.md",
      "openspec/changes/add-login/assets/x/spec.md",
    ]);
    const located = locate("openspec/changes/add-login/proposal.md", files);
    expect(located && membersOf(located, files).map(({ path }) => path)).toEqual([
      "openspec/changes/add-login/proposal.md",
      "openspec/changes/add-login/specs/auth/spec.md",
    ]);
  });
});

describe("a new document", () => {
  const place = (paths: readonly string[], kind: string, slug: string) => {
    const files = filesOf(paths);
    for (const layout of LAYOUTS) {
      const placed = layout.place?.({ kind, slug, date: "2026-01-14" }, files) ?? null;
      if (placed !== null) return `${placed.path}${placed.template === null ? "" : ` by ${placed.template}`}`;
    }
    return null;
  };

  it("goes into a dated folder, or to its siblings when the design exists", () => {
    expect(place(["directive/specs/x/spec.md"], "spec", "retry")).toBe("directive/specs/20260114-retry/spec.md");
    expect(place(["directive/specs/20251201-retry/spec.md"], "tdr", "retry")).toBe(
      "directive/specs/20251201-retry/tdr.md",
    );
  });

  it("goes to where the repository keeps its designs, whatever that is called", () => {
    expect(place(["design/20251201-a/spec.md", "design/20251201-a/tdr.md"], "spec", "retry")).toBe(
      "design/20260114-retry/spec.md",
    );
  });

  it("gets the next number in a folder of numbers", () => {
    expect(place(["docs/adr/0001-a.md", "docs/adr/0009-b.md"], "adr", "outbox")).toBe("docs/adr/0010-outbox.md");
    expect(place(["docs/adr/1-a.md"], "adr", "outbox")).toBe("docs/adr/2-outbox.md");
    expect(place(["docs/adr/20250101-a.md"], "adr", "outbox")).toBe("docs/adr/0001-outbox.md");
    expect(place(["text/0042-x.md", "0000-template.md"], "rfc", "loops")).toBe(
      "text/0043-loops.md by 0000-template.md",
    );
    expect(place([".specify/x.md", "specs/004-a/spec.md"], "spec", "albums")).toBe("specs/005-albums/spec.md");
  });

  it("of a kind that no layout has a place for has none", () => {
    expect(place(["directive/specs/x/spec.md"], "adr", "outbox")).toBe(null);
  });
});
