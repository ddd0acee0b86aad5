/** Shapes: what a value of the configuration may look like. They check it, and the published JSON Schema is made of them. */
import { suggest } from "../../program/suggest.ts";
import type { YamlNode, YamlProblem } from "./yaml.ts";

export type Shape =
  | { readonly is: "string"; readonly summary?: string; check?(text: string): string | null }
  | { readonly is: "number"; readonly summary?: string }
  | { readonly is: "boolean"; readonly summary?: string }
  | { readonly is: "choice"; readonly of: readonly string[]; readonly summary?: string }
  | { readonly is: "list"; readonly of: Shape; readonly summary?: string }
  /** One of them, or a list of them. */
  | { readonly is: "some"; readonly of: Shape; readonly summary?: string }
  /** Fixed keys. */
  | {
      readonly is: "map";
      readonly keys: Readonly<Record<string, Shape>>;
      readonly required?: readonly string[];
      readonly summary?: string;
    }
  /** Keys that the user names, all with values of one shape; `known` when only these names make sense. */
  | {
      readonly is: "names";
      readonly of: (name: string) => Shape;
      readonly known?: readonly string[];
      readonly what: string;
      readonly summary?: string;
    }
  /** A short form and a long one. */
  | { readonly is: "either"; readonly short: Shape; readonly long: Shape; readonly summary?: string };

/** Checks a value and hands back plain data; problems are collected, each with its place. */
export function readShape(shape: Shape, node: YamlNode, at: string, problems: YamlProblem[]): unknown {
  switch (shape.is) {
    case "string":
      return readString(shape, node, at, problems);
    case "number":
    case "boolean":
      if (node.is === "scalar" && typeof node.value === shape.is) return node.value;
      return wrong(`${at} must be ${shape.is === "number" ? "a number" : "`true` or `false`"}.`, node, problems);
    case "choice":
      return readChoice(shape.of, node, at, problems);
    case "list":
      if (node.is === "list")
        return node.items.map((item, i) => readShape(shape.of, item, `${at}, entry ${i + 1},`, problems));
      return wrong(`${at} must be a list.`, node, problems);
    case "some":
      if (node.is === "list")
        return node.items.map((item, i) => readShape(shape.of, item, `${at}, entry ${i + 1},`, problems));
      return [readShape(shape.of, node, at, problems)];
    case "map":
      return readMap(shape, node, at, problems);
    case "names":
      return readNames(shape, node, at, problems);
    case "either":
      return readShape(node.is === "scalar" ? shape.short : shape.long, node, at, problems);
    default:
      return shape satisfies never;
  }
}

function readString(shape: Shape & { is: "string" }, node: YamlNode, at: string, problems: YamlProblem[]): unknown {
  if (node.is !== "scalar" || node.value === null) return wrong(`${at} must be a text.`, node, problems);
  const complaint = shape.check?.(node.text) ?? null;
  return complaint === null ? node.text : wrong(`${at}: ${complaint}`, node, problems);
}

function readChoice(of: readonly string[], node: YamlNode, at: string, problems: YamlProblem[]): unknown {
  if (node.is === "scalar" && of.includes(node.text)) return node.text;
  const near = node.is === "scalar" ? suggest(node.text, of) : null;
  const found = node.is === "scalar" && node.text !== "" ? ` not \`${node.text}\`` : "";
  const hint = near === null ? "" : ` Did you mean \`${near}\`?`;
  return wrong(`${at} must be one of ${of.join(", ")}${found === "" ? "" : `,${found}`}.${hint}`, node, problems);
}

function readMap(shape: Shape & { is: "map" }, node: YamlNode, at: string, problems: YamlProblem[]): unknown {
  if (node.is !== "map") return wrong(`${at} must hold keys: ${Object.keys(shape.keys).join(", ")}.`, node, problems);
  const read: Record<string, unknown> = {};
  for (const { key, value } of node.entries) {
    const inner = Object.hasOwn(shape.keys, key.text) ? shape.keys[key.text] : undefined;
    if (inner === undefined) {
      wrong(unknownKey(key.text, at, Object.keys(shape.keys)), key, problems);
      continue;
    }
    // A key without a value says nothing.
    if (value.is === "scalar" && value.value === null) continue;
    read[key.text] = readShape(inner, value, `\`${key.text}\``, problems);
  }
  for (const name of shape.required ?? []) {
    if (!node.entries.some(({ key }) => key.text === name)) wrong(`${at} needs \`${name}\`.`, node, problems);
  }
  return read;
}

function readNames(shape: Shape & { is: "names" }, node: YamlNode, at: string, problems: YamlProblem[]): unknown {
  if (node.is !== "map") return wrong(`${at} must name ${shape.what}s, each with its settings.`, node, problems);
  const read: [string, unknown][] = [];
  for (const { key, value } of node.entries) {
    if (shape.known !== undefined && !shape.known.includes(key.text)) {
      const near = suggest(key.text, shape.known);
      const hint = near === null ? `${at} knows: ${shape.known.join(", ")}.` : `Did you mean \`${near}\`?`;
      wrong(`There is no ${shape.what} \`${key.text}\`. ${hint}`, key, problems);
      continue;
    }
    read.push([key.text, readShape(shape.of(key.text), value, `\`${key.text}\``, problems)]);
  }
  return Object.fromEntries(read);
}

function unknownKey(key: string, at: string, known: readonly string[]): string {
  const near = suggest(key, known);
  const hint = near === null ? `It knows: ${known.join(", ")}.` : `Did you mean \`${near}\`?`;
  return `${at} has no key \`${key}\`. ${hint}`;
}

function wrong(message: string, node: YamlNode, problems: YamlProblem[]): undefined {
  problems.push({ message, at: node.start });
  return undefined;
}

/** The shape as JSON Schema (draft 2020-12). */
export function jsonSchemaOf(shape: Shape): Record<string, unknown> {
  const about = shape.summary === undefined ? {} : { description: shape.summary };
  switch (shape.is) {
    case "string":
    case "number":
    case "boolean":
      return { ...about, type: shape.is };
    case "choice":
      return { ...about, enum: shape.of };
    case "list":
      return { ...about, type: "array", items: jsonSchemaOf(shape.of) };
    case "some": {
      const one = jsonSchemaOf(shape.of);
      return { ...about, anyOf: [one, { type: "array", items: one }] };
    }
    case "map":
      return {
        ...about,
        type: "object",
        additionalProperties: false,
        ...(shape.required === undefined ? {} : { required: shape.required }),
        properties: Object.fromEntries(Object.entries(shape.keys).map(([name, inner]) => [name, jsonSchemaOf(inner)])),
      };
    case "names":
      if (shape.known === undefined)
        return { ...about, type: "object", additionalProperties: jsonSchemaOf(shape.of("")) };
      return {
        ...about,
        type: "object",
        additionalProperties: false,
        properties: Object.fromEntries(shape.known.map((name) => [name, jsonSchemaOf(shape.of(name))])),
      };
    case "either":
      return { ...about, anyOf: [jsonSchemaOf(shape.short), jsonSchemaOf(shape.long)] };
    default:
      return shape satisfies never;
  }
}
