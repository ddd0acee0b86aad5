// What designs say of code, data, interfaces and operation, in the manners of many authors. Everything here was written for
// these tests.

import { describe, expect, it } from "vitest";
import { readDocument } from "../../src/document/read.ts";
import { lineAt } from "../../src/text/source.ts";

const KINDS: ReadonlySet<string> = new Set([
  "endpoint",
  "payload",
  "table",
  "target",
  "metric",
  "alert",
  "slo",
  "feature-flag",
  "code-path",
  "link",
  "reviewer",
  "author",
  "status",
  "approval-gate",
  "placeholder-left",
]);

/** "5 table Order": the line, the kind, and in a few words what the claim is. */
function claimsOf(markdown: string): readonly string[] {
  const { claims, outline } = readDocument({ path: "design.md", text: markdown }, null);
  return claims
    .filter((claim) => KINDS.has(claim.kind))
    .map(
      (claim) => `${lineAt(outline.tree.lineStarts, claim.start)} ${claim.kind} ${shortOf(claim.value, claim.text)}`,
    );
}

function shortOf(value: unknown, text: string): string {
  const of = value as Readonly<Record<string, unknown>>;
  const words = [
    of["method"],
    of["path"],
    of["target"],
    of["handle"],
    of["status"],
    of["state"],
    of["form"],
    of["name"],
  ];
  const said = words.filter((word) => typeof word === "string").join(" ");
  if (typeof of["metric"] === "string")
    return `${of["metric"]} ${String(of["op"])} ${String(of["value"])}${String(of["unit"])}`;
  return said === "" ? text : said;
}

describe("claims are read in the manner of", () => {
  it("a single-file design with numbered sections", () => {
    expect(
      claimsOf(`# TDD: Gift cards

**Author:** Mira Okafor
**Status:** In Review
**Date:** 2026-02-03
**Reviewers:** @payments-lead, @security
**Approver:** TBD

## 1. Executive Summary
Customers buy gift cards (see [the study](https://research.acme.io/gift-cards)).

## 3. Proposed Design

### 3.3 Data Model & Schema Changes
* **New Tables:** \`gift_cards\` (id, code_hash, balance_cents, expires_at)
* The \`orders\` table gets two new columns: \`gift_card_id\` and \`gift_card_cents\`.

\`\`\`sql
CREATE TABLE gift_cards (
  id UUID PRIMARY KEY,
  balance_cents INT NOT NULL
);
\`\`\`

### 3.4 API Design
* **Endpoint:** \`POST /v1/gift-cards\`
* \`GET /v1/gift-cards/{id}\` and \`POST /v1/gift-cards/{id}/redeem\`

Request:

\`\`\`json
{ "amountCents": 5000, "currency": "EUR" }
\`\`\`

## 4. Non-Functional Requirements
### 4.1 Scalability & Performance
* Expected throughput: 50 RPS, up to 400 RPS before holidays
* Redeem latency: p95 < 150 ms, p99 < 400 ms
* Codes are cached for 5 minutes; the lock times out after 2 s.

### 4.3 Observability
* **Metrics:** \`gift_cards_redeemed_total\`, redeem latency
* **Logging:** never the code itself
* **Alerting:** page when redeem errors exceed 2 % for 10 minutes

## 5. Implementation Plan
### 5.1 Migration & Rollout Strategy
* Feature flag \`gift-cards-redeem\`, off by default
* The job is \`services/billing/jobs/expire_cards.rb\`
* Owner of the dashboard: TODO
`),
    ).toEqual([
      "3 author Mira Okafor",
      "4 status In Review",
      "6 reviewer @payments-lead",
      "6 reviewer @security",
      "7 placeholder-left tbd",
      "10 link https://research.acme.io/gift-cards",
      "15 table prose gift_cards",
      "16 table prose orders",
      "19 table ddl gift_cards",
      "26 endpoint POST /v1/gift-cards",
      "27 endpoint GET /v1/gift-cards/{id}",
      "27 endpoint POST /v1/gift-cards/{id}/redeem",
      "31 payload ```json",
      "37 target throughput >= 50rps",
      "37 target throughput <= 400rps",
      "38 target latency < 150ms",
      "38 target latency < 400ms",
      "42 metric gift_cards_redeemed_total",
      "44 alert page when redeem errors exceed 2 % for 10 minutes",
      "48 feature-flag gift-cards-redeem",
      "49 code-path services/billing/jobs/expire_cards.rb",
      "50 placeholder-left tbd",
    ]);
  });

  it("a Spanish design", () => {
    expect(
      claimsOf(`# Diseño técnico: Reservas

| Campo | Valor |
|---|---|
| Autores | Ana Ruiz, Luis Gil |
| Estado | En revisión |

## 3. Modelo de datos

### 3.1 Reserva

| Campo | Tipo | Descripción |
|---|---|---|
| id | uuid | PK |
| mesa_id | uuid | FK mesas |
| creada_en | timestamp | |

## 4. API

| Método | Ruta | Descripción |
|---|---|---|
| POST | \`/api/reservas\` | crea |
| GET | \`/api/reservas/:id\` | consulta |

Respuesta de error: \`{"error": "mesa_ocupada"}\`

## 5. Requisitos no funcionales

- Disponibilidad: 99,5 %
- El 95 % de las búsquedas en menos de 300 ms
- Hasta 2.000 usuarios concurrentes

## 6. Observabilidad

### Métricas
- \`reservas_creadas_total\`
- Tiempo de respuesta por ruta

### Alertas
- Errores 5xx > 1 % durante 5 minutos
- No hay alertas de negocio
`),
    ).toEqual([
      "5 author Ana Ruiz",
      "5 author Luis Gil",
      "6 status En revisión",
      "10 table md-table Reserva",
      "22 endpoint POST /api/reservas",
      "23 endpoint GET /api/reservas/:id",
      '25 payload {"error": "mesa_ocupada"}',
      "29 target availability >= 99.5%",
      "30 target duration < 300ms",
      "31 target scale <= 2000usuarios",
      "36 metric reservas_creadas_total",
      "37 metric Tiempo de respuesta por ruta",
      "40 alert Errores 5xx > 1 % durante 5 minutos",
    ]);
  });

  it("a request for comments", () => {
    expect(
      claimsOf(`- Start Date: 2026-03-01
- RFC Status: draft
- RFC Author: @mira
- RFC PR: [#42](https://github.com/acme/rfcs/pull/42)

# Summary

Replace the poller in \`src/poller/\` by webhooks. The code is at src/poller/loop.rs:120 and
in [queue.rs](../src/poller/queue.rs).

# Motivation

Polling takes 40 s on average today. This was reported in #1234 and acme/shop#77.

# Design

\`\`\`rust
// src/hooks/event.rs
pub struct Event {
    pub id: u64,
    pub kind: Kind,
}

enum Kind { Paid }
\`\`\`

The endpoint \`POST /hooks/{provider}\` takes:

\`\`\`
{
  "id": 7,
  "kind": "paid", // or ...
}
\`\`\`

It lives behind the \`hooks-v2\` feature flag. Events arrive within 2 seconds (99th percentile latency).

# Drawbacks

None known.

[serde]: https://serde.rs/
`),
    ).toEqual([
      "2 status draft",
      "3 author @mira",
      "4 link https://github.com/acme/rfcs/pull/42",
      "8 code-path src/poller",
      "8 code-path src/poller/loop.rs",
      "9 code-path ../src/poller/queue.rs",
      "9 link ../src/poller/queue.rs",
      "13 link #1234",
      "13 link acme/shop#77",
      "18 code-path src/hooks/event.rs",
      "19 table class Event",
      "27 endpoint POST /hooks/{provider}",
      "29 payload ```",
      "36 feature-flag hooks-v2",
      "36 target latency <= 2s",
      "42 link https://serde.rs/",
    ]);
  });

  it("an enhancement proposal", () => {
    expect(
      claimsOf(`---
title: drain-budget
authors:
  - "@mira"
reviewers:
  - "@ada, for scheduling"
approvers:
  - TBD
status: provisional
see-also:
  - "/enhancements/scheduling/evict.md"
---

# Drain budget

## Proposal

\`\`\`go
// pkg/apis/drain/v1/types.go
type DrainBudget struct {
	metav1.TypeMeta \`json:",inline"\`
	// MaxUnavailable is how many pods may go.
	MaxUnavailable *intstr.IntOrString \`json:"maxUnavailable,omitempty"\`
}
\`\`\`

### Feature Enablement

- [x] Feature gate
  - Feature gate name: DrainBudget
  - Components depending on the feature gate: controller
- [ ] Other
  - Describe the mechanism:

## Monitoring Requirements

### SLOs

99th percentile of drain decisions is below 1s.

### SLIs

- [x] Metrics
  - Metric name: drain_decisions_seconds
  - Components exposing the metric: controller

## Test Plan

- \`pkg/controller/drain\`: \`2026-01-02\` - \`81.2%\`
`),
    ).toEqual([
      "4 author @mira",
      "6 reviewer @ada",
      "9 status provisional",
      "11 link /enhancements/scheduling/evict.md",
      "19 code-path pkg/apis/drain/v1/types.go",
      "20 table class DrainBudget",
      "30 feature-flag DrainBudget",
      "39 slo duration < 1s",
      "44 metric drain_decisions_seconds",
      "49 code-path pkg/controller/drain",
    ]);
  });

  it("a design that needs nothing of all this", () => {
    expect(
      claimsOf(`# TDR — Faster logs

**Author**: <agent or engineer>

## 6. Data Model & Contract Changes
- No tables change; \`Logger\` keeps its interface.
- No API changes.

## 8. Observability & Operations
- No new metrics, dashboards or alerts.
- SLOs: unchanged

## 9. Rollout & Migration
- Feature flags: not needed, the change is internal
- Revert: undo the commit

## 10. Test Strategy
- Retry 3 times within a timeout of 10 s, version 2.4.1

---

**Approval Gate**: ~~Do not start coding until approved.~~
`),
    ).toEqual(["3 placeholder-left angle", "22 approval-gate waived"]);
  });

  it("somebody who draws", () => {
    expect(
      claimsOf(`# Media service

## Structure

\`\`\`text
media/
├── Cargo.toml
├── src/
│   ├── main.rs
│   └── store/mod.rs
└── proto/
    └── media.proto   # the contract
\`\`\`

## Entities

\`\`\`mermaid
erDiagram
  ASSET ||--o{ RENDITION : has
  ASSET {
    uuid id PK
    string mime
  }
\`\`\`

## Calls

\`\`\`text
POST /assets            upload
GET  /assets/{id}       fetch
\`\`\`

\`\`\`bash
curl -X DELETE "https://media.acme.dev/assets/7?force=1"
\`\`\`
`),
    ).toEqual([
      "6 code-path media",
      "7 code-path media/Cargo.toml",
      "9 code-path media/src/main.rs",
      "10 code-path media/src/store/mod.rs",
      "12 code-path media/proto/media.proto",
      "20 table class ASSET",
      "29 endpoint POST /assets",
      "30 endpoint GET /assets/{id}",
      "34 endpoint DELETE /assets/7",
    ]);
  });
});
