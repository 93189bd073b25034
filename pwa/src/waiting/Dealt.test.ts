import { expect, test } from "vitest";
import type { View } from "../store/contract";
import { dealtWords } from "./Dealt";

const now = new Date("2026-11-24T12:00:00Z");
const refusal = (how: string, reason: string | null) =>
  ({
    fields: { dealt_how: how, dealt_reason: reason },
    stamps: { dealt: { by: "grace", at: "2026-11-24T10:40:00.000Z", change: "c" } },
  }) as unknown as View<"refusal">;

test("m6 the author reads who did what with it, when, and why", () => {
  const words = (one: View<"refusal">) => dealtWords(one, () => "Grace Oduya", now).replaceAll("\u00a0", " ");
  expect(words(refusal("done-again", "Kept as a note"))).toBe("Grace Oduya kept it as a note in the record, 10:40.");
  expect(words(refusal("let-go", "Measured anew on Tuesday."))).toBe("Grace Oduya set it aside, 10:40: “Measured anew on Tuesday.”");
});
