// Designs in the manners of many authors, each with what it claims. Everything here was written for these tests.

import { describe, expect, it } from "vitest";
import { readDocument } from "../../src/document/read.ts";
import { lineAt } from "../../src/text/source.ts";

/** Kind, line and as much of the value as the example is about. */
type Expected = readonly [kind: string, line: number, value?: Readonly<Record<string, unknown>>];

const KINDS: ReadonlySet<string> = new Set([
  "goal",
  "non-goal",
  "driver",
  "requirement",
  "acceptance-criterion",
  "test-mapping",
  "milestone",
  "task",
  "risk",
  "open-question",
  "alternative",
]);

function claimsOf(markdown: string): { kind: string; line: number; value: unknown }[] {
  const { claims, outline } = readDocument({ path: "design.md", text: markdown }, null);
  return claims
    .filter((claim) => KINDS.has(claim.kind))
    .map((claim) => ({ kind: claim.kind, line: lineAt(outline.tree.lineStarts, claim.start), value: claim.value }));
}

const DESIGNS: readonly (readonly [manner: string, markdown: string, claims: readonly Expected[]])[] = [
  [
    "a design document with front matter, bold lead-ins and prose",
    `---
title: Image resizing
authors: [mira]
status: draft
---

# Image resizing

**TL;DR** resize on upload.

## Motivation

Pages are slow.
**Goals:** small pages; no broken thumbnails

**Non-goals:**

* video
* a new CDN

## Risks

Uploads may take longer than today, because resizing happens before the answer.

To mitigate this, resizing moves to a worker if the median grows.

Old browsers may not show the new format.
`,
    [
      ["goal", 14, { role: "goal" }],
      ["non-goal", 18],
      ["non-goal", 19],
      ["risk", 23, { mitigation: "To mitigate this, resizing moves to a worker if the median grows." }],
      ["risk", 27],
    ],
  ],
  [
    "an enhancement proposal with graduation criteria and empty template sections",
    `# Proposal 12: Graceful shutdown

## Motivation

### Goals

- Pods end without losing requests

### Non-Goals

None

## Proposal

### User Stories

#### Story 1

As an operator I drain a node.

### Risks and Mitigations

* A pod may hang. We mitigate this with a deadline.

## Graduation Criteria

### Alpha

- Behind a gate

### Beta

N/A

### Removing a deprecated feature

## Drawbacks

- More states to explain

## Alternatives

### Kill at once

Loses requests.

### Wait for ever

Never ends.
`,
    [
      ["goal", 7],
      ["risk", 23],
      ["milestone", 27],
      ["task", 29],
      ["risk", 39],
      ["alternative", 43, { name: "Kill at once", chosen: false }],
      ["alternative", 47, { name: "Wait for ever", chosen: false }],
    ],
  ],
  [
    "a decision record with drivers, options and their pros and cons",
    `# Use a message queue

* Status: accepted
* Deciders: Kim, Lee

## Context and Problem Statement

Orders get lost.

## Decision Drivers

* no lost orders
* little to run ourselves

## Considered Options

* A table that is polled
* A hosted queue
* A log on disk

## Decision Outcome

Chosen option: "A hosted queue", because nobody has to run it.

### Consequences

* Good, because orders survive
* Bad, because we pay per message

## Pros and Cons of the Options

### A table that is polled

* Good, because it is there
* Bad, because it is slow

### A hosted queue

* Good, because it scales
`,
    [
      ["driver", 12],
      ["driver", 13],
      ["alternative", 17, { name: "A table that is polled", chosen: false }],
      ["alternative", 18, { name: "A hosted queue", chosen: true }],
      ["alternative", 19, { name: "A log on disk", chosen: false }],
    ],
  ],
  [
    "tables for everything",
    `# Billing export

## Objectives

| # | Objective | Owner |
|---|-----------|-------|
| 1 | Exports end in a minute | Jo |
| 2 | No export is lost | Jo |

## Acceptance Criteria

| ID | Description | Priority |
|----|-------------|----------|
| AC-01 | An export of a million rows ends | P0 |
| AC-02 | A failed export is retried | P1 |

## Traceability

| Requirement | Verified by | Type |
|-------------|-------------|------|
| AC-01 | \`export_ends_in_time\` | load |
| AC-02 | \`tests/retry.test.ts\` | unit |

## Timeline

| Phase | Deliverable | Target Date | Status |
|-------|-------------|-------------|--------|
| Alpha | Worker | 2026-03-01 | Done |
| Beta | Retry | 2026-04-01 | In progress |
| **Total** | | | |

## Risk Register

| ID | Risk | Probability | Severity | Mitigation |
|----|------|-------------|----------|------------|
| R1 | Disk fills up | Medium | High | Quota |

## Open Issues

| Question | Owner | Resolution |
|----------|-------|------------|
| Which format? | Jo | CSV |
| Who pays? | Al | TBD |
`,
    [
      ["goal", 7],
      ["goal", 8],
      ["acceptance-criterion", 14, { id: "AC-01" }],
      ["acceptance-criterion", 15, { id: "AC-02" }],
      ["test-mapping", 21, { criterion: "AC-01", tests: ["export_ends_in_time"] }],
      ["test-mapping", 22, { tests: [], files: ["tests/retry.test.ts"] }],
      ["milestone", 28, { date: "2026-03-01", done: true }],
      ["milestone", 29, { date: "2026-04-01", done: false }],
      ["risk", 36, { likelihood: "Medium", severity: "High", mitigation: "Quota" }],
      ["open-question", 42, { status: "answered", answer: "CSV" }],
      ["open-question", 43, { status: "open" }],
    ],
  ],
  [
    "requirements in the form of EARS, with numbered criteria under each",
    `# Requirements Document

## Introduction

Alarms for the cold store.

## Requirements

### Requirement 1

**User Story:** As a keeper, I want alarms, so that nothing thaws.

#### Acceptance Criteria

1. WHEN the temperature rises above 4 degrees THEN the system SHALL sound the alarm
2. IF the sensor is silent for a minute THEN the system SHALL report it
3. WHILE the door is open, WHEN the temperature rises, THE system SHALL wait

### Requirement 2

**User Story:** As a keeper, I want quiet nights.

#### Acceptance Criteria

1. The system SHALL be mute between alarms
`,
    [
      ["requirement", 9],
      ["acceptance-criterion", 15, { id: "1.1", when: "the temperature rises above 4 degrees" }],
      ["acceptance-criterion", 16, { id: "1.2", when: "the sensor is silent for a minute" }],
      ["acceptance-criterion", 17, { id: "1.3", given: "the door is open", when: "the temperature rises" }],
      ["requirement", 19],
      ["acceptance-criterion", 25, { id: "2.1" }],
    ],
  ],
  [
    "a list of tasks with groups and numbers",
    `# Implementation Plan

- [x] 1. Set up the project
  - Create the folders
  - _Requirements: 1.1_
- [ ] 2. Read the sensor
  - [ ] 2.1 Open the port
  - [ ]* 2.2 Test it
`,
    [
      ["milestone", 3, { done: true }],
      ["task", 4],
      ["milestone", 6, { done: false }],
      ["task", 7, { done: false }],
      ["task", 8, { done: false }],
    ],
  ],
  [
    "a list of tasks with groups and numbers of another kind",
    `# Tasks: Cold store

## 1. Sensor

- [x] 1.1 Open the port
- [ ] 1.2 Read a value

## 2. Testing

- [ ] 2.1 Simulate a broken wire
`,
    [
      ["milestone", 3],
      ["task", 5, { done: true }],
      ["task", 6, { done: false }],
      ["milestone", 8],
      ["task", 10, { done: false }],
    ],
  ],
  [
    "a design in Spanish with numbered headings and labels",
    `# Diseño técnico: Avisos

**Autor:** Eva

## 1. Resumen

Se avisa a las personas.

## 2. Objetivos y no objetivos

**Objetivos:**

- Avisar en un minuto
- **Privacidad:** no enviar datos

**Fuera de alcance:**

- Avisos por voz

## 3. Alternativas consideradas

- **Correo:** lento. Descartada.
- **Mensajes push:** rápidos. Elegida.

## 4. Plan de implementación

### Fase 1: Servidor (2 semanas)

- [x] Cola
- [ ] Reintentos
- **Responsable:** Eva

## 5. Riesgos

- Riesgo: la cola se llena. Mitigación: un límite.
- Ninguno más

## 6. Preguntas abiertas

1. ¿Quién paga? Respuesta: el equipo.
2. ¿Cuántos avisos por día?
`,
    [
      ["goal", 13],
      ["goal", 14],
      ["non-goal", 18],
      ["alternative", 22, { name: "Correo", chosen: false }],
      ["alternative", 23, { name: "Mensajes push", chosen: true }],
      ["milestone", 27, { estimate: "2 semanas", owner: "Eva" }],
      ["task", 29, { done: true }],
      ["task", 30, { done: false }],
      ["risk", 35, { mitigation: "un límite." }],
      ["open-question", 40, { status: "answered" }],
      ["open-question", 41, { status: "open" }],
    ],
  ],
  [
    "questions that a template asks, with the answers under them",
    `# Tracing

## Expectations and alternatives

* What is in scope for this proposal?
  - traces of requests
  - traces of jobs
* What is deliberately *not* in scope?
  - logs
* What alternatives have been considered, and why do they not solve the problem?
  - sampling in the client: rejected, too coarse
* Are there any trade-offs being made?
  - more memory
`,
    [
      ["goal", 6, { role: "in-scope" }],
      ["goal", 7, { role: "in-scope" }],
      ["non-goal", 9],
      ["alternative", 11, { name: "sampling in the client", chosen: false }],
    ],
  ],
  [
    "a plan in which tasks are lines in bold with their definition of done",
    `# Search

## Delivery plan

**Task 1: Index** (3 days)
- [x] mapping
- [ ] backfill
- **DoD**: documents are found
- **Depends on**: nothing

**Task 2: API**
- endpoint
- Definition of done:
  - answers in time
  - errors are told

Total: 5 days
`,
    [
      ["milestone", 5, { estimate: "3 days" }],
      ["task", 6, { done: true }],
      ["task", 7, { done: false }],
      ["task", 8, { role: "dod" }],
      ["milestone", 11],
      ["task", 12],
      ["task", 14, { role: "dod" }],
      ["task", 15, { role: "dod" }],
    ],
  ],
  [
    "somebody who discusses options in the design and decides at the end",
    `# Cache

## Design

We need a cache.

### Option 1: In memory

Fast, lost at restart.

### Option 2: On disk

Slow, survives.

### Recommendation

Option 2, since restarts are frequent.

## Questions

- **Q:** How large? **A:** one gigabyte
- **Q:** Who may clear it?
- Eviction order (later)
`,
    [
      ["alternative", 7, { name: "In memory", chosen: false }],
      ["alternative", 11, { name: "On disk", chosen: true }],
      ["open-question", 21, { status: "answered" }],
      ["open-question", 22, { status: "open" }],
      ["open-question", 23, { status: "deferred" }],
    ],
  ],
  [
    "a design that says there is nothing",
    `# Typo

## Goals

Fix the typo.

## Non-Goals

N/A

## Alternatives Considered

None.

## Risks

No significant risks identified.

## Open Questions

- None at this time

## Rollout

No feature flag needed.

## Milestones

TBD
`,
    [["goal", 5]],
  ],
  [
    "a template that nobody filled in",
    `# TDD: [Project Name]

### Goals (Must-Haves)
* [Goal 1]
* <measurable outcome>

### Non-Goals
* *What are we not doing?*

## Alternatives Considered
*Why did we not use something else?*

## Risks
- TBD
`,
    [],
  ],
  [
    "a stranger to Markdown lists",
    `# Import

## Goals
1) Import old orders
2) Keep their dates

## Steps of the rollout

Migration Steps
1. stop the writers
2. copy
   - the orders
   - the lines
3. start the writers

## Threat model

| Threat | Likelihood | Mitigation |
| --- | --- | --- |
| Copy is stolen | low | encrypt it |
| Insider | N/A | |
`,
    [
      ["goal", 4],
      ["goal", 5],
      ["milestone", 10],
      ["milestone", 11],
      ["task", 12],
      ["task", 13],
      ["milestone", 14],
      ["risk", 20, { likelihood: "low", mitigation: "encrypt it" }],
    ],
  ],
];

describe("claims are read in the manner of", () => {
  it.each(DESIGNS)("%s", (_manner, markdown, expected) => {
    const found = claimsOf(markdown);
    expect(found.map(({ kind, line }) => `${line} ${kind}`)).toEqual(expected.map(([kind, line]) => `${line} ${kind}`));
    expect(found.map(({ value }) => value)).toMatchObject(expected.map(([, , value]) => value ?? {}));
  });
});
