// Designs whose criteria are all mapped to tests, the sources of these tests, and a report in which they passed. The same bytes
// every time: `makeTraced(folder, 1000)` writes a repository of 1,000 criteria.

import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const PER_DESIGN = 10;
const PER_FILE = 50;
const WORDS =
  "order parcel locker route driver depot label scan weight refund claim window slot queue retry ledger audit token".split(
    " ",
  );

/** A small generator of pseudo-random numbers (xorshift), so that every machine makes the same input. */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/**
 * Writes a repository of so many criteria, half of whose tests are Vitest's and half pytest's, with a JUnit report for each.
 * @param {string} folder
 * @param {number} criteria
 */
export function makeTraced(folder, criteria) {
  const random = randomFrom(2463534242);
  const words = (count) => Array.from({ length: count }, () => WORDS[Math.floor(random() * WORDS.length)]).join(" ");
  const write = (path, text) => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  const tests = [];
  for (let i = 0; i < criteria; i++) {
    const file = Math.floor(i / PER_FILE);
    const name = `${words(3)} ${i}`;
    const isPython = file % 2 === 1;
    const path = isPython ? `tests/test_part_${file}.py` : `src/part-${file}.test.ts`;
    tests.push({ isPython, path, file, name: isPython ? `test_${name.replaceAll(" ", "_")}` : name });
  }
  for (let start = 0; start < criteria; start += PER_DESIGN) {
    const own = tests.slice(start, start + PER_DESIGN);
    const reference = ({ isPython, path, file, name }) =>
      isPython ? `${path}::${name}` : `${path} > part ${file} > ${name}`;
    const list = own.map((_, i) => `- **AC-${i + 1}** Given ${words(4)}, when ${words(5)}, then ${words(6)}`);
    const rows = own.map((test, i) => `| AC-${i + 1} | \`${reference(test)}\` |`);
    write(
      `docs/tdd/design-${start / PER_DESIGN}.md`,
      `# TDD: ${words(3)}\n\n**Author**: Ada\n**Status**: Draft\n\n## Summary\n\n${words(60)}.\n\n## Acceptance Criteria\n\n${list.join("\n")}\n\n` +
        `## Test Strategy\n\n### Spec→Test mapping\n\n| Criterion | Test |\n| --- | --- |\n${rows.join("\n")}\n\n## Risks\n\n- ${words(12)}\n`,
    );
  }
  const cases = { vitest: [], pytest: [] };
  for (let start = 0; start < criteria; start += PER_FILE) {
    const own = tests.slice(start, start + PER_FILE);
    const { isPython, path, file } = own[0];
    const body = own.map(({ name }, i) =>
      isPython
        ? `def ${name}():\n    result = subject(${i})\n    assert result.value == ${i}\n`
        : `  it("${name}", () => {\n    const result = subject(${i});\n    expect(result.value).toBe(${i});\n  });\n`,
    );
    write(
      path,
      isPython
        ? body.join("\n")
        : `import { it } from "vitest";\ndescribe("part ${file}", () => {\n${body.join("\n")}});\n`,
    );
    if (isPython) {
      const unit = path.slice(0, -3).replaceAll("/", ".");
      cases.pytest.push(...own.map(({ name }) => `<testcase classname="${unit}" name="${name}" time="0.001" />`));
    } else {
      const inner = own.map(
        ({ name }) =>
          `    <testcase classname="${path}" name="part ${file} &gt; ${name}" time="0.001">\n    </testcase>`,
      );
      cases.vitest.push(
        `  <testsuite name="${path}" timestamp="2026-01-01T00:00:00.000Z" hostname="h" tests="${own.length}" failures="0" errors="0" skipped="0" time="0.1">`,
        ...inner,
        "  </testsuite>",
      );
    }
  }
  const count = (producer) => tests.filter(({ isPython }) => isPython === (producer === "pytest")).length;
  write(
    "reports/vitest.xml",
    `<?xml version="1.0" encoding="UTF-8" ?>\n<testsuites name="vitest tests" tests="${count("vitest")}" failures="0" errors="0" time="1">\n${cases.vitest.join("\n")}\n</testsuites>\n`,
  );
  write(
    "reports/pytest.xml",
    `<?xml version="1.0" encoding="utf-8"?><testsuites name="pytest tests"><testsuite name="pytest" errors="0" failures="0" skipped="0" tests="${count("pytest")}" time="1" timestamp="2026-01-01T00:00:00+00:00" hostname="h">${cases.pytest.join("")}</testsuite></testsuites>`,
  );
  write(".gitignore", "reports/\n");
  const git = (...args) =>
    execFileSync("git", ["-c", "user.name=bench", "-c", "user.email=bench@example.com", ...args], {
      cwd: folder,
      stdio: "ignore",
    });
  git("init", "--quiet");
  git("add", "-A");
  git("commit", "--quiet", "-m", "start");
}
