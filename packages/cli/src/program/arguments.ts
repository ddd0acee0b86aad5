import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { CommandSpec, OptionSpec, OptionValue } from "./command.ts";
import { suggest } from "./suggest.ts";

/** A command line that was understood, or the sentence that says why it was not. */
export type Parsed =
  | {
      readonly ok: true;
      readonly operands: readonly string[];
      readonly options: ReadonlyMap<string, OptionValue>;
    }
  | { readonly ok: false; readonly message: string };

/**
 * Reads the arguments behind the name of a command. Options may stand anywhere; after `--` everything is an operand, and a
 * lone `-` always is one.
 */
export function parseArguments(args: readonly string[], spec: CommandSpec, options: readonly OptionSpec[]): Parsed {
  const { tokens } = parseArgs({
    args: [...args],
    strict: false,
    tokens: true,
    allowPositionals: true,
    options: Object.fromEntries(options.map((option) => [option.name, parserOption(option)])),
  });
  const cwd = tokens.findLast((token) => token.kind === "option" && token.name === "cwd");
  const folder = cwd?.kind === "option" ? (cwd.value ?? ".") : ".";
  const byName = new Map(options.map((option) => [option.name, option]));
  const found = new Map<string, OptionValue>();
  const operands: { value: string; index: number }[] = [];
  /** Option that takes the next operand as its value, if that is none itself. */
  let hungry: { option: OptionSpec; index: number } | null = null;

  for (const token of tokens) {
    if (token.kind === "option-terminator") {
      hungry = null;
      continue;
    }
    if (token.kind === "positional") {
      const follows = hungry !== null && token.index === hungry.index + 1 && token.value !== "-";
      if (hungry !== null && follows && !existsSync(resolve(folder, token.value))) {
        found.set(hungry.option.name, token.value);
        hungry = null;
        continue;
      }
      hungry = null;
      operands.push({ value: token.value, index: token.index });
      continue;
    }
    hungry = null;
    const option = byName.get(token.name);
    if (option === undefined) return unknownOption(token.rawName, spec, options);
    const problem = readOption(option, token.value, found);
    if (problem !== null) return { ok: false, message: problem };
    if (option.takes === "optional" && token.value === undefined) hungry = { option, index: token.index };
  }

  const [least, most] = spec.operandCount;
  if (operands.length < least) {
    return { ok: false, message: `\`lintel ${spec.name}\` needs ${spec.operands}.` };
  }
  const extra = operands[most];
  if (extra !== undefined) {
    return { ok: false, message: `\`lintel ${spec.name}\` does not know what to do with \`${extra.value}\`.` };
  }
  return { ok: true, operands: operands.map(({ value }) => value), options: found };
}

function parserOption(option: OptionSpec): { type: "boolean" | "string"; short?: string; multiple: true } {
  const type = option.takes === "flag" || option.takes === "optional" ? "boolean" : "string";
  return option.short === undefined ? { type, multiple: true } : { type, short: option.short, multiple: true };
}

/** Puts one option into `found`; a sentence when that cannot be. */
function readOption(option: OptionSpec, value: string | undefined, found: Map<string, OptionValue>): string | null {
  if (option.takes === "flag") {
    if (value !== undefined) return `\`--${option.name}\` takes no value, and got \`${value}\`.`;
    found.set(option.name, true);
    return null;
  }
  if (option.takes === "optional") {
    found.set(option.name, value ?? true);
    return null;
  }
  const missing = missingValue(option, value);
  if (missing !== null || value === undefined) return missing;
  const before = found.get(option.name);
  if (option.takes === "value") found.set(option.name, value);
  else found.set(option.name, Array.isArray(before) ? [...before, value] : [value]);
  return null;
}

function missingValue(option: OptionSpec, value: string | undefined): string | null {
  const name = `--${option.name}`;
  if (value === undefined || value === "") {
    const expected = option.choices === undefined ? (option.placeholder ?? "a value") : option.choices.join(", ");
    return `\`${name}\` needs a value: ${expected}.`;
  }
  if (option.choices === undefined || option.choices.includes(value)) return null;
  const near = suggest(value, option.choices);
  return `\`${name}\` cannot be \`${value}\`. ${near === null ? "" : `Did you mean \`${near}\`? `}It is one of: ${option.choices.join(", ")}.`;
}

function unknownOption(raw: string, spec: CommandSpec, options: readonly OptionSpec[]): Parsed {
  const near = raw.startsWith("--")
    ? suggest(
        raw.slice(2),
        options.map(({ name }) => name),
      )
    : null;
  const hint = near === null ? `\`lintel help ${spec.name}\` lists what there is.` : `Did you mean \`--${near}\`?`;
  return { ok: false, message: `\`lintel ${spec.name}\` has no option \`${raw}\`. ${hint}` };
}
