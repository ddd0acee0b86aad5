import { readFileSync } from "node:fs";

/** The flags as flags.json has them; an environment variable of the flag's name in capitals overrides one. */
export function readFlags(environment = process.env) {
  const { flags } = JSON.parse(readFileSync(new URL("../flags.json", import.meta.url), "utf8"));
  return {
    isOn(key) {
      const variable = environment[key.toUpperCase().replaceAll("-", "_")];
      return variable === undefined ? (flags[key]?.defaultValue ?? false) : variable === "true";
    },
  };
}
