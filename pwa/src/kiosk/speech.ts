/**
 * Reading aloud: a recording where there is one, else the device's own voice for that language, else nothing, and that is said. No voice of another language
 * reads a text, and none that sends it away: only voices that live on the device.
 */
const recorded = import.meta.glob<string>("./audio/*/*.{mp3,m4a,ogg}", { query: "?url", import: "default", eager: true });

export interface Spoken {
  /** The item or word that this is, as recordings are named. */
  key: string;
  text: string;
  lang: string;
}

/** The address of a recording: `audio/<folder>/<key>.mp3`. */
export function recordingOf(folder: string, key: string, all: Readonly<Record<string, string>> = recorded): string | null {
  for (const end of ["mp3", "m4a", "ogg"]) {
    const found = all[`./audio/${folder}/${key}.${end}`];
    if (found) return found;
  }
  return null;
}

type Voice = Pick<SpeechSynthesisVoice, "lang" | "localService" | "default">;

/** The device's voice for a language: one of the wanted kinds, in their order; `en` takes `en-AU`, `zh-HK` takes no `zh-CN`. */
export function voiceFor<V extends Voice>(voices: readonly V[], wanted: readonly string[]): V | null {
  const own = voices.filter((voice) => voice.localService);
  for (const want of wanted) {
    const same = own.filter((voice) => {
      const lang = voice.lang.replace("_", "-").toLowerCase();
      return lang === want.toLowerCase() || lang.startsWith(`${want.toLowerCase()}-`);
    });
    const found = same.find((voice) => voice.default) ?? same[0];
    if (found) return found;
  }
  return null;
}

/** Stops what is being read. */
export type Stop = () => void;

/** Reads the texts one after the other. `ended` is called at the end, and not after a stop. */
export function read(
  texts: readonly Spoken[],
  how: (one: Spoken) => { url: string } | { voice: SpeechSynthesisVoice } | null,
  ended: () => void,
): Stop {
  let stopped = false;
  let sound: HTMLAudioElement | null = null;
  const one = (n: number): void => {
    const text = texts[n];
    if (stopped) return;
    if (!text) {
      ended();
      return;
    }
    const by = how(text);
    const next = (): void => one(n + 1);
    if (!by) {
      next();
      return;
    }
    if ("url" in by) {
      sound = new Audio(by.url);
      sound.onended = next;
      sound.onerror = next;
      void sound.play().catch(next);
      return;
    }
    const words = new SpeechSynthesisUtterance(text.text);
    words.voice = by.voice;
    words.lang = by.voice.lang;
    words.rate = 0.9;
    words.onend = next;
    words.onerror = next;
    speechSynthesis.speak(words);
  };
  one(0);
  return () => {
    stopped = true;
    sound?.pause();
    if ("speechSynthesis" in globalThis) speechSynthesis.cancel();
  };
}

/** The voices of this device; told again when the browser has found them. */
export function watchVoices(told: (voices: SpeechSynthesisVoice[]) => void): () => void {
  if (!("speechSynthesis" in globalThis)) return () => undefined;
  const tell = () => told(speechSynthesis.getVoices());
  speechSynthesis.addEventListener("voiceschanged", tell);
  tell();
  return () => speechSynthesis.removeEventListener("voiceschanged", tell);
}
