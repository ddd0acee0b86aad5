import { isObject, type JsonObject } from "../../text/values.ts";

/** A line of JSON Lines, or text that stands between them. */
export interface Line {
  /** 1-based. */
  readonly number: number;
  readonly value: JsonObject | null;
  readonly text: string;
}

/** JSON objects, a line each. What is no JSON is kept as text: build tools print between the lines. */
export function readLines(text: string): readonly Line[] {
  return text.split("\n").flatMap((raw, i) => {
    const line = raw.trim();
    return line === "" ? [] : [{ number: i + 1, text: line, value: valueOf(line) }];
  });
}

function valueOf(line: string): JsonObject | null {
  if (!line.startsWith("{")) return null;
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** A last line that was cut off, and lines that begin as JSON and are none. */
export function brokenLines(lines: readonly Line[]): readonly string[] {
  const broken = lines.filter(({ value, text }) => value === null && text.startsWith("{"));
  const [first] = broken;
  if (first === undefined) return [];
  return [
    first.number === lines.at(-1)?.number
      ? "Its last line is cut off: the run was stopped."
      : `Line ${first.number} is damaged.`,
  ];
}
