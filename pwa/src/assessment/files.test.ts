import { expect, test } from "vitest";
import { filesOf, pictureAnswer } from "./files";

const letter = {
  valueAttachment: { contentType: "application/pdf", title: "Discharge letter", size: 122_880, data: "AAAA", language: "en" },
  extension: [{ url: "x" }],
};

test("a file from elsewhere is named with what it is, and handed on as it came", () => {
  const [file] = filesOf([letter]);
  expect(file).toEqual({ answer: letter, picture: null, words: "Discharge letter (PDF, 120 KB)" });
  expect(filesOf([{ valueAttachment: { data: "AAAAAAAA" } }])[0]!.words).toBe("A file without a name (6 bytes)");
  expect(filesOf([{ valueAttachment: null }, {}]).map(({ words }) => words)).toEqual(["A file without a name", "A file without a name"]);
});

test("a picture that was taken for the answer is found again by what the answer says of it", () => {
  const answer = pictureAnswer({ id: "0199a", media_type: "image/jpeg", bytes: 2_000_000, at: "2026-11-24T09:30:00.000Z" }, "Picture taken today");
  const [file] = filesOf([answer]);
  expect(file).toMatchObject({ picture: "0199a", words: "Picture taken today (picture, 1.9 MB)" });
});
