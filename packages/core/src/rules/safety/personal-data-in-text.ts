import type { Document } from "../../document/document.ts";
import { lineAt, type Span } from "../../text/source.ts";
import { isInCode } from "../views/in-code.ts";
import { defineRule } from "../rule.ts";
import { charactersOf } from "../views/characters.ts";
import { ahvAt, cardAt, fiscalCodeAt, ibanAround, phoneAt, type Found } from "./numbers.ts";

export const personalDataInText = defineRule({
  id: "personal-data-in-text",
  severity: "warning",
  documentation: {
    summary: "An e-mail address, phone, bank, card or identity number of a person stands in the document.",
    why: "Examples are taken from real systems, with the customer in them. A document in git cannot be erased on request, and everybody who can read it processes personal data (GDPR, Article 4).",
    notes:
      "Numbers count only when their check digits are right. Addresses in the fields for authors, reviewers and owners, in code, of roles (support@, noreply@) and under example domains are fine.",
  },
  options: {
    allowedDomains: {
      type: "array",
      default: [],
      description: "Domains whose e-mail addresses may stand in documents, such as the team's own mailing lists.",
    },
  },
  bad: [
    {
      markdown:
        "# Refunds\n\nThe call of jane.miller@gmail.com (+49 151 72018364) went to DE89 3704 0044 0532 0130 00, card 4532 0151 1283 0366.\n",
      findings: [
        { line: 3, message: "This is an e-mail address of a person. Take it out, or write one of example.org." },
        { line: 3, message: "This is a phone number. Take it out, or write one that is nobody's." },
        {
          line: 3,
          message:
            "This is an account number (IBAN) with right check digits. Take it out, or write one that is nobody's.",
        },
        {
          line: 3,
          message: "This is a card number with right check digits. Take it out, or write one that is nobody's.",
        },
      ],
    },
    {
      markdown: "Insured: 756.9217.0769.85, MRTMTT91D08F205J.\n",
      findings: [
        {
          line: 1,
          message:
            "This is a Swiss insurance number (AHV) with right check digits. Take it out, or write one that is nobody's.",
        },
        {
          line: 1,
          message: "This is an Italian tax code with right check digits. Take it out, or write one that is nobody's.",
        },
      ],
    },
  ],
  good: [
    {
      markdown:
        "# Refunds\n\n**Author**: Ada <ada.lovelace@acme.io>\n\nWrite to support@acme.io, a@example.org, `jane@acme.io` or git@github.com:acme/shop; call +1 202 555 0143.\n",
    },
    { markdown: "Build 4532015112830367, 20260114123456, 0000 0000 0000 0000, v1.2.3.4, +1 -1, 1234567890123.\n" },
    { markdown: "Test card 4242 4242 4242 4242, 4111 1111 1111 1111.\n" },
    { markdown: "Ask sre@acme.dev.\n", options: { allowedDomains: ["acme.dev"] } },
  ],
  check({ document, options }, report) {
    const { text, lineStarts } = document.outline.tree;
    const { ats, digits, tokens } = charactersOf(document);
    const found: Found[] = [];
    for (const at of ats) {
      const address = addressAround(text, at);
      if (address !== null && isPersonal(text.slice(address.start, address.end), options.allowedDomains))
        found.push({ ...address, what: "an e-mail address of a person" });
    }
    let end = 0;
    for (const start of digits) {
      if (start < end) continue;
      const number = ibanAround(text, start) ?? phoneAt(text, start) ?? cardAt(text, start) ?? ahvAt(text, start);
      if (number === null) continue;
      found.push(number);
      ({ end } = number);
    }
    for (const token of tokens) {
      const code = token.end - token.start === 16 ? fiscalCodeAt(text, token.start, token.end) : null;
      if (code !== null) found.push(code);
    }
    if (found.length === 0) return;
    const excepted = exceptions(document);
    for (const { what, start, end: stop } of found.toSorted((a, b) => a.start - b.start)) {
      if (excepted.some((span) => span.start <= start && start < span.end) || isInCode(document, start)) continue;
      const instead = what.startsWith("an e-mail") ? "one of example.org" : "one that is nobody's";
      const line = text.slice(lineStarts[lineAt(lineStarts, start) - 1] ?? 0, start).slice(0, 80);
      report({
        start,
        end: stop,
        message: `This is ${what}. Take it out, or write ${instead}.`,
        key: `${what} ${line}`,
      });
    }
  },
});

function addressAround(text: string, at: number): Span | null {
  const local = /[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}$/.exec(text.slice(Math.max(0, at - 65), at))?.[0];
  const domain = /^(?:[A-Za-z0-9-]{1,63}\.){1,5}[A-Za-z]{2,24}(?![\w:/-]|\.[A-Za-z0-9])/.exec(
    text.slice(at + 1, at + 260),
  )?.[0];
  return local === undefined || domain === undefined ? null : { start: at - local.length, end: at + 1 + domain.length };
}

const ROLES =
  /^(?:abuse|admin|administrator|alerts?|announce|billing|bot|build|bugs?|careers|ci|compliance|contact|core|data|dev|devops|feedback|git|hello|help|hg|hostmaster|info|infra|it|jobs|legal|mail|mailer-daemon|marketing|me|media|no-?reply|do-?not-?reply|notifications?|office|ops|oncall|on-call|postmaster|press|privacy|root|sales|security|service|sre|ssh|staff|support|system|team|test|tests|tester|user\d*|username|users?|webmaster|you|your|someone|somebody|name|email|alice|bob|carol|dave|eve|foo|bar|john\.?doe|jane\.?doe|jdoe)(?:[._+-]|$)|(?:[._-](?:team|list|dev|sig|wg|group|users|announce|bot|admins?|checks?|alerts?|monitor(?:ing)?|support|reports?|services?|system|notifications?|inbox|copies))$|^(?:sig|wg|team|group|list|kubernetes|dev)-|-\w+-/i;

const NOWHERE =
  /(?:^|\.)(?:example|test|invalid|localhost|local|internal|example\.\w+|test\.\w+|domain\.\w+|company\.\w+|yourcompany\.\w+|mycompany\.\w+|acme\.\w+|contoso\.\w+|foo\.\w+|bar\.\w+|email\.\w+|googlegroups\.com|groups\.io|lists\.[\w.]+|noreply\.github\.com|iam\.gserviceaccount\.com)$/i;

/** Whether an address is that of a person, and not of a role, a list, a machine or an example. */
function isPersonal(address: string, allowed: readonly string[]): boolean {
  const [local = "", domain = ""] = address.split("@");
  if (ROLES.test(local) || NOWHERE.test(domain)) return false;
  if (/\.(?:md|go|py|js|ts|rs|java|png|svg|jpg|json|ya?ml|sh|service|svc|target|timer|socket)$/i.test(domain))
    return false;
  return !allowed.some(
    (each) => domain.toLowerCase() === each.toLowerCase() || domain.toLowerCase().endsWith(`.${each.toLowerCase()}`),
  );
}

/** The fields that name people on purpose. */
function exceptions(document: Document): readonly Span[] {
  const people = document.outline.fields.filter(
    ({ key, label }) =>
      key === "author" ||
      key === "reviewers" ||
      key === "approvers" ||
      key === "owners" ||
      /author|review|owner|contact|approv|editor|maintainer|participa/i.test(label),
  );
  return people.flatMap((field) => [field, ...field.items]);
}
