/** Small things about text that several screens need. */
export const lowerFirst = (s: string): string => s.charAt(0).toLowerCase() + s.slice(1);
export const firstName = (name: string | null | undefined): string => (name ?? "").replace(/^(Dr|Mr|Mrs|Ms)\.? /, "").split(" ")[0] ?? "";
/** Digits and a leading plus only: what a telephone takes. */
/** "Written by you", "Written by Amina Khatun, physiotherapist". */
export const writtenBy = (signature: string): string => `Written by ${signature === "You" ? "you" : signature}`;
export const phoneHref = (phone: string): string => `tel:${phone.replace(/(?!^\+)[^\d]/g, "")}`;
/** Paragraphs of a text that people typed. */
export const paragraphs = (words: string): string[] =>
  words
    .split(/\n+/)
    .map((p) => p.trim())
    .filter(Boolean);
/** “…” around a person's own words, unless they already have quotation marks. */
export const inQuotes = (words: string): string => (/^[“"']/.test(words) ? words : `“${words}”`);
