import { configDefaults, defineConfig } from "vitest/config";
import { withShortClasses } from "./tools/letters.mjs";

// `@lintel/core` means its sources here, so that a test never runs against a stale build.
const conditions = ["@lintel/source", "module", "node", "development|production"];

// oxlint-disable-next-line import/no-default-export -- Vitest reads its configuration from the default export
export default defineConfig({
  // Patterns mean in tests what they mean in the program.
  plugins: [
    {
      name: "short classes",
      enforce: "pre",
      transform: (code, id) => (/packages[\\/]\w+[\\/]src[\\/]/.test(id) ? withShortClasses(code, id) : undefined),
    },
  ],
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ["packages/*/test/**/*.test.ts", "packages/*/src/**/*.test.ts", "tools/**/*.test.ts"],
    exclude: [...configDefaults.exclude, "**/fixtures/**"],
    // Unit tests share their worker: five times faster, and a test that leaves globals behind shows.
    pool: "threads",
    isolate: false,
    // A busy machine is no failure: only what hangs is stopped.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
