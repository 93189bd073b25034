import { describe, expect, test } from "vitest";
import { keyOf, press, tooEasy } from "./pin";

const typed = (keys: string) => [...keys].reduce((pin, digit) => press(pin, { key: "digit", digit }), { digits: "" });

describe("the PIN pad", () => {
  test("takes digits in order, deletes the last, clears all", () => {
    expect(typed("4071").digits).toBe("4071");
    expect(press(typed("4071"), { key: "delete" }).digits).toBe("407");
    expect(press(typed("4071"), { key: "clear" }).digits).toBe("");
    expect(press({ digits: "" }, { key: "delete" }).digits).toBe("");
  });
  test("takes no more than six", () => {
    expect(typed("40719355").digits).toBe("407193");
  });
  test("hears a keyboard's digits, Backspace and Delete, and nothing else", () => {
    expect(keyOf("7")).toEqual({ key: "digit", digit: "7" });
    expect(keyOf("Backspace")).toEqual({ key: "delete" });
    expect(keyOf("Delete")).toEqual({ key: "clear" });
    expect(keyOf("a")).toBeNull();
    expect(keyOf("Tab")).toBeNull();
  });
});

describe("a PIN that is too easy", () => {
  test.each(["12345", "4071935", "111111", "123456", "987654", "121212", "407407", "140342"])("%s is not taken", (digits) => {
    expect(tooEasy(digits)).not.toBeNull();
  });
  test.each(["407193", "882014", "555017"])("%s will do", (digits) => {
    expect(tooEasy(digits)).toBeNull();
  });
});
