import { expect, test } from "vitest";
import type { Asked, KioskItem } from "../store/voice";
import { wordsOf } from "../waiting/Unfinished";
import { askedOf, begun, entryOf, keptOf, type Typed } from "./entry";

const item = (key: string, more: Partial<KioskItem> = {}): KioskItem => ({
  key,
  kind: "choice",
  text: key,
  easy: null,
  source: "",
  codes: [
    ["good", "Good"],
    ["poor", "Poor"],
  ],
  self_only: false,
  ...more,
});
const asked = {
  set: "wellbeing",
  version: 3,
  items: [item("fft"), item("fft-why", { kind: "words", codes: [] }), item("ons4-happy", { kind: "scale", codes: [["7", "7"]], self_only: true })],
} as unknown as Asked;
const typed = (more: Partial<Typed>): Typed => ({
  ...begun("2026-11", null, "00000000-0000-4000-8000-000000000001"),
  mode: "paper",
  who: "self",
  ...more,
});

test("an answer travels with its mode and who gave it, and says nothing of who wrote it in", () => {
  const found = entryOf(typed({ who: "helped", answers: { fft: "good" }, words: { "fft-why": "  Kind.  " }, quote: true }), asked);
  expect(found).toEqual({
    entry: {
      batch: "00000000-0000-4000-8000-000000000001",
      set: "wellbeing", version: 3, language: "en", who: "helped", mode: "paper", month: "2026-11", team: null, easy_read: false, may_quote: true,
      answers: { fft: "good" }, words: { "fft-why": "Kind." },
    },
  }); // biome-ignore format: as it travels
});

test("well-being is not asked of who answers for another, and what was chosen before is not sent", () => {
  expect(askedOf(asked.items, "proxy")).toMatchObject({ notAsked: 1, asks: [{ key: "fft" }, { key: "fft-why" }] });
  const found = entryOf(typed({ who: "proxy", answers: { fft: "good", "ons4-happy": "7" } }), asked);
  expect("entry" in found && found.entry.answers).toEqual({ fft: "good" });
});

test("how it came, who answered and one answer are asked for, each with its field", () => {
  const found = entryOf(typed({ mode: null, who: null, words: { "fft-why": "   " } }), asked);
  expect("errors" in found && found.errors.map((one) => one.field)).toEqual(["entry-mode", "entry-who", "entry-questions"]);
});

test("another team or set chosen halfway loses nothing: what it does not ask waits, and is sent where it is asked", () => {
  const wide = typed({ answers: { fft: "good", "ons4-happy": "7" }, words: { "fft-why": "Kind." } });
  const short = { ...asked, set: "short", items: asked.items.slice(0, 2) } as Asked;
  const sent = entryOf(wide, short);
  expect("entry" in sent && [sent.entry.set, sent.entry.answers, sent.entry.words]).toEqual(["short", { fft: "good" }, { "fft-why": "Kind." }]);
  const back = entryOf(wide, asked);
  expect("entry" in back && back.entry.answers).toEqual({ fft: "good", "ons4-happy": "7" });
});

test("codes that are none, and a leave to quote nothing, are not sent", () => {
  expect("errors" in entryOf(typed({ answers: { fft: "splendid", "fft-why": "good" } }), asked)).toBe(true);
  const found = entryOf(typed({ answers: { fft: "good" }, quote: true }), asked);
  expect("entry" in found && found.entry.may_quote).toBe(false);
});

test("half written, it is told where what waits is told: as what it is, with its words", () => {
  const values = { ...keptOf(typed({ answers: { fft: "good" }, words: { "fft-why": "They were kind." } })) };
  const draft = {
    kind: "refusal" as const,
    record: "00000000-0000-4000-8000-00000000feed",
    patient: null,
    group: "an answer",
    values,
    at: "",
    called: null,
  };
  expect(wordsOf(draft, {} as never)).toBe("“An answer to write in, under “People say”: They were kind.”");
});
