import { codeSpansOf, isInSpans } from "../grammar/code-spans.ts";
import { inlinesOf, walkInlines } from "../markdown/inline.ts";
import type { Field } from "../outline/fields.ts";
import type { Outline } from "../outline/outline.ts";
import { defineClaim, Mark, type Emit, type Leaf, type Reading } from "./claim.ts";
import { matchesIn } from "../text/matches.ts";

export interface Link {
  /** As written: a URL, a path with its anchor, or `#76`. */
  readonly target: string;
  readonly type: "url" | "doc" | "issue";
  /** True where the template's own target was left. */
  readonly placeholder?: true;
}

const URL_SCHEME = /^(?:https?|ftp):\/\//i;
const OTHER_SCHEME = /^[a-z][a-z0-9+.-]*:/i;
/** Hosts that stand for some host: RFC 2606 names, this machine, private networks, and names with a gap. */
const NOWHERE =
  /^[a-z]+:\/\/(?:[^/@\s]*@)?(?:localhost|127\.|0\.0\.0\.0|10\.|192\.168\.|\[::1\]|(?:[\w-]+\.)*example(?:\.\w+)*(?=[:/?#]|$)|(?:[\w-]+\.)*(?:test|invalid|local|internal|svc)(?=[:/?#]|$)|[^/]*[<>{}$*]|your|my-|host\b|foo\b|bar\b|\.\.\.|[^/.:]+(?=[:/?#]|$))/i;
/** Words behind which a number names an issue, and words behind which it counts something. */
const REFERS =
  /(?:\b(?:PRs?|MRs?|pull requests?|merge requests?|issues?|bugs?|tickets?|gh|github|discussions?|close[sd]?|fix(?:e[sd])?|resolve[sd]?|refs?|references?|see|via|in|from|by|per|follow-?up(?: to)?|tracked|supersedes|reverts?|kubernetes|enhancements?)[:\s]*|[([,]\s*|[\w.-]+\/[\w.-]+)$/i;
const COUNTS =
  /\b(?:option|step|phase|risks?|questions?|goals?|items?|tests?|number|no\.?|tier|level|priority|case|figure|table|notes?|part|sprint|story|scenario|alternative|approach|assumption|rule|criteri(?:on|a)|requirement|section|chapter|line|slide|example|task|milestone|version|proposal|problem|challenge|principle|point|reason|our|the|is|are|channel|slack)[:\s]*$/i;

export const link = defineClaim<"link", Link>({
  kind: "link",
  title: "Link",
  documentation: {
    what: "What the design points to: a page, an issue, another document of the repository.",
    counts:
      "One per distinct target, at its first mention: Markdown links, reference links (at their definition), bare URLs, issue numbers, and the paths in the Links field.",
    not: "URLs in fences; anchors inside the document; local and example hosts.",
  },
  examples: [
    {
      markdown:
        "# TDR\n\n**Links**: Spec (`/directive/specs/retry/spec.md`), [Impact](./impact.md), PR #71\n\n## Summary\nSee [the paper](https://acm.org/p/1), <https://ietf.org/rfc> and [the paper](https://acm.org/p/1).",
      claims: [
        {
          line: 3,
          text: "/directive/specs/retry/spec.md",
          value: { target: "/directive/specs/retry/spec.md", type: "doc" },
        },
        { line: 3, text: "./impact.md", value: { target: "./impact.md", type: "doc" } },
        { line: 3, text: "#71", value: { target: "#71", type: "issue" } },
        { line: 6, text: "https://acm.org/p/1", value: { type: "url" } },
        { line: 6, text: "https://ietf.org/rfc" },
      ],
    },
    {
      markdown:
        "# T\n\n**Links**:\n- Spec: `specs/a/spec.md`\n- Impact: specs/a/impact.md\n- Template: `specs/<feature>/tdr.md`",
      claims: [
        { line: 4, text: "specs/a/spec.md", value: { type: "doc" } },
        { line: 5, text: "specs/a/impact.md", value: { type: "doc" } },
        { line: 6, text: "specs/<feature>/tdr.md", value: { placeholder: true } },
      ],
    },
    {
      markdown:
        'As [RFC 9110][http] says, https://iana.org too (issue #12).\n\n[http]: https://ietf.org/rfc9110 "HTTP"',
      claims: [
        { line: 1, text: "https://iana.org" },
        { line: 1, text: "#12", value: { type: "issue" } },
        { line: 3, text: "https://ietf.org/rfc9110", value: { target: "https://ietf.org/rfc9110" } },
      ],
    },
    {
      markdown:
        "See [above](#goals), option #2, http://localhost:8080/x, https://api.example.com/v1, `https://a.org/x` and ![chart](chart.png).",
      claims: [],
    },
  ],
  leaves: {
    marks: Mark.Url | Mark.Bracket | Mark.Hash,
    recognise(leaf, reading, emit) {
      if (leaf.block.kind === "code") return;
      const { start, end } = leaf.block;
      const slice = (leaf.marks & (Mark.Bracket | Mark.Url)) === 0 ? "" : reading.tree.text.slice(start, end);
      if ((leaf.marks & Mark.Url) !== 0 || slice.includes("](")) inlineLinks(leaf, reading, emit);
      if ((leaf.marks & Mark.Hash) !== 0) issues(leaf, reading, emit);
    },
  },
  whole(reading, emit) {
    linksBeside(reading.outline, emit);
  },
  settle(found) {
    const seen = new Set<string>();
    return found.filter(({ value }) => {
      if (seen.has(value.target)) return false;
      seen.add(value.target);
      return true;
    });
  },
  describe: (value) => value.target,
});

/** The links that stand in no text: the targets of definitions, and what fields name. */
export function linksBeside(outline: Outline, emit: Emit<Link>): void {
  for (const definition of outline.tree.definitions.values()) {
    const { start, end } = definition.targetSpan;
    emitTarget(definition.target, start, end, emit);
  }
  for (const field of outline.fields) fieldLinks(field, outline, emit);
}

function inlineLinks(leaf: Leaf, reading: Reading, emit: Emit<Link>): void {
  walkInlines(inlinesOf(reading.tree, leaf.block), (inline) => {
    if (inline.kind === "image") return;
    if (inline.kind === "html") {
      const href = /^<a\s[^>]*?href\s*=\s*["']?([^"'\s>]{1,500})/i.exec(inline.value);
      if (href?.[1] !== undefined) {
        const from = inline.start + href[0].length - href[1].length;
        emitTarget(href[1], from, from + href[1].length, emit);
      }
      return;
    }
    // A reference is labelled where its definition stands.
    if (inline.kind !== "link" || inline.form === "reference") return;
    emitTarget(inline.target, inline.targetSpan.start, inline.targetSpan.end, emit);
  });
}

function emitTarget(target: string, start: number, end: number, emit: Emit<Link>): void {
  if (target === "" || target.startsWith("#") || start >= end) return;
  if (URL_SCHEME.test(target)) {
    if (NOWHERE.test(target)) return;
    return emit({ start, end, key: target, value: { target, type: "url" } });
  }
  if (/^www\./i.test(target)) return emit({ start, end, key: target, value: { target, type: "url" } });
  if (OTHER_SCHEME.test(target) || target.startsWith("//") || /\s/.test(target)) return;
  if (isPlaceholder(target))
    return emit({ start, end, key: target, value: { target, type: "doc", placeholder: true } });
  if (/^(?:\.{3}|…|\?+|-+)$/.test(target)) return;
  return emit({ start, end, key: target, value: { target, type: "doc" } });
}

function isPlaceholder(target: string): boolean {
  return /[<>{}]|^(?:url|link|todo|tbd|insert|placeholder|path|xxx+)\b|path\/to\/|YYYY|NNNN|%3C/i.test(target);
}

/** `#76` where it names an issue; numbers of options, steps and colours do not. */
function issues(leaf: Leaf, reading: Reading, emit: Emit<Link>): void {
  const { text } = reading.tree;
  const start = leaf.block.lines[0] ?? leaf.block.start;
  const end = leaf.block.lines.at(-1) ?? start;
  let elsewhere: ((offset: number) => boolean) | null = null;
  for (let at = text.indexOf("#", start); at !== -1 && at < end; at = text.indexOf("#", at + 1)) {
    const code = text.charCodeAt(at + 1);
    if (code < 48 || code > 57) continue;
    const digits = /^\d{1,6}(?![\w-])/.exec(text.slice(at + 1, Math.min(end, at + 9)))?.[0];
    if (digits === undefined) continue;
    const before = text.slice(Math.max(start, at - 60), at);
    const repository = /(?:^|[\s([,])([\w.-]{1,39}\/[\w.-]{1,60})$/.exec(before)?.[1] ?? "";
    if (repository === "" && /[\w&#/:=?]$/.test(before)) continue;
    if (digits.length === 1 ? !REFERS.test(before) : COUNTS.test(before)) continue;
    elsewhere ??= codeOrLink(leaf, reading);
    if (elsewhere(at)) continue;
    const from = at - repository.length;
    const target = text.slice(from, at + 1 + digits.length);
    emit({ start: from, end: from + target.length, key: target, value: { target, type: "issue" } });
  }
}

/** Tells offsets in code, and in links, of which the target is what counts. */
function codeOrLink(leaf: Leaf, reading: Reading): (offset: number) => boolean {
  const spans = (leaf.marks & Mark.Backtick) === 0 ? [] : codeSpansOf(reading.tree, leaf.block);
  const links: number[] = [];
  if ((leaf.marks & (Mark.Bracket | Mark.Url)) !== 0) {
    walkInlines(inlinesOf(reading.tree, leaf.block), (inline) => {
      if (inline.kind === "link") links.push(inline.start, inline.end);
      return inline.kind !== "link";
    });
  }
  return (offset) => isInSpans(spans, offset) || isInSpans(links, offset);
}

/** Fields that point to documents: their paths, between backticks or not; and URLs in front matter, which is no Markdown. */
function fieldLinks(field: Field, { tree }: Outline, emit: Emit<Link>): void {
  const isLinks = field.key === "links" || LINKING.test(field.label);
  if (!isLinks && field.form !== "front-matter") return;
  const { text } = tree;
  for (const part of field.items.length > 0 ? field.items : [field]) {
    for (const word of matchesIn(WORD, text.slice(part.start, Math.min(part.end, part.start + 4000)))) {
      const raw = word[0];
      const start = part.start + word.index;
      // The text of a link: its target is found as any other.
      if (text.startsWith("](", start + raw.length)) continue;
      const isUrl = URL_SCHEME.test(raw);
      if (isUrl ? field.form !== "front-matter" : !isLinks || !isDocument(raw)) continue;
      emitTarget(raw, start, start + raw.length, emit);
    }
  }
}

const LINKING =
  /^(?:see-also|replaces|superseded[- ]by|supersedes|related|depends[- ]on|parent|spec|impact|tdr|prd|tracking[- ](?:link|issue)|enlaces?|links?|documents?)$/i;
const WORD =
  /(?<=^|[\s`"'([,;|])(?:https?:\/\/[^\s"'`)\]>]{1,500}|(?:\.{0,2}\/)?[\w.@~<>{}-]{1,120}(?:\/[\w.@~<>{}-]{1,120}){0,20}\/?)(?=$|[\s`"')\],;|])/g;

function isDocument(word: string): boolean {
  return /\.(?:md|mdx|rst|adoc|html?|pdf|txt|ya?ml|json)$/i.test(word) || /^\.{0,2}\/[^/]+\/.+/.test(word);
}
