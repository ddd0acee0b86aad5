import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv2020, type AnySchema, type ErrorObject } from "ajv/dist/2020.js";
import { CLAIM_KINDS } from "@lintel/core";
import { describe, expect, it } from "vitest";
import { dispatch } from "../../src/program/dispatch.ts";
import { json } from "../../src/reporters/check/json.ts";
import { contextOf, everything } from "../reporters/scene.ts";

type Json = { readonly [key: string]: unknown };

const repository = fileURLToPath(new URL("../../../../", import.meta.url));
const example = `${repository}examples/parcels`;
const shared = process.env["LINTEL_SHARED"] ?? fileURLToPath(new URL("../shared", `file://${repository}`));
const labelled = `${shared}/ground-truth/dev`;

const NAMES = ["check", "claims", "status", "verify", "trace"] as const;

function schemaOf(name: string): Json {
  return JSON.parse(readFileSync(`${repository}packages/cli/schemas/${name}.schema.json`, "utf8")) as Json;
}

const outputs = new Map<string, Promise<Json>>();

/** What a command writes to standard output; run once for each folder. */
function output(name: string, folder: string): Promise<Json> {
  const key = `${name} ${folder}`;
  const known = outputs.get(key) ?? run(name, folder);
  outputs.set(key, known);
  return known;
}

async function run(name: string, folder: string): Promise<Json> {
  let written = "";
  const terminal = { isTerminal: false, colour: false, links: false, width: 80 };
  const io = {
    out: (text: string) => void (written += text),
    err: () => {},
    note: () => {},
    passing: () => {},
    talks: false,
    terminal,
  };
  const uncached = name === "verify" || name === "trace" ? [] : ["--no-cache"];
  await dispatch([name, "--cwd", folder, "--all", ...uncached, "--format", "json"], io);
  return JSON.parse(written) as Json;
}

/**
 * The published schemas let readers pass over what they do not know. Here nothing may be written that is not described, so every
 * object is closed.
 */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== "object" || schema === null) return schema;
  const copy = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  const isObject = copy["type"] === "object" && copy["properties"] !== undefined;
  return isObject && copy["additionalProperties"] === undefined ? { ...copy, additionalProperties: false } : copy;
}

/** What is wrong with a document, each kind of complaint once. */
function complaints(name: string, document: unknown): readonly string[] {
  const validate = new Ajv2020({ strict: true, strictTypes: false, allErrors: true }).compile(
    closed(schemaOf(name)) as AnySchema,
  );
  if (validate(document) === true) return [];
  // A claim that fits none of the kinds complains about all of them; what it says of its own kind is enough.
  const errors = (validate.errors ?? []).filter(({ keyword }) => keyword !== "const" && keyword !== "oneOf");
  return [...new Set((errors.length > 0 ? errors : (validate.errors ?? [])).map(complaint))];
}

function complaint({ instancePath, message, params }: ErrorObject): string {
  return `${instancePath.replaceAll(/\/\d+/g, "/…")} ${message ?? ""} ${JSON.stringify(params)}`;
}

describe.each(NAMES)("the schema of lintel %s", { timeout: 60_000 }, (name) => {
  it("says of every property what it is", () => {
    const undescribed: string[] = [];
    const visit = (schema: unknown, path: string): void => {
      if (typeof schema !== "object" || schema === null) return;
      for (const [key, value] of Object.entries(schema)) {
        if (key === "properties" && (schema as Json)["type"] === "object") {
          for (const [property, described] of Object.entries(value as Json)) {
            if (!("description" in (described as Json))) undescribed.push(`${path}.${property}`);
          }
        }
        visit(value, `${path}/${key}`);
      }
    };
    visit(schemaOf(name), "");
    expect(undescribed).toEqual([]);
  });

  it("fits what is written about the example repository, to the last property", async () => {
    const document = await output(name, example);
    expect(document["schemaVersion"]).toBe(1);
    expect(complaints(name, document)).toEqual([]);
  });

  it.skipIf(!existsSync(labelled))(
    "fits what is written about real documents (skipped where ../shared is not there)",
    async () => {
      expect(complaints(name, await output(name, labelled))).toEqual([]);
    },
  );

  it("notices what is missing, and what is written and not described", async () => {
    const document = await output(name, example);
    expect(complaints(name, { ...document, summary: undefined })).not.toEqual([]);
    expect(complaints(name, { ...document, surprise: 1 })).toEqual([
      ' must NOT have additional properties {"additionalProperty":"surprise"}',
    ]);
  });
});

describe("the schemas", () => {
  it("fit a run with everything in it", () => {
    expect(complaints("check", JSON.parse(json(everything, contextOf())))).toEqual([]);
  });

  it("know every kind of claim, and none that is not there", () => {
    const { $defs } = schemaOf("claims") as {
      readonly $defs: { readonly claimKind: { readonly enum: readonly string[] } };
    };
    expect($defs.claimKind.enum.toSorted()).toEqual(CLAIM_KINDS.map(({ kind }) => kind).toSorted());
  });

  it("fit the examples in the documentation of every kind of claim", () => {
    const { $defs } = schemaOf("claims");
    for (const { kind, examples } of CLAIM_KINDS) {
      const validate = new Ajv2020({ strictTypes: false }).compile({ $defs, $ref: `#/$defs/${kind}` });
      for (const { claims } of examples) {
        for (const { value } of claims) {
          if (value === undefined || validate(value)) continue;
          // An example may leave properties out; what it names has to fit.
          const wrong = (validate.errors ?? []).filter(({ keyword }) => keyword !== "required");
          expect({ kind, value, wrong: wrong.map(complaint) }).toEqual({ kind, value, wrong: [] });
        }
      }
    }
  });

  it("share what they share", () => {
    const [check, claims, status, verify] = NAMES.map((name) => schemaOf(name)["$defs"] as Json);
    for (const name of ["path", "tool", "unreadable"]) {
      expect(claims?.[name]).toEqual(check?.[name]);
      expect(status?.[name]).toEqual(check?.[name]);
    }
    // A verification holds everything of `claims`, as it is there.
    const { document: _ofClaims, ...described } = claims ?? {};
    expect(verify).toMatchObject(described);
  });
});
