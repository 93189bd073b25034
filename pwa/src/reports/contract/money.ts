/** Money in whole pence and numbers in whole hundredths, read from what was typed and told: no float comes near either. Pure. */

/** "£1,200,000.00", "−£5.20". */
export function pounds(pence: number): string {
  const whole = Math.trunc(Math.abs(pence) / 100);
  return `${pence < 0 ? "−" : ""}£${whole.toLocaleString("en-GB")}.${String(Math.abs(pence) % 100).padStart(2, "0")}`;
}

/** "£1,200,000" and "1200000.5" in pence; null: it is no amount. */
export function penceOf(text: string): number | null {
  const found = /^£?\s*(\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.(\d{1,2}))?$/.exec(text.trim());
  if (!found) return null;
  return Number(found[1]!.replaceAll(",", "")) * 100 + Number((found[2] ?? "").padEnd(2, "0"));
}

/** "62.5" and "62.50%" in hundredths; null: it is no number of at most two decimals. */
export function hundredthsOf(text: string): number | null {
  const found = /^(\d{1,7})(?:\.(\d{1,2}))?\s*%?$/.exec(text.trim());
  if (!found) return null;
  return Number(found[1]) * 100 + Number((found[2] ?? "").padEnd(2, "0"));
}

/** Hundredths as they are sent and told: "62.5", "100". */
export function plain(hundredths: number): string {
  const decimals = String(hundredths % 100)
    .padStart(2, "0")
    .replace(/0+$/, "");
  return `${Math.trunc(hundredths / 100)}${decimals && `.${decimals}`}`;
}

/** A whole number as typed, with or without commas; null: it is none. */
export function wholeOf(text: string): number | null {
  const found = /^(\d{1,3}(?:,\d{3})+|\d{1,9})$/.exec(text.trim());
  return found ? Number(found[1]!.replaceAll(",", "")) : null;
}
