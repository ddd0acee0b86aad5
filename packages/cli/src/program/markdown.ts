import type { Terminal } from "./io.ts";
import { printable, styles, wrap, type Styles } from "./text.ts";

/**
 * Our own Markdown pages for a terminal: headings, lists, paragraphs, fenced blocks, and `code`, *emphasis* and **strong** in
 * lines. It is no parser: it reads what our commands write.
 */
export function markdownToTerminal(text: string, terminal: Terminal): string {
  const s = styles(terminal.colour);
  const width = Math.min(terminal.width, 100);
  const out: string[] = [];
  let fence: string | null = null;
  for (const line of text.split("\n")) {
    const mark = /^(`{3,})/.exec(line)?.[1];
    if (fence !== null) {
      if (line === fence) fence = null;
      else out.push(`${s.dim("    │ ")}${printable(line)}`);
      continue;
    }
    if (mark !== undefined) fence = mark;
    else if (line.startsWith("#"))
      out.push(s.bold(line.startsWith("##") ? line.replace(/^#+ /, "") : s.underline(line.slice(2))));
    else out.push(paragraph(line, width, s));
  }
  return `${out
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trimEnd()}\n`;
}

function paragraph(line: string, width: number, s: Styles): string {
  const lead = /^(?:- |\d+\. )/.exec(line)?.[0] ?? "";
  if (lead === "") return styled(wrap(printable(line), width), s);
  const body = wrap(printable(line.slice(lead.length)), width, "    ").trimStart();
  return `  ${s.dim(lead.trim() === "-" ? "•" : lead.trim())} ${styled(body, s)}`;
}

function styled(text: string, s: Styles): string {
  return text
    .replace(/`([^`]+)`/g, (_, code: string) => s.cyan(code))
    .replace(/\*\*([^*]+)\*\*/g, (_, strong: string) => s.bold(strong))
    .replace(/(?<![\w*])\*([^*\s][^*]*)\*(?![\w*])/g, (_, emphasis: string) => s.bold(emphasis));
}
