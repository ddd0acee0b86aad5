/** Variables that name the run of a CI system, by system. */
const ADDRESSES = [
  "CI_JOB_URL", // GitLab
  "BUILD_URL", // Jenkins
  "CIRCLE_BUILD_URL",
  "BUILDKITE_BUILD_URL",
  "TRAVIS_BUILD_WEB_URL",
  "DRONE_BUILD_LINK",
  "CI_PIPELINE_URL", // Woodpecker
] as const;

/**
 * Where the run that this process is part of can be seen, as its CI system says; null outside of one.
 *
 * @example runOf({ GITHUB_SERVER_URL: "https://github.com", GITHUB_REPOSITORY: "acme/shop", GITHUB_RUN_ID: "7" }) // "https://github.com/acme/shop/actions/runs/7"
 */
export function runOf(env: Readonly<Record<string, string | undefined>>): string | null {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id } = env;
  if (server && repository && id) return `${server}/${repository}/actions/runs/${id}`;
  const { SYSTEM_TEAMFOUNDATIONCOLLECTIONURI: collection, SYSTEM_TEAMPROJECT: project, BUILD_BUILDID: build } = env;
  if (collection && project && build)
    return `${collection}${encodeURIComponent(project)}/_build/results?buildId=${build}`;
  const named = ADDRESSES.map((name) => env[name]).find((value) => value !== undefined && /^https?:\/\//.test(value));
  return named ?? null;
}
