import { expect, test } from "vitest";
import { setOf } from "../kiosk/content";
import { englishFile, reading } from "../kiosk/languages";
import { asked, fresh } from "../kiosk/model";
import { type Around, spoken } from "../kiosk/View";
import { base64, sayings } from "./recording";

const set = setOf("wellbeing");
const offered = { key: set.key, version: set.version, name: "", items: set.items.map((key) => ({ key, text: key, self_only: false })) };

test("each thing that a kiosk reads aloud has a place for a recording, under the name by which the kiosk looks for it", () => {
  const around = { set, reading: reading("en", englishFile, false), asking: null, saved: "saved" } as unknown as Around;
  const keys = new Set(sayings(offered).map(([key]) => key));
  const screens = [
    { ...fresh, screen: "who" as const },
    { ...fresh, screen: "thanks" as const },
    { ...fresh, screen: "more" as const },
    fresh,
    ...asked(set, fresh).map((item) => ({ ...fresh, screen: "item" as const, item, easy: true })),
  ];
  for (const model of screens) for (const { key } of spoken({ model, around })) expect(keys, `${model.screen} ${model.item}: ${key}`).toContain(key);
  expect(keys).toContain("language");
});

test("bytes go as base64, also many of them", () => {
  expect(base64(new Uint8Array([255, 251, 144, 0]))).toBe("//uQAA==");
  const many = Uint8Array.from({ length: 100_000 }, (_, n) => n % 251);
  expect(Uint8Array.from(atob(base64(many)), (one) => one.charCodeAt(0))).toEqual(many);
});
