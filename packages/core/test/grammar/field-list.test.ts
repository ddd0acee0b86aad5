import { describe, expect, it } from "vitest";
import { isDictOfTypes, readFieldBullet, readSentence } from "../../src/grammar/field-list.ts";

describe("a bullet with a field", () => {
  it.each([
    ["id: UUID, primary key", { name: "id", type: "UUID" }],
    ["`total` (decimal): what is due", { name: "total", type: "decimal" }],
    ["**state** — string", { name: "state", type: "string" }],
    ["`created_at`: when", { name: "created_at" }],
  ])("%s", (line, column) => {
    expect(readFieldBullet(line)?.column).toEqual(column);
  });

  it.each(["The queue is small.", "Retry: three times", "see above"])("is not “%s”", (line) => {
    expect(readFieldBullet(line)).toBeNull();
  });
});

describe("a sentence that lists fields", () => {
  it.each([
    ["New table `orders` (id uuid, total decimal)", "orders", ["id", "total"], "new"],
    ["Add columns `tries` and `last_error` to the `jobs` table", "jobs", ["tries", "last_error"], "alter"],
    ["The Order model gets new fields: `tries`, `last_error`.", "Order", ["tries", "last_error"], "alter"],
    ["Tabla `pedidos` (id, total, fecha_alta)", "pedidos", ["id", "total", "fecha_alta"], "new"],
  ])("%s", (sentence, name, fields, change) => {
    const record = readSentence(sentence);
    expect({
      name: record?.name,
      fields: record?.columns.map((column) => column.name),
      change: record?.change,
    }).toEqual({ name, fields, change });
  });

  it.each([
    "If both `a` and `b` fields are set, the request fails.",
    "The `server.ts` module (new, small)",
    "All new fields have defaults",
    "We keep the table small.",
  ])("is not “%s”", (sentence) => {
    expect(readSentence(sentence)).toBeNull();
  });
});

describe("types for values", () => {
  it.each([
    '{ "id": str, "tags": list[str] }',
    "{ id: string; tags: string[] }".replaceAll(";", ","),
    '{"id": "string", "n": "integer"}',
  ])("are in %s", (code) => {
    expect(isDictOfTypes(code)).toBe(true);
  });
  it.each(['{ "id": 7 }', '{ "ok": true, "name": "Ada" }', "{}"])("are not in %s", (code) => {
    expect(isDictOfTypes(code)).toBe(false);
  });
});
