/** A small report of every producer that is known, in its own shape, with what must be read of it. */

interface Fixture {
  readonly producer: string;
  readonly text: string;
  readonly cases: readonly string[];
  readonly incomplete?: readonly string[];
}

const json = (value: unknown): string => JSON.stringify(value, null, 1);
const lines = (...values: readonly unknown[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join("");

export const FIXTURES: Readonly<Record<string, Fixture>> = {
  "Vitest's JUnit": {
    producer: "vitest",
    text: `<?xml version="1.0" encoding="UTF-8" ?>
<testsuites name="units" tests="3" failures="1" errors="0" time="1">
  <testsuite name="test/cart.test.tsx" timestamp="2026-01-01T00:00:00Z" hostname="h" tests="3" failures="1" errors="0" skipped="1" time="1">
    <testcase classname="cart" name="adds" time="0"><properties><property name="requirement" value="AC-1"/></properties></testcase>
    <testcase classname="cart" name="with stock &gt; sells" time="0"><skipped/></testcase>
    <testcase classname="cart" name="with stock" time="0"><failure message="no stock"/></testcase>
  </testsuite>
</testsuites>`,
    cases: [
      "passed | test/cart.test.tsx | adds | requirement=AC-1",
      "skipped | test/cart.test.tsx | «with stock > sells»",
      "failed hook | test/cart.test.tsx | with stock",
    ],
  },
  "jest-junit's, by default, in which one of two passes is a test still to do": {
    producer: "jest-junit",
    text: `<testsuites name="jest tests" tests="2" failures="0" errors="0" time="1">
  <testsuite name="Cart" errors="0" failures="0" skipped="0" timestamp="2026-01-01T00:00:00" time="1" tests="2">
    <testcase classname=" adds" name=" adds" time="0.01"/>
    <testcase classname="Cart sells" name="Cart sells" time="0.01"/>
    <testcase classname="Cart refunds" name="Cart refunds" time="0"/>
  </testsuite>
</testsuites>`,
    cases: ["passed | - | adds", "passed | - | «Cart sells»", "todo | - | «Cart refunds»"],
  },
  "jest-junit's with ancestors as class": {
    producer: "jest-junit",
    text: `<testsuites name="jest tests" tests="2" failures="0" errors="0" time="1">
  <testsuite name="Cart" errors="0" failures="0" skipped="0" timestamp="2026-01-01T00:00:00" time="1" tests="2">
    <testcase classname="Cart › stock" name="sells" time="0.01" file="test/cart.test.js"/>
    <testcase classname="Cart" name="adds" time="0.01" file="test/cart.test.js"/>
  </testsuite>
</testsuites>`,
    cases: ["passed | test/cart.test.js | «Cart › stock › sells» sells", "passed | test/cart.test.js | Cart > adds"],
  },
  "mocha's xunit": {
    producer: "mocha-xunit",
    text: `<testsuite name="Shop" tests="2" failures="0" errors="1" skipped="0" timestamp="Thu, 01 Jan 2026 00:00:00 GMT" time="0.1">
<testcase classname="Cart" name="adds" file="/ci/shop/test/cart.js" time="0"/>
<testcase classname="Cart with stock" name="sells" file="/ci/shop/test/cart.js" time="0"/>
<testcase classname="Cart" name="&#x22;after each&#x22; hook for &#x22;adds&#x22;" file="/ci/shop/test/cart.js" time="0"><failure>gone</failure></testcase>
</testsuite>`,
    cases: [
      "passed | /ci/shop/test/cart.js | Cart > adds",
      "passed | /ci/shop/test/cart.js | «Cart with stock sells» sells",
      'failed hook | /ci/shop/test/cart.js | Cart > "after each" hook for "adds"',
    ],
  },
  "mocha-junit-reporter's": {
    producer: "mocha-junit-reporter",
    text: `<testsuites name="Mocha Tests" time="0" tests="3" failures="0" skipped="1">
  <testsuite name="Root Suite" timestamp="2026-01-01T00:00:00" tests="0" time="0" failures="0"></testsuite>
  <testsuite name="with stock" timestamp="2026-01-01T00:00:00" tests="3" file="/ci/test/cart.js" time="0" failures="0">
    <testcase name="Cart with stock sells" time="0" classname="sells"/>
    <testcase name="Cart with stock counts" time="0" classname="counts"/>
  </testsuite>
</testsuites>`,
    cases: [
      "passed | /ci/test/cart.js | Cart > with stock > sells",
      "passed | /ci/test/cart.js | Cart > with stock > counts",
    ],
    incomplete: ["3 tests were counted, and 2 are listed."],
  },
  "Playwright's JUnit": {
    producer: "playwright",
    text: `<testsuites id="" name="" tests="3" failures="0" skipped="0" errors="0" time="1">
<testsuite name="shop/cart.spec.ts" timestamp="2026-01-01T00:00:00Z" hostname="webkit" tests="3" failures="0" skipped="0" time="1" errors="0">
<testcase name="[webkit] Cart › adds" classname="shop/cart.spec.ts" time="1"></testcase>
<testcase name="[webkit] Cart › sells in the end" classname="shop/cart.spec.ts" time="1"><system-out><![CDATA[
[[ATTACHMENT|../out/error-context.md]]
]]></system-out></testcase>
<testcase name="[webkit] breaks" classname="shop/cart.spec.ts" time="1"><properties><property name="fail" value=""/></properties></testcase>
</testsuite></testsuites>`,
    cases: [
      "passed | shop/cart.spec.ts | «Cart › adds» | on webkit",
      "flaky | shop/cart.spec.ts | «Cart › sells in the end» | on webkit",
      "expected-failure | shop/cart.spec.ts | breaks | on webkit | fail=",
    ],
  },
  "node:test's JUnit, with quotes escaped twice and a run that was cut off": {
    producer: "node:test",
    text: `<testsuites>
	<testcase name="/ci/test/gone.test.mjs" time="0.1" classname="test" failure="test failed"><failure type="testCodeFailure" message="test failed"/></testcase>
	<testsuite name="Cart" time="0" disabled="0" errors="0" tests="2" failures="0" skipped="1" hostname="h">
		<testcase name="says &amp;quot;sold&amp;quot;" time="0" classname="test"/>
		<testcase name="later" time="0" classname="test"><skipped type="todo" message="true"/></testcase>
	</testsuite>
</testsuites>`,
    cases: [
      "failed load | /ci/test/gone.test.mjs | /ci/test/gone.test.mjs",
      'passed | - | Cart > says "sold"',
      "todo | - | Cart > later",
    ],
    incomplete: [
      "`/ci/test/gone.test.mjs` could not be loaded, so none of its tests ran.",
      "The counters at its end are missing: the run was cut off.",
    ],
  },
  "bun's": {
    producer: "bun",
    text: `<testsuites name="bun test" tests="2" assertions="1" failures="0" skipped="1" time="0">
  <testsuite name="cart.test.ts" file="cart.test.ts" tests="2" assertions="1" failures="0" skipped="1" time="0" hostname="h">
    <testsuite name="Cart" file="cart.test.ts" line="1" tests="2" assertions="1" failures="0" skipped="1" time="0" hostname="h">
      <testsuite name="stock" file="cart.test.ts" line="2" tests="1" assertions="1" failures="0" skipped="0" time="0" hostname="h">
        <testcase name="sells" classname="stock &gt; Cart" time="0" file="cart.test.ts" line="3" assertions="1"/>
      </testsuite>
      <testcase name="later" classname="Cart" time="0" file="cart.test.ts" line="5" assertions="0"><skipped message="TODO"/></testcase>
    </testsuite>
  </testsuite>
</testsuites>`,
    cases: ["passed | cart.test.ts | Cart > stock > sells", "todo | cart.test.ts | Cart > later"],
  },
  "deno's": {
    producer: "deno",
    text: `<testsuites name="deno test" tests="2" failures="0" errors="0" time="0"><testsuite name="./cart_test.ts" tests="2" disabled="0" errors="0" failures="0">
<testcase name="Cart" classname="./cart_test.ts" time="0" line="1" col="6"/><testcase name="Cart &gt; sells" classname="./cart_test.ts" time="0" line="2" col="8"/>
</testsuite></testsuites>`,
    cases: ["passed | ./cart_test.ts | Cart", "passed | ./cart_test.ts | «Cart > sells»"],
  },
  "pytest's xunit2": {
    producer: "pytest",
    text: `<testsuites name="pytest tests"><testsuite name="shop" errors="1" failures="0" skipped="1" tests="4" time="0" timestamp="2026-01-01T00:00:00" hostname="h">
<testcase classname="tests.test_cart.TestCart" name="test_sells[one-1]" time="0"/>
<testcase classname="tests.test_cart" name="test_later" time="0"><skipped type="pytest.xfail" message="bug 7"/></testcase>
<testcase classname="tests.test_cart" name="test_leaks" time="0"><error message="failed on teardown with &quot;x&quot;"/></testcase>
</testsuite></testsuites>`,
    cases: [
      "passed | - | ? > test_sells [one-1]",
      "expected-failure | - | ? > test_later",
      "error | - | ? > test_leaks",
    ],
  },
  "pytest's xunit1": {
    producer: "pytest",
    text: `<testsuites><testsuite name="pytest" errors="0" failures="0" skipped="0" tests="1" time="0"><testcase classname="tests.test_cart.TestCart" name="test_sells" file="tests/test_cart.py" line="0" time="0"/></testsuite></testsuites>`,
    cases: ["passed | tests/test_cart.py | TestCart > test_sells"],
  },
  "gotestsum's JUnit, with a package that did not build": {
    producer: "go-junit",
    text: `<testsuites tests="2" failures="0" errors="1" time="1"><testsuite tests="2" failures="0" time="0" name="example.com/shop/cart" timestamp="2026-01-01T00:00:00Z"><properties><property name="go.version" value="go1.24"></property></properties>
<testcase classname="example.com/shop/cart" name="TestCart/sells_one" time="0"></testcase><testcase classname="example.com/shop/cart" name="TestCart" time="0"></testcase></testsuite></testsuites>`,
    cases: ["passed | - | «TestCart/sells_one»", "passed | - | TestCart"],
    incomplete: ["1 failure was counted, and 0 are listed: something failed that is no test."],
  },
  "go-junit-report's": {
    producer: "go-junit",
    text: `<testsuites tests="2" errors="1"><testsuite name="example.com/shop/cart" tests="2" failures="0" errors="1" id="0" hostname="h" time="0">
<testcase name="TestCart" classname="example.com/shop/cart" time="0"/><testcase name="[build failed]" classname="example.com/shop/cart" time="0"><error message="Build error"/></testcase></testsuite></testsuites>`,
    cases: ["passed | - | TestCart", "error load | - | [build failed]"],
    incomplete: ["`example.com/shop/cart` could not be loaded, so none of its tests ran."],
  },
  "Surefire's with a rerun": {
    producer: "surefire",
    text: `<testsuite name="com.shop.CartTest" time="1" tests="4" errors="1" skipped="0" failures="0">
  <testcase name="sells(int)[2]" classname="com.shop.CartTest" time="0"><flakyFailure message="late" type="x"><stackTrace>t</stackTrace></flakyFailure></testcase>
  <testcase name="adds" classname="com.shop.CartTest$Empty" time="0"/>
  <testcase name="" classname="com.shop.CartTest" time="0"><error message="no database"/></testcase>
  <testcase name="keeps what was in it (AC-4)" classname="com.shop.CartTest" time="0"/>
</testsuite>`,
    cases: [
      "flaky | - | CartTest > sells (int)[2]",
      "passed | - | CartTest > Empty > adds",
      "error hook | - | CartTest > com.shop.CartTest",
      "passed | - | CartTest > keeps what was in it (AC-4)",
    ],
  },
  "Gradle's": {
    producer: "jvm",
    text: `<testsuite name="com.shop.CartTest" tests="1" skipped="0" failures="0" errors="0" timestamp="2026-01-01T00:00:00" hostname="h" time="0"><properties/><testcase name="sells()" classname="com.shop.CartTest" time="0"/><system-out><![CDATA[]]></system-out></testsuite>`,
    cases: ["passed | - | CartTest > sells"],
  },
  "the console launcher's": {
    producer: "junit-console",
    text: `<testsuite name="JUnit Jupiter" tests="1" skipped="0" failures="0" errors="0" time="0" hostname="h" timestamp="2026-01-01T00:00:00"><testcase name="sells()" classname="com.shop.CartTest" time="0"><system-out><![CDATA[
unique-id: [engine:junit-jupiter]/[class:com.shop.CartTest]/[method:sells()]
display-name: AC-2: sells
]]></system-out></testcase></testsuite>`,
    cases: ["passed | - | CartTest > sells"],
  },
  "GoogleTest's": {
    producer: "googletest",
    text: `<testsuites tests="3" failures="0" disabled="1" errors="0" time="0" name="AllTests"><testsuite name="All/Cart" tests="3" failures="0" disabled="1" skipped="1" errors="0" time="0">
<testcase name="Sells/1" value_param="2" file="/ci/cart_test.cc" line="9" status="run" result="completed" time="0" classname="All/Cart"/>
<testcase name="DISABLED_Later" file="/ci/cart_test.cc" line="5" status="notrun" result="suppressed" time="0" classname="Cart"/>
<testcase name="Never" file="/ci/cart_test.cc" line="6" status="run" result="skipped" time="0" classname="Cart"><skipped message="no"/></testcase></testsuite></testsuites>`,
    cases: [
      "passed | /ci/cart_test.cc | Cart > Sells /1",
      "skipped | /ci/cart_test.cc | Cart > DISABLED_Later",
      "skipped | /ci/cart_test.cc | Cart > Never",
    ],
  },
  "ctest's": {
    producer: "ctest",
    text: `<testsuite name="(empty)" tests="2" failures="1" disabled="0" skipped="0" hostname="" time="0"><testcase name="cart.sells" classname="cart.sells" time="0" status="run"/><testcase name="smoke" classname="smoke" time="0" status="fail"/></testsuite>`,
    cases: ["passed | - | «cart.sells»", "failed | - | smoke"],
  },
  "Catch2's JUnit, where a section fails": {
    producer: "catch2",
    text: `<testsuites><testsuite name="shop" errors="0" failures="1" tests="9" hostname="tbd" time="0"><testcase classname="shop.global" name="cart" time="0" status="run"/><testcase classname="shop.global" name="cart/sells" time="0" status="run"><failure message="1 == 2"/></testcase></testsuite></testsuites>`,
    cases: ["failed | - | cart", "failed | - | «cart/sells»"],
  },
  "libtest's JUnit, two documents in one stream": {
    producer: "libtest",
    text: `<?xml version="1.0"?><testsuites><testsuite name="test" package="test" id="0" errors="0" failures="0" tests="1" skipped="0"><testcase classname="cart::tests" name="sells" time="0"/></testsuite></testsuites>
<?xml version="1.0"?><testsuites><testsuite name="test" package="test" id="0" errors="0" failures="0" tests="2" skipped="1"><testcase classname="integration" name="sells" time="0"/></testsuite></testsuites>`,
    cases: ["passed | - | cart > tests > sells", "passed | - | sells"],
    incomplete: ["3 tests were counted, and 2 are listed."],
  },
  "nextest's": {
    producer: "nextest",
    text: `<testsuites name="nextest-run" tests="1" failures="0" errors="0" uuid="u"><testsuite name="shop::cart" tests="1" disabled="0" errors="0" failures="0"><testcase name="tests::sells" classname="shop::cart" time="0"><flakyFailure type="exit 101"/></testcase></testsuite></testsuites>`,
    cases: ["flaky | - | tests > sells"],
  },
  "RSpec's JUnit": {
    producer: "rspec",
    text: `<testsuite name="rspec1" tests="1" skipped="0" failures="0" errors="0" time="0"><testcase classname="spec.cart" name="Cart with stock sells" file="./spec/cart_spec.rb" time="0"></testcase></testsuite>`,
    cases: ["passed | ./spec/cart_spec.rb | «Cart with stock sells»"],
  },
  "PHPUnit's": {
    producer: "phpunit",
    text: `<testsuites><testsuite name="all" tests="1" assertions="0"><testsuite name="Shop\\CartTest::sells" tests="1"><testcase name="sells with data set #1" class="Shop\\CartTest" classname="Shop.CartTest" file="/ci/CartTest.php" line="4" assertions="0" time="0"/></testsuite></testsuite></testsuites>`,
    cases: ["passed | /ci/CartTest.php | CartTest > sells with data set #1"],
  },
  "bats'": {
    producer: "bats",
    text: `<testsuites time="1"><testsuite name="cart.bats" tests="1" failures="0" errors="0" skipped="0"><testcase classname="cart.bats" name="sells" time="0"/></testsuite></testsuites>`,
    cases: ["passed | cart.bats | sells"],
  },
  "behave's": {
    producer: "behave",
    text: `<testsuite name="cart.Cart" tests="2" errors="0" failures="0" skipped="1"><testcase classname="cart.Cart" name="sells 1 -- @1.1 small" status="passed"><system-out><![CDATA[@scenario.begin]]></system-out></testcase><testcase classname="cart.Cart" name="later" status="untested"/></testsuite>`,
    cases: ["passed | - | Cart > sells 1 @1.1 small", "skipped | - | Cart > later"],
  },
  "cucumber-js' JUnit": {
    producer: "cucumber",
    text: `<testsuite name="Cucumber" time="0" tests="1" skipped="0" failures="0" errors="0"><testcase classname="Cart" name="sells &lt;n&gt; - #1.2: sells 2" time="0"/></testsuite>`,
    cases: ["passed | - | Cart > sells 2 #1.2"],
  },
  "JUnit's elements of nobody that is known": {
    producer: "junit",
    text: `<testsuites><testsuite name="outer"><testsuite name="inner"><testcase/><testcase name="sells" classname="Cart" file="C:\\ci\\cart.x"/></testsuite></testsuite></testsuites>`,
    cases: ["passed | - | outer > inner > ", "passed | C:\\ci\\cart.x | outer > inner > sells"],
  },
  "TRX, with a theory": {
    producer: "trx",
    text: `<TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results>
<UnitTestResult testId="1" testName="Shop.CartTests.Sells(n: 2)" outcome="Passed"/><UnitTestResult testId="2" testName="Shop.CartTests.Later" outcome="NotExecuted"/><UnitTestResult testId="3" testName="Hangs" outcome="Timeout"/></Results>
<TestDefinitions><UnitTest name="a" id="1"><TestCategory><TestCategoryItem TestCategory="AC-1"/></TestCategory><TestMethod className="Shop.CartTests" name="Sells"/></UnitTest><UnitTest name="b" id="2"><TestMethod className="Shop.CartTests+Inner" name="Later"/></UnitTest></TestDefinitions>
<ResultSummary outcome="Aborted"><Counters total="4"/></ResultSummary></TestRun>`,
    cases: [
      "passed | - | CartTests > Sells (n: 2) | @AC-1",
      "skipped | - | CartTests > Inner > Shop.CartTests.Later",
      "error | - | ? > Hangs",
    ],
    incomplete: ["4 tests were counted, and 3 are listed.", "The run was aborted."],
  },
  "xUnit.net's": {
    producer: "xunit",
    text: `<assemblies><assembly name="a.dll" total="1" errors="1"><collection><test name="AC-1: sells" type="Shop.CartTests" method="Sells" result="Pass"><traits><trait name="Requirement" value="AC-1"/></traits></test></collection></assembly></assemblies>`,
    cases: ["passed | - | CartTests > Sells | Requirement=AC-1"],
    incomplete: ["1 error occurred outside of the tests."],
  },
  "Catch2's own XML": {
    producer: "catch2",
    text: `<Catch2TestRun name="shop"><TestCase name="cart" tags="[AC-1][slow]" filename="cart.cc" line="3"><OverallResult success="true" skips="0"/></TestCase><TestCase name="odd" filename="cart.cc" line="9"><OverallResult success="false"/></TestCase></Catch2TestRun>`,
    cases: ["passed | cart.cc | cart | @AC-1 | @slow", "failed | cart.cc | odd"],
  },
  "Jest's JSON": {
    producer: "jest",
    text: json({
      numTotalTests: 4,
      numRuntimeErrorTestSuites: 1,
      wasInterrupted: true,
      testResults: [
        {
          name: "/ci/cart.test.js",
          status: "passed",
          assertionResults: [
            { ancestorTitles: ["Cart"], title: "sells", status: "passed", invocations: 2, numPassingAsserts: 1 },
            { ancestorTitles: ["Cart"], title: "breaks", status: "passed", failing: true },
            { ancestorTitles: ["Cart"], title: "later", status: "todo" },
          ],
        },
        { name: "/ci/gone.test.js", status: "failed", message: "no such module", assertionResults: [] },
      ],
    }),
    cases: [
      "flaky | /ci/cart.test.js | Cart > sells",
      "expected-failure | /ci/cart.test.js | Cart > breaks",
      "todo | /ci/cart.test.js | Cart > later",
      "failed load | /ci/gone.test.js | /ci/gone.test.js",
    ],
    incomplete: [
      "The run was interrupted.",
      "`/ci/gone.test.js` could not be loaded, so none of its tests ran.",
      "4 tests were counted, and 3 are listed.",
    ],
  },
  "Vitest's JSON": {
    producer: "vitest",
    text: json({
      numTotalTests: 1,
      testResults: [
        {
          name: "/ci/cart.test.ts",
          status: "failed",
          assertionResults: [{ ancestorTitles: [], title: "sells", status: "skipped", failureMessages: [] }],
        },
      ],
    }),
    cases: ["failed hook | /ci/cart.test.ts | /ci/cart.test.ts", "skipped | /ci/cart.test.ts | sells"],
  },
  "Playwright's JSON": {
    producer: "playwright",
    text: json({
      config: { rootDir: "/ci/e2e" },
      stats: { expected: 1, skipped: 0, unexpected: 1, flaky: 0 },
      errors: [{ message: "no such file", location: { file: "/ci/e2e/gone.spec.ts", line: 1 } }],
      suites: [
        {
          title: "cart.spec.ts",
          file: "cart.spec.ts",
          specs: [
            {
              title: "sells",
              file: "cart.spec.ts",
              line: 2,
              tags: ["AC-1"],
              tests: [
                {
                  projectName: "chromium",
                  status: "expected",
                  expectedStatus: "passed",
                  annotations: [{ type: "requirement", description: "AC-2" }],
                  results: [{ status: "passed" }],
                },
                {
                  projectName: "firefox",
                  status: "unexpected",
                  expectedStatus: "passed",
                  results: [{ status: "timedOut" }],
                },
              ],
            },
          ],
        },
      ],
    }),
    cases: [
      "passed | /ci/e2e/cart.spec.ts | sells | on chromium | requirement=AC-2 | @AC-1",
      "error | /ci/e2e/cart.spec.ts | sells | on firefox | @AC-1",
      "error load | /ci/e2e/gone.spec.ts | /ci/e2e/gone.spec.ts",
    ],
    incomplete: ["`/ci/e2e/gone.spec.ts` could not be loaded, so none of its tests ran."],
  },
  "mocha's JSON": {
    producer: "mocha",
    text: json({
      stats: { tests: 2 },
      tests: [
        { title: "sells", fullTitle: "Cart sells", file: "/ci/cart.js", currentRetry: 0, err: {} },
        { title: "later", fullTitle: "Cart later", file: "/ci/cart.js", currentRetry: 0, err: {} },
      ],
      pending: [{ title: "later", fullTitle: "Cart later", file: "/ci/cart.js" }],
      failures: [
        {
          title: '"before all" hook in "Stock"',
          fullTitle: 'Stock "before all" hook in "Stock"',
          file: "/ci/stock.js",
          err: { message: "no stock" },
        },
      ],
      passes: [],
    }),
    cases: [
      "passed | /ci/cart.js | Cart > sells",
      "skipped | /ci/cart.js | Cart > later",
      'failed hook | /ci/stock.js | Stock > "before all" hook in "Stock"',
    ],
  },
  "Cucumber's JSON": {
    producer: "cucumber",
    text: json([
      {
        uri: "features/cart.feature",
        keyword: "Feature",
        name: "Cart",
        tags: [{ name: "@AC-1" }],
        elements: [
          { type: "background", keyword: "Background", steps: [] },
          {
            type: "scenario",
            keyword: "Scenario",
            name: "sells",
            line: 4,
            steps: [{ keyword: "Given ", result: { status: "passed" } }],
          },
          {
            type: "scenario",
            keyword: "Scenario",
            name: "steps nobody wrote",
            line: 8,
            steps: [{ keyword: "When ", name: "it sells", result: { status: "undefined" } }],
          },
          { type: "scenario", keyword: "Scenario", name: "without steps", line: 9, steps: [] },
        ],
      },
    ]),
    cases: [
      "passed | features/cart.feature | Cart > sells | @AC-1",
      "error | features/cart.feature | Cart > steps nobody wrote | @AC-1",
      "skipped | features/cart.feature | Cart > without steps | @AC-1",
    ],
  },
  "Cucumber's messages, with a scenario that was run again": {
    producer: "cucumber",
    text: lines(
      { meta: { protocolVersion: "27" } },
      {
        gherkinDocument: {
          feature: {
            name: "Cart",
            children: [{ rule: { name: "stock", children: [{ scenario: { id: "s", location: { line: 5 } } }] } }],
          },
        },
      },
      {
        pickle: { id: "p", uri: "features/cart.feature", name: "sells", astNodeIds: ["s"], tags: [{ name: "@AC-1" }] },
      },
      { testCase: { id: "c", pickleId: "p" } },
      { testCaseStarted: { id: "r1", testCaseId: "c", attempt: 0 } },
      { testStepFinished: { testCaseStartedId: "r1", testStepResult: { status: "FAILED", message: "late" } } },
      { testCaseFinished: { testCaseStartedId: "r1", willBeRetried: true } },
      { testCaseStarted: { id: "r2", testCaseId: "c", attempt: 1 } },
      { testStepFinished: { testCaseStartedId: "r2", testStepResult: { status: "PASSED" } } },
      { testCaseFinished: { testCaseStartedId: "r2", willBeRetried: false } },
    ),
    cases: ["flaky | features/cart.feature | Cart > stock > sells | @AC-1"],
    incomplete: ["The run did not end."],
  },
  "GoogleTest's JSON": {
    producer: "googletest",
    text: json({
      tests: 2,
      testsuites: [
        {
          name: "Cart",
          testsuite: [
            {
              name: "Sells",
              classname: "Cart",
              file: "cart.cc",
              line: 1,
              status: "RUN",
              result: "COMPLETED",
              requirement: "AC-1",
            },
            { name: "DISABLED_Later", classname: "Cart", status: "NOTRUN", result: "SUPPRESSED" },
          ],
        },
      ],
    }),
    cases: ["passed | cart.cc | Cart > Sells | requirement=AC-1", "skipped | - | Cart > DISABLED_Later"],
  },
  "RSpec's JSON": {
    producer: "rspec",
    text: json({
      examples: [
        {
          description: "sells",
          full_description: "Cart sells",
          status: "passed",
          file_path: "./spec/cart_spec.rb",
          line_number: 2,
        },
      ],
      summary: { example_count: 1, errors_outside_of_examples_count: 1 },
      summary_line: "1 example",
    }),
    cases: ["passed | ./spec/cart_spec.rb | Cart > sells"],
    incomplete: ["1 error occurred outside of the examples: a file could not be loaded."],
  },
  "CTRF, with suites as a list": {
    producer: "ctrf of shop",
    text: json({
      results: {
        tool: { name: "shop" },
        summary: { tests: 2 },
        tests: [
          { name: "sells", status: "passed", suite: ["Cart"], filePath: "cart.x", tags: ["@AC-1"] },
          { name: "odd", status: "other" },
        ],
      },
    }),
    cases: ["passed | cart.x | Cart > sells | @AC-1", "error | - | ? > odd"],
  },
  "one attempt of Allure's": {
    producer: "allure",
    text: json({
      uuid: "u",
      name: "sells",
      historyId: "h",
      status: "broken",
      labels: [
        { name: "parentSuite", value: "Cart" },
        { name: "tag", value: "AC-1" },
        { name: "epic", value: "Selling" },
      ],
      parameters: [{ name: "n", value: "2" }],
    }),
    cases: ["error | - | Cart > sells [n=2] | epic=Selling | @AC-1"],
  },
  "go test -json, with a test that never ended": {
    producer: "go",
    text: `${lines(
      { Action: "run", Package: "shop/cart", Test: "TestSells" },
      { Action: "pass", Package: "shop/cart", Test: "TestSells" },
      { Action: "run", Package: "shop/cart", Test: "TestHangs" },
      { Action: "output", Package: "shop/cart", Test: "TestHangs", Output: "panic: test timed out\n" },
      { Action: "fail", Package: "shop/cart" },
      { Action: "build-fail", ImportPath: "shop/stock [shop/stock.test]" },
    )}{"Action":"ru`,
    cases: [
      "passed | - | TestSells",
      "error | - | TestHangs",
      "error load | - | shop/cart",
      "error load | - | shop/stock",
    ],
    incomplete: [
      "Its last line is cut off: the run was stopped.",
      "`shop/cart` could not be loaded, so none of its tests ran.",
      "`shop/stock` could not be loaded, so none of its tests ran.",
      "The tests of `shop/cart` stopped at TestHangs, which panicked: those behind it did not run.",
    ],
  },
  "libtest's JSON, cut off": {
    producer: "libtest",
    text: lines(
      { type: "suite", event: "started", test_count: 2 },
      { type: "test", event: "started", name: "cart::sells" },
      { type: "test", name: "cart::sells", event: "ok" },
      { type: "test", event: "started", name: "cart::hangs" },
    ),
    cases: ["passed | - | cart > sells", "error | - | cart > hangs"],
    incomplete: ["The run stopped before all tests of a binary had ended."],
  },
  "TAP of Vitest": {
    producer: "vitest",
    text: "TAP version 13\n1..1\nok 1 - cart.test.ts # time=3ms {\n    1..1\n    ok 1 - Cart # time=3ms {\n        1..1\n        ok 1 - sells # time=1ms\n            # requirement: AC-1\n    }\n}\n",
    cases: ["passed | cart.test.ts | Cart > sells | requirement=AC-1"],
  },
  "flat TAP of Vitest": {
    producer: "vitest",
    text: "TAP version 13\n1..2\nok 1 - cart.test.ts > Cart > sells # time=1ms\nok 2 - cart.test.ts > later # TODO\n",
    cases: ["passed | cart.test.ts | «Cart > sells»", "todo | cart.test.ts | later"],
  },
  "TAP of node:test, with a test that failed by itself though its subtests passed": {
    producer: "node:test",
    text: "TAP version 13\n# Subtest: Cart\n    # Subtest: sells \\# one\n    ok 1 - sells \\# one\n    1..1\nnot ok 1 - Cart\n  ---\n  type: 'test'\n  location: '/ci/cart.test.mjs:3:1'\n  error: 'late'\n  ...\n1..1\n# tests 2\n# suites 0\n",
    cases: ["failed | /ci/cart.test.mjs | Cart", "passed | - | Cart > sells # one"],
  },
  "TAP of deno": {
    producer: "deno",
    text: "TAP version 14\n# ./cart_test.ts\n# Subtest: Cart\n    ok 1 - sells\n    1..1\nok 1 - Cart\n1..1\n",
    cases: ["passed | ./cart_test.ts | Cart", "passed | ./cart_test.ts | Cart > sells"],
  },
  "TAP of tape, where points are assertions": {
    producer: "tape",
    text: "TAP version 13\n# sells\nok 1 a\nnot ok 2 b\n# does nothing\n\n1..2\n# tests 2\n# pass  1\n# fail  1\n",
    cases: ["failed | - | sells", "passed | - | does nothing"],
  },
  "TAP of mocha": {
    producer: "mocha",
    text: "ok 1 adds\nok 2 Cart later # SKIP -\n# tests 1\n# pass 1\n# fail 0\n1..2\n",
    cases: ["passed | - | adds", "skipped | - | «Cart later»"],
  },
  "TAP of anybody, that gave up": {
    producer: "tap",
    text: "1..3\nok 1 - adds\nnot ok 2 - sells # SKIP no shop\nBail out! no database\n",
    cases: ["passed | - | adds", "skipped | - | sells"],
    incomplete: ["The run gave up: no database."],
  },
  "TAP without a plan": {
    producer: "tap",
    text: "TAP version 13\nok 1 - adds\n",
    cases: ["passed | - | adds"],
    incomplete: ["It has no plan: the run was cut off."],
  },
};
