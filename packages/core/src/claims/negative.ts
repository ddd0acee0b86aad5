/** Negative statements: "None", "Not needed", "No feature flags", "No aplica". They fill a section and claim nothing. */

/** Words that may stand between "no" and what there is none of. */
const QUALIFIERS =
  "(?:new|additional|further|specific|known|explicit|major|significant|separate|dedicated|open|other|special|more|outstanding|unresolved|real|at this|nuev[oa]s?|adicionales|conocid[oa]s)";

/** There is nothing at all, or nothing is needed. */
const NOTHING = new RegExp(
  "^(?:[-–—_\\s]*|n\\s?/\\s?a|n\\.a\\.?|nil|null|no|none(?! of)\\b.*|nothing(?! (?:should|must|may|shall|can))\\b.*" +
    "|not (?:applicable|needed|required|necessary|relevant|planned|at this time|yet|currently|for now)\\b.*" +
    `|(?:there (?:is|are|were) )?(?:no|not any|currently no) (?:${QUALIFIERS} )*(?:[\\p{L}\\p{N}/_-]+ ){0,5}?` +
    "(?:(?:is|are|will be|were|was) (?:currently )?)?(?:needed|required|necessary|planned|identified|anticipated|foreseen|applicable|at this time|at the moment|at present|for now|so far|yet|remaining|remain|left|outstanding)" +
    "|ningun[oa]s?\\b.*|nada\\b.*|no (?:aplica|procede|hay|se requiere|se necesita|es necesari[oa]|corresponde)\\b.*|sin (?:cambios|riesgos|preguntas)\\b.*|n/d)$",
  "iu",
);

/** Any "no …" of few words, for kinds of which naming one would be the only reason to speak of them. */
const NO_SUCH =
  /^no (?:\w+[- /]){0,6}\w+(?: (?:is|are|will be|were)(?: currently)?)? ?(?:needed|required|necessary|planned|expected|introduced|added|identified|affected|involved|anticipated|applicable|at this time)?$/i;

const MOST = 300;

/** Cheap: no negative statement begins in another way. The patterns above are dear to make, and most documents need none. */
const MAY_DENY = /^[\s*_~"“(`]*(?:n(?:[o/\s.]|il|ull|ing|ada)|there\b|currently\b|sin\b|[-–—_]|$)/i;

/** The first clause of a statement, without marks. */
function firstClause(plain: string): string {
  const statement = plain
    .slice(0, MOST)
    .replace(/^[\s*_~"“(`]+/, "")
    .trim();
  const end = /(?<=.)(?:[.;:,!](?=\s|$)|[(—]|\s[-–]\s)/.exec(statement);
  return (end === null ? statement : statement.slice(0, end.index)).replace(/[\s*_~"”).]+$/, "").trim();
}

/**
 * Whether a statement says that there is nothing of its kind: "None", "N/A", "No new metrics".
 *
 * @example isNegative("No feature flags; the change is additive") // true
 */
export function isNegative(plain: string): boolean {
  if (!MAY_DENY.test(plain)) return false;
  const clause = firstClause(plain);
  return NOTHING.test(clause) || NO_SUCH.test(clause);
}

const ENDS_NOT_APPLICABLE = /[\s:–—-]n\/a\.?$/i;

/**
 * The same for kinds whose statements may well begin with "No": "No data loss" is a goal. `what` names the kind, so that "No
 * open questions" is still none.
 *
 * @example saysNone("No downtime during deploys") // false
 * @example saysNone("No known risks", /risks?/) // true
 */
export function saysNone(plain: string, what?: RegExp): boolean {
  if (ENDS_NOT_APPLICABLE.test(plain)) return true;
  if (!MAY_DENY.test(plain)) return false;
  const clause = firstClause(plain);
  if (NOTHING.test(clause)) return true;
  if (what === undefined || !/^(?:there (?:is|are) |currently )?no\b|^sin\b/i.test(clause)) return false;
  return what.test(clause) && clause.split(" ").length <= 8;
}
