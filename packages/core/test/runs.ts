/** How many arbitrary texts a property is tried on: `usual` in the suite, as many as FUZZ_RUNS says where somebody wants to know. */
export function runs(usual: number): number {
  return Number(process.env["FUZZ_RUNS"] ?? 0) || usual;
}
