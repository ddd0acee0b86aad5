/** Targets that stand for one still to be filled in. */
const PLACEHOLDER =
  /<[\w .-]{1,60}>|\{[\w .-]{1,60}\}|^(?:url|link|href|path|todo|tbd|tba|fixme|insert|placeholder|x{3,}|\.{3}|…|\?+)(?:[\s_-]?here)?$|^(?:url|link)[\s_-]|\bpath\/to\/|^https?:\/\/(?:\.{3}|…|<|todo\b|tbd\b|url\b|link\b|x{3,})/i;

/** Whether a link's target was left to be filled in: `url`, `TODO`, `https://...`, `path/to/spec.md`. */
export function isPlaceholderTarget(target: string): boolean {
  return target === "" || target === "#" || PLACEHOLDER.test(target);
}
