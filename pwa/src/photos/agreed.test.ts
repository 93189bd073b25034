import { describe, expect, it } from "vitest";
import { bundle, view } from "../patient/testing";
import type { View } from "../store/contract";
import { nameBefore, signatureOf } from "./agreed";

const signed = (id: string, words: string, taken_at: string, over: object = {}) =>
  view("attachment", id, { what: "signature", record: "plan", words, taken_at, status: "active", ...over }) as View;
const asked = { record: "plan", names: ["Rokeya Begum"], since: "2026-11-02" };

describe("the signature under an agreement", () => {
  const last = signed("last year", "Rokeya Begum", "2025-11-02T10:00:00.000Z");
  it("is not the one that was given under an earlier agreement", () => expect(signatureOf(bundle(last), asked)).toBeUndefined());
  it("is the latest since the day of this one, drawn or typed", () => {
    const [drawn, typed] = [signed("a", "Rokeya Begum", "2026-11-02T09:00:00.000Z"), signed("b", "Rokeya Begum (typed)", "2026-11-03T09:00:00.000Z")];
    expect(signatureOf(bundle(last, drawn), asked)?.id).toBe("a");
    expect(signatureOf(bundle(last, typed, drawn), asked)?.id).toBe("b");
  });
  it("is that person's and that record's", () => {
    const others = [
      signed("a", "Nasima", "2026-11-03T09:00:00.000Z"),
      signed("b", "Rokeya Begum", "2026-11-03T09:00:00.000Z", { record: "another" }),
    ];
    expect(signatureOf(bundle(...others), asked)).toBeUndefined();
  });
});

describe("a corrected name", () => {
  const stood = { agreed_on: "2026-11-02", agreed_kind: "with-the-person", agreed_with: ["Rokeya Begun", "Nasima"], not_agreed_why: null };
  const plan = (now: object) =>
    view(
      "care_plan",
      "plan",
      { ...stood, ...now },
      { stamps: { agreement: { at: "2026-11-03T09:00:00.000Z", by: "kemi", change: "c", was: stood } } },
    );
  it("keeps the signature that was given under the old one", () => {
    const name = nameBefore(plan({ agreed_with: ["Rokeya Begum", "Nasima"] }), "Rokeya Begum");
    expect(name).toBe("Rokeya Begun");
    expect(signatureOf(bundle(signed("a", "Rokeya Begun", "2026-11-02T09:00:00.000Z")), { ...asked, names: ["Rokeya Begum", name!] })?.id).toBe("a");
  });
  it.each([
    ["of another day", { agreed_on: "2026-11-03", agreed_with: ["Rokeya Begum", "Nasima"] }],
    ["that others agreed too", { agreed_with: ["Rokeya Begum", "Omar"] }],
    ["with one more", { agreed_with: ["Rokeya Begum", "Nasima", "Omar"] }],
    ["in another order", { agreed_with: ["Nasima", "Rokeya Begum"] }],
  ])("is none in an agreement %s", (_, now) => expect(nameBefore(plan(now), "Rokeya Begum")).toBeNull());
  it("is not one person in another's place", () => expect(nameBefore(plan({ agreed_with: ["Omar Begum", "Nasima"] }), "Omar Begum")).toBeNull());
  it("is one too where only who they are to the person changed", () => {
    const was = { ...stood, agreed_with: ["Ali, son"] };
    const now = view(
      "care_plan",
      "plan",
      { ...was, agreed_with: ["Ali, grandson"] },
      { stamps: { agreement: { at: "2026-11-03T09:00:00.000Z", by: "kemi", change: "c", was } } },
    );
    expect(nameBefore(now, "Ali, grandson")).toBe("Ali, son");
  });
  it("does not give one person's signature to another of the list", () =>
    expect(nameBefore(plan({ agreed_with: ["Rokeya Begum", "Nasima"] }), "Nasima")).toBeNull());
});
