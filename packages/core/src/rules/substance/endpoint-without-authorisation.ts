import { defineRule } from "../rule.ts";
import { nameOf, proposedEndpoints } from "./endpoints.ts";

/** Any word on who may call. */
const WHO_MAY =
  /\bauth(?:\b|n\b|z\b|entic|ori[sz])|\b(?:oauth2?|oidc|jwts?|bearer|api[- ]?keys?|access tokens?|tokens?|sessions?|logged[- ]in|log(?:s|ged)? in|login|sign(?:ed|s)?[- ]in|permissions?|permitted|roles?|rbac|abac|acls?|scopes?|mtls|mutual tls|signed|signatures?|public(?:ly)?|anonymous|unauthenticated|sso|saml|credentials?|access control|privileges?|allow-?list|whitelist|admin-only|admins? only|internal only|localhost|autentica\w*|autoriza\w*|permisos?)\b/iu;

export const endpointWithoutAuthorisation = defineRule({
  id: "endpoint-without-authorisation",
  severity: "warning",
  documentation: {
    summary: "An endpoint is proposed, and no word says who may call it.",
    why: "An endpoint that nobody thought about is open to everybody, or to the first role that somebody had at hand. It is the most common way in.",
    notes:
      "One finding for a design that says nothing of authentication or authorisation anywhere. “Public, because …” is an answer.",
  },
  bad: [
    {
      kind: "tdr",
      markdown:
        "# TDR — Retry\n\n## 4. Proposed Design\n\n- `POST /v1/jobs` stores a job\n- `GET /v1/jobs/{id}` reads it\n\n## 7. Security, Privacy, Compliance\n\nJobs hold no personal data.\n",
      findings: [
        {
          line: 5,
          message:
            "Nothing says who may call POST /v1/jobs, nor the other endpoint. Say how callers prove who they are, which role or scope they need, and where that is enforced.",
          related: [6],
        },
      ],
    },
  ],
  good: [
    {
      kind: "tdr",
      markdown:
        "# TDR — Retry\n\n## 4. Proposed Design\n\n- `POST /v1/jobs` stores a job\n\n## 7. Security\n\nCallers need the scope `jobs:write`.\n",
    },
    { markdown: "# Notes\n\n`POST /v1/jobs` stores a job.\n" },
  ],
  check({ document }, report) {
    const [first, ...others] = proposedEndpoints(document);
    if (first === undefined || WHO_MAY.test(document.outline.tree.text)) return;
    const rest =
      others.length === 0
        ? ""
        : others.length === 1
          ? ", nor the other endpoint"
          : `, nor the other ${others.length} endpoints`;
    report({
      start: first.start,
      end: first.end,
      key: "authorisation",
      message: `Nothing says who may call ${nameOf(first)}${rest}. Say how callers prove who they are, which role or scope they need, and where that is enforced.`,
      ...(others.length === 0
        ? {}
        : { related: others.map((each) => ({ start: each.start, end: each.end, message: `${nameOf(each)}.` })) }),
    });
  },
});
