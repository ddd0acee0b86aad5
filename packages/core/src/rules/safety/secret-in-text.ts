import { lineAt } from "../../text/source.ts";
import { defineRule } from "../rule.ts";
import { charactersOf } from "../views/characters.ts";
import { entropyOf, isStandIn, secretAt, type FoundSecret } from "./secrets.ts";

// Made up, and put together here so that no scanner of this repository takes them for real.
const AWS_KEY = ["AKIA", "Z7QK4MTR2WVN6XPD"].join("");
function pem(what: string, body: string): string {
  return ["-----BEGIN", `${what} KEY-----\n${body}\n-----END`, `${what} KEY-----\n`].join(" ");
}

export const secretInText = defineRule({
  id: "secret-in-text",
  severity: "error",
  documentation: {
    summary: "A key, token or password stands in the document.",
    why: "A document is read by more people than a vault, and git keeps it for ever: who can clone can log in. Once pushed, only revoking it helps.",
    notes:
      "Known shapes: AWS, GitHub, GitLab, Slack, Stripe, Google, npm, PyPI, OpenAI, Anthropic, Vault and others; private key blocks; signed tokens; passwords in connection strings; and random values behind words such as “password:”. Values that say they are examples (AWS's own AKIAIOSFODNN7EXAMPLE among them) are fine. The message never shows the secret.",
  },
  bad: [
    {
      markdown: `# Mail\n\n\`\`\`sh\nexport AWS_ACCESS_KEY_ID=${AWS_KEY}\n\`\`\`\n`,
      findings: [
        {
          line: 4,
          message:
            "This is an access key of AWS (AKIA…, 20 characters). Revoke it, and name the place where it is kept instead.",
        },
      ],
    },
    {
      markdown: "Connect to `postgres://orders:Vq8-mZt2rk@db.acme.io/orders`.\n",
      findings: [
        {
          line: 1,
          message:
            "This is a password in a connection string (10 characters). Revoke it, and name the place where it is kept instead.",
        },
      ],
    },
    {
      markdown: "client_secret: 9fQ2vL7xPz4Kd8Rw3Tn6Yb1c\n",
      findings: [
        {
          line: 1,
          message:
            "This is a random value behind “client_secret” (24 characters). Revoke it, and name the place where it is kept instead.",
        },
      ],
    },
    {
      markdown: pem("RSA PRIVATE", "MIIEowIBAAKCAQEAx9Zr0K7tq2Lw"),
      findings: [
        { line: 1, message: "This is a private key. Revoke it, and name the place where it is kept instead." },
      ],
    },
  ],
  good: [
    {
      markdown:
        "`AKIAIOSFODNN7EXAMPLE`, `ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx`, `postgres://user:password@localhost/db`, `redis://:${PASSWORD}@cache:6379`, token: `<your-token-0123456789>`\n",
    },
    {
      markdown:
        "secret_name: payments-db-credentials-v2\nsha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\n",
    },
    { markdown: pem("PRIVATE", "...") },
  ],
  check({ document }, report) {
    const { text, lineStarts } = document.outline.tree;
    const { tokens, ats } = charactersOf(document);
    const found: FoundSecret[] = [];
    let end = 0;
    for (const token of tokens) {
      if (token.start < end) continue;
      const secret = secretAt(text, token.start) ?? randomValue(text, token.start, token.end);
      if (secret === null || isStandIn(text.slice(secret.start, secret.end))) continue;
      found.push(secret);
      ({ end } = secret);
    }
    for (const at of ats) {
      const secret = passwordBefore(text, at);
      if (secret !== null) found.push(secret);
    }
    found.push(...privateKeys(text));
    for (const { what, start, end: stop } of found) {
      const shown = text.slice(start, stop);
      const prefix = /^(?:[a-z]{2,6}[_-](?:[a-z]{2,5}[_-])?|[A-Z]{4})/.exec(shown)?.[0] ?? "";
      const hint =
        what === "a private key" || what.startsWith("a signed")
          ? ""
          : sizeOf(shown, what.includes(" of ") ? prefix : "");
      const message = `This is ${what}${hint}. Revoke it, and name the place where it is kept instead.`;
      // The line, not the secret, is what the finding is recognised by: nothing that is stored may hold a hash of it.
      report({ start, end: stop, message, key: `${what} ${lineKey(text, lineStarts, start)}` });
    }
  },
});

function sizeOf(secret: string, prefix: string): string {
  return ` (${prefix === "" ? "" : `${prefix}…, `}${secret.length} characters)`;
}

/** What stands in front of the secret in its line. */
function lineKey(text: string, lineStarts: readonly number[], start: number): string {
  return text.slice(lineStarts[lineAt(lineStarts, start) - 1] ?? 0, start).slice(0, 80);
}

const KEYWORD =
  /(?:^|[^A-Za-z])((?:[A-Za-z0-9]{1,30}[_-]){0,4}(?:password|passwd|pwd|secret|api[_-]?key|access[_-]?key|secret[_-]?key|private[_-]?key|auth[_-]?token|access[_-]?token|token|client[_-]?secret))["'`]?\s{0,3}(?:[:=]|=>|:=)\s{0,3}["'`]?$/i;

/** Letters, digits and nothing that reads like a name, behind a word that announces a secret. */
function randomValue(text: string, start: number, end: number): FoundSecret | null {
  const value = text.slice(start, end);
  if (value.length > 200 || entropyOf(value) < 3.9 || /[-_]/.test(value) || isHash(value)) return null;
  if (!/[a-z]/.test(value) || !/[A-Z]/.test(value)) return null;
  const keyword = KEYWORD.exec(
    text
      .slice(Math.max(0, start - 80), start)
      .split(/[\r\n]/)
      .at(-1) ?? "",
  );
  return keyword?.[1] === undefined ? null : { what: `a random value behind “${keyword[1]}”`, start, end };
}

/** Digests in hexadecimal are no secrets. */
function isHash(value: string): boolean {
  return /^(?:[a-f0-9]+|[A-F0-9]+)$/.test(value);
}

/** `scheme://user:password@host`: the password in front of the `@`. */
function passwordBefore(text: string, at: number): FoundSecret | null {
  const before = text.slice(Math.max(0, at - 300), at);
  const match = /[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/?#@<>"'`]{0,100}:([^\s/?#@<>"'`]{6,128})$/i.exec(before);
  if (match?.[1] === undefined) return null;
  const password = match[1];
  const isName = /^(?:\$|%|\{|\*+$|[a-z]+$|[A-Z_]+$|pass|secret|postgres|root|admin|mysql|guest|minio)/.test(password);
  if (isName || isStandIn(password)) return null;
  const after = text.slice(at + 1, at + 60);
  if (/^(?:localhost|127\.0\.0\.1|0\.0\.0\.0|host\b|[\w.-]*\bexample\b)/i.test(after)) return null;
  return { what: "a password in a connection string", start: at - password.length, end: at };
}

/** Blocks of PEM that hold more than dots. */
function privateKeys(text: string): readonly FoundSecret[] {
  const found: FoundSecret[] = [];
  for (let at = text.indexOf("PRIVATE KEY-----"); at !== -1; at = text.indexOf("PRIVATE KEY-----", at + 16)) {
    const begin = /-----BEGIN (?:[A-Z0-9]{2,20} ){0,3}$/.exec(text.slice(Math.max(0, at - 80), at));
    if (begin === null) continue;
    const body = text.slice(at + 16, at + 16 + 400).replace(/^(?:\s|\\n|[>|])+/, "");
    const key = /^[A-Za-z0-9+/=]{24,}/.exec(body)?.[0];
    if (key === undefined || isStandIn(key)) continue;
    found.push({ what: "a private key", start: at - begin[0].length, end: at + 16 });
  }
  return found;
}
