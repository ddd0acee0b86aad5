/**
 * The commands that people call now and then. They are built into a file of their own, with the examples of all rules, which those
 * that run on every save and commit need not load.
 */
export * as completion from "./completion.ts";
export * as config from "./config.ts";
export * as doctor from "./doctor.ts";
export * as explain from "./explain.ts";
export * as exporting from "./export.ts";
export * as help from "./help.ts";
export * as init from "./init.ts";
export * as begin from "./new.ts";
export * as version from "./version.ts";
