/** The functions that a section can have, whatever it is called. */
export const CANONICAL_IDS = [
  "title",
  "summary",
  "context",
  "problem",
  "goals",
  "success-criteria",
  "drivers",
  "drivers-non-goals",
  "non-goals",
  "goals-non-goals",
  "user-story",
  "flow",
  "ux-links",
  "requirements",
  "acceptance-criteria",
  "current-state",
  "design",
  "architecture",
  "components",
  "data-model",
  "api",
  "contracts",
  "compatibility",
  "error-handling",
  "performance",
  "nfr",
  "security",
  "observability",
  "logging",
  "metrics",
  "dashboards",
  "alerts",
  "runbooks",
  "slos",
  "rollout",
  "feature-flags",
  "backfill",
  "revert",
  "implementation-plan",
  "test-strategy",
  "tdd-commitment",
  "test-mapping",
  "test-tiers",
  "negative-cases",
  "performance-tests",
  "ci",
  "milestones",
  "dependencies-owners",
  "alternatives",
  "risks",
  "open-questions",
  "risks-open-questions",
  "assumptions",
  "modules",
  "approval-gate",
  "references",
] as const;

export type CanonicalId = (typeof CANONICAL_IDS)[number];

/**
 * How people call each section, as patterns over folded titles (`foldTitle`). Ordered: the first that matches wins, so the
 * particular stands before the general. A pattern that must fit whole titles says so with `^…$`.
 */
const LEXICON: readonly (readonly [CanonicalId, RegExp])[] = [
  ["drivers-non-goals", /\bdrivers\b.*\bnon-?goals\b/],
  ["goals-non-goals", /^(?:goals?|objectives?)\b.*\bnon-?goals\b|^scope$|\bin scope\b.*\bout of scope\b/],
  ["risks-open-questions", /\brisks?\b.*\b(?:open )?(?:questions|unknowns|issues)\b/],
  [
    "non-goals",
    /\bnon-? ?(?:goals?|objectives?|requirements)\b|\bout[- ]of[- ]scope\b|\bnot in scope\b|\bwhat we are not\b/,
  ],
  [
    "success-criteria",
    /\bsuccess (?:criteria|metrics|measures?)\b|\bdefinition of (?:done|success)\b|\bmeasures? of success\b/,
  ],
  ["acceptance-criteria", /\bacceptance (?:criteria|criterion|tests?|scenarios?)\b|^scenarios$/],
  [
    "test-mapping",
    /\b(?:spec|requirements?|criteria|criterion|ac)\b\s*(?:->|to|-)\s*\btests?\b|\btest mapping\b|\btraceability\b|\btest cases?\b|\btest coverage (?:map|matrix)\b/,
  ],
  ["tdd-commitment", /\btdd\b.*\b(?:commitment|approach|process|plan|order)\b|^tdd$/],
  [
    "test-tiers",
    /\btest (?:tiers|types|levels|pyramid|categories)\b|^(?:unit|integration|e2e|end-to-end|contract)(?: and (?:unit|integration|e2e))? tests?$/,
  ],
  ["negative-cases", /\b(?:negative|edge|corner|failure)\b.*\b(?:cases?|tests?|scenarios?)\b/],
  ["performance-tests", /\b(?:performance|load|stress|benchmark)\b.*\b(?:tests?|testing|benchmarks?)\b/],
  ["ci", /^ci\b|\bci(?:\/cd)? (?:requirements|integration|gates?|pipeline)\b|\bcontinuous integration\b/],
  [
    "test-strategy",
    /\btest(?:ing)?\b.*\b(?:strategy|plan|approach|coverage|considerations)\b|^(?:testing|tests|verification|validation|quality assurance)$|\bverification plan\b/,
  ],
  ["approval-gate", /\bapproval gate\b|^(?:approvals?|sign-?offs?)$/],
  [
    "open-questions",
    /\b(?:open|unresolved|outstanding|remaining)\b.*\b(?:questions?|issues?|items?|points?|decisions?)\b|^(?:questions|unknowns|unresolved)$|\bopens$/,
  ],
  ["risks", /\brisks?\b|\bthreats?\b$|^concerns$|^known issues$/],
  [
    "alternatives",
    /\balternatives?\b|\boptions? considered\b|\bconsidered options\b|\bother approaches\b|\bdesign decisions\b|\btrade-?offs\b|\bprior art\b$^|\brejected\b.*\b(?:options?|approaches|ideas)\b/,
  ],
  ["drivers", /\bdrivers?\b|\bdecision factors\b/],
  ["user-story", /\buser (?:stor(?:y|ies)|scenarios?)\b|\buse cases?\b|^stories$/],
  ["ux-links", /\bux\b|\b(?:mockups|wireframes|designs? links?|figma)\b/],
  ["goals", /\bgoals?\b|\bobjectives?\b|^in scope$|^(?:outcomes|desired outcomes)$/],
  ["nfr", /\bnon-? ?functional\b|\bquality attributes\b|^nfrs?$/],
  ["requirements", /\brequirements?\b/],
  ["feature-flags", /\b(?:feature )?(?:flags?|toggles?|gates?)\b/],
  ["backfill", /\bback-?fill\b|\bdata (?:migration|sync)\b/],
  ["revert", /\b(?:revert|rollback|roll-back|back-?out)\b|\bblast radius\b/],
  [
    "rollout",
    /\broll-?out\b|\bmigrations?\b|\bdeploy(?:ment|ing)?\b|\brelease (?:plan|strategy)\b|\blaunch\b|\bupgrade\b.*\bstrategy\b/,
  ],
  [
    "milestones",
    /\bmilestones?\b|\btimeline\b|\bschedule\b|\btask breakdown\b|\bphases\b|\broadmap\b|\bwork (?:plan|breakdown|packages)\b|\bgraduation criteria\b|^tasks$|^plan$/,
  ],
  ["dependencies-owners", /\bdependenc(?:y|ies)\b|\bowners?\b|\bstakeholders\b/],
  [
    "implementation-plan",
    /\bimplementation\b.*\b(?:plan|steps?|strategy|details|phases)\b|\baction plan\b|^implementation$|\bdelivery plan\b/,
  ],
  ["alerts", /\balert(?:s|ing)?\b/],
  ["dashboards", /\bdashboards?\b/],
  ["runbooks", /\brunbooks?\b|\bplaybooks?\b/],
  ["slos", /\bsl[oai]s?\b|\bservice levels?\b|\berror budgets?\b/],
  ["metrics", /\bmetrics?\b|\btelemetry\b|\binstrumentation\b/],
  ["logging", /\blog(?:s|ging)?\b/],
  ["observability", /\bobservability\b|\bmonitoring\b|\boperations\b|\boperability\b/],
  [
    "security",
    /\bsecurity\b|\bprivacy\b|\bcompliance\b|\bauth(?:n|z|entication|orization)\b|\bsecrets?\b|\bthreat model\b|\bpii\b|\bgdpr\b/,
  ],
  ["compatibility", /\bcompatib(?:ility|le)\b|\bdeprecations?\b|\bbreaking changes?\b|\bversioning\b/],
  [
    "error-handling",
    /\berrors?\b|\bfailure (?:handling|modes?)\b|\bidempoten(?:cy|t)\b|\bretr(?:y|ies)\b|\bresilience\b/,
  ],
  [
    "performance",
    /\bperformance\b|\bscal(?:ability|ing)\b|\bcapacity\b|\blatency\b|\bcaching\b|\bback-?pressure\b|\bthroughput\b|\bavailability\b/,
  ],
  [
    "data-model",
    /\bdata ?(?:model|models|structures?|types?|schema|store|storage)\b|\bschemas?\b|\btables?\b|\bdatabase\b|\bentit(?:y|ies)\b|\bnew (?:types|models)\b|\bmodels$/,
  ],
  ["api", /\bapis?\b|\bendpoints?\b|\brest\b|\bgrpc\b|\bhttp\b/],
  ["contracts", /\bcontracts?\b|\binterfaces?\b|\bevents\b|\bprotocol\b/],
  [
    "current-state",
    /\bcurrent (?:state|implementation|situation|behaviou?r|system|architecture|design)\b|\bexisting (?:system|state|implementation)\b|\bcodebase map\b|\bas[- ]is\b|\bstatus quo\b/,
  ],
  ["modules", /\bmodules?\b|\bpackages?\b|\bfiles?\b|\bcode(?:base)? (?:changes|locations?)\b/],
  [
    "architecture",
    /\barchitectur(?:e|al)\b|\bsystem (?:overview|context|design|diagram)\b|\bhigh[- ]level (?:overview|design)\b/,
  ],
  ["components", /\bcomponents?\b|\bservices?\b|\bresponsibilit(?:y|ies)\b/],
  ["flow", /\bflows?\b|\bsequence\b|\bstates?\b|\bhappy path\b|\bworkflow\b|\blifecycle\b/],
  ["problem", /\bproblem\b|\bpain points?\b/],
  ["summary", /\bsummary\b|\babstract\b|\btl;?dr\b|^overview$|^decision$|^conclusion$|\bat a glance\b/],
  [
    "context",
    /\bcontext\b|\bbackground\b|\bmotivation\b|\bintroduction\b|\brationale and context\b|\bpurpose\b|\bwhy\b/,
  ],
  ["assumptions", /\bassumptions?\b|\bconstraints\b|\bprerequisites\b/],
  [
    "references",
    /\breferences?\b|\blinks\b|\bfurther reading\b|\bresources\b|\bappendix\b|\brelated (?:work|documents|links)\b|\bbibliography\b/,
  ],
  [
    "design",
    /\bdesign\b|\bproposal\b|\bproposed\b|\bsolution\b|\bapproach\b|\bspecification\b|\breference-level explanation\b|\bguide-level explanation\b/,
  ],
];

/** Sections whose sub-headings name things of their own (options, phases, risks) rather than functions. */
const NAMING_PARENTS: ReadonlySet<CanonicalId> = new Set([
  "alternatives",
  "milestones",
  "open-questions",
  "acceptance-criteria",
]);

const memo = new Map<string, CanonicalId | null>();
const MEMO_MOST = 5000;

/** The function that a title names by itself, or null. `folded` comes from `foldTitle`. */
export function canonicalOf(folded: string): CanonicalId | null {
  const known = memo.get(folded);
  if (known !== undefined) return known;
  let found: CanonicalId | null = null;
  if (folded.length <= 120) {
    for (const [id, pattern] of LEXICON) {
      if (pattern.test(folded)) {
        found = id;
        break;
      }
    }
  }
  if (memo.size >= MEMO_MOST) memo.clear();
  memo.set(folded, found);
  return found;
}

/** The function of a sub-heading, given the function of the heading above it. */
export function canonicalUnder(folded: string, parent: CanonicalId | null): CanonicalId | null {
  if (parent !== null && NAMING_PARENTS.has(parent)) return null;
  return canonicalOf(folded);
}
