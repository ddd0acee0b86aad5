/** The forms in which names of tests are compared, from exact to loose. */

/**
 * A name as people and tools write it, without what copying changes: Unicode form, kinds of blanks, quotes and dashes.
 *
 * @example normalName("“same” title") // "\"same\" title"
 */
export function normalName(name: string): string {
  let normal = name;
  if (NON_ASCII.test(normal)) {
    normal = normal
      .normalize("NFC")
      .replace(/[\u2018\u2019\u201a\u2032]/g, "'")
      .replace(/[\u201c\u201d\u201e\u2033]/g, '"')
      .replace(/[\u2010-\u2015\u2212]/g, "-")
      .replace(/\u200b|\u200c|\u200d|\u2060|\ufeff|\u00ad/g, "");
  }
  return ODD_BLANKS.test(normal) ? normal.replace(/\s+/g, " ").trim() : normal;
}

const NON_ASCII = /[^\u0000-\u007f]/;
const ODD_BLANKS = /^\s|\s$|\s\s|[^\S ]/;

/**
 * Suites and title in one, whatever stands between them: reports join them by blanks, dots, arrows, colons.
 *
 * @example squashed("Orders > when empty › is refused") // "Orders when empty is refused"
 */
export function squashed(name: string): string {
  const normal = normalName(name);
  return JOINTS.test(normal) ? normal.replace(/\s*(?:[>›»→]|::)\s*|\s+/g, " ").trim() : normal;
}

const JOINTS = /[>›»→]|::/;

/**
 * The words of a name, without the marks of its language: `test_rejects_unknown`, `rejectsUnknown` and "should reject …" have
 * the same ones as far as they say the same. Empty when nothing is left.
 *
 * @example foldedName("test_rejects_unknown_version") // "rejects unknown version"
 */
export function foldedName(name: string): string {
  const words = normalName(name)
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  return words.replace(/^(?:(?:tests?|should|it|spec|example|fuzz) )+(?=.)/, "").replace(/ (?:test|spec)$/, "");
}

/**
 * A name without the block of parameters at its end, in the syntax of pytest, JUnit and Rust's rstest; the name itself when it
 * has none. Never for titles of JavaScript, where brackets are part of what people write.
 *
 * @example withoutParameters("test_maps[1-one]") // "test_maps"
 */
export function withoutParameters(name: string): string {
  if (!/[\])]$|#\d+$/.test(name)) return name;
  const at = name.search(/[[({]|#\d+$/);
  const base = at > 0 ? name.slice(0, at) : name;
  return /^[\w$./-]+$/.test(base) ? base : name;
}
