/** Languages of the record that the kiosk begins in, each in its own script. Sylheti is spoken: its readers read Bengali. */
const known: Record<string, { language: string; own: string }> = {
  english: { language: "en", own: "English" },
  bengali: { language: "bn", own: "বাংলা" },
  sylheti: { language: "bn", own: "বাংলা" },
  somali: { language: "so", own: "Soomaali" },
  cantonese: { language: "zh-Hant", own: "中文" },
  chinese: { language: "zh-Hant", own: "中文" },
  mandarin: { language: "zh-Hant", own: "中文" },
  arabic: { language: "ar", own: "العربية" },
};

/** At most two, those that are not English first; English where none of theirs is there. */
export function spoken(languages: readonly string[]): { language: string; own: string }[] {
  const found = new Map<string, { language: string; own: string }>();
  for (const name of languages) {
    const one = known[name.toLowerCase()];
    if (one) found.set(one.language, one);
  }
  if (found.size === 0) found.set("en", known.english!);
  return [...found.values()].sort((a, b) => Number(a.language === "en") - Number(b.language === "en")).slice(0, 2);
}
