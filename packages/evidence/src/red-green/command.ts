/** The command that runs tests, as lintel.yaml writes it. It never passes a shell. */

export type CommandResult =
  | { readonly ok: true; readonly args: readonly string[] }
  | { readonly ok: false; readonly message: string };

/**
 * The words of a command, with `{files}` as one word for each file and `{report}` as the path of the report. Quotes hold words
 * together; nothing else means anything.
 *
 * @example commandOf("npx vitest run --reporter=junit --outputFile={report} {files}", ["a.test.ts"], "/tmp/r.xml")
 */
export function commandOf(text: string, files: readonly string[], report: string): CommandResult {
  const words = wordsOf(text);
  if (words === null) return { ok: false, message: "A quote of the command is not closed." };
  if (words.length === 0) return { ok: false, message: "The command is empty." };
  if (!words.includes("{files}")) {
    return { ok: false, message: "The command needs `{files}` as a word of its own, where the test files go." };
  }
  if (!words.some((word) => word.includes("{report}"))) {
    return { ok: false, message: "The command needs `{report}`, where the runner writes its report." };
  }
  // A file whose name begins with a dash is no option.
  const named = files.map((file) => (file.startsWith("-") ? `./${file}` : file));
  const args = words.flatMap((word) => (word === "{files}" ? named : [word.replaceAll("{report}", report)]));
  return { ok: true, args };
}

function wordsOf(text: string): readonly string[] | null {
  const words: string[] = [];
  let word = "";
  let isOpen = false;
  let quote = "";
  for (const c of text) {
    if (quote !== "") {
      if (c === quote) quote = "";
      else word += c;
    } else if (c === '"' || c === "'") {
      quote = c;
      isOpen = true;
    } else if (/\s/.test(c)) {
      if (isOpen || word !== "") words.push(word);
      word = "";
      isOpen = false;
    } else word += c;
  }
  if (quote !== "") return null;
  if (isOpen || word !== "") words.push(word);
  return words;
}
