import type { PersonalKind } from "@lintel/core";

export interface Found {
  readonly kind: PersonalKind;
  readonly field: string | null;
}

const EMAIL = /(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,5}[a-zA-Z]{2,24}(?![\w-])/g;
const CARD = /(?<![\w.-])\d(?:[ -]?\d){12,18}(?![\w.-])/g;
const IBAN = /(?<![\w])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![\w])/g;
const JWT = /(?<![\w-])eyJ[\w-]{8,4000}\.eyJ[\w-]{8,4000}\.[\w-]{8,4000}/g;
const PHONE = /^\+?\d[\d ()./-]{6,20}\d$/;
const PHONE_FIELD = /(?:phone|mobile|msisdn|telefon|tel)(?:_?(?:number|no))?$/i;
/** Addresses that belong to nobody: those of examples, and those of services. */
const NOBODY =
  /@(?:example\.(?:com|org|net)|(?:[\w-]+\.)*(?:invalid|test|localhost|local))$|^(?:no-?reply|noreply|git|support|info)@/i;
const MOST_LENGTH = 20_000;

/**
 * What of a person a line of a log holds. Precision before recall: a number is a card only when its check digit is right and its
 * first digits are those of a network, an account when its check sum is, a phone only under a field that is called so. Times,
 * request IDs and hashes are none of these.
 */
export function findPersonal(line: string): readonly Found[] {
  const text = line.slice(0, MOST_LENGTH);
  const found: Found[] = [];
  for (const match of text.matchAll(EMAIL))
    if (!NOBODY.test(match[0])) found.push(at("email address", text, match.index));
  for (const match of text.matchAll(CARD)) if (isCard(match[0])) found.push(at("card number", text, match.index));
  for (const match of text.matchAll(IBAN)) if (isIban(match[0])) found.push(at("bank account", text, match.index));
  for (const match of text.matchAll(JWT)) found.push(at("token", text, match.index));
  for (const match of text.matchAll(/["']?([\w.-]{2,60})["']?\s?[=:]\s?["']?(\+?\d[\d ()./-]{6,20}\d)(?![\w.])/g)) {
    const [, field = "", value = ""] = match;
    if (PHONE_FIELD.test(field) && PHONE.test(value)) found.push({ kind: "phone number", field });
  }
  return found;
}

/** The field that a value stands behind: `"email": "…"`, `email=…`. */
function at(kind: PersonalKind, text: string, offset: number): Found {
  const before = text.slice(Math.max(0, offset - 80), offset);
  return { kind, field: /["']?([A-Za-z_][\w.-]{0,60})["']?\s?[=:]\s?["']?$/.exec(before)?.[1] ?? null };
}

/** A number of a card network (4, 51–55, 2221–2720, 34, 37, 6) whose check digit is right. */
function isCard(written: string): boolean {
  const digits = written.replace(/\D/g, "");
  if (!/^(?:4|5[1-5]|2[2-7]|3[47]|6)/.test(digits) || /^(\d)\1+$/.test(digits)) return false;
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  // Times in milliseconds have thirteen digits, and one in ten passes the check.
  return sum % 10 === 0 && digits.length >= 14;
}

/** An account number whose check sum (ISO 7064, mod 97-10) is right. */
function isIban(written: string): boolean {
  const plain = written.replace(/ /g, "");
  if (plain.length < 15 || plain.length > 34) return false;
  let rest = 0;
  for (const c of plain.slice(4) + plain.slice(0, 4)) {
    const value = Number.parseInt(c, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}
