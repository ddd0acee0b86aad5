/** How the secrets of well-known services look. Every shape has something that tells it from chance: a prefix, a length, an alphabet. */

export interface SecretShape {
  /** What it is, for a message: "an access key of AWS". */
  readonly what: string;
  /** Matches at the start of a run of letters, digits, `_` and `-`. */
  readonly pattern: RegExp;
}

/** By the first characters of a run: a look-up instead of thirty patterns for every run. */
const SHAPES: readonly (readonly [prefixes: readonly string[], SecretShape])[] = [
  [
    ["AKIA", "ASIA", "ABIA", "ACCA"],
    { what: "an access key of AWS", pattern: /(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}(?![\w-])/y },
  ],
  [
    ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"],
    { what: "a token of GitHub", pattern: /gh[pousr]_[A-Za-z0-9]{36,255}(?![\w-])/y },
  ],
  [["github_pat_"], { what: "a token of GitHub", pattern: /github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}(?![\w-])/y }],
  [
    ["glpat-", "gldt-", "glrt-", "glcbt-", "glptt-", "glsoat-"],
    { what: "a token of GitLab", pattern: /gl(?:pat|dt|rt|cbt|ptt|soat)-[\w-]{20,300}(?![\w-])/y },
  ],
  [
    ["xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xapp-"],
    {
      what: "a token of Slack",
      pattern: /(?:xox[abprs]-(?:\d{6,}-){1,3}[A-Za-z0-9-]{20,}|xapp-\d-[A-Z0-9]{8,}-\d{8,}-[a-f0-9]{32,})(?![\w-])/y,
    },
  ],
  [
    ["sk_live_", "rk_live_", "whsec_"],
    { what: "a key of Stripe", pattern: /(?:[sr]k_live_[A-Za-z0-9]{20,247}|whsec_[A-Za-z0-9]{32,})(?![\w-])/y },
  ],
  [["AIza"], { what: "an API key of Google", pattern: /AIza[\w-]{35}(?![\w-])/y }],
  [["GOCSPX-"], { what: "a client secret of Google", pattern: /GOCSPX-[\w-]{28}(?![\w-])/y }],
  [["npm_"], { what: "a token of npm", pattern: /npm_[A-Za-z0-9]{36}(?![\w-])/y }],
  [["pypi-"], { what: "a token of PyPI", pattern: /pypi-AgEIcHlwaS5vcmc[\w-]{50,}/y }],
  [["sk-ant-"], { what: "an API key of Anthropic", pattern: /sk-ant-(?:api|admin)\d{2}-[\w-]{80,}/y }],
  [["sk-proj-", "sk-svcacct-"], { what: "an API key of OpenAI", pattern: /sk-(?:proj|svcacct)-[\w-]{40,}/y }],
  [["hf_"], { what: "a token of Hugging Face", pattern: /hf_[A-Za-z]{34}(?![\w-])/y }],
  [["dop_v1_", "doo_v1_"], { what: "a token of DigitalOcean", pattern: /do[op]_v1_[a-f0-9]{64}(?![\w-])/y }],
  [
    ["shpat_", "shpss_", "shpca_"],
    { what: "a token of Shopify", pattern: /shp(?:at|ss|ca)_[a-fA-F0-9]{32}(?![\w-])/y },
  ],
  [["SG"], { what: "an API key of SendGrid", pattern: /SG\.[\w-]{22}\.[\w-]{43}(?![\w-])/y }],
  [["key-"], { what: "an API key of Mailgun", pattern: /key-[a-f0-9]{32}(?![\w-])/y }],
  [["lin_api_"], { what: "an API key of Linear", pattern: /lin_api_[A-Za-z0-9]{40}(?![\w-])/y }],
  [["dapi"], { what: "a token of Databricks", pattern: /dapi[a-f0-9]{32}(?:-\d)?(?![\w-])/y }],
  [["hvs", "hvb"], { what: "a token of Vault", pattern: /hv[sb]\.[\w-]{24,}/y }],
  [
    ["eyJ"],
    { what: "a signed token (JWT)", pattern: /eyJ[\w-]{10,2000}\.eyJ[\w-]{10,4000}\.[\w-]{20,2000}(?![\w-])/y },
  ],
];

const byStart = new Map<string, { prefix: string; shape: SecretShape }[]>();
for (const [prefixes, shape] of SHAPES) {
  for (const prefix of prefixes) {
    const start = prefix.slice(0, 2);
    byStart.set(start, [...(byStart.get(start) ?? []), { prefix, shape }]);
  }
}

export interface FoundSecret {
  readonly what: string;
  readonly start: number;
  readonly end: number;
}

/** The secret that starts at `start`, when one does. */
export function secretAt(text: string, start: number): FoundSecret | null {
  for (const { prefix, shape } of byStart.get(text.slice(start, start + 2)) ?? []) {
    if (!text.startsWith(prefix, start)) continue;
    shape.pattern.lastIndex = start;
    const match = shape.pattern.exec(text);
    if (match !== null) return { what: shape.what, start, end: start + match[0].length };
  }
  return null;
}

/**
 * Whether a value only stands for a secret: it says so ("EXAMPLE", "your-token"), or nobody's generator would make it (one
 * character all along, the alphabet, few different characters).
 */
export function isStandIn(value: string): boolean {
  if (
    /example|sample|dummy|placeholder|changeme|change-me|redacted|your|xxxx|test(?:[_-]|$)|fake|mock|insert|replace|todo|foobar|hunter2|\.\.\.|…/i.test(
      value,
    )
  )
    return true;
  if (/0123456|1234567|abcdefg|qwerty|deadbeef|(.)\1{5}/i.test(value)) return true;
  const decoded = decodedText(value);
  if (decoded !== null && decoded !== value && isStandIn(decoded)) return true;
  return new Set(value.toLowerCase()).size < Math.min(10, value.length / 2);
}

/** What a value says in Base64, when that is plain ASCII text; null when it is not. */
function decodedText(value: string): string | null {
  let bits = 0;
  let held = 0;
  let text = "";
  for (const character of value) {
    const six = ALPHABET.indexOf(character);
    if (six === -1) return null;
    bits = ((bits << 6) | six) & 0xffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    const code = (bits >> held) & 0xff;
    if (code < 32 || code > 126) return null;
    text += String.fromCharCode(code);
  }
  return text;
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Shannon entropy in bits per character: about 4.2 and more for random letters and digits of this length, 3.5 for names. */
export function entropyOf(value: string): number {
  const counts = new Map<string, number>();
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1);
  let entropy = 0;
  for (const count of counts.values()) entropy -= (count / value.length) * Math.log2(count / value.length);
  return entropy;
}
