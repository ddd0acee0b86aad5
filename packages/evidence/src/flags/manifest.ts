import type { FlagDefinition } from "@lintel/core";
import { readStructured } from "../text/structured.ts";
import { objectOf, type JsonObject } from "../text/values.ts";

export type ManifestResult =
  | { readonly ok: true; readonly definitions: readonly FlagDefinition[] }
  | { readonly ok: false; readonly line: number; readonly message: string };

/**
 * Reads a manifest of feature flags, YAML or JSON, by its shape: OpenFeature's manifest (`flags: { key: { flagType,
 * defaultValue } }`), flagd (`state`, `variants`, `defaultVariant`), exports with a list of flags (`key` or `name` in each, as
 * LaunchDarkly, Unleash and Flagsmith write them), and plain maps (`key: true`, `key: { default: false, owner: … }`).
 */
export function readManifest(text: string, path: string): ManifestResult {
  const result = readStructured(text);
  if (!result.ok) return { ok: false, line: result.line, message: `This is no YAML and no JSON: ${result.message}.` };
  const { value, lineOf } = result.read;
  const root = objectOf(value);
  const held = root?.["flags"] ?? root?.["features"] ?? root?.["toggles"] ?? root?.["items"] ?? value;
  const steps = ["flags", "features", "toggles", "items"].filter((name) => root !== null && root[name] === held);
  if (Array.isArray(held)) {
    const definitions = held.flatMap((each: unknown, i): readonly FlagDefinition[] => {
      const flag = objectOf(each);
      const key = flag?.["key"] ?? flag?.["name"] ?? objectOf(flag?.["feature"])?.["name"];
      return flag === null || typeof key !== "string"
        ? []
        : [definitionOf(key, flag, `${path}:${lineOf([...steps, i])}`)];
    });
    if (definitions.length > 0 || held.length === 0) return { ok: true, definitions };
  }
  const map = objectOf(held);
  if (map === null)
    return { ok: false, line: 1, message: "This is no manifest of flags: neither a map of flags nor a list of them." };
  const definitions = Object.entries(map)
    .filter(([key]) => !key.startsWith("$"))
    .map(([key, flag]) => definitionOf(key, objectOf(flag) ?? { default: flag }, `${path}:${lineOf([...steps, key])}`));
  return { ok: true, definitions };
}

function definitionOf(key: string, flag: JsonObject, at: string): FlagDefinition {
  const about = { ...objectOf(flag["metadata"]), ...flag };
  return {
    key,
    at,
    default: defaultOf(flag),
    isDisabled: flag["state"] === "DISABLED" || flag["archived"] === true,
    owner: textOf(about["owner"] ?? about["maintainer"] ?? about["team"]),
    expires: dateOf(
      about["expires"] ??
        about["expiry"] ??
        about["expiresAt"] ??
        about["removeBy"] ??
        about["remove_by"] ??
        about["remove-by"],
    ),
  };
}

/** What the flag gives when nothing else decides. */
function defaultOf(flag: JsonObject): FlagDefinition["default"] {
  const variants = objectOf(flag["variants"]);
  const variant = flag["defaultVariant"];
  if (variants !== null && typeof variant === "string") return onOff(variants[variant]);
  const value = flag["defaultValue"] ?? flag["default_value"] ?? flag["default"] ?? flag["enabled"] ?? flag["on"];
  return onOff(value);
}

function onOff(value: unknown): FlagDefinition["default"] {
  if (value === true || value === "on" || value === "true") return "on";
  return value === false || value === "off" || value === "false" ? "off" : null;
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function dateOf(value: unknown): string | null {
  return typeof value === "string" ? (/^\d{4}-\d\d-\d\d/.exec(value)?.[0] ?? null) : null;
}
