/**
 * Titles that people use for each other. Only whole titles count: "Security considerations" is another name of "Security",
 * "Security of the token cache" is not.
 */
const GROUPS: readonly (readonly string[])[] = [
  ["summary", "abstract", "overview", "executive summary", "tl;dr", "tldr", "synopsis", "at a glance"],
  [
    "motivation",
    "background",
    "context",
    "introduction",
    "problem",
    "problem statement",
    "problem description",
    "context and problem statement",
  ],
  ["goal", "goals", "objective", "objectives", "goals and objectives"],
  ["non-goals", "non-goal", "out of scope", "not in scope", "non-objectives", "out-of-scope"],
  ["success criteria", "success metrics", "measures of success", "definition of success"],
  [
    "test plan",
    "testing",
    "tests",
    "test strategy",
    "testing plan",
    "testing strategy",
    "verification",
    "verification plan",
  ],
  [
    "alternatives",
    "alternatives considered",
    "considered alternatives",
    "options considered",
    "considered options",
    "other approaches",
    "rejected alternatives",
    "alternatives not implemented",
  ],
  [
    "risks",
    "risks and mitigations",
    "known risks",
    "risk assessment",
    "risk analysis",
    "risks and unknowns",
    "risks / trade-offs",
  ],
  [
    "open questions",
    "unresolved questions",
    "open issues",
    "outstanding questions",
    "unresolved issues",
    "open points",
  ],
  ["security", "security considerations", "security and privacy", "privacy and security"],
  [
    "observability",
    "monitoring",
    "monitoring and observability",
    "observability and monitoring",
    "monitoring and alerting",
    "operations",
  ],
  [
    "rollout",
    "rollout plan",
    "rollout strategy",
    "deployment",
    "deployment plan",
    "deployment strategy",
    "release plan",
  ],
  ["milestones", "timeline", "schedule", "roadmap", "milestones and timeline"],
  [
    "performance",
    "scalability",
    "scalability and performance",
    "performance and scalability",
    "performance considerations",
  ],
  [
    "current state",
    "existing system",
    "current situation",
    "current implementation",
    "as-is",
    "status quo",
    "codebase map",
  ],
  ["data model", "schema", "database schema", "data schema", "schema changes", "data model changes"],
  ["api", "apis", "api design", "api changes", "endpoints", "api specification"],
  ["references", "links", "related documents", "further reading", "see also", "bibliography"],
  ["drawbacks", "downsides", "disadvantages", "cons"],
  ["future possibilities", "future work", "future directions", "future extensions"],
  ["proposal", "proposed solution", "proposed design", "design", "detailed design", "solution", "proposed approach"],
  ["architecture", "high-level architecture", "system architecture", "architecture overview", "high-level design"],
  ["user stories", "use cases", "user story", "user scenarios"],
  ["requirements", "functional requirements"],
  ["non-functional requirements", "nfrs", "quality attributes"],
  ["decision", "decision outcome", "outcome"],
  ["consequences", "implications"],
  ["dependencies", "dependencies and owners"],
  [
    "modules/packages likely touched",
    "affected modules",
    "affected components",
    "affected packages",
    "affected areas",
    "affected code",
    "affected files",
    "impacted modules",
    "impacted components",
    "impacted areas",
    "modules affected",
    "components affected",
    "files affected",
  ],
  ["contracts to update", "affected contracts", "impacted contracts", "contract changes", "interface changes"],
];

const groupOf = new Map<string, number>(
  GROUPS.flatMap((titles, group) => titles.map((title) => [title, group] as const)),
);

/** Words that add nothing to the title before them. */
const PADDING = / (?:needs|considerations?|section|details|notes|overview)$/;

/** A number that is the same for titles that mean the same; null for titles of which no other is known. */
export function synonymGroup(folded: string): number | null {
  return groupOf.get(folded) ?? groupOf.get(folded.replace(PADDING, "")) ?? null;
}
