/** Everything that `@lintel/evidence` offers: the world outside of a document, read into the facts that `@lintel/core` judges by. */
export { LOAD_BOUNDS, LOAD_DEFAULTS, refusalOf, runLoad } from "./load/run/run.ts";
export { bindingFor, readReportsAt, stateOf } from "./bindings/bind.ts";
export { bindingsOf, type JudgedDocument } from "./bindings/current.ts";
export { runOf } from "./bindings/run.ts";
export { statementOf } from "./bindings/statement.ts";
export { bindingText, pathOfBinding, readBindings, type StoredBinding } from "./bindings/store.ts";
export { gatherFacts } from "./gather.ts";
export { SETTING_NAMES, SETTINGS, type SettingName } from "./settings.ts";
export type { EvidenceRequest, Git, GitAnswer, Problem, RepositoryFiles } from "./source.ts";
export { runRedGreen, type NamedTest, type RedGreenOutcome, type RedGreenPlan } from "./red-green/red-green.ts";
export { gatherTests } from "./tests/tests.ts";
