// What `\p{L}` and `\p{N}` in patterns become, in the program and in the tests.
//
// V8 compiles a pattern when it is first used, and `[\p{L}]` means 684 ranges, half of them beyond the basic plane: 0.5 ms for each
// such pattern and process, which was a fifth of checking one document. The classes here say the same of every living
// script in a few ranges, compiled in 0.02 ms. Where they differ: marks and digits of the scripts from Greek to Hangul count as
// letters, letterlike symbols (ℕ, ℹ) and letters beyond the basic plane do not.

/** Ranges to stand between brackets. */
const CLASSES = {
  L: String.raw`A-Za-z\xaa\xb5\xba\xc0-\xd6\xd8-\xf6\xf8-\u02c1\u0370-\u037d\u037f-\u0386\u0388-\u060b\u060d-\u061a\u061c-\u061e\u0620-\u06d3\u06d5-\u0963\u0966-\u1fff\u2c00-\u2dff\u3005-\u3007\u3031-\u3035\u3040-\u30fa\u30fc-\ud7ff\uf900-\ufdff\ufe70-\ufefc\uff21-\uff3a\uff41-\uff5a\uff66-\uffdc`,
  N: String.raw`0-9\xb2\xb3\xb9\xbc-\xbe\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u2070-\u2079\u2080-\u2089\u2150-\u218b\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\uff10-\uff19`,
};

/** Patterns that are about odd characters mean what they say. */
const EXACT = /[\\/]rules[\\/]safety[\\/]|[\\/]outline[\\/]anchors\.ts$/;

/** A regular expression as it stands in code: behind what no division stands behind, and on one line. */
const LITERAL = /(?<=(?:[(=,:!&|?[{;>]|^|\breturn)\s*)\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*/gm;

/** A template of a pattern, on one line. */
const TEMPLATE = /(String\.raw)?`(?:\\.|[^`\\\n])*`/g;

/**
 * A module with the short classes in its regular expressions, and in the templates that it makes regular expressions of.
 *
 * @param {string} code TypeScript, or what was made of it
 * @param {string} path
 */
export function withShortClasses(code, path) {
  if (!/\\p\{[LN]\}/.test(code) || EXACT.test(path)) return code;
  return code
    .replace(LITERAL, (literal) => shortened(literal))
    .replace(TEMPLATE, (template, /** @type {string | undefined} */ raw) =>
      raw === undefined ? shortenedTwice(template) : shortened(template),
    );
}

/**
 * A regular expression with the short classes.
 *
 * @param {string} literal
 */
export function shortened(literal) {
  let inClass = false;
  return literal.replace(/\\p\{([LN])\}|\\.|[[\]]/g, (part, /** @type {"L" | "N" | undefined} */ name) => {
    if (part === "[") inClass = true;
    else if (part === "]") inClass = false;
    if (name === undefined) return part;
    return inClass ? CLASSES[name] : `[${CLASSES[name]}]`;
  });
}

/**
 * The same for a template in which every backslash stands twice.
 *
 * @param {string} template
 */
function shortenedTwice(template) {
  if (!/\\\\p\{[LN]\}/.test(template)) return template;
  return shortened(template.replaceAll("\\\\", "\\")).replaceAll("\\", "\\\\");
}
