import { expect, test } from "vitest";
import { professionInside } from "./profession";

test.each([
  ["District nurse", "district nurse"],
  ["GP", "GP"],
  ["Carers' support worker", "carers' support worker"],
  ["Lead GP", "lead GP"],
  [null, ""],
])("%s inside a sentence is %s", (typed, inside) => expect(professionInside(typed)).toBe(inside));
