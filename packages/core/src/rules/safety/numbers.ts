/** Numbers of people and accounts, told from other numbers by their form and their check digits. */

export interface Found {
  readonly what: string;
  readonly start: number;
  readonly end: number;
}

const RIGHT = "with right check digits";

/** Whether a number goes on in front of `start`: then it is part of something else. */
function isInside(text: string, start: number): boolean {
  return start > 0 && /[\w.,:/#@+-]/.test(text.charAt(start - 1));
}

/** A payment card: 13 to 19 digits in one run or in groups, an issuer's first digits, and the check digit of Luhn (ISO/IEC 7812). */
export function cardAt(text: string, start: number): Found | null {
  if (isInside(text, start)) return null;
  CARD.lastIndex = start;
  const match = CARD.exec(text);
  if (match === null) return null;
  const digits = match[0].replace(/[ -]/g, "");
  const known =
    /^(?:4\d{12}(?:\d{3})?|5[1-5]\d{14}|2(?:2[2-9]|[3-6]\d|7[01])\d{13}|3[47]\d{13}|6(?:011|5\d\d|4[4-9]\d)\d{12}|35\d{14})$/.test(
      digits,
    );
  if (!known || !luhn(digits) || isTestCard(digits)) return null;
  return { what: `a card number ${RIGHT}`, start, end: start + match[0].length };
}

const CARD = /(?:\d{13,16}|\d{4}([ -])\d{4}\1\d{4}\1\d{4}|\d{4}([ -])\d{6}\2\d{5})(?![\w.,:/-]*\d)/y;

/** Numbers that payment companies publish for tests: few digits that change. */
function isTestCard(digits: string): boolean {
  return (
    new Set(digits.slice(1, -1)).size <= 3 ||
    /^(?:400000|555555|520082|510510|378282|371449|601111|601100|353011|356600)/.test(digits)
  );
}

function luhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    sum += i % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2;
  }
  return sum % 10 === 0;
}

/** Lengths of account numbers by country (ISO 13616 registry). */
const IBAN_LENGTHS: Readonly<Record<string, number>> = {
  AD: 24,
  AE: 23,
  AT: 20,
  BE: 16,
  BG: 22,
  BR: 29,
  CH: 21,
  CY: 28,
  CZ: 24,
  DE: 22,
  DK: 18,
  EE: 20,
  ES: 24,
  FI: 18,
  FR: 27,
  GB: 22,
  GR: 27,
  HR: 21,
  HU: 28,
  IE: 22,
  IL: 23,
  IS: 26,
  IT: 27,
  LI: 21,
  LT: 20,
  LU: 20,
  LV: 21,
  MC: 27,
  MT: 31,
  NL: 18,
  NO: 15,
  PL: 28,
  PT: 25,
  RO: 24,
  RS: 22,
  SA: 24,
  SE: 24,
  SI: 19,
  SK: 24,
  SM: 27,
  TR: 26,
  UA: 29,
};

/** Examples that the standard and every manual use. */
const KNOWN_IBANS = new Set(["GB82WEST12345698765432", "GB29NWBK60161331926819", "FR1420041010050500013M02606"]);

/** A bank account: country, two check digits and the account, in one run or in groups of four; check of ISO 7064 (modulus 97). */
export function ibanAround(text: string, digits: number): Found | null {
  const start = ibanStart(text, digits);
  if (start === null || isInside(text, start)) return null;
  const country = text.slice(start, start + 2);
  const length = IBAN_LENGTHS[country];
  if (length === undefined) return null;
  IBAN.lastIndex = start;
  const match = IBAN.exec(text);
  if (match === null) return null;
  let taken = 0;
  let end = start;
  for (; end < start + match[0].length && taken < length; end++) if (text.charCodeAt(end) !== 32) taken++;
  if (taken < length || /[A-Za-z0-9]/.test(text.charAt(end))) return null;
  const account = text.slice(start, end).replaceAll(" ", "");
  if (KNOWN_IBANS.has(account)) return null;
  const moved = account.slice(4) + account.slice(0, 4);
  let rest = 0;
  for (const character of moved) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1 ? { what: `an account number (IBAN) ${RIGHT}`, start, end } : null;
}

const IBAN = /[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,27}/y;

/** The country's letters stand two or, in groups, at most nine characters in front of a run of four digits. */
function ibanStart(text: string, digits: number): number | null {
  const before = /(?:^|[^A-Za-z0-9])([A-Z]{2}(?:\d{2} ?[A-Z]{0,4}\d{0,3} ?)?)$/.exec(
    text.slice(Math.max(0, digits - 12), digits),
  );
  return before?.[1] === undefined ? null : digits - before[1].length;
}

/** A number for the world: `+`, country, and groups. 555-01xx of North America is nobody's; so are rising and equal digits. */
export function phoneAt(text: string, start: number): Found | null {
  if (text.charAt(start - 1) !== "+" || (start > 1 && /[\w+/=-]/.test(text.charAt(start - 2)))) return null;
  PHONE.lastIndex = start;
  const match = PHONE.exec(text);
  if (match === null) return null;
  const digits = match[0].replace(/\D/g, "");
  if (digits.length < 10 || digits.length > 15 || new Set(digits).size < 5) return null;
  if (/^1\d{3}55501\d\d$|1234567|(\d)\1{4}|^\d{0,3}5550?/.test(digits)) return null;
  return { what: "a phone number", start: start - 1, end: start + match[0].length };
}

const PHONE = /[1-9]\d{0,2}(?:[ .-]?\(?\d{1,5}\)?){2,6}(?![\w.]*\w)/y;

/** Switzerland: 756.1234.5678.97, with the check digit of EAN-13. */
export function ahvAt(text: string, digits: number): Found | null {
  const start = digits - 4;
  if (text.slice(start, digits) !== "756." || isInside(text, start)) return null;
  const match = /^756\.\d{4}\.\d{4}\.\d{2}(?!\d)/.exec(text.slice(start, start + 17));
  if (match === null) return null;
  let sum = 0;
  const all = match[0].replaceAll(".", "");
  for (let i = 0; i < 12; i++) sum += Number(all[i]) * (i % 2 === 0 ? 1 : 3);
  return (10 - (sum % 10)) % 10 === Number(all[12])
    ? { what: `a Swiss insurance number (AHV) ${RIGHT}`, start, end: start + match[0].length }
    : null;
}

/** Italy: the tax code of a person, sixteen letters and digits, the last of which is made of the others. */
export function fiscalCodeAt(text: string, start: number, end: number): Found | null {
  const code = text.slice(start, end);
  if (!/^[A-Z]{6}\d{2}[A-EHLMPR-T]\d{2}[A-Z]\d{3}[A-Z]$/.test(code) || code === "RSSMRA85T10A562S") return null;
  let sum = 0;
  for (let i = 0; i < 15; i++) {
    const value = Number.parseInt(code.charAt(i), 36);
    const rank = value > 9 ? value - 10 : value;
    sum += i % 2 === 0 ? (ODD_RANKS[rank] ?? 0) : rank;
  }
  return sum % 26 === code.charCodeAt(15) - 65 ? { what: `an Italian tax code ${RIGHT}`, start, end } : null;
}

/** What a letter or digit counts on the first, third, … place: A and 0 count 1, B and 1 count 0 (Decreto 23 dicembre 1976). */
const ODD_RANKS = [
  1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
] as const;
