/**
 * Everything that `@lintel/core` offers: pure functions over Markdown text, the same in a terminal,
 * an editor, a browser and a server. What is not exported here is nobody else's business.
 */

/** The version of the JSON documents that Lintel writes; it changes only when a reader of the old shape would break. */
export const schemaVersion = 1;

export { parseMarkdown } from "./markdown/blocks.ts";
export { inlinesOf, plainText, type Inline } from "./markdown/inline.ts";
export type { Block, Tree } from "./markdown/tree.ts";
export { placeOf, placerOf, offsetAt, type Place, type Source, type Span } from "./text/source.ts";
export { readOutline, type Outline } from "./outline/outline.ts";
export type { Field } from "./outline/fields.ts";
export { FIELD_NAMES } from "./outline/field-keys.ts";
export type { Section } from "./outline/sections.ts";
export { CANONICAL_IDS, type CanonicalId } from "./outline/canonical.ts";
export { LEXICON } from "./outline/lexicon.ts";
export type { FieldSpec, Kind, PromptSpec, Requirement, SectionSpec } from "./template/kind.ts";
export { deriveKind, type DeriveOptions } from "./template/derive.ts";
export { describeKind } from "./template/describe.ts";
export { recogniseKind } from "./template/recognise.ts";
export {
  namedVersion,
  revisionOfTheDay,
  templateOfTheDay,
  type ChosenRevision,
  type DocumentAge,
  type TemplateRevision,
} from "./template/revision.ts";
export { isPlaceholder } from "./template/placeholder.ts";
export {
  BUILT_IN_NAMES,
  builtInKind,
  builtInKinds,
  builtInTemplate,
  isBuiltInName,
  type BuiltInName,
} from "./template/builtin/kinds.ts";
export type { Claim, ClaimExample, ClaimKind } from "./claims/claim.ts";
export { CLAIM_KINDS, type AnyClaim } from "./claims/kinds.ts";
export { readDocument } from "./document/read.ts";
export { matchSections } from "./document/match.ts";
export { readFill, type Fill, type Leftover, type SectionFill } from "./document/fill.ts";
export { statusOf } from "./document/status.ts";
export { isRequiredNow } from "./document/required.ts";
export type { Design, Document, FieldMatch, PromptMatch, SectionMatch, Status } from "./document/document.ts";
export type { Edit, Finding, Fix, Related, Severity } from "./rules/finding.ts";
export type { OptionSpec, Rule, RuleExample, Surroundings } from "./rules/rule.ts";
export { RULES } from "./rules/rules.ts";
export { anchorsOf, type Anchor } from "./outline/anchors.ts";
export { closest } from "./text/closest.ts";
export { checkDocument, DEFAULT_SETTINGS, type CheckSettings } from "./check/check.ts";
export {
  applyBaseline,
  makeBaseline,
  type Baseline,
  type BaselineEntry,
  type BaselineOutcome,
  type CheckedDocument,
} from "./check/baseline.ts";
export { applyFixes, fixAll, type FixedText } from "./check/fixes.ts";
export { filesOf, LAYOUTS, locate, membersOf } from "./layouts/layouts.ts";
export type { DesignPlace, Files, Layout, Located, NewDocument, Placed, Step } from "./layouts/layout.ts";
export { metadataFile } from "./layouts/kep.ts";
export { parseGlob, type Glob, type GlobResult } from "./layouts/glob.ts";
export { TOPICS, type Facts, type Topic } from "./facts/facts.ts";
export {
  withinRepository,
  type Delivery,
  type PathPast,
  type RepositoryFacts,
  type Tree as RepositoryTree,
} from "./facts/repository.ts";
export type {
  Interval,
  Latencies,
  LoadFacts,
  LoadModel,
  LoadReport,
  MeasuredQuantile,
  Measurement,
} from "./facts/load.ts";
export type {
  AlertFacts,
  AlertRule,
  Comparison,
  DeclaredObjective,
  Query,
  Selector,
  SloFacts,
} from "./facts/alerts.ts";
export type { CoverageCount, CoverageCounts, CoverageFacts, CoverageKind, CoverageReport } from "./facts/coverage.ts";
export type { LogFacts, PersonalFind, PersonalKind } from "./facts/logs.ts";
export type { MetricFacts, MetricFamily, MetricPage, MetricType, SourcePlace } from "./facts/metrics.ts";
export type { RedGreen, RedGreenLevel, RedGreenResult } from "./facts/tests.ts";
export type { ReportBinding, SourceTest, TestCase, TestFacts, TestOutcome, TestReport } from "./facts/tests.ts";
export { adviseDocument, type Advice } from "./verdicts/advice.ts";
export { verifyDocument } from "./verdicts/verify.ts";
export { JUDGES, judgeOf } from "./verdicts/judges.ts";
export { stageOf, type Stage } from "./verdicts/stage.ts";
export type { ClaimName, Judge } from "./verdicts/judge.ts";
export type { EvidencePlace, Outcome, UnprovenReason, Verdict } from "./verdicts/verdict.ts";
export { openApiOf, type OpenApi } from "./contracts/openapi.ts";
export { operationsOf, type DescribedOperation } from "./contracts/operations.ts";
export { parametersOf, templateOf } from "./contracts/route.ts";
export type { ApiChange, ApiHistory, ApiDescription, ApiFacts, ApiOperation, Exchange, Mismatch } from "./facts/api.ts";
export type {
  Catalog,
  ExistingSchema,
  GoneThing,
  RelationKind,
  SchemaChange,
  SchemaColumn,
  SchemaFacts,
  SchemaIndex,
  SchemaKey,
  SchemaReference,
  SchemaStep,
  SchemaTable,
  SqlName,
  SqlProblem,
  SqlStatement,
} from "./facts/schema.ts";
export { canonicalType, isSerial, sized } from "./grammar/sql-type.ts";
export { languageOf } from "./markdown/tree.ts";
export { lineStarts } from "./text/source.ts";
export type { FlagDefinition, FlagFacts, FlagReference } from "./facts/flags.ts";
export type { CalendarFacts } from "./facts/calendar.ts";
export { testsNamedBy, tracedDocument, traceDesign, type TracedDocument } from "./trace/design.ts";
export {
  traceMatrix,
  type DesignMatrix,
  type GoalRow,
  type MatrixRow,
  type MatrixSummary,
  type OpenReference,
  type OrphanTest,
  type TestRow,
  type TracedDesign,
  type TraceMatrix,
} from "./trace/matrix.ts";
export {
  compareSnapshots,
  makeSnapshot,
  readSnapshot,
  type SnapshotComparison,
  type Fall,
  type SnapshotEntry,
  type Suspect,
  type TraceSnapshot,
} from "./trace/snapshot.ts";
export type { Rung, Shortfall } from "./trace/standing.ts";
