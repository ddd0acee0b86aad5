import { folderOf, joinPath, nameOf, splitDate } from "../../layouts/paths.ts";
import type { Document } from "../../document/document.ts";
import { anchorNamesOf } from "../views/anchors.ts";
import { defineRule, type Surroundings } from "../rule.ts";
import { linksOf } from "../views/links.ts";
import { isPlaceholderTarget } from "./placeholder.ts";
import { readTarget, writePath } from "./target.ts";

const TDR = "directive/specs/20260114-retry/tdr.md";

export const linkBroken = defineRule({
  id: "link-broken",
  severity: "error",
  needs: "repository",
  documentation: {
    summary: "A link leads to a file or folder that the repository does not have.",
    why: "The reader of a design follows it to its spec and stands in front of nothing. Folders get renamed, nobody updates the text: four in ten links from real designs to their own spec are dead.",
    notes:
      "Links, images, the paths of the Links field and documents of designs that are named in code are looked up in the repository, not on the network. A path with `/` in front counts from its root; a path in a field may do so without. The fix goes to the file that the link meant before its folder was renamed (same file name, same folder name but for its date), or to the only file that ends in the same path.",
  },
  bad: [
    {
      path: TDR,
      files: { "directive/specs/20260114-retry/spec.md": "# Spec\n" },
      markdown:
        "# TDR — Retry\n\n**Links**: Spec (`/directive/specs/retry/spec.md`), [Impact](../retry/impact.md#risks)\n",
      findings: [
        {
          line: 3,
          message:
            "“/directive/specs/retry/spec.md” leads nowhere: there is no folder “directive/specs/retry”. It is now “directive/specs/20260114-retry/spec.md”.",
        },
        { line: 3, message: "“../retry/impact.md” leads nowhere: there is no folder “directive/specs/retry”." },
      ],
      fixed:
        "# TDR — Retry\n\n**Links**: Spec (`/directive/specs/20260114-retry/spec.md`), [Impact](../retry/impact.md#risks)\n",
    },
    {
      path: TDR,
      files: { "directive/specs/20260114-retry/spec.md": "# Spec\n" },
      markdown: "# TDR — Retry\n\nAs `directive/specs/retry/spec.md` says.\n",
      findings: [
        {
          line: 3,
          message:
            "“directive/specs/retry/spec.md” leads nowhere: there is no folder “directive/specs/retry”. It is now “directive/specs/20260114-retry/spec.md”.",
        },
      ],
      fixed: "# TDR — Retry\n\nAs `directive/specs/20260114-retry/spec.md` says.\n",
    },
    {
      path: "docs/design/orders.md",
      files: { "docs/images/flow.png": "", "services/orders/README.md": "# Orders\n", "README.md": "# Shop\n" },
      markdown:
        "![Flow](images/flow.png)\n\nSee [orders][] and [the list](../lists/README.md).\n\n[orders]: ../orders/README.md\n",
      findings: [
        {
          line: 1,
          message:
            "“images/flow.png” leads nowhere: there is no folder “docs/design/images”. It is now “docs/images/flow.png”.",
        },
        { line: 3, message: "“../lists/README.md” leads nowhere: there is no folder “docs/lists”." },
        {
          line: 5,
          message:
            "“../orders/README.md” leads nowhere: there is no folder “docs/orders”. It is now “services/orders/README.md”.",
        },
      ],
      fixed:
        "![Flow](../images/flow.png)\n\nSee [orders][] and [the list](../lists/README.md).\n\n[orders]: ../../services/orders/README.md\n",
    },
    {
      path: "docs/orders.md",
      markdown: "# A\n\n[up](a), [home](github.com/acme/shop)\n",
      findings: [
        { line: 3, message: "“a” leads nowhere: the folder “docs” has no “a”. It is the heading “#a”." },
        {
          line: 3,
          message:
            "“github.com/acme/shop” leads nowhere: there is no folder “docs/github.com”. Did you mean “https://github.com/acme/shop”?",
        },
      ],
      fixed: "# A\n\n[up](#a), [home](github.com/acme/shop)\n",
    },
    {
      path: "docs/a.md",
      files: { "docs/spec.md": "# Spec\n", "other/protocol.md": "# Protocol\n" },
      markdown: "[The protocol](protocol.md)\n",
      findings: [
        {
          line: 1,
          message:
            "“protocol.md” leads nowhere: the folder “docs” has no “protocol.md”. Did you mean “other/protocol.md”?",
        },
      ],
    },
  ],
  good: [
    {
      path: "docs/a.md",
      files: { "docs/b c.md": "# B\n", "src/main.ts": "" },
      markdown:
        "[b](b%20c.md#b), [code](/src/main.ts), [folder](../src/), [site](https://example.org/x.md), [here](#b), [out](../../issues/4)\n\n`[x](gone.md)`\n",
    },
    {
      path: "designs/net/a.md",
      files: { "designs/etcd/b.md": "# B\n" },
      markdown: "---\ntitle: a\nsee-also:\n  - designs/etcd/b.md\n---\n\n# A\n",
    },
    {
      path: "docs/site/a.md",
      files: { "docs/site/guide.md": "# Guide\n", "docs/site/api/index.md": "# API\n" },
      markdown: "Pages of a generated site: [guide](guide.html), [again](./guide), [api](api/)\n",
    },
  ],
  check({ document, surroundings }, report) {
    if (surroundings === null) return;
    const from = document.outline.source.path;
    for (const { target, at, start, end, form } of linksOf(document)) {
      // A path in a field or in code is no link of Markdown: without a dot in front many count it from the root.
      const isFromRoot = form === "path" && !target.startsWith(".") && !target.startsWith("/");
      const link = readTarget(isFromRoot ? `/${target}` : target, from);
      if (link.is !== "path" || link.path === null || isPlaceholderTarget(target)) continue;
      if (leadsSomewhere(surroundings, link.path)) continue;
      if (isFromRoot && leadsSomewhere(surroundings, joinPath(folderOf(from), target))) continue;
      const { tail, path } = link;
      const written = isFromRoot ? link.written.slice(1) : link.written;
      const nowhere = `“${written}” leads nowhere: ${whatIsMissing(surroundings, path)}.`;
      const guess = guessPath(surroundings, path, from);
      const place = form === "path" ? { start, end } : at;
      const slip = slipOf(document, written);
      if (slip !== null) {
        const fix = { title: `Link to ${slip.target}`, edits: [{ ...at, text: slip.target + tail }] };
        report({ ...place, key: target, message: `${nowhere} ${slip.advice}`, ...(slip.sure ? { fix } : {}) });
        continue;
      }
      if (guess === null) report({ ...place, key: target, message: nowhere });
      else if (!guess.sure) report({ ...place, key: target, message: `${nowhere} Did you mean “${guess.path}”?` });
      else {
        const text = (isFromRoot ? guess.path : writePath(guess.path, from, written)) + tail;
        const fix = { title: `Link to ${guess.path}`, edits: [{ ...at, text }] };
        report({ ...place, key: target, message: `${nowhere} It is now “${guess.path}”.`, fix });
      }
    }
  },
});

/** A target that lacks what makes it one: the `#` in front of an anchor, the scheme in front of a host. */
function slipOf(document: Document, written: string): { target: string; advice: string; sure: boolean } | null {
  if (/^[\w-]+$/.test(written) && anchorNamesOf(document).has(written))
    return { target: `#${written}`, advice: `It is the heading “#${written}”.`, sure: true };
  if (/^(?:[\w-]+\.)+(?:com|org|net|io|dev|edu|gov)\//.test(written))
    return { target: `https://${written}`, advice: `Did you mean “https://${written}”?`, sure: false };
  return null;
}

/** Whether there is such a file or folder, or the source of a page that a documentation site makes of it. */
function leadsSomewhere(surroundings: Surroundings, path: string): boolean {
  const exists = (each: string): boolean => surroundings.exists(each) !== null;
  if (exists(path)) return true;
  const page = path.replace(/\.html?$/i, "");
  if (page === path && /\.\w{1,5}$/.test(nameOf(path))) return false;
  return [`${page}.md`, `${page}.mdx`, `${page}/index.md`, `${page}/README.md`].some(exists);
}

function whatIsMissing(surroundings: Surroundings, path: string): string {
  const folder = folderOf(path);
  if (folder === "") return `the repository has no “${path}” at its root`;
  if (surroundings.exists(folder) === "folder") return `the folder “${folder}” has no “${nameOf(path)}”`;
  let missing = folder;
  for (let above = folderOf(missing); above !== "" && surroundings.exists(above) === null; above = folderOf(above))
    missing = above;
  return `there is no folder “${missing}”`;
}

/**
 * The file that the link most likely means. Sure: of the same name in the same folder but for its date or number, or the only
 * one that ends in the same two segments.
 */
function guessPath(surroundings: Surroundings, path: string, from: string): { path: string; sure: boolean } | null {
  const candidates = surroundings.named(nameOf(path));
  if (candidates.length === 0) return null;
  const folder = nameOf(folderOf(path));
  const twins = folder === "" ? [] : candidates.filter((each) => bare(nameOf(folderOf(each))) === bare(folder));
  const own = twins.find((each) => folderOf(each) === folderOf(from));
  const twin = own ?? (twins.length === 1 ? twins[0] : undefined);
  if (twin !== undefined) return { path: twin, sure: true };
  const [only] = candidates;
  return candidates.length === 1 && only !== undefined && !COMMON.has(nameOf(path).toLowerCase())
    ? { path: only, sure: false }
    : null;
}

/** The name of a folder without what renaming adds in front of it: a date, a number. */
function bare(folder: string): string {
  return splitDate(folder)
    .rest.replace(/^\d{1,6}[-_](?=.)/, "")
    .toLowerCase();
}

/** Names that many folders have: the only one of them is not what somebody meant. */
const COMMON = new Set([
  "readme.md",
  "index.md",
  "spec.md",
  "impact.md",
  "tdr.md",
  "design.md",
  "tasks.md",
  "plan.md",
  "requirements.md",
  "proposal.md",
  "overview.md",
]);
