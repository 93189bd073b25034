import { describe, expect, it } from "vitest";
import type { View } from "../store/contract";
import { standingAlerts } from "./alerts";
import { bundle, view } from "./testing";

const alert = (id: string, over: Partial<View<"alert">> & { fields?: View<"alert">["fields"] } = {}) =>
  view("alert", id, { title: id, severity: "low", ...over.fields }, over) as View;
const titles = (...views: View[]) => standingAlerts(bundle(...views)).map((a) => a.title);
const side = (change: string, value: Record<string, unknown>) => ({ change, by: "kemi", at: change, value, saw: null });

describe("alerts in sight", () => {
  it("have the gravest first", () =>
    expect(
      titles(
        view("alert", "a", { title: "Key safe", severity: "low" }) as View,
        view("alert", "b", { title: "Penicillin", severity: "high" }) as View,
      ),
    ).toEqual(["Penicillin", "Key safe"]));
  it("do not show what ended", () => expect(titles(view("alert", "a", { title: "Dog", status: "ended" }) as View)).toEqual([]));
  it("keep in sight what one ended and another kept (M5)", () => {
    const disputed = view(
      "alert",
      "a",
      { title: "Latex", status: "ended" },
      { disputed: { status: { conflict: "c", base: null, sides: [side("1", { status: "ended" }), side("2", { status: "active" })] } } },
    );
    expect(titles(disputed as View)).toEqual(["Latex"]);
  });
  it("show both sides of a disputed wording, the more cautious first, none as the value (M5)", () => {
    const disputed = view(
      "alert",
      "a",
      { title: "Latex", severity: "low" },
      {
        disputed: {
          statement: {
            conflict: "c",
            base: null,
            sides: [side("1", { title: "Latex, itching", severity: "low" }), side("2", { title: "Latex, anaphylaxis", severity: "high" })],
          },
        },
      },
    );
    expect(titles(disputed as View)).toEqual(["Latex, anaphylaxis", "Latex, itching"]);
    expect(standingAlerts(bundle(disputed as View)).every((a) => a.conflict === "c")).toBe(true);
  });
  it("count an alert without a status as standing", () => expect(titles(alert("x"))).toEqual(["x"]));
});
