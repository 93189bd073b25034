/** Sounds for the kiosk: what may be recorded, whether a file can be played here, and playing one. Nothing of it leaves but to our own server. */
import { items, scales } from "../kiosk/content";
import { englishFile } from "../kiosk/languages";
import type { Setup } from "../store/voice";

/** Bytes; the server says the same. */
export const largest = 600_000;

/** Words of a screen that are read aloud, besides the questions. */
const around = [
  "who",
  "who_self",
  "who_self_more",
  "who_helped",
  "who_helped_more",
  "who_family",
  "who_family_more",
  "who_staff",
  "who_staff_more",
] as const;
const after = ["who_note", "words_note", "thanks", "thanks_saved", "thanks_nothing", "more_title", "more_note"] as const;

/** What may be said for a set of questions, in the order in which people hear it: as the kiosk names it, and in words for staff. */
export function sayings(set: Setup["sets"][number] | undefined): [key: string, text: string][] {
  const { strings } = englishFile.words;
  const found = new Map<string, string>([
    ["language", "The name of the language"],
    ["choose_language", strings.choose_language!],
  ]);
  for (const key of around) found.set(key, strings[key]!);
  for (const { key } of set?.items ?? []) {
    const item = items[key];
    if (!item) continue;
    if (item.lead) found.set(`${key}.lead`, item.lead);
    found.set(key, item.text);
    if (item.easy) found.set(`${key}.easy`, `Easy read: ${item.easy}`);
    if (item.kind !== "words") for (const [code, words] of scales[item.scale]) found.set(`${item.scale}.${code}`, `Answer: ${words}`);
  }
  for (const key of after) found.set(key, strings[key]!);
  return [...found];
}

/** How long it plays; null where this browser cannot play it. Takes the buffer with it. */
export async function secondsOf(bytes: ArrayBuffer): Promise<number | null> {
  try {
    return (await new OfflineAudioContext(1, 1, 44_100).decodeAudioData(bytes)).duration;
  } catch {
    return null;
  }
}

/** Plays it to its end; answers what went wrong, in words. Decoded in memory: the app's pages may load sounds from nowhere. */
export async function play(bytes: ArrayBuffer): Promise<string | null> {
  const context = new AudioContext();
  try {
    const source = context.createBufferSource();
    source.buffer = await context.decodeAudioData(bytes);
    source.connect(context.destination);
    await new Promise((resolve) => {
      source.onended = resolve;
      source.start();
    });
    return null;
  } catch {
    return "This tablet cannot play it.";
  } finally {
    await context.close();
  }
}

export function base64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
