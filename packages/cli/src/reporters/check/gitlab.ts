import type { Reporter } from "../reporter.ts";
import { visible } from "../words.ts";

const SEVERITIES = { error: "major", warning: "minor", info: "info" } as const;

/**
 * GitLab's code quality report. GitLab takes two entries with one fingerprint for the same and shows the first only, so equal
 * findings are numbered in reading order.
 */
export const gitlab: Reporter = ({ documents, unreadable }) => {
  const taken = new Map<string, number>();
  const unique = (fingerprint: string): string => {
    const times = (taken.get(fingerprint) ?? 0) + 1;
    taken.set(fingerprint, times);
    return times === 1 ? fingerprint : `${fingerprint}-${times}`;
  };
  const issues = documents.flatMap(({ path, findings }) =>
    findings.map(({ rule, severity, message, line, endLine, fingerprint }) => ({
      description: visible(message),
      check_name: rule,
      fingerprint: unique(fingerprint),
      severity: SEVERITIES[severity],
      location: { path, lines: { begin: line, end: endLine } },
    })),
  );
  const failures = unreadable.map(({ path, reason }) => ({
    description: visible(`This document could not be read: ${reason}.`),
    check_name: "unreadable",
    fingerprint: unique(`unreadable:${path}`),
    severity: "blocker",
    location: { path, lines: { begin: 1, end: 1 } },
  }));
  return `${JSON.stringify([...issues, ...failures], null, 2)}\n`;
};
