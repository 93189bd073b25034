import { describe, expect, test } from "vitest";
import { calibrate, Damaged, found, unlock } from "./vault";

describe("t5 a PIN is guarded by many rounds", () => {
  /** A clock on which the trial takes so many milliseconds. */
  const taking = (milliseconds: number) => {
    const times = [0, milliseconds];
    return () => times.shift()!;
  };
  test("never fewer than 600,000, however slow the machine", async () => {
    expect(await calibrate(taking(10_000))).toBe(600_000);
  });
  test("more where it is fast, up to twice that: an unlock stays a moment on the next tablet too", async () => {
    expect(await calibrate(taking(10))).toBe(1_000_000);
    expect(await calibrate(taking(1))).toBe(1_200_000);
  });
  test("with as many as were chosen the right PIN opens what was sealed, and no other does", async () => {
    const { vault, wrapped } = await found("274916", 600_000);
    expect(wrapped.rounds).toBe(600_000);
    const sealed = await vault.seal("row", "words");
    expect(await (await unlock("274916", wrapped))?.openText("row", sealed)).toBe("words");
    expect(await unlock("274917", wrapped)).toBeNull();
  });
  test("what is moved to another row does not open", async () => {
    const { vault } = await found("274916", 1_000);
    await expect(vault.open("another", await vault.seal("row", "words"))).rejects.toThrow(Damaged);
  });
});
