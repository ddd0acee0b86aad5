import { get_config, get_dmmf } from "@prisma/prisma-schema-wasm";

/** What Prisma's own parser says of a schema, as JSON; it throws what is wrong with it. Loaded only where there is one: 3 MB. */
export function parsePrisma(files: readonly (readonly [path: string, text: string])[]): {
  readonly config: string;
  readonly model: string;
} {
  const input = JSON.stringify({ prismaSchema: files });
  return { config: get_config(input), model: get_dmmf(input) };
}
