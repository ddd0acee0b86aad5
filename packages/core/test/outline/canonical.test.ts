import { describe, expect, it } from "vitest";
import { canonicalOf, canonicalUnder, type CanonicalId } from "../../src/outline/canonical.ts";
import { foldTitle } from "../../src/text/fold.ts";

/** Titles as people write them, by what the section is for; null where it has none of the known functions. */
const TITLES: Readonly<Partial<Record<CanonicalId | "none", readonly string[]>>> = {
  summary: [
    "Executive Overview",
    "In a nutshell",
    "Feature Overview",
    "1. Executive Summary",
    "TL;DR",
    "Overview",
    "Abstract",
    "Resumen",
    "Decision",
    "In brief",
  ],
  context: [
    "Business Case",
    "Background",
    "Motivation",
    "2. Context",
    "Purpose",
    "Why?",
    "Antecedentes",
    "Introducción",
  ],
  problem: [
    "Challenges",
    "Problem Statement",
    "The problem",
    "Current Pain Points",
    "Problems with the current design",
    "Problema",
  ],
  goals: [
    "What we want to achieve",
    "Goals",
    "2.2 Goals (Must-Haves)",
    "Objectives",
    "In Scope",
    "**Goals**",
    "Objetivos",
    "Goal",
  ],
  "non-goals": [
    "No-gos",
    "What we're not doing",
    "Won't do",
    "Non-Goals",
    "2.3 Non‑Goals (Out of Scope)",
    "Out of scope",
    "What is deliberately *not* in scope?",
    "Fuera de alcance",
    "No objetivos",
  ],
  "goals-non-goals": ["Goals & Non-Goals", "Scope (v1)", "Alcance"],
  "success-criteria": [
    "Key Performance Indicators",
    "Success Criteria *(mandatory)*",
    "Success Metrics",
    "Measurable Outcomes",
    "Métricas de éxito",
  ],
  "drivers-non-goals": ["2. Decision Drivers & Non‑Goals"],
  drivers: ["Decision Drivers", "Drivers"],
  "user-story": ["User Stories", "Use Cases", "User Scenarios & Testing", "Historias de usuario"],
  requirements: ["Requirements", "Functional Requirements", "ADDED Requirements", "Requisitos funcionales"],
  nfr: ["Non-Functional Requirements", "Quality Attributes", "Requisitos no funcionales"],
  "acceptance-criteria": ["Acceptance Criteria", "Acceptance Tests", "Criterios de aceptación"],
  "current-state": ["3. Current State — Codebase Map (concise)", "Existing Architecture", "As-Is", "Situación actual"],
  design: [
    "Proposed Design",
    "4. Detailed Design",
    "Reference-level explanation",
    "Implementation Details",
    "Propuesta",
  ],
  architecture: ["High-Level Architecture", "System Overview", "Arquitectura"],
  components: ["Components", "Component Responsibilities", "Componentes"],
  "data-model": ["Data Model & Schema Changes", "Database Schema", "New Tables", "Key Entities", "Modelo de datos"],
  api: ["API Design", "Endpoints", "gRPC APIs", "HTTP API"],
  contracts: ["Interfaces & Data Contracts", "Contracts to update (APIs, events, schemas, migrations)", "Events"],
  compatibility: ["Backward Compatibility", "Breaking Changes", "Version Skew Strategy", "Compatibilidad"],
  "error-handling": ["Error Handling", "Failure Modes", "Manejo de errores", "Retry policy"],
  performance: ["Performance", "4.1 Scalability & Performance", "Latency Requirements", "Rendimiento"],
  security: ["Security, Privacy, Compliance", "Threat Model", "Authentication & Authorization", "Seguridad"],
  observability: ["8. Observability & Operations", "Monitoring", "Observabilidad"],
  metrics: ["Metrics to add", "Telemetry", "Métricas"],
  logging: ["Logs", "Logging"],
  alerts: ["Alerting Rules", "Alerts"],
  dashboards: ["Dashboards"],
  runbooks: ["Runbooks & SLOs"],
  slos: ["SLOs", "Service Level Objectives", "What are the reasonable SLOs for the enhancement?"],
  rollout: ["Rollout & Migration", "Deployment Plan", "Upgrade / Downgrade Strategy", "Despliegue"],
  "feature-flags": ["Feature Flags", "No Feature Flag Needed", "Feature Enablement and Rollback"],
  backfill: ["Data Migration", "Backfill"],
  revert: ["Rollback Plan", "Revert plan and blast radius", "Plan de reversión"],
  milestones: [
    "12. Milestones / Plan (post‑approval)",
    "Timeline",
    "Task Breakdown",
    "Roadmap",
    "Hitos",
    "Graduation Criteria",
  ],
  "implementation-plan": ["Implementation Plan", "Plan de implementación"],
  "test-strategy": ["10. Test Strategy & Spec Coverage (TDD)", "Test Plan", "Testing", "Estrategia de pruebas"],
  "tdd-commitment": ["TDD Commitment", "TDD"],
  "test-mapping": ["Spec→Test Mapping", "Spec → Test mapping", "Traceability Matrix", "Spec coverage"],
  "test-tiers": ["Unit Tests", "Test Tiers", "Integration testing", "Pruebas unitarias"],
  "negative-cases": ["Negative & Edge Cases", "Edge cases", "Casos límite"],
  "performance-tests": ["Performance Tests", "Load Testing", "Pruebas de carga"],
  ci: ["CI Requirements", "CI/CD"],
  alternatives: [
    "Alternatives Considered",
    "Options Considered",
    "Rationale and alternatives",
    "4. Major Design Decisions & Tradeoffs",
    "Proposed Approaches",
    "Alternativas consideradas",
  ],
  risks: ["Known Risks & Mitigations", "Risk Assessment", "Drawbacks", "Riesgos y mitigaciones"],
  "risks-open-questions": ["11. Risks & Open Questions", "7. Risks & Unknowns"],
  "open-questions": ["Open Questions [optional]", "Unresolved questions", "Open Issues", "Preguntas abiertas"],
  assumptions: ["Assumptions", "Assumptions and Constraints", "Prerequisites", "Supuestos"],
  "dependencies-owners": ["Dependencies", "Stakeholders", "Dependencias"],
  modules: ["Modules/packages likely touched", "Files to Modify", "Project Structure"],
  "approval-gate": ["Approval Gate", "Sign-off"],
  references: ["References", "Related Work", "Referencias"],
  none: [
    "Table of Contents",
    "Future Work",
    "Implementation History",
    "Glossary",
    "metrics.go",
    "Changelog",
    "Example",
    "Configuration",
    "Constraints",
    "Operational Constraints",
    "Decision Outcome",
    "Appendix",
    "Deployment Environments",
  ],
};

describe("the function of a section", () => {
  const all = Object.entries(TITLES).flatMap(([id, titles]) => titles.map((title): [string, string] => [title, id]));

  it.each(all)("called “%s” is %s", (title, id) => {
    expect(canonicalOf(foldTitle(title)) ?? "none").toBe(id);
  });
});

describe("a sub-heading", () => {
  const under = (title: string, parent: CanonicalId): CanonicalId | null => canonicalUnder(foldTitle(title), parent);

  it("that names one of several things has no function, whatever words it holds", () => {
    expect(under("Option A: API gateway", "alternatives")).toBeNull();
    expect(under("Phase 1: Data model", "milestones")).toBeNull();
    expect(under("Risk: Security", "risks")).toBeNull();
    expect(under("Alternative 2 - Rollout by hand", "design")).toBeNull();
    expect(under("Opción B", "alternatives")).toBeNull();
  });

  it("that names an option has none, though it sounds like one", () => {
    expect(under("A database table", "alternatives")).toBeNull();
    expect(under("Performance of the old client", "risks")).toBeNull();
  });

  it("that groups goals by area of concern leaves them not", () => {
    expect(under("Performance", "success-criteria")).toBeNull();
    expect(under("Security", "goals")).toBeNull();
    expect(under("New dependencies", "dependencies-owners")).toBeNull();
    expect(under("Explicitly not covered", "goals")).toBe("non-goals");
  });

  it("keeps a function that it consists of", () => {
    expect(under("Metrics", "observability")).toBe("metrics");
    expect(under("Dependencies", "milestones")).toBe("dependencies-owners");
    expect(under("Security", "risks")).toBe("security");
    expect(under("Open questions", "risks")).toBe("open-questions");
  });

  it("is a passage of the flow under a flow", () => {
    expect(under("Edge Case: the bank is down", "flow")).toBe("flow");
    expect(under("Happy Path: paid at once", "flow")).toBe("flow");
  });

  it("is named by what stands before its colon", () => {
    expect(under("Security: tokens", "design")).toBe("security");
  });
});
