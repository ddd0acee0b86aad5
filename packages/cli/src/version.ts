import { version as packageVersion } from "../package.json";

/** The version of the `lintel` program, as published, such as `0.1.0`. */
export const version: string = packageVersion;
