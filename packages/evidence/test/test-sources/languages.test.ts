import { describe, expect, it } from "vitest";
import { testsOf } from "../../src/test-sources/index.ts";

/** The tests of a text, one line each: `line runner | suites > title`, with what marks them. */
function read(path: string, ...lines: readonly string[]): readonly string[] {
  return testsOf(path, lines.join("\n")).map(
    ({ line, runner, suites, title, disabled, isTemplate, vacuous, tags, aliases }) =>
      `${line} ${runner} | ${[...suites, title].join(" > ")}` +
      (disabled === null ? "" : ` (${disabled})`) +
      (isTemplate ? " (template)" : "") +
      (vacuous === true ? " (vacuous)" : "") +
      (tags === undefined ? "" : ` [${tags.join(", ")}]`) +
      (aliases === undefined ? "" : ` = ${aliases.join(", ")}`),
  );
}

describe("tests of JavaScript and TypeScript", () => {
  it("are found in their suites, with what marks them", () => {
    expect(
      read(
        "src/order.test.ts",
        'import { describe, it } from "vitest";',
        'describe("Order", () => {',
        "  describe.each([1, 2])('of %i', (n) => {",
        '    it("is kept", () => { expect(keep(n)).toBe(n); });',
        "    it.skip(`costs ${n} \\`coins\\``, () => { pay(n); });",
        "  });",
        '  it.todo("is sent");',
        '  test.each`a | b\n  ${1} | ${2}`("maps $a to $b", ({ a, b }) => { same(a, b); });',
        '  test("joined " + "title", { tag: ["@AC-3"], annotation: { type: "requirement", description: "AC-4" } }, () => check());',
        "  xit('is off', () => run());",
        '  it("does nothing", async () => {});',
        "});",
        "describe(OrderService, () => { it('has a class for its suite', () => run()); });",
      ),
    ).toEqual([
      "4 vitest | Order > of %i > is kept",
      "5 vitest | Order > of %i > costs ${n} `coins` (skip) (template)",
      "7 vitest | Order > is sent (todo) (vacuous)",
      "8 vitest | Order > maps $a to $b (template)",
      "10 vitest | Order > joined title [AC-3, AC-4]",
      "11 vitest | Order > is off (skip)",
      "12 vitest | Order > does nothing (vacuous)",
      "14 vitest | OrderService > has a class for its suite",
    ]);
  });

  it("are those of node:test, Playwright, bun and deno as well", () => {
    expect(
      read(
        "test/a.mjs",
        'import test from "node:test";',
        'test("parent", async (t) => {',
        '  await t.test("child", () => run());',
        "});",
      ),
    ).toEqual(["2 node:test | parent", "3 node:test | parent > child"]);
    expect(
      read(
        "e2e/a.spec.ts",
        'import { test } from "@playwright/test";',
        'test.describe("Page", () => {',
        "  test.skip(isMobile, 'not there');",
        "  test.beforeEach(async () => {});",
        '  test.fixme("opens", async () => open());',
        "  test('shows', async () => { await test.step('first', async () => {}); });",
        "});",
      ),
    ).toEqual(["5 playwright | Page > opens (skip)", "6 playwright | Page > shows"]);
    expect(
      read("a_test.ts", 'Deno.test({ name: "works", fn() { run(); } });', 'Deno.test("too", () => run());'),
    ).toEqual(["1 deno | works", "2 deno | too"]);
  });

  it("are none in comments, strings, templates and regular expressions, nor methods of that name", () => {
    expect(
      read(
        "src/a.test.ts",
        '// it("is commented out", () => {});',
        '/* it("is too", () => {}); */',
        "const text = 'it(\"is text\", () => {})';",
        "const long = `it(\"is a template\", () => {}) ${ `it('deeper', f)` }`;",
        'const pattern = /it("is a pattern", x)/;',
        'const half = a / b; it("is a test", () => run()); const c = d / e;',
        'suite.test("is a method", x); this.it("is another", x); regex.test("text");',
        "it(title, () => {}); it(`x`);",
      ),
    ).toEqual(["6 javascript | is a test", "8 javascript | x (todo) (vacuous)"]);
  });

  it("are read only where tests stand", () => {
    expect(read("src/order.ts", 'it("is no test file", () => run());')).toEqual([]);
    expect(read("tests/fixtures/a.js", 'it("is a fixture", () => run());')).toEqual([]);
  });

  it("have a body that comments, blanks and the title do not change", () => {
    const body = (...lines: readonly string[]): string | undefined => testsOf("a.test.js", lines.join("\n"))[0]?.body;
    const first = body('it("a", () => {', "  expect(1).toBe(2); // why", "});");
    expect(body('it("b", () => { expect(1).toBe(2); });')).toBe(first);
    expect(body('it("a", () => { expect(1).toBe(3); });')).not.toBe(first);
    expect(body('it("a", () => { say("a  b"); });')).not.toBe(body('it("a", () => { say("a b"); });'));
  });
});

describe("tests of Python", () => {
  it("are what pytest collects", () => {
    expect(
      read(
        "tests/test_order.py",
        "import pytest",
        "if True:",
        "    def test_in_condition():",
        "        assert keep()",
        "def test_kept(",
        "    a, b=(1,",
        "    2)):",
        "    def test_helper():",
        "        pass",
        "    class TestInner:",
        "        def test_inner(self): pass",
        "    assert test_helper()",
        "@pytest.fixture",
        "def test_data():",
        "    return 1",
        '@pytest.mark.requirement("AC-3", "AC-4")',
        '@pytest.mark.parametrize("a", [1, 2])',
        "async def test_async(a):",
        '    """Says what it does."""',
        "    assert a",
        "class TestOrder:",
        "    @pytest.mark.skip(reason='later')",
        "    def test_skipped(self):",
        "        assert 1",
        "    class TestNested:",
        "        def test_deep(self):",
        "            pass",
        "    def helper(self): pass",
        "class TestWithInit:",
        "    def test_lost(self): assert 1",
        "    def __init__(self): pass",
        "class Helper:",
        "    def test_no(self): assert 1",
        "class Case(unittest.TestCase):",
        "    def test_unit(self): self.assertTrue(True)",
        "class More(Case):",
        "    def test_more(self): self.check()",
        "def test_twice(): assert 1",
        "def test_twice(): assert 2",
      ),
    ).toEqual([
      "3 pytest | test_in_condition",
      "5 pytest | test_kept",
      "18 pytest | test_async [requirement, AC-3, AC-4]",
      "23 pytest | TestOrder > test_skipped (skip)",
      "26 pytest | TestOrder > TestNested > test_deep (vacuous)",
      "35 pytest | Case > test_unit (vacuous)",
      "37 pytest | More > test_more",
      "39 pytest | test_twice",
    ]);
  });

  it("are none in comments and strings, in classes that are not collected, in other files", () => {
    expect(
      read(
        "test_a.py",
        "# def test_commented(): pass",
        'TEXT = """',
        "def test_in_text():",
        "    pass",
        '"""',
        "class TestOff:",
        "    __test__ = False",
        "    def test_off(self): assert 1",
        "test_value = 1",
      ),
    ).toEqual([]);
    expect(read("conftest.py", "def test_x(): assert 1")).toEqual([]);
    expect(read("app/tests.py", "def test_x(): assert 1", "class T(TestCase):", "    def test_y(self): run()")).toEqual(
      ["3 pytest | T > test_y"],
    );
  });
});

describe("tests of other languages", () => {
  it("are those of Go", () => {
    expect(
      read(
        "order/order_test.go",
        "func TestOrder(t *testing.T) {",
        '\tt.Run("is kept", func(t *testing.T) {',
        "\t\tt.Run(`deep`, func(t *testing.T) { keep() })",
        "\t})",
        "\tt.Run(tc.name, func(t *testing.T) {})",
        "}",
        "func Testing(t *testing.T) {}",
        "func TestMain(m *testing.M) {}",
        "// func TestCommented(t *testing.T) {}",
        "func (s *OrderSuite) TestMethod() { s.Keep() }",
        'func TestOff(t *testing.T) { t.Skip("later") }',
        "func helper(t *testing.T) {}",
      ),
    ).toEqual([
      "1 go | TestOrder",
      "2 go | TestOrder > is_kept",
      "3 go | TestOrder > is_kept > deep",
      "10 go | OrderSuite > TestMethod",
      "11 go | TestOff (skip)",
    ]);
  });

  it("are those of Java and Kotlin", () => {
    expect(
      read(
        "src/test/java/OrderTest.java",
        "class OrderTest {",
        '  @DisplayName("AC-3: is kept") @Test @Tag("retry#AC-3") void isKept() { assertTrue(keep("@Test void no() {}")); }',
        "  // @Test void commented() {}",
        "  @Disabled @Test",
        "  public void off() throws Exception { run(); }",
        '  @ParameterizedTest(name = "{0} is {1}") @CsvSource({"1,2"})',
        "  void maps(int a, int b) { same(a, b); }",
        "  @Nested class Refunds { @Test void paysBack() { pay(); } }",
        "  @BeforeEach void setUp() {}",
        "  void helper() {}",
        "}",
      ),
    ).toEqual([
      "2 junit | OrderTest > isKept [retry#AC-3] = AC-3: is kept",
      "5 junit | OrderTest > off (skip)",
      "7 junit | OrderTest > maps",
      "8 junit | OrderTest > Refunds > paysBack",
    ]);
    expect(
      read(
        "OrderTest.kt",
        "class OrderTest {",
        "  @Test fun `keeps the order`() = runTest { keep() }",
        "  @Ignore @Test",
        "  fun off() { run() }",
        "}",
      ),
    ).toEqual(["2 junit | OrderTest > keeps the order", "4 junit | OrderTest > off (skip)"]);
  });

  it("are those of Rust", () => {
    expect(
      read(
        "src/lib.rs",
        "fn plain() {}",
        "#[cfg(test)]",
        "mod tests {",
        "    #[test]",
        "    fn keeps() { assert!(keep()); }",
        '    #[tokio::test(flavor = "multi_thread")]',
        "    #[ignore]",
        "    async fn later() { run().await; }",
        "    mod deep { #[rstest] #[case(1)] fn maps(#[case] a: u8) { check(a) } }",
        "    // #[test] fn commented() {}",
        "    fn lifetime<'a>(x: &'a str) -> char { 'x' }",
        "}",
      ),
    ).toEqual(["5 cargo | tests > keeps", "8 cargo | tests > later (skip)", "9 cargo | tests > deep > maps"]);
  });

  it("are those of C#", () => {
    expect(
      read(
        "OrderTests.cs",
        "using Xunit;",
        "namespace Shop { public class OrderTests {",
        '  [Fact(DisplayName = "is kept")] [Trait("Requirement", "AC-3")]',
        "  public async Task IsKept() { await Keep(); }",
        '  [Theory(Skip = "later")] [InlineData(1)]',
        "  public void Maps(int a) => Check(a);",
        "  // [Fact] public void Commented() {}",
        '  public void Helper() { var s = @"[Fact] ""x"" \\"; }',
        "  [Fact] public void Last() { Run(); }",
        "} }",
      ),
    ).toEqual([
      "4 xunit | OrderTests > IsKept [Requirement, AC-3] = is kept",
      "6 xunit | OrderTests > Maps (skip)",
      "9 xunit | OrderTests > Last",
    ]);
  });

  it("are those of Ruby", () => {
    expect(
      read(
        "spec/order_spec.rb",
        "RSpec.describe Order do",
        '  describe "#keep" do',
        '    context "when empty" do',
        '      it "is refused", requirement: "AC-3" do',
        "        expect(keep).to be_nil",
        "      end",
        "    end",
        '    xit "is off" do',
        "      run",
        "    end",
        '    it "is pending"',
        "    # it 'is commented' do",
        "  end",
        "end",
        "text = <<~TEXT",
        "  it 'is text' do",
        "  end",
        "TEXT",
      ),
    ).toEqual([
      "4 rspec | Order > #keep > when empty > is refused [AC-3]",
      "8 rspec | Order > #keep > is off (skip)",
      "11 rspec | Order > #keep > is pending (todo) (vacuous)",
    ]);
    expect(
      read(
        "test/order_test.rb",
        "class OrderTest < Minitest::Test",
        "  def test_kept",
        "    assert keep",
        "  end",
        "  def helper; end",
        "end",
      ),
    ).toEqual(["2 minitest | OrderTest > test_kept"]);
  });

  it("are those of PHP", () => {
    expect(
      read(
        "tests/OrderTest.php",
        "<?php",
        "final class OrderTest extends TestCase {",
        "  /** @group AC-3 */",
        "  public function testKept(): void { $this->assertTrue(keep()); }",
        "  #[Test] public function it_maps(): void { $this->check(); }",
        "  /**",
        "   * @test",
        "   */",
        "  public function oldStyle(): void { $this->check(); }",
        "  private function testHelper(): void {}",
        "  public function provide(): array { return []; }",
        "}",
      ),
    ).toEqual([
      "4 phpunit | OrderTest > testKept [AC-3]",
      "5 phpunit | OrderTest > it_maps",
      "9 phpunit | OrderTest > oldStyle",
    ]);
    expect(
      read(
        "tests/OrderPestTest.php",
        "<?php",
        "describe('Order', function () {",
        "  it('is kept', function () { expect(keep())->toBeTrue(); });",
        "  test('is off', function () { run(); })->skip();",
        "});",
      ),
    ).toEqual(["3 pest | Order > it is kept", "4 pest | Order > is off (skip)"]);
  });

  it("are those of C++", () => {
    expect(
      read(
        "order_test.cc",
        "#include <gtest/gtest.h>",
        "#define TEST(a, b) void a##b()",
        "TEST(Order, Kept) { EXPECT_TRUE(keep()); }",
        "TEST_F(Order, DISABLED_Off) { run(); }",
        "// TEST(Order, Commented) {}",
        'const char* raw = R"x(TEST(Order, Text) {})x";',
      ),
    ).toEqual(["3 gtest | Order > Kept", "4 gtest | Order > DISABLED_Off (skip)"]);
    expect(
      read(
        "order.cpp",
        '#include "catch.hpp"',
        'TEST_CASE("is kept", "[AC-3]") {',
        '  SECTION("when empty") { REQUIRE(keep()); }',
        "}",
      ),
    ).toEqual(["2 catch2 | is kept [AC-3]", "3 catch2 | is kept > when empty"]);
  });

  it("are those of shells, of functions only those that the file calls", () => {
    expect(
      read(
        "test.bats",
        '@test "is kept" {',
        "  run keep",
        "}",
        "@test 'is off' {",
        "  skip later",
        "}",
        '# @test "commented" {}',
      ),
    ).toEqual(["1 bats | is kept", "4 bats | is off (skip)"]);
    expect(
      read(
        "scripts/test_release.sh",
        "run_test() { $2; }",
        "test_set() {",
        "  cat > test_folder/x << 'EOF'",
        "test_in_text() { :; }",
        "EOF",
        "  grep -q x",
        "}",
        "test_called_by_nobody() { test_called_by_nobody; }",
        "# test_called_by_nobody",
        "mkdir test_folder",
        'run_test "AC1: set" "test_set"',
      ),
    ).toEqual(["2 shell | test_set"]);
  });
});
