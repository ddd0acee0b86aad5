/** Where a team's documents lie, and which of them belong together. */

/** What a layout may ask about the repository: plain look-ups, so that layouts stay pure and need no full list of files. */
export interface Files {
  /** Whether a file or folder has this path. */
  has(path: string): boolean;
  /** Names of the files and folders directly in a folder, sorted; empty when there is no such folder. `""` is the root. */
  names(folder: string): readonly string[];
}

/** The design that a document belongs to, as far as paths tell. */
export interface DesignPlace {
  /** Folder or file name without date and extension. */
  readonly id: string;
  /** Folder of the design, or the file itself. */
  readonly path: string;
  /** `YYYY-MM-DD` when folder or file carry a real date, else null. */
  readonly date: string | null;
}

/** A document that a layout knows. */
export interface Located {
  readonly path: string;
  /** Name of the layout. */
  readonly layout: string;
  /** Name of its kind, built in or derived from `template`; null when only its content can tell. */
  readonly kind: string | null;
  /** Path of the repository's own template for it; null when there is none. */
  readonly template: string | null;
  readonly design: DesignPlace;
}

/** One document of a design, in the order in which they are due. */
export interface Step {
  readonly kind: string;
  /** Path inside the folder of the design. */
  readonly file: string;
  /** Written only when somebody needs it. */
  readonly optional?: boolean;
}

/** A way to lay documents out: one file each. Functions are methods, so that layouts fit into one list. */
export interface Layout {
  /** `directive`, `spec-kit`, … */
  readonly name: string;
  readonly title: string;
  /** How its documents are found, in a sentence. */
  readonly documentation: string;
  /** The documents of one design in the order in which they are due; empty where a design is a single file. */
  readonly steps: readonly Step[];
  /** Says what a Markdown file is, or null when this layout does not know it. */
  locate(path: string, files: Files): Located | null;
  /** Where a new document of a kind goes, or null when this layout has no place for it. */
  place?(request: NewDocument, files: Files): Placed | null;
}

/** A document that somebody wants to write. */
export interface NewDocument {
  readonly kind: string;
  /** Already a slug: lower case words joined by dashes. */
  readonly slug: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
}

export interface Placed {
  readonly path: string;
  /** The repository's own template for it; null when there is none. */
  readonly template: string | null;
  /** The number that it got, as it is written in the path ("0042"); null where documents are not numbered. */
  readonly number: string | null;
}
