/**
 * Everything that `@lintel/core` offers: pure functions over Markdown text, the same in a terminal,
 * an editor, a browser and a server. What is not exported here is nobody else's business.
 */

/** The version of the JSON documents that Lintel writes; it changes only when a reader of the old shape would break. */
export const schemaVersion = 1;
