import { describe, expect, it } from "vitest";
import type { View } from "../store/contract";
import { albums, between, firstAndLast, type Picture, sites, span } from "./album";
import { longest, shrunk } from "./shot";

const picture = (id: string, taken_at: string, site: string | null, what = "wound", status: string | null = null): Picture =>
  ({ kind: "attachment", id, fields: { what, site, taken_at, status } }) as View<"attachment">;

const all = [
  picture("a", "2026-11-01T09:00:00.000Z", "Left shin"),
  picture("b", "2026-11-20T09:00:00.000Z", "left  shin "),
  picture("c", "2026-11-10T09:00:00.000Z", "Right heel"),
  picture("d", "2026-11-22T09:00:00.000Z", null, "equipment"),
];

describe("pictures of one thing at one place are one album", () => {
  it("however the place was typed, newest first", () =>
    expect(albums(all).map((album) => [album.title, album.pictures.map((p) => p.id)])).toEqual([
      ["Equipment", ["d"]],
      ["Wound, Left shin", ["b", "a"]],
      ["Wound, Right heel", ["c"]],
    ]));
  it("a place is offered once, as it was typed last", () => expect(sites(all)).toEqual(["left  shin", "Right heel"]));
});

describe("what is compared before anybody chooses", () => {
  const shin = (more: Picture[]) => albums([...all.slice(0, 2), ...more])[0]!;
  it("is the first and the last", () => expect(firstAndLast(shin([]))).toEqual(["a", "b"]));
  it("and none that was taken in error", () =>
    expect(firstAndLast(shin([picture("e", "2026-11-23T09:00:00.000Z", "Left shin", "wound", "entered-in-error")]))).toEqual(["a", "b"]));
  it("one alone is compared with nothing", () => expect(firstAndLast(albums(all)[2]!)).toBeNull());
});

describe("how far apart in time", () => {
  const plain = (text: string | null) => text?.replaceAll("\u00a0", " ");
  it("an album says how many and from when to when", () => {
    const [equipment, shin] = albums(all);
    expect(plain(span(equipment!))).toBe("1 picture, Sun 22 Nov");
    expect(plain(span(shin!))).toBe("2 pictures, Sun 1 Nov to Fri 20 Nov");
  });
  it("two that are compared say the days between them, by the clocks in London", () => {
    expect(between(all[0]!, all[1]!)).toBe("19 days between them");
    expect(between(picture("x", "2026-06-01T23:30:00.000Z", "Left shin"), picture("y", "2026-06-01T22:30:00.000Z", "Left shin"))).toBe(
      "1 day between them",
    );
    expect(between(all[0]!, picture("z", "2026-11-01T16:00:00.000Z", "Left shin"))).toBe("Taken on the same day");
    expect(between(all[0]!, all[0]!)).toBeNull();
  });
});

describe("a photo is made smaller, never larger, in its own shape", () => {
  it.each([
    [4000, 3000, 1600, 1200],
    [3000, 4000, 1200, 1600],
    [640, 480, 640, 480],
    [10_000, 3, 1600, 1],
  ])("%i × %i becomes %i × %i", (w, h, to, by) => expect(shrunk(w, h)).toEqual([to, by]));
  it("to no more than the server takes", () => expect(Math.max(...shrunk(9999, 7777))).toBe(longest));
});
