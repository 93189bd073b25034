/** What the PIN pad does with each key: pure. A PIN has six digits (T5): the sixth hands it in, so that the door opens without one more tap. */
export interface Pin {
  digits: string;
}

export type PinKey = { key: "digit"; digit: string } | { key: "delete" } | { key: "clear" };

export const pinDigits = 6;

export function press(pin: Pin, key: PinKey): Pin {
  switch (key.key) {
    case "digit":
      return pin.digits.length < pinDigits && /^\d$/.test(key.digit) ? { digits: pin.digits + key.digit } : pin;
    case "delete":
      return { digits: pin.digits.slice(0, -1) };
    case "clear":
      return { digits: "" };
  }
}

/** What a key of a keyboard means to the pad; null: nothing. */
export function keyOf(key: string): PinKey | null {
  if (/^\d$/.test(key)) return { key: "digit", digit: key };
  if (key === "Backspace") return { key: "delete" };
  if (key === "Delete") return { key: "clear" };
  return null;
}

/** Why a PIN is too easy, in words; null where it will do. Birthdays are caught as far as dates can be told from other digits. */
export function tooEasy(digits: string): string | null {
  if (digits.length !== pinDigits) return `A PIN has ${pinDigits} digits.`;
  if (/^(\d)\1+$/.test(digits)) return "The same digit throughout is too easy to guess.";
  const steps = [...digits].slice(1).map((d, i) => Number(d) - Number(digits[i]));
  if (steps.every((s) => s === 1) || steps.every((s) => s === -1)) return "Digits in a row are too easy to guess.";
  if (/^(\d\d)\1+$/.test(digits) || /^(\d\d\d)\1+$/.test(digits)) return "The same digits again and again are too easy to guess.";
  if (/^(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])\d\d$/.test(digits)) return "That could be a birthday. Choose another.";
  return null;
}
