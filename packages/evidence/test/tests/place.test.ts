import { describe, expect, it } from "vitest";
import { treeOf } from "../../src/repository/tree.ts";
import { placeCases } from "../../src/tests/place.ts";
import { testCase } from "../../src/tests/report.ts";

/** Where the cases of a report are, whose files or units these are, in a repository of these files. */
function placed(
  repository: readonly string[],
  names: readonly (string | { readonly unit: string })[],
  report = "reports/junit.xml",
): readonly (string | null)[] {
  const cases = names.map((name) =>
    testCase({ title: "t", outcome: "passed", ...(typeof name === "string" ? { file: name } : name) }),
  );
  const surroundings = { path: report, root: "/work/shop", tree: treeOf("now", () => repository) };
  return placeCases({ producer: "x", cases, incomplete: [], hiddenInPassed: [] }, surroundings).map(
    ({ file, suites }) => (suites === null || suites.length === 0 ? file : `${file} > ${suites.join(" > ")}`),
  );
}

describe("the file of a case", () => {
  const one = ["src/cart.ts", "tests/cart.test.ts", "tests/nested/cart.test.ts"];

  it("is that of the repository when it is written absolutely, here or on another machine", () => {
    expect(placed(one, ["/work/shop/tests/cart.test.ts"])).toEqual(["tests/cart.test.ts"]);
    expect(placed(one, ["/home/runner/work/shop/shop/tests/nested/cart.test.ts"])).toEqual([
      "tests/nested/cart.test.ts",
    ]);
    expect(placed(one, ["file:///ci/tests/cart.test.ts"])).toEqual(["tests/cart.test.ts"]);
  });

  it("is found when it is written as on Windows, or relative with a dot", () => {
    expect(placed(one, [String.raw`D:\a\shop\tests\cart.test.ts`])).toEqual(["tests/cart.test.ts"]);
    expect(placed(one, [String.raw`tests\cart.test.ts`, "./tests/cart.test.ts"])).toEqual([
      "tests/cart.test.ts",
      "tests/cart.test.ts",
    ]);
  });

  it("is found when it is relative to a folder of tests, if the whole report fits there", () => {
    expect(placed(["e2e/cart.spec.ts", "e2e/nested/cart.spec.ts"], ["cart.spec.ts", "nested/cart.spec.ts"])).toEqual([
      "e2e/cart.spec.ts",
      "e2e/nested/cart.spec.ts",
    ]);
  });

  it("is that of the package whose report it is, where packages have files of the same name", () => {
    const packages = [
      "packages/a/tests/cart.test.ts",
      "packages/b/tests/cart.test.ts",
      "packages/b/tests/stock.test.ts",
    ];
    expect(placed(packages, ["tests/cart.test.ts"], "packages/b/reports/junit.xml")).toEqual([
      "packages/b/tests/cart.test.ts",
    ]);
    expect(placed(packages, ["tests/cart.test.ts", "tests/stock.test.ts"])).toEqual([
      "packages/b/tests/cart.test.ts",
      "packages/b/tests/stock.test.ts",
    ]);
  });

  it("stays as it is written when two files fit, and when none does", () => {
    const packages = ["packages/a/tests/cart.test.ts", "packages/b/tests/cart.test.ts"];
    expect(placed(packages, ["tests/cart.test.ts"])).toEqual(["tests/cart.test.ts"]);
    expect(placed(one, ["/elsewhere/other.test.ts", "gone.test.ts"])).toEqual([
      "/elsewhere/other.test.ts",
      "gone.test.ts",
    ]);
  });

  it("never leads out of the repository, nor to a file that only ends alike", () => {
    expect(placed(one, ["../../etc/passwd", "art.test.ts"])).toEqual(["../../etc/passwd", "art.test.ts"]);
  });

  it("is the module of a dotted name, and what is left of the name are classes", () => {
    const python = ["tests/test_cart.py", "tests/unit/test_cart.py", "src/Tests/test_odd.py"];
    expect(
      placed(python, [
        { unit: "tests.test_cart" },
        { unit: "tests.unit.test_cart.TestCart.TestEmpty" },
        { unit: "Tests.test_odd" },
      ]),
    ).toEqual(["tests/test_cart.py", "tests/unit/test_cart.py > TestCart > TestEmpty", "src/Tests/test_odd.py"]);
    expect(placed(python, [{ unit: "tests.test_gone.TestCart" }])).toEqual([null]);
  });

  it("is the source of a class of the JVM", () => {
    expect(
      placed(
        ["core/src/test/java/com/shop/CartTest.java", "core/src/test/kotlin/com/shop/StockTest.kt"],
        [{ unit: "com.shop.CartTest$Empty" }, { unit: "com.shop.StockTest" }],
      ),
    ).toEqual(["core/src/test/java/com/shop/CartTest.java", "core/src/test/kotlin/com/shop/StockTest.kt"]);
  });
});
