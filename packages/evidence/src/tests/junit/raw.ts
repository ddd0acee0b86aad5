import { parseXml, type XmlElement } from "../xml/parse.ts";

/** A report in JUnit's elements as it stands there, before anybody asks who wrote it. */
export interface RawReport {
  /** `testsuites`, or a `testsuite` without it; one for each document of the stream. */
  readonly roots: readonly RawSuite[];
  /** All suites, roots that are a `testsuite` included, in order. */
  readonly suites: readonly RawSuite[];
  readonly cases: readonly RawCase[];
  readonly comments: readonly string[];
  /** What is wrong with the text, in sentences. */
  readonly damage: readonly string[];
}

export interface RawSuite {
  readonly element: "testsuites" | "testsuite";
  readonly attributes: Readonly<Record<string, string>>;
  readonly parent: RawSuite | null;
  readonly properties: readonly RawProperty[];
  /** How many cases are in it, at any depth. */
  readonly cases: number;
}

interface RawProperty {
  readonly name: string;
  readonly value: string;
}

export interface RawCase {
  readonly attributes: Readonly<Record<string, string>>;
  readonly name: string;
  readonly classname: string;
  /** The nearest one around it. */
  readonly suite: RawSuite;
  /** 1-based. */
  readonly line: number;
  readonly notes: readonly RawNote[];
  readonly properties: readonly RawProperty[];
  /** The beginning of what it printed. */
  readonly output: string;
  /** Tags around or in it do not fit together. */
  readonly isDamaged: boolean;
}

/** A child that says how the case ended: `failure`, `error`, `skipped`, `flakyFailure`, `rerunError`, … */
interface RawNote {
  readonly element: string;
  readonly type: string;
  readonly message: string;
  /** The beginning of its text. */
  readonly text: string;
}

const NOTE = /^(?:failure|error|skipped|ignored|disabled|incomplete|(?:flaky|rerun)(?:Failure|Error))$/;

/** Of text that programs print, this much is kept. */
const MOST_TEXT = 4000;
const MOST_PROPERTIES = 1000;

interface OpenSuite extends RawSuite {
  readonly properties: RawProperty[];
  cases: number;
}

/** Reads the elements. Null when there is none of JUnit's. */
export function readRaw(text: string): RawReport | null {
  const roots: OpenSuite[] = [];
  const suites: OpenSuite[] = [];
  const cases: RawCase[] = [];
  const comments: string[] = [];
  const path: string[] = [];
  let suite: OpenSuite | null = null;
  let open: (RawCase & { notes: RawNote[]; properties: RawProperty[]; output: string; isDamaged: boolean }) | null =
    null;
  let depthOfCase = 0;
  let note: { element: string; type: string; message: string; text: string } | null = null;
  let property: { name: string; value: string } | null = null;
  let readsOutput = false;

  const openSuite = (element: XmlElement): void => {
    const next: OpenSuite = {
      element: element.name === "testsuites" ? "testsuites" : "testsuite",
      attributes: element.attributes,
      parent: suite,
      properties: [],
      cases: 0,
    };
    if (suite === null) roots.push(next);
    if (next.element === "testsuite") suites.push(next);
    suite = next;
  };

  const damage = parseXml(text, {
    open(element) {
      path.push(element.name);
      const { name, attributes } = element;
      if (open === null) {
        if (name === "testsuites" || name === "testsuite") openSuite(element);
        else if (name === "testcase" && suite !== null) {
          open = {
            attributes,
            name: attributes["name"] ?? "",
            classname: attributes["classname"] ?? "",
            suite,
            line: element.line,
            notes: [],
            properties: [],
            output: "",
            isDamaged: false,
          };
          depthOfCase = path.length;
        } else if (name === "property") property = { name: attributes["name"] ?? "", value: attributes["value"] ?? "" };
        return;
      }
      const isChild = path.length === depthOfCase + 1;
      if (name === "property") property = { name: attributes["name"] ?? "", value: attributes["value"] ?? "" };
      else if (isChild && NOTE.test(name)) {
        note = { element: name, type: attributes["type"] ?? "", message: attributes["message"] ?? "", text: "" };
        open.notes.push(note);
      } else if (isChild) readsOutput = name === "system-out";
    },
    close(name) {
      path.pop();
      if (name === "property" && property !== null) {
        const to = open?.properties ?? suite?.properties;
        if (to !== undefined && to.length < MOST_PROPERTIES) to.push({ ...property, value: property.value.trim() });
        property = null;
      } else if (open !== null) {
        if (name === "testcase" && path.length < depthOfCase) {
          cases.push(open);
          for (let around: OpenSuite | null = suite; around !== null; around = around.parent as OpenSuite | null)
            around.cases++;
          open = null;
          note = null;
          readsOutput = false;
        } else if (path.length === depthOfCase) {
          note = null;
          readsOutput = false;
        }
      } else if (name === "testsuite" || name === "testsuites") suite = (suite?.parent ?? null) as OpenSuite | null;
    },
    text(piece) {
      if (property !== null) property.value = `${property.value}${piece}`.slice(0, MOST_TEXT);
      else if (note !== null && path.length === depthOfCase + 1) note.text = `${note.text}${piece}`.slice(0, MOST_TEXT);
      else if (readsOutput && open !== null) open.output = `${open.output}${piece}`.slice(0, MOST_TEXT);
    },
    comment(piece) {
      if (comments.length < 100) comments.push(piece.trim());
    },
    damaged() {
      if (open !== null) open.isDamaged = true;
    },
  });
  return roots.length === 0 ? null : { roots, suites, cases, comments, damage };
}
