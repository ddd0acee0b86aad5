/** The nodes of inline content. They are plain data; `inline.ts` makes and reads them. */

interface InlineBase {
  /** UTF-16 offsets into the source, `end` exclusive. A stretch over several lines includes the container marks between them. */
  readonly start: number;
  readonly end: number;
}
export interface TextInline extends InlineBase {
  readonly kind: "text";
  /** Escapes and character references resolved. */
  readonly value: string;
}
export interface CodeInline extends InlineBase {
  readonly kind: "code";
  /** Without the backticks and the one blank beside them; line endings are blanks. */
  readonly value: string;
}
export interface StyledInline extends InlineBase {
  readonly kind: "emphasis" | "strong" | "strike";
  readonly children: readonly Inline[];
}
export interface LinkInline extends InlineBase {
  readonly kind: "link";
  /** Escapes and character references resolved. */
  readonly target: string;
  /** Where the target stands, without angle brackets; for a reference link, in its definition. */
  readonly targetSpan: { readonly start: number; readonly end: number };
  /** `[a](b)`, `[a][b]` or `[a]`, `<b>`, or an address that stands in the text by itself. */
  readonly form: "inline" | "reference" | "angle" | "bare";
  readonly children: readonly Inline[];
}
export interface ImageInline extends InlineBase {
  readonly kind: "image";
  readonly target: string;
  readonly targetSpan: { readonly start: number; readonly end: number };
  /** The description; its plain text is what HTML calls `alt`. */
  readonly children: readonly Inline[];
}
export interface HtmlInline extends InlineBase {
  readonly kind: "html";
  readonly value: string;
}
export interface BreakInline extends InlineBase {
  /**
   * A line break inside a leaf, with the blanks before it and the container marks behind it; `hard` when two spaces or a
   * backslash ask for one on the page.
   */
  readonly kind: "break";
  readonly hard: boolean;
}
export interface FootnoteInline extends InlineBase {
  /** `[^label]` for which the document has a footnote; without one it is text. */
  readonly kind: "footnote-reference";
  /** As written. */
  readonly label: string;
}

/** One node of the inline content of a leaf (CommonMark 0.31 §6 with the strikethrough, bare links and footnotes of GitHub). */
export type Inline =
  | TextInline
  | CodeInline
  | StyledInline
  | LinkInline
  | ImageInline
  | HtmlInline
  | BreakInline
  | FootnoteInline;
