/**
 * What is worked out of a value once and kept with it: zones, tables, documents. It is kept on the value itself, where nobody
 * else can see it, and goes when the value goes. A `WeakMap` would do the same, but V8 lets what is in one go at its next full
 * collection only: each young document would be copied twice and grow old first, which cost a seventh of a large run.
 */

/** Gives back what it is called with: a class that extends it puts its private fields on any object. */
const Itself = function itself(key: object): object {
  return key;
} as unknown as new (key: object) => object;

class Kept extends Itself {
  readonly #values: unknown[] = [];

  static of(key: object): unknown[] | undefined {
    return #values in key ? key.#values : undefined;
  }

  static on(key: object): unknown[] {
    return Kept.of(key) ?? new Kept(key).#values;
  }
}

let memos = 0;

/**
 * One thing that is worked out of values of one type, and kept with each.
 *
 * @example const plans = new Memo<Zone, Plan>(); plans.get(zone) ?? plans.set(zone, read(zone))
 */
export class Memo<Key extends object, Value> {
  readonly #at = memos++;

  /** Undefined when nothing was set for the key. */
  get(key: Key): Value | undefined {
    return Kept.of(key)?.[this.#at] as Value | undefined;
  }

  /** Keeps the value with the key, and gives it back. */
  set(key: Key, value: Value): Value {
    Kept.on(key)[this.#at] = value;
    return value;
  }
}
