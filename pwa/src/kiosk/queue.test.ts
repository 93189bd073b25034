import { expect, test } from "vitest";
import { due } from "./queue";

const rows = (n: number) => Array.from({ length: n }, (_, i) => i);
const half = () => 0.5;

test("d.4 fewer than five stay, however often one looks", () => {
  expect(due(rows(4), "2026-11-22", "2026-11-22", half)).toEqual([]);
  expect(due(rows(4), "2026-11-16", "2026-11-22", half)).toEqual([]);
});

test("d.4 five leave at once, and fewer after a week", () => {
  expect(due(rows(5), "2026-11-22", "2026-11-22", half)).toHaveLength(5);
  expect(due(rows(1), "2026-11-15", "2026-11-22", half)).toEqual([0]);
});

test("d.4 they leave in no order", () => {
  const seen = new Set<string>();
  let seed = 1;
  const chance = () => {
    seed = (seed * 48271) % 2147483647;
    return seed / 2147483647;
  };
  for (let i = 0; i < 200; i++) seen.add(due(rows(5), null, "2026-11-22", chance).join());
  expect(seen.size).toBeGreaterThan(60);
  expect([...seen].filter((order) => order.startsWith("0,")).length).toBeLessThan(60);
});

test("a clock that was set back holds nothing for ever", () => {
  expect(due(rows(2), "2027-01-01", "2026-11-22", half)).toHaveLength(2);
});

test("a batch is at most a hundred", () => {
  expect(due(rows(250), null, "2026-11-22", half)).toHaveLength(100);
});
