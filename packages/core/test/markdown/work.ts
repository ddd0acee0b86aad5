/**
 * Counts the work of a piece of code in steps that are the same on every machine: characters looked at, searched, copied or
 * compared, and entries put into lists. The product needs no counter for that: a parser can reach its text only through
 * methods of strings, and those are watched while a measurement runs.
 *
 * What a regular expression does inside is taken as the characters between where it starts and where its match ends; one
 * that finds nothing may have looked at everything up to the end when it searches (`g`), and up to the next line ending or
 * bracket when it must match at one offset (`y`), which is what the patterns of the parser do.
 */
let steps = 0;

type Method = (this: unknown, ...given: unknown[]) => unknown;

interface Watched {
  readonly of: object;
  readonly name: string;
  readonly original: Method;
}

let watched: Watched[] = [];

function watch(of: object, name: string, cost: (self: unknown, given: unknown[], result: unknown) => number): void {
  const original: unknown = Reflect.get(of, name);
  if (typeof original !== "function") throw new TypeError(`${name} is no method`);
  const method = original as Method;
  watched.push({ of, name, original: method });
  const replacement = function (this: unknown, ...given: unknown[]): unknown {
    const result = method.apply(this, given);
    steps += cost(this, given, result);
    return result;
  };
  Reflect.set(of, name, replacement);
}

/** The same for a method that takes one step and one or two arguments; there are so many calls that it has to be fast. */
function watchOne(of: object, name: string): void {
  const original: unknown = Reflect.get(of, name);
  if (typeof original !== "function") throw new TypeError(`${name} is no method`);
  const method = original as Method;
  watched.push({ of, name, original: method });
  const replacement = function (this: unknown, first: unknown, second: unknown): unknown {
    steps++;
    return method.call(this, first, second);
  };
  Reflect.set(of, name, replacement);
}

const lengthOf = (value: unknown): number => (typeof value === "string" || Array.isArray(value) ? value.length : 0);
const numberOf = (value: unknown, otherwise: number): number => (typeof value === "number" ? value : otherwise);

/** The number of steps that `run` takes. */
export function workOf(run: () => unknown): number {
  restore();
  const { prototype } = String;
  for (const name of ["charCodeAt", "codePointAt", "charAt", "startsWith"]) watchOne(prototype, name);
  watch(prototype, "indexOf", (self, [, from], found) => {
    const start = numberOf(from, 0);
    return 1 + Math.max(0, (found === -1 ? lengthOf(self) : numberOf(found, 0)) - start);
  });
  for (const name of ["includes", "trim", "toLowerCase", "toUpperCase", "replace", "replaceAll", "split", "endsWith"]) {
    watch(prototype, name, (self) => 1 + lengthOf(self));
  }
  watch(prototype, "slice", (_self, _given, result) => 1 + lengthOf(result));
  watch(prototype, "repeat", (_self, _given, result) => 1 + lengthOf(result));
  watchExpressions();
  watch(Array.prototype, "push", (_self, given) => given.length);
  for (const name of ["splice", "slice", "filter", "map", "flatMap", "lastIndexOf"]) {
    watch(Array.prototype, name, (self, _given, result) => 1 + lengthOf(self) + lengthOf(result));
  }
  steps = 0;
  try {
    run();
    return steps;
  } finally {
    restore();
  }
}

function watchExpressions(): void {
  for (const name of ["exec", "test"]) {
    const original: unknown = Reflect.get(RegExp.prototype, name);
    if (typeof original !== "function") throw new TypeError(`${name} is no method`);
    const method = original as Method;
    watched.push({ of: RegExp.prototype, name, original: method });
    const replacement = function (this: RegExp, text: string): unknown {
      const start = this.global || this.sticky ? this.lastIndex : 0;
      const result = method.call(this, text);
      if (this.sticky) steps += this.lastIndex > start ? this.lastIndex - start : 1;
      else if (this.global) steps += (this.lastIndex > 0 ? this.lastIndex : text.length) - start;
      else steps += text.length;
      return result;
    };
    Reflect.set(RegExp.prototype, name, replacement);
  }
}

/** Puts every method back; harmless when none is watched. */
export function restore(): void {
  for (const { of, name, original } of watched) Reflect.set(of, name, original);
  watched = [];
}
