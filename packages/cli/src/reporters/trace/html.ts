import type { DesignMatrix, MatrixRow, OrphanTest } from "@lintel/core";
import { htmlText } from "../markdown-text.ts";
import type { TraceRun } from "../reporter.ts";
import { headline, isProven, nameOf, openWord, standingWord, suspectWord } from "./words.ts";

/** One page that needs nothing but itself: no script, no font, no address. Readable in print and by screen readers. */
export function html({ tool, matrix, comparison, unreadable, problems }: TraceRun): string {
  const parts = [
    `<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">`,
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>Criteria and tests</title>\n<style>${STYLE}</style>\n</head>\n<body>\n<main>\n<h1>Criteria and tests</h1>`,
    `<p class="sum">${htmlText(headline(matrix))}</p>`,
  ];
  if (comparison !== null && comparison.suspects.length + comparison.falls.length > 0) {
    const falls = comparison.falls.map(
      ({ criterion, from, to }) => `<li>${htmlText(`${criterion} fell from ${from} to ${to}`)}</li>`,
    );
    const suspects = comparison.suspects.map((suspect) => `<li>${htmlText(suspectWord(suspect))}</li>`);
    parts.push(`<section><h2>Since the snapshot</h2><ul>${falls.join("")}${suspects.join("")}</ul></section>`);
  }
  for (const { path, reason } of unreadable)
    parts.push(`<p class="bad">${htmlText(`${path} could not be read: ${reason}.`)}</p>`);
  for (const { at, message } of problems) parts.push(`<p class="bad">${htmlText(`${at}: ${message}`)}</p>`);
  for (const design of matrix.designs) if (design.rows.length > 0) parts.push(section(design));
  if (matrix.orphans.length > 0) parts.push(orphans(matrix.orphans));
  parts.push(`</main>\n<footer>${htmlText(`${tool.name} ${tool.version}`)}</footer>\n</body>\n</html>\n`);
  return parts.join("\n");
}

function section({ id, path, rows, goals }: DesignMatrix): string {
  const proven = rows.filter(isProven).length;
  const goalList = goals.map(
    (goal) =>
      `<li class="${goal.isCovered ? "good" : "open"}">${htmlText(goal.text)} <small>${htmlText(
        goal.isCycle ? "goes round in a circle" : goal.criteria.join(", "),
      )}</small></li>`,
  );
  return [
    `<section><h2>${htmlText(id)}</h2><p>${htmlText(`${path}: ${proven} of ${rows.length} proven`)}</p>`,
    goalList.length === 0 ? "" : `<h3>Goals</h3><ul>${goalList.join("")}</ul>`,
    `<table><thead><tr><th scope="col">Criterion</th><th scope="col">Standing</th><th scope="col">Tests</th><th scope="col">Why</th></tr></thead><tbody>`,
    ...rows.map(tableRow),
    "</tbody></table></section>",
  ].join("\n");
}

function tableRow(row: MatrixRow): string {
  const tests = [
    ...row.tests.map(({ id, outcomes }) => `<li><code>${htmlText(id)}</code> ${htmlText(outcomes.join(", "))}</li>`),
    ...row.open.map((each) => `<li class="open">${htmlText(openWord(each))}</li>`),
  ];
  const name = htmlText(nameOf(row));
  const next = row.next === null ? "" : `<br><i>${htmlText(row.next)}</i>`;
  const kind = isProven(row) ? "good" : row.shortfall === "failed" || row.rung === "dangling" ? "bad" : "open";
  return `<tr class="${kind}"><th scope="row">${name}<br><small>${htmlText(`${row.document}:${row.line}`)}</small></th><td>${htmlText(
    standingWord(row),
  )}</td><td>${tests.length === 0 ? "" : `<ul>${tests.join("")}</ul>`}</td><td>${htmlText(row.because)}${next}</td></tr>`;
}

function orphans(tests: readonly OrphanTest[]): string {
  const rows = tests.map(
    ({ id, names, outcomes }) =>
      `<tr><td><code>${htmlText(id)}</code></td><td>${htmlText(names.join(", "))}</td><td>${htmlText(outcomes.join(", "))}</td></tr>`,
  );
  return [
    "<section><h2>Tests of no criterion</h2>",
    `<p>They stand beside tests that are mapped, or name a criterion which nobody can tell.</p>`,
    `<table><thead><tr><th scope="col">Test</th><th scope="col">Names</th><th scope="col">Outcome</th></tr></thead><tbody>`,
    ...rows,
    "</tbody></table></section>",
  ].join("\n");
}

const STYLE = `
:root { color-scheme: light dark; --line: #8884; --good: #1a7f37; --bad: #c0272d; --open: #9a6700 }
@media (prefers-color-scheme: dark) { :root { --good: #57c271; --bad: #ff7b72; --open: #d9a520 } }
body { font: 15px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 80rem; padding: 1rem 1.5rem }
h1 { font-size: 1.6rem } h2 { font-size: 1.2rem; margin-top: 2.5rem } h3 { font-size: 1rem }
.sum { font-weight: 600 } small { opacity: .75; font-weight: normal } code { font-size: .9em; overflow-wrap: anywhere }
table { border-collapse: collapse; width: 100% } th, td { border-bottom: 1px solid var(--line); padding: .4rem .6rem; text-align: left; vertical-align: top }
thead th { position: sticky; top: 0; background: Canvas } tbody th { font-weight: normal; width: 30% }
td ul { margin: 0; padding-left: 1rem } tr td:nth-child(2) { white-space: nowrap; font-weight: 600 }
tr.good td:nth-child(2), li.good { color: var(--good) } tr.bad td:nth-child(2), .bad { color: var(--bad) } tr.open td:nth-child(2), li.open { color: var(--open) }
@media (max-width: 46rem) { thead { display: none } table, tbody, tr, tbody th, td { display: block } tr { border-bottom: 1px solid var(--line); padding: .5rem 0 } tbody th, td { border: 0; padding: .1rem 0; overflow-wrap: anywhere } }
@media print { body { max-width: none } thead th { position: static } tr { break-inside: avoid } }
`;
