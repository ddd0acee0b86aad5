/** HTTP interfaces as they are described (OpenAPI) and as they answer (a live service, recorded traffic). */

/** One way in which a value does not fit what is described. */
export interface Mismatch {
  /** JSON Pointer into the value; empty for the value itself. */
  readonly pointer: string;
  /** "must be string", "has no property “id”". */
  readonly message: string;
}

/** One operation of a description. */
export interface ApiOperation {
  /** Upper case. */
  readonly method: string;
  /** The path as a client calls it, with the base path of a server in front, and as it stands; parameters as `{name}`. */
  readonly paths: readonly string[];
  /** "openapi.yaml:12": something to go to. */
  readonly at: string;
  readonly isDeprecated: boolean;
  /** Whether it can be called without any credentials; null where the description says nothing of security at all. */
  readonly isOpen: boolean | null;
  /** Statuses that are described: "200", "4XX", "default". */
  readonly statuses: readonly string[];
  /** Whether a request body is described. */
  readonly hasRequest: boolean;
  /**
   * How a JSON value differs from what is described for the request, or for the answer with a status; null where no JSON is
   * described there.
   */
  misfits(part: "request" | { readonly status: string }, value: unknown): readonly Mismatch[] | null;
}

export interface ApiDescription {
  /** Repository path. */
  readonly path: string;
  /** Version of the format: "3.1.0", "2.0". */
  readonly version: string;
  readonly operations: readonly ApiOperation[];
}

/** One request that was sent, and its answer. */
export interface Exchange {
  readonly method: string;
  /** Without query; concrete values where the description has parameters. */
  readonly path: string;
  readonly status: number;
  /** Parsed body of the answer; undefined when it was no JSON. */
  readonly body: unknown;
  /** Methods that the answer names in `Allow`. */
  readonly allows: readonly string[];
  /** "GET http://127.0.0.1:3000/v1/orders", "traffic.har: entry 12". */
  readonly at: string;
  readonly from: "service" | "recording";
}

/** One difference between two states of a description. */
export interface ApiChange {
  /** "response-required-property-removed". */
  readonly id: string;
  /** Upper case. */
  readonly method: string;
  /** As the description has it. */
  readonly path: string;
  /** "no longer answers “id” of the answer 200": a sentence whose subject is the operation. */
  readonly message: string;
  /** Whether a client that was right before is wrong now. */
  readonly isBreaking: boolean;
}

/** What changed in a description since a state of the repository. */
export interface ApiHistory {
  /** Repository path of the description. */
  readonly path: string;
  /** The commit it is compared with, abbreviated. */
  readonly since: string;
  readonly changes: readonly ApiChange[];
}

export interface ApiFacts {
  readonly descriptions: readonly ApiDescription[];
  readonly exchanges: readonly Exchange[];
  /** What changed in the descriptions since before a document was first committed; none without history. */
  history(document: string): readonly ApiHistory[];
  /** Why the live service could not be asked; null when it was, or when none was named. */
  readonly unreachable: string | null;
}
