/** The digest of a file as it is written everywhere: `sha256:…`. */
export function digestOf(bytes: Uint8Array): string {
  // Loaded when it is needed, which costs as much as reading five documents: a report for people shows no digest.
  const { createHash } = process.getBuiltinModule("node:crypto");
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}
