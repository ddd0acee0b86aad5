/** The module that holds the built-in templates. */
export function templatesModule(): string;
