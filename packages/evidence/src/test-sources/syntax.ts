/** How the languages of tests write comments and strings. */
import { blockComment, hereDocument, lineComment, longString, quoted, type Opaque, type Syntax } from "./mask.ts";

/** JavaScript and TypeScript: templates with code in them, and regular expressions. */
export const javascript: Syntax = {
  opener: /["'`/]/,
  read(text, at) {
    switch (text[at]) {
      case "/":
        return slash(text, at) ?? regularExpression(text, at);
      case "`":
        return template(text, at);
      default:
        return quoted(text, at);
    }
  },
};

export const python: Syntax = {
  opener: /["'#]/,
  read(text, at) {
    const mark = text[at] ?? "";
    if (mark === "#") return lineComment(text, at);
    if (!text.startsWith(mark.repeat(3), at)) return quoted(text, at);
    return longString(text, at, 3, mark.repeat(3), true);
  },
};

export const go: Syntax = {
  opener: /["'`/]/,
  read: (text, at) =>
    text[at] === "/" ? slash(text, at) : text[at] === "`" ? longString(text, at, 1, "`", false) : quoted(text, at),
};

/** Java, Kotlin, Scala, Groovy: text blocks; Kotlin nests comments. */
export const jvm: Syntax = {
  opener: /["'/]/,
  read(text, at) {
    if (text[at] === "/") return slash(text, at);
    if (text.startsWith('"""', at)) return longString(text, at, 3, '"""', true);
    return quoted(text, at);
  },
};

export const kotlin: Syntax = {
  opener: /["'`/]/,
  read(text, at) {
    if (text[at] === "/") return slash(text, at, true);
    if (text.startsWith('"""', at)) return longString(text, at, 3, '"""', false);
    return quoted(text, at);
  },
};

/** Rust: raw strings, comments that nest, lifetimes that look like characters. */
export const rust: Syntax = {
  opener: /["'/]|\br#*"/,
  read(text, at) {
    const mark = text[at];
    if (mark === "/") return slash(text, at, true);
    if (mark === "r") {
      const hashes = text.indexOf('"', at) - at - 1;
      return longString(text, at, hashes + 2, `"${"#".repeat(hashes)}`, false);
    }
    if (mark === '"') return longString(text, at, 1, '"', true);
    const character = /^'(?:\\(?:u\{[\da-fA-F_]{1,8}\}|x[\da-fA-F]{2}|.)|[^\\\n'])'/u.exec(text.slice(at, at + 16));
    return character === null ? null : { is: "string", end: at + character[0].length };
  },
};

/** C#: verbatim strings with doubled quotes, raw strings. */
export const csharp: Syntax = {
  opener: /["'/]|[$@]{1,2}"/,
  read(text, at) {
    const mark = text[at];
    if (mark === "/") return slash(text, at);
    if (text.startsWith('"""', at)) {
      let quotes = 3;
      while (text[at + quotes] === '"') quotes++;
      return longString(text, at, quotes, '"'.repeat(quotes), false);
    }
    const open = text.indexOf('"', at);
    if (mark === "@" || (mark === "$" && text.slice(at, open).includes("@"))) return verbatim(text, open);
    return mark === "$" ? quoted(text, at, open - at) : quoted(text, at);
  },
};

/** C and C++: raw strings. */
export const cpp: Syntax = {
  opener: /["'/]|\bR"/,
  read(text, at) {
    if (text[at] === "/") return slash(text, at);
    if (text[at] === "R") {
      const open = text.indexOf("(", at);
      if (open === -1 || open - at > 18) return null;
      return longString(text, at, open - at + 1, `)${text.slice(at + 2, open)}"`, false);
    }
    // Digits may be parted by quotes: 1'000'000.
    if (text[at] === "'" && /\w/.test(text[at - 1] ?? "")) return null;
    return quoted(text, at);
  },
};

/** Ruby: here-documents, `=begin`, what follows `__END__`. */
export const ruby: Syntax = {
  opener: /["'#`]|<<[~-]?["']?[A-Z]|^=begin|^__END__/m,
  read(text, at) {
    switch (text[at]) {
      case "#":
        return lineComment(text, at);
      case "=":
        return isLineStart(text, at) ? blockComment(text, at, "=begin", "\n=end") : null;
      case "_":
        return isLineStart(text, at) ? { is: "comment", end: text.length } : null;
      case "<":
        return here(text, at, /^<<[~-]?(["']?)([A-Z]\w*)\1/);
      default:
        return longString(text, at, 1, text[at] ?? '"', true);
    }
  },
};

export const php: Syntax = {
  opener: /["'/#`]|<<<["']?\w/,
  read(text, at) {
    switch (text[at]) {
      case "/":
        return slash(text, at);
      case "#":
        return text[at + 1] === "[" ? null : lineComment(text, at);
      case "<":
        return here(text, at, /^<<<(["']?)(\w+)\1/);
      default:
        return longString(text, at, 1, text[at] ?? '"', true);
    }
  },
};

export const shell: Syntax = {
  opener: /["'#\\]|<<-?\s?["'\\]?\w/,
  read(text, at) {
    switch (text[at]) {
      case "\\":
        return { is: "string", from: at, to: at, end: at + 2 };
      case "#":
        return at === 0 || /[\s;&|(]/.test(text[at - 1] ?? "") ? lineComment(text, at) : null;
      case "<":
        return text[at - 1] === "<" || text[at + 2] === "<" ? null : here(text, at, /^<<-?\s?(["'\\]?)(\w+)/);
      case "'":
        return longString(text, at, 1, "'", text[at - 1] === "$");
      default:
        return longString(text, at, 1, '"', true);
    }
  },
};

function slash(text: string, at: number, nests = false): Opaque | null {
  if (text[at + 1] === "/") return lineComment(text, at);
  return text[at + 1] === "*" ? blockComment(text, at, "/*", "*/", nests) : null;
}

/** A template, and the code in its `${…}` with it, down to templates within templates. */
function template(text: string, at: number): Opaque {
  // What is open, innermost last: "`" a template, "{" code within one.
  const open: string[] = ["`"];
  let i = at + 1;
  for (; i < text.length && open.length > 0; i++) {
    const mark = text[i];
    if (open.at(-1) === "`") {
      if (mark === "\\") i++;
      else if (mark === "`") open.pop();
      else if (mark === "$" && text[i + 1] === "{") {
        open.push("{");
        i++;
      }
    } else if (mark === "{") open.push("{");
    else if (mark === "}") open.pop();
    else if (mark === "`") open.push("`");
    else if (mark === '"' || mark === "'") i = (quoted(text, i)?.end ?? i + 1) - 1;
  }
  return { is: "string", from: at + 1, to: open.length === 0 ? i - 1 : i, end: i };
}

const LONGEST_EXPRESSION = 1000;
const BEFORE_EXPRESSION = /\b(?:return|typeof|case|in|of|delete|void|throw|new|else|do|await|yield)$/;

/** A regular expression, where what stands before it lets none of it be a division. */
function regularExpression(text: string, at: number): Opaque | null {
  let before = at - 1;
  while (before >= 0 && (text[before] === " " || text[before] === "\t")) before--;
  const last = text[before] ?? "\n";
  if (/[)\]}<"'`]/.test(last)) return null;
  if (/[\w$]/.test(last) && !BEFORE_EXPRESSION.test(text.slice(Math.max(0, before - 10), before + 1))) return null;
  let isClass = false;
  const most = Math.min(text.length, at + LONGEST_EXPRESSION);
  for (let i = at + 1; i < most; i++) {
    const mark = text[i];
    if (mark === "\n") return null;
    if (mark === "\\") i++;
    else if (mark === "[") isClass = true;
    else if (mark === "]") isClass = false;
    else if (mark === "/" && !isClass) return { is: "string", from: at + 1, to: i, end: i + 1 };
  }
  return null;
}

function verbatim(text: string, open: number): Opaque {
  let end = text.indexOf('"', open + 1);
  while (end !== -1 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
  const to = end === -1 ? text.length : end;
  return { is: "string", from: open + 1, to, end: Math.min(text.length, to + 1) };
}

function here(text: string, at: number, pattern: RegExp): Opaque | null {
  const match = pattern.exec(text.slice(at, at + 80));
  if (match === null) return null;
  return hereDocument(text, at, match[0].length, match[2] ?? "");
}

function isLineStart(text: string, at: number): boolean {
  return at === 0 || text[at - 1] === "\n";
}
