import { parseGlob, type Layout, type Rule } from "@lintel/core";
import type { Shape } from "./shape.ts";

const SEVERITIES = ["error", "warning", "info", "off"] as const;

/** What is wrong with a glob; one that leads through `..` matches nothing, because paths are written without it. */
function globProblem(text: string): string | null {
  const parsed = parseGlob(text);
  if (!parsed.ok) return parsed.message;
  if (!/(?:^|[/{,])\.\.(?:[/},]|$)/.test(text)) return null;
  return `\`${text}\` never matches: paths begin at the folder of lintel.yaml and do not lead out of it. Write it without \`..\`, as in \`docs/**\`, or put lintel.yaml into a folder above.`;
}

const glob: Shape = {
  is: "string",
  summary: "A glob over paths from the folder of lintel.yaml",
  check(text) {
    return globProblem(text.startsWith("!") ? text.slice(1) : text);
  },
};

const target: Shape = {
  is: "string",
  summary: "A glob, or one document and a section of it (`docs/search.md#rollout`)",
  check(text) {
    return globProblem(text.split("#", 1)[0] ?? "");
  },
};

/** `rule: severity`, or `rule: { severity, option: value }`. */
function ruleShape(rule: Rule | undefined): Shape {
  const short: Shape = { is: "choice", of: SEVERITIES };
  const options = Object.entries(rule?.options ?? {});
  const about = rule === undefined ? {} : { summary: `${rule.documentation.summary} (default: ${rule.severity})` };
  const keys: Record<string, Shape> = { severity: short };
  for (const [name, { type, description }] of options) {
    keys[name] =
      type === "array"
        ? { is: "list", of: { is: "string" }, summary: description }
        : { is: type, summary: description };
  }
  return { is: "either", short, long: { is: "map", keys }, ...about };
}

/** The names that a configuration may use. They are handed in, so that reading one does not load all of core. */
export interface Vocabulary {
  readonly rules: readonly Rule[];
  readonly layouts: readonly Layout[];
  /** Names of the built-in templates. */
  readonly templates: readonly string[];
  /** What `evidence:` may name. */
  readonly evidence: Readonly<Record<string, { readonly summary: string }>>;
  /** What is wrong with the path of a template; null when it can be read. Absent where no files are at hand. */
  templateProblem?(path: string): string | null;
}

function rulesShape({ rules }: Vocabulary): Shape {
  return {
    is: "names",
    what: "rule",
    summary: "Severity and options by rule; `lintel explain <rule>` says what it does",
    known: rules.map(({ id }) => id),
    of: (name) => ruleShape(rules.find(({ id }) => id === name)),
  };
}

/** Everything that lintel.yaml may say. */
export function configShape(vocabulary: Vocabulary): Shape {
  const rules = rulesShape(vocabulary);
  const builtIn = vocabulary.templates.map((name) => `built-in:${name}`).join(", ");
  const { layouts } = vocabulary;
  return {
    is: "map",
    keys: {
      templates: {
        is: "names",
        what: "template",
        summary: "Templates of your own: documents that match are held to them",
        of: () => ({
          is: "map",
          required: ["path"],
          keys: {
            path: {
              is: "string",
              summary: `A Markdown file of the repository, or a built-in template: ${builtIn}`,
              check: (path) => vocabulary.templateProblem?.(path) ?? null,
            },
            documents: { is: "some", of: glob, summary: "Which documents are written from it" },
            metadata: { is: "string", summary: "Name of the file of metadata beside each document, such as kep.yaml" },
            "judge-by": {
              is: "choice",
              of: ["today", "then"],
              summary:
                "Hold documents to today's template (default), or to the one of the day on which they were first committed",
            },
          },
        }),
      },
      layouts: {
        is: "names",
        what: "layout",
        summary: "Layouts are found by themselves; `off` stops one from being looked for",
        known: layouts.map(({ name }) => name),
        of: (name) => ({
          is: "choice",
          of: ["auto", "off"],
          summary: layouts.find((layout) => layout.name === name)?.documentation ?? "",
        }),
      },
      ignore: { is: "some", of: glob, summary: "Documents to leave alone; `!glob` takes some back in" },
      rules,
      overrides: {
        is: "list",
        summary: "Other severities and options for some documents, or for a section of one; later entries win",
        of: {
          is: "map",
          required: ["files", "rules"],
          keys: { files: { is: "some", of: target, summary: "Which documents" }, rules },
        },
      },
      "inline-ignores": {
        is: "choice",
        of: ["allow", "forbid"],
        summary: "Whether comments in a document may silence rules",
      },
      baseline: {
        is: "string",
        summary: "A file of known findings (`lintel check --write-baseline` makes it): only others count",
      },
      evidence: {
        is: "map",
        summary: "What claims are held against by `lintel verify`",
        keys: Object.fromEntries(
          Object.entries(vocabulary.evidence).map(([name, { summary }]): [string, Shape] => [
            name,
            { is: "some", of: { is: "string" }, summary },
          ]),
        ),
      },
      "fail-on": {
        is: "choice",
        of: ["error", "warning", "info", "never"],
        summary: "The mildest finding that makes `lintel check` end with 1 (default: error)",
      },
    },
  };
}
