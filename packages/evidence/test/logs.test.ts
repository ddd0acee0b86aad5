import { adviseDocument, readDocument } from "@lintel/core";
import { describe, expect, it } from "vitest";
import { readQuery } from "../src/alerts/promql.ts";
import { findPersonal } from "../src/logs/personal.ts";

describe("a line of a log", () => {
  it.each([
    ['{"msg":"created","email":"ada@shop.io"}', "email address", "email"],
    ["charged card=4111 1111 1111 1111 ok", "card number", "card"],
    ['{"pan":"5500-0055-5555-5559"}', "card number", "pan"],
    ["paid to DE89 3704 0044 0532 0130 00", "bank account", null],
    ["authorization: eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmN", "token", "authorization"],
    ['{"customer_phone":"+49 30 901820"}', "phone number", "customer_phone"],
  ])("%s holds something of a person", (line, kind, field) => {
    expect(findPersonal(line)).toEqual([{ kind, field }]);
  });

  it.each([
    "2026-11-21T10:00:00Z request 550e8400-e29b-41d4-a716-446655440000 took 1234567890 ns",
    "ts=1767225600000000000 offset=4111111111111112 id=20261121100000",
    "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "contact no-reply@shop.io or ada@example.com",
    "phone=short, phoneCount=12345678",
    "from DE00 3704 0044 0532 0130 00",
    "v=1.2.3.4567.89012 0000000000000000",
    "user@host git@github.com:x/y.git",
  ])("%s holds nothing of a person", (line) => {
    expect(findPersonal(line)).toEqual([]);
  });

  it("of any length is read in time that grows with it", () => {
    for (const part of ["a@", "1 ", "eyJ", "DE89 ", "phone=1", "a.", "-"]) findPersonal(part.repeat(50_000));
    expect(findPersonal(`${"x".repeat(100_000)} ada@shop.io`)).toEqual([]);
  });
});

describe("advice", () => {
  const document = readDocument(
    {
      path: "docs/orders.md",
      text: "# Orders\n\n## Observability\n\nLook at `sum(rate(orders_total[5 minutes]))` and `items[5]`.\n\n```promql\n# fine\nrate(a[5m])\n\nrate(b[5m]\n```\n",
    },
    null,
  );

  it("names queries that Prometheus would refuse, each at its place", () => {
    const advice = adviseDocument(document, {
      alerts: { rules: [], recorded: new Set(), files: [], query: readQuery },
    });
    const { text } = document.outline.source;
    expect(
      advice.map(({ rule, message, span }) => [rule, message, text.slice(0, span?.start).split("\n").length]),
    ).toEqual([
      ["query-unreadable", "This query cannot be read: “minutes” is not expected.", 5],
      ["query-unreadable", "This query cannot be read: the end is not expected.", 11],
    ]);
  });

  it("names lines of the log that hold something of a person", () => {
    const advice = adviseDocument(document, {
      logs: { lines: 9, finds: [{ kind: "email address", field: "email", path: "logs/app.log", line: 3 }] },
    });
    expect(advice).toMatchObject([
      {
        rule: "personal-data-logged",
        message: "A line of the log holds what looks like an email address, in “email”.",
        at: "logs/app.log:3",
      },
    ]);
  });
});
