/** NHS numbers: ten digits, the last a check digit (Modulus 11; NHS Data Dictionary). */

export function digitsOf(text: string): string {
  return text.replace(/[\s-]/g, "");
}

export function isNhsNumber(text: string): boolean {
  const digits = digitsOf(text);
  if (!/^\d{10}$/.test(digits)) return false;
  const sum = [...digits.slice(0, 9)].reduce((total, digit, index) => total + Number(digit) * (10 - index), 0);
  const check = (11 - (sum % 11)) % 11;
  return check < 10 && check === Number(digits[9]);
}

/** "9992048719" → "999 204 8719": read aloud in threes and a four. Anything else comes back as it is. */
export function formatNhsNumber(text: string): string {
  const digits = digitsOf(text);
  return /^\d{10}$/.test(digits) ? `${digits.slice(0, 3)} ${digits.slice(3, 6)} ${digits.slice(6)}` : text;
}
