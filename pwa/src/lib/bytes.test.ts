import { expect, test } from "vitest";
import { bytesInWords } from "./bytes";

test.each([
  [0, "0 bytes"],
  [640, "640 bytes"],
  [1300, "1.3 kB"],
  [61_000_000, "61 MB"],
  [2_000_000_000, "2 GB"],
])("%i bytes are said as %s", (bytes, words) => {
  expect(bytesInWords(bytes).replaceAll("\u00a0", " ")).toBe(words);
});
