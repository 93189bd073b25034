import { expect, it } from "vitest";
import { bundle, people, view } from "../patient/testing";
import type { View } from "../store/contract";
import { doerOf, doers } from "./doers";

const family = bundle(
  view("contact", "n", { name: "Nasima Begum", relation: "Daughter", status: "active" }) as View,
  view("contact", "i", { name: "Imran Begum", relation: "Son", status: "ended" }) as View,
);

it.each([
  ["Rokeya, with Nasima", "own"],
  ["Nasima Begum, daughter", "family"],
  ["nasima", "family"],
  ["Home care worker", "other"],
  ["Rokeya's GP", "own"],
  ["", "other"],
])("%j is %s", (who, kind) => expect(doerOf({ who }, family, "Rokeya")).toBe(kind));
it("somebody of the team is the team's, whatever else is said", () =>
  expect(doerOf({ staff: "kemi", who: "with Nasima" }, family, "Rokeya")).toBe("other"));
it("offers the person, who is close to them now, and the professions", () => {
  const all = doers(family, "Rokeya", { ...people, allStaff: () => [{ id: "k", name: "Kemi", profession: "District nurse" }] });
  expect(all.map(({ value }) => value)).toEqual(["Rokeya", "Nasima Begum, daughter", "A district nurse"]);
});
