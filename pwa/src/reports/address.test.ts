import { describe, expect, test } from "vitest";
import { read, write } from "./address";

describe("addresses of the reports", () => {
  test("what is written is read again", () => {
    const all = { measure: "known-face", scope: "locality:Bow & Mile End", until: "2026-10", months: 12, by: "team" };
    const [path = "", query = ""] = write(all).split("?");
    expect(read(path, `?${query}`)).toEqual(all);
    expect(write({ measure: null, scope: "place", until: null, months: 24, by: null })).toBe("/reports?of=place");
  });
  test("what is none of it is left out", () => {
    expect(read("/reports", "")).toEqual({ measure: null, scope: "place", until: null, months: 24, by: null });
    expect(read("/reports/No", `?of=${"x".repeat(121)}&until=2026-13&months=7&by=Team!`)).toEqual({
      measure: null,
      scope: "place",
      until: null,
      months: 24,
      by: null,
    });
  });
});

test("exports and schedules are no measures: typed by hand they lead to the overview, at whose end they stand", () => {
  for (const one of ["exports", "schedules"]) expect(read(`/reports/${one}`, "?months=12")).toMatchObject({ measure: null, months: 12 });
});
