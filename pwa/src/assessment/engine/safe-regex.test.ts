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

  it("is done at once with whatever it runs", () => {
    const begun = performance.now();
    for (const pattern of ["a*a*a*b", "(?:a|b)*c", "\\w*\\w*x", "a+$"])
      for (const length of [10, 200, 3000]) matches(pattern, "a".repeat(length), false);
    expect(performance.now() - begun).toBeLessThan(2000);
  });

  it("replaces only what it may", () => {
    expect(replaced("\\s+", "a  b", " ")).toBe("a b");
    expect(replaced("(a+)+", "aaa", "")).toBeNull();
  });
});
