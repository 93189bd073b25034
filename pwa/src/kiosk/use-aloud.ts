/** The voice of this device: what it can read, and whether it is reading. What this place recorded in the language that was chosen is heard before all else. */
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { englishFile, type Tongue, tongueOf } from "./languages";
import type { Sounds } from "./sounds";
import { read, recordingOf, type Spoken, type Stop, voiceFor, watchVoices } from "./speech";
import { type Props, spoken } from "./View";

/** So long a browser may look for its voices before it is said that there are none; milliseconds. */
const patience = 1500;

/** Voices and recordings by language: the picker says them before any language's own file is here. */
const builtIn: Record<string, { voices: readonly string[]; audio: string }> = {
  en: { voices: englishFile.voices, audio: "en" },
  bn: { voices: ["bn-BD", "bn"], audio: "syl" },
  so: { voices: ["so"], audio: "so" },
  "zh-Hant": { voices: ["zh-HK", "yue", "zh-TW"], audio: "yue" },
  ar: { voices: ["ar"], audio: "ar" },
};

export function useAloud(sounds: Sounds, chosen: string) {
  const [voices, setVoices] = useState<SpeechSynthesisVoice[]>([]);
  const [ready, setReady] = useState(false);
  const [reading, setReading] = useState(false);
  const stopping = useRef<Stop | null>(null);

  useEffect(() => {
    const unwatch = watchVoices((found) => {
      setVoices(found);
      if (found.length > 0) setReady(true);
    });
    const waited = setTimeout(() => setReady(true), patience);
    return () => {
      unwatch();
      clearTimeout(waited);
      stopping.current?.();
    };
  }, []);

  const how = ({ key, lang, of }: Spoken & { of?: string }) => {
    const here = sounds.urlOf(of ?? chosen, key);
    if (here) return { url: here };
    const sound = builtIn[lang];
    if (!sound) return null;
    const url = recordingOf(sound.audio, key);
    if (url) return { url };
    const voice = voiceFor(voices, sound.voices);
    return voice ? { voice } : null;
  };
  const stop = useCallback(() => {
    stopping.current?.();
    stopping.current = null;
    setReading(false);
  }, []);
  const say = (texts: readonly (Spoken & { of?: string })[]) => {
    stop();
    setReading(true);
    stopping.current = read(texts, how, () => setReading(false));
  };
  const textsOf = (props: Props): Spoken[] => spoken(props).map(({ key, text }) => ({ key, text: text.text, lang: text.lang }));

  return {
    ready,
    reading,
    stop,
    can: (props: Props) => textsOf(props).some((one) => how(one) !== null),
    canName: (one: Tongue) => how({ key: "language", text: one.own, lang: one.language, of: one.language }) !== null,
    toggle: (props: Props) => (reading ? stop() : say(textsOf(props))),
    name: (language: string) => say([{ key: "language", text: tongueOf(language).own, lang: language, of: language }]),
  };
}
