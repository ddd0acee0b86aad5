import { version as packageVersion } from "../package.json";

/** The version of the `lintel` program, as published, such as `0.1.0`. */
export const version: string = packageVersion;

declare const LINTEL_BUILD: string | undefined;

/** What tells this build from every other one: a cache that another build wrote is none. */
export const build: string = typeof LINTEL_BUILD === "undefined" ? `${version} from its sources` : LINTEL_BUILD;
