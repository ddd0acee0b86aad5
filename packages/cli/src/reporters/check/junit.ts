import type { DocumentReport } from "../../analysis/report.ts";
import type { Reporter } from "../reporter.ts";

/** JUnit XML as CI servers read it: a suite for each document, a failed case for each finding, one passed case where there is none. */
export const junit: Reporter = ({ documents, unreadable }) => {
  const suites = documents.map(suite);
  for (const { path, reason } of unreadable) {
    suites.push(
      element("testsuite", { name: path, tests: 1, failures: 0, errors: 1 }, [
        element("testcase", { name: "can be read", classname: path, file: path }, [
          element("error", { message: reason, type: "unreadable" }, []),
        ]),
      ]),
    );
  }
  const failures = documents.reduce((sum, { findings }) => sum + findings.length, 0);
  const tests = documents.reduce((sum, { findings }) => sum + Math.max(1, findings.length), 0) + unreadable.length;
  const root = element("testsuites", { name: "lintel", tests, failures, errors: unreadable.length }, suites);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
};

function suite({ path, findings }: DocumentReport): string {
  const cases = findings.map(({ rule, severity, message, line, column }) =>
    element("testcase", { name: `${rule} at ${line}:${column}`, classname: path, file: path, line }, [
      element("failure", { message, type: severity }, [escape(`${path}:${line}:${column}: ${message}`)]),
    ]),
  );
  if (cases.length === 0) cases.push(element("testcase", { name: "has no findings", classname: path, file: path }, []));
  return element("testsuite", { name: path, tests: cases.length, failures: findings.length, errors: 0 }, cases);
}

function element(name: string, attributes: Record<string, string | number>, children: readonly string[]): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escape(String(value))}"`);
  const open = `<${name}${written.join("")}`;
  return children.length === 0 ? `${open}/>` : `${open}>${children.join("")}</${name}>`;
}

/** XML 1.0 §2.2 has no way to write most control characters and half surrogates; they are replaced. */
function escape(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd")
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replace(/[\t\n\r]/g, (c) => `&#${c.charCodeAt(0)};`);
}
