import { describe, expect, it } from "vitest";
import { differences, tokens } from "./words";

const marked = (sides: string[]) => differences(sides).map((pieces) => pieces.filter((p) => p.differs).map((p) => p.text));
const whole = (sides: string[]) => differences(sides).map((pieces) => pieces.map((p) => p.text).join(""));

const tomasz = "Walk with the frame from bed to front door, twice a day, on her own.";
const kemi = "Walk with the frame from bed to kitchen, once a day, with someone beside her until the heel has healed.";

describe("words that differ", () => {
  it("are marked on both sides", () => {
    const [a, b] = marked([tomasz, kemi]);
    expect(a).toContain("front door");
    expect(a).toContain("twice");
    expect(b).toContain("kitchen");
    expect(b).toContain("once");
  });
  it("never change the text itself", () =>
    expect(whole([tomasz, kemi, "  odd  spaces\nand lines "])).toEqual([tomasz, kemi, "  odd  spaces\nand lines "]));
  it("are none where the sides are the same", () => expect(marked(["5 mg", "5 mg"])).toEqual([[], []]));
  it("are all where nothing is shared", () => expect(marked(["left", "right"])).toEqual([["left"], ["right"]]));
  it("tell 5 from 50, and 0.5 from 5", () => {
    expect(marked(["5 mg daily", "50 mg daily"])).toEqual([["5"], ["50"]]);
    expect(marked(["0.5 mg", "5 mg"])).toEqual([["0.5"], ["5"]]);
  });
  it("are marked among three sides where any of the others lacks them", () => expect(marked(["a b", "a b", "a c"])).toEqual([["b"], ["b"], ["c"]]));
  it("see an empty side", () => expect(marked(["", "stop"])).toEqual([[], ["stop"]]));
  it("notice another order", () => expect(marked(["rest then walk", "walk then rest"]).flat().length).toBeGreaterThan(0));
  it("mark a capital that differs", () => expect(marked(["Not safe", "not safe"])).toEqual([["Not"], ["not"]]));
  it("do not fill the memory with a very long text", () => expect(differences(["x ".repeat(3000), "y ".repeat(3000)])[0]).toHaveLength(1));
});

it("a word with an apostrophe, a time and a number are one word each", () =>
  expect(tokens("don’t 14:05 0.5").filter((t) => t.trim())).toEqual(["don’t", "14:05", "0.5"]));
