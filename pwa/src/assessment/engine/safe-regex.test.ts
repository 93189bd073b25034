import { describe, expect, it } from "vitest";
import { matches, replaced } from "./safe-regex";

describe("patterns of forms", () => {
  it.each([
    ["[A-Z]{1,2}[0-9R][0-9A-Z]? ?[0-9][A-Z]{2}", "E1 4NS", true],
    ["[A-Z]{1,2}[0-9R][0-9A-Z]? ?[0-9][A-Z]{2}", "E1 4N", false],
    ["[^@\\s]+@[^@\\s]+\\.[^@\\s]+", "k.adeyemi@example.org", true],
    ["\\d{3} ?\\d{3} ?\\d{4}", "999 038 8547", true],
    ["(?:yes|no)", "no", true],
    ["a|b", "ab", false],
  ])("%s against %s", (pattern, text, fits) => expect(matches(pattern, text, true)).toBe(fits));

  it.each(["(a+)+", "(a|a)*", "(a|aa)+$", "((a*)*)*", "(a?){30}a{30}", "(.*a){20}", "(a)\\1", "(?=a)", "(", "[", "a{2,1}", "x".repeat(501)])(
    "%s is not run",
    (pattern) => expect(matches(pattern, "a".repeat(40), true)).toBeNull(),
  );

  it("does not run three long repeats on a long text", () => {
    expect(matches(".*.*.*b", "a".repeat(100), true)).toBe(false);
    expect(matches(".*.*.*b", "a".repeat(10_000), true)).toBeNull();
  });

  it.each([
    ["a*a*a*b", [10, 50], [200, 3000]],
    ["\\w*\\w*x", [10, 200], [3000]],
    ["(?:a|b)*c", [], [10, 3000]],
    ["a+$", [10, 200, 3000], [4000]],
  ] as const)("%s runs on a text only as long as ten million steps allow", (pattern, runs, not) => {
    for (const length of runs) expect([length, typeof matches(pattern, "a".repeat(length), false)]).toEqual([length, "boolean"]);
    for (const length of not) expect([length, matches(pattern, "a".repeat(length), false)]).toEqual([length, null]);
  });

  it("replaces only what it may", () => {
    expect(replaced("\\s+", "a  b", " ")).toBe("a b");
    expect(replaced("(a+)+", "aaa", "")).toBeNull();
  });
});
