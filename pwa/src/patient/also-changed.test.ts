import { h } from "preact";
import render from "preact-render-to-string";
import { expect, test } from "vitest";
import { AlsoChanged } from "./AlsoChanged";
import { say, view } from "./testing";

const stamp = { at: "2026-11-24T11:30:00.000Z", by: "kemi", change: "c2" };
const phone = (also?: Record<string, unknown>) =>
  view("contact", "daughter", { phone: "020 7946 0155" }, { stamps: { phone: { ...stamp, ...(also && { also }) } as never } });
const shown = (one: ReturnType<typeof phone>) =>
  render(h(AlsoChanged, { view: one, group: "phone", say }))
    .replace(/<[^>]+>/g, "")
    .replaceAll("\u00a0", " ");

test("m4 where two changed it the other value is shown, with the name of whoever wrote it and the time", () => {
  const words = shown(phone({ at: "2026-11-24T11:05:00.000Z", by: "amina", change: "c1", value: { phone: "07700 900123" } }));
  expect(words).toMatch(/^Also changed, to 07700 900123, by Amina Khatun, .*11:05$/);
});

test("m4 that the other took the number out is said too", () => {
  expect(shown(phone({ at: "2026-11-24T11:05:00.000Z", by: "amina", change: "c1", value: { phone: null } }))).toContain(
    "to nothing: taken out, by Amina",
  );
});

test("where nobody else changed it nothing is said", () => {
  expect(shown(phone())).toBe("");
});
