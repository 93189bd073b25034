import { expect, test } from "vitest";
import { recordingOf, voiceFor } from "./speech";

const voice = (lang: string, localService = true) => ({ lang, localService, default: false });

test("a text is read by a voice of its language that lives on the device", () => {
  const all = [voice("en-US"), voice("en_GB"), voice("bn-BD", false), voice("ar-EG")];
  expect(voiceFor(all, ["en-GB", "en"])?.lang).toBe("en_GB");
  expect(voiceFor(all, ["ar"])?.lang).toBe("ar-EG");
  expect(voiceFor(all, ["bn-BD", "bn"]), "a voice from the network would send the words away").toBeNull();
});

test("no voice of another language, or of another Chinese, is taken for it", () => {
  expect(voiceFor([voice("zh-CN"), voice("en-GB")], ["zh-HK", "yue", "zh-TW"])).toBeNull();
  expect(voiceFor([voice("som-ET")], ["so"])).toBeNull();
});

test("a recording is found by its folder and key, and its absence too", () => {
  const all = { "./audio/syl/fft.mp3": "/assets/fft.mp3" };
  expect(recordingOf("syl", "fft", all)).toBe("/assets/fft.mp3");
  expect(recordingOf("syl", "language", all)).toBeNull();
  expect(recordingOf("so", "fft", all)).toBeNull();
});
