/** A module with the short classes in its regular expressions. */
export function withShortClasses(code: string, path: string): string;

/** A regular expression, as it stands in code, with the short classes. */
export function shortened(literal: string): string;
