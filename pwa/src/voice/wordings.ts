/** How far each language of the kiosk is: published with the kiosk, signed off here, a draft, or not translated at all. */
import { useEffect, useState } from "preact/hooks";
import { asSigned, isPublished, type LanguageFile, languageFile, type SignedOff } from "../kiosk/languages";
import { shortDay } from "../lib/dates";
import type { Setup } from "../store/voice";
import { languageCodes } from "./words";

export interface Wording {
  language: string;
  /** Null: there is no translation at all. */
  file: LanguageFile | null;
  /** `older`: other words than these were signed here. */
  state: "english" | "published" | "signed" | "draft" | "older" | "none";
  by: string;
  on: string;
  /** Translations of the questions themselves that are published. */
  questions: boolean;
}
export type Wordings = Readonly<Record<string, Wording>>;

export function wordingOf(language: string, file: LanguageFile | null, signed: Setup["signed"]): Wording {
  const none = { language, file, by: "", on: "", questions: file !== null && language !== "en" && isPublished(file.questions) };
  if (language === "en") return { ...none, state: "english", questions: true };
  if (!file) return { ...none, state: "none" };
  if (isPublished(file.words)) return { ...none, ...who(file.words), state: "published" };
  const here = asSigned(file, signed)!;
  if (isPublished(here.words)) return { ...none, ...who(here.words), state: "signed" };
  return { ...none, state: signed[language] ? "older" : "draft" };
}

const who = (one: SignedOff) => ({ by: one.signed_off_by ?? "", on: one.signed_off_on ?? "" });

/** What people meet who choose this language, said plainly. `showsDrafts`: in the demonstration. */
export function wordOf(one: Wording | undefined, showsDrafts: boolean): string {
  const questions = one?.questions ? "The questions too." : "The questions are in English: no published translation of them is here yet.";
  switch (one?.state) {
    case "english":
      return "The wording itself.";
    case "published":
    case "signed":
      return `Checked by ${one.by}, ${shortDay(one.on)}. ${questions}`;
    case "draft":
      return showsDrafts
        ? "A draft that nobody checked: this demonstration shows it, marked as a draft, and the questions in English."
        : "A draft that nobody checked: people read English, and are told why.";
    case "older":
      return "The words changed since they were checked: people read English until somebody checks them again.";
    default:
      return "Not translated yet: people read English, and are told why. Their answers count under their language.";
  }
}

/** Each language as it stands at this place; null while their files come. */
export function useWordings(setup: Setup | null): Wordings | null {
  const [files, setFiles] = useState<ReadonlyMap<string, LanguageFile | null> | null>(null);
  useEffect(() => {
    let gone = false;
    void Promise.all(languageCodes.map(async (code) => [code, await languageFile(code)] as const)).then((found) => gone || setFiles(new Map(found)));
    return () => {
      gone = true;
    };
  }, []);
  if (!files || !setup) return null;
  return Object.fromEntries(languageCodes.map((code) => [code, wordingOf(code, files.get(code) ?? null, setup.signed)]));
}
