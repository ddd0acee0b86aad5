import { jsonSchemaOf } from "./shape.ts";
import { configShape, type Vocabulary } from "./spec.ts";

/** The JSON Schema of lintel.yaml, for completion and checking in editors. It is made of the shape that Lintel itself checks. */
export function configSchema(vocabulary: Vocabulary): Record<string, unknown> {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: "urn:lintel:schema:config:1",
    title: "lintel.yaml",
    description: "What Lintel holds the design documents of a repository to.",
    ...jsonSchemaOf(configShape(vocabulary)),
  };
}
