import { expect, it } from "vitest";
import { worst } from "./entry";

it("of several words about where something is, the gravest is said", () => {
  expect(worst(["sent", "on-this-tablet", undefined])).toBe("on-this-tablet");
  expect(worst(["sent", "refused"])).toBe("refused");
  expect(worst([])).toBeNull();
});
