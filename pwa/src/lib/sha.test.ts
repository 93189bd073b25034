import { expect, test } from "vitest";
import { derived, idMaker } from "./ids";
import { hex, sha1, sha256, unhex } from "./sha";

const lengths = [0, 1, 3, 54, 55, 56, 57, 63, 64, 65, 119, 120, 1200, 70001];

async function other(name: "SHA-1" | "SHA-256", bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return hex(new Uint8Array(await crypto.subtle.digest(name, bytes)));
}

test("sha-256 and sha-1 agree with another implementation at every length around a block's edge", async () => {
  for (const length of lengths) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 31 + length) & 0xff);
    expect(hex(sha256(bytes))).toBe(await other("SHA-256", bytes));
    expect(hex(sha1(bytes))).toBe(await other("SHA-1", bytes));
  }
});

test("hex goes there and back", () => {
  expect(hex(unhex("00ff10ab"))).toBe("00ff10ab");
});

test("r1 a derived id is the UUIDv5 of its words in the project's namespace", () => {
  // As Python's uuid.uuid5 gives it.
  expect(derived("care_plan", "0193aaaa-0000-7000-8000-000000000001")).toBe("b5d2e9d1-bbfd-5f35-891b-fed55bb05069");
});

test("r1 ids of one millisecond, and of a clock that went back, sort in the order made", () => {
  const times = [1000, 1000, 1000, 400, 2000];
  const make = idMaker(
    () => times.shift() ?? 2000,
    (into) => crypto.getRandomValues(into),
  );
  const ids = Array.from({ length: 5000 }, make);
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(5000);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
