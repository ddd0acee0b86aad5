/** Negative statements: "None", "Not needed", "No feature flags". They fill a section and claim nothing. */

const NEGATIVE =
  /^(?:[-–—\s]*|n\/?a\.?|none\b.*|nothing\b.*|nil|no\.?|not (?:applicable|needed|required|necessary|relevant|planned|in scope|at this time)\b.*|no (?:new |additional |further |specific |known |explicit |major |significant |separate |dedicated )*(?:\w+[- ]){0,4}\w+(?: (?:is|are|will be|were)(?: currently)?)? ?(?:needed|required|necessary|planned|expected|introduced|added|identified|affected|involved|anticipated|applicable|at this time)?(?:[.;,:—–(-].*)?)$/i;

/** Whether a statement says that there is nothing of its kind. */
export function isNegative(plain: string): boolean {
  const statement = plain.trim().replace(/^[*_~"“]+|[*_"”]+$/g, "");
  return statement.length <= 200 && NEGATIVE.test(statement);
}
