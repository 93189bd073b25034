import { expect, test } from "vitest";
import { isMine, ownersOf, ownerWords } from "./owners";

test("a profession owns what its kind of work does", () => {
  expect(ownersOf("District nurse")).toEqual(["nursing"]);
  expect(ownersOf("Health care assistant")).toEqual(["nursing"]);
  expect(ownersOf("Occupational therapist")).toEqual(["therapy"]);
  expect(ownersOf("Physiotherapist")).toEqual(["therapy"]);
  expect(ownersOf("Social worker")).toEqual(["social-work"]);
  expect(ownersOf("Mental health nurse")).toEqual(["mental-health", "nursing"]);
  expect(ownersOf("Team administrator")).toEqual([]);
  expect(ownersOf(null)).toEqual([]);
});

test("a section of anyone is everybody's, another only its owners'", () => {
  expect(isMine({ owners: ["any"] }, "Care coordinator")).toBe(true);
  expect(isMine({ owners: [] }, null)).toBe(true);
  expect(isMine({ owners: ["therapy", "social-work"] }, "Social worker")).toBe(true);
  expect(isMine({ owners: ["therapy"] }, "District nurse")).toBe(false);
  expect(ownerWords({ owners: ["nursing", "mental-health"] })).toBe("Nursing or mental health");
  expect(ownerWords({ owners: [] })).toBe("Anyone");
});
