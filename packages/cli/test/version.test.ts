import { expect, it } from "vitest";
import manifest from "../package.json" with { type: "json" };
import { version } from "../src/version.ts";

it("says the version it is published as", () => {
  expect(version).toBe(manifest.version);
});
