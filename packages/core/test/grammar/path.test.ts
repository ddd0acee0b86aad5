import { describe, expect, it } from "vitest";
import { readPath } from "../../src/grammar/path.ts";

describe("a path", () => {
  it.each([
    ["src/queue/worker.ts", "src/queue/worker.ts"],
    ["./src/worker.ts", "src/worker.ts"],
    ["../shared/retry.go", "../shared/retry.go"],
    ["src/worker.ts:42", "src/worker.ts"],
    ["src/worker.ts:42-60", "src/worker.ts"],
    ["src/worker.ts#L10-L20", "src/worker.ts"],
    ["tests/test_queue.py::TestQueue::test_order", "tests/test_queue.py"],
    ["/directive/specs/retry/spec.md", "/directive/specs/retry/spec.md"],
    ["app/pages/[id].tsx", "app/pages/[id].tsx"],
    [".github/workflows/ci.yml", ".github/workflows/ci.yml"],
    ["docs/diseño/cola.md", "docs/diseño/cola.md"],
  ])("is read from %s", (word, path) => {
    expect(readPath(word, false)).toMatchObject({ path, dir: false, bare: false, sure: true });
  });

  it.each(["queue.py", "README.md", "Makefile", "Dockerfile", "go.mod", ".env", ".gitignore", "package.json"])(
    "may be the bare name %s between backticks, but not in prose",
    (word) => {
      expect(readPath(word, true)).toMatchObject({ path: word, bare: true });
      expect(readPath(word, false)).toBeNull();
    },
  );

  it.each([
    ["packages/api/", "packages/api", true],
    ["tests/", "tests", true],
    ["packages/api", "packages/api", true],
    ["billing/ledger", "billing/ledger", false],
  ])("may be the folder %s between backticks", (word, path, sure) => {
    expect(readPath(word, true)).toEqual({ path, dir: true, bare: false, sure });
    expect(readPath(word, false)).toBeNull();
  });

  it.each([
    "path/to/file.py",
    "your-app/main.py",
    "foo/bar.py",
    "src/**/*.ts",
    "src/*.ts",
    "specs/<feature>/spec.md",
    "specs/{name}/spec.md",
    "YYYY/report.md",
    "~/.config/lintel.toml",
    "/etc/hosts.yaml",
    "/var/lib/kubelet/config.yaml",
    "/app/main.py",
    "/api/v1/users.json",
    "/v1/orders",
    "@scope/package",
    "application/json",
    "origin/main",
    "feature/login.v2",
    "github.com/acme/shop/main.go",
    "k8s.io/api/core/v1/types.go",
    "Node.js/Next.js",
    "2024/01/02",
    "1.2/1.3",
    "and/or",
    "self.config",
    "process.env",
    "node_modules/x/index.js",
    "v1/",
  ])("is not %s", (word) => {
    expect(readPath(word, true)?.sure ?? false).toBe(false);
    expect(readPath(word, false)).toBeNull();
  });
});
