import { readQuantities, type Quantity } from "../grammar/quantity.ts";
import { inlinesOf, plainText } from "../markdown/inline.ts";
import type { Block, Tree } from "../markdown/tree.ts";
import type { CanonicalId } from "../outline/canonical.ts";
import { fold } from "../text/fold.ts";
import { boundOf, describeBound, metricIn, type Bound } from "./bound.ts";
import { defineClaim, Mark, type Emit, type Leaf, type Reading } from "./claim.ts";

export interface Target extends Bound {
  /** An expectation rather than a bound. */
  readonly soft?: true;
  readonly inFence?: true;
}

/** How much a section speaks of targets: where it is all about them, a number with a unit says enough. */
const STRONG: ReadonlySet<CanonicalId | null> = new Set(["performance", "nfr", "performance-tests"]);
const MEDIUM: ReadonlySet<CanonicalId | null> = new Set([
  "goals",
  "goals-non-goals",
  "success-criteria",
  "requirements",
  "acceptance-criteria",
  "drivers",
  "drivers-non-goals",
  "test-strategy",
  "test-tiers",
  "ci",
]);
/** Sections whose numbers bound nothing: what is, what was not chosen, what alerts. Elsewhere a target must be plain to see. */
const NONE: ReadonlySet<CanonicalId | null> = new Set([
  "alerts",
  "alternatives",
  "backfill",
  "context",
  "current-state",
  "dashboards",
  "feature-flags",
  "logging",
  "non-goals",
  "open-questions",
  "references",
  "revert",
  "runbooks",
  "slos",
  "title",
]);

/** Plans: the coverage that a task asks for is part of the task. */
const PLANNED: ReadonlySet<CanonicalId | null> = new Set(["milestones", "implementation-plan", "rollout"]);

/** Settings, periods and plans: numbers that bound nothing that could be measured. */
const SETTING =
  /\b(?:time-?outs?|ttl|expir\w+|retention|retain\w*|interval|backoff|retr(?:y|ies)|wait(?:s|ing)?|delays?|poll\w*|windows?|buffers?|quota|rate[- ]limit\w*|limit(?:s|ed)?|throttl\w+|debounce|cache[sd]? for|kept|keep(?:s|ing)?(?: (?:for|only|the last|\d+)|$)|histor\w+|grace|lease|default\w*|versions?|ports?|steps?|batch\w*|chunk\w*|page size|max(?:imum)? (?:size|length|file|payload|message)|truncat\w+|sleep|heartbeat|keep-?alive|cooldown|schedule[ds]?|cron|plazo|caduc\w+|reintent\w+|intervalo|l[ií]mite|por defecto|espera)\b/i;
const SETTING_BEHIND =
  /^[\s*_`]{0,3}(?:time-?outs?|ttl|retention|interval|window|limit|delay|cache|expiry|grace|lease|backoff|ago|later|old|\(?configurable|rollout|canary|de caducidad|de espera|de retenci[oó]n)\b/i;
const TODAY =
  /\b(?:currently|today|at present|right now|as of|existing|used to|observed|measured|ha(?:s|ve) been|was|were|can take|went|took|grew|actualmente|hoy|medido|previously)\b/i;
const PLAN =
  /\b(?:effort|estimates?|estimated|sprint|eta|deadline|timeline|implementation:|phase|week|day \d|testing:|total:|budgeted|esfuerzo|estimaci[oó]n)\b/i;
const THAN_TODAY =
  /\b(?:than|compared (?:to|with)|versus|vs\.?) (?:it (?:is|was) )?(?:the )?(?:today|currently|existing|current|before|now)\b/gi;
/** Beyond so long something is wrong: a trigger, no target. */
const SLOW = /\b(?:latenc(?:y|ies)|response times?|durations?|lag|latencias?|p\d\d)\b/i;
/** "from 5 % to 3 %": the second one is what is aimed at. */
const FROM_TO = /\bfrom\s[~<>≥≤]?\s?\d\S{0,10}(?:\s\p{L}{1,10})?\s(?:down |up )?to\s[~<>≥≤]?\s?$/iu;
/** Steps in which something is turned on. */
const RAMP = /\b(?:roll(?:ed)?[- ]?out|ramp\w*|canary|enabl\w*|expos\w*|traffic|cohort|gradual\w*)\b/i;
/** What is counted of the work itself. */
const OF_WORK =
  /^(?:\w+ )?(?:files?|tests?|lines?|locs?|pages?|sections?|examples?|scenarios?|screens?|commits?|benchmarks?|chapters?|steps?|points?|sprints?|stories|prs?)$/i;
const MODAL = /\b(?:must|shall|should|needs? to|has to|have to|debe\w*)\b/i;
/** "90 % of new users finish": a share of those for whom it goes well. */
const SHARE_OF = /^\s?\*{0,2}\s?(?:of|de (?:l[oa]s)?)\s(?!traffic|effort|code|the (?:traffic|work|budget))/i;
/** Less than so much: a bound, where "up to" may be a limit that is set. */
const LESS =
  /(?:\b(?:less|fewer|smaller|lower) than|\bunder|\bbelow|\bno more than|\bat most|<=?|≤|\bmenos de|\bno m[aá]s de)[\s~*_]*$/i;
const SUPPORTS =
  /\b(?:support\w*|handl\w*|scal\w*|serv(?:e|es|ing)|sustain\w*|process\w*|ingest\w*|accommodat\w*|concurren\w*|capacity|throughput|load|peak|expected|stores?|soport\w+|manej\w+|escal\w+|capacidad|hasta|up to|simult[aá]ne\w+)\b/i;
const CHANGES =
  /\b(?:reduc\w*|improv\w*|decreas\w*|increas\w*|faster|slower|lower|higher|fewer|less|more|sav\w+|cut\w*|shrink\w*|speed-?up|drop\w*|m[aá]s r[aá]pid\w*|reduc\w+|mejor\w+|aument\w+|dismin\w+)\b/i;
const SHARES =
  /\b(?:availability|up-?time|coverage|covered|accura\w*|precision|recall|success\w*|error\w*|fail\w*|hit|miss|loss|cpu|memory|utili[sz]ation|overhead|regression|adoption|conversion|of (?:requests|calls|cases|queries|users|responses|the time)|disponibilidad|cobertura|errores|[eé]xito|fiabilidad|reliab\w*|complet\w*)\b/i;
/** One look before quantities are read: a number that could be one, and (where sections speak of other things) what it bounds. */
const QUANTIFIED = /\d[\s\w.,+-]{0,12}(?:%|[a-zA-Zµμ×])/;
const WEAKLY =
  /[Ll]atenc|[Aa]vailab|[Uu]ptime|[Cc]overage|[Cc]obertura|[Dd]isponib|[Tt]hroughput|error rate|[Ss]uccess rate|[Rr]esponse|RPS|rps|\d\/s|per second|p9\d|percentil|[Mm]emory|[Oo]verhead|[Tt]arget|\b(?:must|shall|should)\b[^.\n]{0,60}(?:under|within|less|fewer|below|more than|at most|at least|[<≤])/;
/** Right before the quantity: it is called a target. */
const CALLED_TARGET =
  /\b(?:targets?|goals?|objectives?|objetivos?|metas?|kpi|slo)\b[\s*_:=]{1,4}(?:is |of |de )?[\s<>≥≤=~]{0,4}$/i;
const EXPECTATION =
  /\b(?:expect\w*|typical\w*|estimat\w*|approx\w*|about|around|impact|negligible|minimal|average|normally|usually|esperad\w*|aproximad\w*|saves?)\b|[~≈]/i;
const TARGET_HEADER =
  /^(?:target|goal|objective|slo|threshold|requirement|budget|expected|limit|objetivo|meta|umbral|requisito|acceptance|p\d\d+)\b/;
/** Columns that say how, why or when rather than how much. */
const NO_TARGET_HEADER =
  /^(?:medici[oó]n|measure(?:d|ment)?\b|method|how|notes?|comments?|rationale|reason|descri\w+|conditions?|example|evidence|source|tool|approach|mitigation|motivo|notas|comentarios)/;
const CURRENT_HEADER =
  /^(?:current|baseline|today|actual|measured|before|now|observed|result|status|effort|estimate|duration|date|actual|weight|impact|likelihood|size|timeline|time|days|hours)\b/;

export const target = defineClaim<"target", Target>({
  kind: "target",
  title: "Target",
  documentation: {
    what: "A measurable bound on behaviour.",
    counts:
      "Latency, throughput, error and hit rates, availability, coverage, accuracy, duration, size or count to support; in a performance section also expectations with a number. Several on a line are several claims.",
    not: "Timeouts, TTLs, retention, retries, size limits and other settings; efforts and durations of the plan; versions; what is measured today.",
  },
  examples: [
    {
      markdown:
        "## 4. Performance\n- API latency: p95 < 200 ms, p99 ≤ 1s\n- Throughput: at least 1,000 RPS\n- Cache TTL is 30 s",
      claims: [
        {
          line: 2,
          text: "API latency: p95 < 200 ms",
          value: { metric: "latency", op: "<", value: 200, unit: "ms", quantile: "p95" },
        },
        { line: 2, text: "p99 ≤ 1s", value: { metric: "latency", op: "<=", value: 1, unit: "s", quantile: "p99" } },
        {
          line: 3,
          text: "Throughput: at least 1,000 RPS",
          value: { metric: "throughput", op: ">=", value: 1000, unit: "rps" },
        },
      ],
    },
    {
      markdown:
        "## Goals\n- 99.9 % availability\n- Support 10k concurrent users\n- 100% backward compatible\n- Ship in 2 weeks",
      claims: [
        { line: 2, text: "99.9 % availability", value: { metric: "availability", op: ">=", value: 99.9, unit: "%" } },
        { line: 3, text: "Support 10k concurrent users", value: { value: 10_000, op: ">=" } },
      ],
    },
    {
      markdown: "## NFRs\n\n| Endpoint | Latency (p95) | Availability |\n|---|---|---|\n| Search | 150 ms | 99.5% |",
      claims: [
        {
          line: 5,
          text: "150 ms",
          value: { metric: "latency", op: "<=", value: 150, unit: "ms", quantile: "p95", scope: "Search" },
        },
        { line: 5, text: "99.5%", value: { metric: "availability", value: 99.5, scope: "Search" } },
      ],
    },
    {
      markdown:
        "# Orders\n\n**Quality target:** 95%\n\n## Load tests\n- 200 concurrent users\n\n## Performance\n- GIVEN 40 orders within 1 second\n- THEN all are stored within 2 seconds",
      claims: [
        { line: 6, text: "200 concurrent users", value: { value: 200, scope: "load test" } },
        { line: 10, text: "THEN all are stored within 2 seconds", value: { value: 2, unit: "s" } },
      ],
    },
    {
      markdown: "## Rendimiento\n- El tiempo de respuesta debe ser menor a 300 ms.",
      claims: [
        {
          line: 2,
          text: "El tiempo de respuesta debe ser menor a 300 ms",
          value: { op: "<", value: 300, unit: "ms", metric: "response time" },
        },
      ],
    },
    {
      markdown:
        "## Current State\n- p95 latency is 900 ms today\n\n## Error Handling\n- Retry 3 times with a timeout of 5 s",
      claims: [],
    },
  ],
  leaves: {
    marks: Mark.Digit,
    recognise(leaf, reading, emit) {
      const { canonical, block } = leaf;
      if (block.kind === "code" || block.kind === "heading") return;
      const weight = STRONG.has(canonical) ? 3 : MEDIUM.has(canonical) ? 2 : NONE.has(canonical) ? 0 : 1;
      if (weight === 0) return;
      if (block.kind === "cell") inCell(leaf, weight, reading, emit);
      else inParagraph(leaf, weight, reading, emit);
    },
  },
  describe: describeBound,
});

function inParagraph(leaf: Leaf, weight: number, reading: Reading, emit: Emit<Target>): void {
  const { text } = reading.tree;
  const { lines } = leaf.block;
  const title = leaf.zone?.canonical === null || weight === 3 ? (leaf.zone?.title ?? "") : "";
  for (let i = 0; i + 1 < lines.length; i += 2) {
    const start = lines[i] ?? 0;
    const line = text.slice(start, lines[i + 1] ?? start);
    if (!QUANTIFIED.test(line) || (weight === 1 && !WEAKLY.test(line))) continue;
    // What is given, or what sets something off, is no bound on what follows.
    if (PRECONDITION.test(line) && !/\b(?:then|entonces|shall|must)\b/i.test(line)) continue;
    if (/\bSL[OA]s?\b|error budget/i.test(line)) continue;
    const quantities = readQuantities(line);
    let carried = "";
    quantities.forEach((quantity, at) => {
      const [from, to] = clauseOf(line, quantities, at);
      const clause = line.slice(from, to);
      const before = line.slice(Math.max(from, quantity.start - 110), quantity.start);
      const words = metricIn(clause) === null ? `${carried} ${clause}` : clause;
      if (
        !isTarget(
          quantity,
          {
            before,
            clause,
            after: line.slice(quantity.end, quantity.end + 40),
            words,
            title,
            line,
            carried,
            canonical: leaf.canonical,
          },
          weight,
        )
      )
        return;
      carried = words.slice(-200);
      const isSoft =
        weight === 3 &&
        (quantity.op === "~" || (quantity.op === null && EXPECTATION.test(clause))) &&
        quantity.quantile === null;
      const bound = boundOf(quantity, metricIn(words) === null ? `${title} ${words}` : words, scopeOf(line, quantity));
      const isLoad =
        leaf.canonical === "performance-tests" && (quantity.dimension === "rate" || quantity.dimension === "count");
      emit({
        start: start + from + leadOf(clause),
        end: start + from + clause.trimEnd().replace(/[.,;:]+$/, "").length,
        value: {
          ...bound,
          ...(isLoad ? { scope: "load test" } : {}),
          ...(isSoft && !isLoad ? { soft: true as const } : {}),
        },
      });
    });
  }
}

const PRECONDITION = /^[\s*_-]{0,6}(?:given|when|dad[oa]s?|cuando)\b/i;

interface Context {
  readonly before: string;
  readonly clause: string;
  readonly after: string;
  /** The clause, with the words of an earlier one where it names no metric itself. */
  readonly words: string;
  readonly title: string;
  readonly line: string;
  /** The clause of the target before this one, on the same line. */
  readonly carried: string;
  readonly canonical: CanonicalId | null;
}

function isTarget(quantity: Quantity, context: Context, weight: number): boolean {
  const { before, clause, after, words, title, line, canonical } = context;
  if (quantity.dimension === "time" && /^[\s*_`]{0,3}(?:after|before|antes|despu[eé]s)\b/i.test(after)) return false;
  if (SETTING_BEHIND.test(after) || TODAY.test(clause.replace(THAN_TODAY, "")) || PLAN.test(line)) return false;
  // What is explained in brackets, and what sets something off rather than bounding it.
  if (quantity.op === "=" && /\(\s?=\s?~?\s?$/.test(before)) return false;
  if (quantity.dimension === "time" && (quantity.op === ">" || quantity.op === ">=") && SLOW.test(clause)) return false;
  if (
    quantity.dimension === "percent" &&
    /^\s*of (?:traffic|users|requests)\b/i.test(after) &&
    (weight === 1 || RAMP.test(line))
  )
    return false;
  if (quantity.dimension === "count" && OF_WORK.test(quantity.unit)) return false;
  if (/\b(?:every|each|cada)\s*$/i.test(before)) return false;
  if (SETTING.test(before) && !(quantity.quantile !== null && quantity.op !== null)) return false;
  if (before.split("`").length % 2 === 0 && !clause.startsWith("`")) return false;
  if (weight === 1 && PLANNED.has(canonical) && metricIn(clause) === "coverage") return false;
  if (/\balert(?:s|a|as|ing)?\b/i.test(line)) return false;
  // "(within 30 s)" behind a target says when it is looked at; "no leaks over an hour" for how long.
  if (quantity.dimension === "time" && quantity.quantile === null) {
    if (context.carried !== "" && /(?:^|\()(?:within|over|in|for|after)\s$/i.test(before)) return false;
    if (/\b(?:no|zero|without)\b[^,;.]{0,40}\b(?:over|for|in)\s$/i.test(before)) return false;
  }
  if (CALLED_TARGET.test(before) && quantity.unit !== "d") return true;
  const compared = quantity.op !== null && quantity.op !== "~";
  if (compared && quantity.dimension === "percent" && /\b(?:targets?|objetivos?|metas?)\b/i.test(context.carried))
    return true;
  if (weight >= 2 && FROM_TO.test(line.slice(Math.max(0, quantity.start - 40), quantity.start))) return true;
  const metric = metricIn(words) ?? (weight === 3 ? metricIn(title) : null);
  switch (quantity.dimension) {
    case "time":
      if (quantity.unit === "d" || quantity.unit === "h") return compared && metric !== null && weight >= 2;
      if (line.includes("×") && quantity.op === "=") return false;
      if (/\bfrom\s*$/i.test(before)) return false;
      if (weight === 3)
        return (
          compared ||
          quantity.quantile !== null ||
          (metric !== null && (metric !== "duration" || /^[^.]{3,60}:/.test(line) || MODAL.test(clause)))
        );
      if (weight === 2)
        return (compared && metric !== null) || quantity.quantile !== null || (compared && quantity.op !== ">");
      return (
        compared && (quantity.quantile !== null || (metric !== null && (metric !== "duration" || MODAL.test(clause))))
      );
    case "percent":
      if (weight === 3)
        return compared
          ? SHARES.test(words) || CHANGES.test(clause) || SHARES.test(title)
          : SHARES.test(words) || SHARES.test(title);
      if (weight === 2)
        return (
          SHARE_OF.test(after) ||
          (SHARES.test(clause) && (compared || (metric !== null && metric !== "duration" && !/`\s*$/.test(before)))) ||
          (CHANGES.test(clause) && /\bby\b|\bto\b|\bun\b|\ben\b|\bpor\b|≥|>=|at least/i.test(clause))
        );
      return (
        compared && /\b(?:availab\w*|up-?time|coverage|disponibilidad|cobertura|error rate|success rate)\b/i.test(words)
      );
    case "rate":
      if (weight === 3) return true;
      return weight === 2
        ? compared || metric !== null || SUPPORTS.test(clause)
        : compared && (metric !== null || SUPPORTS.test(before));
    case "size":
      if (weight === 1) return compared && metric === "memory" && MODAL.test(clause);
      if (compared && LESS.test(before)) return true;
      return (compared || weight === 3) && metric !== null && /^(?:memory|size|throughput)$/.test(metric);
    case "count":
      if (quantity.value < 10 && !compared) return false;
      if (weight >= 2 && compared && /\b(?:depth|backlog|queue (?:size|length)|number of)\b/i.test(before)) return true;
      if (canonical === "performance-tests" && /^[\s*_]*$/.test(before)) return true;
      return weight >= 2 && quantity.value >= 10 && (SUPPORTS.test(before) || SUPPORTS.test(context.carried));
    case "factor":
      return weight >= 2 && CHANGES.test(clause) && !/\bfrom\s*$/i.test(before);
    default:
      return false;
  }
}

/** The clause around a quantity: from the end of the one before it, or the last full stop, to the next comma or full stop. */
function clauseOf(line: string, quantities: readonly Quantity[], at: number): readonly [number, number] {
  const quantity = quantities[at];
  if (quantity === undefined) return [0, 0];
  const floor = quantities[at - 1]?.end ?? 0;
  const before = line.slice(floor, quantity.start);
  const cut = /(?:[.;!?]\s|;)(?!.*(?:[.;!?]\s|;))/.exec(before);
  const joint = floor === 0 ? null : /^\s*\(?[^,/&+(]{0,40}?(?:[,/&+(]|\band\b|\by\b)\s*/.exec(before);
  const from = cut !== null ? floor + cut.index + cut[0].length : floor + (joint?.[0].length ?? 0);
  const behind = line.slice(quantity.end, quantities[at + 1]?.start ?? line.length);
  const next = quantities[at + 1];
  const stop = next === undefined ? /[.;!?](?:\s|$)|;/.exec(behind) : /[,;]|\s(?:and|y)\s|[.!?]\s/.exec(behind);
  return [from, stop === null ? (next === undefined ? line.length : quantity.end) : quantity.end + stop.index];
}

function leadOf(clause: string): number {
  return /^\s*/.exec(clause)?.[0].length ?? 0;
}

/** The label of the line, where it names more than what is measured: "**Search API**: p95 < 200 ms". */
function scopeOf(line: string, quantity: Quantity): string | null {
  const label = /^[*_`]{0,3}([^:*_`]{2,60}?)[*_`]{0,3}\s?(?:\([^)]{1,40}\))?[*_`]{0,3}:[*_]{0,2}\s/.exec(line);
  if (label?.[1] === undefined || label[0].length > quantity.start + 2) return null;
  const name = label[1].trim();
  return metricIn(name) === null && !/^(?:target|goal|note|performance|scal\w+|must|should)$/i.test(name) ? name : null;
}

/** A quantity in a table: the header or the first cell of its row says what it measures. */
function inCell(leaf: Leaf, weight: number, reading: Reading, emit: Emit<Target>): void {
  const { tree } = reading;
  const cell = leaf.block;
  const row = cell.parent;
  const table = row?.parent;
  if (cell.kind !== "cell" || row === null || table === null || table === undefined || row === table.children[0])
    return;
  const source = tree.text.slice(cell.start, cell.end);
  if (!QUANTIFIED.test(source)) return;
  const header = plainOfCell(tree, table.children[0]?.children[cell.level]);
  const folded = fold(header);
  if (NO_TARGET_HEADER.test(folded)) return;
  const named = metricIn(header);
  // A requirement written out in a cell reads like any sentence.
  if (named === null && (!TARGET_HEADER.test(folded) || folded.startsWith("requi")) && source.split(/\s+/).length > 5) {
    inParagraph(leaf, weight, reading, emit);
    return;
  }
  if (CURRENT_HEADER.test(folded) && !/target|goal|latency|response|objetivo/.test(folded)) return;
  const quantities = readQuantities(source);
  if (quantities.length === 0) return;
  const cells = row.children.map((each) => plainOfCell(tree, each));
  const name = cell.level === 0 ? "" : (cells[0] ?? "");
  const isTargetColumn = TARGET_HEADER.test(folded);
  const own =
    /\bp(\d{2,3})\b/i.exec(`${header} ${name}`)?.[1] ??
    cells.map((each) => /^p(\d{2,3})$/i.exec(each)?.[1]).find((each) => each !== undefined);
  for (const quantity of quantities) {
    // In parentheses behind another one: a remark on that.
    if (quantity !== quantities[0] && source.lastIndexOf("(", quantity.start) > source.lastIndexOf(")", quantity.start))
      continue;
    const around = `${name} ${header} ${source}`;
    if (SETTING.test(around) || PLAN.test(around)) continue;
    const metric = named ?? metricIn(name);
    const isNamed = metric !== null && metric !== "duration";
    const isBound = quantity.op !== null && quantity.op !== "~";
    const counts =
      quantity.dimension === "rate" ||
      isNamed ||
      (isTargetColumn && (weight === 3 || metric !== null || isBound || quantity.dimension === "percent"));
    if (!counts || (weight < 2 && !(isTargetColumn && (isNamed || isBound)))) continue;
    if (!isTargetColumn && !isBound && named === null) continue;
    const bound = boundOf(quantity, around, named === null ? null : name);
    const quantile = bound.quantile ?? (own === undefined ? undefined : `p${own}`);
    const { start } = cell;
    emit({
      start: quantities.length === 1 ? start : start + Math.min(quantity.bound, quantity.start),
      end: quantities.length === 1 ? cell.end : start + quantity.end,
      key: `${name} ${header}`,
      value: { ...bound, ...(quantile === undefined ? {} : { quantile }) },
    });
  }
}

function plainOfCell(tree: Tree, cell: Block | undefined): string {
  return cell === undefined ? "" : plainText(inlinesOf(tree, cell)).trim();
}
