/**
 * Which words somebody reads. A translation reaches people when a named person has signed it off with a date, and not before: until then the words are
 * English, and it is said so. In the demonstration drafts of the words around the questions are shown, marked; of the questions themselves never.
 * Signed off: in the file, for every place; or by a place for itself, for exactly the wording whose digest it names.
 */
import english from "./languages/en.json";

export type Word = keyof typeof english.words.strings;

export interface SignedOff {
  status: string;
  signed_off_by: string | null;
  signed_off_on: string | null;
}
export interface LanguageFile {
  language: string;
  direction: string;
  /** Voices that may read it, the best first. */
  voices: readonly string[];
  /** The folder of its recordings: a spoken language has a name of its own. */
  audio: string;
  words: SignedOff & { strings: Readonly<Record<string, string>> };
  /** By "fft.text", "agree.neither", "stem"…: questions, leads, scales. */
  questions: SignedOff & { strings: Readonly<Record<string, string>> };
  /** Of the words, as `digestOf` works it out: only when the file was fetched. */
  digest?: string;
}

export interface Tongue {
  language: string;
  own: string;
  english: string;
  /** Said beneath its name. */
  note: string;
  direction: "ltr" | "rtl";
}

/** In the order of the first screen. */
export const tongues: readonly Tongue[] = [
  { language: "en", own: "English", english: "English", note: "", direction: "ltr" },
  { language: "bn", own: "বাংলা", english: "Bengali", note: "Bengali, spoken in Sylheti", direction: "ltr" },
  { language: "so", own: "Soomaali", english: "Somali", note: "Somali", direction: "ltr" },
  { language: "zh-Hant", own: "中文", english: "Chinese", note: "Chinese, spoken in Cantonese", direction: "ltr" },
  { language: "ar", own: "العربية", english: "Arabic", note: "Arabic", direction: "rtl" },
];

/** Asked for, and not translated at all yet. */
export const others: readonly Tongue[] = [
  { language: "it", own: "Italiano", english: "Italian", note: "Italian", direction: "ltr" },
  { language: "es", own: "Español", english: "Spanish", note: "Spanish", direction: "ltr" },
  { language: "fr", own: "Français", english: "French", note: "French", direction: "ltr" },
  { language: "pt", own: "Português", english: "Portuguese", note: "Portuguese", direction: "ltr" },
  { language: "pl", own: "Polski", english: "Polish", note: "Polish", direction: "ltr" },
];

export function tongueOf(language: string): Tongue {
  return [...tongues, ...others].find((one) => one.language === language) ?? tongues[0]!;
}

/** Signed off: by somebody, on a day. */
export function isPublished({ status, signed_off_by, signed_off_on }: SignedOff): boolean {
  return status === "published" && (signed_off_by ?? "").trim() !== "" && /^\d{4}-\d{2}-\d{2}$/.test(signed_off_on ?? "");
}

/** A text and whose language it is in: `lang` and `dir` of the element that shows it. */
export interface Text {
  text: string;
  lang: string;
  dir: "ltr" | "rtl";
}

export interface Reading {
  language: string;
  dir: "ltr" | "rtl";
  /** The words around the questions are a draft. */
  isDraft: boolean;
  /** The words around the questions are not there in this language. */
  isFallback: boolean;
  /** The questions are not there in this language. */
  areQuestionsFallback: boolean;
  word(key: Word, given?: Record<string, string | number>): string;
  /** A text of a question, `english` where there is no signed-off translation. */
  question(key: string, english: string): Text;
  voices: readonly string[];
  audio: string;
}

export const englishFile: LanguageFile = english;

/** SHA-256 of a wording, in hex: the same for the same words, in whatever order a file has them. */
export async function digestOf(strings: Readonly<Record<string, string>>): Promise<string> {
  const text = JSON.stringify(Object.entries(strings).sort(([a], [b]) => (a < b ? -1 : 1)));
  const sum = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(sum), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The file as it counts at this place: published where a person signed this very wording off here. */
export function asSigned(
  file: LanguageFile | null,
  signed: Readonly<Record<string, { digest?: string; by?: string; on?: string }>> = {},
): LanguageFile | null {
  const here = file && signed[file.language];
  if (!file?.digest || here?.digest !== file.digest) return file;
  return { ...file, words: { ...file.words, status: "published", signed_off_by: here.by ?? null, signed_off_on: here.on ?? null } };
}

/** How this language reads here. `file`: null where there is none. `showsDrafts`: in the demonstration. */
export function reading(language: string, file: LanguageFile | null, showsDrafts: boolean): Reading {
  const has = file !== null && (isPublished(file.words) || showsDrafts);
  const words = has ? file : englishFile;
  const questions = file !== null && isPublished(file.questions) ? file : null;
  const { direction } = tongueOf(language);
  return {
    language: words.language,
    dir: words.direction === "rtl" ? "rtl" : "ltr",
    isDraft: has && !isPublished(words.words),
    isFallback: !has,
    areQuestionsFallback: questions === null,
    word: (key, given) => filled(words.words.strings[key] ?? english.words.strings[key], given),
    question(key, text) {
      const translated = language === "en" ? undefined : questions?.questions.strings[key];
      return translated === undefined ? { text, lang: "en", dir: "ltr" } : { text: translated, lang: language, dir: direction };
    },
    voices: words.voices,
    audio: file?.audio ?? language,
  };
}

function filled(text: string, given: Record<string, string | number> = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(given[name] ?? whole));
}

const files: Record<string, () => Promise<{ default: LanguageFile }>> = {
  bn: () => import("./languages/bn.json"),
  so: () => import("./languages/so.json"),
  "zh-Hant": () => import("./languages/zh-Hant.json"),
  ar: () => import("./languages/ar.json"),
};

/** The file of a language, fetched when it is first chosen; null where there is none, or where it cannot be had. */
export async function languageFile(language: string): Promise<LanguageFile | null> {
  if (language === "en") return englishFile;
  const found = await files[language]?.().catch(() => null);
  if (!found) return null;
  const digest = await digestOf(found.default.words.strings).catch(() => null);
  return digest ? { ...found.default, digest } : found.default;
}
